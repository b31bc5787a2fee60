"""The editions of some folders: what each is, read from its registry's first section, without its figures."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from territory.loader import REGISTRY_FILE

SHIPPED, IMPORTED = "impact-2020", "importee"
"""What an address without an edition means, since the first ones were printed; and one session's own."""


class Entry(NamedTuple):
    """An edition that can be read: its ``level`` is a code, its ``folder`` holds its files."""

    code: str
    title: str
    publisher: str
    published: int
    level: str
    folder: Path


def editions(*folders: Path) -> tuple[Entry, ...]:
    """Those of the folders, in their order then by code; the first of two that have one code.

    A folder without a readable registry is no edition: ``load_edition`` says why.
    """
    found: dict[str, Entry] = {}
    for folder in folders:
        for entry in _of(folder):
            found.setdefault(entry.code, entry)
    return tuple(found.values())


def find(code: str, *folders: Path) -> Path | None:
    """The folder of an edition."""
    return next((entry.folder for entry in editions(*folders) if entry.code == code), None)


def _of(folder: Path) -> Iterator[Entry]:
    for registry in sorted(folder.glob(f"*/{REGISTRY_FILE}")):
        try:
            told = tomllib.loads(registry.read_text(encoding="utf-8"))["edition"]
            yield Entry(
                told["code"],
                told["title"],
                told["publisher"],
                int(told["published"]),
                told.get("level", "region"),
                registry.parent,
            )
        except (OSError, ValueError, KeyError, TypeError):
            continue

"""A copy of the data that breaks one rule, and the ways to break it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.territory.conftest import DataCopy


@dataclass(frozen=True)
class Refusal:
    """A mutation of the copy, and what the error must name."""

    change: Callable[[DataCopy], object]
    file: str
    row: str = ""
    column: str = ""
    found: str = ""
    allowed: str = ""


def write_cell(line: int, column: str, text: str) -> Callable[[DataCopy], object]:
    return lambda data: data.set_cell(line, column, text)


def on_table(change: Callable[[list[list[str]]], object]) -> Callable[[DataCopy], object]:
    return lambda data: data.rewrite(data.table, change)


def on_flags(line: int, column: str, text: str) -> Callable[[DataCopy], object]:
    return lambda data: data.set_cell(line, column, text, data.flags)


def on_regions(line: int, column: str, text: str) -> Callable[[DataCopy], object]:
    return lambda data: data.set_cell(line, column, text, data.regions)


def field(code: str, name: str, line: str) -> Callable[[DataCopy], object]:
    return lambda data: data.set_field(code, name, line)


def in_registry(pattern: str, replacement: str) -> Callable[[DataCopy], object]:
    return lambda data: data.substitute(data.registry, pattern, replacement)


def not_utf8(file: Callable[[DataCopy], Path]) -> Callable[[DataCopy], object]:
    """The file as Excel saves it in French: é is the byte E9."""

    def change(data: DataCopy) -> None:
        text = file(data).read_text(encoding="utf-8")
        file(data).write_bytes(text.encode("cp1252", "replace"))

    return change


def without_column(name: str) -> Callable[[list[list[str]]], object]:
    def change(rows: list[list[str]]) -> None:
        place = rows[0].index(name)
        for row in rows:
            del row[place]

    return change


def with_column(name: str) -> Callable[[list[list[str]]], object]:
    def change(rows: list[list[str]]) -> None:
        for row in rows:
            row.append("1")
        rows[0][-1] = name

    return change


def swap(first: int, second: int) -> Callable[[list[list[str]]], object]:
    def change(rows: list[list[str]]) -> None:
        rows[first - 1], rows[second - 1] = rows[second - 1], rows[first - 1]

    return change


def drop_feature(data: DataCopy) -> None:
    document = json.loads(data.geometry.read_text(encoding="utf-8"))
    document["features"] = [f for f in document["features"] if f["properties"]["code"] != "94"]
    assert len(document["features"]) == 12
    data.geometry.write_text(json.dumps(document), encoding="utf-8")

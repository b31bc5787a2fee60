"""How codes of a setup are named: by the edition it was prepared on, whatever edition a visitor reads."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from deploy.page import ROOT
from territory.editions import find, folders
from territory.errors import DataError
from territory.loader import load_edition
from territory.workshop.model import Setup

DATA = ROOT / "data"


class Names(NamedTuple):
    """``domains``: label by code, of every domain asked; ``territory``: its name, empty where none is known."""

    domains: Mapping[str, str]
    territory: str


def names_of(setup: Setup) -> Names:
    """A code that the edition no longer knows, or whose edition is not served any more, stands for itself."""
    places = folders(DATA, os.environ)
    try:
        domains, territories = _labels(setup.edition, places, tuple(_version(place) for place in places))
    except (DataError, OSError):
        domains, territories = {}, {}
    return Names({code: domains.get(code, code) for code in setup.domains}, territories.get(setup.territory, ""))


@lru_cache(maxsize=8)
def _labels(
    code: str, places: tuple[Path, ...], versions: tuple[int, ...]
) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Of an edition's domains and of its territories; read again once an edition was added or replaced."""
    folder = find(code, *places)
    if folder is None:
        return {}, {}
    edition = load_edition(folder, DATA)
    domains = {domain: held.label for domain, held in edition.registry.domains.items()}
    return domains, {territory: region.name for territory, region in edition.regions.items()}


def _version(place: Path) -> int:
    return place.stat().st_mtime_ns if place.is_dir() else 0

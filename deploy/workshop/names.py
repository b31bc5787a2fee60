"""How codes of a setup are named: by the edition it was prepared on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from territory.errors import DataError
from territory.workshop.model import Setup


class Names(NamedTuple):
    """``domains``: label by code, of every domain asked; ``territory``: its name, empty where none is known."""

    domains: Mapping[str, str]
    territory: str


def names_of(setup: Setup) -> Names:
    """A code that the edition no longer knows, or whose edition is not served, stands for itself."""
    from pages.shared import reads  # not at the top: caches want Streamlit's runtime, started by then

    try:
        edition = reads.edition()
    except (DataError, OSError):
        return Names({code: code for code in setup.domains}, "")
    known, region = edition.registry.domains, edition.regions.get(setup.territory)
    labels = {code: known[code].label if code in known else code for code in setup.domains}
    return Names(labels, region.name if region else "")

"""The figures, drawn once for all the tests; the exports they read back: the day is fixed, the regions are two at
random, Île-de-France and Corse."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache, partial

import pandas as pd
import pytest

from charts.figures import FIGURES, Subject
from charts.figures.kind import Figure
from charts.record import Record
from charts.stamp import Stamp
from territory.analysis import Reading
from territory.loader import Edition
from territory.outlines import Outlines
from territory.resource_files import load_catalogue
from territory.resources import Catalogue
from territory.scores import score_table
from tests.charts.gallery import Gallery, trial_of, variants
from tests.conftest import DATA

DAY = dt.date(2026, 11, 21)
CODES = ("44", "75", "84", "28", "27", "53", "24", "76", "32", "52", "93")
REGIONS = ("11", "94", *random.Random(20261121).sample(CODES, 2))
COUNTS = ("population", "associations")
DOMAINS = ("emploi", "pouvoir_achat", "sante", "diversite", "handicap", "developpement_economique")


@pytest.fixture(scope="session")
def outlines(edition: Edition) -> Outlines:
    assert edition.outlines is not None
    return edition.outlines


@pytest.fixture(scope="session")
def stamp(edition: Edition) -> Stamp:
    return Stamp(edition, Reading(), DAY, "scheme://example")


def records(edition: Edition, region: str, reading: Reading | None = None) -> Iterator[Record]:
    """Every figure for a region: every kind, indicators of each sort, two to thirteen regions compared."""
    return (make() for make in makers(edition, region, reading))


_MAKERS: dict[tuple[int, str, Reading], tuple[Edition, list[Callable[[], Record]]]] = {}
"""By the edition's identity, which lasts as long as it is held here."""


def makers(edition: Edition, region: str, reading: Reading | None = None) -> list[Callable[[], Record]]:
    """What makes each of ``records``, once a process: records are frozen, and several tests read the same."""
    reading = reading or Reading()
    key = id(edition), region, reading
    if key not in _MAKERS:
        subjects = subjects_of(edition, score_table(edition, reading), region, reading)
        _MAKERS[key] = edition, [cache(partial(kind.record, subject)) for kind, subject in subjects]
    return _MAKERS[key][1]


def subjects_of(
    edition: Edition, scores: pd.DataFrame, region: str, reading: Reading
) -> Iterator[tuple[Figure, Subject]]:
    others = [code for code in edition.regions if code != region]
    for kind in FIGURES.values():
        if "regions" in kind.needs:
            for count in (1, 4, len(others)):
                yield kind, Subject(edition, scores, reading, region, None, [region, *others[:count]])
        elif "indicator" in kind.needs:
            codes = COUNTS if kind.code == "cercles" else DOMAINS
            for code in codes:
                if kind.code == "cercles" or reading.keeps(edition.registry.indicators[code]):
                    yield kind, Subject(edition, scores, reading, region, code)
        else:
            places, shifts = variants(edition, reading=reading)
            subject = Subject(edition, scores, reading, region, places=places, shifts=shifts)
            yield kind, replace(subject, trial=trial_of(edition)) if "trial" in kind.needs else subject
    for code in ("emploi", "handicap"):
        yield FIGURES["carte"], Subject(edition, scores, reading, None, code)


@pytest.fixture(scope="session")
def catalogue(edition: Edition) -> Catalogue:
    """What helps, as shipped."""
    return load_catalogue(DATA, edition.registry.domains, edition.regions)


@pytest.fixture(scope="session")
def gallery(edition: Edition) -> Gallery:
    return Gallery(edition)

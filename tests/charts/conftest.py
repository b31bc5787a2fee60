"""The figures, drawn once for all the tests; the exports they read back: the day is fixed, the regions are two at
random, Île-de-France and Corse."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import replace

import pandas as pd
import pytest

from charts.figures import FIGURES, Subject
from charts.record import Record
from charts.stamp import Stamp
from territory.analysis import Reading, score_table
from territory.loader import Edition
from territory.regions import Outlines
from territory.resource_files import load_catalogue
from territory.resources import Catalogue
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
    reading = reading or Reading()
    scores = score_table(edition, reading)
    yield from records_of(edition, scores, region, reading)


def records_of(edition: Edition, scores: pd.DataFrame, region: str, reading: Reading) -> Iterator[Record]:
    others = [code for code in edition.regions if code != region]
    for kind in FIGURES.values():
        if "regions" in kind.needs:
            for count in (1, 4, len(others)):
                yield kind.record(Subject(edition, scores, reading, region, None, [region, *others[:count]]))
        elif "indicator" in kind.needs:
            codes = COUNTS if kind.code == "cercles" else DOMAINS
            for code in codes:
                if kind.code == "cercles" or reading.keeps(edition.registry.indicators[code]):
                    yield kind.record(Subject(edition, scores, reading, region, code))
        else:
            places, shifts = variants(edition, reading=reading)
            subject = Subject(edition, scores, reading, region, places=places, shifts=shifts)
            yield kind.record(replace(subject, trial=trial_of(edition)) if "trial" in kind.needs else subject)
    for code in ("emploi", "handicap"):
        yield FIGURES["carte"].record(Subject(edition, scores, reading, None, code))


@pytest.fixture(scope="session")
def catalogue(edition: Edition) -> Catalogue:
    """What helps, as shipped."""
    return load_catalogue(DATA, edition.registry.domains, edition.regions)


@pytest.fixture(scope="session")
def gallery(edition: Edition) -> Gallery:
    return Gallery(edition)

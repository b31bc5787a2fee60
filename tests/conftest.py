"""What the tests of the domain, of the figures and of the pages share: the shipped edition, read once."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from territory.analysis import score_table
from territory.loader import Edition, load_edition

DATA = Path(__file__).resolve().parents[1] / "data"


@pytest.fixture(scope="session")
def edition() -> Edition:
    """The shipped edition; read-only, as in the application."""
    return load_edition(DATA / "editions" / "impact-2020", DATA / "regions.csv", DATA / "regions.geojson")


@pytest.fixture(scope="session")
def scores(edition: Edition) -> pd.DataFrame:
    """``score_table`` for the default reading; read-only."""
    return score_table(edition)

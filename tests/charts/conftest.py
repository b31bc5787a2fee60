"""The figures of the shipped edition, drawn once for all the tests."""

from __future__ import annotations

import pytest

from territory.loader import Edition
from tests.charts.gallery import Gallery


@pytest.fixture(scope="session")
def gallery(edition: Edition) -> Gallery:
    return Gallery(edition)

"""What the tests of the domain, of the figures and of the pages share: the shipped edition, read once."""

from __future__ import annotations

import gc
from functools import cache
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, settings
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

from territory.loader import Edition, load_edition
from territory.scores import score_table

TESTS = Path(__file__).resolve().parent
DATA = TESTS.parent / "data"
# A busy machine is no failure: hypothesis looks for wrong answers here, not slow ones.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")

SLOW = (
    TESTS / "charts" / "documents",
    TESTS / "charts" / "test_command_line.py",
    TESTS / "charts" / "test_meeting.py",
    TESTS / "charts" / "test_progress.py",
    TESTS / "charts" / "test_stamp.py",
    TESTS / "deploy" / "test_deploy_files.py",
    TESTS / "pages",
)
"""What runs whole pages or writes and reads back whole exports: minutes, left out of `make test-fast`."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if _is_slow(item.path):
            item.add_marker(pytest.mark.slow)


def pytest_collection_finish() -> None:
    """Ten thousand tests, and what they import, stay until the end: the collector need not look at them again."""
    gc.freeze()
    gc.set_threshold(100_000, 50, 50)


class ByFile(LoadScopeScheduling):
    """A file's tests in one process, which makes once what they share; the browser's all in one: one server is started,
    one browser compiles its scripts.
    """

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        return "tests/browser" if file.startswith("tests/browser/") else file


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> ByFile:
    return ByFile(config, log)


@cache
def _is_slow(path: Path) -> bool:
    """Asked once a file, and not for each of its tests: they are thousands."""
    return any(path.is_relative_to(slow) for slow in SLOW)


@pytest.fixture(scope="session")
def edition() -> Edition:
    """The shipped edition; read-only, as in the application."""
    return load_edition(DATA / "editions" / "impact-2020", DATA)


@pytest.fixture(scope="session")
def scores(edition: Edition) -> pd.DataFrame:
    """``score_table`` for the default reading; read-only."""
    return score_table(edition)

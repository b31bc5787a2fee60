"""What the tests of the pages share: packages read once, a test that sleeps while a page runs, data to break."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import local_script_runner
from streamlit.testing.v1.local_script_runner import LocalScriptRunner

from pages.shared import editions
from tests.pages.visit import OVERVIEW, page_hash
from tests.territory.damages import copy_of


@pytest.fixture(scope="session", autouse=True)
def installed_components() -> Iterator[None]:
    """A server reads every package's metadata for components when it starts; AppTest, at each session (0.1 s)."""
    found = manifest_scanner.scan_component_manifests()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest_scanner, "scan_component_manifests", lambda: found)
        yield


@pytest.fixture(scope="session", autouse=True)
def awaited_runs() -> Iterator[None]:
    """AppTest asks a thousand times a second whether the page is run, and takes the processor from it each time."""
    asked = local_script_runner.require_widgets_deltas

    def wait(runner: LocalScriptRunner, timeout: float = 3) -> None:
        thread = runner._script_thread
        assert thread is not None
        thread.join(timeout)
        if not runner.script_stopped():
            asked(runner, 0)  # which stops it and says that it was too long

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(local_script_runner, "require_widgets_deltas", wait)
        yield


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the data that the application reads, with no memory of the shipped one."""
    page_hash(OVERVIEW)  # learnt from a sound application
    copy = copy_of(editions.DATA, tmp_path)
    monkeypatch.setattr(editions, "DATA", copy)
    st.cache_resource.clear()
    yield copy
    st.cache_resource.clear()

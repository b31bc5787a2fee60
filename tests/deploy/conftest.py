"""One server that `make run` starts, for the tests that send what no page sends."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.browser.server import Server, start_server


@pytest.fixture(scope="session")
def served() -> Iterator[Server]:
    server = start_server()
    yield server
    server.stop()

"""Fixtures of the browser tests: servers, a Chromium that must be there, and a page that is watched."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.browser.server import Server, start_server
from tests.browser.visit import forget
from tests.browser.watch import Watch

CHROMIUMS = (Path("/usr/bin/chromium-headless-shell"), Path("/usr/bin/chromium"))
"""The first that is there: the same engine, and without the windows it would draw for nobody, a third less work."""
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--process-per-site",
    "--js-flags=--no-opt --no-maglev",
]
"""The last two: pages of one context share a process, which keeps what it has compiled; no code is made faster in the
background, because no page of a test lives long enough to gain by it. Together they are a third of what a visit costs.
"""
HERE = Path(__file__).parent
expect.set_options(timeout=15_000)
"""Milliseconds: a busy machine is slow, and what a reader sees in the end is what is checked."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """One warm server, for all the tests that do not need a cold one."""
    running = start_server()
    yield running
    running.stop()


@pytest.fixture(scope="session")
def base_url(server: Server) -> str:
    """Lets tests write `page.goto("/territoire")`."""
    return server.url


@pytest.fixture
def cold_server(watch: Watch) -> Iterator[Callable[[], Server]]:
    """Starts a server that no one has visited, at each call; its host counts as ours."""
    running: list[Server] = []

    def start() -> Server:
        running.append(start_server())
        watch.own.add(running[-1].host)
        return running[-1]

    yield start
    for each in running:
        each.stop()


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    found = next((chromium for chromium in CHROMIUMS if chromium.is_file()), None)
    if found is None:
        pytest.fail("Chromium is missing: run `bash tests/install_system.sh`", pytrace=False)
    return {**browser_type_launch_args, "executable_path": str(found), "args": FLAGS}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any], base_url: str) -> dict[str, Any]:
    """Nothing of ours moves; what Streamlit moves while a page waits (lines that shimmer, parts that fade in) is drawn
    by the processor, sixty times a second: over a quarter of what a visit costs. A reader may ask for stillness, and
    the tests do; ``test_journey.py`` and ``test_progress.py`` begin with a reader who has not.
    """
    return {
        **browser_context_args,
        "base_url": base_url,
        "locale": "fr-FR",
        "timezone_id": "Europe/Paris",
        "viewport": {"width": 1440, "height": 900},
        "reduced_motion": "reduce",
    }


@pytest.fixture
def watch(server: Server) -> Watch:
    """What the browser did during the test; empty at the end, or the test fails."""
    return Watch(own={server.host})


@pytest.fixture(scope="session")
def warm_context(browser: Browser, browser_context_args: dict[str, Any]) -> Iterator[BrowserContext]:
    """A browser that keeps the scripts that it has loaded: they are more than half of what a first page costs.

    Its first tab stays open, so that the process of its pages lives on.
    """
    context = browser.new_context(**browser_context_args)
    context.new_page().goto("/robots.txt")
    yield context
    context.close()


@pytest.fixture
def context(request: pytest.FixtureRequest, watch: Watch) -> Iterator[BrowserContext]:
    """The context of `page`, watched: any page it opens is covered.

    Tests share one, which keeps nothing of them but the cache; a test marked ``cold`` has its own.
    """
    warm = request.node.get_closest_marker("cold") is None
    context = request.getfixturevalue("warm_context") if warm else request.getfixturevalue("new_context")()
    watch.attach(context)
    yield context
    complaints = watch.complaints()
    watch.detach(context)
    if warm:
        forget(context, watch.own)
    if complaints:
        pytest.fail("\n".join(complaints), pytrace=False)

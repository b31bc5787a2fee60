"""The log: one line a kind and minute whatever is sent, with a count; without the filter, as many as were sent."""

from __future__ import annotations

import io
import logging
import secrets
from collections.abc import Iterator

import pytest

from deploy.quiet import LONGEST, WINDOW, Quiet, quieten


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(params=[False, True], ids=["control", "quiet"])
def said(request: pytest.FixtureRequest, clock: Clock) -> Iterator[tuple[logging.Logger, io.StringIO, bool]]:
    """A logger, what it wrote, and whether it is quiet."""
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    if request.param:
        handler.addFilter(Quiet(clock))
    logger = logging.getLogger(f"tests.quiet.{request.param}")
    logger.setLevel(logging.INFO)
    logger.propagate = False
    logger.addHandler(handler)
    yield logger, out, request.param
    logger.removeHandler(handler)


def fail(logger: logging.Logger, number: int) -> None:
    try:
        raise ValueError(f"attack\n{number}")
    except ValueError:
        logger.exception("Exception in ASGI application")


def test_a_thousand_errors_are_a_line_and_a_count(said: tuple[logging.Logger, io.StringIO, bool], clock: Clock) -> None:
    logger, out, quiet = said
    for number in range(1000):
        fail(logger, number)
    lines = out.getvalue().splitlines()
    assert (len(lines) == 1) if quiet else (len(lines) >= 3000)
    if quiet:
        assert "ValueError: attack 0" in lines[0] and "test_quiet.py:" in lines[0]
        clock.now += WINDOW + 1
        fail(logger, 1000)
        assert "(and 999 more since the last such line)" in out.getvalue().splitlines()[1]


def test_another_kind_has_its_line(said: tuple[logging.Logger, io.StringIO, bool]) -> None:
    logger, out, _ = said
    logger.warning("upload refused: %s", "a")
    logger.error("page failed: %s", "b")
    assert len(out.getvalue().splitlines()) == 2


def test_no_address_of_a_visitor_and_no_text_of_theirs_beyond_a_line(
    said: tuple[logging.Logger, io.StringIO, bool],
) -> None:
    logger, out, quiet = said
    logger.info('%s - "WebSocket %s" [accepted]', "203.0.113.7:1", "/_stcore/stream")
    logger.info("connection open")
    logger.warning("Origin %s", "x\nFAKE LINE" + "y" * 10_000)
    written = out.getvalue()
    assert ("203.0.113.7" in written) != quiet
    if quiet:
        assert len(written.splitlines()) == 1 and len(written) <= LONGEST + 1


def test_no_key_of_a_workshop_is_written(said: tuple[logging.Logger, io.StringIO, bool]) -> None:
    logger, out, quiet = said
    key = secrets.token_urlsafe(32)
    logger.warning("GET /atelier?cle=%s&vue=1, then %s alone", "short", key)
    written = out.getvalue()
    assert ("cle=short" in written, key in written) == (not quiet, not quiet)
    assert "vue=1" in written and "alone" in written


def test_every_handler_is_quiet_once(monkeypatch: pytest.MonkeyPatch) -> None:
    handler = logging.StreamHandler(io.StringIO())
    logger = logging.getLogger("tests.quiet.walked")
    monkeypatch.setattr(logging.root.manager, "loggerDict", {logger.name: logger})
    logger.addHandler(handler)
    quieten()
    quieten()
    assert [type(held) for held in handler.filters] == [Quiet]

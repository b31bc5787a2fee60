"""How far a document is, as the page reads it while a thread writes it; what is said when it cannot be made."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable

import pytest

from charts.exports import Export
from charts.progress import Told
from pages.shared import making
from pages.shared.desk import (
    AT_ONCE,
    BUSY,
    FAILED,
    PATIENCE,
    PUTTING_TOGETHER,
    QUIET,
    READY,
    STAY,
    WAITING,
    Desk,
    Document,
    Progress,
)
from pages.shared.press import LONGEST, Ahead, Busy, Make, Press
from tests.pages.visit import alive, open_page

NOW = time.monotonic()


class Here(Press):
    """A press that writes at once, in the thread that asks."""

    def write(self, make: Make, *, told: Told, ahead: Ahead, owner: str = "") -> Export:
        return make(told=told)


class Full(Press):
    """A press before which too many wait."""

    def write(self, make: Make, *, told: Told, ahead: Ahead, owner: str = "") -> Export:
        raise Busy


def document(make: Callable[[Told], Export]) -> Document:
    return Document("meeting_pptx", "Diaporama", "bon pour", "reunion-r-2026-11-21.pptx", "Vue", make)


def test_a_share_and_words_at_each_step() -> None:
    """Three views and the file put together: four parts."""
    progress = Progress("Vue")
    said = [(progress.share, progress.label)]
    for made in range(4):
        progress.told(made, 3)
        said.append((progress.share, progress.label))
    progress.ended = NOW
    assert [*said, (progress.share, progress.label)] == [
        (0.0, WAITING),
        (0.0, "Vue 1 sur 3"),
        (0.25, "Vue 2 sur 3"),
        (0.5, "Vue 3 sur 3"),
        (0.75, PUTTING_TOGETHER),
        (1.0, READY),
    ]


def test_nothing_flashes_and_nothing_stays() -> None:
    """No bar for what takes less than QUIET; « prêt » for a moment; a lost thread is not waited for."""
    running = Progress("Vue", began=NOW)
    assert not running.shown(NOW + QUIET / 2) and running.under_way(NOW + QUIET / 2)
    assert running.shown(NOW + QUIET * 2)
    assert not running.under_way(NOW + LONGEST + 1)
    quick = Progress("Vue", began=NOW, ended=NOW + QUIET / 2)
    assert quick.under_way(NOW + QUIET) and not quick.shown(NOW + QUIET)
    long = Progress("Vue", began=NOW, ended=NOW + 3)
    assert long.shown(NOW + 3.1) and not long.under_way(NOW + 3.1 + STAY)
    failed = Progress("Vue", began=NOW, ended=NOW + 3, failed=True)
    assert not failed.under_way(NOW + 3.1)


def test_a_desk_hears_of_the_parts_from_another_thread() -> None:
    desk, reached, go_on = Desk(Here()), threading.Event(), threading.Event()
    made: list[bytes] = []

    def make(told: Told) -> Export:
        told(2, 5)
        reached.set()
        go_on.wait(5)
        return Export("x", b"content")

    thread = threading.Thread(target=lambda: made.append(desk.make(document(make))))
    thread.start()
    assert reached.wait(5)
    assert desk.progress["meeting_pptx"].label == "Vue 3 sur 5" and desk.progress["meeting_pptx"].ended is None
    go_on.set()
    thread.join()
    assert made == [b"content"] and desk.progress["meeting_pptx"].label == READY


def test_each_file_answers_one_click() -> None:
    desk = Desk(Here())
    assert not desk.claim("meeting_pptx"), "not begun"
    desk.make(document(lambda told: Export("x", b"")))
    assert desk.claim("meeting_pptx"), "over already, and it is the one that was asked for"
    assert not desk.claim("meeting_pptx"), "the next click waits for its own"
    desk.clear()
    assert desk.progress == {}


def test_a_failure_is_told_to_the_operator_and_known_to_the_page(caplog: pytest.LogCaptureFixture) -> None:
    def broken(told: Told) -> Export:
        raise ValueError("broken on purpose")

    desk = Desk(Here())
    with caplog.at_level(logging.ERROR, "observatoire"), pytest.raises(ValueError, match="on purpose"):
        desk.make(document(broken))
    assert caplog.messages == ["document failed: reunion-r-2026-11-21.pptx: ValueError: broken on purpose"]
    progress = desk.progress["meeting_pptx"]
    assert progress.failed and progress.ended
    assert FAILED == "Le document n’a pas pu être préparé\u202f; réessayez."


def test_a_place_in_the_line_is_said_and_a_full_one_too(caplog: pytest.LogCaptureFixture) -> None:
    waiting = Progress("Vue", began=NOW)
    waiting.waits(2)
    assert waiting.label == "En attente\u00a0: 2\u00a0documents avant le vôtre"
    assert waiting.under_way(NOW + LONGEST * 3), "it waits for others: that is not late"
    waiting.waits(0)
    assert waiting.label == WAITING
    desk = Desk(Full())
    with caplog.at_level(logging.WARNING, "observatoire"), pytest.raises(Busy):
        desk.make(document(lambda told: Export("x", b"")))
    assert desk.progress["meeting_pptx"].failed == BUSY
    assert caplog.messages == ["document refused: reunion-r-2026-11-21.pptx: too many are waiting"]


def test_one_session_has_four_documents_made_at_once(caplog: pytest.LogCaptureFixture) -> None:
    desk = Desk(Here())
    desk.progress = {str(number): Progress("Vue") for number in range(AT_ONCE)}
    with caplog.at_level(logging.WARNING, "observatoire"), pytest.raises(Busy):
        desk.make(document(lambda told: Export("x", b"")))
    desk.progress["0"].ended = NOW
    assert desk.make(document(lambda told: Export("x", b""))) == b""


class Line:
    """What a document's line shows, as calls."""

    def __init__(self) -> None:
        self.said: list[tuple[object, ...]] = []

    def progress(self, share: float, label: str, width: int) -> None:
        self.said.append((share, label))

    def markdown(self, text: str) -> None:
        self.said.append((text,))

    def caption(self, text: str) -> None:
        self.said.append((text,))


def test_a_file_that_never_begins_is_given_up(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(making, "PATIENCE", 0.2)
    monkeypatch.setattr(making, "QUIET", 0.05)
    desk, line = Desk(Here()), Line()
    row = making._Row(document(lambda told: Export("x", b"")), None, line)
    with caplog.at_level(logging.ERROR, "observatoire"):
        making._wait(desk, row)
    making._follow(desk, {"meeting_pptx": row})
    assert line.said[0] == (0.0, WAITING)
    assert line.said[-1] == (f":small[:material/error: {FAILED}]",)
    assert "not begun after" in caplog.text


def test_a_run_of_the_whole_page_waits_for_no_document() -> None:
    """A click whose rerun became one of the page: what is being made must not hold the page back."""
    at = open_page("pages/agir/reunion.py", vues="profil.32")
    at.session_state[making.ASKED] = "meeting_pptx"
    started = time.monotonic()
    at.run()
    assert alive(at) and making.ASKED not in at.session_state
    assert time.monotonic() - started < PATIENCE

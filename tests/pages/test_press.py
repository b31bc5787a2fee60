"""The press: the same bytes from another process, one document after the other, and what happens when it cannot."""

from __future__ import annotations

import datetime as dt
import os
import sys
import threading
import time
import types
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from charts import exports
from charts.exports import Export
from charts.progress import Told
from charts.stamp import Stamp
from pages.shared import press as pressing
from pages.shared.press import Busy, Failed, Press
from territory.analysis import Reading
from territory.loader import Edition
from tests.charts.numbers import numbers_of


def quick(told: Told) -> Export:
    told(1, 2)
    return Export(str(os.getpid()), b"content")


def long(told: Told) -> Export:
    told(0, 1)
    time.sleep(1)
    return quick(told)


def broken(told: Told) -> Export:
    raise ValueError("broken on purpose")


def deadly(told: Told) -> Export:
    os._exit(1)


def unheard(*_: int) -> None: ...


def write_long(press: Press, begun: threading.Event) -> None:
    press.write(long, told=lambda *_: begun.set(), ahead=unheard)


@pytest.fixture(scope="module")
def press() -> Iterator[Press]:
    """One for the whole module: it takes a second to start."""
    pressing_here = Press(kept=0)
    yield pressing_here
    pressing_here.stop()


def test_it_writes_in_another_process_and_tells_of_the_parts(press: Press) -> None:
    heard: list[tuple[int, int]] = []
    made = press.write(quick, told=lambda *steps: heard.append(steps), ahead=unheard)
    assert made.content == b"content" and heard == [(1, 2)]
    assert int(made.name) != os.getpid()
    assert press.write(quick, told=unheard, ahead=unheard).name == made.name, "the process stays"


def test_a_region_s_deck_has_the_same_bytes_from_there(press: Press, edition: Edition) -> None:
    stamp = Stamp(edition, Reading(), dt.date(2026, 11, 21))
    make = partial(exports.report, "94", "pptx", stamp, numbers_of(edition))
    assert press.write(make, told=unheard, ahead=unheard) == make()


def test_a_failure_comes_back_in_words_and_the_next_document_is_written(press: Press) -> None:
    with pytest.raises(Failed, match=r"^ValueError: broken on purpose$"):
        press.write(broken, told=unheard, ahead=unheard)
    with pytest.raises(Failed, match="the press has stopped"):
        press.write(deadly, told=unheard, ahead=unheard)
    assert press.write(quick, told=unheard, ahead=unheard).content == b"content"


def test_one_waits_for_the_other_and_knows_its_place(press: Press) -> None:
    begun, places, made = threading.Event(), list[int](), list[str]()
    first = threading.Thread(
        target=press.write, args=(long,), kwargs={"told": lambda *_: begun.set(), "ahead": unheard}
    )

    def second() -> None:
        made.append(press.write(quick, told=unheard, ahead=places.append).name)

    first.start()
    assert begun.wait(10)
    after = threading.Thread(target=second)
    after.start()
    after.join(10)
    assert places == [1, 0] and made


def test_a_line_that_is_too_long_refuses_the_next_one(press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pressing, "MOST", 0)
    begun = threading.Event()
    first = threading.Thread(
        target=press.write, args=(long,), kwargs={"told": lambda *_: begun.set(), "ahead": unheard}
    )
    first.start()
    assert begun.wait(10)
    with pytest.raises(Busy):
        press.write(quick, told=unheard, ahead=unheard)
    first.join(10)
    assert press.write(quick, told=unheard, ahead=unheard).content == b"content"


def test_a_press_that_says_nothing_is_stopped(press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    press.start()
    monkeypatch.setattr(pressing, "LONGEST", 0.1)
    with pytest.raises(Failed, match="nothing from the press"):
        press.write(long_and_mute, told=unheard, ahead=unheard)
    monkeypatch.undo()
    assert press.write(quick, told=unheard, ahead=unheard).content == b"content"


def long_and_mute(told: Told) -> Export:
    time.sleep(1)
    return quick(told)


def test_it_begins_with_no_module_of_the_server_s(press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    """While a page runs, Streamlit has made it the main module: nothing of it may run again in the press."""
    page = types.ModuleType("__main__")
    page.__file__ = str(Path(__file__).with_name("no_such_page.py"))
    monkeypatch.setitem(sys.modules, "__main__", page)
    press.stop()
    assert press.write(quick, told=unheard, ahead=unheard).content == b"content"


def test_an_old_link_does_not_stop_the_press_of_others(press: Press) -> None:
    old = press.start()
    press.stop()
    new = press.start()
    press.stop(old)
    assert press.start() is new


class Counted(Press):
    """Counts what it writes."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0
        self.begun, self.go_on = threading.Event(), threading.Event()

    def _written(self, job: bytes, told: Told) -> Export:
        self.count += 1
        self.begun.set()
        assert self.go_on.wait(10)
        return Export("made", b"x" * 1000)


def test_a_document_that_several_ask_for_is_written_once() -> None:
    press, made = Counted(), list[Export]()
    asking = [
        threading.Thread(target=lambda: made.append(press.write(quick, told=unheard, ahead=unheard))) for _ in range(20)
    ]
    asking[0].start()
    assert press.begun.wait(10)
    for thread in asking[1:]:
        thread.start()
    press.go_on.set()
    for thread in asking:
        thread.join(10)
    assert len(made) == 20 and press.count == 1  # and nobody of the twenty was refused
    press.write(long, told=unheard, ahead=unheard)
    assert press.count == 2


def test_finished_documents_are_kept_as_long_as_there_is_room(monkeypatch: pytest.MonkeyPatch) -> None:
    press = Counted()
    press.go_on.set()
    press._most_kept = 2500
    for number in range(10):
        press.write(partial(named, str(number)), told=unheard, ahead=unheard)
    assert len(press._kept) == 2 and press.count == 10


def named(name: str, told: Told) -> Export:
    return Export(name, b"")


def test_an_address_has_a_share_of_the_line() -> None:
    press = Counted()
    asking = [
        threading.Thread(target=press.write, args=(partial(named, str(k)),), kwargs={
            "told": unheard, "ahead": unheard, "owner": "10.0.0.1",
        }) for k in range(pressing.AN_ADDRESS)
    ]  # fmt: skip
    for thread in asking:
        thread.start()
    while len(press._line) < pressing.AN_ADDRESS:
        time.sleep(0.01)
    with pytest.raises(Busy):
        press.write(partial(named, "one more"), told=unheard, ahead=unheard, owner="10.0.0.1")
    other = threading.Thread(target=press.write, args=(partial(named, "another's"),), kwargs={
        "told": unheard, "ahead": unheard, "owner": "10.0.0.2",
    })  # fmt: skip
    other.start()
    press.go_on.set()
    for thread in (*asking, other):
        thread.join(10)
    assert press.count == pressing.AN_ADDRESS + 1

"""What is made of an edition: once, for who reads that edition, and gone with it."""

from __future__ import annotations

import gc
import threading
import weakref
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from pages.shared import editions
from pages.shared.editions import kept
from pages.shared.shelf import Shelf
from territory.loader import Edition


def test_what_is_asked_twice_is_made_once_and_at_most_so_many_are_kept(edition: Edition) -> None:
    shelf, made = Shelf(edition), []
    square = shelf.keeping(made.append, 2)
    for asked in (1, 2, 1, 3, 1, 2):  # 3 puts 2 away, the least lately asked for
        square(asked)
    assert made == [1, 2, 3, 2]


def test_fewer_long_answers_are_kept_of_an_edition_of_thousands(edition: Edition) -> None:
    codes = dict.fromkeys(map(str, range(4_000)), next(iter(edition.regions.values())))
    made: list[int] = []
    keep = Shelf(replace(edition, regions=codes)).keeping(made.append, 20, by_territory=True)
    for asked in (*range(5), *range(5)):  # 20 × 800 / 4 000 = 4 are kept
        keep(asked)
    assert made == [*range(5), *range(5)]
    made.clear()
    keep = Shelf(edition).keeping(lambda asked: made.append(asked), 20, by_territory=True)
    for asked in (*range(5), *range(5)):
        keep(asked)
    assert made == [*range(5)]


def test_who_asks_for_what_is_being_made_waits_for_it(edition: Edition) -> None:
    made, begun, go_on = [], threading.Event(), threading.Event()

    def make(code: str) -> str:
        made.append(code)
        begun.set()
        assert go_on.wait(10)
        return code.upper()

    read = Shelf(edition).keeping(make, 4)
    with ThreadPoolExecutor(4) as pool:
        first = pool.submit(read, "a")
        assert begun.wait(10)
        others = [pool.submit(read, "a") for _ in range(3)]
        go_on.set()
        assert {first.result(10), *(other.result(10) for other in others)} == {"A"}
    assert made == ["a"]


def test_an_error_is_not_kept(edition: Edition) -> None:
    answers = iter([ValueError("mended since"), "read"])

    def make() -> object:
        answer = next(answers)
        if isinstance(answer, Exception):
            raise answer
        return answer

    read = Shelf(edition).keeping(make, 1)
    with pytest.raises(ValueError, match="mended since"):
        read()
    assert read() == "read"


def test_each_edition_has_its_own_and_it_goes_with_the_edition(
    edition: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    @kept(4)
    def told(region: str) -> object:
        held = editions.current().edition  # what is made may hold the edition it is made of
        return type("Told", (), {"said": (held.regions[region].name, held)})()

    def told_of(shelf: Shelf) -> object:
        with monkeypatch.context() as patch:
            patch.setattr(editions, "current", lambda: shelf)
            return told("32")

    own, other = Shelf(edition), Shelf(replace(edition))
    mine = told_of(own)
    assert told_of(own) is mine
    theirs = weakref.ref(told_of(other))
    assert theirs() is not mine
    del other
    gc.collect()
    assert theirs() is None

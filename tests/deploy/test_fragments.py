"""A fragment's place is copied as Streamlit copies it, and each container once."""

from __future__ import annotations

import copy
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from streamlit.cursor import LockedCursor, RunningCursor
from streamlit.delta_generator import DeltaGenerator
from streamlit.proto.RootContainer_pb2 import RootContainer

from deploy import fragments

KINDS = (DeltaGenerator, RunningCursor, LockedCursor)
THEIRS = DeltaGenerator.__deepcopy__
"""Streamlit's own, before any test has started a server in this process."""
DEPTH = 6


@pytest.fixture
def ours() -> Iterator[None]:
    kept = [kind.__dict__.get("__deepcopy__") for kind in KINDS]
    fragments.copy_places_once()
    yield
    for kind, method in zip(KINDS, kept, strict=True):
        if method is None:
            del kind.__deepcopy__  # type: ignore[union-attr]
        else:
            kind.__deepcopy__ = method  # type: ignore[union-attr,assignment]


def place() -> tuple[DeltaGenerator, ...]:
    """The containers that stand one in the other, as a run holds them; the third has an element before the next."""
    cursor: Any = RunningCursor(RootContainer.MAIN)
    found = [DeltaGenerator(RootContainer.MAIN, cursor)]
    for depth in range(DEPTH):
        if depth == 2:
            cursor.lock_element()
            cursor.get_transient_cursor()
            cursor._transient_elements[0] = object()
        cursor = cursor.open_block()
        found.append(DeltaGenerator(RootContainer.MAIN, cursor, found[-1], "vertical"))
    return tuple(found)


def told(generators: tuple[DeltaGenerator, ...]) -> list[Any]:
    """What a copy must keep of each container and of those above it."""
    return [
        [(each._provided_cursor.delta_path, each._block_type, each._form_data, each._creating_fragment_id)  # type: ignore[union-attr]
         for each in generator._ancestors]
        for generator in generators
    ]  # fmt: skip


def test_the_copy_tells_what_streamlit_s_own_tells(ours: None) -> None:
    held = place()
    assert told(copy.deepcopy(held)) == told(held)
    assert told(held)[-1][0][0] == [0, 0, 0, 1, 0, 0, 0, 0][: DEPTH + 2]


def test_what_is_written_in_a_copy_moves_nothing_of_the_page(ours: None) -> None:
    held = place()
    before, copied = told(held), copy.deepcopy(held)
    for generator in copied:
        assert generator._provided_cursor is not None
        generator._provided_cursor.lock_element()
        generator._provided_cursor.transient_elements[3] = object()
    assert told(held) == before
    assert all(3 not in generator._provided_cursor.transient_elements for generator in held)  # type: ignore[union-attr]


def test_each_container_is_copied_once(ours: None, monkeypatch: pytest.MonkeyPatch) -> None:
    assert copies(monkeypatch) == Counter(dict.fromkeys(range(DEPTH + 1), 1))


def test_control_streamlit_copies_them_again_and_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(DeltaGenerator, "__deepcopy__", THEIRS)
    assert copies(monkeypatch)[0] == DEPTH + 1


def copies(monkeypatch: pytest.MonkeyPatch) -> Counter[int]:
    """How often each container of a place is copied, by its depth."""
    counted: Counter[int] = Counter()
    held, own = place(), DeltaGenerator.__deepcopy__
    depth = {id(generator): number for number, generator in enumerate(held)}

    def counting(self: DeltaGenerator, memo: dict[int, Any]) -> DeltaGenerator:
        counted[depth[id(self)]] += 1
        return own(self, memo)

    monkeypatch.setattr(DeltaGenerator, "__deepcopy__", counting)
    copy.deepcopy(held)
    return counted

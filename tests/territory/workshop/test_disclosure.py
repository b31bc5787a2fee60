"""Trying to find a person: every picture that was ever shown of a round is kept, and they are compared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from territory.workshop import ballots, disclosure
from territory.workshop.disclosure import Shown, shown
from territory.workshop.errors import Refused
from territory.workshop.model import ACTORS, LEAST_SHOWN, RoundCount
from territory.workshop.store import Store
from tests.territory.workshop.conftest import Clock, Room
from tests.territory.workshop.samples import SETUP, ballot

DEVICES, PAPERS = 30, 10
MARKED = replace(SETUP, domains=tuple(f"d{mark}" for mark in range(DEVICES + PAPERS)))
"""A domain a device or a paper, which gives it 1 or 2 points: what is shown of a group tells exactly who is in it."""
ACTOR_CODES = [actor.code for actor in ACTORS]


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ({"a": 4}, Shown(False, ())),
        ({"a": 5}, Shown(True, ("a",))),
        ({"a": 6, "b": 0}, Shown(True, ("a",))),
        ({"a": 6, "b": 5}, Shown(True, ("a", "b"))),
        ({"a": 12, "b": 4}, Shown(True, ())),  # 16 − 12 = 4
        ({"a": 12, "b": 6, "c": 1}, Shown(True, ())),  # 19 − 18 = 1
        ({"a": 12, "b": 3, "c": 2}, Shown(True, ("a",))),  # 17 − 12 = 5, of two actors
        ({"a": 3, "b": 1}, Shown(False, ())),
        ({"a": 3, "b": 2}, Shown(True, ())),
        ({}, Shown(False, ())),
    ],
)
def test_the_rule(counts: dict[str, int], expected: Shown) -> None:
    assert shown(counts) == expected


@given(st.lists(st.integers(0, 30), max_size=8))
def test_no_difference_of_what_is_shown_is_a_small_group(counts: list[int]) -> None:
    named = {str(number): count for number, count in enumerate(counts)}
    found = shown(named)
    groups = [named[actor] for actor in found.actors]
    assert all(count >= LEAST_SHOWN for count in groups)
    if found.together:
        left = sum(counts) - sum(groups)
        assert left == 0 or left >= LEAST_SHOWN


# --- over a whole round ----------------------------------------------------------------------------------

VOTE = st.tuples(st.just("vote"), st.integers(0, DEVICES - 1), st.sampled_from(ACTOR_CODES[:3]))
PAPER = st.tuples(st.just("paper"), st.integers(DEVICES, DEVICES + PAPERS - 1), st.sampled_from(ACTOR_CODES[:3]))
OTHER = st.tuples(st.sampled_from(["live", "dark", "exclude", "close", "reopen", "reset"]), st.just(0), st.just(""))
ACTIONS = st.lists(st.one_of(VOTE, VOTE, VOTE, VOTE, PAPER, OTHER), min_size=20, max_size=50)


def members(counted: RoundCount) -> Iterator[tuple[str, frozenset[tuple[int, int]]]]:
    """Of each group shown: the devices in it, with their points."""
    for group in counted.groups:
        who = {(int(domain.domain[1:]), domain.points) for domain in group.domains if domain.named}
        yield group.actor or "", frozenset(who)


def play(store: Store, clock: Clock, actions: list[tuple[str, int, str]]) -> list[frozenset[tuple[int, int]]]:
    """Everything that was shown of a round, at any time."""
    room = Room(store, clock, store.create(MARKED))
    store.open_round(room.workshop)
    pictures: list[frozenset[tuple[int, int]]] = []
    turns: Counter[int] = Counter()

    def look() -> None:
        if counted := store.count(room.workshop, 1):
            pictures.extend(who for _, who in members(counted))

    acts = {
        "live": lambda: store.set_live(room.workshop, True),
        "dark": lambda: store.set_live(room.workshop, False),
        "exclude": lambda: store.exclude(room.workshop, references[0]),
        "close": lambda: store.close_round(room.workshop),
        "reopen": lambda: store.reopen(room.workshop),
        "reset": lambda: store.reset_round(room.workshop),
    }
    references = ["AAAAAAAA"]
    for action, device, actor in actions:
        clock.later(1)
        turns[device] += 1
        marked = ballot(actor or "elus", **{f"d{device}": 1 + turns[device] % 2})
        try:
            if action == "vote":
                references.insert(0, room.vote(f"device{device}", number=turns[device], given=marked).reference)
            elif action == "paper" and turns[device] == 1:
                store.enter_paper(room.workshop, actor, [marked])
            elif action in acts:
                acts[action]()
        except Refused:
            pass
        look()
    if room.workshop.state.value == "prepared":
        return pictures
    if room.workshop.state.value == "open":
        store.close_round(room.workshop)
    clock.later(11)
    store.reveal(room.workshop)
    look()
    return pictures


def found_alone(pictures: list[frozenset[tuple[int, int]]]) -> list[set[tuple[int, int]]]:
    """Ballots that sums and differences of pictures set apart, fewer than five together.

    Ballots that are in exactly the same pictures cannot be told from each other; what can be computed of them is a sum
    over whole such sets, so that none may be small.
    """
    together: dict[tuple[bool, ...], set[tuple[int, int]]] = {}
    for who in set().union(*pictures) if pictures else set():
        together.setdefault(tuple(who in picture for picture in pictures), set()).add(who)
    return [alike for alike in together.values() if len(alike) < LEAST_SHOWN]


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(actions=ACTIONS)
def test_nobody_is_found_by_subtracting_pictures_of_a_round(
    quick: tuple[Store, Clock], actions: list[tuple[str, int, str]]
) -> None:
    """Live or not, replaced, put aside, on paper, reopened, reset: across actors and times."""
    assert found_alone(play(*quick, actions)) == []


WATCHED = [
    *[("vote", device, "elus") for device in range(6)],
    ("live", 0, ""),
    ("vote", 6, "citoyens"),
    ("vote", 7, "elus"),
    ("vote", 0, "elus"),
]
"""Six élus are shown; then one votes again, and one more of each actor comes."""


def test_what_comes_after_a_picture_waits_for_four_others(quick: tuple[Store, Clock]) -> None:
    pictures = play(*quick, WATCHED)
    assert pictures and {len(picture) for picture in pictures} == {6}
    more = [*WATCHED, *[("vote", device, "citoyens") for device in range(10, 14)]]
    assert {len(picture) for picture in play(*quick, more)} == {5, 6, 11}  # citoyens, élus, all


@pytest.mark.parametrize("module", [ballots, disclosure], ids=["waiting", "rule"])
def test_control_without_either_half_of_the_rule_somebody_is_found(
    quick: tuple[Store, Clock], monkeypatch: pytest.MonkeyPatch, module: object
) -> None:
    monkeypatch.setattr(module, "LEAST_SHOWN", 1)
    votes = WATCHED if module is ballots else [*WATCHED[:6], ("vote", 6, "citoyens")]
    assert found_alone(play(*quick, votes))


def test_two_rounds_are_counted_apart(quick: tuple[Store, Clock]) -> None:
    """Who was hidden in the first is not given away by the second, nor by who came in between."""
    store, clock = quick
    room = Room(store, clock, store.create(SETUP))
    store.open_round(room.workshop)
    room.many("citoyens", 8, emploi=1)
    room.many("elus", 4, sante=2)
    room.reveal()
    first = store.count(room.workshop, 1)
    assert first and [group.actor for group in first.groups] == [None] and first.groups[0].ballots == 12
    assert first.withheld == tuple(ACTOR_CODES)
    store.second_round(room.workshop)
    store.open_round(room.workshop)
    for number in range(8):
        room.vote(f"citoyens{number}", "citoyens", number=2, emploi=1)
    for number in range(5):
        room.vote(f"elus{number}", "elus", number=2, sante=1)
    room.reveal()
    second = store.count(room.workshop, 2)
    assert second and [(group.actor, group.ballots) for group in second.groups] == [
        (None, 13),
        ("citoyens", 8),
        ("elus", 5),
    ]
    assert store.count(room.workshop, 1) == first

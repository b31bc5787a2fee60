"""The second question, by hand: what is told of a domain, where two groups part, and whose answers may be shown."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from territory.workshop import opinions
from territory.workshop.model import LEAST_SHOWN, Opinion
from territory.workshop.perception import Group, Perceived, Side, standing
from territory.workshop.store import Store
from tests.territory.workshop.conftest import Clock, Room
from tests.territory.workshop.samples import SETUP, ballot

MORE, SAME, LESS, UNKNOWN = Opinion


def group(label: str, counts: Mapping[str, tuple[int, int, int, int]], ballots: int = 40) -> Group:
    """Counts by domain: plus, comme, moins, ne sait pas."""
    shares = [
        Perceived(domain, Decimal("0.25"), 0.1, opinions=dict(zip(Opinion, own, strict=True)))
        for domain, own in counts.items()
    ]
    return standing(label.lower(), label, ballots, shares, shares[0].share)


def test_the_sign_test_by_hand() -> None:
    # ten against none: 2 · (1/2)^10; two against one: every way of three throws
    assert opinions.sign_chance(10, 0) == pytest.approx(2 / 1024)
    assert opinions.sign_chance(2, 1) == 1.0 == opinions.sign_chance(0, 0)
    # eight against two: 2 · (1 + 10 + 45) / 1024
    assert opinions.sign_chance(2, 8) == pytest.approx(2 * 56 / 1024)


def test_fisher_s_test_as_he_gave_it() -> None:
    # the lady tasting tea: (3, 1) and (1, 3); tables 4-0, 3-1, 1-3, 0-4 of 70: (1 + 16 + 16 + 1) / 70
    assert opinions.fisher_chance((3, 1), (1, 3)) == pytest.approx(34 / 70)
    assert opinions.fisher_chance((4, 0), (0, 4)) == pytest.approx(2 / 70)
    assert opinions.fisher_chance((0, 0), (3, 2)) == 1.0


def test_a_domain_is_told_only_beyond_chance() -> None:
    held = group(
        "Élus", {"emploi": (14, 0, 0, 0), "sante": (6, 2, 3, 3), "culture": (0, 2, 12, 0), "mobilite": (0,) * 4}
    )
    found = {one.domain: one for one in opinions.answers_of(held)}
    assert {domain: one.side for domain, one in found.items()} == {
        "emploi": Side.ABOVE,  # 2 / 2^14, under 0,05 / 3
        "culture": Side.BELOW,
        "sante": Side.UNSURE,  # 6 against 3
    }
    assert (found["sante"].given, found["sante"].decided) == (14, 11)


def test_two_groups_part_on_what_they_say_is_more_fragile() -> None:
    elus = group("Élus", {"emploi": (2, 10, 2, 4), "sante": (9, 3, 2, 0)})
    citoyens = group("Citoyens", {"emploi": (20, 2, 2, 1), "sante": (14, 6, 4, 0)})
    # emploi: 2 of 14 against 20 of 24; santé: 9 of 14 against 14 of 24
    (found,) = opinions.partings([elus, citoyens])
    assert (found.domain, found.more.label, found.less.label) == ("emploi", "Citoyens", "Élus")
    assert opinions.partings([elus, elus]) == () == opinions.partings([elus])


@given(st.tuples(*[st.integers(0, 12)] * 2), st.tuples(*[st.integers(0, 12)] * 2))
def test_chances_are_chances_whichever_group_comes_first(first: tuple[int, int], second: tuple[int, int]) -> None:
    assert 0 < opinions.sign_chance(*first) <= 1
    assert opinions.sign_chance(*first) == opinions.sign_chance(*first[::-1])
    assert 0 < opinions.fisher_chance(first, second) <= 1
    assert opinions.fisher_chance(first, second) == pytest.approx(opinions.fisher_chance(second, first))


# --- whose answers may be shown ----------------------------------------------------------------------------


def answered(room: Room, actor: str, answering: int, ballots: int) -> None:
    """So many ballots of an actor, of which the first answer the second question on santé."""
    for number in range(ballots):
        told = {"sante": MORE} if number < answering else {}
        room.vote(f"{actor}{number}", given=ballot(actor, told, emploi=1))


def shown(room: Room) -> dict[str | None, int]:
    """Group → how many of its answers on santé are shown."""
    counted = room.store.count(room.workshop, 1)
    assert counted
    found = {g.actor: next(d.opinions for d in g.domains if d.domain == "sante") for g in counted.groups}
    return {actor: sum(own.values()) for actor, own in found.items() if own}


@pytest.mark.parametrize(
    ("answering", "expected"),
    [
        ((6, 5), {None: 11, "elus": 6, "citoyens": 5}),
        ((6, 4), {None: 10}),  # 10 − 6 = 4: nobody apart
        ((6, 0), {None: 6, "elus": 6}),
        ((4, 0), {}),
        ((3, 2), {None: 5}),
    ],
)
def test_the_rule_holds_on_who_answers_each_domain(
    quick: tuple[Store, Clock], answering: tuple[int, int], expected: dict[str | None, int]
) -> None:
    """Ten élus and ten citoyens vote, and both are shown; fewer answer the second question."""
    store, clock = quick
    room = Room(store, clock, store.create(SETUP))
    store.open_round(room.workshop)
    for actor, count in zip(("elus", "citoyens"), answering, strict=True):
        answered(room, actor, count, 10)
    room.reveal()
    assert shown(room) == expected


def test_live_results_hold_no_answer_to_the_second_question(quick: tuple[Store, Clock]) -> None:
    """Five ballots come at once, of which one may answer it: two pictures would give that answer away."""
    store, clock = quick
    room = Room(store, clock, store.create(SETUP))
    store.open_round(room.workshop)
    store.set_live(room.workshop, True)
    answered(room, "elus", LEAST_SHOWN, LEAST_SHOWN)
    assert shown(room) == {}
    room.reveal()
    assert shown(room) == {None: LEAST_SHOWN, "elus": LEAST_SHOWN}

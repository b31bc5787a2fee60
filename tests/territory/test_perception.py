"""Regards croisés: shares, spread and zones, by hand."""

from __future__ import annotations

import math
from dataclasses import replace
from decimal import Decimal

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from territory.analysis import FragilityClass, Reason
from territory.workshop import comparison as c
from territory.workshop import perception as p
from territory.workshop.model import ACTORS, LEAST_SHOWN, DomainCount, GroupCount, Opinion, RoundCount, Setup
from territory.workshop.perception import Measure, Side, Zone
from territory.workshop.spread import chance, critical, holm

FOUR = ("emploi", "sante", "culture", "mobilite")


def counted(ballots: list[dict[str, int]], domains: tuple[str, ...] = FOUR, actor: str | None = None) -> GroupCount:
    """A group's counts, as the store makes them."""
    given = {code: [ballot.get(code, 0) for ballot in ballots] for code in domains}
    return GroupCount(
        actor,
        len(ballots),
        tuple(DomainCount(code, sum(v), sum(x * x for x in v), sum(x > 0 for x in v), {}) for code, v in given.items()),
    )


# --- Student and Holm ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("freedom", "t"), [(1, 12.706), (2, 4.303), (4, 2.776), (9, 2.262), (13, 2.160), (30, 2.042), (120, 1.980)]
)
def test_student_as_printed_in_tables(freedom: int, t: float) -> None:
    assert chance(t, freedom) == pytest.approx(0.05, abs=2e-4)
    assert critical(freedom) == pytest.approx(t, abs=1e-3)


def test_holm_by_hand() -> None:
    # sorted 0,01 ≤ 0,05/4; 0,015 ≤ 0,05/3 = 0,0167; 0,03 > 0,05/2 = 0,025: it stops, 0,04 with it
    assert holm([0.04, 0.01, 0.03, 0.015]) == [False, True, False, True]
    assert holm([]) == []


# --- shares ----------------------------------------------------------------------------------------------


def test_a_share_and_its_error_by_hand() -> None:
    # five ballots of 5 points: emploi 3, 3, 3, 2, 1 → Σp = 12, Σp² = 32, T = 25
    ballots = [
        {"emploi": 3, "sante": 2},
        {"emploi": 3, "culture": 2},
        {"emploi": 3, "sante": 2},
        {"emploi": 2, "sante": 3},
        {"emploi": 1, "sante": 3, "culture": 1},
    ]
    group = p.group_of(counted(ballots), "")
    emploi = group.of("emploi")
    assert emploi.share == Decimal("0.48") and group.reference == Decimal("0.25")
    # s² = (32 − 144/5) / 4 = 0,8; √(5 · 0,8) = 2 is under 3 points, what one ballot can move: 3 / 25
    assert emploi.error == pytest.approx(3 / 25)
    # sante 2, 0, 2, 3, 3 → Σp = 10, Σp² = 26, s² = (26 − 20) / 4 = 1,5; √(5 · 1,5) = 2,74 < 3
    assert group.of("sante").error == pytest.approx(0.12)
    assert group.margin(emploi) == pytest.approx(2.776 * 0.12, abs=1e-3)
    assert all(one.side is Side.UNSURE for one in group.domains), "five ballots tell nothing"


def test_many_ballots_have_an_error_of_their_own() -> None:
    # 40 ballots, half give 3 to emploi and 2 to santé, half the reverse: s² = 0,25 · 40/39
    ballots = [{"emploi": 3, "sante": 2}] * 20 + [{"emploi": 2, "sante": 3}] * 20
    group = p.group_of(counted(ballots), "")
    assert group.of("emploi").error == pytest.approx(math.sqrt(40 * 0.25 * 40 / 39) / 200)
    assert [one.side for one in group.domains] == [Side.ABOVE, Side.ABOVE, Side.BELOW, Side.BELOW]
    assert [[one.domain for one in level] for level in c.levels(group)] == [
        ["emploi", "sante"],
        ["culture", "mobilite"],
    ]


def test_who_is_not_named_is_not_known_to_be_unseen_with_few_ballots() -> None:
    few, many = ([{"emploi": 2, "sante": 2, "culture": 1}] * count for count in (5, 40))
    assert p.group_of(counted(few), "").of("mobilite").side is Side.UNSURE
    assert p.group_of(counted(many), "").of("mobilite").side is Side.BELOW


ballot = st.dictionaries(st.sampled_from(FOUR), st.integers(1, 3), min_size=1, max_size=4).filter(
    lambda points: sum(points.values()) <= 5
)


@settings(max_examples=60, deadline=None)
@given(st.lists(ballot, min_size=LEAST_SHOWN, max_size=60))
def test_shares_sum_to_one_zones_part_the_domains_levels_keep_them_all(ballots: list[dict[str, int]]) -> None:
    group = p.group_of(counted(ballots), "")
    assert sum(one.share for one in group.domains) == pytest.approx(Decimal(1), abs=Decimal("1e-20"))
    assert group.reference == pytest.approx(Decimal("0.25"), abs=Decimal("1e-20"))
    measured = [
        Measure("emploi", FragilityClass.MORE_FRAGILE, Decimal(1)),
        Measure("sante", FragilityClass.NEAR, Decimal("0.2")),
        Measure("culture", FragilityClass.NOT_ORIENTED),
        Measure("mobilite", FragilityClass.MISSING),
    ]
    for one in p.placed(group, measured):
        seen = one.perceived.share > group.reference
        expected = {(True, True): Zone.BOTH, (True, False): Zone.MEASURED, (False, True): Zone.SEEN}
        zone = expected.get((one.measure.fragile, seen), Zone.NEITHER) if one.measure.placed else None
        assert one.zone is zone
        assert one.perceived.side is not (Side.BELOW if seen else Side.ABOVE)
    flat = [one for level in c.levels(group) for one in level]
    assert sorted(one.domain for one in flat) == sorted(FOUR)
    assert [one.share for one in flat] == sorted((one.share for one in flat), reverse=True)


# --- between groups --------------------------------------------------------------------------------------


def test_two_actors_part_where_their_bars_do_not_explain_it() -> None:
    elus = p.group_of(counted([{"emploi": 3, "sante": 2}] * 15 + [{"emploi": 3, "culture": 2}] * 15), "Élus")
    citoyens = p.group_of(
        counted([{"mobilite": 3, "sante": 2}] * 15 + [{"mobilite": 3, "culture": 2}] * 15), "Citoyens"
    )
    found = c.differences([elus, citoyens])
    assert [(one.domain, one.more.label, one.less.label, one.by) for one in found] == [
        ("emploi", "Élus", "Citoyens", Decimal("0.6")),
        ("mobilite", "Citoyens", "Élus", Decimal("0.6")),
    ]
    assert c.agreed([elus, citoyens]) == () == c.agreed([elus])
    assert c.agreed([elus, replace(citoyens, domains=elus.domains)]) == ("emploi",)
    assert c.differences([elus, elus]) == () == c.moved(elus, elus)


def test_small_groups_tell_no_difference() -> None:
    first = p.group_of(counted([{"emploi": 3, "sante": 2}] * 5), "")
    second = p.group_of(counted([{"culture": 3, "emploi": 2}] * 5), "")
    # 0,6 − 0,4 = 0,2; joint error √2 · 3/25 = 0,17
    assert not [one for one in c.differences([first, second]) if one.domain == "emploi"]


# --- what is measured ------------------------------------------------------------------------------------


def test_the_measured_side_is_the_product_s(scores: pd.DataFrame) -> None:
    codes = ("education", "mal_logement", "diversite_handicap", "pouvoir_achat")
    codes = tuple(code for code in codes if code in set(scores["domain"]))
    measured = {one.domain: one for one in p.measures(scores, "32", [*codes, "inconnu"])}
    assert measured["education"].kind is FragilityClass.MUCH_MORE_FRAGILE and measured["education"].fragile
    assert round(measured["education"].height, 2) == Decimal("2.52")
    assert measured["mal_logement"].reasons == (Reason.CONTESTABLE,)
    assert measured["inconnu"].kind is FragilityClass.MISSING and not measured["inconnu"].placed
    (both,) = set(scores[scores["indicator"] == "diversite"]["domain"])
    (unoriented,) = p.measures(scores, "32", [both])
    assert unoriented.kind is FragilityClass.NOT_ORIENTED and not unoriented.placed and unoriented.score is None


def test_a_gap_within_rounding_is_drawn_as_no_gap() -> None:
    assert Measure("x", FragilityClass.INDISTINGUISHABLE, Decimal("0.9")).height == 0


def test_a_round_s_groups_carry_their_labels() -> None:
    setup = Setup("Essai", "impact-2020", "32", ACTORS, FOUR, False)
    everyone = counted([{"emploi": 1}] * 10)
    elus = counted([{"emploi": 1}] * 5, actor="elus")
    count = RoundCount(setup, 1, None, (everyone, elus), ("citoyens",), 0)
    assert [(group.actor, group.label, group.ballots) for group in p.groups_of(count)] == [
        (None, "", 10),
        ("elus", "Élus", 5),
    ]
    assert p.groups_of(replace(count, groups=())) == ()
    told = replace(everyone.domains[0], opinions={Opinion.MORE: 3})
    assert p.group_of(replace(everyone, domains=(told, *everyone.domains[1:])), "").of("emploi").opinions == {
        Opinion.MORE: 3
    }

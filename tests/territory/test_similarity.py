"""Similar regions: distances by hand and by SciPy, stability, groups, drawing, and who does better."""

from __future__ import annotations

import math
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from charts.figures.tree import record as tree
from territory import wording
from territory.__main__ import main
from territory.analysis import Reading
from territory.grouping import axes, coordinates, dendrogram, groups, linkage_of
from territory.loader import Edition, load_edition
from territory.scores import score_table
from territory.similarity import bonds, distances, leave_one_out, nearest, neighbours, profiles, regions_doing_better

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def edition() -> Edition:
    return load_edition(ROOT / "data" / "editions" / "impact-2020", ROOT / "data")


@pytest.fixture(scope="module")
def scores(edition: Edition) -> pd.DataFrame:
    return score_table(edition)


@pytest.fixture(scope="module")
def found(scores: pd.DataFrame) -> pd.DataFrame:
    return neighbours(scores)


def plain_profiles(scores: pd.DataFrame) -> dict[str, dict[str, Decimal]]:
    """S by region and domain, in exact arithmetic, from the rows of the table."""
    table: dict[str, dict[str, Decimal]] = {}
    for row in scores.to_dict("records"):
        if row["score"] is not None:
            table.setdefault(row["region"], {})[row["domain"]] = row["score"]
    return table


def plain_distance(first: dict[str, Decimal], second: dict[str, Decimal], without: str = "") -> float:
    common = [d for d in first if d in second and d != without]
    return math.sqrt(sum((first[d] - second[d]) ** 2 for d in common) / len(common))


def test_distances_agree_with_exact_arithmetic(scores: pd.DataFrame) -> None:
    table = plain_profiles(scores)
    distance = distances(profiles(scores))
    for a, first in enumerate(table.values()):
        for b, second in enumerate(table.values()):
            assert distance[a, b] == pytest.approx(plain_distance(first, second), abs=1e-12)


def test_the_distances_of_the_method(found: pd.DataFrame) -> None:
    table = found.set_index(["region", "neighbour"])["distance"]
    assert round(table["53", "52"], 2) == 0.73
    assert round(table["75", "27"], 2) == 0.69


def test_neighbours_and_their_stability_by_plain_python(scores: pd.DataFrame, found: pd.DataFrame) -> None:
    table = plain_profiles(scores)
    domains = list(table["32"])
    assert len(domains) == 15

    def three(region: str, without: str = "") -> list[str]:
        others = [other for other in table if other != region]
        return sorted(others, key=lambda other: plain_distance(table[region], table[other], without))[:3]

    for region, own in found.groupby("region", sort=False):
        assert own["neighbour"].tolist() == three(str(region))
        assert own["place"].tolist() == [1, 2, 3]
        for row in own.to_dict("records"):
            assert row["runs"] == 15
            assert row["kept"] == sum(row["neighbour"] in three(str(region), domain) for domain in domains)


def test_ile_de_france_and_corse_have_no_neighbour(edition: Edition, found: pd.DataFrame) -> None:
    assert set(edition.regions) - set(found["region"]) == {"11", "94"}
    assert not set(found["neighbour"]) & {"11", "94"}
    assert wording.no_neighbour_sentence(edition.regions["94"]) == "La Corse\u00a0: pas de région au profil proche."


def test_a_leave_one_out_really_leaves_one_out(scores: pd.DataFrame) -> None:
    table = profiles(scores)
    left = [set(table.columns) - set(run.columns) for run in leave_one_out(table)]
    assert left == [{domain} for domain in table.columns]


def test_what_brings_together_and_sets_apart(edition: Edition, scores: pd.DataFrame, found: pd.DataFrame) -> None:
    (row,) = found[(found["region"] == "53") & (found["place"] == 1)].to_dict("records")
    table = plain_profiles(scores)
    order = sorted(table["53"], key=lambda d: abs(table["53"][d] - table["52"][d]))
    assert row["together"] == tuple(order[:3]) and row["apart"] == tuple(reversed(order[-3:]))
    label = edition.registry.domains
    assert wording.bonds_sentence([label[d] for d in row["together"]], [label[d] for d in row["apart"]]) == (
        "Ce qui rapproche\u00a0: emploi, pauvreté et numérique. Ce qui distingue\u00a0: transition "
        "énergétique, pouvoir d’achat et développement économique."
    )
    assert wording.neighbour_sentence(row, edition.regions["52"]) == (
        "Pays de la Loire\u00a0: distance 0,73\u202f; parmi les plus proches dans 15 calculs sur 15 "
        "quand un domaine est laissé de côté."
    )


def test_no_domain_both_brings_together_and_sets_apart() -> None:
    table = pd.DataFrame({"a": [0.0, 0.1], "b": [0.0, 2.0], "c": [1.0, math.nan]}, index=["x", "y"])
    assert bonds(table, "x", "y") == (("a",), ("b",))


def test_the_source_s_reading_counts_sixteen_domains(edition: Edition) -> None:
    found = neighbours(score_table(edition, Reading(source_reading=True)))
    assert set(found["runs"]) == {16}


def test_missing_values_are_left_out_of_both_sides() -> None:
    table = pd.DataFrame({"a": [0.0, 3.0, 1.0], "b": [0.0, 4.0, math.nan], "c": [0.0, math.nan, math.nan]})
    distance = distances(table)
    assert distance[0, 1] == pytest.approx(math.sqrt((9 + 16) / 2))
    assert math.isnan(distance[0, 2]) and math.isnan(distance[1, 2])  # one domain of three in common
    assert nearest(distance) == [[1], [0], []]


def test_equal_distances_keep_the_published_order() -> None:
    table = pd.DataFrame({"a": [0.0, 0.1, -0.1, 0.1 + 1e-15]})
    assert nearest(distances(table))[0] == [1, 2, 3]


def test_regions_doing_better_most_similar_first(edition: Edition, scores: pd.DataFrame) -> None:
    sante = edition.registry.indicators["sante"]
    better = regions_doing_better(scores, "32", sante)  # 300 professionals; 304 in Corse, 287 in Pays de la Loire
    assert set(better["region"]) == {"44", "75", "84", "53", "11", "76", "93", "94"}
    assert better["distance"].is_monotonic_increasing and better["region"].tolist()[:2] == ["44", "76"]
    assert all(value > 300 for value in better["value"])


def test_doing_better_is_beyond_rounding(edition: Edition, scores: pd.DataFrame) -> None:
    achat = edition.registry.indicators["pouvoir_achat"]
    # Centre-Val de Loire 1,04: 1,05 is within 2 · 0,005; 1,06 is not.
    better = regions_doing_better(scores, "24", achat)
    assert set(better["value"]) == {Decimal("1.06"), Decimal("1.07")}


def test_nobody_does_better_than_the_best_or_where_nothing_is_oriented(edition: Edition, scores: pd.DataFrame) -> None:
    indicators = edition.registry.indicators
    assert regions_doing_better(scores, "94", indicators["culture"]).empty
    assert regions_doing_better(scores, "32", indicators["diversite"]).empty
    assert regions_doing_better(scores, "32", indicators["handicap"]).empty


def test_four_groups_found_again_in_every_run(scores: pd.DataFrame) -> None:
    table = groups(scores)
    members = {number: set(own["region"]) for number, own in table.groupby("group")}
    assert members[2] == {"11"} and members[3] == {"76", "32", "93"} and members[4] == {"94"}
    assert len(members[1]) == 8
    assert (table["kept"] == 15).all() and (table["runs"] == 15).all()


def test_the_tree_starts_with_the_closest_pair(scores: pd.DataFrame) -> None:
    leaves, tree = dendrogram(scores)
    assert sorted(leaves) == sorted(profiles(scores).index) and len(tree) == 12
    first = tree.iloc[0]
    assert {leaves[int(first["left"])], leaves[int(first["right"])]} == {"75", "27"}
    assert first["height"] == pytest.approx(distances(profiles(scores))[1, 4])
    assert tree["height"].is_monotonic_increasing and tree["size"].iloc[-1] == 13
    assert (tree["left"] < tree["right"]).all()


def test_the_drawing_keeps_distances_and_signs(scores: pd.DataFrame) -> None:
    plane = coordinates(scores)
    points = plane[["x", "y"]].to_numpy()
    drawn = np.sqrt(((points[:, None] - points[None]) ** 2).sum(axis=-1))
    assert (drawn <= distances(profiles(scores)) + 1e-9).all()
    assert np.allclose(points.mean(axis=0), 0)
    (x, y), weights = axes(scores)
    assert x > y > 0 and x + y < 1
    for axis in ("x", "y"):
        assert weights[axis].loc[weights[axis].abs().idxmax()] > 0
        assert (weights[axis] ** 2).sum() == pytest.approx(1)


def test_missing_values_in_groups_and_drawing(edition: Edition) -> None:
    table = edition.observations.copy()
    scored = [i.code for i in edition.registry.fragility]
    gone = (table["indicator"].isin(scored[:10]) & (table["territory"] == "94")) | (
        (table["indicator"] == "emploi") & (table["territory"] == "32")
    )
    table.loc[gone, "value"] = pd.Series([None] * int(gone.sum()), index=table.index[gone], dtype=object)
    scores = score_table(replace(edition, observations=table))
    assert "94" not in set(groups(scores)["region"]) and len(groups(scores)) == 12
    assert set(groups(scores)["runs"]) == {14}  # emploi is not known everywhere
    assert len(coordinates(scores)) == 12 and len(dendrogram(scores)[0]) == 12
    assert set(neighbours(scores)["runs"]) == {15}


def test_too_little_to_group_or_draw(edition: Edition) -> None:
    two = replace(edition, regions={code: edition.regions[code] for code in ("32", "53")})
    scores = score_table(two)
    assert groups(scores).empty and coordinates(scores).empty and axes(scores)[0] == (0, 0)
    assert len(dendrogram(scores)[1]) == 1
    nothing = score_table(edition, Reading(core_only=True)).assign(oriented=False)
    assert neighbours(nothing).empty and groups(nothing).empty and dendrogram(nothing)[0] == ()


@pytest.mark.slow
@settings(max_examples=20, deadline=None)
@given(st.permutations(range(13)))
def test_the_order_of_the_regions_is_only_an_order(order: list[int]) -> None:
    edition = load_edition(ROOT / "data" / "editions" / "impact-2020", ROOT / "data")
    codes = list(edition.regions)
    scores = score_table(replace(edition, regions={codes[i]: edition.regions[codes[i]] for i in order}))
    names = ["region", "neighbour", "kept", "place"]
    first, second = neighbours(score_table(edition)), neighbours(scores)
    assert sorted(map(tuple, first[names].to_numpy())) == sorted(map(tuple, second[names].to_numpy()))
    parts = [
        {frozenset(own["region"]) for _, own in groups(table).groupby("group")}
        for table in (score_table(edition), scores)
    ]
    assert parts[0] == parts[1]


@given(st.lists(st.lists(st.floats(-5, 5), min_size=4, max_size=4), min_size=2, max_size=6))
def test_a_distance_is_a_distance(rows: list[list[float]]) -> None:
    distance = distances(pd.DataFrame(rows, columns=list("abcd")))
    assert np.allclose(distance, distance.T) and (np.diag(distance) == 0).all()
    for a in range(len(rows)):
        assert (distance <= distance[:, [a]] + distance[[a], :] + 1e-9).all()


def test_the_table_of_the_command_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["similar", "--region", "53"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "region,place,neighbour,distance,kept"
    assert lines[1].startswith("53,1,52,0.7322") and lines[1].endswith(",15") and len(lines) == 4
    assert main(["similar"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 1 + 3 * 11


def test_a_region_without_neighbour_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["similar", "--region", "94"]) == 0
    captured = capsys.readouterr()
    assert captured.out == "region,place,neighbour,distance,kept\n"
    assert captured.err == "territory : La Corse\u00a0: pas de région au profil proche.\n"


@pytest.mark.parametrize("arguments", [["similar", "--domain", "emploi"], ["similar", "--region", "00"]])
def test_bad_usage_is_one_french_line(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(arguments)
    assert stop.value.code == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_the_tree_joins_some_regions_to_another_than_their_nearest(edition: Edition, scores: pd.DataFrame) -> None:
    """One measure, two questions: cards say who is nearest, the tree gathers groups; the tree says so (5 of 13)."""
    table = profiles(scores)
    distance = distances(table)
    closest = [found[0] for found in nearest(distance)]
    merges = linkage_of(table)
    members = {leaf: {leaf} for leaf in range(len(table))}
    elsewhere = set()
    for step, (left, right, height, size) in enumerate(merges):
        sides = (members[int(left)], members[int(right)])
        for own, other in (sides, sides[::-1]):
            if len(own) == 1:
                elsewhere |= {leaf for leaf in own if closest[leaf] not in other}
        if size == 2:  # two regions that merge alone do so at the distance that the cards print
            assert height == pytest.approx(distance[int(left), int(right)])
        members[len(table) + step] = sides[0] | sides[1]
    names = {edition.regions[str(table.index[leaf])].name for leaf in elsewhere}
    assert names == {"Grand Est", "Normandie", "Centre-Val de Loire", "Occitanie", "Hauts-de-France"}
    assert tree.record(edition, scores, "32").subtitle.endswith(wording.TREE_AND_NEIGHBOURS)

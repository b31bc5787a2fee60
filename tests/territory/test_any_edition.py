"""What holds for any edition: any number of territories and domains, values and references missing anywhere."""

from __future__ import annotations

import tempfile
from decimal import Decimal
from pathlib import Path

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from territory import factors, grouping, positions, robustness, similarity
from territory.analysis import FragilityClass
from territory.loader import Edition
from territory.portrait import portrait
from territory.scores import dimension_means, fragilities, score_table
from tests.territory import generated
from tests.territory.generated import POLARITIES, Made


@st.composite
def editions(draw: st.DrawFn) -> Edition:
    domains = draw(st.integers(1, 20))
    some = st.sets(st.integers(0, domains - 1), max_size=domains)
    made = Made(
        seed=draw(st.integers(0, 10_000)),
        level=draw(st.sampled_from(["commune", "zone_emploi", "territoire"])),
        territories=draw(st.integers(1, 40)),
        domains=domains,
        missing=draw(st.sampled_from([0.0, 0.2, 0.9, 1.0])),
        without_reference=draw(some),
        constant=draw(some),
        polarities=tuple(draw(st.lists(st.sampled_from(POLARITIES), min_size=1, max_size=3))),
    )
    with tempfile.TemporaryDirectory() as folder:
        return generated.edition(made, Path(folder))


@settings(max_examples=25)
@given(editions())
def test_scores_ranks_and_classes_follow_from_what_is_published(edition: Edition) -> None:
    scores = score_table(edition)
    assert len(scores) == len(edition.regions) * len(edition.registry.domains)
    for _, rows in scores.groupby("indicator"):
        known = [score for score in rows["score"] if score is not None]
        if known:
            assert abs(sum(map(abs, known), Decimal(0)) - len(known)) < Decimal("1e-20")
        for row in rows.to_dict("records"):
            _check(row, known)
    assert list(fragilities(scores).columns) == list(scores.columns)
    means = dimension_means(scores, edition)
    assert len(means) == 2 * len(edition.regions)


def _check(row: dict[str, object], known: list[Decimal]) -> None:
    """One cell, from the definitions of docs/method.md."""
    kind, score = FragilityClass(str(row["class"])), row["score"]
    assert (kind is FragilityClass.MISSING) == (row["value"] is None)
    if row["value"] is not None and row["national"] is None:
        assert kind is FragilityClass.NO_REFERENCE
    if row["national"] is None or row["value"] is None:
        assert row["gap"] is score is row["rank"] is row["status"] is None
    if isinstance(score, Decimal):
        assert row["rank"] == 1 + sum(other > score for other in known) and row["ranked"] == len(known)
        assert row["tied"] == (known.count(score) > 1)


@settings(max_examples=12)
@given(editions())
def test_a_portrait_says_something_true_of_any_territory(edition: Edition) -> None:
    scores = score_table(edition)
    places, shifts = robustness.domain_places(edition, 20), factors.factor_shifts(edition, 20)
    for code in list(edition.regions)[:3]:
        told = portrait(edition, scores, code, places, shifts)
        said = [told.finding, told.lead, told.opening_text, *(card.caption for card in told.cards)]
        said += [text for fact in told.facts for text in (fact.sentence, fact.remark, fact.gap_text, fact.rank_text)]
        assert all(isinstance(text, str) for text in said)
        assert told.fragile <= told.compared <= len(edition.registry.domains)
    assert set(similarity.neighbours(scores)["region"]) <= set(edition.regions)
    assert len(positions.overall_positions(edition, 20)) == len(edition.regions)


def test_a_value_without_reference_is_shown_and_not_compared(tmp_path: Path) -> None:
    made = Made(territories=5, level="commune", domains=2, missing=0, without_reference=(0,))
    edition = generated.edition(made, tmp_path)
    scores = score_table(edition)
    own = scores[scores["indicator"] == "i0"]
    assert set(own["class"]) == {FragilityClass.NO_REFERENCE.value} and own["value"].notna().all()
    assert own[["gap", "score", "rank", "tied", "distinguishable", "status"]].isna().all(axis=None)
    told = portrait(edition, scores, "T00000")
    assert told.compared == 1
    assert "Sans valeur de référence publiée" in told.facts[0].sentence


def test_beyond_some_number_variants_and_neighbours_are_not_computed(tmp_path: Path) -> None:
    made = Made(territories=robustness.MOST + 1, level="commune", domains=2, missing=0)
    edition = generated.edition(made, tmp_path)
    scores = score_table(edition)
    assert robustness.too_many(edition)
    tables: list[pd.DataFrame] = [
        robustness.domain_places(edition, 10),
        factors.factor_shifts(edition, 10),
        positions.overall_positions(edition, 10),
        similarity.neighbours(scores),
        grouping.groups(scores),
    ]
    assert all(table.empty and "region" in table for table in tables)
    better = similarity.regions_doing_better(scores, "T00000", edition.registry.indicators["i0"])
    own = scores[(scores["indicator"] == "i0") & (scores["region"] == "T00000")].iloc[0]
    assert all(score < own["score"] for score in better["score"])

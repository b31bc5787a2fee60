"""The scores table against an independent computation: same published CSV, other code, exact fractions."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from territory.analysis import Reading
from territory.indicators import Polarity
from territory.loader import Edition
from territory.scores import score_table
from tests.territory import oracle
from tests.territory.conftest import Outcome

TOLERANCE = Fraction(1, 10**9)
READINGS = {
    (): {},
    ("--source-reading",): {"source_reading": True},
    ("--without-contestable",): {"without_contestable": True},
    ("--source-reading", "--without-contestable"): {"source_reading": True, "without_contestable": True},
}
MIRROR = {
    "much_more_fragile": "much_less_fragile",
    "more_fragile": "less_fragile",
    "near": "near",
    "less_fragile": "more_fragile",
    "much_less_fragile": "much_more_fragile",
    "indistinguishable": "indistinguishable",
}
ORIENTED = [criterion.code for criterion in oracle.FRAGILITY if criterion.sign]


def fraction(text: str) -> Fraction | None:
    return Fraction(text) if text else None


def truth(value: bool | None) -> str:
    return "" if value is None else str(value).lower()


def code_of(words: str) -> str:
    """« sociétale » → « societale »: the dimension's code."""
    return unicodedata.normalize("NFD", words).encode("ascii", "ignore").decode()


@pytest.mark.slow
@pytest.mark.parametrize("options", READINGS, ids=lambda options: " ".join(options) or "default")
def test_the_command_line_gives_the_oracle_s_table(options: tuple[str, ...], process: Callable[..., Outcome]) -> None:
    outcome = process("scores", *options)
    expected = oracle.scores(**READINGS[options])
    assert (outcome.code, outcome.err) == (0, "")
    # Regions in the table's order, criteria in published order within a region.
    codes = [c.code for c in oracle.FRAGILITY if not (c.contestable and "--without-contestable" in options)]
    order = [(region, code) for region in oracle.REGIONS for code in codes]
    assert [(row["region"], row["indicator"]) for row in outcome.rows] == order
    assert len(order) == 13 * len(codes)
    for row in outcome.rows:
        wanted = expected[row["region"], row["indicator"]]
        where = f"{wanted.region} {wanted.criterion.code}"
        for name in ("value", "national", "gap"):
            assert fraction(row[name]) == getattr(wanted, name), (where, name)
        found = fraction(row["score"])
        if wanted.score is None:
            assert found is None, where
        else:
            assert found is not None and abs(found - wanted.score) <= TOLERANCE, where
        assert row["rank"] == ("" if wanted.rank is None else str(wanted.rank)), where
        assert row["tied"] == truth(wanted.tied), where
        assert row["class"] == wanted.kind, where
        assert row["dimension"] == code_of(wanted.criterion.dimension), where
        assert row["oriented"] == truth(wanted.oriented), where
        assert row["contestable"] == truth(wanted.criterion.contestable), where
        assert row["distinguishable"] == truth(wanted.distinguishable), where
        assert row["priority"] == ("" if wanted.priority is None else str(wanted.priority)), where
        assert (row["status"], row["reason"]) == (wanted.status or "", wanted.reason or ""), where


def test_the_domains_are_the_published_ones(process: Callable[..., Outcome]) -> None:
    """16 domains for 17 criteria: only diversite and handicap share theirs, as in the column « critere »."""
    expected = oracle.scores()
    pairs = {
        (row["domain"], expected[row["region"], row["indicator"]].published_domain) for row in process("scores").rows
    }
    assert len(pairs) == len({code for code, _ in pairs}) == len({label for _, label in pairs}) == 16


def test_the_counts_of_the_method(process: Callable[..., Outcome]) -> None:
    rows = process("scores").rows
    assert len(rows) == 13 * 17 == 221
    oriented = [row for row in rows if row["oriented"] == "true"]
    assert len(oriented) == 13 * 15 == 195
    indistinguishable = Counter(row["indicator"] for row in oriented if row["distinguishable"] == "false")
    assert indistinguishable.total() == 26
    assert indistinguishable["pouvoir_achat"] == 11
    # Centre-Val de Loire, pouvoir d'achat: |1,04 − 1,05| = 0,01 = h, so no fragility although S = 1,18 ≥ 0,5.
    (row,) = [r for r in rows if (r["region"], r["indicator"]) == ("24", "pouvoir_achat")]
    assert Decimal(row["score"]) > Decimal("1.18")
    assert (row["class"], row["priority"], row["status"]) == ("indistinguishable", "", "")


def test_the_worked_example_of_the_method(process: Callable[..., Outcome]) -> None:
    rows = process("scores").rows
    cell = {(row["region"], row["indicator"]): row for row in rows}

    # Emploi, N = 8,4; |x − N| in the table's order:
    gaps = [
        Decimal(text)
        for text in (
            "0.2",
            "0.4",
            "0.9",
            "0.2",
            "0.9",
            "1.2",
            "0.2",
            "0.8",
            "1.9",
            "2.4",
            "1.2",
            "1.7",
            "0.7",
        )
    ]
    assert sum(gaps) == Decimal("12.7")  # D = 12,7 / 13 = 0,9769
    assert [abs(Decimal(row["gap"])) for row in rows if row["indicator"] == "emploi"] == gaps
    score = Decimal("2.4") * 13 / Decimal("12.7")  # (10,8 − 8,4) / D = +2,4567
    assert round(score, 3) == Decimal("2.457")
    assert abs(Decimal(cell["32", "emploi"]["score"]) - score) < Decimal("1e-9")
    assert (cell["32", "emploi"]["rank"], cell["32", "emploi"]["tied"]) == ("1", "false")
    bretagne = cell["53", "emploi"]  # −1,2 × 13 / 12,7 = −1,228, as Pays de la Loire
    assert round(Decimal(bretagne["score"]), 3) == Decimal("-1.228")
    assert (bretagne["rank"], bretagne["tied"]) == ("12", "true")

    # Santé, N = 339, Σ|x − N| = 479, D = 479 / 13 = 36,846.
    gaps = [Decimal(n) for n in (19, 4, 2, 50, 42, 20, 74, 59, 16, 39, 52, 67, 35)]
    assert sum(gaps) == 479
    assert [abs(Decimal(row["gap"])) for row in rows if row["indicator"] == "sante"] == gaps
    sante = Decimal(39) * 13 / 479  # −(300 − 339) / 36,846 = +1,058
    assert round(sante, 3) == Decimal("1.058")
    assert abs(Decimal(cell["32", "sante"]["score"]) - sante) < Decimal("1e-9")

    mine = sorted((row for row in rows if row["region"] == "32" and row["status"]), key=lambda r: -Decimal(r["score"]))
    assert [(row["indicator"], str(round(Decimal(row["score"]), 2))) for row in mine] == [
        ("education", "2.52"),
        ("emploi", "2.46"),
        ("culture", "2.11"),
        ("pauvrete", "1.61"),
        ("securite", "1.58"),
        ("mal_logement", "1.49"),
        ("sante", "1.06"),
        ("lien_social", "1.05"),
        ("environnement", "1.04"),
        ("mobilite", "0.67"),
        ("transition_energetique", "0.55"),
    ]


def test_the_scores_of_an_indicator_add_up_to_the_number_of_regions(edition: Edition) -> None:
    """Σ|S| = Σ|e| · 13 / Σ|e| = 13."""
    table = score_table(edition, Reading(source_reading=True))
    sums = {
        code: sum(map(abs, group["score"].dropna()), Decimal(0))
        for code, group in table.groupby("indicator", sort=False)
    }
    assert sums.pop("handicap") == 0
    assert len(sums) == 16
    for code, total in sums.items():
        assert abs(total - 13) < Decimal("1e-24"), code


def flip(edition: Edition, codes: frozenset[str]) -> Edition:
    opposite = {
        Polarity.HIGHER_IS_MORE_FRAGILE: Polarity.LOWER_IS_MORE_FRAGILE,
        Polarity.LOWER_IS_MORE_FRAGILE: Polarity.HIGHER_IS_MORE_FRAGILE,
    }
    indicators = dict(edition.registry.indicators)
    for code in codes:
        polarity = indicators[code].polarity
        assert polarity is not None
        indicators[code] = replace(indicators[code], polarity=opposite[polarity])
    return replace(edition, registry=replace(edition.registry, indicators=indicators))


@pytest.mark.parametrize("code", ORIENTED)
def test_flipping_a_polarity_mirrors_every_derived_figure(edition: Edition, code: str) -> None:
    straight = score_table(edition).to_dict("records")
    flipped = score_table(flip(edition, frozenset({code}))).to_dict("records")
    ranks = [row["rank"] for row in straight if row["indicator"] == code]
    for before, after in zip(straight, flipped, strict=True):
        kept = before.keys() - {"priority", "status", "reason"}
        if before["indicator"] != code:
            assert {k: after[k] for k in kept} == {k: before[k] for k in kept}
            continue
        for name in (
            "region",
            "domain",
            "dimension",
            "value",
            "national",
            "gap",
            "tied",
            "oriented",
            "contestable",
        ):
            assert after[name] == before[name], name
        assert after["distinguishable"] == before["distinguishable"]
        assert after["score"] == -before["score"]
        assert after["class"] == MIRROR[before["class"]]
        # Of 13 regions, r − 1 were more fragile and t shared the rank: 13 − (r − 1) − t are now more fragile.
        assert after["rank"] == 1 + 13 - (before["rank"] - 1) - ranks.count(before["rank"])


@pytest.mark.parametrize("codes", [frozenset({"mobilite"}), frozenset(ORIENTED)], ids=["one", "all"])
def test_flipping_renumbers_the_priorities_as_the_oracle_does(edition: Edition, codes: frozenset[str]) -> None:
    table = score_table(flip(edition, codes))
    expected = oracle.scores(flipped=codes)
    found = {(row["region"], row["indicator"]): (row["priority"], row["status"]) for row in table.to_dict("records")}
    assert found == {key: (row.priority, row.status) for key, row in expected.items()}
    # It is another order than the default one, or this proves nothing.
    assert found != {key: (row.priority, row.status) for key, row in oracle.scores().items()}


def test_the_robust_core_keeps_its_seven_indicators(edition: Edition) -> None:
    table = score_table(edition, Reading(core_only=True))
    assert tuple(dict.fromkeys(table["indicator"])) == oracle.ROBUST_CORE
    default = score_table(edition).set_index(["region", "indicator"])
    for row in table.to_dict("records"):  # scores and ranks are an indicator's own: the switch moves none
        assert row["score"] == default.loc[(row["region"], row["indicator"]), "score"]
        assert row["rank"] == default.loc[(row["region"], row["indicator"]), "rank"]
    # Hauts-de-France keeps, in the same order: education, emploi, culture, pauvrete, securite, sante.
    mine = table[(table["region"] == "32") & table["priority"].notna()].sort_values("priority")
    assert list(mine["indicator"]) == ["education", "emploi", "culture", "pauvrete", "securite", "sante"]
    assert list(mine["priority"]) == [1, 2, 3, 4, 5, 6]


def test_the_source_reading_orients_diversite_only(edition: Edition) -> None:
    by_default, as_source = (
        score_table(edition, reading).set_index(["region", "indicator"])
        for reading in (Reading(), Reading(source_reading=True))
    )
    changed = (by_default["class"] != as_source["class"]).groupby("indicator").sum()
    assert dict(changed[changed > 0]) == {"diversite": 13}
    # N = 9,5; Σ|e| = 0,6+3,3+0,1+5,3+2,7+6,0+2,6+9,7+0,8+4,1+5,7+1,1+0,6 = 42,6.
    paris = as_source.loc[("11", "diversite")]  # 9,7 × 13 / 42,6 = 2,960: Île-de-France's largest S, no priority
    assert round(paris["score"], 3) == Decimal("2.960")
    assert (paris["rank"], paris["priority"], paris["status"]) == (1, None, "to_confirm")
    assert paris["reason"] == "contestable|reliability"

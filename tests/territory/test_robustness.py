"""Robustness: against a slow plain-Python computation, by hand, by invariance, and at the edges."""

from __future__ import annotations

import math
import os
import random
import statistics
import subprocess
import sys
from collections import defaultdict
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from territory import variants, wording
from territory.__main__ import main
from territory.analysis import Reading
from territory.arrays import arrays_of, kept_domains
from territory.counts import histogram, places_of, positions_of, quantile
from territory.factors import factor_shifts
from territory.loader import Edition, load_edition
from territory.positions import overall_positions
from territory.robustness import Verdict, domain_places, verdict
from territory.scores import fragilities, score_table
from territory.trial import variant_places
from territory.variants import (
    Normalisation,
    draw,
    missing_normalisations,
    streams,
)
from tests.territory.other_values import changed, row_of

ROOT = Path(__file__).resolve().parents[2]
ORACLE_DRAWS = 6000
FEW = 400


@pytest.fixture(scope="module")
def edition() -> Edition:
    return load_edition(ROOT / "data" / "editions" / "impact-2020", ROOT / "data")


@pytest.fixture(scope="module")
def places(edition: Edition) -> pd.DataFrame:
    return domain_places(edition)


@pytest.fixture(scope="module")
def positions(edition: Edition) -> pd.DataFrame:
    return overall_positions(edition)


# --- the same thing computed otherwise: plain Python, from method.md, another random stream -------------


def oracle_scale(name: str, gaps: list[float], people: list[float], typical: list[bool]) -> float:
    sizes = [abs(e) for e in gaps]
    average = sum(gaps) / len(gaps)
    return {
        "mean gap": lambda: sum(sizes) / len(sizes),
        "RMS": lambda: math.sqrt(sum(e * e for e in gaps) / len(gaps)),
        "SD": lambda: math.sqrt(sum((e - average) ** 2 for e in gaps) / len(gaps)),
        "range": lambda: max(gaps) - min(gaps),
        "max": lambda: max(sizes),
        "median": lambda: statistics.median(sizes),
        "population": lambda: sum(p * e for p, e in zip(people, sizes, strict=True)) / sum(people),
        "without two": lambda: statistics.mean(e for e, keep in zip(sizes, typical, strict=True) if keep),
    }[name]()


SCALES = ("mean gap", "RMS", "SD", "range", "max", "median", "population", "without two")


class Oracle:
    """One variant at a time, with lists and dictionaries."""

    def __init__(self, edition: Edition, seed: int) -> None:
        self.chance = random.Random(seed)
        self.last: dict[tuple[str, str], int] = defaultdict(int)
        self.regions = list(edition.regions)
        cells = {(row["indicator"], row["territory"]): row["value"] for row in edition.observations.to_dict("records")}
        self.indicators = [i for i in edition.registry.fragility if cells[i.code, "32"] is not None]
        self.values = {k: float(v) for k, v in cells.items() if v is not None}
        self.people = [self.values["population", region] for region in self.regions]
        self.typical = [region not in ("11", "94") for region in self.regions]
        self.dimension = {i.code: edition.registry.domains[i.domain].dimension for i in self.indicators}

    def variant(self) -> dict[str, dict[str, float]]:
        """Scores by region of each indicator that the variant keeps."""
        scale = self.chance.choice(SCALES)
        kept = {}
        for i in self.indicators:
            side = i.polarity if i.polarity != "not_oriented" else i.source_polarity
            out = 2 / 3 if i.polarity == "not_oriented" else 1 / 3 if i.contestable or i.reliability == "C" else 0
            if self.chance.random() < out:
                continue
            half, national_half = 10.0**-i.decimals / 2, 10.0**-i.benchmark_decimals / 2
            france = self.values[i.code, "FR"] + self.chance.uniform(-national_half, national_half)
            gaps = [self.values[i.code, r] + self.chance.uniform(-half, half) - france for r in self.regions]
            divisor = oracle_scale(scale, gaps, self.people, self.typical)
            sign = 1 if side == "higher_is_more_fragile" else -1
            kept[i.code] = {r: sign * e / divisor for r, e in zip(self.regions, gaps, strict=True)}
        return kept

    def places(self, draws: int) -> dict[tuple[str, str], list[int]]:
        found = defaultdict(list)
        for _ in range(draws):
            scores = self.variant()
            for region in self.regions:
                own = {code: scores[code][region] for code in scores}
                for (
                    code,
                    score,
                ) in own.items():  # ties share the best place: with D = max |e|, S = 1 for several
                    place = 1 + sum(other > score for other in own.values())
                    found[region, code].append(place)
                    self.last[region, code] += place > len(own) - 5
        return found

    def positions(self, draws: int) -> dict[str, list[int]]:
        found = defaultdict(list)
        for _ in range(draws):
            scores = self.variant()
            del scores[self.chance.choice(list(scores))]
            weights = {code: self.chance.uniform(0.5, 1.5) for code in scores}
            if self.chance.random() < 0.5:
                for code in scores:
                    peers = [c for c in scores if self.dimension[c] == self.dimension[code]]
                    weights[code] /= len(peers)
            totals = {r: sum(weights[c] * scores[c][r] for c in scores) for r in self.regions}
            for place, region in enumerate(sorted(totals, key=lambda r: -totals[r]), start=1):
                found[region].append(place)
        return found


def order_statistic(values: list[int], share: float) -> int:
    """Inverted CDF: the ⌈share · n⌉-th smallest."""
    return sorted(values)[math.ceil(share * len(values)) - 1]


@pytest.mark.slow
def test_places_agree_with_a_plain_python_computation(edition: Edition, places: pd.DataFrame) -> None:
    other = Oracle(edition, seed=7)
    oracle = other.places(ORACLE_DRAWS)
    assert len(oracle) == 13 * 16
    domain = {i.code: i.domain for i in edition.registry.fragility}
    for (region, indicator), found in oracle.items():
        row = row_of(places, region, domain[indicator])
        share = sum(place <= 5 for place in found) / len(found)
        for name, part in {"place": 0.5, "low": 0.05, "high": 0.95}.items():
            assert abs(row[name] - order_statistic(found, part)) <= 1, (region, indicator, name)
        assert abs(float(row["share_top5"]) - share) <= 0.03, (region, indicator)
        last = other.last[region, indicator] / len(found)
        assert abs(float(row["share_last5"]) - last) <= 0.03, (region, indicator)


@pytest.mark.slow
def test_overall_positions_agree_with_a_plain_python_computation(edition: Edition, positions: pd.DataFrame) -> None:
    oracle = Oracle(edition, seed=8).positions(ORACLE_DRAWS)
    for row in positions.to_dict("records"):
        found = oracle[row["region"]]
        for name, share in {"position": 0.5, "low": 0.05, "high": 0.95}.items():
            assert abs(row[name] - order_statistic(found, share)) <= 1, (row["region"], name)


# --- what is published ---------------------------------------------------------------------------------


def test_the_frame_has_every_region_and_domain(edition: Edition, places: pd.DataFrame) -> None:
    assert len(places) == 13 * 16
    assert list(places["region"].unique()) == list(edition.regions)
    assert list(places["domain"].unique()) == list(edition.registry.domains)
    assert places[["place", "low", "high", "share_top5", "verdict"]].notna().all(axis=None)
    assert (places["low"] <= places["place"]).all() and (places["place"] <= places["high"]).all()
    assert set(places[places["oriented"] == False]["domain"]) == {"diversite"}  # noqa: E712


def test_the_solid_priorities_of_hauts_de_france(places: pd.DataFrame) -> None:
    own = places[places["region"] == "32"]
    assert set(own[own["verdict"] == "solid"]["domain"]) == {"emploi", "pauvrete", "education"}
    assert set(own[own["verdict"] == "probable"]["domain"]) == {"securite", "culture"}


def words_of(table: pd.DataFrame) -> dict[tuple[str, str], str]:
    return dict(zip(zip(table["region"], table["domain"], strict=True), table["verdict"], strict=True))


def test_without_the_contestable_the_words_are_those_of_what_remains(edition: Edition, places: pd.DataFrame) -> None:
    """method.md: 8 of the 35 words of the fragilities left differ, and none may be borrowed."""
    reading = Reading(without_contestable=True)
    own = words_of(domain_places(edition, reading=reading))
    default = words_of(places)
    left = fragilities(score_table(edition, reading))
    cells = list(zip(left["region"], left["domain"], strict=True))
    assert len(cells) == 35
    assert sum(own[cell] != default[cell] for cell in cells) == 8
    assert (default["94", "emploi"], own["94", "emploi"]) == ("sensitive", "solid")


@pytest.mark.parametrize(
    "reading", [Reading(without_contestable=True), Reading(core_only=True), Reading(True, True)], ids=str
)
def test_what_a_reading_leaves_out_has_no_place(edition: Edition, reading: Reading) -> None:
    kept = {i.domain for i in edition.registry.fragility if reading.keeps(i) and i.polarity.sign}
    for table in (domain_places(edition, FEW, reading=reading), factor_shifts(edition, FEW, reading=reading)):
        assert len(table) == 13 * 16
        column = "place" if "place" in table else "reference"
        assert set(table[table[column].notna()]["domain"]) == kept
        assert table[column].max() <= len(kept)
    assert set(arrays_of(edition, reading).domains) == kept
    assert overall_positions(edition, FEW, reading=reading)["position"].notna().all()


def test_the_source_s_reading_orients_diversite_in_the_draws(edition: Edition, places: pd.DataFrame) -> None:
    source = Reading(source_reading=True)
    table = domain_places(edition, reading=source)
    assert table["oriented"].all() and not row_of(places, "11", "diversite")["oriented"]
    # The draws had diversité already, in one of three variants: the words are the same.
    assert words_of(table) == words_of(places)
    # With the product's own choices it is Île-de-France's first domain, and moves the others down by one.
    shifts, before = factor_shifts(edition, FEW, reading=source), factor_shifts(edition, FEW)
    assert row_of(shifts, "11", "diversite")["reference"] == 1
    assert row_of(shifts, "11", "securite")["reference"] == row_of(before, "11", "securite")["reference"] + 1


@pytest.mark.parametrize(
    ("reading", "mean", "total"),
    [
        (Reading(), "12.6667", 16),  # 7 + 8 × 2/3 + 1/3
        (Reading(source_reading=True), "12.6667", 16),
        (Reading(without_contestable=True), "8.3333", 9),  # 7 + 2 × 2/3: développement économique, pouvoir d'achat
        (Reading(core_only=True), "7", 7),
    ],
)
def test_the_domains_that_a_variant_keeps(edition: Edition, reading: Reading, mean: str, total: int) -> None:
    found, most = kept_domains(edition, reading)
    assert (round(found, 4), most) == (Decimal(mean), total)
    (block,) = draw(arrays_of(edition, reading), 1000, streams(0))
    assert abs(block.kept.sum(axis=1).mean() - float(found)) < 0.15


def test_the_domains_that_a_variant_keeps_are_said(edition: Edition) -> None:
    said = wording.kept_domains_text(*kept_domains(edition))
    assert said == "parmi les domaines que garde chaque variante (12,7 en moyenne)"
    core = wording.kept_domains_text(*kept_domains(edition, Reading(core_only=True)))
    assert core == "parmi les 7\u00a0domaines"


def test_corse_and_ile_de_france_cannot_be_ranked(positions: pd.DataFrame) -> None:
    table = positions.set_index("region")
    assert tuple(table.loc["94", ["low", "high"]]) == (2, 13)  # method.md, § Formulas
    assert tuple(table.loc["11", ["low", "high"]]) == (3, 13)
    assert set(table.index[~table["rankable"].astype(bool)]) == {"11", "94"}


def test_places_and_shares_are_exact_numbers(places: pd.DataFrame) -> None:
    row = row_of(places, "32", "culture")
    assert type(row["place"]) is int and isinstance(row["share_top5"], Decimal)
    assert row["share_top5"] * row["draws"] == int(row["share_top5"] * row["draws"])


@pytest.mark.parametrize(
    ("share", "word"),
    [("1", "solid"), ("0.9", "solid"), ("0.8999", "probable"), ("0.6", "probable"), ("0.5999", "sensitive")],
)
def test_the_words_and_their_bounds(share: str, word: str) -> None:
    assert verdict(Decimal(share)) == Verdict(word)


# --- reproducible --------------------------------------------------------------------------------------


@pytest.mark.slow
def test_two_runs_are_identical_to_the_byte() -> None:
    command = [sys.executable, "-m", "territory", "robustness", "--format", "csv"]
    runs = [
        subprocess.run(
            command, cwd=ROOT, capture_output=True, check=True, env=os.environ | {"PYTHONHASHSEED": h}
        ).stdout
        for h in ("1", "2")
    ]
    assert runs[0] == runs[1]
    assert len(runs[0].splitlines()) == 1 + 13 * 16


def test_the_size_of_the_blocks_changes_nothing(
    edition: Edition, places: pd.DataFrame, positions: pd.DataFrame, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(variants, "BLOCK_CELLS", 20_011)
    pd.testing.assert_frame_equal(domain_places(edition), places)
    pd.testing.assert_frame_equal(overall_positions(edition), positions)


def test_another_seed_gives_other_draws_and_the_same_reading(edition: Edition, places: pd.DataFrame) -> None:
    other = domain_places(edition, seed=1)
    assert not other["share_top5"].equals(places["share_top5"])
    assert (other["place"] - places["place"]).abs().max() <= 1
    assert max(abs(a - b) for a, b in zip(other["share_top5"], places["share_top5"], strict=True)) < 0.03


# --- edges ---------------------------------------------------------------------------------------------


def test_a_missing_value_is_neither_placed_nor_imputed(edition: Edition) -> None:
    table = domain_places(changed(edition, {("emploi", "32"): None}), draws=FEW)
    row = row_of(table, "32", "emploi")
    assert row["place"] is None and row["verdict"] is None and row["draws"] == 0
    assert row_of(table, "32", "education")["place"] == 1
    assert wording.robustness_sentence(row) == "n.\u00a0d."


def test_an_indicator_without_spread_is_not_scored(edition: Edition) -> None:
    flat = {("emploi", region): Decimal("8.4") for region in edition.regions}
    table = domain_places(changed(edition, flat), draws=FEW)
    assert table[table["domain"] == "emploi"]["place"].isna().all()
    assert table[table["domain"] == "education"]["place"].notna().all()


def test_half_of_the_regions_at_the_national_value(edition: Edition) -> None:
    """The median gap may then be as small as the roundings: places stay, and no score is infinite."""
    cells = {("emploi", region): Decimal("8.4") for region in list(edition.regions)[:8]}
    one = changed(edition, cells)
    for block in draw(arrays_of(one), FEW, streams(0)):
        assert not np.isinf(block.scores).any()
    shifts = factor_shifts(one, draws=FEW)
    assert row_of(shifts, "32", "emploi")["reference"] is not None


def test_without_population_seven_normalisations_and_it_is_said(edition: Edition) -> None:
    one = changed(edition, {("population", "94"): None})
    assert missing_normalisations(one) == (Normalisation.WEIGHTED_MEAN_GAP,)
    assert domain_places(one, draws=FEW)["place"].notna().all()
    said = wording.missing_normalisations_text(missing_normalisations(one))
    assert said == "Non calculé pour cette édition\u00a0: écart moyen pondéré par la population."
    assert missing_normalisations(edition) == ()


def test_another_number_of_territories(edition: Edition) -> None:
    few = {code: edition.regions[code] for code in ("32", "53", "76")}
    one = replace(edition, regions=few)
    assert missing_normalisations(one) == (Normalisation.MEAN_GAP_TYPICAL,)
    assert len(domain_places(one, draws=FEW)) == 3 * 16
    assert set(overall_positions(one, draws=FEW)["high"]) <= {1, 2, 3}


def test_a_departement_that_shares_a_code_is_not_set_aside(edition: Edition) -> None:
    aude = replace(edition.regions["11"], name="Aude")
    one = replace(edition, regions={**edition.regions, "11": aude})
    assert arrays_of(one).typical.sum() == 12  # Corse alone


def test_too_few_values_make_no_position(edition: Edition) -> None:
    scored = [i.code for i in edition.registry.fragility]
    one = changed(edition, {(code, "94"): None for code in scored[:10]})
    row = overall_positions(one, draws=FEW).set_index("region").loc["94"]
    assert row["position"] is None and not row["rankable"] and row["draws"] == 0


def test_nothing_to_score_gives_an_empty_reading(edition: Edition) -> None:
    one = changed(edition, {(i.code, "FR"): None for i in edition.registry.fragility})
    assert domain_places(one, draws=FEW)["place"].isna().all()
    assert overall_positions(one, draws=FEW)["position"].isna().all()
    assert factor_shifts(one, draws=FEW)["factor"].isna().all()
    assert variant_places(one)["place"].isna().all()


@pytest.mark.parametrize("call", [{"draws": 0}, {"seed": -1}])
def test_draws_and_seed_are_checked(edition: Edition, call: dict[str, int]) -> None:
    with pytest.raises(ValueError, match=r"draws|negative"):
        domain_places(edition, **call)


# --- invariances ---------------------------------------------------------------------------------------

SCORES = st.lists(st.sampled_from([float("nan"), -2.0, -0.5, 0.0, 0.5, 1.0, 3.0]), min_size=6, max_size=6)


@given(rows=st.lists(SCORES, min_size=1, max_size=5), kept=st.lists(st.booleans(), min_size=5, max_size=5))
def test_places_by_brute_force(rows: list[list[float]], kept: list[bool]) -> None:
    scores = np.array(rows).reshape(len(rows), 2, 3)
    mask = np.array([kept[: len(rows)]] * 2)
    found = places_of(scores, mask)
    for (g, b, r), own in np.ndenumerate(scores):
        rivals = [scores[h, b, r] for h in range(len(rows)) if kept[h]]
        assert found[g, b, r] == (0 if math.isnan(own) else 1 + sum(other > own for other in rivals))


@given(row=SCORES)
def test_positions_by_brute_force(row: list[float]) -> None:
    (found,) = positions_of(np.array([row]))
    assert found.tolist() == [0 if math.isnan(own) else 1 + sum(o > own for o in row) for own in row]


@given(places=st.lists(st.integers(0, 9), min_size=1, max_size=60), percent=st.sampled_from([5, 50, 95]))
def test_quantiles_are_order_statistics(places: list[int], percent: int) -> None:
    counts = histogram(np.array(places).reshape(1, -1, 1), 10)[0, 0]
    known = [place for place in places if place]
    assert counts.tolist() == [places.count(place) for place in range(10)]
    if known:
        assert quantile(counts, percent) == order_statistic(known, percent / 100)


@settings(max_examples=10, deadline=None)
@given(power=st.integers(-3, 3), shift=st.integers(-50, 50))
def test_a_change_of_unit_changes_nothing(power: int, shift: int) -> None:
    """x → 10^p · (x + c), national value and digits included: the same variants, the same places."""
    edition = load_edition(ROOT / "data" / "editions" / "impact-2020", ROOT / "data")
    cells = edition.observations
    own = {
        (row["indicator"], row["territory"]): (row["value"] + shift).scaleb(power)
        for row in cells[cells["indicator"] == "emploi"].to_dict("records")
    }
    emploi = edition.registry.indicators["emploi"]
    scaled = {**edition.registry.indicators, "emploi": replace(emploi, decimals=emploi.decimals - power)}
    other = replace(changed(edition, own), registry=replace(edition.registry, indicators=scaled))
    pd.testing.assert_frame_equal(domain_places(other, draws=FEW), domain_places(edition, draws=FEW))


@pytest.mark.slow
@settings(max_examples=10, deadline=None)
@given(order=st.permutations(["44", "75", "84", "28", "27", "53", "24", "11", "76", "32", "52", "93", "94"]))
def test_the_order_of_the_regions_is_only_an_order(order: list[str]) -> None:
    """Without draws nothing depends on the columns' order; D, ranks and places follow their region."""
    edition = load_edition(ROOT / "data" / "editions" / "impact-2020", ROOT / "data")
    shuffled = replace(edition, regions={code: edition.regions[code] for code in order})
    for normalisation in Normalisation:
        first = variant_places(edition, normalisation).set_index(["region", "domain"])["place"]
        second = variant_places(shuffled, normalisation).set_index(["region", "domain"])["place"]
        pd.testing.assert_series_equal(second.reindex(first.index), first)


# --- words and command line ----------------------------------------------------------------------------


def test_no_word_promises_more_than_variants(edition: Edition, places: pd.DataFrame, positions: pd.DataFrame) -> None:
    said = [wording.robustness_sentence(row) for row in places.to_dict("records")]
    said += [wording.position_sentence(edition.regions[row["region"]], row, 13) for row in positions.to_dict("records")]
    said += [wording.factor_sentence(row) for row in factor_shifts(edition, draws=FEW).to_dict("records")]
    said += [wording.verdict_meaning(v) for v in Verdict] + [wording.interval_meaning()]
    said += [wording.variants_text(10_000, 2020), *wording.NORMALISATION_LABEL.values()]
    for sentence in said:
        for banned in ("probabilité", "significati", "retard", "chance", "que la moyenne", "confiance"):
            assert banned not in sentence.lower()


def test_the_sentences_of_a_place(places: pd.DataFrame) -> None:
    assert wording.robustness_sentence(row_of(places, "32", "culture")) == (
        "Place probable\u00a0: 3e (de la 1re à la 6e)\u202f; parmi les cinq premières dans 87\u202f% des "
        "variantes de calcul."
    )
    # Of a domain that is less fragile, the last places.
    assert wording.robustness_sentence(row_of(places, "32", "numerique"), last=True) == (
        "Place solide\u00a0: 13e (de la 10e à la 15e)\u202f; parmi les cinq dernières dans 100\u202f% des "
        "variantes de calcul."
    )
    assert wording.verdict_meaning(Verdict.SOLID) == (
        "Place solide\u00a0: parmi les cinq premières places de la région dans au moins 90\u202f% des variantes "
        "de calcul."
    )
    assert wording.share_text(Decimal("0.8996")) == "89\u202f%"  # « probable », never « 90 % »
    assert wording.share_text(Decimal("0.0004")) == "moins de 1\u202f%"


def test_the_table_of_the_command_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["robustness", "--region", "32", "--domain", "pauvrete"]) == 0
    header, row = capsys.readouterr().out.splitlines()
    assert header == "region,domain,place,low,high,share_top5,verdict"
    assert row.startswith("32,pauvrete,4,4,6,0.93") and row.endswith(",solide")
    assert main(["robustness", "--draws", "60", "--seed", "0"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 1 + 13 * 16


def test_the_command_line_follows_the_reading(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["robustness", "--region", "94", "--domain", "emploi", "--without-contestable"]) == 0
    assert capsys.readouterr().out.splitlines()[1].endswith(",solide")  # « dépend du calcul » with all
    assert main(["robustness", "--region", "94", "--domain", "mobilite", "--without-contestable"]) == 0
    assert capsys.readouterr().out.splitlines()[1] == "94,mobilite,,,,,"
    assert main(["robustness", "--region", "11", "--draws", "60", "--source-reading"]) == 0
    assert "11,diversite," in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments",
    [
        ["robustness", "--draws", "0"],
        ["robustness", "--draws", "dix"],
        ["robustness", "--draws", "9" * 5000],
        ["robustness", "--seed", "-1"],
        ["resources", "--source-reading"],
        ["scores", "--draws", "10"],
        ["scores", "--seed", "0"],
    ],
)
def test_bad_usage_is_one_french_line(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(arguments)
    assert stop.value.code == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("territory : ") and "invalid" not in line

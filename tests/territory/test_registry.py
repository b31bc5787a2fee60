"""The indicator registry, entry by entry, against method.md's table and the published CSV."""

from __future__ import annotations

import csv
import re
from dataclasses import fields

import pytest

from territory.harmonise import Form
from territory.indicators import Indicator, Polarity, Registry
from territory.loader import Edition
from territory.registry_file import SHORT_AT_MOST
from tests.territory import oracle
from tests.territory.typography import faults

CODES = [*oracle.CONTEXT, *(criterion.code for criterion in oracle.FRAGILITY)]


@pytest.fixture
def registry(edition: Edition) -> Registry:
    return edition.registry


@pytest.fixture
def entry(registry: Registry, request: pytest.FixtureRequest) -> Indicator:
    return registry.indicators[request.param]


every_entry = pytest.mark.parametrize("entry", CODES, indirect=True)


def test_the_counts(registry: Registry) -> None:
    assert list(registry.indicators) == CODES
    assert len(registry.indicators) == 30
    assert tuple(i.code for i in registry.context) == oracle.CONTEXT and len(registry.context) == 13
    assert [i.code for i in registry.fragility] == CODES[13:] and len(registry.fragility) == 17
    assert len(registry.domains) == 16
    assert len(registry.dimensions) == 4
    assert sum(i.scored_by_default for i in registry.indicators.values()) == 15


@every_entry
def test_an_entry_says_what_a_reader_needs(entry: Indicator) -> None:
    for name in ("label", "definition", "source", "coverage"):
        assert getattr(entry, name).strip(), name
    assert "{v}" in entry.phrase and entry.phrase.count("{") == 1
    if entry.form is Form.EMPTY:
        assert (entry.unit, entry.year) == ("", "") and entry.code == "handicap"
        return
    # A value has a unit, or says between brackets that it has none.
    assert entry.unit.strip()
    assert entry.symbol or entry.unit.startswith("(") or re.search(r"[^\W\d]", entry.phrase.replace("{v}", ""))
    assert entry.years, "no year"
    assert all(2012 <= year <= 2019 for year in entry.years)
    assert re.search(r"\d{4}", entry.year)


@every_entry
def test_a_short_label_names_the_indicator_on_one_line_of_a_card(entry: Indicator) -> None:
    assert 0 < len(entry.short) <= SHORT_AT_MOST
    assert faults(entry.short) == []
    # « 0,44 » alone says nothing: where the value has no symbol, its label says for how many.
    for denominator in re.findall(r"pour [\d\u202f]+|km²|rapport [\d/]+", "" if entry.symbol else entry.unit):
        assert denominator in entry.short


def test_no_two_short_labels_are_the_same(registry: Registry) -> None:
    assert len({indicator.short for indicator in registry.indicators.values()}) == len(CODES)


@every_entry
def test_a_scored_entry_gives_the_reason_of_its_reading(entry: Indicator) -> None:
    if not entry.domain:
        assert entry.polarity is None and entry.source_polarity is None
        assert not (entry.contestable or entry.core or entry.reliability)
        return
    assert entry.polarity is not None
    assert entry.polarity_reason.endswith(".")
    assert bool(entry.contestable_reason) == entry.contestable
    # C is the least reliable: its reason is said, by itself or with why it is contestable.
    assert entry.reliability != "C" or entry.reliability_reason or entry.contestable_reason


@pytest.mark.parametrize("criterion", oracle.FRAGILITY, ids=lambda criterion: criterion.code)
def test_the_method_s_table(registry: Registry, criterion: oracle.Criterion) -> None:
    entry = registry.indicators[criterion.code]
    domain = registry.domains[entry.domain]
    assert registry.dimensions[domain.dimension].label == f"Dimension {criterion.dimension}"
    assert entry.polarity is not None
    assert entry.polarity.sign == (criterion.sign or 0)
    assert entry.contestable == criterion.contestable
    assert entry.reliability == criterion.reliability
    assert entry.core == (criterion.code in oracle.ROBUST_CORE)
    # Only diversité has another reading, the source's.
    assert entry.source_polarity == (Polarity.HIGHER_IS_MORE_FRAGILE if criterion.code == "diversite" else None)


def test_signs() -> None:
    assert [p.sign for p in Polarity] == [1, -1, 0]


def test_diversite_and_handicap_share_their_domain(registry: Registry) -> None:
    assert [i.code for i in registry.of_domain("diversite")] == ["diversite", "handicap"]
    for domain in registry.domains:
        assert domain == "diversite" or [i.code for i in registry.of_domain(domain)] == [domain]
    assert registry.domain_of("handicap") == registry.domains["diversite"]
    assert registry.domain_of("population") is None
    assert registry.domain_of("nonsense") is None


@every_entry
def test_the_published_labels_are_those_of_the_csv(entry: Indicator) -> None:
    with oracle.PUBLISHED.open(encoding="utf-8", newline="") as file:
        row = list(csv.DictReader(file, delimiter=";"))[CODES.index(entry.code)]
    assert entry.criterion_published == row["critere"]
    assert entry.indicator_published == row["indicateur"]
    assert entry.source_published == row["sources"]
    assert entry.year_published == row["annee"]
    # « 2019 (T1) » is used as « T1 2019 »: the years used are the years published, wherever there are some.
    assert not row["annee"] or sorted(entry.years) == sorted(map(int, re.findall(r"\d{4}", row["annee"])))


@every_entry
def test_the_decimals_are_those_of_the_published_cells(entry: Indicator) -> None:
    _, *cells = oracle.published_rows()[entry.code][7:]
    france, regions = cells[0], [text for text in cells[1:] if text not in ("", "#N/A")]
    if entry.form not in (Form.NUMBER, Form.PERCENT) or entry.code == "densite":  # a cell of a spreadsheet
        return
    assert entry.decimals + entry.shift == max(map(oracle.decimals, regions))
    assert entry.benchmark_decimals + entry.shift == oracle.decimals(france)


def test_one_indicator_is_said_in_another_unit_than_published(edition: Edition) -> None:
    """« 5,48 » is published in « kg / hab », which cannot be: 548 kg, the probable unit, said so wherever it is."""
    (entry,) = [i for i in edition.registry.indicators.values() if i.shift]
    assert (entry.code, entry.shift, entry.unit_published) == ("transition_energetique", 2, "kg / hab")
    assert entry.shift_reason.endswith(".")
    assert all("probable" in text for text in (entry.unit, entry.phrase, entry.short))
    cells = edition.observations[edition.observations["indicator"] == entry.code].set_index("territory")
    assert (cells.loc["76", "published"], cells.loc["76", "value"], cells.loc["76", "decimals"]) == ("5,48", 548, 0)
    assert any(flag.flag == "UNITE_FAUSSE" and flag.severity == "haute" for flag in edition.flags_of(entry.code))


@every_entry
def test_the_form_is_the_one_of_the_published_cells(entry: Indicator) -> None:
    cells = [text for text in oracle.published_rows()[entry.code][8:] if text not in ("", "#N/A")]
    marks = {Form.PERCENT: "%", Form.MILLIARDS: " milliards", Form.RANGE: " à "}
    seen = {next((form for form, mark in marks.items() if mark in text), Form.NUMBER) for text in cells}
    assert seen == (set() if entry.form is Form.EMPTY else {entry.form})


@every_entry
def test_the_typography_of_an_entry(entry: Indicator) -> None:
    for field in fields(Indicator):
        text = getattr(entry, field.name)
        # What is published stays as published; a phrase is completed before it is read.
        if not isinstance(text, str) or not text or field.name.endswith("_published") or isinstance(text, Polarity):
            continue
        assert not faults(text), field.name


def test_the_typography_of_labels_and_flags(edition: Edition) -> None:
    registry = edition.registry
    texts = [registry.title, registry.publisher, registry.scope]
    texts += [dimension.label for dimension in registry.dimensions.values()]
    texts += [text for domain in registry.domains.values() for text in (domain.label, domain.short)]
    texts += [text for flag in edition.flags for text in (flag.finding, flag.treatment)]
    texts += [
        text
        for region in edition.regions.values()
        for text in (region.name, region.short, region.subject, region.locative, region.genitive)
    ]
    assert [fault for text in texts for fault in faults(text)] == []


@pytest.mark.parametrize(
    "text",
    [
        "l'emploi",
        "8,4 %",
        "8,4%",
        "fin ; suite",
        "vu: lu",
        "vu : lu",
        "« mot »",
        "«mot»",
        "-2,2",
        "8.4",
        "100 000",
    ],
)
def test_the_typography_check_sees_a_fault(text: str) -> None:
    assert faults(text)


@pytest.mark.parametrize(
    "text",
    [
        "l’emploi",
        "8,4\u202f%",
        "fin\u202f; suite",
        "vu\u00a0: lu",
        "«\u00a0mot\u00a0»",
        "\u22122,2",
        "T1 2019",
        "2012-2016",
    ],
)
def test_the_typography_check_lets_french_pass(text: str) -> None:
    assert not faults(text)

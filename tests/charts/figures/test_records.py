"""What every figure says before it is drawn: complete, in good French, and about what it shows."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from charts.figures import FIGURES, Subject
from charts.figures.overview.record import Overview
from charts.record import slug
from charts.tables import displayed
from territory.indicators import Indicator
from territory.portrait import portrait
from territory.regions import NATIONAL
from tests.charts.gallery import (
    ALL,
    CIRCLES,
    COMPARISONS,
    COUNTS,
    MAPS,
    OVERVIEWS,
    PLACES,
    PROFILES,
    RANKINGS,
    READINGS,
    TRIALS,
    Case,
    Gallery,
)

each_figure = pytest.mark.parametrize("case", ALL, ids=str)
FAULTS = {
    "a straight apostrophe": r"'",
    "a straight quotation mark": '"',
    "a decimal point": r"\d\.\d",
    "a hyphen for a minus": r"(?:^|[\s(])-\d",
    "a plain space before a high mark": r" [;:!?»]|\d %",
    "a plain space inside guillemets": r"« ",
    "a double full stop": r"(?<!\.)\.\.(?!\.)",
    "a word of the code": r"\b(?:None|nan|NaN|True|False|Decimal|much_|more_fragile|not_oriented)\b",
    "a hole": r"\{|\}|\(\)",
    "two spaces": r"  ",
}


def shown(gallery: Gallery, case: Case) -> list[Indicator]:
    """The indicators that a figure plots."""
    indicators = gallery.edition.registry.indicators
    if case.indicator:
        return [indicators[case.indicator]]
    codes = dict.fromkeys(gallery.scores(case.reading)["indicator"])
    if case.kind == "comparaison":
        scores = gallery.scores(case.reading)
        codes = dict.fromkeys(scores.loc[scores["score"].notna(), "indicator"])
    if case.kind == "solidite":
        found = portrait(gallery.edition, gallery.scores(case.reading), case.region or "").fragilities
        codes = dict.fromkeys(fact.indicator.code for fact in found)
    if case.kind == "essai":
        placed = {row.domain for row in gallery.record(case).rows.itertuples()}
        codes = dict.fromkeys(code for code in codes if indicators[code].domain in placed and code != "handicap")
    return [indicators[code] for code in codes]


@each_figure
def test_a_record_says_what_how_and_from_where(gallery: Gallery, case: Case) -> None:
    record = gallery.record(case)
    for text in (record.title, record.subtitle, record.source, record.alt, record.how_to_read):
        assert len(text) > 10
        assert text == text.strip()
        assert text[0].isupper()
    assert not record.title.endswith(".")
    assert record.alt.endswith(".")
    assert record.how_to_read.endswith(".")


def faults(text: str) -> list[str]:
    return [fault for fault, pattern in FAULTS.items() if re.search(pattern, text)]


@each_figure
def test_a_record_is_written_as_french_is(gallery: Gallery, case: Case) -> None:
    record = gallery.record(case)
    texts = (record.title, record.subtitle, record.source, record.alt, record.how_to_read)
    assert {text: found for text in texts if (found := faults(text))} == {}


def test_control_each_fault_is_seen() -> None:
    bad = ("d'un", 'dit "oui"', "8.4", "de -2", "France : 3", "« non", "n. d..", "None", "{v}", "a  b")
    assert [faults(text)[0] for text in bad] == list(FAULTS)
    assert faults("Île-de-France\u00a0: −3,6\u202f%, «\u00a0n.\u00a0d.\u00a0»\u202f; 2012-2016.") == []


@each_figure
def test_the_source_line_names_the_table_and_the_years_of_what_is_plotted(gallery: Gallery, case: Case) -> None:
    record, registry = gallery.record(case), gallery.edition.registry
    indicators = shown(gallery, case)
    assert record.source.startswith("Source")
    assert registry.publisher in record.source
    assert str(registry.published) in record.source
    if len(indicators) == 1:
        assert indicators[0].source in record.source
        assert (indicators[0].year or "non précisé") in record.source
        assert indicators[0].year in record.subtitle
    else:
        years = sorted(year for indicator in indicators for year in indicator.years)
        assert f"{years[0]} à {years[-1]}" in record.source
        assert f"{years[0]} à {years[-1]}" in record.subtitle


@each_figure
def test_flags_are_those_of_what_is_plotted_and_none_is_left_out(gallery: Gallery, case: Case) -> None:
    own = case.region if case.kind in ("profil", "solidite", "essai") else None
    codes = {indicator.code for indicator in shown(gallery, case)}
    expected = [
        flag for flag in gallery.edition.flags if flag.indicator in codes and (own is None or flag.concerns(own))
    ]
    assert sorted(gallery.record(case).flags, key=str) == sorted(expected, key=str)


def test_some_figures_have_flags(gallery: Gallery) -> None:
    assert all(gallery.record(case).flags for case in (*OVERVIEWS, *PROFILES, *COMPARISONS))


@each_figure
def test_downloads_carry_a_french_name_in_ascii(gallery: Gallery, case: Case) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+", gallery.record(case).file_name)


def test_two_figures_of_a_page_never_share_a_file_name(gallery: Gallery) -> None:
    """Their widgets' keys are made of it."""
    for on_map, on_line in zip((c for c in MAPS if c.indicator != "handicap"), RANKINGS, strict=True):
        assert gallery.record(on_map).file_name != gallery.record(on_line).file_name
    names = [gallery.record(case).file_name for case in PROFILES[:13] + CIRCLES]
    assert len(set(names)) == len(names)


def test_slugs() -> None:
    assert slug("carte Taux de chômage Île-de-France") == "carte-taux-de-chomage-ile-de-france"
    assert slug("Provence-Alpes-Côte d’Azur") == "provence-alpes-cote-d-azur"
    assert slug("Cœur / <b>..\\..%00") == "coeur-b-00"


@each_figure
def test_the_table_is_the_reader_s(gallery: Gallery, case: Case) -> None:
    """French headings, exact decimals (a float would be written with a point), « n. d. » where missing."""
    record = gallery.record(case)
    assert len(record.table) > 0
    assert all(column[0].isupper() or column[0] == "Î" for column in record.table.columns)
    for column in record.table.columns:
        assert all(cell is None or isinstance(cell, Decimal | int | str) for cell in record.table[column]), column
    as_read = displayed(record)
    shown_there = [column for column in record.table.columns if record.column(column).everywhere]
    assert list(as_read.columns) == shown_there and len(as_read) == len(record.table)
    assert all(isinstance(cell, str) for column in as_read.columns for cell in as_read[column])
    for before, after in zip(record.table[shown_there].to_numpy().ravel(), as_read.to_numpy().ravel(), strict=True):
        assert (after == "n.\u00a0d.") == (before is None or before == "n.\u00a0d.")


@pytest.mark.parametrize("case", [c for c in MAPS if c.indicator != "handicap"], ids=str)
def test_the_alt_text_of_a_map_says_every_region_and_its_value(gallery: Gallery, case: Case) -> None:
    record = gallery.record(case)
    assert record.title in record.alt
    for row in record.rows.itertuples():
        assert f"{row.name} {row.value_text}" in record.alt


@pytest.mark.parametrize("case", PROFILES, ids=str)
def test_the_alt_text_of_a_profile_says_every_domain_and_its_value(gallery: Gallery, case: Case) -> None:
    record = gallery.record(case)
    assert record.title in record.alt
    for row in record.rows.itertuples():
        assert f"{row.label} ({row.named})" in record.alt and row.value_text.split("\u00a0")[0] in row.named


@pytest.mark.parametrize("code", COUNTS)
def test_the_circles_table_holds_the_published_strings(gallery: Gallery, code: str) -> None:
    """Ranges included, as published: no midpoint is computed."""
    observations = gallery.edition.observations
    cells = observations[observations["indicator"] == code].set_index("territory")["published"]
    record = gallery.record(Case("cercles", code, ("94",)))
    expected = [cells[region] or "n.\u00a0d." for region in (NATIONAL, *gallery.edition.regions)]
    assert list(record.table["Chaîne publiée"]) == expected
    assert list(record.table["Valeur"][1:]) == list(record.rows["text"])


def test_contestable_indicators_carry_their_mark(gallery: Gallery) -> None:
    indicators = gallery.edition.registry.indicators
    for case in (OVERVIEWS[0], PROFILES[0], COMPARISONS[0], PLACES[9], TRIALS[0]):
        record = gallery.record(case)
        name = "indicator" if "indicator" in record.rows else "domain"
        rows = record.rows.drop_duplicates(name)
        labels = record.labels if isinstance(record, Overview) else rows["label"]
        starred = [re.sub(r"[\s≈]*$", "", label).endswith("*") for label in labels]
        by_domain = {i.domain: i for i in reversed(gallery.edition.registry.fragility)}
        shown_there = [indicators[code] if name == "indicator" else by_domain[code] for code in rows[name]]
        assert starred == [indicator.contestable for indicator in shown_there]
        assert any(starred) and not all(starred)


def test_a_figure_asked_by_its_code_is_the_one_of_its_page(gallery: Gallery) -> None:
    """`charts/figures`: the same words whichever way a figure is reached."""
    cases = {
        "vue-ensemble": Case("vue-ensemble", regions=("11",)),
        "profil": PROFILES[9],
        "carte": Case("carte", "emploi", ("94",)),
        "classement": Case("classement", "emploi", ("94",)),
        "comparaison": Case("comparaison", regions=("32", "53")),
        "cercles": Case("cercles", "population", ("94",)),
    }
    assert set(cases) <= set(FIGURES)
    for code, case in cases.items():
        subject = Subject(
            gallery.edition,
            gallery.scores(),
            READINGS["default"],
            region=case.region if case.kind != "comparaison" else None,
            indicator=case.indicator or None,
            regions=case.regions if case.kind == "comparaison" else (),
        )
        asked, shown_there = FIGURES[code].record(subject), gallery.record(case)
        assert (asked.title, asked.alt, asked.file_name) == (shown_there.title, shown_there.alt, shown_there.file_name)

"""What is missing is said: « n. d. », a hatch, a labelled empty figure; never a zero, never a blank."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from charts.tables import displayed
from charts.theme import DARK, LIGHT, Palette
from territory import wording
from territory.analysis import FragilityClass
from territory.loader import Edition
from territory.regions import NATIONAL
from territory.scores import score_table
from tests.charts.gallery import Case, Gallery, flat, make_figure, make_record, texts_of
from tests.charts.markup_reader import classed, classes, links, root, said

ND = "n.\u00a0d."


def without(edition: Edition, indicator: str, *territories: str) -> Edition:
    """The edition with « #N/A » in some cells."""
    rows = edition.observations.to_dict("records")
    for row in rows:
        if row["indicator"] == indicator and row["territory"] in territories:
            row |= {"published": "#N/A", "value": None}
    return replace(edition, observations=pd.DataFrame(rows, columns=edition.observations.columns, dtype=object))


@pytest.fixture(scope="module")
def holed(edition: Edition) -> Gallery:
    """Emploi without Corse: the twelve others stay as they are."""
    return Gallery(without(edition, "emploi", "94"))


@pytest.mark.parametrize("kind", ["carte", "classement"])
def test_a_region_without_value_is_counted_apart(holed: Gallery, kind: str) -> None:
    record = holed.record(Case(kind, "emploi", ("94",)))
    counts = {entry.fragility_class: entry.count for entry in record.legend}
    assert counts[FragilityClass.MISSING] == 1
    assert sum(counts.values()) == 13
    assert f"Corse {ND}" in record.alt
    assert "sur 12" in holed.record(Case("carte", "emploi")).title


def test_the_map_prints_nd_on_it(holed: Gallery) -> None:
    drawn = root(holed.figure(Case("carte", "emploi", ("94",))))
    (values,) = classed(drawn, "values")
    printed = dict(zip(holed.edition.regions, (said(text) for text in values.iter("text")), strict=True))
    assert [code for code, text in printed.items() if text == ND] == ["94"]
    (corse,) = drawn.iterfind("a[@data-region='94']")
    assert "k-missing" in classes(next(corse.iter("path"))) and len(list(corse.iter("path"))) == 2  # its hatch


def test_the_ranking_has_no_point_for_it_and_names_it(holed: Gallery) -> None:
    figure = holed.figure(Case("classement", "emploi", ("32",)))
    lines = links(root(figure))
    assert len(lines) == 12 and ["94"] not in [codes["region"] for _, codes in lines]
    assert any("Corse" in text and "n. d." in text.replace("\u00a0", " ") for text in texts_of(figure))


@pytest.mark.parametrize("indicator", ["emploi", "sante"])
def test_a_ranking_s_title_names_the_most_fragile_region_of_those_that_have_a_value(
    edition: Edition, indicator: str
) -> None:
    first = {"emploi": "32", "sante": "24"}[indicator]  # 10,8 % and 265 for 100 000
    for missing in edition.regions:
        if missing == first:
            continue
        holed = Gallery(without(edition, indicator, missing))
        record = holed.record(Case("classement", indicator))
        assert edition.regions[first].name in record.title
        assert ND not in record.title


def test_a_table_puts_missing_values_last(holed: Gallery) -> None:
    """It reads « most fragile first »: « n. d. » is not the most fragile."""
    for kind in ("carte", "classement"):
        table = displayed(holed.record(Case(kind, "emploi")))
        assert table["Région"].iloc[0] == "Hauts-de-France"
        assert table["Région"].iloc[-1] == "Corse"
        assert table["Valeur"].iloc[-1] == ND
        assert table["Fois l’écart moyen"].iloc[-1] == ND


def test_the_overview_hatches_it(holed: Gallery) -> None:
    case = Case("vue-ensemble", regions=("94",))
    codes = list(dict.fromkeys(holed.scores()["indicator"]))
    rows = dict(zip(codes, root(holed.figure(case)).iterfind("tbody/tr"), strict=True))
    columns = [NATIONAL, *holed.edition.regions]
    hatched = {
        (region, indicator): said(cell)
        for indicator, row in rows.items()
        for region, cell in zip(columns, row.iterfind("td"), strict=True)
        if "k-missing" in classes(cell)
    }
    expected = {(region, "handicap") for region in holed.edition.regions} | {("94", "emploi")}
    assert set(hatched) == expected
    assert set(hatched.values()) == {ND}
    france = next(rows["handicap"].iterfind("td"))
    assert said(france) == ND and "national" in classes(france)


def test_the_profile_says_it_beside_the_domain(holed: Gallery) -> None:
    record = holed.record(Case("profil", regions=("94",)))
    (row,) = (row for row in record.rows.itertuples() if row.indicator == "emploi")
    assert row.cell_text == ND and row.y >= len(record.rows) - 3  # after the scored, beside diversité and handicap
    figure = holed.figure(Case("profil", regions=("94",)))
    (line,) = (e for e in root(figure).iter("a") if "domaine=emploi" in str(e.get("href")))
    assert flat(said(line)).startswith(flat(f"{row.label}{ND}"))
    dots = [element for element in root(figure).iter("span") if "dot" in classes(element)]
    assert len(dots) == 14  # 15 oriented domains less one


def test_the_comparison_keeps_the_other_region_s_point(holed: Gallery) -> None:
    record = holed.record(Case("comparaison", regions=("94", "32")))
    figure = holed.figure(Case("comparaison", regions=("94", "32")))
    assert [len(classed(root(figure), f"m{k}")) - 1 for k in (1, 2)] == [14, 15]  # one is the legend's
    row = record.table[record.table["Domaine"] == "Emploi"].iloc[0]
    assert (row["Corse"], str(row["Hauts-de-France"]).replace(".", ",")) == (None, "10,8")
    assert ND in list(displayed(record)["Corse"])


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_an_indicator_without_any_value_gives_a_labelled_figure(edition: Edition, palette: Palette) -> None:
    case = Case("carte", "handicap", ("32",))
    record = make_record(edition, score_table(edition), case)
    figure = make_figure(record, case, palette)
    assert not figure.data
    assert flat("aucune donnée régionale dans la source") in flat(" ".join(texts_of(figure)))
    assert type(figure.layout.height) is int and figure.layout.height > 150
    assert figure.layout.xaxis.visible is False and figure.layout.yaxis.visible is False


@pytest.mark.parametrize(
    ("case", "kept", "told"),
    [
        (Case("classement", "handicap"), ("handicap",), "aucune donnée régionale dans la source"),
        (Case("comparaison", regions=("32", "53")), ("handicap", "diversite"), "Aucun domaine comparable"),
    ],
    ids=str,
)
def test_a_figure_of_nothing_is_labelled(edition: Edition, case: Case, kept: tuple[str, ...], told: str) -> None:
    scores = score_table(edition)
    record = make_record(edition, scores[scores["indicator"].isin(kept)], case)
    figure = make_figure(record, case)
    assert not figure.data
    assert flat(told) in flat(" ".join(texts_of(figure))) and told in record.title


def test_a_profile_of_nothing_says_why_where_points_would_be(edition: Edition) -> None:
    scores, case = score_table(edition), Case("profil", regions=("32",))
    record = make_record(edition, scores[scores["indicator"] == "handicap"], case)
    figure = make_figure(record, case)
    assert not [element for element in root(figure).iter("span") if {"dot", "other"} & set(classes(element))]
    assert flat(f"Handicap{ND}") in flat("".join(texts_of(figure)))
    assert "Aucune priorité établie" in record.title


WITHOUT_NATIONAL = {
    Case("carte", "emploi", ("32",)): "10,8",
    Case("profil", regions=("32",)): wording.CLASS_LABEL[FragilityClass.NO_REFERENCE].lower(),
    Case("comparaison", regions=("32", "53")): "Éducation",
    Case("vue-ensemble", regions=("32",)): "Taux de chômage",
}
"""What each figure still says."""


@pytest.mark.parametrize("case", WITHOUT_NATIONAL, ids=str)
def test_without_the_national_value_nothing_is_compared_and_nothing_breaks(edition: Edition, case: Case) -> None:
    """x − N needs N: the 13 cells say that they have no reference, the 15 other domains stay."""
    headless = without(edition, "emploi", NATIONAL)
    scores = score_table(headless)
    assert set(scores.loc[scores["indicator"] == "emploi", "class"]) == {FragilityClass.NO_REFERENCE.value}
    record = make_record(headless, scores, case)
    figure = make_figure(record, case)
    assert flat(WITHOUT_NATIONAL[case]) in flat(" ".join(texts_of(figure)))
    if case.kind == "comparaison":
        assert "emploi" not in set(record.rows["indicator"])
    if case.kind == "vue-ensemble":
        row = next(row for row in root(figure).iterfind("tbody/tr") if "Taux de chômage" in said(row))
        assert [classes(cell)[0] for cell in row.iterfind("td")] == ["national"] + ["k-no-reference"] * 13

"""The CSV that a French Excel opens: BOM, semicolons, CRLF, decimal commas, no formula; equal to the table."""

from __future__ import annotations

import csv
import io
import re
from decimal import Decimal

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from charts.figures import FIGURES
from charts.stamp import Stamp
from charts.tables import SCREEN_DIGITS, all_observations, displayed, excel_csv, figure_csv, indicator_observations
from territory.loader import Edition
from tests.charts.gallery import ALL, DATA, PROFILES, Case, Gallery

BOM = b"\xef\xbb\xbf"


def read_back(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";", strict=True))


def one(cell: object) -> str:
    """A cell alone in its table, written then read."""
    (_, (found,)) = read_back(excel_csv(pd.DataFrame({"x": [cell]}, dtype=object)))
    return found


@pytest.mark.parametrize("case", ALL, ids=str)
def test_a_csv_reads_back_as_the_record_s_table(gallery: Gallery, case: Case) -> None:
    table = gallery.record(case).table
    content = excel_csv(table)
    assert content.startswith(BOM) and not content[3:].startswith(BOM)
    assert content.endswith(b"\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    header, *rows = read_back(content)
    assert header == list(table.columns)
    assert len(rows) == len(table)
    for row, cells in zip(rows, table.itertuples(index=False), strict=True):
        for text, cell in zip(row, cells, strict=True):
            if isinstance(cell, Decimal):
                assert "." not in text and Decimal(text.replace(",", ".")) == cell
            elif cell is None:
                assert text == ""
            else:
                assert text in (str(cell), f"'{cell}")


def test_a_csv_keeps_the_published_decimals(gallery: Gallery) -> None:
    """« 8 » in a row with one decimal is 8,0: the reader compares like with like."""
    rows = read_back(excel_csv(gallery.record(Case("carte", "emploi", ("94",))).table))
    place = rows[0].index("Valeur")
    written = {row[0]: row[place] for row in rows[1:]}
    assert (written["Nouvelle-Aquitaine"], written["Hauts-de-France"]) == ("8,0", "10,8")


@pytest.mark.parametrize("text", ["=1+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "-cmd|' /C calc'!A0"])
def test_what_excel_would_compute_gets_an_apostrophe(text: str) -> None:
    assert one(text) == f"'{text}"
    header, _ = read_back(excel_csv(pd.DataFrame({text: ["x"]})))
    assert header == [f"'{text}"]


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        (Decimal("-2.2"), "-2,2"),
        (Decimal("8.0"), "8,0"),
        (Decimal("1E+3"), "1000"),
        (Decimal("0.000001"), "0,000001"),
        (Decimal("-0.0000001"), "-0,0000001"),
        ("-2,2", "-2,2"),
        ("+2,46", "+2,46"),
        ("\u22122,2\u202f%", "\u22122,2\u202f%"),
        (None, ""),
        (float("nan"), ""),
        (13, "13"),
        ('dit "oui" ; non', 'dit "oui" ; non'),
        ("deux\r\nlignes", "deux\r\nlignes"),
        ("Île-de-France", "Île-de-France"),
    ],
)
def test_numbers_and_texts_are_written_as_they_are(cell: object, written: str) -> None:
    assert one(cell) == written


@settings(deadline=None, max_examples=300)
@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\0"), max_size=30))
def test_no_text_starts_a_formula_and_none_is_lost(text: str) -> None:
    found = one(text) if text else ""
    assert found in (text, f"'{text}")
    if found[:1] in ("=", "@", "\t", "\r"):
        pytest.fail(f"{text!r} is written bare")
    if found[:1] in ("+", "-"):  # only numbers keep their sign in front
        assert re.fullmatch(r"[\d\u202f ]+([,.]\d+)?([\u202f ]?%)?", found[1:])


@settings(deadline=None, max_examples=200)
@given(st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**9), max_value=10**9))
def test_any_number_reads_back_exactly(value: Decimal) -> None:
    assert Decimal(one(value).replace(",", ".")) == value


def test_the_whole_table_reads_back_as_published(edition: Edition) -> None:
    """30 × 14 cells, each beside its published string (« -2,2% » is text, with its apostrophe)."""
    with (DATA / "editions/impact-2020/donnees_territoriales_2020.csv").open(encoding="utf-8", newline="") as stream:
        published = list(csv.DictReader(stream, delimiter=";"))
    header, *rows = read_back(excel_csv(all_observations(edition)))
    assert len(rows) == 30 * 14
    columns = ["France métropole", *(region.published for region in edition.regions.values())]
    at = header.index("Chaîne publiée")
    expected = [line[column] for line in published for column in columns]
    assert [row[at].removeprefix("'") for row in rows] == expected
    value = header.index("Valeur")
    for row, cell in zip(rows, edition.observations["value"], strict=True):
        assert (row[value] == "") == (cell is None)
        assert cell is None or Decimal(row[value].replace(",", ".")) == cell


def test_the_cells_of_an_indicator_stand_beside_what_is_read_of_them(edition: Edition) -> None:
    cells = indicator_observations(edition, edition.registry.indicators["associations"]).set_index("Territoire")
    assert cells.loc["Bourgogne-Franche-Comté", "Chaîne publiée"] == "55 00 à 60 000"
    assert cells.loc["Bourgogne-Franche-Comté", "Valeur lue"] == "de n.\u00a0d. à 60\u202f000"
    assert cells.loc["Corse", "Valeur lue"] == "de 8\u202f500 à 9\u202f500"
    empty = indicator_observations(edition, edition.registry.indicators["handicap"])
    assert set(empty["Chaîne publiée"]) == {"(vide)"} and set(empty["Valeur lue"]) == {"n.\u00a0d."}


def test_a_displayed_table_rounds_what_is_not_published_and_nothing_else(gallery: Gallery) -> None:
    """S = (10,8 − 8,4) / 0,9769 = 2,4567 → +2,5 on a page, +2,46 in a report; values keep their published digits."""
    record = gallery.record(next(case for case in PROFILES if case.regions == ("32",)))
    shown = displayed(record).set_index("Domaine")
    assert shown.loc["Emploi", "Fois l’écart moyen"] == "+2,5"
    assert displayed(record, None).set_index("Domaine").loc["Emploi", "Fois l’écart moyen"] == "+2,46"
    assert shown.loc["Emploi", "Valeur"] == "10,8"
    assert shown.loc["Santé", ["Valeur", "France métropolitaine"]].tolist() == ["300", "339,0"]
    assert record.table.set_index("Domaine").loc["Emploi", "Fois l’écart moyen"] != Decimal("2.46")


# --- a row stands alone --------------------------------------------------------------------------------

ONE_EACH = [
    Case("carte", "lien_social", ("94",)),
    Case("classement", "emploi", ("94",)),
    Case("cercles", "associations", ("94",)),
    Case("profil", regions=("32",)),
    Case("solidite", regions=("32",)),
    Case("essai", regions=("32",)),
    Case("comparaison", regions=("32", "53")),
    Case("comparaison", regions=("44", "75", "84", "28", "27", "53")),
    Case("vue-ensemble", regions=("94",)),
    Case("arbre", regions=("32",)),
    Case("plan", regions=("32",)),
]
MEASURE = ("Indicateur", "Unité", "Année", "France métropolitaine", "Indicateur discuté")


@pytest.mark.parametrize("case", ONE_EACH, ids=str)
def test_a_row_of_a_figure_s_csv_stands_alone(gallery: Gallery, stamp: Stamp, case: Case) -> None:
    """Indicator, unit, year, national value and mark; the Insee code of its region; source, choices and day."""
    record = gallery.record(case)
    header, *rows = read_back(figure_csv(record, stamp))
    similarity = case.kind in ("arbre", "plan")
    across = case.kind in ("comparaison", "vue-ensemble")
    for name in ("Source", "Réglages de lecture", "Date de l’export", *(() if similarity else MEASURE)):
        assert name in header, name
    cells = [dict(zip(header, row, strict=True)) for row in rows]
    assert {(cell["Réglages de lecture"], cell["Date de l’export"]) for cell in cells} == {
        ("Réglages de lecture\u00a0: ceux par défaut.", "2026-11-21")
    }
    if not across:
        insee = {cell["Code Insee"] for cell in cells} - {""}
        assert insee == ({case.region} if "Domaine" in header else set(gallery.edition.regions))
    indicators = {indicator.label: indicator for indicator in gallery.edition.registry.indicators.values()}
    for cell in () if similarity else cells:
        indicator = indicators[cell["Indicateur"]]
        assert (cell["Unité"], cell["Année"]) == (indicator.unit, indicator.year)
        assert (cell["Indicateur discuté"] == "oui") == indicator.contestable
        assert cell["Source"] == indicator.source


def test_every_figure_has_its_csv_tried() -> None:
    assert {case.kind for case in ONE_EACH} == set(FIGURES)


@pytest.mark.parametrize("kind", ["carte", "classement"])
def test_what_is_not_oriented_is_a_word_and_a_shared_rank_says_so(gallery: Gallery, kind: str) -> None:
    """« n. d. » is for what nobody published: diversité has 13 values and no side."""
    shown = displayed(gallery.record(Case(kind, "diversite")))
    assert set(shown["Fois l’écart moyen"]) == {"ni fragilité ni atout"} and "n.\u00a0d." not in set(shown["Valeur"])
    assert set(displayed(gallery.record(Case(kind, "handicap")))["Fois l’écart moyen"]) == {"n.\u00a0d."}
    assert "12e ex æquo" in set(displayed(gallery.record(Case(kind, "emploi")))["Rang"])


@pytest.mark.parametrize("case", PROFILES[:13], ids=str)
def test_a_printed_score_never_crosses_a_class_bound(gallery: Gallery, case: Case) -> None:
    """Mal-logement in Hauts-de-France, S = 1,49, is printed so beside « plus fragile », and not « 1,5 »."""
    record = gallery.record(case)
    cells = gallery.cells(case)
    labels = {indicator.label: code for code, indicator in gallery.edition.registry.indicators.items()}
    for digits in (SCREEN_DIGITS, None):
        for row in displayed(record, digits).to_dict("records"):
            score = cells[case.region or "", labels[row["Indicateur"]]]["score"]
            if score is None:
                continue
            said = Decimal(row["Fois l’écart moyen"].replace("\u2212", "-").replace(",", "."))
            for bound in (Decimal("0.5"), Decimal("1.5")):
                assert (abs(said) >= bound) == (abs(score) >= bound), row


def test_a_page_prints_one_digit_where_it_is_enough(gallery: Gallery) -> None:
    north = displayed(gallery.record(Case("profil", regions=("32",)))).set_index("Indicateur")["Fois l’écart moyen"]
    assert (north["Taux de chômage"], north["Logements par habitant"]) == ("+2,5", "+1,49")

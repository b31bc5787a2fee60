"""What a person says goes over what the file says, is kept with the file, and is read back the next time."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest

from territory.importing import Choice, Choices, Severity, read
from territory.importing.marked import REPORT, marked
from territory.importing.templates import template, with_choices
from territory.indicators import Polarity
from tests.territory.importing.files import GOOD, changed, csv_of, xlsx_of

DATA = Path(__file__).parents[3] / "data"
CHOICES = Choices(
    title="Chiffres du conseil",
    publisher="Conseil d’essai",
    published=2024,
    licence="Licence Ouverte",
    indicators={
        GOOD[0][2]: Choice(
            label="Chômage",
            domain="Emploi",
            polarity="higher_is_more_fragile",
            polarity_reason="Un chômage plus fort fragilise.",
            source="Insee",
            reliability="A",
        ),
        GOOD[0][3]: Choice(unit="habitants", domain="Démographie", dimension="Sociale", year="2018"),
    },
)


def test_choices_make_the_registry() -> None:
    edition = read("t.csv", csv_of(GOOD), CHOICES).edition
    assert edition is not None
    registry = edition.registry
    assert (registry.code, registry.title, registry.licence) == (
        "chiffres-du-conseil-2024", "Chiffres du conseil", "Licence Ouverte",
    )  # fmt: skip
    chomage, population = registry.indicators.values()
    assert (chomage.domain, chomage.reliability, chomage.polarity) == ("emploi", "A", Polarity.HIGHER_IS_MORE_FRAGILE)
    assert (population.unit, population.year, population.domain) == ("habitants", "2018", "demographie")
    assert population.polarity is Polarity.NOT_ORIENTED and not population.scored_by_default
    assert registry.domains["emploi"].dimension == "economique", "a domain the product knows keeps its dimension"
    assert registry.domains["demographie"].dimension == "sociale"


def test_without_choices_nothing_is_guessed() -> None:
    edition = read("t.csv", csv_of(GOOD)).edition
    assert edition is not None
    assert not edition.registry.domains
    assert all(not i.domain and i.polarity is None for i in edition.registry.indicators.values())


@pytest.mark.parametrize("name", ["t.csv", "t.xlsx"])
def test_choices_are_kept_with_the_file(name: str) -> None:
    content = csv_of(GOOD) if name == "t.csv" else xlsx_of(GOOD)
    first = read(name, content, CHOICES)
    again = read("garde.xlsx", with_choices(first, CHOICES))
    assert first.edition is not None and again.edition is not None, again.report.text()
    assert again.edition.registry.indicators == first.edition.registry.indicators
    assert again.edition.registry.domains == first.edition.registry.domains
    assert again.edition.registry.title == "Chiffres du conseil"
    assert list(again.edition.observations["value"]) == list(first.edition.observations["value"])


def test_choices_of_today_go_over_those_kept() -> None:
    kept = with_choices(read("t.csv", csv_of(GOOD), CHOICES), CHOICES)
    later = Choices(title="Autre titre", indicators={GOOD[0][2]: Choice(reliability="B")})
    edition = read("garde.xlsx", kept, later).edition
    assert edition is not None and edition.registry.title == "Autre titre"
    chomage = edition.registry.indicators["chomage"]
    assert (chomage.reliability, chomage.source) == ("B", "Insee")


def test_decimals_are_rounded_when_asked_and_said() -> None:
    choices = Choices(indicators={GOOD[0][2]: Choice(decimals=0)})
    imported = read("t.csv", csv_of(changed(2, 2, "7,5")), choices)
    assert imported.edition is not None
    values = imported.edition.observations.set_index(["indicator", "territory"])["published"]
    assert values["taux_de_chomage", "11"] == "8"
    assert "arrondie à 0 décimale, comme demandé (6 cellules)" in imported.report.text()


@pytest.mark.parametrize(("level", "rows"), [("region", 13), ("departement", 101), ("commune", 0)])
def test_a_template_is_filled_in_and_read(level: str, rows: int) -> None:
    book = openpyxl.load_workbook(io.BytesIO(template(level, DATA)))
    values = book["Valeurs"]
    assert values.max_row == 2 + rows  # header, reference
    if not rows:
        book["Territoires"].append(["59350", "Lille"])
        values.append(["59350", "Lille"])
    values.cell(1, 3, "Taux (%)")
    for row in range(2, values.max_row + 1):
        values.cell(row, 3, 5.5)
    book["Indicateurs"].append(["Taux (%)", "Taux d’essai", "", "", "Emploi"])
    stream = io.BytesIO()
    book.save(stream)
    imported = read("modele.xlsx", stream.getvalue())
    assert imported.edition is not None, imported.report.text()
    assert imported.edition.level.code == level
    assert len(imported.edition.regions) == (rows or 1)
    assert imported.edition.registry.indicators["taux_d_essai"].domain == "emploi"


def test_what_the_sheets_say_wrong_is_said_at_its_cell() -> None:
    def more(book: object) -> None:
        edition = book.create_sheet("Édition")  # type: ignore[attr-defined]
        for row in (["Titre", "Essai"], ["Année de publication", "deux mille"], ["Niveau", "canton"]):
            edition.append(row)
        registry = book.create_sheet("Indicateurs")  # type: ignore[attr-defined]
        registry.append(["Indicateur", "Sens de lecture", "Fiabilité", "Décimales"])
        registry.append(["Population", "monte", "D", "beaucoup"])

    imported = read("t.xlsx", xlsx_of(GOOD, more))
    found = {(f.sheet, f.row, f.found) for f in imported.report.of(Severity.ERROR)}
    assert found == {
        ("Édition", 2, "deux mille"), ("Édition", 3, "canton"),
        ("Indicateurs", 2, "monte"), ("Indicateurs", 2, "D"), ("Indicateurs", 2, "beaucoup"),
    }  # fmt: skip


def test_marked_cells_are_those_of_the_findings() -> None:
    imported = read("t.csv", csv_of(changed(3, 2, "=1+1")))
    (error,) = imported.report.of(Severity.ERROR)
    assert (error.row, error.column) == (4, "C")
    book = openpyxl.load_workbook(io.BytesIO(marked(imported)))
    report, sheet = book[REPORT], book["t"]
    assert report.max_row == 1 + len(imported.report.findings)
    cell = sheet["C4"]
    assert (cell.value, cell.data_type) == ("=1+1", "s"), "a formula from outside stays a text"
    assert cell.comment is not None and "n’est pas un nombre" in cell.comment.text
    assert cell.fill.fgColor.rgb.endswith("F4B6B0")
    assert sheet["B4"].fill.fgColor.rgb != cell.fill.fgColor.rgb and sheet["B4"].comment is None

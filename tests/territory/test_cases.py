"""The Observatoire's list of cases: what is accepted, what is refused and named, what a hostile file costs."""

from __future__ import annotations

import io
import os
import resource as system
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from territory import __main__, cases, spreadsheet
from territory.cases import Case, import_cases, load_cases, read_cases, with_cases
from territory.errors import DataError
from territory.filters import find
from territory.loader import Edition
from territory.next_steps import domains_without_resource, next_steps
from territory.resource_files import load_catalogue
from territory.search import index
from tests.territory.conftest import DATA, ROOT, DataCopy, Outcome

Cli = Callable[..., Outcome]
HEADER = ["title", "région", "domaines", "acteurs", "année", "résumé", "lien"]
GOOD = [
    "Un café pour l’emploi",
    "Hauts-de-France",
    "Emploi|education",
    "Association Essai|Commune d’Essai",
    "2019",
    "Un lieu, une équipe ; un emploi retrouvé.",
    "https://exemple.fr/cas?id=1",
]
CASE = Case(
    "Un café pour l’emploi",
    ("32",),
    ("emploi", "education"),
    ("Association Essai", "Commune d’Essai"),
    "2019",
    "Un lieu, une équipe ; un emploi retrouvé.",
    "https://exemple.fr/cas?id=1",
)


def as_csv(*rows: list[str], separator: str = ";") -> str:
    import csv

    stream = io.StringIO()
    csv.writer(stream, delimiter=separator, lineterminator="\n").writerows(rows)
    return stream.getvalue()


def changed(column: str, text: str) -> list[str]:
    return [text if name == column else cell for name, cell in zip(HEADER, GOOD, strict=True)]


@pytest.fixture
def given(tmp_path: Path) -> Callable[..., Path]:
    """A file of the reader's, from rows or bytes."""

    def write(*rows: list[str], content: bytes | None = None, name: str = "cas.csv") -> Path:
        path = tmp_path / name
        if content is None and name.endswith(".xlsx"):
            book = openpyxl.Workbook()
            for row in rows:
                book.active.append(row)
            book.save(path)
        else:
            path.write_bytes(as_csv(*rows).encode() if content is None else content)
        return path

    return write


def read(path: Path, edition: Edition) -> tuple[Case, ...]:
    return read_cases(path, edition.registry, edition.regions)


# --- what is accepted ------------------------------------------------------------------------------------


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_csv_of_any_french_office(given: Callable[..., Path], edition: Edition, separator: str, encoding: str) -> None:
    content = as_csv(HEADER, GOOD, separator=separator).encode(encoding)
    assert read(given(content=content), edition) == (CASE,)


def test_xlsx_with_a_number_for_a_year(given: Callable[..., Path], edition: Edition) -> None:
    row: list[object] = [2019 if cell == "2019" else cell for cell in GOOD]
    assert read(given(HEADER, row, name="cas.XLSX".lower()), edition) == (CASE,)  # type: ignore[arg-type]


def test_columns_in_any_order_titles_in_either_language_and_empty_rows(
    given: Callable[..., Path], edition: Edition
) -> None:
    order = [6, 0, 1, 2, 3, 4, 5]
    header = [["TITRE", "Region", "Domaines", "Acteurs", "Annee", "Resume", "Lien"][i] for i in order]
    rows = [header, [""] * 7, [GOOD[i] for i in order], [""] * 7]
    assert read(given(*rows), edition) == (CASE,)


def test_names_and_codes_of_regions_and_domains(given: Callable[..., Path], edition: Edition) -> None:
    row = changed("région", "ile de france | 53|Provence-Alpes-Côte d’Azur")
    row[2] = "mal_logement|Lien social|Diversité / handicap"
    (case,) = read(given(HEADER, row), edition)
    assert case.regions == ("11", "53", "93")
    assert case.domains == ("mal_logement", "lien_social", "diversite")


def test_a_summary_on_two_lines_and_no_link(given: Callable[..., Path], edition: Edition) -> None:
    row = changed("résumé", "Une ligne,\nune autre.")
    row[6] = ""
    (case,) = read(given(HEADER, row), edition)
    assert (case.summary, case.link) == ("Une ligne, une autre.", "")


# --- what is refused, by its name ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("column", "text", "found"),
    [
        ("title", "", "un texte"),
        ("title", "!!!", "un titre qui se lit"),
        ("title", "a" * 201, "au plus 200 caractères"),
        ("title", "Caf\u202ee", "sans caractère invisible"),
        ("title", "Caf\x07e", "sans caractère invisible"),
        ("région", "", "un texte"),
        ("région", "Picardie", "44 | 75"),
        ("région", "32|Hauts-de-France", "chacun une fois"),
        ("domaines", "Emploi|", "séparées par |"),
        ("domaines", "Logement", "emploi | "),
        ("acteurs", "A|A", "chacune une fois"),
        ("année", "19", "une année, de 1990"),
        ("année", "20l9", "une année, de 1990"),
        ("année", "2999", "une année, de 1990"),
        ("année", "٢٠١٩", "une année, de 1990"),
        ("résumé", "", "un texte"),
        ("résumé", "a" * 2001, "au plus 2000 caractères"),
        ("lien", "javascript:alert(1)", "une adresse complète"),
        ("lien", "https://moi@exemple.fr", "une adresse complète"),
    ],
)
def test_a_bad_cell_is_named(given: Callable[..., Path], edition: Edition, column: str, text: str, found: str) -> None:
    with pytest.raises(DataError) as error:
        read(given(HEADER, GOOD, changed(column, text)), edition)
    assert error.value.row == "ligne 3" and found in error.value.allowed
    assert error.value.column == ("titre" if column == "title" else column)


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ([HEADER], "de 1 à 5000 lignes"),
        ([HEADER, GOOD, GOOD], "un titre différent de celui de la ligne 2"),
        ([HEADER[:6], GOOD[:6]], "les colonnes titre"),
        ([[*HEADER, "autre"], [*GOOD, "x"]], "7 cellules"),
        ([[*HEADER[:6], "autre"], GOOD], "les colonnes titre"),
        ([[*HEADER[:6], "titre"], GOOD], "chaque colonne une seule fois"),
        ([HEADER, [*GOOD, "x"]], "7 cellules"),
        ([[""] * 7, GOOD], "le nom des colonnes"),
    ],
)
def test_a_bad_table_is_named(given: Callable[..., Path], edition: Edition, rows: list[list[str]], found: str) -> None:
    with pytest.raises(DataError) as error:
        read(given(*rows), edition)
    assert found in error.value.allowed


@pytest.mark.parametrize(
    ("content", "name", "found"),
    [
        (b"", "cas.csv", "un en-tête et des lignes"),
        (b"a\0b", "cas.csv", "UTF-8"),
        (b'titre;"region\n', "cas.csv", "un CSV bien formé"),
        (b"x", "cas.xls", "un fichier .csv ou .xlsx"),
        (b"x", "cas.xlsx", "un classeur .xlsx"),
        (b"a" * 5_000_001, "cas.csv", "au plus 5000000 octets"),
    ],
)
def test_a_bad_file_is_named(
    given: Callable[..., Path], edition: Edition, content: bytes, name: str, found: str
) -> None:
    with pytest.raises(DataError) as error:
        read(given(content=content, name=name), edition)
    assert found in error.value.allowed
    assert len(str(error.value).splitlines()) == 1


def test_too_many_rows(given: Callable[..., Path], edition: Edition, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreadsheet, "MAX_ROWS", 2)
    rows = [[f"Cas {number}", *GOOD[1:]] for number in range(3)]
    assert len(read(given(HEADER, *rows[:2]), edition)) == 2
    for name in ("cas.csv", "cas.xlsx"):
        with pytest.raises(DataError, match="une ligne de trop"):
            read(given(HEADER, *rows, name=name), edition)


# --- workbooks made to harm ------------------------------------------------------------------------------


def workbook(sheet: bytes, extra: int = 0) -> bytes:
    """A real workbook whose only sheet is replaced."""
    book, made = io.BytesIO(), io.BytesIO()
    openpyxl.Workbook().save(book)
    with zipfile.ZipFile(book) as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as copy:
        for member in source.infolist():
            copy.writestr(member, sheet if member.filename.endswith("sheet1.xml") else source.read(member))
        for number in range(extra):
            copy.writestr(f"xl/media/{number}.bin", b"")
    return made.getvalue()


SHEET = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%b</sheetData></worksheet>'
CELL = b'<row r="%d"><c r="%b" t="inlineStr"><is><t>x</t></is></c></row>'
LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "xxxxxxxxxx"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    + SHEET % b'<row r="1"><c r="A1" t="inlineStr"><is><t>&b;</t></is></c></row>'
)


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (lambda: workbook(LAUGHS), "lisible, sans macro ni entité"),
        (lambda: workbook(b"<worksheet"), "lisible, sans macro ni entité"),
        (lambda: workbook(SHEET % (b" " * 21_000_000)), "au plus 20000000 octets"),
        (lambda: workbook(SHEET % b"", extra=300), "au plus 200"),
        # The far corner of a sheet: padded rows and columns are never made.
        (lambda: workbook(SHEET % (CELL % (1048576, b"XFD1048576"))), ""),
    ],
    ids=["entities", "broken", "bomb", "members", "far corner"],
)
def test_a_hostile_workbook_is_refused_at_little_cost(
    given: Callable[..., Path], edition: Edition, content: Callable[[], bytes], found: str
) -> None:
    path = given(content=content(), name="cas.xlsx")
    started, before = time.perf_counter(), system.getrusage(system.RUSAGE_SELF).ru_maxrss
    with pytest.raises(DataError) as error:
        read(path, edition)
    assert found in error.value.allowed
    assert time.perf_counter() - started < 10
    assert system.getrusage(system.RUSAGE_SELF).ru_maxrss - before < 200_000  # kilobytes


def test_two_sheets_and_a_date_are_refused(given: Callable[..., Path], edition: Edition, tmp_path: Path) -> None:
    from datetime import date

    book = openpyxl.Workbook()
    book.create_sheet()
    book.active.append(HEADER)
    book.save(tmp_path / "deux.xlsx")
    with pytest.raises(DataError, match="une seule feuille"):
        read(tmp_path / "deux.xlsx", edition)
    row: list[object] = [date(2019, 1, 1) if cell == "2019" else cell for cell in GOOD]
    with pytest.raises(DataError, match="un texte ou un nombre entier"):
        read(given(HEADER, row, name="cas.xlsx"), edition)  # type: ignore[arg-type]


def test_without_defusedxml_no_workbook_is_read(
    given: Callable[..., Path], edition: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(openpyxl, "DEFUSEDXML", False)
    with pytest.raises(DataError, match="defusedxml"):
        read(given(HEADER, GOOD, name="cas.xlsx"), edition)


# --- where they go ---------------------------------------------------------------------------------------


def test_what_is_imported_is_what_is_read_again(given: Callable[..., Path], edition: Edition, data: DataCopy) -> None:
    to = data.folder / "cases.csv"
    assert load_cases(to, edition.registry, edition.regions) == ()
    formula = changed("title", '=1+1 ; « "deux" »')
    found = import_cases(given(HEADER, GOOD, formula), to, edition.registry, edition.regions)
    assert len(found) == 2
    assert load_cases(to, edition.registry, edition.regions) == found
    assert sorted(path.name for path in data.folder.iterdir() if "cases" in path.name) == ["cases.csv"]
    assert to.stat().st_mode & 0o777 == 0o644


def test_a_bad_list_changes_nothing(given: Callable[..., Path], edition: Edition, data: DataCopy) -> None:
    to = data.folder / "cases.csv"
    import_cases(given(HEADER, GOOD), to, edition.registry, edition.regions)
    before = to.read_bytes()
    with pytest.raises(DataError):
        import_cases(given(HEADER, changed("année", "hier")), to, edition.registry, edition.regions)
    assert to.read_bytes() == before


def test_a_write_that_fails_leaves_the_old_list_and_no_trace(
    edition: Edition, data: DataCopy, monkeypatch: pytest.MonkeyPatch
) -> None:
    to = data.folder / "cases.csv"
    cases.write_cases((CASE,), to)
    before, files = to.read_bytes(), sorted(os.listdir(data.folder))

    def fail(*_: object) -> None:
        raise OSError("disque plein")

    monkeypatch.setattr(cases.os, "replace", fail)
    with pytest.raises(OSError, match="disque plein"):
        cases.write_cases((CASE, CASE), to)
    assert to.read_bytes() == before and sorted(os.listdir(data.folder)) == files


def test_the_bytes_and_the_name_are_flushed_to_the_disk(data: DataCopy, monkeypatch: pytest.MonkeyPatch) -> None:
    """A rename survives a power cut only when the file, then its folder, were flushed."""
    calls: list[str] = []
    fsync, move = os.fsync, os.replace
    monkeypatch.setattr(cases.os, "fsync", lambda handle: (calls.append("fsync"), fsync(handle))[1])
    monkeypatch.setattr(cases.os, "replace", lambda a, b: (calls.append("replace"), move(a, b))[1])
    cases.write_cases((CASE,), data.folder / "cases.csv")
    assert calls == ["fsync", "replace", "fsync"]


def test_a_case_is_found_filtered_and_offered_with_the_rest(edition: Edition) -> None:
    names = {code: domain.label for code, domain in edition.registry.domains.items()}
    names |= {code: region.name for code, region in edition.regions.items()}
    catalogue = with_cases(load_catalogue(DATA, edition.registry.domains, edition.regions), (CASE,))
    held = index(catalogue, names)
    assert find(catalogue, held, "cafe emploi", {}).resources[0].id == "cas-un-cafe-pour-l-emploi"
    assert find(catalogue, held, "", {"domain": ["emploi"], "region": ["32"]}).resources[0].kind == "cas"
    assert not {"emploi", "education"} & set(domains_without_resource(catalogue, "programme"))
    step = next_steps(catalogue, edition.regions["32"], "emploi").steps[3]
    assert (step.resource.kind, step.use, step.reason) == ("cas", "sinspirer", "un cas de votre région")


# --- command line ----------------------------------------------------------------------------------------


def test_import_then_list(
    cli: Cli, given: Callable[..., Path], data: DataCopy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(__main__, "DATA", data.folder)
    outcome = cli("import-cases", str(given(HEADER, GOOD)))
    assert (outcome.code, outcome.out, outcome.err) == (0, "1\u00a0cas dans cases.csv\n", "")
    rows = cli("resources", "--domain", "emploi").rows
    assert [(row["id"], row["kind"], row["year"], row["region"]) for row in rows if row["origin"] == "programme"] == [
        ("cas-un-cafe-pour-l-emploi", "cas", "2019", "32")
    ]
    outcome = cli("import-cases", str(given(HEADER, changed("année", "hier"))))
    assert (outcome.code, outcome.out) == (1, "")
    assert outcome.err == (
        "territory : cas.csv, ligne 2, année\u00a0: trouvé «\u00a0hier\u00a0»\u202f; "
        f"attendu\u00a0: une année, de 1990 à {time.localtime().tm_year}.\n"
    )
    assert len(cli("resources", "--domain", "emploi").rows) == len(rows)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["import-cases"], 2),
        (["import-cases", "a.csv", "--region", "32"], 2),
        (["import-cases", "a.csv", "--format", "csv"], 2),
        (["import-cases", "a.csv", "b.csv"], 2),
        (["import-cases", "/nulle/part.csv"], 1),
    ],
)
def test_exit_codes(cli: Cli, arguments: list[str], code: int) -> None:
    outcome = cli(*arguments)
    assert outcome.code == code and outcome.out == "" and len(outcome.err.splitlines()) == 1


def test_a_process_refuses_a_missing_file_in_one_line() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "territory", "import-cases", "/nulle/part.xlsx"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1 and "Traceback" not in done.stderr and len(done.stderr.splitlines()) == 1

"""Hostile and odd files, each beside the same one without its harm: what is said of the first is not of the second."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import xlsxwriter

from tests.territory.importing.files import GOOD, HEADER, ROWS, SHEET, changed, csv_of, with_member, xlsx_of, zip_of

Builder = Callable[[], bytes]


@dataclass(frozen=True)
class Odd:
    """``said``: in a finding; ``refused``: by an error, else it is read; ``control``: the same without the harm."""

    name: str
    file: str
    made: Builder
    said: str
    refused: bool = True
    control: Builder = field(default=lambda: csv_of(GOOD))
    control_file: str = "table.csv"
    geometry: bool = False
    """The file is a GeoJSON, given with the good table."""


def book_of(rows: Any = GOOD, shape: Callable[[Any], object] | None = None) -> bytes:
    return xlsx_of(rows, shape)


def xml(change: Callable[[bytes], bytes], name: str = SHEET) -> Builder:
    return lambda: with_member(book_of(), name, change)


def text(name: str, rows: Any, said: str, refused: bool = True) -> Odd:
    return Odd(name, "table.csv", lambda: csv_of(rows), said, refused)


def book(name: str, made: Builder, said: str, refused: bool = True) -> Odd:
    return Odd(name, "table.xlsx", made, said, refused, book_of, "table.xlsx")


def raw(name: str, content: Builder, said: str, file: str = "table.csv", refused: bool = True) -> Odd:
    return Odd(name, file, content, said, refused)


def outline(name: str, made: Builder, said: str, refused: bool = True) -> Odd:
    return Odd(name, "contours.geojson", made, said, refused, geojson, "contours.geojson", geometry=True)


# --- texts -------------------------------------------------------------------------------------------------


def texts() -> Iterator[Odd]:
    yield raw("empty file", lambda: b"", "aucune table")
    yield raw("spaces only", lambda: b" \n ;; \n", "aucune table")
    yield raw("prose", lambda: b"Bonjour,\nvoici la table.\n", "aucune table")
    yield raw("null bytes", lambda: csv_of(GOOD).replace(b"8,4", b"8\0,4"), "pas du texte")
    yield raw("binary", lambda: bytes(range(256)) * 40, "pas du texte")
    yield raw("image named csv", lambda: b"\x89PNG\r\n\x1a\n" + bytes(100), "pas du texte")
    yield raw("unmarked utf-16", lambda: csv_of(GOOD, encoding="utf-16-le"), "pas du texte")
    yield raw("cp1252 with no letter", lambda: csv_of(GOOD).replace(b"Corse", b"\x81\x8d\x90"), "pas du texte")
    yield raw("cut in a quote", lambda: csv_of(GOOD) + b'"11', "CSV bien formé")
    yield raw("text after a quote", lambda: csv_of(GOOD) + b'"11"x;1\n', "CSV bien formé")
    yield raw("a cell of a megabyte", lambda: csv_of(changed(1, 1, "x" * 1_000_000)), "cellule trop longue")
    yield raw("a cell of 6 000 letters", lambda: csv_of(changed(1, 1, "x" * 6_000)), "cellule trop longue")
    yield raw("five megabytes and one", lambda: b"a" * 5_000_001, "au plus 5000000 octets")
    yield raw("too many rows", lambda: csv_of(GOOD) + b"1\n" * 100_000, "une ligne de trop")
    yield raw("too many columns", lambda: csv_of(GOOD) + b"1;" * 2_000 + b"1\n", "au plus 1500 cellules")
    yield raw("too many cells", lambda: (b"1;" * 1_400 + b"1\n") * 1_200, "une cellule de trop")
    yield raw("rows of separators", lambda: b";" * 4_000_000, "aucune table")
    yield raw("wrong extension", lambda: csv_of(GOOD), "un fichier .csv ou .xlsx", "table.pdf")
    yield raw("no extension", lambda: csv_of(GOOD), "aucune extension", "table")
    yield raw("a path for a name", lambda: csv_of(GOOD), "", "../../etc/table.csv", refused=False)
    yield raw("markup for a name", lambda: csv_of(GOOD), "", "<script>alert(1)</script>.csv", refused=False)


_LONG = ["Code région", "Indicateur", "Valeur"]


def cells() -> Iterator[Odd]:
    yield text("formula for a value", changed(1, 2, '=HYPERLINK("x")'), "n’est pas un nombre")
    yield text("formula for a label", changed(0, 3, "=1+1"), "", refused=False)
    yield text("control character", changed(0, 3, "Popu\x07lation"), "caractère invisible")
    yield text("escape sequence", changed(0, 3, "\x1b[31mRouge"), "caractère invisible")
    yield text("right-to-left override", changed(0, 3, "Popu\u202elation"), "caractère invisible")
    yield text("isolate", changed(0, 3, "Popu\u2066lation"), "caractère invisible")
    yield text("zero-width space", changed(0, 3, "Popu\u200blation"), "caractère invisible")
    yield text("bidi in a name", changed(1, 1, "Corse\u202e"), "caractère invisible")
    yield text("markup in a label", changed(0, 3, "<img src=x onerror=alert(1)>"), "", refused=False)
    yield text("braces in a label", changed(0, 3, "{v.__class__}"), "une accolade")
    yield text("a long label", changed(0, 3, "x" * 121), "trop long")
    yield text("two columns of one name", changed(0, 3, "Taux de chomage 2019 (%)"), "de même nom")
    yield text("both marks", changed(2, 3, "1,234.5"), "de deux façons")
    yield text("a thousand or one", [HEADER, *([*row[:2], "1.234", row[3]] for row in ROWS)], "de deux façons")
    yield text("scientific writing", changed(2, 3, "1,2E+07"), "n’est pas un nombre")
    yield text("infinity", changed(2, 3, "inf"), "n’est pas un nombre")
    yield text("other digits", changed(2, 2, "٣,٤"), "n’est pas un nombre")
    yield text("a provisional mark", changed(2, 2, "7,4 (p)"), "marquée comme provisoire", refused=False)
    yield text("a mark of two meanings", changed(2, 2, "7,4 (s)"), "n’est pas un nombre")
    yield text("a number of 400 digits", changed(2, 3, "9" * 400), "chiffres")
    yield text("mixed units", changed(2, 3, "7,4 %"), "la même écriture")
    yield text("an error of a formula", changed(2, 2, "#REF!"), "n’est pas un nombre")
    yield text("secret and missing", changed(2, 2, "s"), "secret", refused=False)
    yield text("an unknown territory", [*GOOD, ["99", "Atlantide", "1,0", "2"]], "laissé de côté", refused=False)
    yield text(
        "a misspelt territory", changed(3, 1, "Haut-de-Frances", [r[1:] and ["", *r[1:]] for r in GOOD]), "inconnu"
    )
    yield text("a territory twice", [*GOOD, ROWS[3]], "deux endroits")
    yield text("two references", [*GOOD, ["", "France entière", "8,5", "66 000 000"]], "deux endroits")
    yield text("code and name that differ", changed(3, 0, "53"), "pas du même territoire")
    yield text("values without a territory", [*GOOD, ["", "", "1,0", "2"]], "sans territoire")
    yield text("values without a name", [[*HEADER, ""], *([*row, "1"] for row in ROWS)], "sans nom")
    yield text(
        "no territory of ours", [HEADER, ["1", "Mordor", "1", "2"], ["2", "Gondor", "1", "2"]], "aucun territoire"
    )
    yield text("an indicator a row", [_LONG, *(["11", f"Taux {n}", "1"] for n in range(600))], "trop d’indicateurs")
    yield text("20 000 unknown names", [*GOOD, *(["", f"Lieu {n}", "1", "2"] for n in range(20_000))], "19800", False)
    yield text("header only", [HEADER], "aucun")
    yield text("an isolated zero", changed(3, 2, "0,0"), "un seul zéro", refused=False)
    yield text("ten times the others", changed(3, 2, "108"), "dix fois plus grande", refused=False)


# --- workbooks ---------------------------------------------------------------------------------------------

LAUGHS = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
ROWS_XML = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">%b<sheetData>%b</sheetData></worksheet>'


def _prefixed(prologue: bytes) -> Callable[[bytes], bytes]:
    return lambda sheet: prologue + sheet.partition(b"?>")[2] if sheet.startswith(b"<?xml") else prologue + sheet


def workbooks() -> Iterator[Odd]:
    yield book("a text named xlsx", lambda: csv_of(GOOD), "pas un classeur")
    yield Odd("a workbook named csv", "table.csv", book_of, "nommé .csv", True, book_of, "table.xlsx")
    yield book("an old workbook", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "ancien Excel")
    yield book("cut in two", lambda: book_of()[: len(book_of()) // 2], "pas un classeur")
    yield book("an empty archive", lambda: zip_of({}), "illisible")
    yield book("a workbook without sheets", lambda: zip_of({"a.txt": b"x"}), "illisible")
    yield book("entities", xml(_prefixed(LAUGHS)), "illisible")
    yield book("outside entity", xml(_prefixed(OUTSIDE)), "illisible")
    yield book("entities in the texts", _laughing, "illisible")
    yield book("broken xml", xml(lambda sheet: sheet[:200]), "illisible")
    yield book("a bomb of zeros", xml(lambda sheet: sheet + b" " * 21_000_000), "une fois ouvert")
    yield book("a bomb of texts", xml(lambda held: held + b" " * 5_000_000, "xl/sharedStrings.xml"), "de textes")
    yield book("a thousand members", _crowded, "fichiers dans le classeur")
    yield book("two members of a name", _twice, "de même nom")
    yield book("another compression", lambda: zip_of({"xl/workbook.xml": b"x"}, zipfile.ZIP_LZMA), "compression")
    yield book("a password", _encrypted, "chiffré")
    yield book("declared huge", xml(_declared), "", refused=False)
    yield book("the far corner", xml(_cell(b"XFD1048576", 1048576)), "de trop")
    yield book("a row beyond Excel", xml(_cell(b"A9", 99_999_999_999)), "de trop")
    yield book("a column beyond Excel", xml(_cell(b"ZZZ9", 9)), "au plus 1500 cellules")
    yield book("a flood of cells", xml(_flood), "trop pour un classeur")
    yield book("merged everywhere", xml(_merged), "", refused=False)
    yield book("merged headers", _grouped, "", refused=False)
    yield book("a hidden sheet", lambda: book_of(shape=_hidden), "cachée", refused=False)
    yield book("two tables", lambda: book_of(shape=_second), "plusieurs feuilles")
    yield book("twenty-one sheets", lambda: book_of(shape=_many), "feuilles")
    yield book("dates for numbers", lambda: book_of(changed(2, 2, date(2019, 4, 7))), "une date")
    yield book("true for a number", lambda: book_of(changed(2, 2, True)), "vrai ou faux")
    yield book("a formula without a value", lambda: book_of(changed(2, 2, "=1+1")), "n’a pas gardé la valeur")
    yield book("the error of a formula", xml(_error), "l’erreur d’une formule")
    yield book("circular names", xml(_circular, "xl/workbook.xml"), "", refused=False)
    yield book("not a number", xml(_nan), "illisible")
    yield book("macros", lambda: with_member(book_of(), "xl/vbaProject.bin", lambda _: b"x" * 100), "", refused=False)
    yield book("numbers as percentages", lambda: book_of(_percents(), _formatted), "", refused=False)


def _shared() -> bytes:
    """A workbook as Excel writes it: its texts apart."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as made:
        sheet = made.add_worksheet("Valeurs")
        for number, row in enumerate(GOOD):
            sheet.write_row(number, 0, row)
    return stream.getvalue()


def _laughing() -> bytes:
    texts = "xl/sharedStrings.xml"
    return with_member(_shared(), texts, lambda held: _prefixed(LAUGHS)(held).replace(b"Bretagne", b"&b;"))


def _crowded() -> bytes:
    stream = io.BytesIO(book_of())
    with zipfile.ZipFile(stream, "a") as archive:
        for number in range(1_000):
            archive.writestr(f"xl/media/{number}", b"")
    return stream.getvalue()


def _twice() -> bytes:
    import warnings

    stream = io.BytesIO(book_of())
    with zipfile.ZipFile(stream, "a") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        archive.writestr("xl/workbook.xml", b"<x/>")
    return stream.getvalue()


def _encrypted() -> bytes:
    """The flag of a password on the first member, in the directory."""
    content = bytearray(book_of())
    content[content.index(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


def _declared(sheet: bytes) -> bytes:
    before, _, after = sheet.partition(b'<dimension ref="')
    return before + b'<dimension ref="A1:XFD1048576' + after[after.index(b'"') :]


def _cell(at: bytes, row: int) -> Callable[[bytes], bytes]:
    made = b'<row r="%d"><c r="%b" t="inlineStr"><is><t>x</t></is></c></row></sheetData>' % (row, at)
    return lambda sheet: sheet.replace(b"</sheetData>", made)


def _flood(_: bytes) -> bytes:
    row = b"<row>" + b"<c><v>1</v></c>" * 1_000 + b"</row>"
    return ROWS_XML % (b"", row * 400)


def _merged(sheet: bytes) -> bytes:
    ranges = b"".join(b'<mergeCell ref="A%d:XFD%d"/>' % (row, row + 1) for row in range(20, 20_000, 2))
    return sheet.replace(b"</sheetData>", b"</sheetData><mergeCells>" + ranges + b"</mergeCells>")


def _grouped() -> bytes:
    def merge(made: Any) -> None:
        made.active.merge_cells("A1:A2")
        made.active.merge_cells("B1:B2")
        made.active.merge_cells("C1:D1")
        made.active.merge_cells("E1:F1")

    top = ["Code", "Région", "Emploi", None, "Logement", None]
    return xlsx_of([top, [None, None, "2018", "2019", "2018", "2019"], *([*row, "1,5", "2,5"] for row in ROWS)], merge)


def _hidden(made: Any) -> None:
    made.create_sheet("Brouillon").append(["Code", "Région", "Faux"])
    made["Brouillon"].append(["11", "Île-de-France", 1])
    made["Brouillon"].sheet_state = "hidden"


def _second(made: Any) -> None:
    sheet = made.create_sheet("Autre")
    for row in GOOD:
        sheet.append(row)


def _many(made: Any) -> None:
    for number in range(20):
        made.create_sheet(f"F{number}")


def _error(sheet: bytes) -> bytes:
    cell = b'<row r="8"><c r="A8" t="inlineStr"><is><t>84</t></is></c><c r="C8" t="e"><v>#DIV/0!</v></c></row>'
    return sheet.replace(b"</sheetData>", cell + b"</sheetData>")


def _nan(sheet: bytes) -> bytes:
    return sheet.replace(b"</sheetData>", b'<row r="20"><c r="C20"><v>nan</v></c></row></sheetData>')


def _circular(held: bytes) -> bytes:
    names = (
        b"<definedNames><definedName name='A_'>B_</definedName><definedName name='B_'>A_</definedName></definedNames>"
    )
    return held.replace(b"<calcPr", names + b"<calcPr")


def _percents() -> list[list[Any]]:
    return [[*row[:2], 0.084 if number else row[2], *row[3:]] for number, row in enumerate(GOOD)]


def _formatted(made: Any) -> None:
    for row in range(2, 8):
        made.active.cell(row, 3).number_format = "0.0%"


# --- archives ----------------------------------------------------------------------------------------------


def archives() -> Iterator[Odd]:
    def one(name: str, made: Builder, said: str, refused: bool = True) -> Odd:
        return Odd(name, "table.zip", made, said, refused, lambda: zip_of({"table.csv": csv_of(GOOD)}), "table.zip")

    yield one(
        "a table in an archive", lambda: zip_of({"t.csv": csv_of(GOOD), "__MACOSX/._t.csv": b"\0"}), "", refused=False
    )
    yield one("a bomb in an archive", lambda: zip_of({"t.csv": b"1;" * 11_000_000}), "une fois ouvert")
    yield one("an archive in an archive", lambda: zip_of({"t.zip": zip_of({"t.csv": b"1"})}), "des tables")
    yield one("a program in an archive", lambda: zip_of({"t.csv": csv_of(GOOD), "x.exe": b"MZ"}), "des tables")
    yield one("a path that climbs", lambda: zip_of({"../../t.csv": csv_of(GOOD)}), "restent dans l’archive")
    yield one("an absolute path", lambda: zip_of({"/etc/t.csv": csv_of(GOOD)}), "restent dans l’archive")
    yield one("an archive without a table", lambda: zip_of({"c.geojson": b"{}"}), "sans table")
    yield one("an archive cut in two", lambda: zip_of({"t.csv": csv_of(GOOD)})[:60], "pas un classeur")
    yield one("wrong sums in an archive", _flipped, "abîmé")
    yield one("an edition without a table", lambda: zip_of({"indicators.toml": b"[edition]"}), "une section")
    yield one("a registry of brackets", lambda: zip_of({"indicators.toml": b"a = " + b"[" * 100_000}), "TOML")


def _from_a_mac() -> bytes:
    return zip_of({"t.csv": csv_of(GOOD), "__MACOSX/._t.csv": b"\0"})


def _flipped() -> bytes:
    content = bytearray(zip_of({"t.csv": csv_of(GOOD)}, zipfile.ZIP_STORED))
    content[content.index(b"Corse")] ^= 1
    return bytes(content)


# --- outlines ----------------------------------------------------------------------------------------------


def square(west: float, south: float, size: float = 1.0) -> list[list[list[float]]]:
    east, north = west + size, south + size
    return [[[west, south], [east, south], [east, north], [west, north], [west, south]]]


def collection(**more: Any) -> dict[str, Any]:
    shapes = [{"type": "Polygon", "coordinates": square(west, 45)} for west in range(len(ROWS) - 1)]
    features = [
        {"type": "Feature", "properties": {"code": row[0]}, "geometry": shape}
        for row, shape in zip(ROWS[1:], shapes, strict=True)
    ]
    return {"type": "FeatureCollection", "features": features, **more}


def geojson(**more: Any) -> bytes:
    return json.dumps(collection(**more)).encode()


def _first(geometry: Any) -> Builder:
    def made() -> bytes:
        whole = collection()
        whole["features"][0]["geometry"] = geometry
        return json.dumps(whole).encode()

    return made


def _without_first() -> bytes:
    return json.dumps({"features": collection()["features"][1:]}).encode()


def _crs(name: str) -> dict[str, Any]:
    return {"type": "name", "properties": {"name": name}}


def outlines() -> Iterator[Odd]:
    polygon = {"type": "Polygon"}
    bow = [[[0, 45], [1, 46], [1, 45], [0, 46], [0, 45]]]
    yield outline("no json", lambda: b"{", "mal formé")
    yield outline("deep brackets", lambda: b"[" * 100_000, "trop imbriqués")
    yield outline("another json", lambda: b'{"a": 1}', "d’une autre forme")
    yield outline("infinite numbers", lambda: geojson().replace(b" 45]", b" Infinity]"), "mal formé")
    yield outline("metres", _first(polygon | {"coordinates": square(652_000, 6_862_000, 1000)}), "reprojetez")
    yield outline("another system", lambda: geojson(crs=_crs("urn:ogc:def:crs:EPSG::2154")), "2154")
    yield outline("degrees said", lambda: geojson(crs=_crs("urn:ogc:def:crs:OGC:1.3:CRS84")), "", refused=False)
    yield outline("a line", _first({"type": "LineString", "coordinates": [[0, 45], [1, 46]]}), "un Polygon")
    yield outline("no geometry", _first(None), "un Polygon")
    uneven = [[[0, 45], [1, 46, 7], [1, 45], [0, 45]]]
    yield outline("an altitude at one point", _first(polygon | {"coordinates": uneven}), "d’une autre forme")
    texts = [[["0", "45"], ["1", "46"], ["1", "45"], ["0", "45"]]]
    yield outline("coordinates as texts", _first(polygon | {"coordinates": texts}), "d’une autre forme")
    yield outline("three points", _first(polygon | {"coordinates": [[[0, 45], [1, 45], [0, 45]]]}), "quatre points")
    yield outline("words for numbers", _first(polygon | {"coordinates": [[["a", "b"]] * 4]}), "autre forme")
    yield outline("a bow tie", _first(polygon | {"coordinates": bow}), "remis en ordre", refused=False)
    yield outline("of no territory", lambda: geojson().replace(b'"code"', b'"rien"'), "aucun contour")
    yield outline("one twice", lambda: geojson().replace(b'"53"', b'"32"'), "un seul contour")
    yield outline("one missing", _without_first, "sans contour", refused=False)
    yield outline("another language of bytes", lambda: geojson().replace(b"Feature", b"\xff\xfe"), "mal formé")


def corpus() -> list[Odd]:
    """Every one of them."""
    return [*texts(), *cells(), *workbooks(), *archives(), *outlines()]

"""Numbers as offices write them: « 14,3 % », « 1 234,5 », « s », « 1.5 ». What has two readings is never guessed.

A column is read whole: its own sure cells, then those of the whole file, say what a comma or a dot means there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from territory.harmonise import Form
from territory.importing.report import Log
from territory.sheets import Cell, Odd, Oddity, Percent, shown

_SPACES = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u2007": " ", "\u2212": "-"})
_SECRET = {"s", "ss", "c", "secret", "secret statistique"}
_MISSING = {
    *("nd", "n.d.", "n. d.", "n.d", "na", "n/a", "#n/a", "n.a.", "nc", "n.c.", "ns", "n.s.", "nr"),
    *("-", "--", "–", "—", "…", "...", "..", ".", "/", ":", "non disponible", "non renseigné", "indisponible"),
}
_WHOLE = r"(?:[0-9]+|[0-9]{1,3}(?: [0-9]{3})+)"
_SIGN = r"[-+]? ?"
_NUMBER = re.compile(
    rf"(?P<whole>{_SIGN}{_WHOLE})"
    rf"|(?P<maybe_comma>{_SIGN}[1-9][0-9]{{0,2}},[0-9]{{3}})"
    rf"|(?P<comma>{_SIGN}{_WHOLE},[0-9]+)"
    rf"|(?P<maybe_dot>{_SIGN}[1-9][0-9]{{0,2}}\.[0-9]{{3}})"
    rf"|(?P<dot>{_SIGN}{_WHOLE}\.[0-9]+)"
    rf"|(?P<marks>{_SIGN}[0-9][0-9., ]{{0,40}}[0-9])"
)
_SURE = re.compile(r"-?[0-9]{1,15}(?:,(?:[0-9]{1,2}|[0-9]{4,9}))?")
"""What has one reading only, and needs no mending: most cells, and the quick way through them."""
_RANGE = re.compile(rf"(?P<low>{_WHOLE}) à (?P<high>{_WHOLE})")
_BROKEN_RANGE = re.compile(r"[0-9][0-9 ]* à [0-9][0-9 ]*")
_SUFFIXES = ("%", "‰", "€", "milliards")
LONGEST = 24
"""Characters of a number: more are no measure of anything."""
ALLOWED = "un nombre, comme 14,3 ou 1\u202f234,5, ou une cellule vide"
_AMBIGUOUS = "un nombre qui se lit de deux façons"
_WHY_DATE = "une date au lieu d’un nombre\u202f: le format de la cellule l’a peut-être changé"
_ODD = {
    Oddity.DATE: _WHY_DATE,
    Oddity.TRUTH: "un vrai ou faux au lieu d’un nombre",
    Oddity.NO_VALUE: "une formule dont le classeur n’a pas gardé la valeur",
    Oddity.ERROR: "l’erreur d’une formule",
}


@dataclass
class Marks:
    """Whether a cell surely writes its decimals with a comma, and another with a dot."""

    comma: bool = False
    dot: bool = False

    @property
    def reads(self) -> str:
        """« , » or « . » where only one of them is used; nothing where neither is, or both."""
        return "," if self.comma and not self.dot else "." if self.dot and not self.comma else ""


@dataclass
class Column:
    """The cells of an indicator, as read: ``texts`` in French writing, the empty text where missing.

    ``broken_ranges``: a flag of the file says that a bound is misprinted, and it is kept as published.
    """

    cells: Sequence[Cell]
    rows: Sequence[int]
    columns: Sequence[int]
    texts: list[str] = field(default_factory=list)
    form: Form = Form.EMPTY
    suffix: str = ""
    marks: Marks = field(default_factory=Marks)
    broken_ranges: bool = False


def bare(cell: str) -> tuple[str, str]:
    """A text without its spaces and its suffix, and that suffix: « 14,3 % » → ``("14,3", "%")``."""
    text = cell.translate(_SPACES).strip()
    for suffix in _SUFFIXES:
        if text.endswith(suffix):
            return text.removesuffix(suffix).rstrip(), suffix
    return text, ""


def is_missing(text: str) -> bool:
    return not text or text.lower() in _MISSING or text.lower() in _SECRET


def looks_numeric(cell: Cell) -> bool:
    """Whether a cell could be a value: a number of any writing, or a missing one."""
    if not isinstance(cell, str):
        return True
    text, _ = bare(cell)
    return is_missing(text) or _NUMBER.fullmatch(text) is not None or _BROKEN_RANGE.fullmatch(text) is not None


def survey(column: Column) -> None:
    """Tell from the sure cells of a column which mark is the decimal one."""
    marks = column.marks
    for cell in column.cells:
        if isinstance(cell, str) and (("." in cell and not marks.dot) or ("," in cell and not marks.comma)):
            found = _NUMBER.fullmatch(bare(cell)[0])
            kind = found.lastgroup if found else None
            marks.comma |= kind == "comma"
            marks.dot |= kind == "dot"


def read_column(column: Column, whole_file: Marks, log: Log) -> None:
    """Fill ``texts``, ``form`` and ``suffix``; each cell that cannot be read for sure is an error of the log."""
    mark = column.marks.reads or ("" if column.marks.comma or column.marks.dot else whole_file.reads)
    suffixes: dict[str, int] = {}
    ranges = 0
    plain, sure = 0, _SURE.fullmatch
    for index, cell in enumerate(column.cells):
        if isinstance(cell, str) and sure(cell):
            plain += 1
            column.texts.append(cell)
            continue
        row, place = column.rows[index], column.columns[index]
        if column.broken_ranges and isinstance(cell, str) and _BROKEN_RANGE.fullmatch(bare(cell)[0]):
            text, suffix = bare(cell)
        else:
            text, suffix = _read(cell, mark, log, row, place)
        column.texts.append(text)
        if text:
            suffixes[suffix] = suffixes.get(suffix, 0) + 1
            ranges += " à " in text
    if plain:
        suffixes[""] = suffixes.get("", 0) + plain
    if suffixes:
        column.suffix = max(suffixes, key=lambda suffix: suffixes[suffix])
        column.form = {"%": Form.PERCENT, "milliards": Form.MILLIARDS}.get(column.suffix, Form.NUMBER)
    if ranges:
        column.form = Form.RANGE
    if len(suffixes) > 1 or (ranges and ranges < sum(suffixes.values())):
        _mixed(column, log)
    if column.form in (Form.PERCENT, Form.MILLIARDS):
        column.texts = [text and f"{text}\u202f{column.suffix}" for text in column.texts]


def _mixed(column: Column, log: Log) -> None:
    """Cells of another writing than the most of their column."""
    wanted = "une fourchette" if column.form is Form.RANGE else column.suffix or "un nombre sans unité"
    for index, cell in enumerate(column.cells):
        suffix = "%" if isinstance(cell, Percent) else bare(cell)[1] if isinstance(cell, str) else ""
        if column.texts[index] and (
            suffix != column.suffix or (" à " in column.texts[index]) != (column.form is Form.RANGE)
        ):
            message = "une cellule qui n’a pas la même écriture que sa colonne"
            log.error(message, column.rows[index], column.columns[index], shown(cell), f"{wanted}, comme les autres")


def _read(cell: Cell, mark: str, log: Log, row: int, column: int) -> tuple[str, str]:
    """A cell in French writing and its suffix; empty where missing or refused."""
    if isinstance(cell, Decimal):
        return french(cell), ""
    if isinstance(cell, Percent):
        return french(cell.value), "%"
    if isinstance(cell, Odd):
        if cell.text == "#N/A":
            log.mended("«\u00a0#N/A\u00a0» est lu comme une valeur manquante", row, column, cell.text)
        else:
            log.error(_ODD[cell.kind], row, column, cell.text, ALLOWED)
        return "", ""
    if not cell:
        return "", ""
    text, suffix = bare(cell)
    if is_missing(text):
        if text:
            secret = "couverte par le secret" if text.lower() in _SECRET else "manquante"
            log.mended(f"«\u00a0{text}\u00a0» est lu comme une valeur {secret}", row, column, cell)
        return "", ""
    return _number(cell, text, mark, log, row, column), suffix


def _number(cell: str, text: str, mark: str, log: Log, row: int, column: int) -> str:
    found = _NUMBER.fullmatch(text)
    kind = found.lastgroup if found else None
    if kind == "marks":
        log.error(_AMBIGUOUS, row, column, cell, "une virgule décimale et des espaces entre les milliers")
        return ""
    if kind in ("maybe_comma", "maybe_dot"):
        if mark != ("," if kind == "maybe_comma" else "."):
            one, other = text.replace(".", ","), re.sub("[.,]", "\u202f", text)
            log.error(_AMBIGUOUS, row, column, cell, f"{one} ou {other}, écrit sans ambiguïté")
            return ""
        kind = kind.removeprefix("maybe_")
    if kind == "dot":
        log.mended("point décimal lu comme une virgule", row, column, cell)
    if kind and len(text) > LONGEST:
        log.error("un nombre de trop de chiffres", row, column, cell, f"au plus {LONGEST} caractères")
        return ""
    if kind:
        return text.replace(".", ",").replace("+", "").replace("- ", "-").lstrip()
    return _range(cell, text, log, row, column)


def _range(cell: str, text: str, log: Log, row: int, column: int) -> str:
    found = _RANGE.fullmatch(text)
    if found and int(found["low"].replace(" ", "")) < int(found["high"].replace(" ", "")):
        return text
    broken = _BROKEN_RANGE.fullmatch(text)
    message = "une fourchette dont une borne est mal écrite" if broken else "une cellule qui n’est pas un nombre"
    log.error(message, row, column, cell, "une fourchette, comme 90\u202f000 à 105\u202f000" if broken else ALLOWED)
    return ""


def french(value: Decimal) -> str:
    """``Decimal("14.3")`` → « 14,3 »."""
    return format(value, "f").replace(".", ",")


def exact(text: str) -> Decimal | None:
    """The number of a text in French writing, its suffix left out; ``None`` when missing or a range."""
    number = bare(text)[0].replace(" ", "").replace(",", ".")
    return Decimal(number) if number and "à" not in number else None


def decimals(text: str) -> int:
    """Digits after the comma of a text in French writing."""
    digits = text.partition(",")[2]
    return len(digits) if digits.isdecimal() else len(bare(digits)[0])

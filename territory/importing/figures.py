"""Numbers as offices write them: « 14,3 % », « 1 234,5 », « s », « 1.5 ». What has two readings is never guessed.

A column is read whole: its own sure cells, then those of the whole file, say what a comma or a dot means there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

import numpy as np

from territory.coded import Coded, Numbers, coded
from territory.harmonise import Form
from territory.importing import remarks
from territory.importing.remarks import Mark
from territory.importing.report import Log
from territory.importing.telling import Said, tell
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
_SURE_LINES = re.compile(rf"(?:(?:{_SURE.pattern})?\n)*")
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
    """The cells of an indicator: ``texts`` in French writing of each distinct one, the empty text where missing.

    ``broken_ranges``: a flag of the file says that a bound is misprinted, and it is kept as published. ``remarks``:
    the marks of each (« (p) »), ``None`` where no cell has one.
    """

    cells: Coded[Cell]
    rows: Numbers
    columns: Numbers
    texts: Coded[str] = field(default_factory=lambda: coded(()))
    form: Form = Form.EMPTY
    suffix: str = ""
    marks: Marks = field(default_factory=Marks)
    broken_ranges: bool = False
    remarks: Coded[tuple[Mark, ...]] | None = None

    def place(self, at: int) -> tuple[int, int]:
        """The row and the column of a cell."""
        return int(self.rows[at]), int(self.columns[at])


@dataclass(frozen=True)
class Read:
    """A cell in French writing, empty where missing or refused, its suffix, and what there is to say of it."""

    text: str = ""
    suffix: str = ""
    said: Said | None = None
    remarks: tuple[Mark, ...] = ()


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
    if not cell.strip():
        return True
    text, _ = bare(remarks.parted(cell)[0])
    return is_missing(text) or _NUMBER.fullmatch(text) is not None or _BROKEN_RANGE.fullmatch(text) is not None


def survey(column: Column) -> None:
    """Tell from the sure cells of a column which mark is the decimal one."""
    marks = column.marks
    for cell in column.cells.distinct:
        if isinstance(cell, str) and (("." in cell and not marks.dot) or ("," in cell and not marks.comma)):
            found = _NUMBER.fullmatch(bare(remarks.parted(cell)[0])[0])
            kind = found.lastgroup if found else None
            marks.comma |= kind == "comma"
            marks.dot |= kind == "dot"


def read_column(column: Column, whole_file: Marks, log: Log, *, percent: bool = False) -> None:
    """Fill ``texts``, ``form`` and ``suffix``; each cell that cannot be read for sure is an error of the log.

    ``percent``: the header says that they are percentages, so that « 14,3 » and « 14,3 % » are one writing.
    """
    if (sure := _all_sure(column.cells.distinct)) is not None:
        column.form = Form.NUMBER if any(sure) else Form.EMPTY
        column.texts = Coded(column.cells.codes, sure)
        return
    mark = column.marks.reads or ("" if column.marks.comma or column.marks.dot else whole_file.reads)
    reads = [_read(cell, mark, column.broken_ranges) for cell in column.cells.distinct]
    tell(Coded(column.cells.codes, [read.said for read in reads]), column.rows, column.columns, log)
    if any(read.remarks for read in reads):
        column.remarks = Coded(column.cells.codes, [read.remarks for read in reads])
        _tell_remarks(column, log)
    counts = np.bincount(column.cells.codes, minlength=len(reads)).tolist()
    suffixes = _suffixes(column, reads, counts)
    ranges = sum(count for read, count in zip(reads, counts, strict=True) if " à " in read.text)
    if suffixes:
        column.suffix = max(suffixes, key=lambda suffix: suffixes[suffix])
        column.form = {"%": Form.PERCENT, "milliards": Form.MILLIARDS}.get(column.suffix, Form.NUMBER)
    if ranges:
        column.form = Form.RANGE
    if len(suffixes) > 1 or (ranges and ranges < sum(suffixes.values())):
        percent &= set(suffixes) == {"", "%"} and not ranges
        tell(Coded(column.cells.codes, _mixed(column, reads, percent)), column.rows, column.columns, log)
    after = ending(column.form)
    column.texts = Coded(column.cells.codes, [read.text and read.text + after for read in reads])


def ending(form: Form) -> str:
    """What the loader reads after the numbers of a form."""
    return {Form.PERCENT: "\u202f%", Form.MILLIARDS: "\u202fmilliards"}.get(form, "")


def plain(text: str) -> str:
    """A text in French writing without its suffix."""
    return bare(text)[0]


def _tell_remarks(column: Column, log: Log) -> None:
    """Each kind of mark, and the first cell that bears it: what is beside a number is never dropped in silence."""
    assert column.remarks is not None
    for mark in Mark:
        pairs = zip(column.cells.distinct, column.remarks.distinct, strict=True)
        said = [Said(mark.value.message, shown(cell)) if mark in found else None for cell, found in pairs]
        tell(Coded(column.cells.codes, said), column.rows, column.columns, log)


def _all_sure(cells: Sequence[Cell]) -> Sequence[str] | None:
    """The cells, where each is empty or has one reading only: a million of them are looked at together."""
    texts = [cell for cell in cells if isinstance(cell, str)]
    whole = "\n".join([*texts, ""])
    sure = len(texts) == len(cells) == whole.count("\n") and _SURE_LINES.fullmatch(whole)
    return texts if sure else None


def _suffixes(column: Column, reads: Sequence[Read], counts: Sequence[int]) -> dict[str, int]:
    """How many cells end with what; the plain ones, which have nothing to mend, come last."""
    plain = 0
    suffixes: dict[str, int] = {}
    for cell, read, count in zip(column.cells.distinct, reads, counts, strict=True):
        if isinstance(cell, str) and _SURE.fullmatch(cell):
            plain += count
        elif read.text:
            suffixes[read.suffix] = suffixes.get(read.suffix, 0) + count
    if plain:
        suffixes[""] = suffixes.get("", 0) + plain
    return suffixes


def _mixed(column: Column, reads: Sequence[Read], percent: bool) -> list[Said | None]:
    """Cells of another writing than the most of their column; mended where they mean the same for sure.

    A cell that a workbook shows as a percentage is not such a one: the number beside it may have lost its format.
    """
    if percent and not any(isinstance(cell, Percent) for cell in column.cells.distinct):
        what = "un nombre sans «\u00a0%\u00a0»" if column.suffix else "un «\u00a0%\u00a0» que l’en-tête dit déjà"
        message = f"{what}, lu comme les autres"
        pairs = zip(column.cells.distinct, reads, strict=True)
        return [Said(message, shown(cell)) if r.text and r.suffix != column.suffix else None for cell, r in pairs]
    wanted = "une fourchette" if column.form is Form.RANGE else column.suffix or "un nombre sans unité"
    message = "une cellule qui n’a pas la même écriture que sa colonne"
    said: list[Said | None] = []
    for cell, read in zip(column.cells.distinct, reads, strict=True):
        suffix = "%" if isinstance(cell, Percent) else bare(remarks.parted(cell)[0])[1] if isinstance(cell, str) else ""
        other = suffix != column.suffix or (" à " in read.text) != (column.form is Form.RANGE)
        said.append(Said(message, shown(cell), f"{wanted}, comme les autres") if read.text and other else None)
    return said


def _read(cell: Cell, mark: str, broken_ranges: bool) -> Read:
    """A cell in French writing."""
    if isinstance(cell, Decimal):
        return Read(french(cell))
    if isinstance(cell, Percent):
        return Read(french(cell.value), "%")
    if isinstance(cell, Odd):
        if cell.text == "#N/A":
            return Read(said=Said("«\u00a0#N/A\u00a0» est lu comme une valeur manquante", cell.text))
        return Read(said=Said(_ODD[cell.kind], cell.text, ALLOWED))
    if not cell or _SURE.fullmatch(cell):
        return Read(cell)
    plain, marks = remarks.parted(cell.strip())
    if not marks:
        return _text(cell, cell, mark, broken_ranges)
    return replace(_text(cell, plain, mark, broken_ranges), remarks=marks)


def _text(cell: str, plain: str, mark: str, broken_ranges: bool) -> Read:
    """A cell without its marks, ``plain``; ``cell`` is what is said to be found."""
    text, suffix = bare(plain)
    if broken_ranges and _BROKEN_RANGE.fullmatch(text):
        return Read(text, suffix)
    if is_missing(text):
        if not text:
            return Read()
        secret = "couverte par le secret" if text.lower() in _SECRET else "manquante"
        return Read(said=Said(f"«\u00a0{text}\u00a0» est lu comme une valeur {secret}", cell))
    return _number(cell, text, suffix, mark)


def _number(cell: str, text: str, suffix: str, mark: str) -> Read:
    found = _NUMBER.fullmatch(text)
    kind = found.lastgroup if found else None
    if kind == "marks":
        return Read(said=Said(_AMBIGUOUS, cell, "une virgule décimale et des espaces entre les milliers"))
    if kind in ("maybe_comma", "maybe_dot"):
        if mark != ("," if kind == "maybe_comma" else "."):
            one, other = text.replace(".", ","), re.sub("[.,]", "\u202f", text)
            return Read(said=Said(_AMBIGUOUS, cell, f"{one} ou {other}, écrit sans ambiguïté"))
        kind = kind.removeprefix("maybe_")
    said = Said("point décimal lu comme une virgule", cell) if kind == "dot" else None
    if kind and len(text) > LONGEST:
        return Read(said=Said("un nombre de trop de chiffres", cell, f"au plus {LONGEST} caractères"))
    if kind:
        return Read(text.replace(".", ",").replace("+", "").replace("- ", "-").lstrip(), suffix, said)
    return _range(cell, text, suffix)


def _range(cell: str, text: str, suffix: str) -> Read:
    found = _RANGE.fullmatch(text)
    if found and int(found["low"].replace(" ", "")) < int(found["high"].replace(" ", "")):
        return Read(text, suffix)
    if _BROKEN_RANGE.fullmatch(text):
        message = "une fourchette dont une borne est mal écrite"
        return Read(said=Said(message, cell, "une fourchette, comme 90\u202f000 à 105\u202f000"))
    return Read(said=Said("une cellule qui n’est pas un nombre", cell, ALLOWED))


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

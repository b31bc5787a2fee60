"""The cells of an indicator, read as one: those with a single reading tell which mark, comma or dot, is decimal."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from territory.coded import Coded, Numbers, coded
from territory.harmonise import Form
from territory.importing import remarks
from territory.importing.figures import NUMBER, SURE, Read, bare, ending, read_cell
from territory.importing.remarks import Mark
from territory.importing.report import Log
from territory.importing.telling import Said, tell
from territory.sheets import Cell, Percent, shown

_SURE_LINES = re.compile(rf"(?:(?:{SURE.pattern})?\n)*")


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


def survey(column: Column) -> None:
    """Tell from the sure cells of a column which mark is the decimal one."""
    marks = column.marks
    for cell in column.cells.distinct:
        if isinstance(cell, str) and (("." in cell and not marks.dot) or ("," in cell and not marks.comma)):
            found = NUMBER.fullmatch(bare(remarks.parted(cell)[0])[0])
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
    reads = [read_cell(cell, mark, column.broken_ranges) for cell in column.cells.distinct]
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


def _tell_remarks(column: Column, log: Log) -> None:
    """Each kind of mark, and the first cell that bears it: what is beside a number is never dropped in silence."""
    assert column.remarks is not None
    for mark in Mark:
        pairs = zip(column.cells.distinct, column.remarks.distinct, strict=True)
        said = [Said(mark.value.message, shown(cell)) if mark in found else None for cell, found in pairs]
        tell(Coded(column.cells.codes, said), column.rows, column.columns, log)


def _all_sure(cells: Sequence[Cell]) -> Sequence[str] | None:
    """The cells as texts, where each is empty or has a single reading; one expression reads a million of them."""
    texts = [cell for cell in cells if isinstance(cell, str)]
    whole = "\n".join([*texts, ""])
    sure = len(texts) == len(cells) == whole.count("\n") and _SURE_LINES.fullmatch(whole)
    return texts if sure else None


def _suffixes(column: Column, reads: Sequence[Read], counts: Sequence[int]) -> dict[str, int]:
    """How many cells have each suffix; the empty suffix of plain numbers comes last."""
    plain = 0
    suffixes: dict[str, int] = {}
    for cell, read, count in zip(column.cells.distinct, reads, counts, strict=True):
        if isinstance(cell, str) and SURE.fullmatch(cell):
            plain += count
        elif read.text:
            suffixes[read.suffix] = suffixes.get(read.suffix, 0) + count
    if plain:
        suffixes[""] = suffixes.get("", 0) + plain
    return suffixes


def _mixed(column: Column, reads: Sequence[Read], percent: bool) -> list[Said | None]:
    """Findings about cells not written as most of their column; they are mended where the meaning is certain.

    It is not certain beside a cell that a workbook shows as a percentage: the number may have lost that format.
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

"""What a figure says, before it is drawn: the only place a drawing takes its numbers and words from."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

import pandas as pd

from territory.analysis import FragilityClass
from territory.flags import Flag
from territory.levels import WORDS, Words


@dataclass(frozen=True)
class View:
    """A figure and what it is about, by codes: how an address, a meeting's list and a record name it.

    ``figure`` is a code of ``charts.figures``, ``indicator`` one of the registry, ``trial`` a ``Trial.code``; ``seen``
    names a round of a workshop and a group, « 5c1d9e0a77b2-1-elus ».
    """

    figure: str
    region: str = ""
    indicator: str = ""
    regions: tuple[str, ...] = ()
    trial: str = ""
    seen: str = ""

    @property
    def code(self) -> str:
        """« carte.32.emploi », « comparaison...32-53 »."""
        return ".".join(
            (self.figure, self.region, self.indicator, "-".join(self.regions), self.trial, self.seen)
        ).rstrip(".")


@dataclass(frozen=True)
class LegendEntry:
    """A class of the legend, with its bounds in the indicator's unit and how many regions are in it."""

    fragility_class: FragilityClass
    label: str
    count: int


@dataclass(frozen=True)
class Column:
    """How a column of a record's table is written.

    ``decimals``: digits after the comma, ``None`` for those that each cell was published with. ``signed``: with a
    plus sign. ``score``: S, whose rounding never crosses a class's bound. ``as_text``: digits that
    are a code or a published string, never a number. ``prose``: whole sentences. ``right``: texts aligned on the
    right, as numbers are. ``everywhere``: false for what only a workbook and a CSV need, where each row must stand
    alone. ``classes``: the class of each cell, whose colour it takes.
    """

    decimals: int | None = None
    signed: bool = False
    score: bool = False
    as_text: bool = False
    prose: bool = False
    right: bool = False
    everywhere: bool = True
    classes: tuple[FragilityClass | None, ...] = ()


PLAIN = Column()


@dataclass(frozen=True)
class SheetChart:
    """The native chart of a workbook: bars of some columns of the table, by the categories of another.

    ``classes``: the class of each bar, whose colour it takes; without, each column has a region's colour. ``height``
    in px. ``piled``: the columns are parts of a whole, one over the other, in the colours of answers.
    """

    categories: str
    values: tuple[str, ...]
    height: int
    classes: tuple[FragilityClass, ...] = ()
    piled: bool = False


@dataclass(frozen=True, kw_only=True)
class Record:
    """One figure's content; each figure of ``charts.figures`` has its own, with what its drawings need.

    ``rows``: what is drawn, one row per mark (columns said by each figure's module). ``table``: what a
    reader reads and downloads, French headings, ``Decimal`` and text cells, ``None`` where missing;
    ``columns`` says how each is written. ``note``: what explains the marks that stand in the figure (« * »).
    ``units``: the units of values that stand bare in a figure of several indicators; an image and the screen print
    it above the credit, a slide has no room. ``how_to_click``: what the screen alone can do. ``words``: the edition's
    own, of its level and of its reference.
    """

    view: View
    name: str
    title: str
    subtitle: str
    source: str
    alt: str
    how_to_read: str
    rows: pd.DataFrame
    table: pd.DataFrame
    how_to_click: str = ""
    note: str = ""
    units: str = ""
    columns: Mapping[str, Column] = field(default_factory=dict)
    legend: tuple[LegendEntry, ...] = ()
    flags: tuple[Flag, ...] = ()
    chart: SheetChart | None = None
    words: Words = WORDS

    @property
    def file_name(self) -> str:
        """The name without extension that downloads carry, e.g. « carte-taux-de-chomage »."""
        return slug(self.name)

    @property
    def credit(self) -> str:
        """What stands under every drawing: the source, and what its marks mean."""
        return " ".join(part for part in (self.note, self.source) if part)

    @property
    def foot(self) -> str:
        """The credit, and the units before it."""
        return " ".join(part for part in (self.units, self.credit) if part)

    @property
    def drawable(self) -> bool:
        """Whether there is something to draw; else every drawing says why, in the words of ``alt``."""
        return not self.rows.empty

    def column(self, label: str) -> Column:
        return self.columns.get(label, PLAIN)


def slug(text: str) -> str:
    """Lower-case ASCII words joined by hyphens."""
    ascii_text = (
        unicodedata.normalize("NFKD", text.replace("’", " ").replace("œ", "oe")).encode("ascii", "ignore").decode()
    )
    return "-".join(re.findall(r"[a-z0-9]+", ascii_text.lower()))


def as_published(value: Decimal | None, decimals: int) -> Decimal | None:
    """The same value with all its published decimals, « 8 » as 8.0 in a row with one decimal."""
    return None if value is None else value.quantize(Decimal(1).scaleb(-decimals))

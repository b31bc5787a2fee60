"""What documents are made of: pieces of content, chosen and worded by ``charts.documents.content`` alone.

A writer (PDF, PowerPoint, Excel, HTML) lays out each block for its format; it chooses no order, colour or word.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import pandas as pd

from charts.figures.region_map.record import RegionMap
from charts.record import PLAIN, Column, Record
from territory.analysis import FragilityClass
from territory.indicators import Indicator
from territory.levels import FRANCE, WORDS, Words
from territory.wording import plural


@dataclass(frozen=True)
class Line:
    """One domain of a card: « 1. ▲▲ Éducation 16,5 % (France 12,5 %) », and a remark (its place, its reason).

    ``number`` is the priority's, ``None`` for what is not numbered. ``value`` carries the unit, which is also that of
    ``national``, the value of the ``reference``.
    """

    domain: str
    kind: FragilityClass
    label: str
    indicator: str
    value: str
    national: str
    remark: str
    number: int | None = None
    reference: str = FRANCE.short


@dataclass(frozen=True)
class Card:
    """A list of domains under its count: ``shown`` lines, then « et 2 autres »; ``nothing`` when there is none."""

    code: str
    title: str
    caption: str
    nothing: str
    lines: tuple[Line, ...]
    shown: int

    @property
    def heading(self) -> str:
        """« Priorités (6) »."""
        return f"{self.title} ({len(self.lines)})"

    @property
    def more(self) -> str:
        """« Et 2 autres »; empty when the lines shown are all."""
        rest = len(self.lines) - self.shown
        return f"Et {plural(rest, 'autre')}" if rest > 0 else ""


@dataclass(frozen=True)
class Cards:
    cards: tuple[Card, ...]


@dataclass(frozen=True)
class FigureBlock:
    """A figure; ``title`` and ``caption``, when given, are the reader's own words."""

    record: Record
    title: str = ""
    caption: str = ""

    @property
    def finding(self) -> str:
        return self.title or self.record.title


@dataclass(frozen=True)
class TableBlock:
    """A table that is no figure's. ``tab`` names its sheet in a workbook; ``lead`` stands under its title.

    ``widths`` are the columns' shares of the room.
    """

    tab: str
    title: str
    lead: str
    table: pd.DataFrame
    alt: str
    source: str
    columns: Mapping[str, Column] = field(default_factory=dict)
    widths: tuple[float, ...] = ()
    note: str = ""

    def column(self, label: str) -> Column:
        return self.columns.get(label, PLAIN)


@dataclass(frozen=True)
class Sentence:
    """The sentence of one domain, under its name and its class, which ``words`` name."""

    label: str
    kind: FragilityClass
    text: str
    words: Words = WORDS


@dataclass(frozen=True)
class SentenceGroup:
    """The sentences of a dimension; ``mean`` says its mean score, empty when it has none."""

    label: str
    mean: str
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True)
class Sentences:
    groups: tuple[SentenceGroup, ...]


@dataclass(frozen=True)
class Paragraphs:
    """Plain sentences; « **strong** » is the only mark."""

    lines: tuple[str, ...]


@dataclass(frozen=True)
class Help:
    """A resource and why it is offered; ``where`` is its address as it is printed, or whom to ask."""

    title: str
    reason: str
    where: str
    link: str


@dataclass(frozen=True)
class HelpGroup:
    """What helps on a domain; ``label`` is empty where the document has only one."""

    label: str
    helps: tuple[Help, ...]


@dataclass(frozen=True)
class Helps:
    """``also`` names the region's report, and what serves every domain. ``online``: the address of the list, as a QR
    code where a document is printed or projected; empty where the site is not known.
    """

    lead: str
    groups: tuple[HelpGroup, ...]
    also: str = ""
    online: str = ""


@dataclass(frozen=True)
class MethodPart:
    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Method:
    """How it is measured: parts, then the rule of each class."""

    parts: tuple[MethodPart, ...]
    classes: tuple[tuple[FragilityClass, str], ...]
    classes_title: str
    classes_header: tuple[str, str]
    words: Words = WORDS


@dataclass(frozen=True)
class Remark:
    """A data-quality remark, in words: what it is about, what was found, what is done about it."""

    subject: str
    kind: str
    severity: str
    territories: str
    finding: str
    treatment: str


@dataclass(frozen=True)
class Remarks:
    """``grave`` are those that a printed page must carry; ``every`` has them all, most serious first."""

    title: str
    grave: tuple[Remark, ...]
    every: tuple[Remark, ...]


@dataclass(frozen=True)
class SmallMaps:
    """The atlas: one small map per record, the same legend for all."""

    records: tuple[RegionMap, ...]
    legend: tuple[tuple[FragilityClass, str], ...]


Block = Cards | FigureBlock | TableBlock | Sentences | Paragraphs | Helps | Method | Remarks | SmallMaps


@dataclass(frozen=True)
class Section:
    """A part of a document. ``address`` is the path and codes of the view that it comes from."""

    code: str
    heading: str
    blocks: tuple[Block, ...]
    address: str
    lead: str = ""
    source: str = ""


Kind = Literal["region", "atlas", "domain", "meeting", "figure", "data", "workshop"]


@dataclass(frozen=True)
class Document:
    """A whole document. ``kicker`` says what it is, ``heading`` what it is about, ``finding`` what it finds.

    ``indicators``: those whose sources stand at the foot of each page. ``highlighted``: the regions named on the
    cover's map. ``notice``: scope, licence and credits, once.
    """

    kind: Kind
    kicker: str
    heading: str
    finding: str
    lead: str
    indicators: tuple[Indicator, ...]
    sections: tuple[Section, ...]
    notice: str
    address: str
    highlighted: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """« Rapport régional : Bretagne », for properties and running heads."""
        return f"{self.kicker}\u00a0: {self.heading}" if self.kicker else self.heading

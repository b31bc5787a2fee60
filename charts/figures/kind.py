"""What a figure's room registers: its codes, its page, its record and its drawings."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from importlib import import_module
from types import MappingProxyType
from typing import Any, NamedTuple

import pandas as pd

from charts.record import Record
from territory.analysis import Reading
from territory.indicators import Indicator
from territory.loader import Edition
from territory.trial import METHOD, Trial
from territory.workshop.regards import Regards


class Numbers(NamedTuple):
    """What figures are drawn from: the scores, and the variants of the calculation when the caller has them.

    ``places`` and ``shifts`` are ``robustness.domain_places`` and ``factor_shifts``, else computed (a quarter of a
    second). ``seen``: what may be shown of workshops, by the code of ``Regards``.
    """

    scores: pd.DataFrame
    places: pd.DataFrame | None = None
    shifts: pd.DataFrame | None = None
    seen: Mapping[str, Regards] = MappingProxyType({})


@dataclass(frozen=True)
class Subject:
    """What a figure is about. ``indicator`` is a registry code, ``regions`` the regions compared.

    ``places`` and ``shifts`` as in ``Numbers``; ``trial`` is the reader's own variant. ``regards``: what is perceived,
    which no edition holds, and ``actor`` whose it is.
    """

    edition: Edition
    scores: pd.DataFrame
    reading: Reading
    region: str | None = None
    indicator: str | None = None
    regions: Sequence[str] = ()
    places: pd.DataFrame | None = None
    shifts: pd.DataFrame | None = None
    trial: Trial = METHOD
    regards: Regards | None = None
    actor: str | None = None

    @property
    def seen(self) -> Regards:
        """What is perceived, for a figure that needs it."""
        assert self.regards is not None
        return self.regards

    @property
    def measured(self) -> Indicator:
        """The indicator of a figure that needs one."""
        assert self.indicator is not None
        return self.edition.registry.indicators[self.indicator]


class Need(StrEnum):
    """What a figure must be given."""

    REGION = "region"
    INDICATOR = "indicator"
    REGIONS = "regions"
    TRIAL = "trial"
    REGARDS = "regards"


@dataclass(frozen=True)
class Figure:
    """A figure by its French code: what it needs, its page's path, how its record is made, where it is drawn.

    ``room`` is its package. Its drawings are imported when they are asked for: a page that draws on the screen pays
    for no office library. ``tab`` names its sheet in a workbook, in a word: a tab has no room for a finding.
    ``counts``: it draws a number of the context, and no fragility. ``detail``: a second slide says its values.
    ``bare_values``: its values stand without their units. ``height`` in a printed document and ``sheet_height`` on a
    domain's sheet, for a drawing 700 wide; ``tall`` multiplies the height of a figure of an HTML page.
    """

    code: str
    label: str
    tab: str
    page: str
    room: str
    needs: frozenset[Need]
    record: Callable[[Subject], Record]
    counts: bool = False
    detail: bool = False
    bare_values: bool = False
    height: float = 400.0
    sheet_height: float = 400.0
    tall: float = 1.0

    def _drawing(self, medium: str) -> Callable[..., Any]:
        draw: Callable[..., Any] = import_module(f"{self.room}.{medium}").draw
        return draw

    @property
    def screen(self) -> Callable[..., Any]:
        """``(record, palette)`` → a Plotly figure, or a pydeck one."""
        return self._drawing("screen")

    @property
    def paper(self) -> Callable[..., Any]:
        """``(drawing, record, box, size)``: drawn within a box of an SVG, around a size of text."""
        return self._drawing("paper")

    @property
    def slide(self) -> Callable[..., Any]:
        """``(slide, record)``: drawn in the body of a slide."""
        return self._drawing("slide")

    @property
    def slide_detail(self) -> Any:
        """The module of a second slide.

        It has ``wanted(record)``, ``heading(record)`` (title and subtitle) and ``draw(slide, record)``.
        """
        return import_module(f"{self.room}.slide_detail")

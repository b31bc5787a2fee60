"""A table of displayed texts: read once, shared by all visitors, never changed; shown as a table, page by page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import pandas as pd
import streamlit as st
from markupsafe import Markup

from charts.canvas.markup import render, swatch
from charts.record import Record
from charts.tables import displayed
from pages.shared.editions import kept
from territory.analysis import FragilityClass
from territory.wording import CLASS_SYMBOL, number

PAGE = 100
"""Rows shown at once: a table of 35,000 would weigh more than all the rest of the site."""
PAGES = 100
"""Pages of tables that are kept as they are sent."""
_NUMBER_TEXT = r"[+\u2212]?[\d\u202f]+(,\d+)?|n\.\u00a0d\."
_SHORT, _PROSE = 16, 60
"""Characters up to which a text is on one line, and from which it is a sentence."""
TEMPLATE = Path(__file__).with_name("sheet.html")

Kinds = Sequence[FragilityClass | None]


class Column(NamedTuple):
    """``look``: « number » aligns decimals on the right, « short » stays on a line, « prose » has room to wrap."""

    label: str
    look: str


class Cell(NamedTuple):
    """``look``: its column's, or its class's colour; ``sign``: its class's."""

    text: str
    look: str = ""
    sign: str = ""


@dataclass(frozen=True, eq=False)
class Sheet:
    """A frame of texts, how each column is shown, and the classes of the cells of some."""

    frame: pd.DataFrame
    columns: tuple[Column, ...]
    kinds: Mapping[str, Kinds]


def sheet(frame: pd.DataFrame, kinds: Mapping[str, Kinds] | None = None) -> Sheet:
    """Texts, the first column naming each row; ``kinds``: by column, the class whose colour and sign each cell has."""
    return Sheet(frame, tuple(Column(str(name), _look(frame[name].astype(str))) for name in frame.columns), kinds or {})


def of_record(record: Record) -> Sheet:
    """The table of a figure, as a page shows it."""
    frame = displayed(record)
    classes = {str(name): record.column(name).classes for name in frame.columns}
    return sheet(frame, {name: kinds for name, kinds in classes.items() if kinds})


def _look(cells: pd.Series) -> str:
    if cells.str.fullmatch(_NUMBER_TEXT).all():
        return "number"
    longest = cells.str.len().max()
    return "prose" if longest > _PROSE else "short" if longest <= _SHORT else ""


def show(shown: Sheet, key: str, alt: str) -> None:
    """The table, or a page of it; ``alt`` names it for screen readers."""
    if len(shown.frame) <= PAGE:
        _rows(shown, 0, alt)
    else:
        _paged(shown, key, alt)


@st.fragment
def _paged(shown: Sheet, key: str, alt: str) -> None:
    """Another page runs nothing else."""
    count = len(shown.frame)
    first = st.selectbox(
        "Lignes du tableau",
        range(0, count, PAGE),
        format_func=lambda k: f"{_said(k + 1)} à {_said(min(k + PAGE, count))} sur {_said(count)}",
        key=f"page_{key}",
        width=320,
    )
    _rows(shown, first, alt)


def _said(count: int) -> str:
    return number(Decimal(count), 0)


def _rows(shown: Sheet, first: int, alt: str) -> None:
    # HTML: a table that wraps its texts and can be read on a phone, which st.dataframe's canvas cannot.
    st.html(_markup(shown, first, alt))


@kept(PAGES)
def _markup(shown: Sheet, first: int, alt: str) -> Markup:
    part = shown.frame.iloc[first : first + PAGE]
    columns = [_cells(part[c.label], c.look, shown.kinds.get(c.label, ())[first : first + PAGE]) for c in shown.columns]
    return render(TEMPLATE, alt=alt, columns=shown.columns, rows=list(zip(*columns, strict=True)))


def _cells(texts: pd.Series, look: str, kinds: Kinds) -> list[Cell]:
    if not kinds:
        return [Cell(str(text), look) for text in texts]
    return [
        Cell(str(text), look) if kind is None else Cell(str(text), swatch(kind), CLASS_SYMBOL[kind])
        for text, kind in zip(texts, kinds, strict=True)
    ]

"""A table of displayed texts with the widths of its columns: measured once, shared by all visitors, never changed."""

from __future__ import annotations

from typing import Any, NamedTuple

import pandas as pd
import streamlit as st

_NUMBER_TEXT = r"[+\u2212]?[\d\u202f]+(,\d+)?|n\.\u00a0d\."
_WIDEST = 420


class Sheet(NamedTuple):
    """A frame of texts, how each column is shown, and the px that they take together."""

    frame: pd.DataFrame
    columns: dict[str, Any]
    width: int


def sheet(frame: pd.DataFrame) -> Sheet:
    """Numbers align on the right, where the decimals end."""
    texts = {column: frame[column].astype(str) for column in frame.columns}
    widths = {column: _width(column, cells) for column, cells in texts.items()}
    columns = {column: _column(column, cells, widths[column]) for column, cells in texts.items()}
    return Sheet(frame, columns, sum(widths.values()))


def _width(name: str, cells: pd.Series) -> int:
    """As wide as the longest text, within reason, in px."""
    longest: int = max([len(name), *cells.str.len()])
    return max(64, min(_WIDEST, round(longest * 7.4) + 24))


def _column(name: str, cells: pd.Series, width: int) -> Any:
    numeric = cells.str.fullmatch(_NUMBER_TEXT).all()
    return st.column_config.TextColumn(name, alignment="right" if numeric else "left", width=width)

"""What all Plotly figures share: frame, labels as plain text, settings."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable

from charts.canvas.plot import Plot
from charts.record import Record
from charts.theme import FONT, Palette

FAMILY = f"{FONT}, sans-serif"
GEOJSON_ADDRESS = "/app/static/regions.geojson"

TEXT_SIZE, SMALL_SIZE = 14, 12

_TOP, _BOTTOM = 8, 8

_LEGEND = {
    "orientation": "v", "xref": "container", "x": 0, "xanchor": "left", "yanchor": "top", "bgcolor": "rgba(0,0,0,0)",
    "font": {"size": TEXT_SIZE}, "itemclick": False, "itemdoubleclick": False, "traceorder": "normal",
}  # fmt: skip


def plain(text: str) -> str:
    """Text as text: Plotly reads ``<b>`` and ``<a href>`` as markup."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def wrap(text: str, width: int) -> str:
    """Lines of at most ``width`` characters; no-break spaces keep numbers and their units together, hyphens a name."""
    return "<br>".join(plain(line) for line in textwrap.wrap(text, width, break_on_hyphens=False))


def frame(figure: Plot, palette: Palette, *, body: int, below: int = 0, left: int = 8) -> Plot:
    """The drawing alone, in px: the page says title, measure, legend of classes and source around it.

    ``body`` is the plot's height, ``below`` what its own legend needs under it, ``left`` what the row labels need:
    margins are fixed, so that they stand where they are put at any width.
    """
    return figure.update_layout(
        height=_TOP + body + below + _BOTTOM,
        margin={"t": _TOP, "b": below + _BOTTOM, "l": left, "r": 8, "autoexpand": False},
        font={"family": FAMILY, "size": TEXT_SIZE, "color": palette.text},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        legend=_LEGEND | {"y": -8 / body},
        hoverlabel={
            "font": {"family": FAMILY, "size": TEXT_SIZE, "color": palette.text}, "bgcolor": palette.background,
            "bordercolor": palette.muted, "align": "left",
        },
        dragmode=False,
        hovermode="closest",
        separators=",\u202f",
    )  # fmt: skip


def empty(record: Record, palette: Palette, said: str = "") -> Plot:
    """Shown when there is nothing to draw: a figure that says why, by default in the words of the alternative text."""
    figure = Plot()
    figure.update_xaxes(visible=False).update_yaxes(visible=False)
    figure.add_annotation(
        text=wrap(said or record.alt, 48), showarrow=False, x=0.5, y=0.5, xref="paper", yref="paper",
        font={"size": TEXT_SIZE + 1, "color": palette.muted},
    )  # fmt: skip
    return frame(figure, palette, body=160)


def label_width(labels: Iterable[str]) -> int:
    """Room for row labels at the left of a plot, in px, for the longest of them."""
    return round(max((len(label) for label in labels), default=0) * TEXT_SIZE * 0.5) + 18


def hover(sentence: str) -> str:
    """A hover text in lines that a phone can show."""
    return wrap(sentence, 48)


CONFIG = {
    "displaylogo": False,
    "displayModeBar": False,
    "scrollZoom": False,
    "locale": "fr",
}
"""Plotly without its bar: images come from the page's own menu, in our typeface and with their title."""


def marked(name: str, mine: bool) -> str:
    """A name, in bold where it is the reader's region."""
    return f"<b>{plain(name)}</b>" if mine else plain(name)

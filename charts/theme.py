"""Colours of the method, the typeface, and the frame every Plotly figure shares."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from charts.record import Record
from territory.analysis import FragilityClass

FONT = "Observatoire Sans, sans-serif"
TOPOJSON_ADDRESS = "/app/static/topojson/"
GEOJSON_ADDRESS = "/app/static/regions.geojson"

CLASS_COLOUR: Mapping[FragilityClass, str] = {
    FragilityClass.MUCH_MORE_FRAGILE: "#b35806",
    FragilityClass.MORE_FRAGILE: "#fdb863",
    FragilityClass.NEAR: "#f7f7f7",
    FragilityClass.LESS_FRAGILE: "#92c5de",
    FragilityClass.MUCH_LESS_FRAGILE: "#0571b0",
    FragilityClass.INDISTINGUISHABLE: "#f7f7f7",
    FragilityClass.NOT_ORIENTED: "#cbc9e2",
    FragilityClass.MISSING: "#ffffff",
}
"""`method.md` § Colours: orange more fragile, blue less fragile, violet not oriented, hatched no data."""

_WHITE_INK = (FragilityClass.MUCH_MORE_FRAGILE, FragilityClass.MUCH_LESS_FRAGILE)
ACCENT = "#0b7a70"
"""For what is neither a class nor a region's own colour: places over variants, circles of counts."""
REGION_COLOURS = (ACCENT, "#aa3377", "#c8a415", "#5b4fa8", "#6b7280")
REGION_SHAPES = ("circle", "diamond", "square", "triangle-up", "x")


def ink_on(fragility_class: FragilityClass) -> str:
    """The text colour that reads on a class's colour (contrast at least 4.5)."""
    return "#ffffff" if fragility_class in _WHITE_INK else "#101514"


@dataclass(frozen=True)
class Palette:
    """What changes between the light and the dark theme; the classes' colours do not."""

    text: str
    muted: str
    line: str
    background: str


LIGHT = Palette(text="#101514", muted="#59605d", line="#d9d5cd", background="#ffffff")
DARK = Palette(text="#e8eae8", muted="#a9b1ae", line="#3a4346", background="#101415")

TITLE_SIZE, TEXT_SIZE, SMALL_SIZE = 17, 13, 11
_TITLE_LINE, _SMALL_LINE, _TITLE_DROP = 24, 17, 16


def plain(text: str) -> str:
    """Text as text: Plotly reads ``<b>`` and ``<a href>`` as markup."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def wrap(text: str, width: int, *, at_hyphens: bool = False) -> str:
    """Lines of at most ``width`` characters; no-break spaces keep numbers and their units together.

    ``at_hyphens`` for names in narrow columns, « Auvergne-/Rhône-Alpes ».
    """
    return "<br>".join(plain(line) for line in textwrap.wrap(text, width, break_on_hyphens=at_hyphens))


def frame(
    figure: go.Figure,
    record: Record,
    palette: Palette,
    *,
    body: int,
    below: int = 0,
    left: int = 8,
    title_width: int = 36,
    source_width: int = 58,
) -> go.Figure:
    """Title (the finding), unit and year above, source below; sizes in px.

    ``body`` is the plot's height, ``below`` what the legend needs under it, ``left`` what the row labels
    need: margins are fixed, so that title, legend and source stand where they are put at any width.
    """
    title = wrap(record.title, title_width)
    subtitle = wrap(record.subtitle, round(source_width * 0.9))
    source = wrap(record.source, source_width)
    top = _TITLE_LINE * (title.count("<br>") + 1) + _SMALL_LINE * (subtitle.count("<br>") + 1) + _TITLE_DROP + 10
    bottom = below + _SMALL_LINE * (source.count("<br>") + 1) + 12
    small = f"font-size:{SMALL_SIZE + 1}px;color:{palette.muted}"
    figure.update_layout(
        template="none",
        height=top + body + bottom,
        margin={"t": top, "b": bottom, "l": left, "r": 8, "autoexpand": False},
        font={"family": FONT, "size": TEXT_SIZE, "color": palette.text},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        title={
            "text": f"<b>{title}</b><br><span style='{small}'>{subtitle}</span>",
            "font": {"size": TITLE_SIZE, "color": palette.text},
            "x": 0,
            "xanchor": "left",
            "xref": "container",
            "y": 1 - _TITLE_DROP / (top + body + bottom),
            "yanchor": "top",
            "yref": "container",
            "pad": {"l": 8},
        },
        legend={
            "orientation": "v",
            "x": 0,
            "xanchor": "left",
            "y": -8 / body,
            "yanchor": "top",
            "bgcolor": "rgba(0,0,0,0)",
            "font": {"size": SMALL_SIZE + 1},
            "itemclick": False,
            "itemdoubleclick": False,
            "traceorder": "normal",
        },
        hoverlabel={
            "font": {"family": FONT, "size": TEXT_SIZE, "color": palette.text},
            "bgcolor": palette.background,
            "bordercolor": palette.muted,
            "align": "left",
        },
        modebar={"bgcolor": "rgba(0,0,0,0)", "color": palette.muted, "activecolor": palette.text},
        dragmode=False,
        hovermode="closest",
        separators=",\u202f",
    )
    figure.add_annotation(
        text=source,
        x=0,
        xref="paper",
        xanchor="left",
        y=0,
        yref="paper",
        xshift=8 - left,
        yanchor="top",
        yshift=-(below + 8),
        align="left",
        showarrow=False,
        font={"size": SMALL_SIZE, "color": palette.muted},
    )
    return figure


def empty(record: Record, palette: Palette) -> go.Figure:
    """Nothing to draw: a labelled figure that says why, never a blank."""
    figure = go.Figure()
    figure.update_xaxes(visible=False).update_yaxes(visible=False)
    figure.add_annotation(
        text=wrap(record.alt, 48), showarrow=False, x=0.5, y=0.5, xref="paper", yref="paper",
        font={"size": TEXT_SIZE + 1, "color": palette.muted},
    )  # fmt: skip
    return frame(figure, record, palette, body=160)


def label_width(labels: Iterable[str]) -> int:
    """Room for row labels at the left of a plot, in px, for the longest of them."""
    return round(max((len(label) for label in labels), default=0) * TEXT_SIZE * 0.5) + 18


def hover(sentence: str) -> str:
    """A hover text in lines that a phone can show."""
    return wrap(sentence, 48)


def config(file_name: str, image_format: str = "png") -> dict[str, Any]:
    """Plotly's bar: the image only, at twice the size, under a French file name, with no outside host."""
    return {
        "topojsonURL": TOPOJSON_ADDRESS,
        "displaylogo": False,
        "displayModeBar": True,
        "scrollZoom": False,
        "modeBarButtons": [["toImage"]],
        "toImageButtonOptions": {"format": image_format, "filename": file_name, "scale": 2},
        "locale": "fr",
    }

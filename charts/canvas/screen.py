"""What every Plotly figure stands on: its frame, its words as plain text, its bar."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from typing import Any

from charts.canvas.plot import Plot
from charts.record import Record
from charts.theme import FONT, Palette

FAMILY = f"{FONT}, sans-serif"
TOPOJSON_ADDRESS = "/app/static/topojson/"

GEOJSON_ADDRESS = "/app/static/regions.geojson"

TITLE_SIZE, TEXT_SIZE, SMALL_SIZE = 17, 13, 11

_TITLE_LINE, _SMALL_LINE, _TITLE_DROP = 24, 17, 16

_LEGEND = {
    "orientation": "v", "x": 0, "xanchor": "left", "yanchor": "top", "bgcolor": "rgba(0,0,0,0)",
    "font": {"size": SMALL_SIZE + 1}, "itemclick": False, "itemdoubleclick": False, "traceorder": "normal",
}  # fmt: skip


def plain(text: str) -> str:
    """Text as text: Plotly reads ``<b>`` and ``<a href>`` as markup."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def wrap(text: str, width: int, *, at_hyphens: bool = False) -> str:
    """Lines of at most ``width`` characters; no-break spaces keep numbers and their units together.

    ``at_hyphens`` for names in narrow columns, « Auvergne-/Rhône-Alpes ».
    """
    return "<br>".join(plain(line) for line in textwrap.wrap(text, width, break_on_hyphens=at_hyphens))


def frame(
    figure: Plot,
    record: Record,
    palette: Palette,
    *,
    body: int,
    below: int = 0,
    left: int = 8,
    title_width: int = 36,
    source_width: int = 58,
) -> Plot:
    """Title (the finding), unit and year above; what the marks mean and the source below; sizes in px.

    ``body`` is the plot's height, ``below`` what the legend needs under it, ``left`` what the row labels
    need: margins are fixed, so that title, legend and source stand where they are put at any width.
    """
    title = wrap(record.title, title_width)
    subtitle = wrap(record.subtitle, round(source_width * 0.9))
    source = wrap(record.foot, source_width)
    top = _TITLE_LINE * (title.count("<br>") + 1) + _SMALL_LINE * (subtitle.count("<br>") + 1) + _TITLE_DROP + 10
    bottom = below + _SMALL_LINE * (source.count("<br>") + 1) + 12
    figure.update_layout(
        height=top + body + bottom,
        margin={"t": top, "b": bottom, "l": left, "r": 8, "autoexpand": False},
        font={"family": FAMILY, "size": TEXT_SIZE, "color": palette.text},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        title=_heading(title, subtitle, 1 - _TITLE_DROP / (top + body + bottom), palette),
        legend=_LEGEND | {"y": -8 / body},
        hoverlabel={
            "font": {"family": FAMILY, "size": TEXT_SIZE, "color": palette.text}, "bgcolor": palette.background,
            "bordercolor": palette.muted, "align": "left",
        },
        modebar={"bgcolor": "rgba(0,0,0,0)", "color": palette.muted, "activecolor": palette.text},
        dragmode=False,
        hovermode="closest",
        separators=",\u202f",
    )  # fmt: skip
    figure.add_annotation(
        text=source, x=0, xref="paper", xanchor="left", y=0, yref="paper", xshift=8 - left, yanchor="top",
        yshift=-(below + 8), align="left", showarrow=False, font={"size": SMALL_SIZE, "color": palette.muted},
    )  # fmt: skip
    return figure


def _heading(title: str, subtitle: str, y: float, palette: Palette) -> dict[str, Any]:
    """The finding in bold over the measure, both wrapped; ``y`` is where they begin, as a share of the height."""
    small = f"font-size:{SMALL_SIZE + 1}px;color:{palette.muted}"
    return {
        "text": f"<b>{title}</b><br><span style='{small}'>{subtitle}</span>",
        "font": {"size": TITLE_SIZE, "color": palette.text},
        "x": 0, "xanchor": "left", "xref": "container", "y": y, "yanchor": "top", "yref": "container",
        "pad": {"l": 8},
    }  # fmt: skip


def empty(record: Record, palette: Palette, said: str = "") -> Plot:
    """Nothing to draw: a labelled figure that says why, never a blank; in the words of the alternative by default."""
    figure = Plot()
    figure.update_xaxes(visible=False).update_yaxes(visible=False)
    figure.add_annotation(
        text=wrap(said or record.alt, 48), showarrow=False, x=0.5, y=0.5, xref="paper", yref="paper",
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


def score_axes(
    figure: Plot,
    ys: Sequence[int],
    labels: Sequence[str],
    scores: Sequence[float],
    palette: Palette,
    *,
    margin: float,
) -> None:
    """Rows from the top at integer ``ys``, ``labels`` already safe as markup.

    The axis reaches the largest |score|, widened by ``margin``.
    """
    reach = max((abs(score) for score in scores), default=1) * margin
    figure.add_shape(
        type="line", x0=0, x1=0, y0=-0.65, y1=len(ys) - 0.4, line={"color": palette.text, "width": 1.5}
    )  # fmt: skip
    ends = (
        (-reach, -0.95, "left", "◀ moins"),
        (reach, -0.95, "right", "plus fragile ▶"),
        (0, len(ys) - 0.05, "center", "France"),
    )
    for x, y, anchor, text in ends:
        figure.add_annotation(
            x=x,
            y=y,
            text=text,
            showarrow=False,
            xanchor=anchor,
            font={"size": SMALL_SIZE + 1, "color": palette.muted},
        )
    quiet = {"showgrid": False, "zeroline": False, "ticks": "", "fixedrange": True}
    figure.update_xaxes(range=[-reach, reach], showticklabels=False, **quiet)
    figure.update_yaxes(tickvals=list(ys), ticktext=list(labels), range=[len(ys) + 0.3, -1.4], **quiet)


def marked(name: str, mine: bool) -> str:
    """A name, in bold where it is the reader's region."""
    return f"<b>{plain(name)}</b>" if mine else plain(name)

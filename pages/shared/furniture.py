"""What every page shares: the figure with its table, flags and downloads; the page's opening."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import streamlit as st
from markupsafe import Markup

from charts import theme
from charts.canvas.markup import render
from charts.canvas.plot import ready
from charts.canvas.screen import CONFIG
from charts.figures import FIGURES, ROOMS
from charts.figures.region_map.deck import Addressed
from charts.figures.region_map.record import RegionMap
from charts.record import Record
from pages.shared import big_map, drawing, exports, folded, meeting_list, projection, reads, selection, sheets
from pages.shared.plain import starred
from territory import wording
from territory.analysis import Reading
from territory.flags import Flag

HEAD, FOOT = (Path(__file__).with_name(f"figure_{part}.html") for part in ("head", "foot"))
_MAP_HEIGHT = 400
REMARKS = 3
"""The gravest remarks that a figure says; the rest is on *Données*."""
SEVERITY_ICON = {
    "haute": ":material/error:",
    "moyenne": ":material/warning:",
    "faible": ":material/info:",
    "info": ":material/check_circle:",
}
SEVERITIES = tuple(SEVERITY_ICON)


def palette() -> theme.Palette:
    """The palette of the visitor's theme."""
    return theme.DARK if st.context.theme.type == "dark" else theme.LIGHT


def dress(title: str) -> None:
    """The tab's title, the header's name and mark; the one style sheet is in the page (``deploy/page.py``)."""
    st.set_page_config(
        page_title=title,
        page_icon="/app/static/favicon.png",
        layout="wide",
        menu_items={"About": "Données\u00a0: Observatoire des partenariats (Le RAMEAU), programme IMPACT, 2020."},
    )
    st.logo("/app/static/logo.svg", size="large")


def opening(title: str, lead: str = "", reading: Reading | None = None) -> None:
    """The finding as the page's title, a sentence under it, and the choices in force when they are not the default."""
    st.title(wording.unbroken(title), anchor=False)
    if lead:
        st.markdown(lead)
    if reading and (choices := wording.choices(reading)):
        st.info(choices, icon=":material/tune:")


def drawn(record: Record) -> Any:
    """The figure of a record, in the colours of the visitor's theme; that of a shared record is shared too."""
    reading = selection.now().reading
    if _nameable(record) and record is reads.record(record.view, reading):
        return reads.drawn(record.view, reading, dark=palette() is theme.DARK)
    return ready(ROOMS[record.view.figure].screen(record, palette()))


def _nameable(record: Record) -> bool:
    """Whether an address can name the figure: it is made of the edition alone."""
    return record.view.figure in FIGURES


def figure(record: Record, key: str) -> dict[str, Any] | None:
    """A figure as one block: title, measure and actions, the drawing, its legend and source, its table; the click.

    ``key`` must change with what the figure shows, so that a past click is not read again. A drawing whose marks are
    links gives no click.
    """
    shown = drawn(record)
    with st.container(key=f"figure_{key}", gap="small"):
        if isinstance(shown, Markup):
            _still(record, shown, key)
            return None
        st.fragment(_head)(record)
        clicked = _explored(record, shown, key)
        below(record)
        st.fragment(_table)(record)
    return clicked


@st.fragment
def _still(record: Record, shown: Markup, key: str) -> None:
    """A drawing that answers no click is in one piece: to use its menu or its table runs none of the page."""
    _head(record)
    markup(shown, key)
    below(record)
    _table(record)


def _table(record: Record) -> None:
    folded.panel("Voir le tableau", partial(_values, record), icon=":material/table:", key=f"values_{record.file_name}")


def _explored(record: Record, shown: Any, key: str) -> dict[str, Any] | None:
    """A figure of Plotly's or of pydeck's, and the mark that was clicked since it was last looked at."""
    if isinstance(shown, Addressed):
        return _clicked(key, big_map.show(shown, key))
    if ROOMS[record.view.figure].counts:
        picked = st.pydeck_chart(
            shown, key=key, on_select="rerun", selection_mode="single-object", alt=record.alt, height=_MAP_HEIGHT
        )
        objects = [found for layer in picked["selection"]["objects"].values() for found in layer]
        return _clicked(key, objects[0] if objects else None)
    event = st.plotly_chart(
        shown, theme=None, key=key, height="content", alt=record.alt, on_select="rerun", selection_mode="points",
        config=CONFIG,
    )  # fmt: skip
    points = event["selection"]["points"]
    return _clicked(key, points[0] if points else None)


def markup(shown: Markup, key: str) -> None:
    """HTML or SVG of a template of ours, every text of it escaped."""
    if shown.startswith("<svg"):
        drawing.show(shown, key)
    else:
        # HTML: a table whose cells have a class's colour and lead somewhere, which st.dataframe's canvas cannot.
        st.html(f'<div class="house scroll" tabindex="0">{shown}</div>')


def _clicked(key: str, mark: dict[str, Any] | None) -> dict[str, Any] | None:
    """A click is read once: a page that comes back in haste may bring the one that left it."""
    known, said = f"clicked_{key}", repr(mark)
    again = st.session_state.get(known) == said
    st.session_state[known] = said
    return None if again else mark


def territory(mark: dict[str, Any] | None) -> str | None:
    """The code of the territory that was clicked, on a map or among dots."""
    if not mark:
        return None
    return str(mark["location"]) if "location" in mark else str(mark["customdata"][0])


def _head(record: Record) -> None:
    """The title at full width, then what is measured and the actions: a wall, a slide, the meeting, every other format.

    The sheet makes one grid of them, in which title, measure and « Projeter » are one element of Streamlit's.
    """
    with st.container(horizontal=True, key=f"head_{record.file_name}"):
        wall = projection.link(record.view) if _nameable(record) else ""
        st.html(render(HEAD, title=record.title, measure=record.subtitle, action=wall))
        actions(record)


def actions(record: Record) -> None:
    """A slide, the meeting's list, and every other format."""
    reading = selection.now().reading
    exports.slide_button(record, reading)
    if _nameable(record) or record.view.seen:
        meeting_list.offer(record)
    menu = partial(exports.figure_menu, record, reading)
    folded.popover("Plus", menu, icon=":material/more_horiz:", key=f"export_{record.file_name}")


def below(record: Record) -> None:
    """The legend in a row, the source, and the gravest remarks."""
    grave = sorted((f for f in record.flags if f.severity != "info"), key=lambda f: SEVERITIES.index(f.severity))
    more = len(grave) - REMARKS
    own = record.region_name if isinstance(record, RegionMap) else ""
    st.html(
        render(
            FOOT,
            legend=record.legend,
            foot=record.foot,
            own=f"Votre {reads.edition().level.singular}{wording.NBSP}: {own}" if own else "",
            flags=grave[:REMARKS],
            others=f"{wording.plural(more, 'autre réserve', 'autres réserves')} dans les données" if more > 0 else "",
        )
    )


def _values(record: Record) -> None:
    st.caption(starred(" ".join(part for part in (record.how_to_read, record.how_to_click) if part)))
    sheets.show(sheets.of_record(record), f"table_{record.file_name}", f"Tableau{wording.NBSP}: {record.title}")


def flags(found: tuple[Flag, ...]) -> None:
    """Data-quality remarks, most serious first, with the indicator when they are about several."""
    registry = reads.edition().registry
    several = len({flag.indicator for flag in found}) > 1
    for flag in sorted(found, key=lambda flag: SEVERITIES.index(flag.severity)):
        about = f"**{registry.indicators[flag.indicator].label}**{wording.NBSP}: " if several else ""
        st.markdown(f"{SEVERITY_ICON[flag.severity]} {about}{flag.finding} *{flag.treatment}*")

"""What every page shares: the figure with its table, flags and downloads; the foot; the page's opening."""

from __future__ import annotations

from contextlib import nullcontext
from functools import partial
from typing import Any, Literal

import streamlit as st

from charts import theme
from charts.canvas.plot import ready
from charts.canvas.screen import config
from charts.figures import FIGURES
from charts.record import Record
from charts.tables import displayed
from pages.shared import exports, folded, meeting_list, reads, selection
from pages.shared.plain import starred
from pages.shared.sheets import Sheet, sheet
from territory import wording
from territory.analysis import Reading
from territory.loader import Flag

_PANEL = 660
SCROLLING_WIDTH = 1120
BAR_FORMATS = {"png": "PNG, deux fois la taille", "svg": "SVG, vectoriel"}
SEVERITY_ICON = {
    "haute": ":material/error:",
    "moyenne": ":material/warning:",
    "faible": ":material/info:",
    "info": ":material/check_circle:",
}


def palette() -> theme.Palette:
    """The palette of the visitor's theme."""
    return theme.DARK if st.context.theme.type == "dark" else theme.LIGHT


def opening(title: str, lead: str = "", reading: Reading | None = None) -> None:
    """The finding as the page's title, a sentence under it, and the choices in force when they are not the default."""
    st.title(title, anchor=False)
    if lead:
        st.markdown(lead)
    if reading and (choices := wording.choices(reading)):
        st.info(choices, icon=":material/tune:")


def allow_sideways_scroll() -> None:
    """The one style of ours. Streamlit shrinks each figure to its column whatever width it is given; at 358 px
    a table of 14 columns cannot be read, so the containers of ``plotly(scrolls=True)`` scroll sideways."""
    st.html(
        "<style>[class*='st-key-scrolls_'] {overflow-x: auto} "
        f"[class*='st-key-scrolls_'] > * {{min-width: {SCROLLING_WIDTH}px; max-width: none}}</style>"
    )


def foot() -> None:
    """The line at the foot of every view."""
    st.divider()
    st.caption(wording.foot(reads.edition().registry))


def drawn(record: Record) -> Any:
    """The figure of a record, in the colours of the visitor's theme; that of a shared record is shared too."""
    reading = selection.read(reads.edition()).reading
    if record is reads.record(record.view, reading):
        return reads.drawn(record.view, reading, dark=palette() is theme.DARK)
    return ready(FIGURES[record.view.figure].screen(record, palette()))


def plotly(record: Record, key: str, *, scrolls: bool = False) -> dict[str, Any] | None:
    """A Plotly figure with its furniture; the clicked point, or ``None``.

    ``key`` must change with what the figure shows, so that a past click is not read again. A figure
    that ``scrolls`` keeps its least width on a phone and is moved sideways.
    """
    with st.container(key=f"scrolls_{key}") if scrolls else nullcontext():
        event = st.plotly_chart(
            drawn(record),
            theme=None,
            key=key,
            height="content",
            alt=record.alt,
            on_select="rerun",
            selection_mode="points",
            config=config(record.file_name, st.session_state.get(f"image_{record.file_name}", "png")),
        )
    _tools(record, image=True)
    points = event["selection"]["points"]
    return _clicked(key, points[0] if points else None)


def deck(record: Record, key: str, *, height: int = 400) -> dict[str, Any] | None:
    """A pydeck figure with its title, source and furniture; the clicked object, or ``None``."""
    st.markdown(f"### {starred(record.title)}")
    st.caption(starred(record.subtitle))
    event = st.pydeck_chart(
        drawn(record), key=key, on_select="rerun", selection_mode="single-object", alt=record.alt, height=height
    )
    st.caption(starred(record.credit))
    _tools(record, image=False)
    objects = [o for layer in event["selection"]["objects"].values() for o in layer]
    return _clicked(key, objects[0] if objects else None)


def _clicked(key: str, mark: dict[str, Any] | None) -> dict[str, Any] | None:
    """A click is read once: a page that comes back in haste may bring the one that left it."""
    known, said = f"clicked_{key}", repr(mark)
    again = st.session_state.get(known) == said
    st.session_state[known] = said
    return None if again else mark


@st.fragment
def _tools(record: Record, *, image: bool) -> None:
    """The same four places under each figure; to open one runs none of the page."""
    named = record.file_name
    with st.container(horizontal=True, gap="small"):
        folded.popover("Voir le tableau", partial(_values, record), icon=":material/table:", key=f"values_{named}")
        folded.popover("Comment lire", partial(_reading, record), icon=":material/help:", key=f"reading_{named}")
        if record.flags:
            folded.popover("Réserves", partial(flags, record.flags), icon=":material/flag:", key=f"flags_{named}")
        export = partial(_export, record, image=image)
        folded.popover("Exporter", export, icon=":material/download:", key=f"export_{named}")
        meeting_button(record)


def _values(record: Record) -> None:
    table(sheet(displayed(record)), f"table_{record.file_name}", f"Tableau{wording.NBSP}: {record.title}", fitted=True)


def _reading(record: Record) -> None:
    st.markdown(starred(" ".join(part for part in (record.how_to_read, record.how_to_click) if part)))


def _export(record: Record, *, image: bool) -> None:
    """The figure in every format, and what the camera of its own bar gives."""
    exports.figure_menu(record, selection.read(reads.edition()).reading)
    if image:
        _bar_image(record)


def _bar_image(record: Record) -> None:
    """What the camera of the figure's own bar gives: the image as it is on the screen."""
    kept = f"image_{record.file_name}"
    in_force = st.session_state.get(kept, "png")
    chosen = st.segmented_control(
        "L’icône appareil photo de la figure donne",
        list(BAR_FORMATS),
        format_func=BAR_FORMATS.__getitem__,
        default=in_force,
        required=True,
        key=f"{kept}_widget",
    )
    st.caption("l’image telle qu’elle est à l’écran, avec son titre et sa source")
    if chosen != in_force:  # the figure's bar is outside this fragment
        st.session_state[kept] = chosen
        st.rerun()


def meeting_button(record: Record) -> None:
    """« Ajouter à ma réunion »: the view goes to the list of *Préparer une réunion*."""
    if meeting_list.holds(record):
        st.button(
            "Dans ma réunion", icon=":material/playlist_add_check:", disabled=True, key=f"held_{record.file_name}"
        )
    elif meeting_list.has_room():
        st.button(
            "Ajouter à ma réunion",
            icon=":material/playlist_add:",
            on_click=meeting_list.add,
            args=(record,),
            key=f"add_{record.file_name}",
        )


def table(shown: Sheet, key: str, alt: str, *, fitted: bool = False) -> None:
    """A table of displayed texts.

    ``alt`` names it for who does not see it. ``fitted``: as wide as its columns, for a panel that would
    else be as narrow as its button.
    """
    room: int | Literal["stretch"] = min(_PANEL, shown.width + 4) if fitted else "stretch"
    st.dataframe(
        shown.frame, hide_index=True, column_config=shown.columns, key=key, height="content", alt=alt, width=room
    )


def flags(found: tuple[Flag, ...]) -> None:
    """Data-quality remarks, most serious first, with the indicator when they are about several."""
    registry = reads.edition().registry
    several = len({flag.indicator for flag in found}) > 1
    order = list(SEVERITY_ICON)
    for flag in sorted(found, key=lambda flag: order.index(flag.severity)):
        about = f"**{registry.indicators[flag.indicator].label}**{wording.NBSP}: " if several else ""
        st.markdown(f"{SEVERITY_ICON[flag.severity]} {about}{flag.finding} *{flag.treatment}*")

"""What every page shares: the figure with its table, flags and downloads; the foot; the page's opening."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go
import pydeck
import streamlit as st

from charts import theme
from charts.record import Record
from charts.tables import displayed, excel_csv
from pages.shared import reads
from territory import wording
from territory.analysis import Reading
from territory.loader import Flag

IMAGE_FORMATS = {"png": "PNG, deux fois la taille", "svg": "SVG, vectoriel"}
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


def foot() -> None:
    """The line at the foot of every view."""
    st.divider()
    st.caption(wording.foot(reads.edition().registry))


def plotly(record: Record, figure: go.Figure, key: str, *, width: int | str = "stretch") -> dict[str, Any] | None:
    """A Plotly figure with its furniture; the clicked point, or ``None``.

    ``key`` must change with what the figure shows, so that a past click is not read again.
    """
    image_format = st.session_state.get(f"image_{record.file_name}", "png")
    event = st.plotly_chart(
        figure,
        theme=None,
        key=key,
        width=width,  # type: ignore[arg-type]
        height="content",
        alt=record.alt,
        on_select="rerun",
        selection_mode="points",
        config=theme.config(record.file_name, image_format),
    )
    _tools(record, image=True)
    points = event["selection"]["points"]  # type: ignore[index]
    return points[0] if points else None


def deck(record: Record, drawing: pydeck.Deck, key: str, *, height: int = 460) -> dict[str, Any] | None:
    """A pydeck figure with its title, source and furniture; the clicked object, or ``None``."""
    st.markdown(f"#### {record.title}")
    st.caption(record.subtitle)
    event = st.pydeck_chart(
        drawing, key=key, on_select="rerun", selection_mode="single-object", alt=record.alt, height=height
    )
    st.caption(record.source)
    _tools(record, image=False)
    objects = [o for layer in event["selection"]["objects"].values() for o in layer]  # type: ignore[index]
    return objects[0] if objects else None


def _tools(record: Record, *, image: bool) -> None:
    """The same four places under each figure."""
    with st.container(horizontal=True, gap="small"):
        with st.popover("Voir le tableau", icon=":material/table:", width="content"):
            table(displayed(record), key=f"table_{record.file_name}")
        with st.popover("Comment lire", icon=":material/help:", width="content"):
            st.markdown(record.how_to_read)
        if record.flags:
            with st.popover("Réserves", icon=":material/flag:", width="content"):
                flags(record.flags)
        with st.popover("Exporter", icon=":material/download:", width="content"):
            _export(record, image=image)


def _export(record: Record, *, image: bool) -> None:
    st.markdown("**Les données de la figure**, pour un tableur")
    st.download_button(
        "Télécharger le tableau (CSV)",
        data=excel_csv(record.table),
        file_name=f"{record.file_name}.csv",
        mime="text/csv",
        on_click="ignore",
        icon=":material/table:",
        key=f"csv_{record.file_name}",
    )
    st.caption("S’ouvre tel quel dans un Excel français\u00a0: point-virgule, virgule décimale, accents.")
    if image:
        st.segmented_control(
            "L’image, pour une diapositive ou un document",
            list(IMAGE_FORMATS),
            format_func=IMAGE_FORMATS.__getitem__,
            default="png",
            required=True,
            key=f"image_{record.file_name}",
        )
        st.caption(
            f"Puis l’icône appareil photo, en haut à droite de la figure\u00a0: l’image s’appelle {record.file_name}, "
            "avec son titre et sa source."
        )


def table(frame: pd.DataFrame, key: str) -> None:
    """A table of displayed texts; numbers align on the right, where the decimals end."""
    numeric = [
        c
        for c in frame.columns
        if frame[c].astype(str).str.fullmatch(r"[+\u2212]?[\d\u202f]+(,\d+)?|n\.\u00a0d\.").all()
    ]
    config = {column: st.column_config.TextColumn(column, alignment="right") for column in numeric}
    st.dataframe(
        frame,
        hide_index=True,
        column_config=config,
        key=key,
        height="content",
        alt="Tableau des valeurs de la figure",
    )


def flags(found: tuple[Flag, ...]) -> None:
    """Data-quality remarks, most serious first, with the indicator when they are about several."""
    registry = reads.edition().registry
    several = len({flag.indicator for flag in found}) > 1
    order = list(SEVERITY_ICON)
    for flag in sorted(found, key=lambda flag: order.index(flag.severity)):
        about = f"**{registry.indicators[flag.indicator].label}**{wording.NBSP}: " if several else ""
        st.markdown(f"{SEVERITY_ICON[flag.severity]} {about}{flag.finding} *{flag.treatment}*")

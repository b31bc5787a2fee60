"""The context of a region: the 13 indicators that no rank or class is given, and the counts as circles."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from charts.documents.words import context_lead
from charts.record import View
from pages.shared import folded, furniture, reads, selection, sheets
from pages.shared.editions import kept
from pages.shared.selection import Selection
from pages.shared.sheets import Sheet, sheet
from territory import wording
from territory.loader import Edition
from territory.regions import NATIONAL, Region

COUNTS = ("population", "entreprises", "associations")


def show(edition: Edition, region: Region, chosen: Selection) -> None:
    """The table of context; the circles are folded, for the library that draws them weighs as much as the page."""
    if not edition.registry.context:
        st.markdown("Cette édition n’a pas d’indicateur de contexte.")
        return
    st.markdown(context_lead(region, edition.words))
    alt = f"Contexte{wording.NBSP}: {region.name} et {edition.words.reference.short}"
    sheets.show(_table(region.code), key="context_table", alt=alt)
    if not (edition.outlines and _counts(edition)):
        return
    circles = partial(_circles, edition, region, chosen)
    folded.expander(
        "Les mêmes nombres sur la carte, en cercles",
        circles,
        icon=":material/bubble_chart:",
        key="circles_map",
        code="cercles",
    )


def _counts(edition: Edition) -> list[str]:
    return [code for code in COUNTS if code in edition.registry.indicators]


def _circles(edition: Edition, region: Region, chosen: Selection) -> None:
    """A count on the map, which can be changed; a circle chooses its region."""
    counts = _counts(edition)
    code, bound = selection.own("nombre", counts, "nombre", counts[0])
    st.segmented_control(
        "Nombre montré sur la carte",
        counts,
        format_func=lambda code: edition.registry.indicators[code].label,
        required=True,
        **bound,
    )
    indicator = edition.registry.indicators[code]
    picked = furniture.figure(
        reads.record(View("cercles", region.code, indicator.code), chosen.reading),
        key=f"circles_{code}_{region.code}",
    )
    if picked and picked["region"] != region.code:
        selection.choose("region", picked["region"])
        st.rerun()


@kept(reads.VIEWS)
def _table(code: str) -> Sheet:
    """The table of the context of a region; shared by all visitors, never changed."""
    edition = reads.edition()
    region = edition.regions[code]
    cells = edition.observations.set_index(["indicator", "territory"])
    return sheet(
        pd.DataFrame(
            [
                {
                    "Indicateur": indicator.label,
                    region.name: wording.observation_text(
                        indicator, cells.loc[(indicator.code, region.code)].to_dict()
                    ),
                    edition.words.reference.short: wording.observation_text(
                        indicator, cells.loc[(indicator.code, NATIONAL)].to_dict(), national=True
                    ),
                    "Unité": indicator.unit,
                    wording.YEAR: indicator.year,
                    "Source": indicator.source,
                    "Réserves": " ".join(
                        flag.finding
                        for flag in edition.flags_of(indicator.code, region.code)
                        if flag.severity != "info"
                    ),
                }
                for indicator in edition.registry.context
            ]
        )
    )

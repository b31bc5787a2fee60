"""One indicator of a domain: its finding, its map and its ranking side by side, and what the region's portrait adds."""

from __future__ import annotations

import streamlit as st

from charts.figures.region_map.record import RegionMap
from charts.record import Record, View
from pages.shared import furniture, reads, selection
from pages.shared.plain import starred
from pages.shared.selection import Selection
from territory import wording
from territory.fact import Fact
from territory.indicators import Indicator


def show(indicator: Indicator, chosen: Selection, *, first: bool) -> None:
    """The indicator, said of the reader's region where there is one: its finding, its pictures, its sentence.

    ``first`` opens the page.
    """
    region = chosen.region or ""
    record = reads.record(View("carte", region, indicator.code), chosen.reading)
    assert isinstance(record, RegionMap)
    fact = _fact(indicator, chosen)
    title, lead = _words(record, indicator, fact)
    if first:
        furniture.opening(starred(title), "", chosen.reading)
    else:
        st.header(starred(title), anchor=False)
    picked = None
    if record.valued:
        listed = reads.record(View("classement", region, indicator.code), chosen.reading)
        key = f"{indicator.code}_{chosen}"
        picked = _map_and_ranking(record, listed, key) if reads.edition().outlines else _ranking(listed, key)
    st.markdown(starred(lead))
    if fact and fact.status:
        number = f"Priorité {fact.priority}" if fact.priority else "À confirmer"
        st.caption(f"{number} {fact.region.locative}{wording.NBSP}: {fact.remark}.")
    if picked and picked != chosen.region:
        selection.choose("region", picked)
        st.rerun()


def _fact(indicator: Indicator, chosen: Selection) -> Fact | None:
    """What the portrait of the reader's region says of the indicator."""
    if chosen.region is None:
        return None
    told = reads.portrait_of(chosen.reading, chosen.region)
    return next(fact for fact in told.facts if fact.indicator == indicator)


def _words(record: RegionMap, indicator: Indicator, fact: Fact | None) -> tuple[str, str]:
    """The title and the sentence under it."""
    if fact is None:
        return record.title, indicator.definition
    row = {"class": fact.kind, "gap": fact.gap}
    return wording.cell_finding(row, indicator, fact.domain, fact.region), fact.sentence


def _map_and_ranking(drawn: Record, listed: Record, key: str) -> str | None:
    """The two drawings of the same values; the code of the region that was clicked, if any."""
    with st.container(key=f"pair_{drawn.file_name}"):
        left, right = st.columns(2, gap="large")
    with left:
        on_map = furniture.figure(drawn, key=f"map_{key}")
    with right:
        on_line = furniture.figure(listed, key=f"ranking_{key}")
    return furniture.territory(on_map) or furniture.territory(on_line)


def _ranking(listed: Record, key: str) -> str | None:
    """The one drawing of an edition without outlines."""
    return furniture.territory(furniture.figure(listed, key=f"ranking_{key}"))

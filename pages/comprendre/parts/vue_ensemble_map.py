"""The map of the first page: one domain, its values, a region to click; their order where there are no outlines."""

from __future__ import annotations

import streamlit as st

from charts.record import View
from pages.shared import furniture, reads, selection
from pages.shared.selection import Selection
from territory.harmonise import Form
from territory.loader import Edition


def show(edition: Edition, chosen: Selection) -> None:
    """The first domain at once; the list chooses another, and the address keeps it."""
    registry = edition.registry
    shown = [i for i in registry.fragility if chosen.reading.keeps(i) and i.form is not Form.EMPTY]
    by_domain = {indicator.domain: indicator for indicator in reversed(shown)}
    codes = [code for code in registry.domains if code in by_domain]
    domain = selection.here("domaine", registry.domains, "domaine")
    st.session_state["home_domain"] = domain if domain in by_domain else codes[0]
    with st.container(key="home_map", gap="small"):
        st.selectbox(
            "Domaine",
            codes,
            format_func=lambda code: registry.domains[code].label,
            key="home_domain",
            on_change=lambda: selection.choose("domaine", st.session_state["home_domain"]),
            width=320,
            label_visibility="collapsed",
        )
        indicator = by_domain[st.session_state["home_domain"]]
        drawing = "carte" if edition.outlines else "classement"  # without outlines, what a map would say is in order
        view = View(drawing, chosen.region or "", indicator.code)
        picked = furniture.figure(reads.record(view, chosen.reading), key=f"home_{drawing}_{indicator.code}")
    clicked = furniture.territory(picked)
    if clicked and clicked != chosen.region:  # a map of thousands, or dots: the marks of the others are links
        selection.choose("region", clicked)
        st.rerun()

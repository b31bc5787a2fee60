"""The atlas: one small map a domain, one legend, each leading to its domain."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from charts.figures.region_map.record import RegionMap
from charts.legend import ORIENTED
from charts.record import View
from pages.shared import exports, furniture, reads, selection
from pages.shared.plain import starred
from pages.shared.selection import Selection
from territory import wording
from territory.analysis import FragilityClass
from territory.harmonise import Form
from territory.indicators import Domain, Indicator, Registry
from territory.loader import Edition

COLUMNS = 4
ONE, ALL = "un", "atlas"
LEGEND = (*ORIENTED, FragilityClass.NOT_ORIENTED)


def wanted(registry: Registry, domain: Domain, indicators: Sequence[Indicator], chosen: Selection) -> bool:
    """The domain's list, the switch to the atlas, its sheet to take away; true when all domains are wanted at once."""
    view = selection.one("vue", (ONE, ALL), "vue") if "vue" in st.query_params else None
    if view != ALL:  # « un » is only how a link leaves the atlas; without a word, one domain
        selection.choose("vue", None)
    st.session_state["domain_widget"] = domain.code
    st.session_state["view_widget"] = ALL if view == ALL else ONE
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            "Domaine",
            list(registry.domains),
            format_func=lambda code: registry.domains[code].label,
            key="domain_widget",
            on_change=_choose_domain,
            width=320,
        )
        st.segmented_control(
            "Vue",
            [ONE, ALL],
            format_func={ONE: "Un domaine", ALL: f"Atlas des {len(registry.domains)} domaines"}.__getitem__,
            key="view_widget",
            required=True,
            on_change=lambda: selection.choose("vue", ALL if st.session_state["view_widget"] == ALL else None),
        )
        if view != ALL:
            exports.domain_menu(indicators, chosen)
    return view == ALL


def _choose_domain() -> None:
    selection.choose("domaine", st.session_state["domain_widget"])
    selection.choose("vue", None)


def _small(record: RegionMap, chosen: Selection) -> None:
    """The map without values; in words where there is nothing to draw."""
    if record.drawable:
        furniture.markup(reads.small_map(record.view, chosen.reading), f"atlas_{record.indicator}")
    else:
        st.caption(record.alt)


def show(edition: Edition, chosen: Selection) -> None:
    """Small maps in published order; same classes, same colours everywhere."""
    furniture.opening(
        "La diversité des territoires en cartes",
        "Une carte par domaine, les mêmes classes partout\u00a0: une couleur veut dire la même chose sur chaque carte.",
        chosen.reading,
    )
    furniture.legend(LEGEND)
    kept = [i for i in edition.registry.fragility if chosen.reading.keeps(i) and i.form is not Form.EMPTY]
    with st.spinner("Tracé des cartes…"):
        for start in range(0, len(kept), COLUMNS):
            for column, indicator in zip(st.columns(COLUMNS), kept[start : start + COLUMNS], strict=False):
                with column:
                    view = View("carte", chosen.region or "", indicator.code)
                    record = reads.record(view, chosen.reading)
                    assert isinstance(record, RegionMap)
                    furniture.heading(record.domain_short, f"{indicator.short} · {record.national_text}")
                    _small(record, chosen)
                    domain = edition.registry.domains[indicator.domain]
                    st.page_link(
                        "pages/comprendre/domaine.py",
                        label=f"Ouvrir «{wording.NBSP}{domain.short}{wording.NBSP}»",
                        query_params={"domaine": domain.code, "vue": ONE}
                        | ({"region": chosen.region} if chosen.region else {}),
                    )
    st.caption(starred(f"{wording.mark_note(kept)} {wording.source_line(edition.registry, kept)}".strip()))

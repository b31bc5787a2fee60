"""The atlas: one small map per domain, one legend, each leading to its domain."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import streamlit as st
from markupsafe import Markup

from charts.addresses import address, address_code
from charts.canvas.markup import render
from charts.figures.region_map.record import RegionMap
from charts.figures.region_map.screen import draw
from charts.legend import ORIENTED, legend_label
from charts.record import LegendEntry, View
from charts.theme import LIGHT
from pages.comprendre.parts import domaine_sheet
from pages.shared import drawing, furniture, reads, selection
from pages.shared.editions import kept
from pages.shared.plain import starred
from pages.shared.selection import Selection
from territory import wording
from territory.analysis import FragilityClass, Reading
from territory.harmonise import Form
from territory.indicators import Domain, Indicator, Registry
from territory.loader import Edition

MAPS = Path(__file__).with_name("domaine_atlas.html")
ATLASES = 16
"""Atlases kept in memory, 200 kB each."""
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
            domaine_sheet.menu(indicators, chosen)
    return view == ALL


def _choose_domain() -> None:
    selection.choose("domaine", st.session_state["domain_widget"])
    selection.choose("vue", None)


def _without_maps(edition: Edition, chosen: Selection) -> None:
    """The domains by name, where no territory has an outline."""
    furniture.opening(
        "Les domaines, un par un",
        f"Cette édition n’a pas de contours{wording.NBSP}: chaque domaine montre l’ordre de ses territoires.",
        chosen.reading,
    )
    for domain in edition.registry.domains.values():
        led = address(
            "domaine", chosen.reading, edition=address_code(edition), domaine=domain.code, region=chosen.region
        )
        # HTML: a link that stays in the session.
        st.html(Markup('<a class="here link" href="{}">{}</a>').format(led, domain.label))


def show(edition: Edition, chosen: Selection) -> None:
    """Small maps in published order; same classes, same colours everywhere."""
    if edition.outlines is None:
        _without_maps(edition, chosen)
        return
    furniture.opening(
        "La diversité des territoires en cartes",
        "Une carte par domaine, les mêmes classes partout\u00a0: une couleur veut dire la même chose sur chaque carte.",
        chosen.reading,
    )
    entries = [LegendEntry(kind, legend_label(kind), 0) for kind in LEGEND]
    # HTML: the foot of a figure without its source, one legend for all the maps.
    st.html(render(furniture.FOOT, legend=entries, own="", foot="", flags=(), others=""))
    shown = _kept(edition, chosen.reading)
    drawing.show(_maps(chosen), "atlas")
    st.caption(starred(f"{wording.mark_note(shown)} {wording.source_line(edition.registry, shown)}".strip()))


@kept(ATLASES, "Tracé des cartes…")
def _maps(chosen: Selection) -> Markup:
    """The maps without values, in one piece: sixteen that stand apart cost a page three times as much."""
    edition = reads.edition()
    cells = [_cell(edition, chosen, indicator) for indicator in _kept(edition, chosen.reading)]
    return render(MAPS, cells=cells, nbsp=wording.NBSP)


def _kept(edition: Edition, reading: Reading) -> list[Indicator]:
    return [i for i in edition.registry.fragility if reading.keeps(i) and i.form is not Form.EMPTY]


def _cell(edition: Edition, chosen: Selection, indicator: Indicator) -> dict[str, Any]:
    """A map, or in words why there is nothing to draw; the way to its domain."""
    record = reads.record(View("carte", chosen.region or "", indicator.code), chosen.reading)
    assert isinstance(record, RegionMap)
    domain, held = edition.registry.domains[indicator.domain], address_code(edition)
    codes = {"domaine": domain.code, "vue": ONE, "region": chosen.region}
    return {
        "record": record,
        "measure": f"{indicator.short} · {record.national_text}",
        "drawing": draw(record, LIGHT, small=True) if record.drawable else "",
        "domain": domain.short,
        "address": address("domaine", chosen.reading, edition=held, **codes),
    }

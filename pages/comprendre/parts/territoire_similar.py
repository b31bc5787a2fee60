"""The regions whose profile is closest: what brings together, what sets apart, how stable; tree and plane."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

import streamlit as st

from charts.record import View
from pages.shared import folded, furniture, reads, selection
from pages.shared.selection import Selection
from territory import wording
from territory.loader import Edition
from territory.regions import Region


def show(edition: Edition, region: Region, chosen: Selection) -> None:
    """Three neighbours at most, each leading to the comparison; the rest is folded."""
    found = reads.neighbours_of(chosen.reading)
    own = found[found["region"] == region.code].to_dict("records")
    if not own:
        st.markdown(wording.no_neighbour_sentence(region))
    for column, row in zip(st.columns(3), own, strict=False):
        with column, st.container(border=True, height="stretch", key=f"similar_{row['neighbour']}"):
            _neighbour(edition, region, row)
    if own:
        _together([region.code, *(str(row["neighbour"]) for row in own)], chosen)
    folded.expander(
        "L’arbre et le plan des ressemblances",
        partial(_tree_and_plane, region, chosen),
        icon=":material/account_tree:",
        key="tree_and_plane",
        code="ressemblances",
    )


def _tree_and_plane(region: Region, chosen: Selection) -> None:
    """What the panel holds, once it is open."""
    left, right = st.columns(2, gap="large")
    with left:
        furniture.figure(reads.record(View("arbre", region.code), chosen.reading), key=f"tree_{chosen}")
    with right:
        point = furniture.figure(reads.record(View("plan", region.code), chosen.reading), key=f"plane_{chosen}")
    if point and point["customdata"][0] != region.code:
        selection.choose("region", point["customdata"][0])
        st.rerun()


def _together(compared: list[str], chosen: Selection) -> None:
    """The region beside all its neighbours, in the order and words of *Comparer* and of the documents."""
    st.markdown(f"{reads.comparison_finding(tuple(compared), chosen.reading)}.")
    st.page_link(
        "pages/comprendre/comparer.py",
        label=f"Comparer ces {reads.edition().level.counted(len(compared))}",
        icon=":material/compare_arrows:",
        query_params={"regions": ",".join(compared), "region": compared[0]},
    )


def _neighbour(edition: Edition, region: Region, row: Mapping[str, Any]) -> None:
    neighbour = edition.regions[str(row["neighbour"])]
    domains = edition.registry.domains
    together, apart = ([domains[code] for code in row[side]] for side in ("together", "apart"))
    st.subheader(neighbour.name, anchor=False)
    st.markdown(wording.bonds_sentence(together, apart))
    st.caption(wording.neighbour_sentence(row, neighbour))
    st.page_link(
        "pages/comprendre/comparer.py",
        label="Comparer les deux",
        icon=":material/compare_arrows:",
        query_params={"regions": f"{region.code},{neighbour.code}", "region": region.code},
    )

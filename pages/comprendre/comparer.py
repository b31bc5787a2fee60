"""Comparer: two regions as dumbbells, three to five as strips, more as the table."""

from __future__ import annotations

import streamlit as st

from charts.figures.comparison import record as comparison
from charts.record import View
from pages.comprendre.parts import comparer_choose, comparer_values
from pages.shared import furniture, reads, selection

edition = reads.edition()
level = edition.level
chosen = selection.now()
regions = selection.many("regions", edition.regions, level.singular) or ([chosen.region] if chosen.region else [])

comparer_choose.choose(edition, regions, chosen.region)
if len(regions) < 2:
    furniture.opening(
        f"Comparez votre {level.singular} à {'une' if level.feminine else 'un'} autre",
        f"Choisissez au moins deux {level.plural} ci-dessus\u202f; de deux à cinq, la comparaison est dessinée.",
        chosen.reading,
    )
else:
    view = View("comparaison", regions=tuple(regions))
    record = reads.record(view, chosen.reading)
    furniture.opening(reads.comparison_finding(tuple(regions), chosen.reading), "", chosen.reading)
    if len(regions) <= comparison.MAX_REGIONS:
        with st.container(key="compared"):
            seen, told = st.columns([7, 6] if len(regions) < 4 else [5, 6], gap="medium")
        with seen:
            furniture.figure(record, key=f"comparison_{'_'.join(regions)}_{chosen}")
    else:
        told = st.container()
        st.caption(f"Au-delà de {comparison.MAX_REGIONS} {level.plural}, un tableau se lit mieux qu’une figure.")
    with told:
        comparer_values.show(view, chosen.reading)

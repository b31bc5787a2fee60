"""Ressources: the catalogue searched and filtered, the webinars, the trades, the steps and needs; or one record."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import streamlit as st

from pages.sapproprier.parts import ressources_found, ressources_list, ressources_search, ressources_views
from pages.shared import editions, furniture, resource_links, resource_reads, selection
from pages.shared.plain import escaped
from pages.shared.resource_links import RECORD, taken_codes
from territory.editions import FIRST

SEARCH = "chercher"
TAB = "onglet"
VIEW = "view_of_resources"
VIEWS = {
    SEARCH: "Chercher",
    "reperes": "Étapes et besoins",
    "webinaires": "Webinaires",
    "catalyseurs": "Catalyseurs",
}


def enter() -> None:
    """Change the view; the question asked is hidden from the address outside the search, and back with it."""
    view = st.session_state[VIEW]
    selection.choose(TAB, None if view == SEARCH else view)
    if view != SEARCH:
        selection.hide(*ressources_search.CHOICES)


edition = editions.shipped().edition  # the resources are of its domains and regions
chosen = selection.now()
if editions.code() != FIRST:
    chosen = replace(chosen, region=None)
library = resource_reads.library()
catalogue = library.catalogue if library else None
taken = taken_codes(catalogue) if catalogue else []
code = selection.here(RECORD, catalogue.resources, "ressource") if catalogue else None

if library is None or catalogue is None:
    furniture.opening("Les ressources ne sont pas disponibles pour le moment")
    resource_links.unread()
elif code:
    resource = catalogue.resources[code]
    furniture.opening(escaped(resource.title), escaped(ressources_list.about(catalogue, resource)))
    ressources_views.ways_back(edition, chosen)
    ressources_list.record(catalogue, resource, taken)
else:
    furniture.opening(
        f"{len(catalogue.to_pick)} ressources pour passer du constat à l’action",
        ressources_found.coverage(resource_reads.version()),
    )
    if any(name in st.query_params for name in ressources_search.CHOICES):
        selection.choose(TAB, None)
    view = selection.one(TAB, VIEWS, TAB) or SEARCH
    st.session_state[VIEW] = view
    st.segmented_control(
        "Entrer par",
        list(VIEWS),
        format_func=VIEWS.__getitem__,
        required=True,
        key=VIEW,
        label_visibility="collapsed",
        on_change=enter,
    )
    if view == SEARCH:
        ressources_search.show(edition, chosen, library, taken)
    elif view == "reperes":
        ressources_views.guide(catalogue)
    elif view == "webinaires":
        ressources_views.calendar(catalogue, date.today())
    else:
        ressources_views.trades(catalogue, taken)
    st.markdown(ressources_found.cases_line(catalogue, library.cases))

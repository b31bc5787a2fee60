"""Ressources: the catalogue searched and filtered, the webinars, the trades, the steps and needs; or one record."""

from __future__ import annotations

from datetime import date

import streamlit as st

from pages.shared import furniture, reads, resource_list, resource_search, resource_views, selection
from pages.shared.plain import escaped

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
    """A question that was asked leaves the address with its view, and comes back with it."""
    view = st.session_state[VIEW]
    selection.choose(TAB, None if view == SEARCH else view)
    if view != SEARCH:
        selection.hide(*resource_search.CHOICES)


edition = reads.edition()
chosen = selection.read(edition)
catalogue, _, cases = reads.library()
taken = resource_list.taken_codes(catalogue)
code = selection.here(resource_list.RECORD, catalogue.resources, "ressource")

if code:
    resource = catalogue.resources[code]
    furniture.opening(escaped(resource.title), escaped(resource_list.about(catalogue, resource)))
    resource_views.ways_back(edition, chosen)
    resource_list.record(catalogue, resource, taken)
else:
    furniture.opening(
        f"{len(catalogue.resources)} ressources pour passer du constat à l’action",
        resource_search.coverage(edition, catalogue),
    )
    if any(name in st.query_params for name in resource_search.CHOICES):
        selection.choose(TAB, None)
    view = selection.one(TAB, VIEWS, TAB) or SEARCH
    st.session_state[VIEW] = view
    st.segmented_control(
        "Entrer par",
        list(VIEWS),
        format_func=VIEWS.__getitem__,
        required=True,
        key=VIEW,
        on_change=enter,
    )
    if view == SEARCH:
        resource_search.show(edition, chosen, taken)
    elif view == "reperes":
        resource_views.guide(catalogue)
    elif view == "webinaires":
        resource_views.calendar(catalogue, date.today())
    else:
        resource_views.trades(catalogue, taken)
    st.markdown(resource_search.cases_line(catalogue, cases))
furniture.foot()

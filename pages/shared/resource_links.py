"""The way to the catalogue from any page: its address, the names of its filters in it, and what the reader picked."""

from __future__ import annotations

import streamlit as st

from pages.shared import selection
from territory.resources import Catalogue

PAGE = "pages/sapproprier/ressources.py"
RECORD, TAKEN, MOST_TAKEN = "ressource", "emporter", 4000
PARAMETER = {
    "origin": "source",
    "need": "besoin",
    "step": "etape",
    "nature": "nature",
    "audience": "public",
    "domain": "sujet",
    "region": "lieu",
}
"""The name of each filter in the address; « domaine » and « region » are the reader's own choices there."""
PRIORITY = "priorite"
"""Which fragility of *Mon territoire* the reader looks at, by its domain: what leads back to it holds it too."""
_ICONS = {
    "kit": "inventory_2", "referentiel": "account_tree", "guide": "menu_book", "methode": "format_list_numbered",
    "fiche": "description", "outil": "construction", "autodiagnostic": "fact_check", "note": "sticky_note_2",
    "etude": "query_stats", "rapport": "summarize", "livre": "book_2", "article": "article", "film": "movie",
    "retour-experience": "lightbulb", "webinaire": "videocam", "mooc": "school", "parcours": "route",
    "programme": "rocket_launch", "donnees": "database", "plateforme": "language", "centre-ressources": "library_books",
    "reseau": "groups", "veille": "newspaper", "metier": "badge", "mesure": "checklist", "dispositif": "savings",
    "cas": "lightbulb", "observatoire": "visibility", "aide": "volunteer_activism", "service": "devices",
    "recherche-action": "science",
}  # fmt: skip


def icon(kind: str) -> str:
    """The icon of a kind, by its name in the symbols that Streamlit ships."""
    return _ICONS[kind]


def unread() -> None:
    """What a page says in the place of the resources, while their files cannot be read."""
    st.warning(
        "Le catalogue des ressources ne peut pas être lu pour le moment. L’exploitant du site en a été averti\u202f; "
        "les chiffres, eux, sont complets.",
        icon=":material/menu_book:",
    )


def none_tied() -> None:
    """What a page says of a domain that the catalogue does not know: one of another edition's own."""
    st.markdown("Aucune ressource n’est encore rattachée à ce domaine, propre à cette édition.")
    st.page_link(PAGE, label="Voir toutes les ressources", icon=":material/menu_book:")


def taken_codes(catalogue: Catalogue) -> list[str]:
    return selection.many(TAKEN, catalogue.resources, "ressource", MOST_TAKEN)

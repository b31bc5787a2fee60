"""The way to the catalogue from any page: its address, the names of its filters in it, and what the reader picked."""

from __future__ import annotations

from pages.shared import selection
from territory.resources import Catalogue

PAGE = "pages/sapproprier/ressources.py"
RECORD, TAKEN, MOST_TAKEN = "ressource", "emporter", 4000
PARAMETER = {
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
NONE_YET = ":material/hourglass_empty: Pas encore de ressource pour ce domaine."


def taken_codes(catalogue: Catalogue) -> list[str]:
    return selection.many(TAKEN, catalogue.resources, "ressource", MOST_TAKEN)

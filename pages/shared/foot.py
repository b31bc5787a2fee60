"""The foot of every page: what its numbers are, what a public site owes to who reads it, and the names of its lists."""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from markupsafe import Markup

from charts.canvas.markup import render
from pages.shared import reads, territory_list
from pages.shared.editions import kept
from pages.shared.sitemap import LEGAL, SITE_PAGES
from territory import wording

FOOT = Path(__file__).with_name("foot.html")
UNKNOWN = "non renseigné"
"""What the operator has not said (``data/operator.toml``)."""


def show(section: str) -> None:
    """Last in a page of a section; the pages that say the site's duties show no number."""
    # HTML: one element for what would be seven of Streamlit's, on each page and at each run.
    st.html(_foot(of_numbers=section != LEGAL))


@kept(2)
def _foot(*, of_numbers: bool) -> Markup:
    """``names`` are for ``deploy/french.js``: a list finds a name without its accents, hyphens or capitals."""
    edition = reads.edition()
    listed = len(edition.regions) <= territory_list.LISTED  # beyond, the server searches
    names = [region.listed for region in edition.regions.values()] if listed else []
    names += [domain.label for domain in edition.registry.domains.values()]
    said = wording.foot(edition.registry) if of_numbers else ""
    return render(FOOT, said=said, entries=[entry for entry in SITE_PAGES if entry.section == LEGAL], names=names)

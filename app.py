"""The frame: page config, header, navigation, the bar of shared choices. No data work."""

from __future__ import annotations

import logging

import streamlit as st

from pages.shared import (
    complaints,
    editions,
    foot,
    furniture,
    meeting_keeper,
    meeting_list,
    projection,
    reads,
    selection,
    shell,
)
from pages.shared.sitemap import SITE, section_of, tab_title
from territory.errors import DataError

logger = logging.getLogger("observatoire")

edition = None
try:
    selection.begin()
    editions.begin()
    edition = reads.edition()
    meeting_list.begin()
except (DataError, OSError) as error:
    logger.error("data refused: %s", error)
page = st.navigation(shell.pages(meeting_list.count()), position="top")

if edition is None:
    furniture.dress(SITE)
    st.title("Les données ne sont pas disponibles pour le moment", anchor=False)
    st.error(
        "La table publiée n’a pas pu être lue ou ne passe pas ses contrôles\u202f; aucun chiffre n’est donc affiché. "
        "L’exploitant du site en a été averti. Rechargez la page dans quelques instants.",
        icon=":material/database_off:",
    )
    st.stop()

chosen = selection.read(edition)
region = edition.regions[chosen.region].name if chosen.region else ""
furniture.dress(tab_title(page.url_path, region))
projected = projection.wanted(edition)
if projected:
    projection.show(edition, projected, chosen)
    st.stop()
if page.url_path:  # the first page has its own places for them
    shell.bar(edition, chosen)
shell.edition_read(edition)
messages = st.container()
page.run()
foot.show(section_of(page.url_path))
with messages:
    complaints.show()
meeting_keeper.mount()

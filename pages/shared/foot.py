"""The last line of every page: what a public site owes to who reads it."""

from __future__ import annotations

import streamlit as st

from pages.shared.sitemap import LEGAL, SITE_PAGES

UNKNOWN = "non renseigné"
"""What the operator has not said (``data/operator.toml``)."""


def legal() -> None:
    """The ways to the pages that are in no menu."""
    with st.container(horizontal=True, gap="medium", key="legal"):
        for entry in SITE_PAGES:
            if entry.section == LEGAL:
                st.page_link(entry.script, label=entry.title)

"""From a domain to what helps: the same choice as a region's priorities, and the way to the catalogue."""

from __future__ import annotations

import streamlit as st

from pages.shared import next_steps


def show(domain: str, region: str | None) -> None:
    """What helps on a domain, for the reader's region if there is one."""
    st.header("Ce qui peut aider sur ce domaine", anchor=False)
    next_steps.draw(domain, region)

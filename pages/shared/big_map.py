"""A map of thousands of territories: its outlines are asked for at an address of this server, never in the page."""

from __future__ import annotations

from typing import Any

import streamlit as st
from streamlit import runtime

from charts.figures.region_map.deck import Addressed
from pages.shared import editions
from territory.editions import IMPORTED

HEIGHT = 400
PUBLIC, OWN = "application/geo+json", "application/json"
"""What an edition for all is sent as, which a browser may keep (``deploy/outlines.py``), and one of a session's own."""


def show(shown: Addressed, key: str) -> dict[str, Any] | None:
    """The map; the code of the territory that was clicked, if any."""
    record = shown.record
    picked = st.pydeck_chart(
        shown.at(_address(shown.outlines, key)), key=f"{key}_{record.region}", on_select="rerun",
        selection_mode="single-object", alt=record.alt, height=HEIGHT,
    )  # fmt: skip
    found = [mark for layer in picked["selection"]["objects"].values() for mark in layer]
    return {"location": found[0]["properties"]["c"]} if found else None


def _address(outlines: bytes, key: str) -> str:
    """Where the outlines are for as long as a session shows them: the digest of what they hold, whoever asks.

    Those of all who look at the same map are one file; those of an imported table go with its session.
    """
    kind = OWN if editions.code() == IMPORTED else PUBLIC
    return runtime.get_instance().media_file_mgr.add(outlines, kind, f"outlines-{key}")

"""What the address tries of the calculation: read on the Méthode page, and said by what is exported there."""

from __future__ import annotations

import streamlit as st

from territory.loader import Edition
from territory.trial import METHOD, NORMALISATION, WEIGHT_OF, WITHOUT, Trial

NEUTRAL = "1"
"""The weight that an address does not say."""


def read(edition: Edition) -> Trial:
    """The variant of the address. The method where nothing is tried, or nothing known."""
    asked = st.query_params
    weights = {code: asked.get(f"{WEIGHT_OF}{code}", NEUTRAL) for code in edition.registry.dimensions}
    left_out = [code for code in asked.get(WITHOUT, "").split(",") if code]
    try:
        return Trial.of(edition, asked.get(NORMALISATION, ""), left_out, weights)
    except ValueError:
        return METHOD

"""The published values of the regions that are compared, as a table beside their figure."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from charts.canvas.markup import render
from charts.figures.comparison.record import Comparison
from charts.figures.comparison.screen import values
from charts.record import View
from pages.shared import furniture, reads
from pages.shared.editions import kept
from territory.analysis import Reading


def show(view: View, reading: Reading) -> None:
    """The table, under what its colours mean."""
    reference = reads.edition().words.reference
    by = f"Couleur et signe\u00a0: la classe, par rapport {reference.dative}."
    # HTML: the head of a figure, without its actions.
    st.html(render(furniture.HEAD, title="Les valeurs publiées", measure=by, action=""))
    furniture.markup(_values(view, reading), "comparison_values")


@kept(reads.VIEWS)
def _values(view: View, reading: Reading) -> Markup:
    held = reads.record(view, reading)
    assert isinstance(held, Comparison)
    return values(held)

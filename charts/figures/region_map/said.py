"""What a map says in words: aloud, of the reader's region, of what is not drawn."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from charts.figures.crowd import DOTS, LABELLED, LINKED
from charts.record import LegendEntry
from territory import wording
from territory.harmonise import Form
from territory.indicators import Indicator
from territory.loader import Edition

NAMED = 8
"""Territories without an outline that are named; beyond, they are counted."""


def values_said(rows: pd.DataFrame, legend: Sequence[LegendEntry]) -> list[str]:
    """Each territory's value, as it is read aloud; how many are in each class, where they are too many."""
    if len(rows) > DOTS:
        return [entry.label for entry in legend]
    return [f"{row.name} {row.value_text}" for row in rows[["name", "value_text"]].itertuples(index=False)]


def spoken(title: str, measure: str, values: Sequence[str], indicator: Indicator) -> str:
    """Title, measure and values as they are read aloud; without any value, what the registry says of it."""
    if indicator.form is Form.EMPTY:
        return f"{indicator.label}{wording.NBSP}: {wording.full_stop(wording.lowered(indicator.definition))}"
    return f"{title}. {wording.full_stop(measure)} {wording.full_stop(wording.enumeration(values))}"


def told(edition: Edition, scores: pd.DataFrame, indicator: Indicator, region: str) -> str:
    """The sentence of the reader's region."""
    own = scores[(scores["region"] == region) & (scores["indicator"] == indicator.code)].to_dict("records")
    domain = edition.registry.domains[indicator.domain]
    cell = {str(name): value for name, value in own[0].items()}
    parent = wording.parent_text(edition.regions[region], indicator, edition.parent_value(region, indicator.code))
    return wording.cell_sentence(cell, indicator, domain, parent)


def number_said(edition: Edition) -> str:
    """« , le nombre est la valeur publiée », where numbers have room."""
    many = edition.outlines is not None and len(edition.outlines.rings) > LABELLED
    return "" if many else ", le nombre est la valeur publiée"


def not_drawn(edition: Edition) -> str:
    """Which territories have no outline, so that nobody looks for them on the map."""
    level, found = edition.level, edition.without_outline
    if not found:
        return ""
    if len(found) > NAMED:
        return f" Sans contour, et non dessin\u00e9{level.e}s\u00a0: {level.counted(len(found))}."
    several = "s" if len(found) > 1 else ""
    names = wording.enumeration(region.name for region in found)
    return f" Sans contour, et non dessin\u00e9{level.e}{several}\u00a0: {names}."


def enlarged(edition: Edition) -> str:
    """How a map that is no link is looked at from nearer."""
    many = edition.outlines is not None and len(edition.outlines.rings) > LINKED
    return " Double-cliquez pour agrandir, faites glisser pour déplacer." if many else ""

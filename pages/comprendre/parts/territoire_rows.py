"""The domains of a region as rows that one opens: value, bar against France, how sure its place is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import NamedTuple

import streamlit as st
from markupsafe import Markup

from charts.addresses import address_code, query
from charts.canvas.markup import render
from pages.comprendre.parts import territoire_next_steps
from pages.shared import reads, selection
from pages.shared.editions import kept
from pages.shared.resource_links import PRIORITY
from pages.shared.selection import Selection
from territory.analysis import Reading
from territory.fact import Fact
from territory.loader import Edition
from territory.portrait import Card

ROWS = Path(__file__).with_name("rows.html")


class Span(NamedTuple):
    """Where a region stands among the 13, in % of the bar from the least to the most fragile: always further right."""

    national: float
    value: float

    @property
    def left(self) -> float:
        return min(self.national, self.value)

    @property
    def width(self) -> float:
        return round(abs(self.national - self.value), 1)


def show(edition: Edition, card: Card, chosen: Selection) -> None:
    """The rows of a card; under the one that the address names, its map, who does better and what helps."""
    opened = selection.here(PRIORITY, edition.registry.domains, "domaine")
    codes = [fact.domain.code for fact in card.facts]
    cut = codes.index(opened) + 1 if opened in codes else len(codes)
    write = partial(_write, chosen)
    write(card.facts[:cut], opened if opened in codes else None, f"{card.title} ({len(codes)})", card.caption)
    if opened in codes:
        with st.container(border=True, key="opened_row"):
            territoire_next_steps.panel(edition, card.facts[cut - 1], chosen)
        if card.facts[cut:]:
            write(card.facts[cut:])


def _write(
    chosen: Selection, facts: Sequence[Fact], opened: str | None = None, title: str = "", caption: str = ""
) -> None:
    # HTML: no element of Streamlit's is a row that is a link, with a bar; 11 of them are one message.
    st.html(_rows(chosen, tuple(fact.domain.code for fact in facts), opened, title, caption))


@kept(reads.VIEWS)
def _rows(chosen: Selection, domains: tuple[str, ...], opened: str | None, title: str, caption: str) -> Markup:
    """Some of the region's rows, in that order, by the codes of their domains."""
    assert chosen.region is not None
    told = reads.portrait_of(chosen.reading, chosen.region)
    known = {fact.domain.code: fact for card in told.cards for fact in card.facts}
    facts = [known[code] for code in domains]
    return render(
        ROWS,
        facts=facts,
        spans={fact.indicator.code: _span(fact, chosen.reading) for fact in facts},
        opened=opened,
        address=partial(_toggled, chosen.reading, opened),
        title=title,
        caption=caption,
        benchmark=reads.edition().words.reference.short,
    )


def _toggled(reading: Reading, opened: str | None, fact: Fact) -> str:
    """The address of the page with this row open, or closed if it is open now."""
    priority = None if fact.domain.code == opened else fact.domain.code
    held = address_code(reads.edition())
    return query(reading, edition=held, region=fact.region.code, **{PRIORITY: priority})


@kept(reads.READINGS)
def _ends(reading: Reading) -> Mapping[str, tuple[Decimal, Decimal]]:
    """The least and the largest value of each indicator that has one."""
    scores = reads.scores_of(reading)
    values = scores["value"].to_numpy(dtype=object)
    known = [value is not None for value in values]
    found = scores[known].groupby("indicator", sort=False)["value"].agg([min, max])
    return {str(code): (low, high) for code, low, high in found.itertuples()}


def _span(fact: Fact, reading: Reading) -> Span:
    sign = reading.polarity(fact.indicator).sign
    ends = (*_ends(reading)[fact.indicator.code], fact.national)
    known = [float(value) * sign for value in ends if value is not None]
    low, room = min(known), (max(known) - min(known)) or 1
    return Span(*(round((float(value or 0) * sign - low) / room * 100, 1) for value in (fact.national, fact.value)))

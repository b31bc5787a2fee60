"""The reader's region on the first page: choose it, read its finding and first priorities, open it, take its slides."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import streamlit as st
from markupsafe import Markup

from charts.addresses import address, address_code
from charts.canvas.markup import render
from pages.shared import exports, folded, making, reads, shell
from pages.shared.editions import kept
from pages.shared.resource_links import PRIORITY
from pages.shared.selection import Selection
from territory import wording
from territory.analysis import Reading
from territory.fact import Fact
from territory.loader import Edition

BRIEF = Path(__file__).with_name("vue_ensemble_brief.html")
FIRST = 3
SIGNS = Path(__file__).with_name("vue_ensemble_signs.html")


def show(edition: Edition, chosen: Selection) -> None:
    """The card, then the signs in one line that opens."""
    with st.container(border=True, key="home_region"):
        shell.region(edition, chosen)
        if chosen.region:
            _found(edition, chosen)
        else:
            where = "dans la liste ou sur la carte" if edition.outlines else "dans la liste"
            st.markdown(f"Choisissez votre {edition.level.singular} {where}\u00a0: ses priorités s’affichent ici.")
    # HTML: what is closed is in the page already, and opens without a word to the server.
    st.html(_signs(chosen.reading))


def _found(edition: Edition, chosen: Selection) -> None:
    assert chosen.region is not None
    told = reads.portrait_of(chosen.reading, chosen.region)
    counts = (
        f"{wording.plural(len(told.priorities), 'priorité')}, {wording.plural(len(told.to_confirm), 'domaine')} à "
        f"confirmer, {_strengths(len(told.strengths))}."
    )
    # HTML: no element of Streamlit's is a row that is a link, with a swatch and two aligned values.
    st.html(
        render(
            BRIEF,
            finding=told.finding,
            counts=counts,
            facts=(told.priorities or told.to_confirm)[:FIRST],
            address=partial(_opened, chosen.reading),
            benchmark=edition.words.reference.short,
        )
    )
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.page_link(
            "pages/comprendre/territoire.py",
            label=f"Voir {edition.level.mine}",
            icon=":material/arrow_forward:",
            query_params={"region": chosen.region},
        )
        _deck(chosen.region, chosen.reading)


@st.fragment
def _deck(region: str, reading: Reading) -> None:
    """« PowerPoint »: the whole region as slides."""
    marks = exports.stamp(reading)
    deck = partial(making.offer, {"": [exports.of_region(region, "pptx", marks)]})
    folded.popover("PowerPoint", deck, icon=":material/download:", key="home_deck")


def _opened(reading: Reading, fact: Fact) -> str:
    held = address_code(reads.edition())
    return address("territoire", reading, edition=held, region=fact.region.code, **{PRIORITY: fact.domain.code})


def _strengths(count: int) -> str:
    return f"{count}{wording.NBSP}point{'s' if count > 1 else ''} d’appui"


@kept(reads.READINGS)
def compared_codes(reading: Reading) -> frozenset[str]:
    """The domains that a reading compares with the reference: those with a score."""
    scores = reads.scores_of(reading)
    return frozenset(scores.loc[scores["score"].notna(), "domain"])


@kept(reads.READINGS)
def _signs(reading: Reading) -> Markup:
    """The signs in one line that the browser opens on a few more; why fewer domains are compared than there are."""
    edition = reads.edition()
    compared = compared_codes(reading)
    others = [wording.lowered(d.label) for code, d in edition.registry.domains.items() if code not in compared]
    return render(
        SIGNS,
        value=edition.words.the_value,
        reference=edition.words.reference.subject,
        scope=wording.scope_text(edition.registry, len(compared)),
        left_out=wording.enumeration(others) if others else "",
        nbsp=wording.NBSP,
        thin=wording.THIN,
    )

"""The catalogue as it is searched: words, filters with their counts, the reader's region, the results."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

import streamlit as st

from pages.sapproprier.parts import ressources_found
from pages.sapproprier.parts.ressources_found import PART
from pages.shared import facts, folded, reads, resource_reads, selection
from pages.shared.editions import kept
from pages.shared.plain import starred
from pages.shared.resource_links import PARAMETER
from pages.shared.resource_reads import Library
from pages.shared.selection import Selection
from territory import wording
from territory.fact import Fact
from territory.filters import FACETS, Found, find
from territory.loader import Edition
from territory.regions import Region
from territory.resources import Catalogue
from territory.search import LONGEST

LABEL = {
    "origin": "Source",
    "need": "Besoin",
    "step": "Étape",
    "nature": "Nature",
    "audience": "Public",
    "domain": "Domaine",
    "region": "Région",
}
RULE = {
    "origin": "Les cinq documents du programme, ou une source publique qui dit que la ressource existe.",
    "need": "Le besoin que le document nomme, que le titre dit, ou auquel sert une ressource publique.",
    "step": "L’étape que dit le document\u202f; pour une ressource publique, celle à laquelle elle sert.",
    "nature": "Les documents ne donnent une nature qu’aux éléments des deux kits.",
    "audience": "Le public que le document nomme\u202f; «\u00a0Tous\u00a0»\u00a0: à la disposition de chacun.",
    "domain": "Le domaine dont traite la ressource, d’après sa source.",
    "region": "Les régions que le document nomme, ou dont il nomme un lieu.",
}
"""How a resource got its codes, said where they are chosen."""
WORDS = "q"
SHORTCUTS = 3
CHOICES = (WORDS, PART, *PARAMETER.values())


def labels(edition: Edition, catalogue: Catalogue) -> Mapping[str, Mapping[str, str]]:
    """What each code of each filter is called, in order."""
    named = {field: {code: term.label for code, term in catalogue.terms[field].items()} for field in FACETS[:5]}
    named["domain"] = {code: domain.label for code, domain in edition.registry.domains.items()}
    named["region"] = {code: region.name for code, region in edition.regions.items()}
    return named


def show(edition: Edition, chosen: Selection, library: Library, taken: list[str]) -> None:
    """Search, filters and results; the address holds all of it."""
    catalogue = library.catalogue
    selection.together(*CHOICES)
    named = labels(edition, catalogue)
    words = selection.text(WORDS, LONGEST)
    asked = {facet: selection.many(PARAMETER[facet], named[facet], LABEL[facet].lower()) for facet in FACETS}
    found = _found(words, tuple((facet, *codes) for facet, codes in asked.items()), resource_reads.version())
    with st.container(horizontal=True, vertical_alignment="center", key="search"):
        _words(words)
        _source(named["origin"], asked["origin"], found)
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key="filters"):
        _filters(named, asked, found)
        if words or any(asked.values()):
            st.button("Tout effacer", type="tertiary", icon=":material/close:", on_click=_clear, key="clear")
        elif chosen.region:
            _shortcuts(edition, catalogue, chosen, edition.regions[chosen.region])
    if chosen.region and not words and not any(asked.values()):
        facts.mark_note(_first(chosen, chosen.region))
    if any(len(codes) > 1 for codes in asked.values()):
        said = [named[facet][code] for facet in FACETS for code in asked[facet]]
        st.caption(f"Filtres{wording.NBSP}: {', '.join(said)}")
    ressources_found.show(edition, catalogue, found, asked, taken, words)


@kept(reads.VIEWS)
def _found(words: str, asked: tuple[tuple[str, ...], ...], version: str) -> Found:
    """What a question finds; ``asked`` is each facet with its codes, ``version`` that of the files of resources."""
    library = resource_reads.library()
    assert library
    return find(library.catalogue, library.words, words, {facet: codes for facet, *codes in asked})


def _words(words: str) -> None:
    st.session_state["words_widget"] = words
    st.text_input(
        "Chercher dans les titres, les auteurs et les notes",
        placeholder="Chercher\u00a0: mobilité, logement, mécénat…",
        label_visibility="collapsed",
        icon=":material/search:",
        max_chars=LONGEST,
        key="words_widget",
        on_change=lambda: _choose(WORDS, st.session_state["words_widget"].strip()),
    )


def _source(options: Mapping[str, str], asked: list[str], found: Found) -> None:
    """The first filter: the programme, public resources, or both."""
    st.session_state["pills_origin"] = asked
    st.pills(
        LABEL["origin"],
        list(options),
        format_func=lambda code: f"{options[code]} ({found.counts['origin'].get(code, 0)})",
        selection_mode="multi",
        label_visibility="collapsed",
        width="content",
        key="pills_origin",
        on_change=_pick,
        args=("origin",),
    )


def _choose(name: str, value: str | list[str] | None) -> None:
    """A new question is read from its first page."""
    selection.choose(name, value)
    selection.choose(PART, None)


def _clear() -> None:
    for name in CHOICES:
        selection.choose(name, None)


def only(facet: str, code: str) -> None:
    _clear()
    selection.choose(PARAMETER[facet], [code])


def _shortcuts(edition: Edition, catalogue: Catalogue, chosen: Selection, region: Region) -> None:
    """The reader's region and what stands first there, in one click, while nothing is asked."""
    count = sum(region.code in resource.regions for resource in catalogue.to_pick)
    st.button(
        f"{region.name} ({count})",
        icon=":material/place:",
        key="shortcut_region",
        on_click=only,
        args=("region", region.code),
    )
    for fact in _first(chosen, region.code):
        label = "Priorité" if fact.priority else "À confirmer"
        st.button(
            f"{label}{wording.NBSP}: {starred(fact.label)}",
            key=f"shortcut_{fact.domain.code}",
            on_click=only,
            args=("domain", fact.domain.code),
        )


def _first(chosen: Selection, region: str) -> Sequence[Fact]:
    """What stands first in the reader's region."""
    return reads.portrait_of(chosen.reading, region).fragilities[:SHORTCUTS]


def _filters(named: Mapping[str, Mapping[str, str]], asked: Mapping[str, list[str]], found: Found) -> None:
    """Six lists that open; each option says how many resources it would leave."""
    for facet in FACETS[1:]:
        codes = asked[facet]
        label = LABEL[facet]
        if codes:
            label += f"{wording.NBSP}: {named[facet][codes[0]] if len(codes) == 1 else len(codes)}"
        folded.popover(label, partial(_pills, facet, named[facet], asked[facet], found), key=f"filter_{facet}")


def _pills(facet: str, options: Mapping[str, str], asked: list[str], found: Found) -> None:
    key = f"pills_{facet}"
    st.session_state[key] = asked
    st.pills(
        LABEL[facet],
        list(options),
        format_func=lambda code: f"{options[code]} ({found.counts[facet].get(code, 0)})",
        selection_mode="multi",
        key=key,
        on_change=_pick,
        args=(facet,),
    )
    st.caption(RULE[facet])


def _pick(facet: str) -> None:
    """The panel stays open for the next choice, under the new count of its button."""
    _choose(PARAMETER[facet], st.session_state[f"pills_{facet}"])
    st.session_state[f"filter_{facet}"] = True

"""The catalogue as it is searched: words, filters with their counts, the reader's region, the results."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

import streamlit as st

from pages.sapproprier.parts import ressources_list
from pages.shared import editions, facts, folded, reads, resource_reads, selection
from pages.shared.editions import kept
from pages.shared.plain import escaped, starred
from pages.shared.resource_links import PARAMETER
from pages.shared.resource_reads import Library
from pages.shared.selection import Selection
from territory import wording
from territory.filters import FACETS, Found, find
from territory.loader import Edition
from territory.next_steps import domains_without_resource, for_every_domain, region_report
from territory.portrait import Fact
from territory.regions import Region
from territory.resources import CASES_BASE, PROGRAMME, PUBLIC, Catalogue
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
WORDS, PART = "q", "page"
PER_PAGE = 12
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
    _results(edition, catalogue, found, asked, taken, words)


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


def _results(
    edition: Edition,
    catalogue: Catalogue,
    found: Found,
    asked: Mapping[str, list[str]],
    taken: list[str],
    words: str,
) -> None:
    for typed, read in found.read_as:
        words_read = " ou ".join(read[:3])
        st.caption(
            f"«{wording.NBSP}{escaped(typed)}{wording.NBSP}» ne se trouve nulle part\u202f; "
            f"lu comme «{wording.NBSP}{escaped(words_read)}{wording.NBSP}»."
        )
    _gaps(edition, catalogue, asked["domain"], taken)
    _reportless(edition, catalogue, asked["region"])
    if not found.resources:
        st.header(wording.plural(0, "ressource"), anchor=False)
        if words or not asked["domain"]:
            st.info(
                "Aucune ressource ne répond à tout à la fois. Enlevez un filtre ou un mot.",
                icon=":material/search_off:",
            )
        return
    last = max(0, (len(found.resources) - 1) // PER_PAGE)
    pages = [str(number) for number in range(1, last + 2)]
    part = int(selection.one(PART, pages, "page") or 1) - 1
    part = min(part, last)
    ressources_list.take_away(catalogue, found.resources, taken)
    ressources_list.cards(catalogue, found.resources[part * PER_PAGE : (part + 1) * PER_PAGE], taken)
    if last:
        _turn(part, last, len(found.resources))


def _turn(part: int, last: int, count: int) -> None:
    with st.container(horizontal=True, horizontal_alignment="center", vertical_alignment="center"):
        st.button(
            "Précédentes",
            icon=":material/chevron_left:",
            disabled=part == 0,
            key="previous",
            on_click=selection.choose,
            args=(PART, str(part) if part > 1 else None),
        )
        first = part * PER_PAGE + 1
        st.markdown(f"{first} à {min(count, first + PER_PAGE - 1)} sur {count}", width="content")
        st.button(
            "Suivantes",
            icon=":material/chevron_right:",
            icon_position="right",
            disabled=part == last,
            key="next",
            on_click=selection.choose,
            args=(PART, str(part + 2)),
        )


def _gaps(edition: Edition, catalogue: Catalogue, domains: list[str], taken: list[str]) -> None:
    """What is missing is said, with what serves every domain meanwhile."""
    without = [code for code in domains if code in domains_without_resource(catalogue)]
    if not without:
        return
    names = ", ".join(edition.registry.domains[code].label for code in without)
    many = "ces domaines" if len(without) > 1 else "ce domaine"
    st.info(f"Pas encore de ressource pour {many}{wording.NBSP}: {names}.", icon=":material/hourglass_empty:")
    st.markdown(f"En attendant, voici ce qui vaut pour tous les domaines, par l’ODD{wording.NBSP}17, les partenariats.")
    ressources_list.cards(catalogue, for_every_domain(catalogue)[:3], taken, place="every")


def _reportless(edition: Edition, catalogue: Catalogue, regions: list[str]) -> None:
    for code in regions:
        report, own = region_report(catalogue, code)
        if not own:
            st.caption(f"Les documents ne nomment pas de rapport régional {edition.regions[code].genitive}.")
            ressources_list.open_record(report.id, report.title, key=f"open_report_{code}")


@kept(2)
def coverage(version: str) -> str:
    """The sentence under the page's title: where the resources come from, and what the programme has not.

    ``version``: of the files of resources, which are there.
    """
    edition, library = editions.shipped().edition, resource_reads.library()
    assert library
    catalogue = library.catalogue
    programme, public = (len(catalogue.of_origin(origin)) for origin in (PROGRAMME, PUBLIC))
    without, total = len(domains_without_resource(catalogue, PROGRAMME)), len(edition.registry.domains)
    said = f"{programme} du programme, {public} de l’État et d’organismes d’intérêt général."
    if not without:
        return said
    gap = f"{wording.plural(without, 'domaine')} sur{wording.NBSP}{total}"
    return f"{said} Le programme n’a rien encore de propre à {gap}."


def cases_line(catalogue: Catalogue, cases: int) -> str:
    """Where the Observatoire's cases are: on its site until its list is imported, then here too."""
    base = catalogue.resources[CASES_BASE]
    if cases:
        return (
            f"{wording.plural(cases, 'cas pratique', 'cas pratiques')} de la liste de l’Observatoire "
            f"{'sont' if cases > 1 else 'est'} ici avec le reste\u202f; "
            f"les autres sont sur [son site]({base.link})."
        )
    return (
        f"Les 500{wording.NBSP}cas pratiques de l’Observatoire sont [sur son site]({base.link})\u202f; "
        "leur liste n’est pas encore ici."
    )

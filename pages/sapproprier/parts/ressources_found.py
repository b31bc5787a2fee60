"""What a question finds in the catalogue: the resources, page by page, and what the catalogue lacks."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from pages.sapproprier.parts import ressources_list
from pages.shared import editions, resource_reads, selection
from pages.shared.editions import kept
from pages.shared.plain import escaped
from territory import wording
from territory.filters import Found
from territory.loader import Edition
from territory.next_steps import domains_without_resource, for_every_domain, region_report
from territory.resources import CASES_BASE, PROGRAMME, PUBLIC, Catalogue

PART = "page"
"""The page of results, in the address."""
PER_PAGE = 12


def show(
    edition: Edition,
    catalogue: Catalogue,
    found: Found,
    asked: Mapping[str, list[str]],
    taken: list[str],
    words: str,
) -> None:
    """How a mistyped word was read, what is missing, then the resources; ``asked`` is each filter with its codes."""
    _read_as(found)
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


def _read_as(found: Found) -> None:
    """Each word that is nowhere, and what it was read as."""
    for typed, read in found.read_as:
        words_read = " ou ".join(read[:3])
        st.caption(
            f"«{wording.NBSP}{escaped(typed)}{wording.NBSP}» ne se trouve nulle part\u202f; "
            f"lu comme «{wording.NBSP}{escaped(words_read)}{wording.NBSP}»."
        )


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

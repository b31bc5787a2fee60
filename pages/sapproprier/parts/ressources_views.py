"""The other ways in: the calendar of webinars, the four trades of the catalyseur, the steps and needs."""

from __future__ import annotations

from datetime import date

import streamlit as st

from pages.sapproprier.parts import ressources_list, ressources_search
from pages.shared import selection
from pages.shared.plain import escaped
from pages.shared.resource_links import PRIORITY, RECORD
from pages.shared.selection import Selection
from territory import wording
from territory.loader import Edition
from territory.resources import TRADE, Catalogue, Resource, Term, Webinar

PER_ROW = 3
CYCLES = {
    "2019": (
        "Cycle 2019, douze webinaires, un par mois",
        "Les supports de mars et d’avril 2019 le disent\u00a0: ils peuvent être revus sur la plateforme.",
    ),
    "2020": (
        "Cycle 2020, cinq webinaires, un tous les deux mois",
        "Le document qui les annonce ne dit pas s’ils peuvent être revus\u202f; leur plateforme est la même.",
    ),
}
"""Title of each cycle, and what the documents say of watching it again."""


def calendar(catalogue: Catalogue, today: date) -> None:
    """Each cycle as a grid of dates; the platform where they are, or were."""
    past = sum(webinar.day < today for webinar in catalogue.webinars)
    if past == len(catalogue.webinars):
        st.markdown(f"Les {past}{wording.NBSP}dates sont passées.")
    for cycle, (title, again) in CYCLES.items():
        webinars = [webinar for webinar in catalogue.webinars if webinar.cycle == cycle]
        st.header(title, anchor=False)
        link = catalogue.resources[webinars[0].id].link
        st.markdown(f"{again} [Ouvrir la plateforme]({link})")
        for start in range(0, len(webinars), PER_ROW):
            row = webinars[start : start + PER_ROW]
            for column, webinar in zip(st.columns(PER_ROW), row, strict=False):
                with column:
                    _date(webinar, today)


def _date(webinar: Webinar, today: date) -> None:
    with st.container(border=True, height="stretch", key=f"webinar_{webinar.id}"):
        when = wording.long_date(webinar.day)
        st.caption(when if webinar.day < today else f"{when}, à venir")
        ressources_list.open_record(webinar.id, webinar.theme, key=f"open_{webinar.id}")


def trades(catalogue: Catalogue, taken: list[str]) -> None:
    """What each trade does, as the document lists it, then what is meant for catalyseurs."""
    st.markdown(
        "Le *catalyseur territorial* fait le lien entre les acteurs d’un territoire. "
        "Quatre métiers le décrivent\u202f; un même catalyseur peut en exercer plusieurs."
    )
    found = catalogue.of_kind(TRADE)
    for start in (0, 2):
        for column, resource in zip(st.columns(2), found[start : start + 2], strict=False):
            with column:
                _trade(resource)
    st.header("Pour les catalyseurs", anchor=False)
    meant = [resource for resource in catalogue.to_pick if "catalyseurs" in resource.audiences]
    ressources_list.cards(catalogue, meant, taken, place="trades")


def _trade(resource: Resource) -> None:
    with st.container(border=True, height="stretch", key=f"trade_{resource.id}"):
        st.header(escaped(resource.title), anchor=False)
        tasks = (task.strip(" .\u202f") for task in resource.note.split(";"))
        st.markdown("\n".join(f"- {escaped(task[:1].upper() + task[1:])}" for task in tasks))
        ressources_list.open_record(resource.id, "La fiche de ce métier", key=f"open_{resource.id}")


def guide(catalogue: Catalogue) -> None:
    """The three steps and the seven needs on one screen, each leading to its resources."""
    resources = catalogue.to_pick
    st.header("Trois étapes", anchor=False)
    for column, term in zip(st.columns(3), catalogue.terms["step"].values(), strict=True):
        with column:
            _explained("step", term, sum(term.code in resource.steps for resource in resources))
    st.header("Sept besoins", anchor=False)
    needs = list(catalogue.terms["need"].values())
    for start in range(0, len(needs), 2):
        for column, term in zip(st.columns(2), needs[start : start + 2], strict=False):
            with column:
                _explained("need", term, sum(term.code in resource.needs for resource in resources))


def _explained(facet: str, term: Term, count: int) -> None:
    """What a step or a need is, and its resources."""
    with st.container(border=True, height="stretch", gap="xxsmall", key=f"{facet}_{term.code}"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"**{escaped(term.label)}**", width="stretch")
            st.button(
                wording.plural(count, "ressource"),
                type="tertiary",
                icon=":material/arrow_forward:",
                icon_position="right",
                key=f"see_{facet}_{term.code}",
                on_click=ressources_search.only,
                args=(facet, term.code),
            )
        st.caption(escaped(term.description))


def ways_back(edition: Edition, chosen: Selection) -> None:
    """From a record to the priority it may have been opened from, and to the catalogue as it was left."""
    with st.container(horizontal=True, vertical_alignment="center"):
        if chosen.region:
            st.page_link(
                "pages/comprendre/territoire.py",
                label=f"Retour aux priorités{wording.NBSP}: {edition.regions[chosen.region].name}",
                icon=":material/arrow_back:",
                query_params=_address(chosen.region),
            )
        st.button(
            "Toutes les ressources",
            type="tertiary",
            icon=":material/menu_book:",
            on_click=selection.choose,
            args=(RECORD, None),
        )


def _address(region: str) -> dict[str, str]:
    """What leads back to the priority that the reader was looking at."""
    kept = st.session_state.get(f"kept_{PRIORITY}")
    return {"region": region} | ({PRIORITY: kept} if kept else {})

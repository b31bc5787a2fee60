"""Resources as a reader meets them: one as a card, one as a whole record, several to take away."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from charts.canvas.markup import render
from charts.tables import excel_csv
from pages.shared import furniture, reads, selection
from pages.shared.plain import escaped, spoken
from pages.shared.resource_links import RECORD, TAKEN, icon
from territory import wording
from territory.resources import CASE, Catalogue, Evidence, Resource

TITLE_SHOWN = 60
CARDS = Path(__file__).with_name("ressources_cards.html")
_SAID_ELSEWHERE = ["Titre", "Type", "Auteur", "Année", "Note", "Lien", "Document", "Source publique", "Relevée le"]


def about(catalogue: Catalogue, resource: Resource) -> str:
    """« Étude · Le RAMEAU · 2016 »."""
    dated = resource.year or (f"mise à jour {resource.updated}" if resource.updated else "")
    return " · ".join(part for part in (catalogue.label("kind", resource.kind), *resource.authors, dated) if part)


class Card(NamedTuple):
    """A resource where it is one of several: ``href`` opens its record, ``pick`` takes it away or puts it back."""

    title: str
    who: str
    line: str
    icon: str
    href: str
    pick: str
    picked: bool
    picking: str


def cards(catalogue: Catalogue, resources: Sequence[Resource], taken: list[str], place: str = "list") -> None:
    """What each is, who made it, what it is for; a card is a link to its record, beside it the way to take it away."""
    address = st.query_params.to_dict()
    shown = [_card(catalogue, resource, taken, address) for resource in resources]
    furniture.markup(render(CARDS, cards=shown), f"cards_{place}")


def _card(catalogue: Catalogue, resource: Resource, taken: list[str], address: Mapping[str, str]) -> Card:
    picked = resource.id in taken
    codes = [code for code in taken if code != resource.id] if picked else [*taken, resource.id]
    return Card(
        resource.title,
        about(catalogue, resource),
        resource.note,
        icon(resource.kind),
        _with(address, RECORD, resource.id),
        _with(address, TAKEN, ",".join(codes)),
        picked,
        taking(resource, picked),
    )


def _with(address: Mapping[str, str], name: str, value: str) -> str:
    """The address of this page as it stands, with one choice more; an empty one says that nothing is kept of it."""
    return f"?{urlencode({**address, name: value}, safe=',')}"


def open_record(resource: str, label: str, key: str) -> None:
    """The title, which opens the record on this same page; the search comes back with « Toutes les ressources »."""
    st.button(
        f"**{escaped(label)}**",
        type="tertiary",
        icon=":material/arrow_forward:",
        icon_position="right",
        key=key,
        on_click=selection.choose,
        args=(RECORD, resource),
    )


def _short(text: str, longest: int) -> str:
    """The text's beginning, cut at a word."""
    if len(text) <= longest:
        return text
    return text[:longest].rsplit(" ", 1)[0].rstrip(" ,;:.(«“\u00a0\u202f") + "…"


def _take(resource: Resource, taken: list[str]) -> None:
    key = f"take_{resource.id}"
    st.session_state[key] = resource.id in taken

    def change() -> None:
        kept = [code for code in taken if code != resource.id]
        selection.choose(TAKEN, [*kept, resource.id] if st.session_state[key] else kept)

    st.checkbox(taking(resource), key=key, on_change=change)


def taking(resource: Resource, picked: bool = False) -> str:
    """« Emporter « Charte du Mécénat » »: a screen reader must tell the ten boxes of a page apart."""
    inner = re.sub(r"“\s|\s”", lambda mark: mark[0].strip(), spoken(resource.title).translate({0xAB: "“", 0xBB: "”"}))
    title = _short(inner, TITLE_SHOWN)
    closing = "”" if title.count("“") > title.count("”") else ""
    return f"{'Retirer' if picked else 'Emporter'} «{wording.NBSP}{title}{closing}{wording.NBSP}»"


def take_away(catalogue: Catalogue, found: tuple[Resource, ...], taken: list[str]) -> None:
    """How many there are, and two files: what is shown, and what was picked one by one."""
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.header(wording.plural(len(found), "ressource"), anchor=False, width="content")
        _download(catalogue, found, "Emporter ces résultats", "ressources-resultats")
        if taken:
            picked = tuple(catalogue.resources[code] for code in taken)
            _download(catalogue, picked, "Emporter ma sélection", "ressources-selection")
            st.button(
                "Vider ma sélection",
                type="tertiary",
                icon=":material/remove_done:",
                on_click=selection.choose,
                args=(TAKEN, None),
                key="empty_taken",
            )


def _download(catalogue: Catalogue, resources: tuple[Resource, ...], label: str, name: str) -> None:
    st.download_button(
        f"{label} ({len(resources)}, CSV)",
        data=lambda: excel_csv(as_table(catalogue, resources)),
        file_name=f"{name}.csv",
        mime="text/csv",
        on_click="ignore",
        icon=":material/download:",
        disabled=not resources,
        key=f"download_{name}",
    )


def as_table(catalogue: Catalogue, resources: tuple[Resource, ...]) -> pd.DataFrame:
    """French headings and labels, one row per resource."""
    edition = reads.edition()
    several = " | ".join
    return pd.DataFrame(
        [
            {
                "Titre": resource.title,
                "Source": catalogue.label("origin", resource.origin),
                "Type": catalogue.label("kind", resource.kind),
                "Auteur": several(resource.authors),
                "Année": resource.year,
                "Mise à jour": resource.updated,
                "Public": several(catalogue.label("audience", code) for code in resource.audiences),
                "Besoin": several(catalogue.label("need", code) for code in resource.needs),
                "Étape": several(catalogue.label("step", code) for code in resource.steps),
                "Nature": catalogue.label("nature", resource.nature) if resource.nature else "",
                "Domaine": several(edition.registry.domains[code].label for code in resource.domains),
                "Région": several(edition.regions[code].name for code in resource.regions),
                "Lien": resource.link,
                "À demander": resource.ask,
                "Document": several(catalogue.documents[p.document].title for p in resource.passages),
                "Note": resource.note,
                "Usage": catalogue.label("use", resource.use) if resource.use else "",
                "Fin annoncée": resource.until,
                "Source publique": several(resource.evidence.sources) if resource.evidence else "",
                "Relevée le": wording.date_text(resource.evidence.gathered) if resource.evidence else "",
            }
            for resource in resources
        ]
    )


def record(catalogue: Catalogue, resource: Resource, taken: list[str]) -> None:
    """One resource in full: where it is, what it is for, and the words of the documents that name it."""
    with st.container(horizontal=True, vertical_alignment="center"):
        if resource.link:
            st.link_button("Ouvrir le site", resource.link, icon=":material/open_in_new:")
        else:
            st.markdown(f"À demander{wording.NBSP}: {escaped(resource.ask)}", width="content")
        _take(resource, taken)
    if resource.note:
        st.markdown(escaped(resource.note))
    facts = as_table(catalogue, (resource,)).iloc[0].drop(_SAID_ELSEWHERE)
    goals = [f"ODD {goal}, {catalogue.goals[goal]}" for goal in catalogue.resource_goals.get(resource.id, ())]
    known = {name: text for name, text in facts.items() if text} | ({"Objectif": " | ".join(goals)} if goals else {})
    st.table(
        pd.DataFrame(
            {"À savoir": list(known), "Réponse": [escaped(text.replace(" | ", ", ")) for text in known.values()]}
        ),
        hide_index=True,
        border="horizontal",
    )
    for item in catalogue.listed(resource.id):
        open_record(item.id, item.title, key=f"open_item_{item.id}")
    st.header("Où elle est nommée", anchor=False)
    if resource.kind == CASE:
        st.markdown("Dans la liste de cas de l’Observatoire des partenariats, importée.")
    for passage in resource.passages:
        st.markdown(f"«{wording.NBSP}{escaped(passage.text)}{wording.NBSP}»")
        st.caption(escaped(catalogue.documents[passage.document].title))
    if resource.evidence:
        _evidence(resource.evidence)


def _evidence(evidence: Evidence) -> None:
    """The sources of a public resource, and the day on which they were read."""
    for source in evidence.sources:
        st.markdown(escaped(source))
    dated = f" (source de {evidence.year})" if evidence.year else ""
    read = wording.date_text(evidence.gathered)
    st.caption(f"Adresse relevée dans une source publique{dated} le {read}, non ouverte ici.")

"""Resources as a reader meets them: one as a card, one as a whole record, several to take away."""

from __future__ import annotations

import re

import pandas as pd
import streamlit as st

from charts.tables import excel_csv
from pages.shared import reads, selection
from pages.shared.plain import escaped, spoken
from pages.shared.resource_links import RECORD, TAKEN
from territory import wording
from territory.resources import CASE, Catalogue, Evidence, Resource

NOTE_SHOWN, TITLE_SHOWN = 150, 60
_SAID_ELSEWHERE = ["Titre", "Type", "Auteur", "Année", "Note", "Lien", "Document", "Source publique", "Relevée le"]


def about(catalogue: Catalogue, resource: Resource) -> str:
    """« Étude · Le RAMEAU · 2016 »."""
    dated = resource.year or (f"mise à jour {resource.updated}" if resource.updated else "")
    return " · ".join(part for part in (catalogue.label("kind", resource.kind), *resource.authors, dated) if part)


def card(catalogue: Catalogue, resource: Resource, taken: list[str], place: str = "list") -> None:
    """What it is, what it is for, where it is; its record, and whether to take it away."""
    with st.container(border=True, key=f"resource_{place}_{resource.id}", gap="xxsmall"):
        st.caption(escaped(about(catalogue, resource)))
        open_record(resource.id, resource.title, key=f"open_{place}_{resource.id}")
        if resource.note:
            st.markdown(escaped(_short(resource.note)))
        with st.container(horizontal=True, vertical_alignment="center"):
            _where(resource)
            _take(resource, taken, place)


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


def _short(text: str, longest: int = NOTE_SHOWN) -> str:
    """The text's beginning, cut at a word."""
    if len(text) <= longest:
        return text
    return text[:longest].rsplit(" ", 1)[0].rstrip(" ,;:.(«“\u00a0\u202f") + "…"


def _where(resource: Resource) -> None:
    if resource.link:
        st.markdown(f"[Ouvrir le site]({resource.link})", width="content")
    else:
        st.markdown(f"À demander{wording.NBSP}: {escaped(resource.ask)}", width="content")


def _take(resource: Resource, taken: list[str], place: str) -> None:
    key = f"take_{place}_{resource.id}"
    st.session_state[key] = resource.id in taken

    def change() -> None:
        kept = [code for code in taken if code != resource.id]
        selection.choose(TAKEN, [*kept, resource.id] if st.session_state[key] else kept)

    st.checkbox(taking(resource), key=key, on_change=change)


def taking(resource: Resource) -> str:
    """« Emporter « Charte du Mécénat » »: ten boxes of a page are not ten times « Emporter » for who hears them."""
    inner = re.sub(r"“\s|\s”", lambda mark: mark[0].strip(), spoken(resource.title).translate({0xAB: "“", 0xBB: "”"}))
    title = _short(inner, TITLE_SHOWN)
    closing = "”" if title.count("“") > title.count("”") else ""
    return f"Emporter «{wording.NBSP}{title}{closing}{wording.NBSP}»"


def take_away(catalogue: Catalogue, found: tuple[Resource, ...], taken: list[str]) -> None:
    """Two files: what is shown, and what was picked one by one."""
    with st.container(horizontal=True, vertical_alignment="center"):
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
    """French headings and labels, one row a resource."""
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
            _where(resource)
        _take(resource, taken, "record")
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

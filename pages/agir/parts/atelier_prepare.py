"""The form that prepares a workshop: where, who, on which domains, for how long, and who is responsible."""

from __future__ import annotations

import streamlit as st

from pages.agir.parts import atelier_door, atelier_often
from pages.shared import opened_workshops
from pages.shared.selection import Selection
from territory.editions import IMPORTED
from territory.loader import Edition
from territory.text import slug
from territory.workshop.model import ACTORS, MOST_ON_ONE, POINTS, Actor, Setup
from territory.workshop.rules import LONGEST_ORGANISER, LONGEST_TITLE, check_setup
from territory.workshop.store import KEPT_DAYS, MOST_KEPT_DAYS

_COLUMNS = 2
ORGANISER = (
    "Nom de l’organisme, base légale (par exemple\u00a0: mission d’intérêt public, article 6.1.e du RGPD) et contact. "
    "Ce texte s’affiche à chaque personne avant sa réponse."
)
NOT_SHARED = (
    "Les chiffres que vous lisez viennent de votre fichier, que personne d’autre n’a ici. Un atelier se prépare sur "
    "une édition publiée sur ce site\u00a0: choisissez-en une."
)


def show(edition: Edition, chosen: Selection) -> None:
    """The form; once it is right, the workshop opens in this session."""
    st.header("Préparer", anchor=False)
    if edition.registry.code == IMPORTED:
        st.info(NOT_SHARED, icon=":material/upload_file:")
        return
    st.markdown(
        f"Chaque personne partage **{POINTS} points** entre les domaines, {MOST_ON_ONE} au plus sur un seul, sur son "
        "téléphone ou sur papier. Aucun compte, aucun nom."
    )
    with st.form("atelier_prepare"):
        title = st.text_input("Titre de l’atelier", max_chars=LONGEST_TITLE, placeholder="Assises du territoire")
        territory = _territory(edition, chosen.region)
        actors = _actors()
        domains = _domains(edition)
        opinion = st.checkbox(
            "Demander aussi, pour chaque domaine\u00a0: plus fragile qu’ailleurs, comme ailleurs, moins\u202f?",
            key="atelier_opinion",
        )
        organiser = st.text_area(
            "Qui organise, et à quel titre", max_chars=LONGEST_ORGANISER, help=ORGANISER, height=80
        )
        days = st.number_input("Tout effacer après (jours)", 1, MOST_KEPT_DAYS, KEPT_DAYS, key="atelier_days")
        if st.form_submit_button("Préparer l’atelier", icon=":material/groups:"):
            setup = Setup(title.strip(), edition.registry.code, territory, actors, domains, opinion, organiser.strip())
            atelier_door.do(lambda: _create(setup, int(days)))
            st.rerun()


def _create(setup: Setup, days: int) -> None:
    check_setup(setup)  # only what is right counts
    atelier_often.often().count(str(st.context.ip_address or ""))
    keys = opened_workshops.store().create(setup, kept_days=days)
    atelier_door.use(atelier_door.KEY, keys.facilitator)
    st.session_state["atelier_keys"] = keys


def _territory(edition: Edition, chosen: str | None) -> str:
    """The code of the territory, that of the reader's at first; empty while none is chosen."""
    names = {code: region.name for code, region in edition.regions.items()}
    codes = sorted(names, key=lambda code: slug(names[code]))
    picked = st.selectbox(
        "Territoire", codes, index=codes.index(chosen) if chosen in codes else None,
        format_func=names.__getitem__, placeholder="Choisir un territoire", key="atelier_territory",
    )  # fmt: skip
    return picked or ""


def _actors() -> tuple[Actor, ...]:
    st.markdown("**Acteurs**")
    with st.container(horizontal=True):
        picked = [actor for actor in ACTORS if st.checkbox(actor.label, value=True, key=f"atelier_actor_{actor.code}")]
    others = st.text_input("D’autres acteurs, séparés par des virgules", max_chars=200, key="atelier_others")
    return (*picked, *(Actor(slug(name)[:40], name) for name in _split(others)))


def _split(text: str) -> list[str]:
    return list(dict.fromkeys(name.strip() for name in text.split(",") if name.strip()))


def _domains(edition: Edition) -> tuple[str, ...]:
    """Those of the edition, all by default; made while closed, for the form sends them all."""
    found = list(edition.registry.domains.values())
    with st.expander(f"Domaines proposés\u00a0: les {len(found)} de l’édition, sauf ceux que vous décochez"):
        columns = st.columns(_COLUMNS)
        kept = [
            domain.code
            for k, domain in enumerate(found)
            if columns[k * _COLUMNS // max(1, len(found))].checkbox(
                domain.label, value=True, key=f"atelier_domain_{domain.code}"
            )
        ]
    return tuple(kept)

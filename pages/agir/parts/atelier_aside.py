"""Beside the course of a round: what is handed out, paper ballots, a test put aside, and the ways to begin again."""

from __future__ import annotations

import datetime as dt
from functools import partial

import streamlit as st

from charts.exports import MIME, invitation
from pages.agir.parts import atelier_door
from pages.shared import exports, folded, opened_workshops, reads, selection
from territory.workshop.keys import new_token
from territory.workshop.model import State
from territory.workshop.paper import read_lines
from territory.workshop.records import Workshop

_BATCH = "atelier_batch"
TYPED = "«\u00a01:3 4:2\u00a0» donne 3 points au domaine 1 et 2 au domaine 4."
HANDOUTS = {
    "pptx": ("Diapositive d’invitation (PowerPoint)", "invitation"),
    "pdf": ("Feuille et bulletin papier (PDF)", "bulletin"),
}


def show(held: Workshop) -> None:
    if held.state in (State.OPEN, State.CLOSED):
        folded.expander(
            "Saisir des bulletins papier", lambda: _paper(held), key="atelier_paper", icon=":material/edit:"
        )
    folded.expander("Corriger, effacer", lambda: _correct(held), key="atelier_correct", icon=":material/build:")
    folded.expander("Journal", lambda: _journal(held), key="atelier_journal", icon=":material/history:")


def handouts(held: Workshop, address: str) -> None:
    """The slide to project and the sheet to print, made on the click."""
    marks = exports.stamp(selection.now().reading)
    for form, (label, word) in HANDOUTS.items():
        name = marks.file_name(word, held.code, extension=form)
        st.download_button(
            label, data=partial(invitation, held.setup, held.code, address, form, marks),
            file_name=name, mime=MIME[form], on_click="ignore", icon=":material/download:", key=f"atelier_hand_{form}",
        )  # fmt: skip


def _paper(held: Workshop) -> None:
    """A batch of one actor; the same batch sent twice counts once."""
    setup = held.setup
    labels = {code: domain.label for code, domain in reads.edition().registry.domains.items()}
    st.session_state.setdefault(_BATCH, new_token())
    actors = {actor.code: actor.label for actor in setup.actors}
    with st.form("atelier_paper_form"):
        actor = st.radio(
            "Acteur", list(actors), format_func=actors.__getitem__, horizontal=True, key="atelier_paper_actor"
        )
        lines = st.text_area(
            "Un bulletin par ligne, par les numéros des domaines\u00a0: 1:3 4:2", key="atelier_paper_lines", height=140
        )
        st.caption(
            TYPED
            + (
                " Seconde question\u00a0: 7+ plus fragile, 7= comme ailleurs, 7- moins, 7? ne sait pas."
                * setup.asks_opinion
            )
        )
        st.caption(" · ".join(f"{k} {labels.get(code, code)}" for k, code in enumerate(setup.domains, start=1)))
        if st.form_submit_button("Ajouter ces bulletins"):
            done = atelier_door.do(lambda: _enter(held, actor, lines, labels))
            if done:
                st.session_state[_BATCH] = new_token()
                del st.session_state["atelier_paper_lines"]
            st.rerun(scope="app")


def _enter(held: Workshop, actor: str, lines: str, labels: dict[str, str]) -> None:
    batch = read_lines(lines, actor, held.setup, labels)
    opened_workshops.store().enter_paper(held, actor, batch, batch_id=st.session_state[_BATCH])


def _correct(held: Workshop) -> None:
    """A test put aside, a round begun again, everything erased."""
    store = opened_workshops.store()
    if held.state in (State.OPEN, State.CLOSED):
        with st.form("atelier_exclude", clear_on_submit=True):
            reference = st.text_input("Mettre de côté un bulletin d’essai, par sa référence", max_chars=64)
            if st.form_submit_button("Mettre de côté"):
                atelier_door.do(lambda: store.exclude(held, reference))
                st.rerun(scope="app")
        sure = st.checkbox("Remettre ce tour à zéro\u00a0: ses bulletins ne compteront plus", key="atelier_sure_reset")
        if st.button("Remettre à zéro", disabled=not sure, key="atelier_reset"):
            atelier_door.do(lambda: store.reset_round(held))
            st.session_state.pop("atelier_sure_reset", None)
            st.rerun(scope="app")
    st.caption(
        "Adresse de lecture perdue, ou trop répandue\u202f? Une autre la remplace\u00a0: l’ancienne ne s’ouvre plus."
    )
    if st.button("Changer l’adresse de lecture", icon=":material/key:", key="atelier_renew"):
        atelier_door.do(lambda: atelier_door.renew_reader(held))
        st.rerun(scope="app")
    st.caption(f"Tout sera effacé le {held.expires.astimezone(dt.UTC).strftime('%d/%m/%Y')}, sans rien faire.")
    gone = st.checkbox("Tout effacer maintenant\u00a0: rien ne pourra être retrouvé", key="atelier_sure_erase")
    if st.button("Effacer l’atelier", disabled=not gone, icon=":material/delete_forever:", key="atelier_erase"):
        if atelier_door.do(lambda: store.erase(held)):
            atelier_door.leave()
        st.rerun(scope="app")


def _journal(held: Workshop) -> None:
    """What was done and when, in UTC; no ballot's content."""
    for entry in opened_workshops.store().journal(held):
        st.markdown(f"{entry.at:%d/%m %H:%M} (UTC) · {entry.what}" + (f" · {entry.detail}" if entry.detail else ""))

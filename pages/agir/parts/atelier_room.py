"""The facilitator's room: the addresses to keep, what to hand out, and the steps of the round."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from charts.canvas import qr
from pages.agir.parts import atelier_aside, atelier_door, atelier_wall
from pages.shared import opened_workshops
from territory.wording import NBSP
from territory.workshop.model import State
from territory.workshop.records import Keys, Workshop

STATE_SAID = {
    State.PREPARED: "Prêt\u00a0: ouvrez le tour quand la salle y est.",
    State.OPEN: "Ouvert\u00a0: les réponses arrivent.",
    State.CLOSED: "Clos\u00a0: les dernières réponses parties à temps arrivent encore dix secondes.",
    State.REVEALED: "Révélé\u00a0: les résultats sont ci-dessous, et à l’adresse de lecture.",
    State.DISCUSSED: "Discuté\u00a0: un second tour peut suivre, ou l’atelier s’arrête ici.",
}
MINUTES = 5
"""What « Prolonger » adds."""


def show(held: Workshop) -> None:
    _addresses(held)
    tour = "Premier tour" if held.number == 1 else "Second tour"
    st.header(f"{tour}. {STATE_SAID[held.state]}", anchor=False)
    left, right = st.columns([2, 3], gap="large")
    with left:
        _invitation(held)
    with right:
        atelier_wall.counts(held)
        _steps(held)
        atelier_aside.show(held)


def _addresses(held: Workshop) -> None:
    """The two secrets, as long as the session that made them lasts: only their digests are kept elsewhere."""
    keys: Keys | None = st.session_state.get("atelier_keys")
    if keys is None or keys.code != held.code:
        return
    leads, reads = (
        atelier_door.link(atelier_door.KEY, keys.facilitator),
        atelier_door.link(atelier_door.READER, keys.reader),
    )
    with st.container(border=True, key="atelier_keys_box"):
        st.markdown(
            "**Gardez ces deux adresses maintenant**\u00a0: elles ne seront plus affichées une fois cette page fermée, "
            "et personne ne peut les retrouver. Ne projetez pas celle de l’animateur."
        )
        said = (
            f"Atelier{NBSP}: {held.setup.title}\nCode{NBSP}: {held.code}\n"
            f"Animateur (secret){NBSP}: {leads}\nLecture seule{NBSP}: {reads}\n"
        )
        st.download_button(
            "Garder les adresses (fichier)", said, file_name=f"atelier-{held.code}.txt", on_click="ignore",
            icon=":material/key:", key="atelier_keys_file",
        )  # fmt: skip
        with st.expander("Les voir, pour les copier", icon=":material/visibility:"):
            st.caption("Animateur\u00a0: mène l’atelier")
            st.code(leads, language=None, wrap_lines=True)
            st.caption("Lecture seule\u00a0: ce qui est révélé")
            st.code(reads, language=None, wrap_lines=True)


def _invitation(held: Workshop) -> None:
    """The code, its address, what is projected and printed."""
    address = atelier_door.vote_link(held.code)
    st.image(qr.png(address), width=200, alt=f"Code QR de l’adresse où répondre{NBSP}: {address}")
    st.markdown(f"Code **{held.code}**, à l’adresse `{address}`")
    st.button("Projeter", icon=":material/cast:", on_click=atelier_wall.open_it, key="atelier_project")
    atelier_aside.handouts(held, address)


def _steps(held: Workshop) -> None:
    """What can be done now, in the order of the course."""
    store = opened_workshops.store()
    with st.container(horizontal=True):
        if held.state is State.PREPARED:
            _step("Ouvrir le tour", "play_arrow", lambda: store.open_round(held))
        if held.state is State.OPEN:
            _step("Clore le tour", "stop", lambda: store.close_round(held))
            _step(f"Prolonger de {MINUTES}{NBSP}minutes", "more_time", lambda: store.extend(held, MINUTES))
        if held.state is State.CLOSED:
            _step("Révéler les résultats", "visibility", lambda: store.reveal(held))
            _step("Rouvrir le tour", "replay", lambda: store.reopen(held))
        if held.state is State.REVEALED:
            _step("Marquer comme discuté", "forum", lambda: store.discuss(held))
        if held.state in (State.REVEALED, State.DISCUSSED) and held.number == 1:
            _step("Préparer un second tour", "repeat", lambda: store.second_round(held))
    if held.state in (State.PREPARED, State.OPEN, State.CLOSED):
        live = st.toggle(
            "Montrer les résultats en direct", value=held.live, key=f"atelier_live_{held.live}",
            help="Les premières réponses influencent les suivantes\u00a0: par défaut, seuls les nombres sont montrés.",
        )  # fmt: skip
        if live != held.live:
            atelier_door.do(partial(store.set_live, held, live))
            st.rerun()


def _step(label: str, icon: str, action: Callable[[], object]) -> None:
    st.button(
        label, icon=f":material/{icon}:", on_click=atelier_door.click, args=(action,), key=f"atelier_step_{icon}"
    )  # fmt: skip

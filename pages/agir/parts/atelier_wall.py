"""What the room sees: how to answer, how many have, and what is revealed; up to date within two seconds."""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from markupsafe import Markup

from charts.canvas import qr
from charts.canvas.markup import render
from charts.documents import image
from charts.figures.perception import record as perception
from pages.agir.parts import atelier_door, atelier_results
from pages.shared import drawing, opened_workshops, reads
from pages.shared.plain import starred
from territory.wording import NBSP
from territory.wording import perception as said
from territory.wording.addresses import typed_address
from territory.workshop.model import State
from territory.workshop.records import Workshop
from territory.workshop.regards import Regards

REFRESH = 2.0
"""Seconds between two looks at the store."""
_OPEN = "atelier_wall"
_SHOWN = (State.REVEALED, State.DISCUSSED)
_TAKES = (State.PREPARED, State.OPEN)
HERE = Path(__file__).parent


def wanted() -> bool:
    return bool(st.session_state.get(_OPEN))


def open_it() -> None:
    st.session_state[_OPEN] = True


def _close() -> None:
    st.session_state.pop(_OPEN, None)


def show(held: Workshop) -> None:
    """The whole screen, read from the back of the room."""
    with st.container(key="atelier_wall", gap="small"):
        _wall()
        st.button("Quitter la projection", on_click=_close, key="atelier_wall_close")


@st.fragment(run_every=REFRESH)
def _wall() -> None:
    held = atelier_door.workshop()
    if held is None:
        _close()
        st.rerun(scope="app")
    found = atelier_results.regards(held, held.number)
    if found is not None and found.groups and (held.state in _SHOWN or held.live):
        _figure(held, found)
        return
    address = atelier_door.vote_link(held.code)
    left, right = st.columns([2, 3], gap="large", vertical_alignment="center")
    with left:
        st.image(qr.png(address), width=460, alt=f"Code QR de l’adresse où répondre{NBSP}: {address}")
    with right:
        _words(held, typed_address(address) if held.state in _TAKES else "", said.NO_ELECTION)


def _words(held: Workshop, where: str, note: str) -> None:
    """The title, how to answer while answers are taken, and how many have."""
    progress = opened_workshops.store().progress(held)
    labels = {actor.code: actor.label.lower() for actor in held.setup.actors}
    counts = [("bulletins", sum(progress.values())), *((labels[code], ballots) for code, ballots in progress.items())]
    code = f"{held.code[:3]}{NBSP}{held.code[3:]}" if where else ""
    # HTML: numbers read from the back of a room, at sizes that no element of Streamlit's has.
    st.html(
        render(HERE / "atelier_wall.html", title=held.setup.title, where=where, code=code, counts=counts, note=note)
    )


def _figure(held: Workshop, found: Regards) -> None:
    """One group at a time; all together first."""
    labels = {group.actor or "": said.group_label(group) for group in found.groups}
    picked = st.segmented_control(
        "Groupe", list(labels), format_func=labels.__getitem__, default=next(iter(labels)), required=True,
        key="atelier_wall_group",
    )  # fmt: skip
    record = perception.record(reads.edition(), found, picked or None)
    st.title(record.title, anchor=False)
    drawing.show(Markup(image.projected(record, *reads.PROJECTED)), f"atelier_wall_{picked}")
    st.caption(starred(f"{held.setup.title}. {record.subtitle}. {record.credit}"))


def counts(held: Workshop) -> None:
    """Ballots by actor, in the facilitator's room; read again as long as some may arrive.

    No longer: each look is a run, and a file that is being taken away may be dropped once two runs have ended.
    """
    if held.state in (State.OPEN, State.CLOSED):
        _counted(held)
    else:
        _metrics(held)


@st.fragment(run_every=REFRESH)
def _counted(held: Workshop) -> None:
    """The page follows where the clock has closed the round."""
    now = atelier_door.workshop()
    if now is None or now.state is not held.state:
        st.rerun(scope="app")
    _metrics(held)


def _metrics(held: Workshop) -> None:
    progress = opened_workshops.store().progress(held)
    labels = {actor.code: actor.label for actor in held.setup.actors}
    with st.container(horizontal=True):
        st.metric("Bulletins", sum(progress.values()))
        for code, ballots in progress.items():
            st.metric(labels[code], ballots)

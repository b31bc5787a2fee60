"""What the room sees: how to answer, how many have, and what is revealed; up to date within two seconds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import streamlit as st
from markupsafe import Markup

from charts.canvas import qr
from charts.canvas.markup import render
from charts.documents import image
from charts.figures.opinion import record as opinion
from charts.figures.perception import record as perception
from charts.record import Record
from pages.agir.parts import atelier_door, atelier_results
from pages.shared import drawing, opened_workshops, reads
from territory.loader import Edition
from territory.wording import NBSP
from territory.wording import perception as said
from territory.wording.addresses import typed_address
from territory.wording.invitation import HOW
from territory.wording.typography import enumeration
from territory.workshop import disclosure
from territory.workshop.model import LEAST_SHOWN, State
from territory.workshop.opinions import answers_of
from territory.workshop.records import Workshop
from territory.workshop.regards import Regards

REFRESH = 1.5
"""Seconds between two looks at the store: what a telephone sends is seen within two, the run included."""
_OPEN = "atelier_wall"
_SHOWN = (State.REVEALED, State.DISCUSSED)
_TAKES = (State.PREPARED, State.OPEN)
QUESTIONS = ("Perçu et mesuré", "Plus fragile qu’ailleurs\u202f?")
SOON = "Le vote ouvre dans un instant."
CLOSED = "Le tour est clos, merci. Les résultats arrivent."
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
    if held.state not in _TAKES:
        _words(held, "", said.nothing_shown() if held.state in _SHOWN else CLOSED)
        return
    address = atelier_door.vote_link(held.code)
    left, right = st.columns([2, 3], gap="large", vertical_alignment="center")
    with left:
        st.image(qr.png(address), width=460, alt=f"Code QR de l’adresse où répondre{NBSP}: {address}")
    with right:
        _words(held, typed_address(address), SOON if held.state is State.PREPARED else HOW)


def _words(held: Workshop, where: str, how: str) -> None:
    """The title, how to answer while answers are taken, and how many have."""
    title = held.setup.title if held.number == 1 else f"{held.setup.title}. Second tour"
    progress = opened_workshops.store().progress(held)
    labels = {actor.code: actor.label.lower() for actor in held.setup.actors}
    counts = [("bulletins", sum(progress.values())), *((labels[code], ballots) for code, ballots in progress.items())]
    code = f"{held.code[:3]}{NBSP}{held.code[3:]}" if where else ""
    # HTML: numbers read from the back of a room, at sizes that no element of Streamlit's has.
    words = {"title": title, "where": where, "code": code, "how": how, "counts": counts, "note": said.NO_ELECTION}
    st.html(render(HERE / "atelier_wall.html", **words))


def _figure(held: Workshop, found: Regards) -> None:
    """One group at a time, all together first; and of each, one question at a time."""
    labels = {group.actor or "": said.group_label(group) for group in found.groups}
    with st.container(horizontal=True, gap="large"):
        picked = st.segmented_control(
            "Groupe", list(labels), format_func=labels.__getitem__, default=next(iter(labels)), required=True,
            key="atelier_wall_group", label_visibility="collapsed",
        )  # fmt: skip
        record = _question(found)(reads.edition(), found, picked or None)
    # HTML, here and below: on a wall that is white in both themes, where Streamlit's own text follows the theme.
    st.html(render(HERE / "atelier_wall_text.html", title=record.title, source=""))
    drawing.show(
        Markup(image.projected(record, *reads.PROJECTED)), f"atelier_wall_{picked or 'all'}_{record.view.figure}"
    )
    source = f"{held.setup.title}. {record.subtitle}. {record.credit}"
    st.html(render(HERE / "atelier_wall_text.html", title="", source=source))


def _question(found: Regards) -> Callable[[Edition, Regards, str | None], Record]:
    """Which of the two questions is shown; a choice only where the second has answers to show."""
    if not any(answers_of(group) for group in found.groups):
        return perception.record
    key = "atelier_wall_question"
    asked = st.segmented_control(
        "Question", list(QUESTIONS), default=QUESTIONS[0], required=True, key=key, label_visibility="collapsed"
    )
    return opinion.record if asked == QUESTIONS[1] else perception.record


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
    if held.state in (State.OPEN, State.CLOSED) and not held.live and (said_so := _apart(progress, labels)):
        st.caption(said_so)


def _apart(progress: Mapping[str, int], labels: Mapping[str, str]) -> str:
    """Why no group would be shown apart as the vote stands, with the numbers of ballots; empty where some would."""
    few = {code: ballots for code, ballots in progress.items() if 0 < ballots < LEAST_SHOWN}
    if not few or disclosure.shown(progress).actors or max(progress.values()) < LEAST_SHOWN:
        return ""
    names = enumeration(f"{labels[code].lower()} ({ballots})" for code, ballots in few.items())
    return (
        f"En l’état, seul l’ensemble serait montré{NBSP}: les bulletins de groupes trop petits, {names}, se "
        f"déduiraient des autres par soustraction. Il en faut {LEAST_SHOWN} en tout, ou aucun."
    )

"""The workshops that a session has opened: a list names a figure of one, and only who opened it sees it drawn.

The name in a list gives no access. Once a workshop is erased, or in a session that never opened it, there is no figure.
"""

from __future__ import annotations

import os
from collections.abc import Iterable

import streamlit as st

from charts.record import View
from pages.shared import reads, regards_board
from territory.analysis import Reading
from territory.workshop.address import address
from territory.workshop.errors import StoreAway
from territory.workshop.records import Role, Workshop
from territory.workshop.regards import SURVEY, Regards, named, regards_of
from territory.workshop.store import Store, open_store
from territory.workshop.survey import regards_of_survey

_OPENED = "workshops_opened"


def store() -> Store:
    return open_store(address(os.environ))


def remember(found: Workshop, secret: str) -> None:
    """For the session that opened it, and as long as it lasts."""
    st.session_state.setdefault(_OPENED, {})[found.name] = (found.role, secret)


def seen_by(views: Iterable[View], reading: Reading) -> dict[str, Regards]:
    """What this session may show, now, of the rounds and the survey that these views name."""
    found: dict[str, Regards] = {}
    for view in views:
        held = named(view.seen)[0] if view.seen else ""
        if held and held not in found and (regards := _regards(held, view.region, reading)):
            found[held] = regards
    return found


def _regards(held: str, territory: str, reading: Reading) -> Regards | None:
    if held == SURVEY:
        survey = regards_board.kept(territory)
        return regards_of_survey(survey, territory, reads.scores_of(reading)) if survey else None
    name, _, number = held.partition("-")
    try:
        return _round(name, int(number), reading)
    except StoreAway:
        return None


def _round(name: str, number: int, reading: Reading) -> Regards | None:
    role, secret = st.session_state.get(_OPENED, {}).get(name, (None, ""))
    if role is None:
        return None
    found = store().by_facilitator(secret) if role is Role.FACILITATOR else store().by_reader(secret)
    count = store().count(found, number) if found and found.setup.edition == reads.edition().registry.code else None
    return regards_of(count, reads.scores_of(reading), name) if count else None

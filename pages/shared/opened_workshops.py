"""The workshops that a session has opened: a list names a figure of one, and only who opened it sees it drawn.

The name in a list gives no access. Once a workshop is erased, or in a session that never opened it, there is no figure.
"""

from __future__ import annotations

import os

import streamlit as st

from territory.workshop.address import address
from territory.workshop.records import Role, Workshop
from territory.workshop.store import Store, open_store

_OPENED = "workshops_opened"


def store() -> Store:
    return open_store(address(os.environ))


def remember(found: Workshop, secret: str) -> None:
    """For the session that opened it, and as long as it lasts."""
    st.session_state.setdefault(_OPENED, {})[found.name] = (found.role, secret)


def found(name: str) -> Workshop | None:
    """The workshop of that name, where this session has opened it and it is still there."""
    role, secret = st.session_state.get(_OPENED, {}).get(name, (None, ""))
    if role is None:
        return None
    return store().by_facilitator(secret) if role is Role.FACILITATOR else store().by_reader(secret)

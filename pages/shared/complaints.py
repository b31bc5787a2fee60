"""What could not be read in an address: kept until it is said, once, above the page."""

from __future__ import annotations

import streamlit as st

from territory.wording import NBSP

_SHOWN_CODE = 30


def complain(message: str) -> None:
    """Report a part of the address that could not be read."""
    messages = st.session_state.setdefault("address_messages", [])
    if message not in messages:
        messages.append(message)


def show() -> None:
    """What was wrong, above the page."""
    for message in st.session_state.pop("address_messages", []):
        st.warning(message, icon=":material/link_off:")


def quoted(text: str) -> str:
    """A piece of an address as plain text: short, printable, in a code span, where nothing is a link."""
    shown = "".join(c for c in text[:_SHOWN_CODE] if c.isprintable() and c != "`").strip()
    if not shown:
        return "Un code vide"
    return f"«{NBSP}`{shown}{'…' if len(text) > _SHOWN_CODE else ''}`{NBSP}»"


def a_code_of(noun: str) -> str:
    """« un code de région », « un code d’indicateur »."""
    return f"un code {'d’' if noun[0] in 'aeiouhéè' else 'de '}{noun}"

"""The reader's choices and the address: the URL is the document, codes only, every code checked.

A choice is read from the address, else kept from the previous page; an unknown one falls back with a
message. What is in force is written back, so that any address can be shared.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

import streamlit as st

from territory.analysis import Reading
from territory.loader import Edition
from territory.wording import NBSP, SUREST, THIN

ALL, WITHOUT_CONTESTABLE, CORE = "tous", "sans-contestables", "noyau"
CRITERIA: Mapping[str, str] = {
    ALL: "Tous les indicateurs",
    WITHOUT_CONTESTABLE: "Sans les indicateurs discutés",
    CORE: SUREST,
}
SOURCE_READING = "source"
NONE = "aucun"
"""In an address, says that nothing is chosen; ``deploy/french.js`` writes it when the reader goes back."""
_SHOWN_CODE = 30


@dataclass(frozen=True)
class Selection:
    """What is chosen now; ``region`` is ``None`` until the reader chooses one."""

    region: str | None
    reading: Reading


def read(edition: Edition) -> Selection:
    """The choices shared by all pages, from the address, then from the session."""
    region = one("region", edition.regions, "région")
    criteria = one("criteres", CRITERIA, "choix de critères") or ALL
    source = one("lecture", (SOURCE_READING,), "lecture") == SOURCE_READING
    return Selection(region, Reading(source, criteria == WITHOUT_CONTESTABLE, criteria == CORE))


def one(
    name: str, allowed: Collection[str], noun: str, resolve: Callable[[str], str | None] | None = None
) -> str | None:
    """One code of the address, checked, else the one kept from another page; written back to the address."""
    found = st.query_params.get_all(name)
    if found:
        code = resolve(found[0]) if resolve else found[0]
        if code == NONE:
            _keep(name, None)
        elif code in allowed:
            _keep(name, code)
        else:
            complain(f"{_quoted(found[0])} n’est pas {_a_code_of(noun)} connu{THIN}; {_fallback(name, allowed)}")
        if len(found) > 1:
            complain(f"L’adresse donne plusieurs fois «{NBSP}{name}{NBSP}»{THIN}; seul le premier code est lu.")
    kept = st.session_state.get(f"kept_{name}")
    _write(name, kept)
    return kept


def here(name: str, allowed: Collection[str], noun: str) -> str | None:
    """One code that belongs to this address only: it is not carried from another page."""
    if not st.query_params.get_all(name):
        _keep(name, None)
    return one(name, allowed, noun)


def text(name: str, longest: int) -> str:
    """Words of the reader's own, from the address or kept: printable, on one line, no longer than read."""
    found = st.query_params.get_all(name)
    if found:
        _keep(name, "".join(character for character in found[0] if character.isprintable())[:longest].strip())
    kept: str = st.session_state.get(f"kept_{name}") or ""
    _write(name, kept)
    return kept


def together(*names: str) -> None:
    """An address that holds one of these choices holds them all: the others are not carried from before."""
    if any(name in st.query_params for name in names):
        for name in names:
            if name not in st.query_params:
                _keep(name, None)


def hide(*names: str) -> None:
    """Take choices out of the address without forgetting them."""
    for name in names:
        _write(name, None)


def many(name: str, allowed: Collection[str], noun: str, longest: int = 400) -> list[str]:
    """Codes separated by commas in the address, checked, each once, in the given order."""
    found = st.query_params.get_all(name)
    if found:
        codes = [code for value in found for code in value[:longest].split(",") if code]
        unknown = [code for code in codes if code not in allowed]
        if unknown or any(len(value) > longest for value in found):
            complain(f"{_quoted((unknown or found)[0])} n’est pas {_a_code_of(noun)} connu{THIN}; il est ignoré.")
        if len(set(codes)) < len(codes):
            complain(f"U{_a_code_of(noun)[1:]} est répété dans l’adresse{THIN}; il est lu une fois.")
        _keep(name, list(dict.fromkeys(code for code in codes if code in allowed)))
    kept: list[str] = st.session_state.get(f"kept_{name}") or []
    _write(name, ",".join(kept))
    return kept


def choose(name: str, value: str | list[str] | None) -> None:
    """Keep a choice and write it to the address: the one way a widget or a click changes a choice."""
    _keep(name, value)
    _write(name, ",".join(value) if isinstance(value, list) else value)


def show_messages() -> None:
    """What was wrong in the address, said once above the page."""
    for message in st.session_state.pop("address_messages", []):
        st.warning(message, icon=":material/link_off:")


def _keep(name: str, value: str | list[str] | None) -> None:
    st.session_state[f"kept_{name}"] = value


def _write(name: str, value: str | None) -> None:
    """Write only what changes: each write is a message to the browser."""
    if not value:
        st.query_params.pop(name, None)
    elif st.query_params.get_all(name) != [value]:
        st.query_params[name] = value


def complain(message: str) -> None:
    """Something of the address could not be read: it is said once, above the page."""
    messages = st.session_state.setdefault("address_messages", [])
    if message not in messages:
        messages.append(message)


def _fallback(name: str, allowed: Collection[str]) -> str:
    kept = st.session_state.get(f"kept_{name}")
    codes = ", ".join(list(allowed)[:20])
    return ("le choix précédent est gardé." if kept else "aucun n’est retenu.") + f" Codes admis{NBSP}: {codes}."


def _quoted(text: str) -> str:
    """A piece of an address as plain text: short, printable, in a code span, where nothing is a link."""
    shown = "".join(c for c in text[:_SHOWN_CODE] if c.isprintable() and c != "`").strip()
    if not shown:
        return "Un code vide"
    return f"«{NBSP}`{shown}{'…' if len(text) > _SHOWN_CODE else ''}`{NBSP}»"


def _a_code_of(noun: str) -> str:
    """« un code de région », « un code d’indicateur »."""
    return f"un code {'d’' if noun[0] in 'aeiouhéè' else 'de '}{noun}"


def go_to(page: str, **codes: str | None) -> None:
    """Open a page with codes in its address; the choices of reading follow by themselves."""
    given = {name: code for name, code in codes.items() if code}
    for name, code in given.items():
        _keep(name, code)
    st.switch_page(page, query_params=given)

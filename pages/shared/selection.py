"""The reader's choices and the address: the URL is the document, codes only, every code checked.

A choice is read from the address, else kept from the previous page; an unknown one falls back with a
message. What is in force is written back, so that any address can be shared. A choice of one page's own is bound
to its widget by ``own`` or ``switch``: the default is not written.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import TypedDict

import streamlit as st

from pages.shared.complaints import a_code_of, complain, quoted
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
"""In an address, says that nothing is chosen."""
BACK = "retour"
"""In an address, says that the reader came back to it: ``deploy/french.js`` writes it, ``begin`` reads it."""
ON = "oui"
"""What an address says of a switch that is on."""


@dataclass(frozen=True)
class Selection:
    """What is chosen now; ``region`` is ``None`` until the reader chooses one."""

    region: str | None
    reading: Reading


class Bound(TypedDict):
    """What binds a widget of codes to the address: its key and what to do when it changes."""

    key: str
    on_change: Callable[[], None]


def begin() -> None:
    """First in a run. An address that is gone back to is whole: a choice that it does not hold is not carried over."""
    st.session_state["gone_back"] = st.query_params.pop(BACK, None) is not None


def read(edition: Edition) -> Selection:
    """The choices shared by all pages, from the address, then from the session."""
    region = one("region", edition.regions, edition.level.singular)
    criteria = one("criteres", criteria_of(edition), "choix de critères") or ALL
    source = one("lecture", (SOURCE_READING,), "lecture") == SOURCE_READING
    found = Selection(region, Reading(source, criteria == WITHOUT_CONTESTABLE, criteria == CORE))
    st.session_state["selection_read"] = found
    return found


def now() -> Selection:
    """What ``read`` has found: ``app.py`` reads the address once a run, a page and its figures ask a dozen times."""
    found: Selection = st.session_state["selection_read"]
    return found


def criteria_of(edition: Edition) -> list[str]:
    """The choices of indicators that mean something in an edition: a part of them, and not none."""
    read = edition.registry.fragility
    parts = {WITHOUT_CONTESTABLE: [i.contestable for i in read], CORE: [not i.core for i in read]}
    return [ALL, *(code for code, left_out in parts.items() if any(left_out) and not all(left_out))]


def one(
    name: str, allowed: Collection[str], noun: str, resolve: Callable[[str], str | None] | None = None
) -> str | None:
    """One code of the address, checked, else the one kept from another page; written back to the address."""
    found = _found(name)
    if found:
        code = resolve(found[0]) if resolve else found[0]
        if code == NONE:
            _keep(name, None)
        elif code in allowed:
            _keep(name, code)
        else:
            complain(f"{quoted(found[0])} n’est pas {a_code_of(noun)} connu{THIN}; {_fallback(name, allowed)}")
        if len(found) > 1:
            complain(f"L’adresse donne plusieurs fois «{NBSP}{name}{NBSP}»{THIN}; seul le premier code est lu.")
    kept = st.session_state.get(f"kept_{name}")
    if kept is not None and kept not in allowed:  # a widget's value is the browser's word, as an address is
        complain(f"{quoted(str(kept))} n’est pas {a_code_of(noun)} connu{THIN}; il est ignoré.")
        _keep(name, kept := None)
    _write(name, kept)
    return kept


def here(name: str, allowed: Collection[str], noun: str) -> str | None:
    """One code that belongs to this address only: it is not carried from another page."""
    if not st.query_params.get_all(name):
        _keep(name, None)
    return one(name, allowed, noun)


def own(name: str, allowed: Collection[str], noun: str, default: str) -> tuple[str, Bound]:
    """A choice of one page's own: the code in force, and what binds its widget; the default is not written."""
    code = one(name, allowed, noun) or default
    if code == default:
        choose(name, None)
    key = f"{name}_widget"
    st.session_state[key] = code

    def change() -> None:
        picked = st.session_state[key]
        choose(name, None if picked == default else picked)

    return code, {"key": key, "on_change": change}


def switch(name: str, noun: str) -> tuple[bool, Bound]:
    """A switch of one page's own: whether it is on, and what binds its widget; off is not written."""
    on = one(name, (ON,), noun) == ON
    key = f"{name}_widget"
    st.session_state[key] = on
    return on, {"key": key, "on_change": lambda: choose(name, ON if st.session_state[key] else None)}


def text(name: str, longest: int) -> str:
    """Words of the reader's own, from the address or kept: printable, on one line, no longer than read."""
    found = _found(name)
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
    found = _found(name)
    if found:
        codes = [code for value in found for code in value[:longest].split(",") if code]
        unknown = [code for code in codes if code not in allowed]
        if unknown or any(len(value) > longest for value in found):
            complain(f"{quoted((unknown or found)[0])} n’est pas {a_code_of(noun)} connu{THIN}; il est ignoré.")
        if len(set(codes)) < len(codes):
            complain(f"U{a_code_of(noun)[1:]} est répété dans l’adresse{THIN}; il est lu une fois.")
        _keep(name, list(dict.fromkeys(code for code in codes if code in allowed)))
    held: list[str] = st.session_state.get(f"kept_{name}") or []
    kept = [code for code in held if code in allowed]
    if len(kept) < len(held):
        complain(f"Un choix reçu n’est pas {a_code_of(noun)} connu{THIN}; il est ignoré.")
        _keep(name, kept)
    _write(name, ",".join(kept))
    return kept


def choose(name: str, value: str | list[str] | None) -> None:
    """Keep a choice and write it to the address: the one way a widget or a click changes a choice."""
    _keep(name, value)
    _write(name, ",".join(value) if isinstance(value, list) else value)


def kept(name: str) -> object:
    """What is kept of a choice, unchecked."""
    return st.session_state.get(f"kept_{name}")


def forget_but(*names: str) -> None:
    """Forget every choice but these; an address says its own again."""
    for key in [key for key in st.session_state if str(key).startswith("kept_")]:
        if str(key).removeprefix("kept_") not in names:
            del st.session_state[key]


def _found(name: str) -> list[str]:
    """What the address says of a choice; where it was gone back to and says nothing, nothing is kept either."""
    found = st.query_params.get_all(name)
    if not found and st.session_state.get("gone_back"):
        _keep(name, None)
    return found


def _keep(name: str, value: str | list[str] | None) -> None:
    st.session_state[f"kept_{name}"] = value


def _write(name: str, value: str | None) -> None:
    """Write only what changes: each write is a message to the browser."""
    if not value:
        st.query_params.pop(name, None)
    elif st.query_params.get_all(name) != [value]:
        st.query_params[name] = value


def _fallback(name: str, allowed: Collection[str]) -> str:
    kept = st.session_state.get(f"kept_{name}")
    codes = ", ".join(list(allowed)[:20])
    return ("le choix précédent est gardé." if kept else "aucun n’est retenu.") + f" Codes admis{NBSP}: {codes}."


def go_to(page: str, **codes: str | None) -> None:
    """Open a page with codes in its address; the choices of reading follow by themselves."""
    given = {name: code for name, code in codes.items() if code}
    for name, code in given.items():
        _keep(name, code)
    st.switch_page(page, query_params=given)

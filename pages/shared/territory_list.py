"""A territory found by its name or its code: a list of all of them, or of those that what is written may be.

The list of 35,000 would be 0.8 MB at each visit, and seconds of the browser's: beyond ``LISTED``, the server searches.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import partial

import streamlit as st

from pages.shared import reads
from pages.shared.plain import escaped
from territory import wording
from territory.loader import Edition

LISTED, SHOWN = 2_000, 100
"""Territories that a list holds whole; and those that are offered at once beyond."""
Choose = Callable[[str | None], None]


def show(
    edition: Edition, label: str, key: str, current: str | None, choose: Choose, without: Collection[str] = ()
) -> None:
    """The list, on ``current``; ``choose`` is told of another, ``without`` are not offered."""
    all_of_them = len(edition.regions) <= LISTED
    st.session_state[key] = current
    asked = "" if all_of_them else st.session_state.get(_asked(key), "")
    offered = reads.by_name() if all_of_them else _offered(asked, current)
    st.selectbox(
        label,
        [code for code in offered if code not in without],
        format_func=lambda code: edition.regions[code].listed if code in edition.regions else code,
        placeholder=f"Choisir {edition.level.a}" if all_of_them else "Écrire un nom ou un code, puis Entrée",
        key=key,
        accept_new_options=not all_of_them,
        on_change=partial(_taken, edition, key, choose),
        width=320,
    )
    if asked:
        st.caption(_found(edition, asked))


def _asked(key: str) -> str:
    """Where what was written is kept, while it may be several territories."""
    return f"{key}_asked"


def _taken(edition: Edition, key: str, choose: Choose) -> None:
    """A territory of the list, or what was written: the one that it names, or the list of those that it may be."""
    value: str | None = st.session_state[key]
    known = value is None or value in edition.regions
    found = reads.named(value) if value and not known else ()
    st.session_state[_asked(key)] = "" if known or len(found) == 1 else value
    if known or len(found) == 1:
        choose(value if known else found[0])


def _offered(asked: str, current: str | None) -> list[str]:
    """What was written may be these; where nothing was, those beside the reader's own, then the first by name."""
    edition = reads.edition()
    own = [current] if current else []
    siblings = edition.siblings_of(current) if current else ()
    near = reads.named(asked) if asked else (*siblings[:SHOWN], *reads.by_name()[:SHOWN])
    return list(dict.fromkeys([*own, *near[:SHOWN]]))


def _found(edition: Edition, asked: str) -> str:
    """« 128 communes pour « saint » : ouvrez la liste. »"""
    count, said = len(reads.named(asked)), f"«{wording.NBSP}{escaped(asked)}{wording.NBSP}»"
    if not count:
        return f"{wording.capital(edition.level.none)} pour {said}. Écrivez un autre nom, ou un code."
    opened = f"la liste en a {SHOWN}, écrivez-en davantage" if count > SHOWN else "ouvrez la liste"
    return f"{edition.level.counted(count)} pour {said}{wording.NBSP}: {opened}."

"""Which edition is read: the one that ships, one that the operator added, or one imported for this session only.

What is made of an edition is kept beside it (``Shelf``): for all visitors, or as long as the session that imported it.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Mapping
from functools import wraps
from pathlib import Path
from types import MappingProxyType
from typing import ParamSpec, TypeVar, cast

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from pages.shared import complaints, selection
from pages.shared.own_figures import OwnFigures, room
from pages.shared.shelf import Shelf
from territory.editions import FIRST, IMPORTED, Entry, editions, folders
from territory.errors import DataError
from territory.loader import load_edition
from territory.wording import NBSP

P = ParamSpec("P")
T = TypeVar("T")

DATA = Path(__file__).resolve().parents[2] / "data"
PARAMETER = "edition"
_KEPT = 8
"""Editions kept in memory."""
_CARRIED = ("edition", "criteres", "lecture")
"""Choices that mean the same in any edition."""
NOT_IN_THE_ADDRESS = (
    "Cette adresse a été copiée depuis une édition importée\u202f: ses chiffres n’y sont pas, ils restaient dans la "
    "session de qui les avait importés. Voici les chiffres publiés."
)
NO_ROOM = (
    "Vos chiffres importés ont été oubliés\u202f: d’autres tables sont arrivées depuis, et la mémoire du serveur est "
    "partagée. Renvoyez votre table pour les revoir. Voici les chiffres publiés."
)
OWN, _HELD, _HELD_VERSION = "edition_imported", "edition_held", "edition_held_version"
logger = logging.getLogger("observatoire")


def begin() -> None:
    """First in a run: the edition of the address, else the one that the session reads."""
    if code() == FIRST and not st.query_params.get_all(PARAMETER):  # what nearly every run is
        selection.choose(PARAMETER, None)
        _hold_shipped()
        return
    codes = list(offered())
    if own() is not None:
        codes.append(IMPORTED)
    elif IMPORTED in (st.query_params.get(PARAMETER), code()):
        complaints.complain(NO_ROOM if code() == IMPORTED else NOT_IN_THE_ADDRESS)
        selection.choose(PARAMETER, None)
    asked = selection.one(PARAMETER, codes, "édition") or FIRST
    if asked == FIRST:
        selection.choose(PARAMETER, None)  # the default is not written
    before = code()
    if asked != before:
        _change(before, asked)
    st.session_state[_HELD] = None if code() == IMPORTED else _found(code())  # one's own may have to make room
    st.session_state[_HELD_VERSION] = None


def _hold_shipped() -> None:
    """The edition that ships, kept in the session until its folder changes: Streamlit's cache costs 0.1 ms a run."""
    version = _version(DATA / "editions" / FIRST)
    if st.session_state.get(_HELD_VERSION) != (DATA, version) or st.session_state.get(_HELD) is None:
        st.session_state[_HELD] = shipped()
        st.session_state[_HELD_VERSION] = DATA, version


def _change(before: str, now: str) -> None:
    """Codes of another edition mean nothing in this one, or something else: only a region that is there is kept."""
    st.session_state["edition_read"] = now
    try:
        regions = _found(now).edition.regions
    except (DataError, OSError) as error:
        if now == FIRST:
            raise
        logger.error("edition refused: %s", error)
        complaints.complain(f"L’édition «{NBSP}{now}{NBSP}» ne peut pas être lue pour le moment.")
        st.session_state["edition_read"] = before
        selection.choose(PARAMETER, None if before == FIRST else before)
        return
    selection.forget_but(*_CARRIED, *(["region"] if selection.kept("region") in regions else []))


def choose(asked: str) -> None:
    """The reader chooses an edition: the address keeps their region and reading, and drops the rest."""
    for name in [name for name in st.query_params if name not in ("region", *_CARRIED)]:
        del st.query_params[name]
    selection.choose(PARAMETER, None if asked == FIRST else asked)


def code() -> str:
    """Of the edition that this session reads; where no page runs, of the one that ships."""
    if get_script_run_ctx(suppress_warning=True) is None:
        return FIRST
    return str(st.session_state.get("edition_read", FIRST))


def own() -> Shelf | None:
    """What this session has imported: never stored, never another's."""
    found: OwnFigures | None = st.session_state.get(OWN)
    return found.shelf if found else None


def take_in(shelf: Shelf) -> None:
    """The session's own figures, read: its pages show them from now on."""
    own = st.session_state[OWN]
    if code() == IMPORTED:  # in the place of others
        st.session_state["edition_read"] = FIRST
    own.shelf = shelf
    room().take(own)
    choose(IMPORTED)


def current() -> Shelf:
    """The edition in force in this session, with what was made of it; where no page runs, the one that ships.

    Raises ``DataError``, which is not kept: a mended file is read at the next run.
    """
    in_a_page = get_script_run_ctx(suppress_warning=True) is not None
    held: Shelf | None = st.session_state.get(_HELD) if in_a_page else None  # a page asks a hundred times
    return held or _found(code())


def _found(asked: str) -> Shelf:
    imported = own() if asked == IMPORTED else None
    if imported is not None:
        return imported
    entry = offered().get(asked)
    return _read(entry.folder) if entry and asked != FIRST else shipped()


def shipped() -> Shelf:
    """The edition that ships, whatever the session reads: the resources are those of its domains and regions."""
    return _read(DATA / "editions" / FIRST)


def _read(folder: Path) -> Shelf:
    return _shelf(str(folder), str(DATA), _version(folder))


def offered() -> Mapping[str, Entry]:
    """The editions there are, by code: those that ship, then the operator's."""
    places = folders(DATA, os.environ)
    return _offered(places, " ".join(f"{place} {_version(place)}" for place in places))


@st.cache_resource(show_spinner=False, max_entries=1)
def _offered(_places: tuple[Path, ...], versions: str) -> Mapping[str, Entry]:
    """``versions`` is the key of the cache: Streamlit hashes a text ten times faster than a path."""
    return MappingProxyType({entry.code: entry for entry in editions(*_places)})


def _version(folder: Path) -> int:
    """A number that changes when an edition is added to the folder, or replaced."""
    try:
        return folder.stat().st_mtime_ns
    except OSError:
        return 0


@st.cache_resource(show_spinner=False, max_entries=_KEPT)
def _shelf(folder: str, data: str, version: int) -> Shelf:
    return Shelf(load_edition(Path(folder), Path(data)))


def kept(entries: int, waiting: str = "", *, by_territory: bool = False) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Cache a function of codes beside the edition in force: ``entries`` of its answers are kept, and never changed.

    ``waiting``: what a visitor is told while it takes a while. ``by_territory``: an answer is as long as the edition.
    """

    def decorate(make: Callable[P, T]) -> Callable[P, T]:
        @wraps(make)
        def said(*given: P.args, **named: P.kwargs) -> T:
            if not waiting or get_script_run_ctx(suppress_warning=True) is None:
                return make(*given, **named)
            with st.spinner(waiting):
                return make(*given, **named)

        @wraps(make)
        def read(*given: P.args, **named: P.kwargs) -> T:
            return cast("T", current().keeping(said, entries, by_territory=by_territory)(*given, **named))

        return read

    return decorate

"""The reader's list for a meeting: its views in the address, its titles and captions in the session.

Nothing is stored on the server: ``meeting_keeper`` keeps the list in the reader's browser, a small file takes it
elsewhere. The list of an address that is not theirs is shown, and theirs put aside until they choose.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import streamlit as st

from charts import meeting
from charts.meeting import BadMeeting, Entry
from charts.record import Record
from pages.shared import editions, reads
from territory import wording
from territory.editions import FIRST

PAGE = "pages/agir/reunion.py"
PARAMETER = "vues"
TITLE_KEY = "meeting_title_field"
LONGEST = meeting.MAX_VIEWS * 300
"""Characters of the address that are read: room for the longest views, and a code is never cut."""


_OWN_TO_AN_EDITION = ("codes", "words", "title", "own", "past", "aside", "errors")


class Held(NamedTuple):
    """A list: its title, empty where it has none, and its views."""

    title: str
    entries: tuple[Entry, ...]


def begin() -> None:
    """First in a run, before any page asks: the list of the address, then what is to be said of the last click."""
    _follow_edition()
    found = st.query_params.get_all(PARAMETER)
    if found:
        _open(_checked(found[0]))
    else:
        take_back()
    if st.session_state.pop("meeting_added", False):
        views = wording.plural(count(), "vue")
        st.toast(f"Ajoutée{wording.NBSP}: {views} dans votre réunion", icon=":material/playlist_add_check:")


def _follow_edition() -> None:
    """Each edition has its list: a view is a code, which another edition may not have."""
    before, now = st.session_state.get("meeting_edition", FIRST), editions.code()
    st.session_state["meeting_edition"] = now
    if before == now:
        return
    lists = st.session_state.setdefault("meetings", {})
    lists[before] = {name: st.session_state.pop(f"meeting_{name}", None) for name in _OWN_TO_AN_EDITION}
    for name, value in lists.pop(now, {}).items():
        if value is not None:
            st.session_state[f"meeting_{name}"] = value
    st.session_state[TITLE_KEY] = title()


def _open(codes: list[str]) -> None:
    """The list of an address: one that the reader has had is where they left it, another does not replace theirs."""
    if not codes or codes == _codes() or ",".join(codes) in st.session_state.get("meeting_past", []):
        return
    if own() and _codes():
        put_aside(held())
    st.session_state["meeting_own"] = False
    _put(Held("", tuple(Entry(meeting.parse(code, reads.edition())) for code in codes)))


def _checked(text: str) -> list[str]:
    codes, bad = [], []
    whole = text if len(text) <= LONGEST else text[:LONGEST].rpartition(",")[0]
    for code in dict.fromkeys(whole.split(",")[: meeting.MAX_VIEWS]):
        try:
            codes.append(meeting.parse(code, reads.edition()).code)
        except BadMeeting as error:
            bad.append(str(error))
    if bad:
        st.session_state["meeting_errors"] = bad
    return list(dict.fromkeys(codes))


def _remember() -> None:
    """The addresses that the reader's list has had in this session: Back may open them again."""
    past, address = st.session_state.setdefault("meeting_past", []), ",".join(_codes())
    if address and address not in past:
        past.append(address)


def _codes() -> list[str]:
    codes: list[str] = st.session_state.get("meeting_codes", [])
    return codes


def entries() -> list[Entry]:
    """The list, in its order."""
    words = st.session_state.get("meeting_words", {})
    return [Entry(meeting.parse(code, reads.edition()), *words.get(code, ("", ""))) for code in _codes()]


def held() -> Held:
    return Held(st.session_state.get("meeting_title", ""), tuple(entries()))


def count() -> int:
    """How many views the list has: « Ma réunion (3) »."""
    return len(_codes())


def own() -> bool:
    """Whether the list is the reader's, to keep: what an address brought is, once they change it or choose it."""
    return bool(st.session_state.get("meeting_own"))


def errors() -> list[str]:
    """What could not be read in an address, in a file or in the browser, said once."""
    found: list[str] = st.session_state.pop("meeting_errors", [])
    return found


def say(messages: Sequence[str]) -> None:
    """Keep what could not be read for the meeting's page to say."""
    st.session_state["meeting_errors"] = [*st.session_state.get("meeting_errors", []), *messages]


def title() -> str:
    return str(st.session_state.get("meeting_title") or meeting.UNTITLED)


def has_room() -> bool:
    return count() < meeting.MAX_VIEWS


def holds(record: Record) -> bool:
    return record.view.code in _codes()


# --- what the reader does with it ------------------------------------------------------------------------


def offer(record: Record) -> None:
    """« + Réunion »; once it is there, how many views the list has and the way to it."""
    if st.session_state.get("meeting_added"):
        st.rerun()  # a fragment alone has run: the menu's count and what the browser keeps are outside it
    named = record.file_name
    if holds(record):
        label, known = f"Ma réunion ({count()})", "Cette figure y est\u202f; ouvrir la liste"
        st.page_link(PAGE, label=label, icon=":material/playlist_add_check:", help=known)
    elif has_room():
        key, args = f"add_{named}", (record,)
        said = "Ajouter à ma réunion"
        st.button("Réunion", icon=":material/add:", help=said, on_click=add, args=args, key=key)
    else:
        full = f"La liste est pleine{wording.NBSP}: {count()}{wording.NBSP}vues au plus"
        st.button("Réunion", icon=":material/block:", help=full, disabled=True, key=f"full_{named}")


def add(record: Record) -> None:
    """Where there is room, and once: the buttons of other figures were written before the last view was added."""
    if has_room() and not holds(record):
        keep([*entries(), Entry(record.view)])
        st.session_state["meeting_added"] = True


def keep(views: Sequence[Entry], words: str | None = None) -> None:
    """Replace the list by what the reader has made of it; ``words`` is its title."""
    replace(Held(held().title if words is None else words, tuple(views)))


def replace(whole: Held) -> None:
    """Put a list in the place of the one shown. It is the reader's, unless theirs is aside."""
    theirs = aside() is None
    if theirs:
        _remember()
    st.session_state["meeting_own"] = theirs
    _put(whole)
    if theirs:
        _remember()
    if PARAMETER in st.query_params:
        write()


def _put(whole: Held) -> None:
    """Write a list to the session and to the fields that show its words."""
    st.session_state["meeting_codes"] = [entry.view.code for entry in whole.entries]
    st.session_state["meeting_words"] = {entry.view.code: (entry.title, entry.caption) for entry in whole.entries}
    st.session_state["meeting_title"] = whole.title
    fields = {TITLE_KEY: title()}
    for entry in whole.entries:
        fields |= {f"title_{entry.view.code}": entry.title, f"caption_{entry.view.code}": entry.caption}
    for key, words in fields.items():
        if st.session_state.get(key, words) != words:
            st.session_state[key] = words


def write() -> None:
    """Write the list to the address of the meeting's page."""
    codes = _codes()
    if not codes:
        st.query_params.pop(PARAMETER, None)
    elif st.query_params.get_all(PARAMETER) != [",".join(codes)]:
        st.query_params[PARAMETER] = ",".join(codes)


# --- the reader's own list, while another is shown -------------------------------------------------------


def aside() -> Held | None:
    """The reader's own list, while an address shows another."""
    found: Held | None = st.session_state.get("meeting_aside")
    return found


def put_aside(whole: Held) -> None:
    """The list shown is an address's: this is the reader's own."""
    st.session_state["meeting_aside"] = whole


def take_back() -> None:
    """« Reprendre ma liste », or the address left: the reader's own list again."""
    if whole := aside():
        st.session_state["meeting_aside"] = None
        _put(Held("", ()))  # what an address brought has no place among the reader's own
        replace(whole)


def keep_shown() -> None:
    """« Garder celle-ci »: the list shown takes the place of the reader's own."""
    st.session_state["meeting_aside"] = None
    replace(held())

"""The reader's list for a meeting: the views in the address, the titles and captions in the session.

Nothing is stored on the server: the address keeps which views and in which order, a small file keeps the words.
"""

from __future__ import annotations

import streamlit as st

from charts import meeting
from charts.meeting import BadMeeting, Entry
from charts.record import Record
from pages.shared import reads

PARAMETER = "vues"
LONGEST = meeting.MAX_VIEWS * 300
"""Characters of the address that are read: room for the longest views, and a code is never cut."""


def entries() -> list[Entry]:
    """The list: the address when it has one, else what the session kept; an unknown view is said and left out."""
    found = st.query_params.get_all(PARAMETER)
    if found:
        st.session_state["meeting_codes"] = _checked(found[0])
    codes: list[str] = st.session_state.get("meeting_codes", [])
    return [_entry(code) for code in codes]


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


def _entry(code: str) -> Entry:
    title, caption = st.session_state.get("meeting_words", {}).get(code, ("", ""))
    return Entry(meeting.parse(code, reads.edition()), title, caption)


def errors() -> list[str]:
    """What could not be read in the address or in a file, said once."""
    found: list[str] = st.session_state.pop("meeting_errors", [])
    return found


def title() -> str:
    return str(st.session_state.get("meeting_title") or meeting.UNTITLED)


def count() -> int:
    """How many views are kept, before the address is read: what the menu says."""
    return len(st.session_state.get("meeting_codes", []))


def has_room() -> bool:
    return len(entries()) < meeting.MAX_VIEWS


def holds(record: Record) -> bool:
    return record.view.code in [entry.view.code for entry in entries()]


def add(record: Record) -> None:
    """Where there is room, and once: the buttons of other figures were written before the last view was added."""
    if has_room() and not holds(record):
        keep([*entries(), Entry(record.view)])


def keep(held: list[Entry], words: str | None = None) -> None:
    """Replace the list; ``words`` is its title."""
    st.session_state["meeting_codes"] = [entry.view.code for entry in held]
    st.session_state["meeting_words"] = {entry.view.code: (entry.title, entry.caption) for entry in held}
    if words is not None:
        st.session_state["meeting_title"] = words
    if PARAMETER in st.query_params:
        write()


def write() -> None:
    """Write the list to the address of the meeting's page."""
    codes = st.session_state.get("meeting_codes", [])
    if not codes:
        st.query_params.pop(PARAMETER, None)
    elif st.query_params.get_all(PARAMETER) != [",".join(codes)]:
        st.query_params[PARAMETER] = ",".join(codes)


def move(code: str, step: int) -> None:
    """Move a view up (−1) or down (+1)."""
    held = entries()
    here = [entry.view.code for entry in held].index(code)
    there = here + step
    if 0 <= there < len(held):
        held[here], held[there] = held[there], held[here]
    keep(held)


def drop(code: str) -> None:
    st.session_state.pop(f"title_{code}", None)
    keep([entry for entry in entries() if entry.view.code != code])


def rename(code: str) -> None:
    """Take the title and the caption from their fields."""
    words = (st.session_state[f"title_{code}"], st.session_state[f"caption_{code}"])
    st.session_state.setdefault("meeting_words", {})[code] = words


def open_file(content: bytes) -> None:
    """Replace the list by a kept one; what is no list, or no view, is said and changes nothing."""
    try:
        words, held, refused = meeting.from_json(content, reads.edition())
    except BadMeeting as error:
        st.session_state["meeting_errors"] = [str(error)]
        return
    if refused:
        st.session_state["meeting_errors"] = list(refused)
    if refused and not held:
        return
    for entry in held:
        st.session_state[f"title_{entry.view.code}"] = entry.title
        st.session_state[f"caption_{entry.view.code}"] = entry.caption
    keep(list(held), words)

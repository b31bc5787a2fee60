"""The reader's list in their own browser: what it keeps comes to the session, what the session changes goes back.

Between them the list goes by the page's own websocket, and stays on the server no longer than the session.
"""

from __future__ import annotations

from uuid import uuid4

import streamlit as st

from charts import meeting
from charts.meeting import BadMeeting, Entry
from pages.shared import editions, meeting_list, reads
from pages.shared.meeting_list import Held
from pages.shared.own_component import own_component
from territory.editions import FIRST, IMPORTED

KEY = "meeting_keeper"
PLACE = "observatoire.reunion"
LONGEST = 64 * 1024
UNREAD = "la liste gardée dans ce navigateur ne se lit plus\u202f; votre prochaine liste la remplacera"


def mount() -> None:
    """Last in a run: ``static/component/kept_list.js`` tells what is kept, and keeps what is the reader's own.

    Each edition has its list; that of an imported one is kept nowhere, as its figures.
    """
    code = editions.code()
    if code == IMPORTED:
        return
    whole = meeting_list.held()
    worth = whole.entries or whole.title
    own_component("kept_list")(
        key=KEY,
        data={
            "place": PLACE if code == FIRST else f"{PLACE}.{code}",
            "session": st.session_state.setdefault("meeting_session", uuid4().hex),
            "save": meeting_list.own(),
            "list": meeting.to_json(whole.title, whole.entries).decode() if worth else "",
        },
        on_found_change=_hear,
        on_refused_change=_refused,
    )


def refuses() -> bool:
    """Whether the browser keeps nothing for this site."""
    return bool(st.session_state.get("meeting_refused"))


def _refused() -> None:
    st.session_state["meeting_refused"] = True


def _hear() -> None:
    """What the browser keeps: read at the page's opening, or changed by another tab."""
    said = st.session_state[KEY].get("found")
    text, pending = (said.get("text"), said.get("pending")) if isinstance(said, dict) else (None, None)
    if not isinstance(text, str) or len(text) > LONGEST:
        return
    found = _read(text)
    if found is None:
        return
    if meeting_list.aside() is not None:
        meeting_list.put_aside(found)
    elif meeting_list.own():
        meeting_list.replace(joined(found, meeting_list.held()) if pending else found)
    elif not found.entries:
        return
    elif meeting_list.count() and not _same_views(found, meeting_list.held()):
        meeting_list.put_aside(found)
    else:
        meeting_list.replace(found)


def _read(text: str) -> Held | None:
    if not text:
        return Held("", ())
    try:
        words, found, refused = meeting.from_json(text.encode(), reads.edition())
    except BadMeeting:
        meeting_list.say([UNREAD])
        return None
    meeting_list.say(refused)
    return Held(words, found)


def _same_views(one: Held, other: Held) -> bool:
    return [entry.view for entry in one.entries] == [entry.view for entry in other.entries]


def joined(kept: Held, changed: Held) -> Held:
    """Two tabs changed the list at once: the views of both, with the words that were last written here."""
    words = {entry.view: entry for entry in changed.entries if entry.title or entry.caption}
    both = [words.get(entry.view, entry) for entry in kept.entries]
    there = {entry.view for entry in kept.entries}
    both += [Entry(entry.view, entry.title, entry.caption) for entry in changed.entries if entry.view not in there]
    return Held(changed.title or kept.title, tuple(both[: meeting.MAX_VIEWS]))

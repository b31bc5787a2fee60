"""What the meeting's page does with the list: order, remove, title, reopen a kept one."""

from __future__ import annotations

import streamlit as st

from charts import meeting
from charts.meeting import BadMeeting, Entry
from pages.shared import meeting_list, reads


def move(code: str, step: int) -> None:
    """Move a view up (−1) or down (+1)."""
    views = meeting_list.entries()
    here = [entry.view.code for entry in views].index(code)
    there = here + step
    if 0 <= there < len(views):
        views[here], views[there] = views[there], views[here]
    meeting_list.keep(views)


def drop(code: str) -> None:
    for key in (f"title_{code}", f"caption_{code}"):
        st.session_state.pop(key, None)
    meeting_list.keep([entry for entry in meeting_list.entries() if entry.view.code != code])


def rename(code: str) -> None:
    """Take the title and the caption from their fields."""
    words = (st.session_state[f"title_{code}"], st.session_state[f"caption_{code}"])
    meeting_list.keep(
        [Entry(entry.view, *words) if entry.view.code == code else entry for entry in meeting_list.entries()]
    )


def retitle() -> None:
    """Take the meeting's title from its field."""
    meeting_list.keep(meeting_list.entries(), st.session_state[meeting_list.TITLE_KEY])


def open_file(content: bytes) -> None:
    """Replace the list by a kept one; what is no list, or no view, is said and changes nothing."""
    try:
        words, found, refused = meeting.from_json(content, reads.edition())
    except BadMeeting as error:
        meeting_list.say([str(error)])
        return
    meeting_list.say(refused)
    if found or not refused:
        meeting_list.keep(found, words)

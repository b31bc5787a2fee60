"""Documents that take a while: one click makes the file and saves it, and a bar says how far it is.

Streamlit runs ``data=callable`` in a thread of its own while the click's rerun goes on: the thread waits for the press
(``press.py``) and notes its progress at the session's ``Desk``; the rerun, of a fragment, reads and shows it.
Two things are done with care:

- A button written again gets a new callable, and the one that the click asks for may be dropped. So the rerun first
  waits until the file is begun, and only then writes its buttons.
- A file that no page holds may be dropped once two runs have ended. So the rerun stays a moment after the file is
  ready, while the browser fetches it.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import streamlit as st

from charts.exports import MIME
from pages.shared.desk import PATIENCE, QUIET, WAITING, Desk, Document, Progress
from pages.shared.press import Press

ASKED, DESK = "making_asked", "making_desk"
STEP = 0.2
"""Seconds between two looks at a document that is being made."""
ROOM = 46
"""Pixels under a button, for two lines of words or for the bar and its line: nothing moves when one takes the
other's place."""
WIDEST = 320
"""Pixels of the bar: no wider than the words of a menu, whose panel is as wide as what it holds."""
LATE = "Le document tarde\u202f; il sera enregistré dès qu’il sera prêt."


def offer(groups: Mapping[str, Sequence[Document]]) -> None:
    """The buttons of these documents, under their headings. A run of the whole page never waits for a document."""
    st.session_state.pop(ASKED, None)
    _desk().clear()
    with suppress(OSError):  # said where the document is asked for
        press().start()  # who opens a menu is about to ask
    _offer(groups)


@st.fragment
def _offer(groups: Mapping[str, Sequence[Document]]) -> None:
    desk, asked = _desk(), st.session_state.pop(ASKED, None)
    rows: dict[str, _Row] = {}
    for heading, documents in groups.items():
        if heading:
            st.markdown(heading)
        with st.container(gap="xsmall"):
            rows |= {document.key: _row(document) for document in documents}
    if asked in rows:
        _wait(desk, rows[asked])
    for row in rows.values():
        _button(desk, row)
    if asked in rows:
        _follow(desk, rows)


@dataclass
class _Row:
    """A document's place on the page: its button, and the line under it."""

    document: Document
    button: Any
    line: Any

    def tell(self, progress: Progress) -> None:
        """How far it is, that it failed, or what it is good for."""
        if progress.shown(time.monotonic()):
            self.line.progress(progress.share, progress.label, width=WIDEST)
        elif progress.late(time.monotonic()):
            self.line.caption(LATE)
        elif progress.failed:
            self.line.markdown(f":small[:material/error: {progress.failed}]")
        else:
            self.line.caption(self.document.good_for)


def _row(document: Document) -> _Row:
    with st.container(gap="xxsmall"):
        button = st.container()
        with st.container(height=ROOM, border=False):
            return _Row(document, button, st.caption(document.good_for))


def _button(desk: Desk, row: _Row) -> None:
    """One download, made on the click; its name says region, view and date."""
    document = row.document
    row.button.download_button(
        document.label,
        data=lambda: desk.make(document),
        file_name=document.name,
        mime=MIME[document.name.rpartition(".")[2]],
        on_click=_ask,
        args=(document.key,),
        icon=":material/download:",
        key=document.key,
    )


def _ask(key: str) -> None:
    st.session_state[ASKED] = key


def _wait(desk: Desk, row: _Row) -> None:
    """Until the file that was asked for is begun: a matter of milliseconds, unless the server is busy."""
    since = time.monotonic()
    while not desk.claim(row.document.key):
        waited = time.monotonic() - since
        if waited > PATIENCE:
            return desk.give_up(row.document)
        if waited > QUIET:
            row.line.progress(0.0, WAITING, width=WIDEST)
        time.sleep(STEP / 10)


def _follow(desk: Desk, rows: Mapping[str, _Row]) -> None:
    """Say how far each is until all are ready; another click on these buttons is followed here too."""
    while True:
        begun = {key: one for key, one in list(desk.progress.items()) if key in rows}
        for key, one in begun.items():
            rows[key].tell(one)
        if not any(one.under_way(time.monotonic()) for one in begun.values()):
            return
        time.sleep(STEP)


def _desk() -> Desk:
    """The session's own: the threads that make its files hold it too."""
    desk: Desk = st.session_state.setdefault(DESK, Desk(press(), st.context.ip_address or ""))
    return desk


@st.cache_resource(show_spinner=False)
def press() -> Press:
    """The server's press, for every visitor."""
    return Press()

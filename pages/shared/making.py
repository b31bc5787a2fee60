"""Documents that take a while: one click makes the file and saves it, and a bar says how far it is.

Streamlit runs ``data=callable`` in a thread of its own while the click's rerun goes on: the thread waits for the press
(``press.py``) and notes its progress in the session's ``Desk``; the rerun, of a fragment, reads and shows it.
Two things are done with care:

- A button written again gets a new callable, and the one that the click asks for may be dropped. So the rerun first
  waits until the file is begun, and only then writes its buttons.
- A file that no page holds may be dropped once two runs have ended. So the rerun stays a moment after the file is
  ready, while the browser fetches it.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from charts.exports import MIME
from pages.shared.press import LONGEST, Busy, Failed, Make, Press
from territory import wording

logger = logging.getLogger("observatoire")
ASKED, DESK = "making_asked", "making_desk"
AT_ONCE = 4
"""Documents that one session may have made at the same time: a region's, in its four formats."""
QUIET, STEP, STAY = 0.4, 0.2, 1.2
"""Seconds: no bar for what takes less, between two looks, and after the file is ready."""
PATIENCE = 15.0
"""Seconds after which a file that has not begun is no longer waited for."""
ROOM = 46
"""Pixels under a button, for two lines of words or for the bar and its line: nothing moves when one takes the
other's place."""
WIDEST = 320
"""Pixels of the bar: no wider than the words of a menu, whose panel is as wide as what it holds."""
WAITING, PUTTING_TOGETHER, READY = "Préparation…", "Assemblage du fichier…", "Document prêt"
FAILED = "Le document n’a pas pu être préparé\u202f; réessayez."
BUSY = "Beaucoup de documents sont demandés en ce moment\u202f; réessayez dans une minute."
LATE = "Le document tarde\u202f; il sera enregistré dès qu’il sera prêt."


@dataclass(frozen=True)
class Document:
    """A button: what it gives, under which name, and what its parts are called (« Carte », « Feuille »)."""

    key: str
    label: str
    good_for: str
    name: str
    part: str
    make: Make


@dataclass
class Progress:
    """How far a document is. Its thread writes, the page reads: each change is one assignment."""

    part: str
    began: float = field(default_factory=time.monotonic)
    ahead: int = 0
    """Documents that the press writes before this one."""
    turn: float | None = None
    """When its turn came, where it had to wait."""
    steps: tuple[int, int] = (0, 0)
    ended: float | None = None
    failed: str = ""
    """What the reader is told where there is no file."""
    claimed: bool = False
    """Whether the rerun of its click has found it."""

    def told(self, made: int, parts: int) -> None:
        self.steps = (made, parts)

    def waits(self, ahead: int) -> None:
        self.ahead, self.turn = ahead, time.monotonic()

    @property
    def share(self) -> float:
        """From 0 to 1; putting the file together counts as one part."""
        made, parts = self.steps
        return 1.0 if self.ended else made / (parts + 1)

    @property
    def label(self) -> str:
        made, parts = self.steps
        if self.ended:
            return READY
        if self.ahead:
            return f"En attente{wording.NBSP}: {wording.plural(self.ahead, 'document')} avant le vôtre"
        if not parts:
            return WAITING
        return f"{self.part} {made + 1} sur {parts}" if made < parts else PUTTING_TOGETHER

    def under_way(self, now: float) -> bool:
        """Being made, or ready since a moment only."""
        if self.ended is None:
            return bool(self.ahead) or now - (self.turn or self.began) < LONGEST
        return not self.failed and now - self.ended < STAY

    def late(self, now: float) -> bool:
        """Still being made, after as long as it is followed."""
        return self.ended is None and not self.under_way(now)

    def shown(self, now: float) -> bool:
        """Whether it has a bar: what is made in no time has none, so that nothing flashes."""
        return self.under_way(now) and (self.ended or now) - self.began > QUIET


@dataclass
class Desk:
    """What a session has had made, the latest by document."""

    press: Press
    address: str = ""
    """The visitor's, as the proxy says it; nowhere written."""
    progress: dict[str, Progress] = field(default_factory=dict)

    def make(self, document: Document) -> bytes:
        """The file, in the thread that asks for it. A failure is logged for the operator, and told to the reader."""
        waiting = sum(one.ended is None for one in self.progress.values())
        current = self.progress[document.key] = Progress(document.part)
        try:
            if waiting >= AT_ONCE:
                raise Busy
            return self.press.write(document.make, told=current.told, ahead=current.waits, owner=self.address).content
        except Busy:
            current.failed = BUSY
            logger.warning("document refused: %s: too many are waiting", document.name)
            raise
        except Exception as error:
            current.failed = FAILED
            why = error if isinstance(error, Failed) else f"{type(error).__name__}: {error}"
            logger.error("document failed: %s: %s", document.name, why)
            raise
        finally:
            current.ended = time.monotonic()

    def claim(self, key: str) -> bool:
        """Whether the file that a click asked for is begun, or was a moment ago. Each answers one click."""
        found = self.progress.get(key)
        if found is None or found.claimed or (found.ended and time.monotonic() - found.ended > PATIENCE):
            return False
        found.claimed = True
        return True

    def give_up(self, document: Document) -> None:
        """A file that was asked for and never begun."""
        logger.error("document failed: %s: not begun after %.0f s", document.name, PATIENCE)
        self.progress[document.key] = Progress(document.part, ended=time.monotonic(), failed=FAILED, claimed=True)

    def clear(self) -> None:
        """Forget what is over: a page written anew answers no former click."""
        for key, one in list(self.progress.items()):
            if one.ended:
                del self.progress[key]


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

"""A session's own table: in its memory and nowhere else, within what all sessions together may take."""

from __future__ import annotations

import threading
import weakref
from dataclasses import dataclass, field

import streamlit as st

from pages.shared.shelf import Shelf
from territory.importing import Choices, Imported, read
from territory.importing.apart import apart

A_CELL, A_BYTE = 2_000, 12
"""Bytes of memory that a value takes once it is read, scored and drawn, and a byte of the file while it is read."""
A_SESSION, ALTOGETHER = 80 * 1024 * 1024, 160 * 1024 * 1024
"""Bytes of memory, by the same count."""


@dataclass(eq=False)
class OwnFigures:
    """A table being imported: its bytes, what was chosen of it, what became of it; ``shelf`` once pages read it."""

    name: str
    content: bytes
    outlines: bytes | None = None
    choices: Choices = field(default_factory=Choices)
    imported: Imported | None = None
    shelf: Shelf | None = None
    forgotten: bool = False

    def read(self) -> Imported:
        """The report and what could be made of the table; read once, one table at a time of all sessions."""
        if self.imported is None:
            with room().turn:
                self.imported = read(self.name, self.content, self.choices, geometry=self.outlines, draw=apart)
        return self.imported

    def again(self, *, outlines: bytes | None = None, choices: Choices | None = None) -> None:
        """Other outlines or choices: what was read is read anew."""
        self.outlines, self.choices, self.imported = outlines or self.outlines, choices or self.choices, None

    @property
    def weight(self) -> int:
        """Estimated bytes of memory."""
        cells = len(self.shelf.edition.observations) if self.shelf else 0
        return A_BYTE * (len(self.content) + len(self.outlines or b"")) + A_CELL * cells

    def forget(self) -> None:
        self.content, self.outlines, self.imported, self.shelf, self.forgotten = b"", None, None, None, True


class Room:
    """Memory used by the tables of all sessions: the oldest is dropped for the next, and its sender is told."""

    def __init__(self, most: int = ALTOGETHER) -> None:
        self._most = most
        self._held: list[weakref.ref[OwnFigures]] = []
        self._lock, self.turn = threading.Lock(), threading.Lock()

    def take(self, newest: OwnFigures) -> None:
        """Count a table as it is now, as the newest."""
        with self._lock:
            known = [own for ref in self._held if (own := ref()) is not None and own is not newest and own.weight]
            while known and sum(own.weight for own in known) + newest.weight > self._most:
                known.pop(0).forget()
            self._held = [weakref.ref(own) for own in (*known, newest)]


@st.cache_resource(show_spinner=False)
def room() -> Room:
    """The server's, for every session."""
    return Room()

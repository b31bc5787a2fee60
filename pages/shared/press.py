"""The press: documents are written by a process of its own, one after the other, while pages go on.

A document is up to a second of processor. In a thread of the server it would take every second turn from the visitors'
pages; in another process it takes none.
"""

from __future__ import annotations

import copyreg
import hashlib
import importlib
import pickle
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from types import MappingProxyType
from typing import Any

from charts.exports import DOCUMENT_FORMATS, Export
from charts.progress import Told

Make = Callable[..., Export]
"""Makes a document: ``make(told=told)``. It is sent to the other process, so it is a module's function or a partial."""
Ahead = Callable[[int], None]
"""Called with how many documents will be written before one's own."""
ROOT = Path(__file__).resolve().parents[2]
MOST = 12
"""Documents that wait, of all visitors; the next one is refused at once."""
AN_ADDRESS = 6
"""Of these, what one address may have asked for; an office has one."""
KEPT = 24 * 1024 * 1024
"""Bytes of finished documents that are given again to whoever asks for the same."""
LONGEST = 180.0
"""Seconds without a word from the press after which it is stopped."""


def view_of(table: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    """A table that nobody changes; ``pickle`` finds this function by its name, and not the class of the view."""
    return MappingProxyType(table)


copyreg.pickle(MappingProxyType, lambda view: (view_of, (dict(view),)))  # an edition's tables are such views


class Busy(Exception):
    """Too many documents wait already."""


class Failed(Exception):
    """The document could not be written; ``str()`` is for the operator."""


def serve(descriptor: int) -> None:
    """What the process does: read a job, write it, send what happens; until its link is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the server's to answer
    for form in DOCUMENT_FORMATS:
        importlib.import_module(f"charts.documents.{form}")
    link = Connection(descriptor)
    with suppress(EOFError, OSError):  # the server is no more, maybe in the middle of a word
        while True:
            _serve_one(link)


def _serve_one(link: Connection) -> None:
    make: Make = pickle.loads(link.recv_bytes())
    try:
        link.send(make(told=lambda made, parts: link.send((made, parts))))
    except Exception as error:
        link.send(Failed(f"{type(error).__name__}: {error}"))


@dataclass(frozen=True, eq=False)
class _Ticket:
    """A place in the line: the digest of what is to be written, and the address that asks."""

    job: bytes
    owner: str


class Press:
    """One process and its queue; every thread of the server may use it."""

    def __init__(self, module: str = __name__, kept: int = KEPT) -> None:
        self._module, self._most_kept = module, kept
        self._line: list[_Ticket] = []
        self._kept: dict[bytes, Export] = {}
        self._moved, self._starting = threading.Condition(), threading.Lock()
        self._link: Connection | None = None
        self._process: subprocess.Popen[bytes] | None = None

    def write(self, make: Make, *, told: Told, ahead: Ahead, owner: str = "") -> Export:
        """The document, once its turn has come. Raises ``Busy`` or ``Failed``.

        ``owner``: the address that asks, which has so many in the line and no more. Whoever asks for what another is
        waiting for waits for that one; what was made a moment ago is given again.
        """
        job = pickle.dumps(make)
        ticket = _Ticket(hashlib.sha256(job).digest(), owner)
        with self._moved:
            while same := [place for place, one in enumerate(self._line) if one.job == ticket.job]:
                ahead(same[0])
                self._moved.wait()
            if made := self._kept.get(ticket.job):
                return made
            if len(self._line) > MOST or (owner and sum(one.owner == owner for one in self._line) >= AN_ADDRESS):
                raise Busy
            self._line.append(ticket)
        try:
            with self._moved:
                while place := self._line.index(ticket):
                    ahead(place)
                    self._moved.wait()
            ahead(0)
            return self._keep(ticket, self._written(job, told))
        finally:
            with self._moved:
                self._line.remove(ticket)
                self._moved.notify_all()

    def _keep(self, ticket: _Ticket, made: Export) -> Export:
        """The latest documents, as long as there is room: the same job gives the same bytes."""
        with self._moved:
            self._kept[ticket.job] = made
            while sum(len(one.content) for one in self._kept.values()) > self._most_kept:
                del self._kept[next(iter(self._kept))]
        return made

    def start(self) -> Connection:
        """The connection to the process, which is started if needed: it is ready a second later.

        Not by ``multiprocessing``, whose child begins with the parent's main module: here, a page of Streamlit.
        """
        with self._starting:
            if self._link is None or self._process is None or self._process.poll() is not None:
                here, there = socket.socketpair()
                command = [sys.executable, "-c", _BEGIN, self._module, str(there.fileno())]
                self._process = subprocess.Popen(command, cwd=ROOT, pass_fds=[there.fileno()])
                there.close()
                self._link = Connection(here.detach())
            return self._link

    def stop(self, link: Connection | None = None) -> None:
        """End the process; only if it is still the one of ``link``, where that is given."""
        with self._starting:
            if self._process is not None and link in (None, self._link):
                self._process.kill()
                self._process.wait()
                self._process = self._link = None

    def _written(self, job: bytes, told: Told) -> Export:
        link: Connection | None = None
        try:
            link = self.start()
            link.send_bytes(job)
            while link.poll(LONGEST):
                heard = link.recv()
                if isinstance(heard, Export):
                    return heard
                if isinstance(heard, Failed):
                    raise heard
                told(*heard)
        except Failed:
            raise
        except (EOFError, OSError) as error:
            self.stop(link)
            raise Failed(f"the press has stopped: {type(error).__name__}") from error
        except BaseException:  # what it was to answer must not be the next one's answer
            self.stop(link)
            raise
        self.stop(link)
        raise Failed(f"nothing from the press in {LONGEST:.0f} s")


_BEGIN = "import sys; from importlib import import_module; import_module(sys.argv[1]).serve(int(sys.argv[2]))"

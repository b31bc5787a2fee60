"""A database and its transactions: to read, to write, to lead a workshop."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from territory.workshop import keys, rounds, times, workshops
from territory.workshop.engine import WRITES, engine_of, file_of, prepare, told
from territory.workshop.errors import Reason, Refused
from territory.workshop.records import Role, Workshop
from territory.workshop.rounds import Round
from territory.workshop.schema import WORKSHOPS


class Transactions:
    """``now``: the clock, for tests. Nothing is opened before the first transaction."""

    def __init__(self, address: str, now: Callable[[], datetime] = times.now) -> None:
        self._engine = engine_of(address)
        self._clock = now
        self._turn = threading.Lock()
        self._ready = False

    def close(self) -> None:
        """Give the connections back."""
        self._engine.dispose()

    @contextmanager
    def _reading(self) -> Iterator[tuple[Connection, int]]:
        """One picture of the database, whatever others write meanwhile."""
        with told():
            self._prepare()
            options = {} if file_of(self._engine) else {"isolation_level": "REPEATABLE READ"}
            with self._engine.execution_options(**options).begin() as connection:
                yield connection, times.kept(self._clock())

    @contextmanager
    def _writing(self) -> Iterator[tuple[Connection, int]]:
        """In turn on SQLite, which has one writer: a queue, where its own wait is a lottery."""
        with told():
            self._prepare()
            if file_of(self._engine) is None:
                with self._engine.begin() as connection:
                    yield connection, times.kept(self._clock())
            else:
                with self._turn, self._engine.execution_options(**WRITES).begin() as connection:
                    yield connection, times.kept(self._clock())

    @contextmanager
    def _leading(self, workshop: Workshop) -> Iterator[tuple[Connection, Round, int]]:
        """For the facilitator alone, on the current round, which nobody else changes meanwhile."""
        if workshop.role is not Role.FACILITATOR:
            raise Refused(Reason.FORBIDDEN, "Seule l’adresse de l’animateur permet de conduire l’atelier.")
        with self._writing() as (connection, now):
            yield connection, current(connection, workshop, now, lock=True), now

    def _prepare(self) -> None:
        if self._ready:
            return  # readers do not wait for a writer
        with self._turn:
            if not self._ready:
                prepare(self._engine)
                self._ready = True

    def _found(self, where: Any, role: Role, secret: str | None = None) -> Workshop | None:
        """``secret``: what its digest is compared with once more, in constant time."""
        with self._reading() as (connection, now):
            row = workshops.row_of(connection, where, now)
            if row is None or (secret is not None and not keys.is_same(secret, getattr(row, role.value))):
                return None
            return workshops.seen(connection, row, role, now)

    def _forget_log(self) -> None:
        """SQLite's journal holds what was erased until it is emptied."""
        if file_of(self._engine):
            with told(), closing(self._engine.raw_connection()) as connection, closing(connection.cursor()) as cursor:
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def current(connection: Connection, workshop: Workshop, now: int, *, lock: bool = False) -> Round:
    """The current round of a workshop that may have been erased, or whose time may be over, since it was read."""
    if workshops.row_of(connection, WORKSHOPS.c.id == workshop.id, now, lock=lock) is None:
        raise Refused(Reason.UNKNOWN, "Cet atelier n’existe plus.")
    return rounds.current(connection, workshop.id, now)

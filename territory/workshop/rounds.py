"""The course of a round: prepared, open, closed, revealed, discussed; and what each step allows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection, insert, select, update

from territory.wording.typography import plural
from territory.workshop import keys
from territory.workshop.errors import Reason, Refused
from territory.workshop.model import State
from territory.workshop.schema import JOURNAL, ROUNDS

GRACE = timedelta(seconds=10)
"""Ballots written before the close are taken until then; nothing is revealed before."""
GRACE_MICROS = GRACE // timedelta(microseconds=1)
MOST_ROUNDS = 2
WORD: Mapping[State, str] = {
    State.PREPARED: "préparé",
    State.OPEN: "ouvert",
    State.CLOSED: "clos",
    State.REVEALED: "révélé",
    State.DISCUSSED: "discuté",
}
"""French, of a « tour »."""
RESULTS = (State.REVEALED, State.DISCUSSED)


@dataclass(frozen=True)
class Round:
    """A round as its row holds it, and where it stands now: a round whose time is over is closed."""

    id: int
    workshop: int
    number: int
    key: str
    state: State
    opened: int | None
    closes: int | None


def current(connection: Connection, workshop: int, now: int) -> Round:
    """The last round of a workshop."""
    rows = select(ROUNDS).where(ROUNDS.c.workshop == workshop, ~ROUNDS.c.void).order_by(ROUNDS.c.number.desc())
    return _round(connection.execute(rows.limit(1)).one(), now)


def numbered(connection: Connection, workshop: int, number: int, now: int) -> Round | None:
    row = connection.execute(
        select(ROUNDS).where(ROUNDS.c.workshop == workshop, ROUNDS.c.number == number, ~ROUNDS.c.void)
    ).one_or_none()
    return _round(row, now) if row else None


def add(connection: Connection, workshop: int, number: int) -> None:
    connection.execute(
        insert(ROUNDS).values(workshop=workshop, number=number, key=keys.new_token(), state=State.PREPARED, void=False)
    )


def log(connection: Connection, workshop: int, at: int, what: str, detail: str = "") -> None:
    connection.execute(insert(JOURNAL).values(workshop=workshop, at=at, what=what, detail=detail[:200]))


def move(connection: Connection, found: Round, allowed: tuple[State, ...], action: str, **values: Any) -> None:
    """Change a round that is in one of these states. ``action``: what cannot be done otherwise, « être ouvert »."""
    require(found, allowed, action)
    connection.execute(update(ROUNDS).where(ROUNDS.c.id == found.id).values(**values))


def require(found: Round, allowed: tuple[State, ...], action: str) -> None:
    if found.state not in allowed:
        reason = Reason.NOT_YET if found.state is State.PREPARED else Reason.CLOSED
        raise Refused(reason, f"Ce tour est {WORD[found.state]}\u00a0: il ne peut pas {action}.")


def require_settled(found: Round, now: int) -> None:
    """Ballots on their way have arrived: none can change what is about to be shown."""
    left = (found.closes or 0) + GRACE_MICROS - now
    if found.state is State.CLOSED and left > 0:
        seconds = -(-left // 1_000_000)
        wait = plural(seconds, "seconde")
        raise Refused(Reason.NOT_YET, f"Des bulletins peuvent encore arriver\u00a0: révélez dans {wait}.")


def _round(row: Any, now: int) -> Round:
    state = State(row.state)
    if state is State.OPEN and row.closes is not None and row.closes <= now:
        state = State.CLOSED
    return Round(row.id, row.workshop, row.number, row.key, state, row.opened, row.closes)

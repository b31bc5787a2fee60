"""A workshop's row: written once, found by its code or by the digest of a secret, read as a record."""

from __future__ import annotations

import json
import secrets
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, Row, insert, select

from territory.workshop import keys, rounds, times
from territory.workshop.model import Actor, Setup
from territory.workshop.records import Keys, Role, Workshop
from territory.workshop.schema import WORKSHOPS


def write(connection: Connection, setup: Setup, given: Keys, lives: tuple[int, int]) -> int:
    """The number of the new row. ``lives``: from when to when."""
    row = insert(WORKSHOPS).values(
        code=given.code,
        facilitator=keys.digest(given.facilitator),
        reader=keys.digest(given.reader),
        salt=secrets.token_hex(32),
        setup=json.dumps(asdict(setup), ensure_ascii=False),
        live=False,
        created=lives[0],
        expires=lives[1],
    )
    return int(connection.execute(row.returning(WORKSHOPS.c.id)).scalar_one())


def unused_keys(connection: Connection) -> Keys:
    """Keys whose code no workshop has."""
    while True:
        given = keys.new_keys()
        if connection.execute(select(WORKSHOPS.c.id).where(WORKSHOPS.c.code == given.code)).first() is None:
            return given


def row_of(connection: Connection, where: Any, now: int, *, lock: bool = False) -> Row[Any] | None:
    """The one whose time is not over; ``None`` where there is none.

    ``lock``: nobody else leads this workshop or votes in it before the end of the transaction.
    """
    rows = select(WORKSHOPS).where(where, WORKSHOPS.c.expires > now)
    return connection.execute(rows.with_for_update() if lock else rows).one_or_none()


def seen(connection: Connection, row: Row[Any], role: Role, now: int) -> Workshop:
    """A row as a record, with its current round."""
    found = rounds.current(connection, row.id, now)
    return Workshop(
        id=row.id,
        setup=setup_of(row),
        code=row.code,
        name=keys.public_name(row.salt),
        role=role,
        number=found.number,
        round_key=found.key,
        state=found.state,
        opened=None if found.opened is None else times.read(found.opened),
        closes=None if found.closes is None else times.read(found.closes),
        live=row.live,
        expires=times.read(row.expires),
    )


def setup_of(row: Row[Any]) -> Setup:
    held = json.loads(row.setup)
    actors = tuple(Actor(**actor) for actor in held.pop("actors"))
    return Setup(actors=actors, domains=tuple(held.pop("domains")), **held)

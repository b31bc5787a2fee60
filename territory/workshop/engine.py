"""How the store's database is opened: SQLite in a file, or PostgreSQL; every commit is on the disk when it returns."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError, IntegrityError, ProgrammingError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from territory.workshop.errors import StoreAway, StoreFull

MIGRATIONS = Path(__file__).with_name("migrations")
WAIT = 5
"""Seconds to wait for a lock, a place in the pool, an answer."""
MOST_BYTES = 2 * 1024**3
"""Of SQLite's file: strangers could fill the disk. Thousands of workshops of a hundred people take a third of it."""
_PAGE = 4096
PRAGMAS = (
    "journal_mode = WAL",
    "synchronous = FULL",
    "foreign_keys = ON",
    f"busy_timeout = {1000 * WAIT}",
    "secure_delete = ON",
    f"max_page_count = {MOST_BYTES // _PAGE}",
)
"""FULL: each commit waits for the disk. ``secure_delete``: what is erased is written over."""
POSTGRESQL = (
    f"-c synchronous_commit=on -c statement_timeout={1000 * WAIT} -c lock_timeout={1000 * WAIT}"
    " -c idle_in_transaction_session_timeout=30000 -c timezone=UTC"
)
_MIGRATING = 7_015_015
"""The lock under which one process migrates while the others wait."""
WRITES = {"writes": True}


def engine_of(address: str) -> Engine:
    """Nothing is opened nor created before the first connection."""
    url = make_url(address)
    if url.get_backend_name() != "sqlite":
        options = {"options": POSTGRESQL, "connect_timeout": WAIT}
        return create_engine(
            url.set(drivername="postgresql+psycopg"),
            connect_args=options,
            pool_pre_ping=True,
            pool_timeout=WAIT,
            hide_parameters=True,
        )
    engine = create_engine(url, connect_args={"timeout": WAIT}, pool_timeout=WAIT, hide_parameters=True)
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    return engine


def file_of(engine: Engine) -> Path | None:
    """SQLite's file; ``None`` for PostgreSQL."""
    return Path(str(engine.url.database)) if engine.dialect.name == "sqlite" else None


def prepare(engine: Engine) -> None:
    """Make the file where there is none, for its owner alone, and bring the tables to the last version."""
    if (path := file_of(engine)) and not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    with engine.execution_options(**WRITES).begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text(f"SELECT pg_advisory_xact_lock({_MIGRATING})"))
        migrate(connection)


def migrate(connection: Connection) -> None:
    from alembic import command  # a quarter of a second, that only the opening of a store needs
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


@contextmanager
def told() -> Iterator[None]:
    """Whatever keeps the database from answering is ``StoreAway``, with its cause; faults of ours stay as they are."""
    try:
        yield
    except (IntegrityError, ProgrammingError):
        raise
    except DBAPIError as error:
        raise (StoreFull() if _is_full(error.orig) else StoreAway()) from error
    except (PoolTimeout, OSError) as error:
        raise StoreAway() from error


def _is_full(error: object) -> bool:
    """SQLite's own word for it, or PostgreSQL's « disk_full »."""
    return getattr(error, "sqlite_errorname", "") == "SQLITE_FULL" or getattr(error, "sqlstate", "") == "53100"


def _set_up(connection: sqlite3.Connection, _: Any) -> None:
    connection.isolation_level = None  # transactions are begun below, and nowhere else
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    """Who will write takes its turn at once: a reader that turns writer would be refused."""
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

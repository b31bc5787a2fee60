"""Backup of the store to one file, and restore, while it serves. SQLite only; PostgreSQL has ``pg_dump``."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy.engine import make_url

from territory.workshop.engine import WAIT


class BackupError(Exception):
    """What cannot be copied; ``str()`` says why, in French."""


def backup(address: str, to: Path) -> int:
    """Write a copy to a new file, for its owner alone; how many workshops it holds. Raises ``BackupError``."""
    source = _file(address)
    if not source.is_file():
        raise BackupError(f"{source}\u00a0: aucun atelier n’est gardé, il n’y a rien à copier.")
    try:
        os.close(os.open(to, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except OSError as error:
        raise BackupError(f"{to}\u00a0: ce fichier existe déjà, ou ne peut être écrit.") from error
    with closing(_opened(source)) as held, closing(_opened(to)) as copy:
        copy.execute("PRAGMA synchronous = FULL")
        held.backup(copy)
        return _checked(copy, to)


def restore(address: str, copied: Path, *, replace: bool = False) -> int:
    """Put a copy in the place of what the store holds; how many workshops it holds. Raises ``BackupError``.

    ``replace``: workshops that are there are lost; without it, a store that has some is left as it is. Servers go on
    with what the copy holds.
    """
    if not copied.is_file():
        raise BackupError(f"{copied}\u00a0: aucun fichier.")
    target = _file(address)
    with closing(_opened(copied)) as copy:
        found = _checked(copy, copied)
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.close(os.open(target, os.O_CREAT | os.O_RDWR, 0o600))
        with closing(_opened(target)) as held:
            if not replace and (kept := _workshops(held)):
                raise BackupError(f"{target}\u00a0: {kept} atelier(s) y sont gardés\u202f; --replace les efface.")
            held.execute("PRAGMA synchronous = FULL")
            copy.backup(held)
    return found


def _file(address: str) -> Path:
    url = make_url(address)
    if url.get_backend_name() != "sqlite":
        raise BackupError(
            "Ces ateliers sont dans PostgreSQL\u00a0: copiez-les avec pg_dump (README, «\u00a0Ateliers\u00a0»)."
        )
    return Path(str(url.database))


def _opened(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, timeout=WAIT)


def _checked(connection: sqlite3.Connection, path: Path) -> int:
    """How many workshops a whole copy holds."""
    try:
        whole = connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.DatabaseError as error:
        raise BackupError(f"{path}\u00a0: ce n’est pas une copie d’ateliers.") from error
    if not whole:
        raise BackupError(f"{path}\u00a0: cette copie est abîmée.")
    return _workshops(connection)


def _workshops(connection: sqlite3.Connection) -> int:
    tables = connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'workshops'").fetchone()[0]
    return int(connection.execute("SELECT count(*) FROM workshops").fetchone()[0]) if tables else 0

"""A copy made while the store serves, and put back."""

from __future__ import annotations

from pathlib import Path

import pytest

from territory.workshop.address import address
from territory.workshop.backup import BackupError, backup, restore
from territory.workshop.store import Store, open_store
from tests.territory.workshop.conftest import Clock
from tests.territory.workshop.samples import SETUP


def test_a_copy_put_back_is_what_was_copied(sqlite: str, clock: Clock, tmp_path: Path) -> None:
    store, copy = Store(sqlite, clock), tmp_path / "copy.sqlite"
    first = store.create(SETUP)
    assert backup(sqlite, copy) == 1 and copy.stat().st_mode & 0o777 == 0o600
    second = store.create(SETUP)
    with pytest.raises(BackupError, match="existe déjà"):
        backup(sqlite, copy)
    with pytest.raises(BackupError, match="2 atelier"):
        restore(sqlite, copy)
    assert restore(sqlite, copy, replace=True) == 1  # while the store is open
    assert store.by_facilitator(first.facilitator) and store.by_facilitator(second.facilitator) is None
    store.create(SETUP)
    elsewhere = f"sqlite:///{tmp_path}/elsewhere/workshops.sqlite"
    assert restore(elsewhere, copy) == 1 and Store(elsewhere, clock).by_reader(first.reader)
    store.close()


def test_what_is_no_copy_changes_nothing(sqlite: str, tmp_path: Path) -> None:
    with pytest.raises(BackupError, match="rien à copier"):
        backup(sqlite, tmp_path / "copy.sqlite")
    store = Store(sqlite)
    held = store.create(SETUP)
    for name, content in (("text", b"x" * 5000), ("empty", b"")):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(BackupError, match="pas une copie"):
            restore(sqlite, tmp_path / name, replace=True)
    with pytest.raises(BackupError, match="pg_dump"):
        backup("postgresql:///workshops", tmp_path / "copy.sqlite")
    assert store.by_facilitator(held.facilitator)
    store.close()


def test_the_environment_says_where_the_store_is(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    assert address({}) == f"sqlite:///{tmp_path}/var/workshops.sqlite"
    assert address({"OBSERVATOIRE_STATE": "/srv/state"}) == "sqlite:////srv/state/workshops.sqlite"
    assert address({"DATABASE_URL": "postgres://a@b/c"}) == "postgresql://a@b/c"
    assert address({"DATABASE_URL": "postgresql+psycopg:///c?host=/run/postgresql"}).startswith(
        "postgresql+psycopg:///c"
    )
    assert open_store(address({})) is open_store(address({}))

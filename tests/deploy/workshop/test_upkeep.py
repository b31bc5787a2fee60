"""What is done by itself while the server runs, and the commands of who maintains it."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from deploy.workshop import __main__ as commands
from deploy.workshop import upkeep
from territory.workshop.store import Store
from tests.deploy.own_loop import completed
from tests.territory.workshop.conftest import Clock
from tests.territory.workshop.samples import SETUP


def test_old_workshops_are_erased_at_the_start(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    clock = Clock()
    store = Store(f"sqlite:///{tmp_path}/workshops.sqlite", clock)
    keys = store.create(SETUP, kept_days=1)
    clock.later(25 * 3600)

    async def run() -> None:
        async with upkeep.upkeep(lambda: store, lambda: None):
            for _ in range(200):
                if caplog.text:
                    return
                await asyncio.sleep(0.02)

    with caplog.at_level("INFO", "observatoire"):
        completed(run())
    assert "1 erased" in caplog.text
    clock.now = clock.now.replace(year=2025)
    assert store.by_facilitator(keys.facilitator) is None
    store.close()


def test_a_store_that_is_away_is_said_and_stops_nothing(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "text.sqlite").write_text("no database" * 500)
    upkeep.purge(Store(f"sqlite:///{tmp_path}/text.sqlite"))
    assert "does not answer: DatabaseError" in caplog.text


def test_the_commands_copy_put_back_and_purge(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("OBSERVATOIRE_STATE", str(tmp_path / "state"))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    copy = str(tmp_path / "copy.sqlite")
    assert commands.main(["backup", copy]) == 1 and "rien à copier" in capsys.readouterr().err
    store = Store(f"sqlite:///{tmp_path}/state/workshops.sqlite")
    store.create(SETUP)
    store.close()
    assert commands.main(["backup", copy]) == 0 and "1 atelier" in capsys.readouterr().out
    assert commands.main(["restore", copy]) == 1 and "--replace" in capsys.readouterr().err
    assert commands.main(["restore", copy, "--replace"]) == 0
    assert commands.main(["purge"]) == 0
    with pytest.raises(SystemExit):
        commands.main(["destroy"])

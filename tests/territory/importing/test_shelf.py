"""An edition is added whole or not at all: killed a hundred times in the middle, it leaves what was there as it was."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from territory import shelf
from territory.errors import DataError
from territory.shelf import add
from tests.territory.importing.killing import NEW, OLD, held

ROOT = Path(__file__).parents[3]
KILLS = 100


def test_killed_a_hundred_times_it_never_leaves_a_half(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.territory.importing.killing", str(tmp_path), str(KILLS)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, timeout=300)
    assert done.returncode == 0, done.stderr
    finished, new = map(int, done.stdout.split())
    assert 0 < finished < KILLS / 2, "of those that count their calls, some were killed, some were not"
    assert finished <= new < KILLS, "what was killed after the exchange is new, and before it is old"
    add("e", NEW, tmp_path, replace=True)
    assert [path.name for path in tmp_path.iterdir()] == ["e"], "what the killed ones left is gone"


def test_control_a_plain_copy_leaves_a_half(tmp_path: Path) -> None:
    """Killed between two files, what writes in place is found half done."""
    add("e", OLD, tmp_path)
    child = os.fork()
    if child == 0:
        (tmp_path / "e" / "indicators.toml").write_bytes(NEW["indicators.toml"])
        os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(child, 0)
    assert held(tmp_path / "e") not in (OLD, NEW)


def test_an_edition_is_not_replaced_unless_it_is_asked(tmp_path: Path) -> None:
    add("e", OLD, tmp_path)
    with pytest.raises(DataError, match="--replace"):
        add("e", NEW, tmp_path)
    assert held(tmp_path / "e") == OLD


def test_a_write_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add("e", OLD, tmp_path)

    def full(made: Path, files: object) -> None:
        (made / "indicators.toml").write_bytes(b"[ed")
        raise OSError(28, "no space left")

    monkeypatch.setattr(shelf, "_write", full)
    with pytest.raises(OSError, match="no space"):
        add("e", NEW, tmp_path, replace=True)
    assert held(tmp_path / "e") == OLD
    assert [path.name for path in tmp_path.iterdir()] == ["e"]


def test_everything_is_flushed_before_it_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A kill is no power cut: each file, its folder and the folder of editions are synced, in that order."""
    synced: list[str] = []
    real = os.fsync
    monkeypatch.setattr(os, "fsync", lambda file: (synced.append(os.readlink(f"/proc/self/fd/{file}")), real(file))[1])
    add("e", OLD, tmp_path)
    names = [Path(path).name for path in synced]
    assert names[:2] == ["indicators.toml", "values.csv"]
    assert names[2].endswith(".part") and synced[3] == str(tmp_path)


@pytest.mark.parametrize("code", ["../e", "E", ".e", "", "e/f", "é"])
def test_a_code_is_a_plain_name(tmp_path: Path, code: str) -> None:
    with pytest.raises(DataError):
        add(code, OLD, tmp_path)
    assert not list(tmp_path.iterdir())

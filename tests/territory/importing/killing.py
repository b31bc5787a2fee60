"""A process of little memory that adds an edition in children of its own, and kills them: ``python -m … FOLDER KILLS``.

Prints how many children finished, how many left the new edition; stops at the first half edition.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

from territory.editions import editions
from territory.shelf import add

REGISTRY = '[edition]\ncode = "e"\ntitle = "%s"\npublisher = "p"\npublished = 1\n'
OLD = {"indicators.toml": (REGISTRY % "Avant").encode(), "values.csv": b"a" * 999}
NEW = {"indicators.toml": (REGISTRY % "Neuf").encode(), "values.csv": b"b" * 999}


def held(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def killed_while_adding(to: Path, after: int) -> bool:
    """Add in a child that is killed at its n-th call of the system; whether it had time to finish."""
    child = os.fork()
    if child == 0:
        calls = 0

        def counted(name: str) -> None:
            real = getattr(os, name)

            def call(*arguments: object, **named: object) -> object:
                nonlocal calls
                calls += 1
                if calls > after:
                    os.kill(os.getpid(), signal.SIGKILL)
                return real(*arguments, **named)

            setattr(os, name, call)

        for name in ("fsync", "open", "close", "mkdir", "rename", "chmod", "unlink", "rmdir", "scandir"):
            counted(name)
        try:
            add("e", NEW, to, replace=True)
        finally:
            os._exit(0)
    return os.WIFEXITED(os.waitpid(child, 0)[1])


def killed_by_the_clock(to: Path, after: float) -> None:
    """The same, killed from outside, wherever it is."""
    child = os.fork()
    if child == 0:
        try:
            add("e", NEW, to, replace=True)
        finally:
            os._exit(0)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def main(to: Path, kills: int) -> None:
    add("e", OLD, to)
    finished = new = 0
    for number in range(kills):
        if number % 2:
            killed_by_the_clock(to, number * 0.00005)
        else:
            finished += killed_while_adding(to, number % 40)
        found = held(to / "e")
        assert found in (OLD, NEW), found
        assert [entry.code for entry in editions(to)] == ["e"]
        new += found == NEW
        if found == NEW:
            add("e", OLD, to, replace=True)
    print(finished, new)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))

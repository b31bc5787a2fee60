"""An acknowledged ballot stays: through kill -9 of who writes it, and through a disk that fills up."""

from __future__ import annotations

import os
import random
import resource
import signal
import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import func, select

from territory.workshop import engine
from territory.workshop.errors import StoreAway, StoreFull
from territory.workshop.schema import ANSWERS, BALLOTS
from territory.workshop.store import Store
from tests.territory.workshop.conftest import START
from tests.territory.workshop.samples import SETUP, ballot

KILLS, KILLS_OF_TWO = 20, 5
WRITERS = 3


def open_room(address: str) -> str:
    """A code that takes ballots."""
    store = Store(address)
    keys = store.create(SETUP)
    leader = store.by_facilitator(keys.facilitator)
    assert leader
    store.open_round(leader)
    store.close()
    return keys.code


def in_another_process(act: Callable[[int], None]) -> tuple[int, int]:
    """Its number, and the end of a pipe that gives what ``act`` writes to the other."""
    read, write = os.pipe()
    process = os.fork()
    if process == 0:
        os.close(read)
        try:
            act(write)
        finally:
            os._exit(0)
    os.close(write)
    return process, read


def vote_for_ever(address: str, code: str, name: str, acknowledged: int) -> None:
    store = Store(address)

    def write(writer: int) -> None:
        for number in range(10_000):
            named = f"{name}-{writer}-{number}".ljust(22, "x")
            store.cast(code, named, named, ballot(emploi=2), None)
            os.write(acknowledged, f"{named}\n".encode())

    threads = [threading.Thread(target=write, args=(writer,)) for writer in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def held(path: Path) -> set[str]:
    with sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        answered = "SELECT ballot_id FROM ballots WHERE id IN (SELECT ballot FROM answers)"
        return {row[0] for row in connection.execute(answered)}


def test_no_acknowledged_ballot_is_lost_over_twenty_kills(tmp_path: Path) -> None:
    path, chance = tmp_path / "workshops.sqlite", random.Random(9)
    address = f"sqlite:///{path}"
    code, acknowledged = open_room(address), b""
    for kill in range(KILLS):
        process, pipe = in_another_process(lambda write, kill=kill: vote_for_ever(address, code, f"k{kill}", write))  # type: ignore[misc]
        heard, until = b"", chance.randint(1, 12)
        while heard.count(b"\n") < until:
            part = os.read(pipe, 4096)
            assert part, "it stopped before it was killed"
            heard += part
        os.kill(process, signal.SIGKILL)
        while part := os.read(pipe, 4096):
            heard += part
        os.close(pipe)
        os.waitpid(process, 0)
        acknowledged += heard
        assert set(heard.decode().split()) <= held(path)
    assert len(set(acknowledged.decode().split())) >= KILLS
    assert set(acknowledged.decode().split()) <= held(path)


def test_two_processes_on_one_database_lose_nothing_and_count_each_device_once(address: str) -> None:
    """Both take the ballots of the same forty devices, and meet in the middle."""
    code = open_room(address)

    def act(write: int, numbers: list[int]) -> None:
        store = Store(address)
        for number in numbers:
            named = f"ballot-{number}".ljust(22, "x")
            store.cast(code, f"{number}".ljust(22, "x"), named, ballot(emploi=2), START)
            os.write(write, b".")

    numbers = list(range(40))
    running = [
        in_another_process(lambda write, order=order: act(write, order))  # type: ignore[misc]
        for order in (numbers, numbers[::-1])
    ]
    for process, pipe in running:
        heard = b""
        while part := os.read(pipe, 4096):
            heard += part
        os.waitpid(process, 0)
        assert len(heard) == 40
    store = Store(address)
    room = store.by_code(code)
    assert room and store.progress(room)["elus"] == 40
    with store._engine.connect() as connection:
        assert connection.execute(select(func.count()).select_from(BALLOTS)).scalar_one() == 40
    store.close()


def test_one_of_two_processes_on_postgresql_is_killed_and_no_acknowledged_ballot_is_lost(postgresql: str) -> None:
    """Both write without a pause; kill -9 of one, each time another; the one that stays goes on, and all count."""
    code = open_room(postgresql)
    stays, heard_of = in_another_process(lambda write: vote_for_ever(postgresql, code, "stays", write))
    acknowledged = b""
    for kill in range(KILLS_OF_TWO):
        process, pipe = in_another_process(lambda write, kill=kill: vote_for_ever(postgresql, code, f"p{kill}", write))  # type: ignore[misc]
        heard = b""
        while heard.count(b"\n") < 5 + kill:
            part = os.read(pipe, 4096)
            assert part, "it stopped before it was killed"
            heard += part
        os.kill(process, signal.SIGKILL)
        acknowledged += heard + drained(pipe)
        os.waitpid(process, 0)
        before = len(acknowledged)
        acknowledged += os.read(heard_of, 65_536)
        assert len(acknowledged) > before, "the other goes on"
    os.kill(stays, signal.SIGKILL)
    acknowledged += drained(heard_of)
    os.waitpid(stays, 0)
    told = {line for line in acknowledged.decode().split("\n") if len(line) == 22}
    store = Store(postgresql)
    with store._engine.connect() as connection:
        answered = select(BALLOTS.c.ballot_id).where(BALLOTS.c.id.in_(select(ANSWERS.c.ballot)))
        written = set(connection.execute(answered).scalars())
    room = store.by_code(code)
    assert told <= written and len({name.split("-")[0] for name in told}) == 1 + KILLS_OF_TWO
    assert room and store.progress(room)["elus"] == len(written), "each device once, and none without its answers"
    store.close()


def drained(pipe: int) -> bytes:
    """What is left in a pipe whose writer has ended."""
    heard = b""
    while part := os.read(pipe, 65_536):
        heard += part
    os.close(pipe)
    return heard


def test_a_full_disk_is_said_the_process_goes_on_and_nothing_acknowledged_is_lost(tmp_path: Path) -> None:
    """The kernel refuses to make files longer, as a quota does; then there is room again."""
    path = tmp_path / "workshops.sqlite"
    address = f"sqlite:///{path}"
    code = open_room(address)
    room = path.stat().st_size + 300_000

    def act(write: int) -> None:
        store = Store(address)
        hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, hard))
        refused = 0
        for number in range(2_000):
            named = f"ballot-{number}".ljust(22, "x")
            try:
                store.cast(code, named, named, ballot(emploi=2), None)
                os.write(write, f"{named}\n".encode())
            except StoreAway:
                refused += 1
                os.write(write, b"away\n")
                if refused == 5:
                    resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
                if refused > 5:
                    break
            else:
                if refused >= 5:
                    os.write(write, b"again\n")
                    break

    process, pipe = in_another_process(act)
    heard = b""
    while part := os.read(pipe, 4096):
        heard += part
    os.waitpid(process, 0)
    said = heard.decode().split()
    assert said.count("away") == 5 and said[-1] == "again", said[-10:]
    assert set(said) - {"away", "again"} <= held(path)


def test_a_full_database_is_told_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    address = f"sqlite:///{tmp_path}/workshops.sqlite"
    code = open_room(address)
    monkeypatch.setattr(engine, "PRAGMAS", (*engine.PRAGMAS, "max_page_count = 1"))  # no more than it has
    full, taken = Store(address), 0
    with pytest.raises(StoreFull, match="plus de place"):
        for taken in range(500):
            full.cast(code, f"{taken:022d}", f"{taken:022d}", ballot(), None)
    assert full.by_code(code) is not None  # what is there is read
    full.close()
    monkeypatch.undo()
    store = Store(address)
    store.cast(code, "z" * 22, "z" * 22, ballot(), None)
    assert len(held(tmp_path / "workshops.sqlite")) == taken + 1
    store.close()

"""Stores on both databases, with a clock of ours, and a workshop that takes ballots."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import create_engine, delete

from territory.workshop import engine
from territory.workshop.model import Ballot, Setup
from territory.workshop.records import Keys, Receipt, Workshop
from territory.workshop.schema import WORKSHOPS
from territory.workshop.store import Store
from tests.territory.workshop.postgresql import cluster
from tests.territory.workshop.samples import SETUP, ballot

START = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


class Clock:
    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now

    def later(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


@dataclass
class Room:
    """A workshop, who leads it, and phones that vote: ``room.vote("ana", emploi=3)``."""

    store: Store
    clock: Clock
    keys: Keys

    @property
    def workshop(self) -> Workshop:
        found = self.store.by_facilitator(self.keys.facilitator)
        assert found is not None
        return found

    def vote(
        self,
        device: str,
        actor: str = "elus",
        *,
        number: int = 1,
        given: Ballot | None = None,
        written: datetime | None = None,
        round_key: str | None = None,
        **points: int,
    ) -> Receipt:
        """``number``: of the device's ballots, which makes its identifier."""
        named = f"{device}-{number}".ljust(24, "x")
        token = device.ljust(24, "y")
        cast = given or ballot(actor, **points)
        return self.store.cast(self.keys.code, token, named, cast, written, round_key=round_key)

    def many(self, actor: str, count: int, first: int = 0, **points: int) -> None:
        for number in range(first, first + count):
            self.vote(f"{actor}{number}", actor, **points)

    def reveal(self) -> None:
        self.store.close_round(self.workshop)
        self.clock.later(11)
        self.store.reveal(self.workshop)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """One cluster for all the tests of a process."""
    with cluster() as address:
        yield address


@pytest.fixture
def sqlite(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/var/workshops.sqlite"


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest) -> Iterator[str]:
    """Of an empty store, on each database."""
    found = str(request.getfixturevalue(request.param))
    yield found
    if request.param == "postgresql":
        engine = create_engine(found.replace("postgresql:", "postgresql+psycopg:"))
        with engine.begin() as connection:
            connection.execute(delete(WORKSHOPS))
        engine.dispose()


@pytest.fixture
def store(address: str, clock: Clock) -> Iterator[Store]:
    opened = Store(address, clock)
    yield opened
    opened.close()


@pytest.fixture
def new_room(store: Store, clock: Clock) -> Callable[..., Room]:
    """A workshop whose first round is open."""

    def make(setup: Setup = SETUP) -> Room:
        room = Room(store, clock, store.create(setup))
        store.open_round(room.workshop)
        clock.later(60)
        return room

    return make


@pytest.fixture
def room(new_room: Callable[..., Room]) -> Room:
    return new_room()


@pytest.fixture
def quick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Store, Clock]]:
    """A store that does not wait for the disk."""
    monkeypatch.setattr(engine, "PRAGMAS", ("synchronous = OFF", "foreign_keys = ON", "journal_mode = WAL"))
    clock = Clock()
    store = Store(f"sqlite:///{tmp_path}/quick.sqlite", clock)
    yield store, clock
    store.close()

"""The store on SQLite and on PostgreSQL: keys, the course of a round, ballots that nothing changes, and the end."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text, update
from sqlalchemy.exc import DBAPIError

from territory.workshop import ballots, engine, rounds
from territory.workshop.ballots import MOST_OF_DEVICE
from territory.workshop.errors import BallotError, Reason, Refused, StoreAway
from territory.workshop.keys import LETTERS
from territory.workshop.model import Opinion, State
from territory.workshop.records import Role, Workshop
from territory.workshop.schema import BALLOTS, METADATA, ROUNDS, WORKSHOPS
from territory.workshop.store import Store
from territory.workshop.times import kept
from tests.territory.workshop.conftest import START, Clock, Room
from tests.territory.workshop.samples import SETUP, ballot


def refusal(action: Callable[[], object]) -> Reason:
    with pytest.raises(Refused) as found:
        action()
    assert str(found.value).endswith(".")
    return found.value.reason


# --- keys ------------------------------------------------------------------------------------------------


def test_three_addresses_open_a_workshop_and_one_leads_it(store: Store) -> None:
    keys = store.create(SETUP)
    assert len(keys.code) == 6 and set(keys.code) <= set(LETTERS)
    assert len(keys.facilitator) >= 43 and len(keys.reader) >= 43  # 256 bits are 43 letters of base 64
    voter, leader, reader = (
        store.by_code(keys.code),
        store.by_facilitator(keys.facilitator),
        store.by_reader(keys.reader),
    )
    assert voter and leader and reader
    assert [each.role for each in (voter, leader, reader)] == [Role.VOTER, Role.FACILITATOR, Role.READER]
    assert {each.id for each in (voter, leader, reader)} == {leader.id}
    assert leader.setup == SETUP and leader.state is State.PREPARED and leader.number == 1
    assert store.by_code(f" {keys.code[:3].lower()}-{keys.code[3:]} ") == voter  # as people type it
    for other in (voter, reader):
        assert refusal(lambda other=other: store.open_round(other)) is Reason.FORBIDDEN  # type: ignore[misc]
        assert refusal(lambda other=other: store.erase(other)) is Reason.FORBIDDEN  # type: ignore[misc]
    assert refusal(lambda: store.count(voter, 1)) is Reason.FORBIDDEN and store.count(reader, 1) is None


def test_a_key_opens_nothing_else(store: Store) -> None:
    keys = store.create(SETUP)
    assert (
        store.by_code("AAAAAA") is None and store.by_code("' OR 1=1 --") is None and store.by_code("é" * 9999) is None
    )
    assert store.by_facilitator(keys.reader) is None and store.by_reader(keys.facilitator) is None
    assert store.by_facilitator(keys.code) is None and store.by_facilitator("") is None
    assert store.by_facilitator("\ud800") is None


def test_the_address_to_read_by_is_changed_by_who_leads_and_the_old_one_opens_nothing(store: Store) -> None:
    given = store.create(SETUP)
    leads, reads = store.by_facilitator(given.facilitator), store.by_reader(given.reader)
    assert leads and reads
    with pytest.raises(Refused):
        store.renew_reader(reads)
    renewed = store.renew_reader(leads)
    assert store.by_reader(given.reader) is None and store.by_facilitator(renewed) is None
    found = store.by_reader(renewed)
    assert found and (found.role, found.name) == (Role.READER, leads.name), "lists still name it"
    assert store.journal(leads)[-1].what == "adresse de lecture changée"


def test_no_secret_and_no_device_is_kept(sqlite: str, clock: Clock) -> None:
    store = Store(sqlite, clock)
    room = Room(store, clock, store.create(SETUP))
    store.open_round(room.workshop)
    room.vote("ana-de-lens", emploi=3)
    store.close()
    held = b"".join(path.read_bytes() for path in Path(sqlite.removeprefix("sqlite:///")).parent.iterdir())
    for secret in (room.keys.facilitator, room.keys.reader, "ana-de-lens".ljust(24, "y")):
        assert secret.encode() not in held
    assert room.keys.code.encode() in held


def test_the_file_is_its_owners_alone_and_made_on_first_use(sqlite: str) -> None:
    path, store = Path(sqlite.removeprefix("sqlite:///")), Store(sqlite)
    assert store.purge_expired() == 0 and not path.parent.exists()
    assert store.by_code("AAAAAA") is None
    assert path.stat().st_mode & 0o777 == 0o600 and path.parent.stat().st_mode & 0o777 == 0o700
    store.close()


def test_the_migrations_make_the_tables_that_queries_name(address: str, store: Store) -> None:
    store.by_code("AAAAAA")
    made = engine.engine_of(address)
    with made.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), METADATA) == []
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one() == "0001"
    made.dispose()
    Store(address).by_code("AAAAAA")  # opened again: nothing left to do


def test_every_commit_waits_for_the_disk(address: str, store: Store) -> None:
    store.by_code("AAAAAA")
    with store._engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            held = {
                name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
                for name in ("synchronous", "journal_mode", "foreign_keys")
            }
            assert held == {"synchronous": 2, "journal_mode": "wal", "foreign_keys": 1}  # 2: FULL
        else:
            assert connection.exec_driver_sql("SHOW synchronous_commit").scalar() == "on"


# --- the course of a round -------------------------------------------------------------------------------

STEPS: dict[str, Callable[[Store, Workshop], None]] = {
    "open": lambda store, workshop: store.open_round(workshop),
    "close": lambda store, workshop: store.close_round(workshop),
    "reopen": lambda store, workshop: store.reopen(workshop),
    "extend": lambda store, workshop: store.extend(workshop, 5),
    "reveal": lambda store, workshop: store.reveal(workshop),
    "discuss": lambda store, workshop: store.discuss(workshop),
    "second": lambda store, workshop: store.second_round(workshop),
    "reset": lambda store, workshop: store.reset_round(workshop),
}
ALLOWED = {
    State.PREPARED: {"open"},
    State.OPEN: {"close", "extend", "reset"},
    State.CLOSED: {"reopen", "reveal", "reset"},
    State.REVEALED: {"discuss", "second"},
    State.DISCUSSED: {"second"},
}
TO = {State.PREPARED: [], State.OPEN: ["open"], State.CLOSED: ["open", "close"]}
TO |= {State.REVEALED: [*TO[State.CLOSED], "reveal"], State.DISCUSSED: [*TO[State.CLOSED], "reveal", "discuss"]}


def brought(store: Store, clock: Clock, state: State) -> Room:
    room = Room(store, clock, store.create(SETUP))
    for step in TO[state]:
        STEPS[step](store, room.workshop)
        clock.later(11)
    assert room.workshop.state is state
    return room


@pytest.mark.parametrize("state", State)
def test_each_state_allows_its_steps_and_no_other(store: Store, clock: Clock, state: State) -> None:
    for step, act in STEPS.items():
        room = brought(store, clock, state)
        if step in ALLOWED[state]:
            act(store, room.workshop)
        else:
            refusal(lambda room=room, act=act: act(store, room.workshop))  # type: ignore[misc]
            assert room.workshop.state is state


def test_a_second_round_and_no_third(room: Room) -> None:
    room.many("elus", 5, emploi=3)
    room.reveal()
    first = room.store.count(room.workshop, 1)
    room.store.second_round(room.workshop)
    assert (room.workshop.number, room.workshop.state) == (2, State.PREPARED)
    room.store.open_round(room.workshop)
    room.vote("elus0", number=2, sante=1)
    assert room.store.progress(room.workshop)["elus"] == 1
    assert room.store.count(room.workshop, 1) == first and room.store.count(room.workshop, 2) is None
    room.reveal()
    assert refusal(lambda: room.store.second_round(room.workshop)) is Reason.FULL


def test_a_round_closes_by_itself_and_can_be_extended(store: Store, clock: Clock) -> None:
    room = Room(store, clock, store.create(SETUP))
    store.open_round(room.workshop, minutes=10)
    store.extend(room.workshop, 5)
    clock.later(15 * 60 - 1)
    assert room.workshop.state is State.OPEN and room.workshop.closes == START + timedelta(minutes=15)
    clock.later(1)
    assert room.workshop.state is State.CLOSED
    assert refusal(lambda: store.extend(room.workshop, 5)) is Reason.CLOSED
    store.reopen(room.workshop)
    assert room.workshop.closes is None and room.workshop.state is State.OPEN


def test_the_journal_says_what_was_done(room: Room) -> None:
    receipt = room.vote("test", emploi=1)
    room.store.exclude(room.workshop, receipt.reference)
    said = [(entry.what, entry.detail) for entry in room.store.journal(room.workshop)]
    assert said == [("atelier préparé", ""), ("tour ouvert", "1"), ("bulletin mis de côté", receipt.reference)]


# --- ballots ---------------------------------------------------------------------------------------------


def test_the_counts_equal_a_table_made_by_hand(room: Room) -> None:
    for device, points in {"a": 3, "b": 1, "c": 1, "d": 0, "e": 2}.items():
        given = ballot("elus", {"sante": Opinion.MORE}, emploi=points, culture=2)
        room.vote(device, given=given)
    room.reveal()
    counted = room.store.count(room.workshop, 1)
    assert counted and counted.closed == START.date() and counted.paper == 0
    together, elus = counted.groups
    assert (together.actor, together.ballots, elus.actor, elus.ballots) == (None, 5, "elus", 5)
    found = {domain.domain: (domain.points, domain.squares, domain.named) for domain in elus.domains}
    # 3 + 1 + 1 + 0 + 2 = 7; 9 + 1 + 1 + 0 + 4 = 15; four of five; and 5 × 2, 5 × 4
    assert found == {"emploi": (7, 15, 4), "sante": (0, 0, 0), "mobilite": (0, 0, 0), "culture": (10, 20, 5)}
    assert elus.domains[1].opinions == {Opinion.MORE: 5, Opinion.SAME: 0, Opinion.LESS: 0, Opinion.UNKNOWN: 0}
    assert elus.domains[0].opinions == {}, "nobody answered of it"
    assert counted.withheld == ("citoyens", "entreprises", "associations")


def test_the_last_written_of_a_device_counts_whatever_comes_last(room: Room) -> None:
    at = room.clock.now
    room.vote("ana", number=2, written=at - timedelta(seconds=5), sante=3)
    room.vote("ana", number=1, written=at - timedelta(seconds=50), emploi=3)  # written before, comes after
    room.many("elus", 4, emploi=1)
    room.reveal()
    counted = room.store.count(room.workshop, 1)
    assert counted and counted.groups[0].ballots == 5
    assert [domain.points for domain in counted.groups[0].domains] == [4, 3, 0, 0]


def test_a_ballot_sent_again_gives_its_receipt_whenever(room: Room) -> None:
    receipt = room.vote("ana", emploi=3)
    assert room.vote("ana", emploi=3) == receipt
    room.reveal()
    assert room.vote("ana", emploi=3) == receipt
    room.store.second_round(room.workshop)
    assert room.vote("ana", emploi=3) == receipt
    assert room.store.progress(room.workshop)["elus"] == 0


def test_an_identifier_is_of_one_ballot(room: Room) -> None:
    room.vote("ana", emploi=3)
    assert refusal(lambda: room.vote("ana", emploi=2)) is Reason.TAKEN
    stolen = "ana-1".ljust(24, "x")
    assert refusal(lambda: room.store.cast(room.keys.code, "b" * 24, stolen, ballot(emploi=3), None)) is Reason.TAKEN


def test_ballots_are_taken_ten_seconds_after_the_close_if_written_before(room: Room) -> None:
    room.store.close_round(room.workshop)
    closed = room.clock.now
    room.clock.later(9)
    room.vote("ana", written=closed - timedelta(seconds=1))
    room.vote("no-script")
    assert refusal(lambda: room.vote("ben", written=closed + timedelta(seconds=1))) is Reason.CLOSED
    assert refusal(lambda: room.store.reveal(room.workshop)) is Reason.NOT_YET
    room.clock.later(2)
    assert refusal(lambda: room.vote("cyr", written=closed - timedelta(seconds=1))) is Reason.CLOSED
    room.store.reveal(room.workshop)
    assert room.store.progress(room.workshop)["elus"] == 2


def test_a_ballot_of_another_round_is_refused(room: Room) -> None:
    before = room.workshop.round_key
    room.vote("ana", round_key=before)
    room.store.reset_round(room.workshop)
    room.store.open_round(room.workshop)
    assert refusal(lambda: room.vote("ben", round_key=before)) is Reason.OTHER_ROUND
    assert refusal(lambda: room.vote("ana", round_key=before)) is Reason.OTHER_ROUND  # it counts no more
    assert sum(room.store.progress(room.workshop).values()) == 0


def test_ballots_are_taken_while_open_only(store: Store, clock: Clock) -> None:
    room = Room(store, clock, store.create(SETUP))
    assert refusal(lambda: room.vote("ana")) is Reason.NOT_YET
    assert refusal(lambda: store.cast("AAAAAA", "a" * 22, "b" * 22, ballot(), None)) is Reason.UNKNOWN


@pytest.mark.parametrize(
    ("device", "named"), [("short", "b" * 22), ("a" * 22, "short"), ("a" * 22, "b" * 65), ("a" * 22, "../" * 8)]
)
def test_tokens_and_identifiers_have_a_shape(room: Room, device: str, named: str) -> None:
    with pytest.raises(BallotError):
        room.store.cast(room.keys.code, device, named, ballot(), None)


def test_a_device_cannot_fill_the_store(room: Room) -> None:
    for number in range(MOST_OF_DEVICE):
        room.vote("ana", number=number)
    assert refusal(lambda: room.vote("ana", number=MOST_OF_DEVICE)) is Reason.FULL
    assert room.store.progress(room.workshop)["elus"] == 1


def test_a_test_is_put_aside_whole_and_its_device_can_vote_again(room: Room) -> None:
    room.vote("ana", number=1, emploi=1)
    receipt = room.vote("ana", number=2, emploi=2)
    room.vote("ben")
    room.store.exclude(room.workshop, f" {receipt.reference.lower()} ")
    assert room.store.progress(room.workshop)["elus"] == 1
    room.vote("ana", number=3)
    assert room.store.progress(room.workshop)["elus"] == 2
    assert refusal(lambda: room.store.exclude(room.workshop, "AAAAAAAA")) is Reason.UNKNOWN
    room.reveal()
    assert refusal(lambda: room.store.exclude(room.workshop, receipt.reference)) is Reason.CLOSED


def test_paper_is_marked_and_a_batch_is_entered_once(room: Room) -> None:
    batch = [ballot("associations", emploi=3), ballot("associations", emploi=3), ballot("associations", sante=1)]
    once = room.store.enter_paper(room.workshop, "associations", batch, batch_id="b" * 22)
    assert room.store.enter_paper(room.workshop, "associations", batch, batch_id="b" * 22) == once
    assert room.store.progress(room.workshop)["associations"] == 3 and len({each.reference for each in once}) == 3
    with pytest.raises(BallotError):
        room.store.enter_paper(room.workshop, "elus", batch)
    room.many("elus", 5)
    room.reveal()
    counted = room.store.count(room.workshop, 1)
    assert counted and counted.paper == 3 and counted.groups[0].ballots == 8
    refusal(lambda: room.store.enter_paper(room.workshop, "associations", batch))


def test_rows_are_only_added(room: Room) -> None:
    room.vote("ana")
    with pytest.raises(DBAPIError, match="only added"), room.store._engine.begin() as connection:
        connection.execute(update(BALLOTS).values(actor="citoyens"))


def test_five_thousand_ballots_twice_in_random_order_give_the_counts_of_each_once(
    new_room: Callable[[], Room], address: str
) -> None:
    """Five rooms, 250 devices in each, which vote four times; expected by hand. One transaction: the order is tried.

    A tenth on PostgreSQL, whose every question is a journey.
    """
    chance, devices = random.Random(15), 250 if address.startswith("sqlite") else 25
    rooms = [new_room() for _ in range(5)]
    actors = [actor.code for actor in SETUP.actors]
    sent = [
        (room, device, turn, ballot(chance.choice(actors), **{chance.choice(SETUP.domains): chance.randint(1, 3)}))
        for room in range(5)
        for device in range(devices)
        for turn in range(4)
    ]
    expected = [Counter[str]() for _ in rooms]
    for room, _, turn, given in sent:
        if turn == 3:
            expected[room].update(given.points)
    doubled = sent * 2
    chance.shuffle(doubled)
    workshops = [room.workshop.id for room in rooms]
    with rooms[0].store._writing() as (connection, now):
        found = [rounds.current(connection, workshop, now) for workshop in workshops]
        for number, device, turn, given in doubled:
            at = kept(START) + turn
            written = ballots.Sent(f"ballot-{device}-{turn}".ljust(16, "x"), f"device{device}", given, at)
            ballots.cast(connection, found[number], written, None, now)
    for room, points in zip(rooms, expected, strict=True):
        room.reveal()
        counted = room.store.count(room.workshop, 1)
        assert counted and counted.groups[0].ballots == devices
        assert {domain.domain: domain.points for domain in counted.groups[0].domains} == points


# --- the end ---------------------------------------------------------------------------------------------


def test_a_workshop_is_erased_with_everything_of_it(room: Room, new_room: Callable[[], Room]) -> None:
    other = new_room()
    for each in (room, other):
        each.vote("ana")
    erased = room.workshop
    room.store.erase(erased)
    assert room.store.by_code(room.keys.code) is None and room.store.count(erased, 1) is None
    assert refusal(lambda: room.store.open_round(erased)) is Reason.UNKNOWN
    with room.store._engine.connect() as connection:
        for table in METADATA.sorted_tables:
            owner = "id" if table is WORKSHOPS else "workshop"
            if owner in table.c:
                assert {getattr(row, owner) for row in connection.execute(table.select())} == {other.workshop.id}
        assert len(connection.execute(BALLOTS.select()).all()) == 1
        assert len(connection.execute(ROUNDS.select()).all()) == 1


def test_what_is_erased_is_not_left_on_the_disk(sqlite: str, clock: Clock) -> None:
    store = Store(sqlite, clock)
    store.create(SETUP)
    leader = store.by_facilitator(store.create(SETUP).facilitator)
    folder = Path(sqlite.removeprefix("sqlite:///")).parent
    assert leader
    assert b"Lens" in b"".join(path.read_bytes() for path in folder.iterdir())
    clock.later(31 * 24 * 3600)
    assert store.purge_expired() == 2
    assert b"Lens" not in b"".join(path.read_bytes() for path in folder.iterdir())
    store.close()


def test_a_workshop_ends_at_the_time_said(store: Store, clock: Clock) -> None:
    short, long = store.create(SETUP, kept_days=1), store.create(SETUP, kept_days=30)
    clock.later(24 * 3600)
    assert store.by_facilitator(short.facilitator) is None and store.by_reader(long.reader) is not None
    assert store.purge_expired() == 1
    assert refusal(lambda: store.create(SETUP, kept_days=10_000)) is Reason.FORBIDDEN


def test_a_store_that_cannot_be_reached_is_away(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    (tmp_path / "text.sqlite").write_text("not a database, and long enough to be read as one" * 100)
    for address in (
        "postgresql://nobody@127.0.0.1:1/none",
        f"sqlite:///{tmp_path}/file/workshops.sqlite",
        f"sqlite:///{tmp_path}/text.sqlite",
    ):
        with pytest.raises(StoreAway, match="momentanément indisponible"):
            Store(address).by_code("AAAAAA")

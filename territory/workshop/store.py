"""The one store of workshops: ``open_store(address)``, and a method for each thing that is done with one.

Each method is a transaction, on the disk when it returns. Raises ``Refused`` for what the course does not allow (one
French sentence), ``BallotError`` or ``SetupError`` for what was filled in, ``StoreAway`` where the database does not
answer. Nothing is created before the first use.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from functools import lru_cache

from sqlalchemy import delete, func, select, update

from territory.workshop import ballots, keys, results, rounds, times, workshops
from territory.workshop.course import Course
from territory.workshop.engine import file_of
from territory.workshop.errors import BallotError, Reason, Refused
from territory.workshop.model import Ballot, RoundCount, Setup
from territory.workshop.records import Entry, Keys, Receipt, Role, Workshop
from territory.workshop.rules import check_ballot, check_setup
from territory.workshop.schema import JOURNAL, WORKSHOPS
from territory.workshop.transactions import current

KEPT_DAYS = 30
MOST_KEPT_DAYS = 90
MOST_WORKSHOPS = 5_000
"""Kept at the same time: anybody may prepare one."""


@lru_cache(maxsize=8)
def open_store(address: str) -> Store:
    """The store of an address (``territory.workshop.address``), one for all who use it in this process."""
    return Store(address)


class Store(Course):
    """What pages and routes do with workshops; the steps of a round are ``Course``'s."""

    # --- workshops ---------------------------------------------------------------------------------------

    def create(self, setup: Setup, *, kept_days: int = KEPT_DAYS) -> Keys:
        """A workshop with its first round prepared, erased by itself after so many days."""
        check_setup(setup)
        if not 1 <= kept_days <= MOST_KEPT_DAYS:
            raise Refused(Reason.FORBIDDEN, f"Un atelier est gardé de 1 à {MOST_KEPT_DAYS}\u00a0jours.")
        with self._writing() as (connection, now):
            if connection.execute(select(func.count()).select_from(WORKSHOPS)).scalar_one() >= MOST_WORKSHOPS:
                raise Refused(Reason.FULL, "Trop d’ateliers sont gardés en ce moment\u00a0: réessayez demain.")
            given = workshops.unused_keys(connection)
            expires = now + timedelta(days=kept_days) // timedelta(microseconds=1)
            workshop = workshops.write(connection, setup, given, (now, expires))
            rounds.add(connection, workshop, 1)
            rounds.log(connection, workshop, now, "atelier préparé")
        return given

    def by_code(self, code: str) -> Workshop | None:
        """The workshop of a code, as voters type it."""
        return self._found(WORKSHOPS.c.code == keys.read_code(code), Role.VOTER)

    def by_facilitator(self, secret: str) -> Workshop | None:
        return self._found(WORKSHOPS.c.facilitator == keys.digest(secret), Role.FACILITATOR, secret)

    def by_reader(self, token: str) -> Workshop | None:
        return self._found(WORKSHOPS.c.reader == keys.digest(token), Role.READER, token)

    def journal(self, workshop: Workshop) -> tuple[Entry, ...]:
        """What was done, from the first."""
        with self._reading() as (connection, _):
            rows = select(JOURNAL).where(JOURNAL.c.workshop == workshop.id).order_by(JOURNAL.c.id)
            return tuple(Entry(times.read(row.at), row.what, row.detail) for row in connection.execute(rows))

    def renew_reader(self, workshop: Workshop) -> str:
        """A new reader's secret, if the former was lost or spread too widely; the former one opens nothing any more."""
        given = keys.new_secret()
        with self._leading(workshop) as (connection, _, now):
            row = update(WORKSHOPS).where(WORKSHOPS.c.id == workshop.id)
            connection.execute(row.values(reader=keys.digest(given)))
            rounds.log(connection, workshop.id, now, "adresse de lecture changée")
        return given

    def erase(self, workshop: Workshop) -> None:
        """Everything of it, for good."""
        with self._leading(workshop) as (connection, _, _):
            connection.execute(delete(WORKSHOPS).where(WORKSHOPS.c.id == workshop.id))
        self._forget_log()

    def purge_expired(self) -> int:
        """Erase the workshops whose time is over; how many. Creates nothing where there is no store yet."""
        path = file_of(self._engine)
        if path is not None and not path.exists():
            return 0
        with self._writing() as (connection, now):
            erased = connection.execute(delete(WORKSHOPS).where(WORKSHOPS.c.expires <= now)).rowcount
        if erased:
            self._forget_log()
        return erased

    # --- ballots -----------------------------------------------------------------------------------------

    def cast(
        self,
        code: str,
        device_token: str,
        ballot_id: str,
        ballot: Ballot,
        written_at: datetime | None,
        *,
        round_key: str | None = None,
    ) -> Receipt:
        """Write a ballot; it is on the disk when this returns. The last written of a device is the one that counts.

        ``ballot_id``: made on the device, 16 to 64 letters and figures; sent again, it changes nothing. ``written_at``:
        ``None`` where the device cannot say. ``round_key``: the round it was written for (``Workshop.round_key``).
        """
        if not keys.is_ballot_id(ballot_id) or not keys.is_token(device_token):
            raise BallotError(("Ce bulletin est illisible\u00a0: rechargez la page et votez de nouveau.",))
        with self._writing() as (connection, now):
            row = workshops.row_of(connection, WORKSHOPS.c.code == keys.read_code(code), now, lock=True)
            if row is None:
                raise Refused(Reason.UNKNOWN, "Aucun atelier n’a ce code.")
            check_ballot(ballot, workshops.setup_of(row))
            found = rounds.current(connection, row.id, now)
            at = None if written_at is None else times.kept(written_at)
            sent = ballots.Sent(ballot_id, keys.of_device(device_token, row.salt), ballot, at)
            receipt = ballots.cast(connection, found, sent, round_key, now)
            if row.live:
                ballots.show(connection, found.id)
        return receipt

    def enter_paper(
        self, workshop: Workshop, actor: str, batch: Sequence[Ballot], *, batch_id: str | None = None
    ) -> tuple[Receipt, ...]:
        """Write paper ballots of an actor. ``batch_id`` (16 to 40 characters): the same one again changes nothing."""
        for ballot in batch:
            check_ballot(ballot, workshop.setup)
            if ballot.actor != actor:
                raise BallotError(("Une saisie ne mélange pas les acteurs.",))
        named = keys.new_token() if batch_id is None else batch_id
        if not keys.is_ballot_id(named) or len(named) > 40:
            raise BallotError(("Cette saisie est illisible\u00a0: rechargez la page.",))
        with self._leading(workshop) as (connection, found, now):
            salt = connection.execute(select(WORKSHOPS.c.salt).where(WORKSHOPS.c.id == workshop.id)).scalar_one()
            receipts = ballots.enter_paper(connection, found, salt, named, batch, now)
            if workshop.live:
                ballots.show(connection, found.id)
            rounds.log(connection, workshop.id, now, "bulletins papier saisis", f"{actor}, {len(batch)}")
        return receipts

    def exclude(self, workshop: Workshop, ballot: str) -> str:
        """Put aside a ballot made as a test, named by its reference or identifier, before results are shown."""
        with self._leading(workshop) as (connection, found, now):
            reference = ballots.exclude(connection, found, ballot)
            rounds.log(connection, workshop.id, now, "bulletin mis de côté", reference)
        return reference

    # --- what may be known -------------------------------------------------------------------------------

    def progress(self, workshop: Workshop) -> Mapping[str, int]:
        """Ballots of the current round that count, by actor, in the order of the setup."""
        with self._reading() as (connection, now):
            found = current(connection, workshop, now)
            return results.progress(connection, found, workshop.setup)

    def count(self, workshop: Workshop, number: int) -> RoundCount | None:
        """The only way to results; ``None`` before they may be shown, or where there is no such round.

        The code that is projected opens the ballot, not the results: these are for the facilitator and their readers.
        """
        if workshop.role is Role.VOTER:
            raise Refused(Reason.FORBIDDEN, "Le code de l’atelier permet de voter, pas de lire les résultats.")
        with self._reading() as (connection, now):
            row = workshops.row_of(connection, WORKSHOPS.c.id == workshop.id, now)
            found = rounds.numbered(connection, workshop.id, number, now) if row else None
            return results.count(connection, found, workshop.setup, live=row.live) if row and found else None

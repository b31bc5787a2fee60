"""The steps of a workshop's rounds, each by its facilitator and in a transaction of its own."""

from __future__ import annotations

from sqlalchemy import update

from territory.workshop import ballots, rounds
from territory.workshop.errors import Reason, Refused
from territory.workshop.model import State
from territory.workshop.records import Workshop
from territory.workshop.schema import WORKSHOPS
from territory.workshop.transactions import Transactions

MOST_MINUTES = 24 * 60


class Course(Transactions):
    """Raises ``Refused`` for a step that the state of the round does not allow."""

    def open_round(self, workshop: Workshop, *, minutes: int | None = None) -> None:
        """Take ballots, until ``close_round`` or for a number of minutes."""
        with self._leading(workshop) as (connection, found, now):
            values = {"state": State.OPEN, "opened": now, "closes": _after(now, minutes)}
            rounds.move(connection, found, (State.PREPARED,), "être ouvert", **values)
            rounds.log(connection, workshop.id, now, "tour ouvert", str(found.number))

    def close_round(self, workshop: Workshop) -> None:
        """Ballots written until now are taken for ten seconds more."""
        with self._leading(workshop) as (connection, found, now):
            rounds.move(connection, found, (State.OPEN,), "être clos", state=State.CLOSED, closes=now)
            rounds.log(connection, workshop.id, now, "tour clos", str(found.number))

    def reopen(self, workshop: Workshop, *, minutes: int | None = None) -> None:
        """Before results are revealed."""
        with self._leading(workshop) as (connection, found, now):
            values = {"state": State.OPEN, "closes": _after(now, minutes)}
            rounds.move(connection, found, (State.CLOSED,), "être rouvert", **values)
            rounds.log(connection, workshop.id, now, "tour rouvert", str(found.number))

    def extend(self, workshop: Workshop, minutes: int) -> None:
        """Close so many minutes later; from now, where nothing was to close it."""
        with self._leading(workshop) as (connection, found, now):
            closes = _after(found.closes or now, minutes)
            rounds.move(connection, found, (State.OPEN,), "être prolongé", closes=closes)
            rounds.log(connection, workshop.id, now, "tour prolongé", f"{minutes} min")

    def reveal(self, workshop: Workshop) -> None:
        """Show the counts, once no ballot can arrive any more; nothing that made them changes after."""
        with self._leading(workshop) as (connection, found, now):
            rounds.require(found, (State.CLOSED,), "être révélé")
            rounds.require_settled(found, now)
            if ballots.has_shown(connection, found.id):
                ballots.show(connection, found.id)
            rounds.move(connection, found, (State.CLOSED,), "être révélé", state=State.REVEALED)
            rounds.log(connection, workshop.id, now, "tour révélé", str(found.number))

    def discuss(self, workshop: Workshop) -> None:
        with self._leading(workshop) as (connection, found, now):
            rounds.move(connection, found, (State.REVEALED,), "être discuté", state=State.DISCUSSED)
            rounds.log(connection, workshop.id, now, "tour discuté", str(found.number))

    def second_round(self, workshop: Workshop) -> None:
        """Prepare it, once the first is revealed; the first stays as it was shown."""
        with self._leading(workshop) as (connection, found, now):
            rounds.require(found, rounds.RESULTS, "être suivi d’un autre")
            if found.number >= rounds.MOST_ROUNDS:
                raise Refused(Reason.FULL, f"Un atelier compte {rounds.MOST_ROUNDS}\u00a0tours au plus.")
            rounds.add(connection, workshop.id, found.number + 1)
            rounds.log(connection, workshop.id, now, "tour préparé", str(found.number + 1))

    def reset_round(self, workshop: Workshop) -> None:
        """Begin the current round again, before anything of it was shown: its ballots count no more, nor come back."""
        with self._leading(workshop) as (connection, found, now):
            if ballots.has_shown(connection, found.id):
                raise Refused(Reason.SHOWN, "Ce tour a été montré en direct\u00a0: il ne peut plus être remis à zéro.")
            rounds.move(connection, found, (State.OPEN, State.CLOSED), "être remis à zéro", void=True)
            rounds.add(connection, workshop.id, found.number)
            rounds.log(connection, workshop.id, now, "tour remis à zéro", str(found.number))

    def set_live(self, workshop: Workshop, live: bool) -> None:
        """Show the counts while people vote, or no longer. What was shown counts for good (``ballots.show``)."""
        with self._leading(workshop) as (connection, found, now):
            connection.execute(update(WORKSHOPS).where(WORKSHOPS.c.id == workshop.id).values(live=live))
            if live and found.state in (State.OPEN, State.CLOSED):
                ballots.show(connection, found.id)
            rounds.log(connection, workshop.id, now, "résultats en direct" if live else "résultats non montrés")


def _after(start: int, minutes: int | None) -> int | None:
    if minutes is None:
        return None
    if not 1 <= minutes <= MOST_MINUTES:
        raise Refused(Reason.FORBIDDEN, f"Un tour dure de 1 à {MOST_MINUTES}\u00a0minutes.")
    return start + minutes * 60_000_000

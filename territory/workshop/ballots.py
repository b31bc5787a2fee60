"""Ballots as they are written: added and never changed, each once, whatever is sent again or in another order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import BindParameter, Connection, Integer, Subquery, bindparam, case, exists, func, insert, select

from territory.workshop import keys, rounds
from territory.workshop.errors import Reason, Refused
from territory.workshop.model import LEAST_SHOWN, Ballot, State
from territory.workshop.records import Receipt
from territory.workshop.rounds import GRACE_MICROS, Round
from territory.workshop.schema import ANSWERS, BALLOTS, EXCLUSIONS, ROUNDS, SHOWN

MOST_IN_ROUND, MOST_OF_DEVICE, MOST_IN_BATCH = 20_000, 50, 500
"""Ballots written, replaced ones included."""
ON_SCREEN = "Votre bulletin a déjà compté dans les résultats montrés en direct\u00a0: il ne peut plus changer."


class Sent(NamedTuple):
    """A ballot as it comes, its device known by its digest. ``written``: ``None`` where its device cannot say when."""

    ballot_id: str
    device: str
    ballot: Ballot
    written: int | None
    paper: bool = False


# --- writing ---------------------------------------------------------------------------------------------


def cast(connection: Connection, found: Round, sent: Sent, round_key: str | None, now: int) -> Receipt:
    """Write a ballot for the current round, or find it written. Raises ``Refused``."""
    if known := _known(connection, found.workshop, sent):
        return known
    if round_key is not None and round_key != found.key:
        raise Refused(
            Reason.OTHER_ROUND,
            "Ce bulletin a été écrit pour un autre tour\u00a0: rechargez la page et votez de nouveau.",
        )
    _require_open(found, sent.written, now)
    _require_room(connection, found.id, sent.device)
    if _was_shown(connection, found.id, sent.device):
        raise Refused(Reason.SHOWN, ON_SCREEN)
    write(connection, found, sent, now)
    return Receipt(keys.reference(sent.ballot_id), found.number)


def write(connection: Connection, found: Round, sent: Sent, now: int) -> None:
    row = {
        "round": found.id,
        "ballot_id": sent.ballot_id,
        "device": sent.device,
        "actor": sent.ballot.actor,
        "paper": sent.paper,
        "written": now if sent.written is None else min(sent.written, now),
        "reference": keys.reference(sent.ballot_id),
    }
    number = connection.execute(_ADDED, row).scalar_one()
    connection.execute(_ANSWERED, [{"ballot": number, **answer} for answer in _answers(sent.ballot)])


def enter_paper(
    connection: Connection, found: Round, salt: str, batch: str, given: Sequence[Ballot], now: int
) -> tuple[Receipt, ...]:
    """Write the ballots of a batch, marked as paper; the same batch sent again changes nothing."""
    rounds.require(found, (State.OPEN, State.CLOSED), "recevoir de bulletins papier")
    if not 1 <= len(given) <= MOST_IN_BATCH:
        raise Refused(Reason.FULL, f"Une saisie compte de 1 à {MOST_IN_BATCH} bulletins.")
    receipts = []
    for number, ballot in enumerate(given):
        ballot_id = f"paper-{batch}-{number}"
        sent = Sent(ballot_id, keys.of_device(ballot_id, salt), ballot, None, paper=True)
        if not _known(connection, found.workshop, sent):
            _require_room(connection, found.id, sent.device)
            write(connection, found, sent, now)
        receipts.append(Receipt(keys.reference(ballot_id), found.number))
    return tuple(receipts)


def exclude(connection: Connection, found: Round, named: str) -> str:
    """Put aside the ballot of this reference (or identifier) and what its device wrote before; its reference.

    All of the device's: an older ballot of a test would otherwise count again.
    """
    rounds.require(found, (State.OPEN, State.CLOSED), "perdre de bulletin")
    typed = keys.read_reference(named)
    match = (BALLOTS.c.ballot_id == named) | (BALLOTS.c.reference == typed)
    row = connection.execute(select(BALLOTS).where(BALLOTS.c.round == found.id, match)).first()
    if row is None:
        raise Refused(Reason.UNKNOWN, "Aucun bulletin de ce tour n’a cette référence.")
    if _was_shown(connection, found.id, row.device):
        raise Refused(
            Reason.SHOWN,
            "Ce bulletin a déjà compté dans les résultats montrés en direct\u00a0: il ne peut plus être retiré.",
        )
    aside = exists().where(EXCLUSIONS.c.ballot == BALLOTS.c.id)
    written = select(BALLOTS.c.id).where(BALLOTS.c.round == found.id, BALLOTS.c.device == row.device, ~aside)
    connection.execute(insert(EXCLUSIONS).from_select(["ballot"], written))
    return str(row.reference)


# --- which ballots count ---------------------------------------------------------------------------------


def effective(round_id: int) -> Subquery:
    """One ballot a device: the last written of those not put aside. Columns ``id, device, actor, paper``."""
    latest = func.row_number().over(
        partition_by=BALLOTS.c.device, order_by=(BALLOTS.c.written.desc(), BALLOTS.c.reference.desc())
    )
    aside = exists().where(EXCLUSIONS.c.ballot == BALLOTS.c.id)
    ranked = (
        select(BALLOTS.c.id, BALLOTS.c.device, BALLOTS.c.actor, BALLOTS.c.paper, latest.label("age"))
        .where(BALLOTS.c.round == round_id, ~aside)
        .subquery()
    )
    columns = (ranked.c.id, ranked.c.device, ranked.c.actor, ranked.c.paper)
    return select(*columns).where(ranked.c.age == 1).subquery()


def on_screen(round_id: int | BindParameter[int]) -> Subquery:
    """Those that results shown live were made of, with the columns of ``effective``."""
    columns = (BALLOTS.c.id, BALLOTS.c.device, BALLOTS.c.actor, BALLOTS.c.paper)
    return select(*columns).join(SHOWN, SHOWN.c.ballot == BALLOTS.c.id).where(BALLOTS.c.round == round_id).subquery()


def has_shown(connection: Connection, round_id: int) -> bool:
    return connection.execute(select(on_screen(round_id).c.id).limit(1)).first() is not None


def show(connection: Connection, round_id: int) -> None:
    """Add to what is shown live the ballots that wait, where an actor has ``LEAST_SHOWN`` of them or more.

    Two pictures of an actor then never differ by fewer ballots than that, and nothing in a picture ever changes.
    """
    latest, before = effective(round_id), on_screen(round_id)
    waiting = select(latest.c.id, latest.c.actor).where(latest.c.device.not_in(select(before.c.device))).subquery()
    enough = select(waiting.c.actor).group_by(waiting.c.actor).having(func.count() >= LEAST_SHOWN)
    connection.execute(insert(SHOWN).from_select(["ballot"], select(waiting.c.id).where(waiting.c.actor.in_(enough))))


# --- what is checked -------------------------------------------------------------------------------------

# What each ballot asks is composed once: to compose a question takes longer than to answer it.
_ADDED, _ANSWERED = insert(BALLOTS).returning(BALLOTS.c.id), insert(ANSWERS)
_WRITTEN = (
    select(BALLOTS, ROUNDS.c.number, ROUNDS.c.void)
    .join(ROUNDS, ROUNDS.c.id == BALLOTS.c.round)
    .where(ROUNDS.c.workshop == bindparam("workshop"), BALLOTS.c.ballot_id == bindparam("ballot_id"))
    .limit(1)
)
_ANSWERS_OF = select(ANSWERS.c.domain, ANSWERS.c.points, ANSWERS.c.opinion).where(
    ANSWERS.c.ballot == bindparam("ballot")
)
_OF_DEVICE = func.count(case((BALLOTS.c.device == bindparam("device"), 1)))
_COUNTED = select(func.count(), _OF_DEVICE).where(BALLOTS.c.round == bindparam("round"))
_ON_SCREEN = on_screen(bindparam("round", type_=Integer))
_SHOWN_OF = select(_ON_SCREEN.c.id).where(_ON_SCREEN.c.device == bindparam("device")).limit(1)


def _known(connection: Connection, workshop: int, sent: Sent) -> Receipt | None:
    """The receipt of a ballot that is written already: the same identifier, device and answers."""
    row = connection.execute(_WRITTEN, {"workshop": workshop, "ballot_id": sent.ballot_id}).one_or_none()
    if row is None:
        return None
    answers = connection.execute(_ANSWERS_OF, {"ballot": row.id})
    same = {(a.domain, a.points, a.opinion) for a in answers} == {
        (answer["domain"], answer["points"], answer["opinion"]) for answer in _answers(sent.ballot)
    }
    if (row.device, row.actor) != (sent.device, sent.ballot.actor) or not same:
        raise Refused(Reason.TAKEN, "Un autre bulletin porte déjà cet identifiant\u00a0: rechargez la page.")
    if row.void:
        raise Refused(Reason.OTHER_ROUND, "Ce tour a été remis à zéro\u00a0: rechargez la page et votez de nouveau.")
    return Receipt(row.reference, row.number)


def _require_open(found: Round, written: int | None, now: int) -> None:
    """Open; or closed for less than the grace, and written before."""
    if found.state is State.OPEN:
        return
    if found.state is State.PREPARED:
        raise Refused(Reason.NOT_YET, "Le vote n’est pas encore ouvert.")
    closed = found.closes or 0
    if found.state is State.CLOSED and now <= closed + GRACE_MICROS and (written is None or written <= closed):
        return
    raise Refused(Reason.CLOSED, "Le vote est clos\u00a0: ce bulletin n’a pas été compté.")


def _require_room(connection: Connection, round_id: int, device: str) -> None:
    counted = connection.execute(_COUNTED, {"round": round_id, "device": device}).one()
    if counted[1] >= MOST_OF_DEVICE:
        raise Refused(Reason.FULL, f"Cet appareil a déjà voté {MOST_OF_DEVICE} fois\u00a0: le dernier bulletin compte.")
    if counted[0] >= MOST_IN_ROUND:
        raise Refused(Reason.FULL, "Cet atelier a reçu tous les bulletins qu’il peut recevoir.")


def _was_shown(connection: Connection, round_id: int, device: str) -> bool:
    return connection.execute(_SHOWN_OF, {"round": round_id, "device": device}).first() is not None


def _answers(ballot: Ballot) -> list[dict[str, Any]]:
    """By domain, those with a point or an opinion."""
    return [
        {
            "domain": domain,
            "points": ballot.points.get(domain, 0),
            "opinion": ballot.opinions[domain].value if domain in ballot.opinions else None,
        }
        for domain in dict.fromkeys([*ballot.points, *ballot.opinions])
    ]

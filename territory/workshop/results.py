"""What a round discloses: the number of ballots by actor; once revealed, counts that identify nobody."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Subquery, case, func, select

from territory.workshop import disclosure
from territory.workshop.ballots import effective, has_shown, on_screen
from territory.workshop.disclosure import Shown
from territory.workshop.model import DomainCount, GroupCount, Opinion, RoundCount, Setup, State
from territory.workshop.rounds import RESULTS, Round
from territory.workshop.schema import ANSWERS
from territory.workshop.times import read


def progress(connection: Connection, found: Round, setup: Setup) -> Mapping[str, int]:
    """Ballots that count, by actor in the order of the setup; zeros included, and nothing of what they say."""
    ballots = _by_actor(connection, effective(found.id))
    return {actor.code: ballots.get(actor.code, 0) for actor in setup.actors}


def count(connection: Connection, found: Round, setup: Setup, *, live: bool) -> RoundCount | None:
    """The counts of a round, ``None`` before they may be shown.

    Where results were shown live, what they were made of is what counts: anything added to it since is found by
    subtraction (``ballots.show``). The rule of disclosure is applied here, before a single answer is read.
    """
    if found.state not in RESULTS and not (live and found.state in (State.OPEN, State.CLOSED)):
        return None
    frozen = found.state not in RESULTS or has_shown(connection, found.id)
    counted = on_screen(found.id) if frozen else effective(found.id)
    ballots = _by_actor(connection, counted)
    shown = disclosure.shown({actor.code: ballots.get(actor.code, 0) for actor in setup.actors})
    sizes: dict[str | None, int] = {None: sum(ballots.values())} if shown.together else {}
    sizes |= {actor: ballots[actor] for actor in shown.actors}
    answered = _answered(connection, counted, setup) if found.state in RESULTS else {}
    groups = [_group(connection, counted, actor, size, setup, answered) for actor, size in sizes.items()]
    closed = found.state is not State.OPEN and found.closes is not None
    return RoundCount(
        setup=setup,
        number=found.number,
        closed=read(found.closes).date() if closed and found.closes is not None else None,
        groups=tuple(groups),
        withheld=tuple(actor.code for actor in setup.actors if actor.code not in shown.actors),
        paper=connection.execute(select(func.count()).select_from(counted).where(counted.c.paper)).scalar_one(),
    )


def _by_actor(connection: Connection, counted: Subquery) -> dict[str, int]:
    rows = connection.execute(select(counted.c.actor, func.count()).group_by(counted.c.actor))
    return {actor: ballots for actor, ballots in rows}


def _answered(connection: Connection, counted: Subquery, setup: Setup) -> Mapping[str, Shown]:
    """Whose answers to the second question may be shown, by domain: the same rule, on who answered it there.

    Only once revealed: of ballots that come five by five while results are shown live, a single one may answer it.
    """
    rows = select(ANSWERS.c.domain, counted.c.actor, func.count()).join(counted, counted.c.id == ANSWERS.c.ballot)
    found: dict[str, dict[str, int]] = {domain: {} for domain in setup.domains}
    asked = rows.where(ANSWERS.c.opinion.is_not(None)).group_by(ANSWERS.c.domain, counted.c.actor)
    for domain, actor, ballots in connection.execute(asked):
        found[domain][actor] = ballots
    return {domain: disclosure.shown(own) for domain, own in found.items()}


def _group(
    connection: Connection,
    counted: Subquery,
    actor: str | None,
    ballots: int,
    setup: Setup,
    answered: Mapping[str, Shown],
) -> GroupCount:
    """Σ p, Σ p², ballots with p ≥ 1, by domain; and the answers that ``answered`` lets be shown."""
    sums = [
        func.sum(ANSWERS.c.points).label("points"),
        func.sum(ANSWERS.c.points * ANSWERS.c.points).label("squares"),
        func.sum(case((ANSWERS.c.points > 0, 1), else_=0)).label("named"),
        *(func.sum(case((ANSWERS.c.opinion == o.value, 1), else_=0)).label(f"opinion_{o.value}") for o in Opinion),
    ]
    rows = select(ANSWERS.c.domain, *sums).join(counted, counted.c.id == ANSWERS.c.ballot).group_by(ANSWERS.c.domain)
    if actor is not None:
        rows = rows.where(counted.c.actor == actor)
    found = {row.domain: row for row in connection.execute(rows)}
    told = {d for d, own in answered.items() if (own.together if actor is None else actor in own.actors)}
    domains = tuple(_domain(domain, found.get(domain), domain in told) for domain in setup.domains)
    return GroupCount(actor, ballots, domains)


def _domain(domain: str, row: Any, told: bool) -> DomainCount:
    def of(name: str) -> int:
        return int(getattr(row, name)) if row else 0

    opinions = {opinion: of(f"opinion_{opinion.value}") for opinion in Opinion} if told else {}
    return DomainCount(domain, of("points"), of("squares"), of("named"), opinions)

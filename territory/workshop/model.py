"""A workshop: what it asks, of whom, where it stands; a ballot; and what may be shown of a round.

Actors are the third prism of the programme beside domains and territories (document 004): citoyens, élus,
entreprises, associations. No person is in any of these records.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

POINTS = 5
"""What each person shares among the domains."""
MOST_ON_ONE = 3
LEAST_SHOWN = 5
"""A group is shown from this many ballots on, and only if no smaller one can be found by subtraction."""


class State(StrEnum):
    """Where a round stands. Ballots are taken in ``open`` only; what was perceived is shown from ``revealed`` on."""

    PREPARED = "prepared"
    OPEN = "open"
    CLOSED = "closed"
    REVEALED = "revealed"
    DISCUSSED = "discussed"


class Opinion(StrEnum):
    """The second question, for a domain: « plus fragile qu'ailleurs »…"""

    MORE = "more"
    SAME = "same"
    LESS = "less"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Actor:
    code: str
    label: str
    """French, plural, as a choice: « Élus »."""


ACTORS = (
    Actor("citoyens", "Citoyens"),
    Actor("elus", "Élus"),
    Actor("entreprises", "Entreprises"),
    Actor("associations", "Associations"),
)


@dataclass(frozen=True)
class Setup:
    """What a workshop asks. ``domains``: codes of the edition's registry, in its order."""

    title: str
    edition: str
    territory: str
    actors: tuple[Actor, ...]
    domains: tuple[str, ...]
    asks_opinion: bool
    organiser: str = ""
    """Who answers for it: name and legal basis, stated by the organiser on the ballot page."""


@dataclass(frozen=True)
class Ballot:
    """One person's answer. ``points``: by domain, 1 to ``MOST_ON_ONE`` each, ``POINTS`` at most in all, at least 1."""

    actor: str
    points: Mapping[str, int]
    opinions: Mapping[str, Opinion]


@dataclass(frozen=True)
class DomainCount:
    """A group's answers on a domain: whole numbers from which every mean, share and spread follows.

    ``points``: Σ p; ``squares``: Σ p² (for the spread); ``named``: ballots with p ≥ 1; ``opinions``: ballots by
    answer to the second question, empty when it was not asked or may not be shown (``results``).
    """

    domain: str
    points: int
    squares: int
    named: int
    opinions: Mapping[Opinion, int]


@dataclass(frozen=True)
class GroupCount:
    """At least ``LEAST_SHOWN`` ballots; ``actor`` is ``None`` for all together. ``domains`` in the order asked."""

    actor: str | None
    ballots: int
    domains: tuple[DomainCount, ...]


@dataclass(frozen=True)
class RoundCount:
    """What may be shown of a round, and nothing else: the disclosure rule was applied by the query that made it.

    ``groups``: all together first (absent under ``LEAST_SHOWN``), then the actors that may be shown, in the
    order of the setup. ``withheld``: the actors that took part or may have, and are not shown. ``paper``: how
    many ballots of the total came from paper.
    """

    setup: Setup
    number: int
    closed: date | None
    groups: tuple[GroupCount, ...]
    withheld: tuple[str, ...]
    paper: int

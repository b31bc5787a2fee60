"""What the tests of workshops ask and answer."""

from __future__ import annotations

from territory.workshop.model import ACTORS, Ballot, Opinion, Setup

DOMAINS = ("emploi", "sante", "mobilite", "culture")
SETUP = Setup(
    title="Rencontre de Lens",
    edition="impact-2020",
    territory="32",
    actors=ACTORS,
    domains=DOMAINS,
    asks_opinion=True,
    organiser="Association d’essai, mission d’intérêt public",
)


def ballot(actor: str = "elus", opinions: dict[str, Opinion] | None = None, **points: int) -> Ballot:
    """``ballot("elus", emploi=3, sante=2)``."""
    return Ballot(actor, points or {"emploi": 1}, opinions or {})

"""Regards croisés for the tests: counts made by hand, of groups large and small."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from territory.loader import Edition
from territory.workshop.model import ACTORS, DomainCount, GroupCount, Opinion, RoundCount, Setup
from territory.workshop.regards import Regards, regards_of

Points = dict[str, int]
ELUS: list[Points] = [{"emploi": 3, "education": 2}] * 20
CITIZENS: list[Points] = [{"sante": 3, "numerique": 2}] * 30
FEW: list[Points] = [{"culture": 3, "securite": 2}] * 5
TITLE = "Assises « <b>de</b> l’essai »"


def group(edition: Edition, actor: str | None, ballots: list[Points]) -> GroupCount:
    """A group's counts on every domain of the edition."""

    def of(code: str) -> DomainCount:
        given = [ballot.get(code, 0) for ballot in ballots]
        opinions = {Opinion.MORE: sum(p > 0 for p in given), Opinion.UNKNOWN: sum(p == 0 for p in given)}
        return DomainCount(code, sum(given), sum(p * p for p in given), sum(p > 0 for p in given), opinions)

    return GroupCount(actor, len(ballots), tuple(of(code) for code in edition.registry.domains))


def count(edition: Edition, number: int = 1, elus: list[Points] = ELUS) -> RoundCount:
    """All together, élus, citoyens, associations with five ballots; entreprises withheld."""
    setup = Setup(TITLE, edition.registry.code, "32", ACTORS, tuple(edition.registry.domains), True)
    groups = (
        group(edition, None, elus + CITIZENS + FEW),
        group(edition, "citoyens", CITIZENS),
        group(edition, "elus", elus),
        group(edition, "associations", FEW),
    )
    return RoundCount(setup, number, dt.date(2026, 11, 22), groups, ("entreprises",), 4)


def regards(edition: Edition, scores: pd.DataFrame, number: int = 1, elus: list[Points] = ELUS) -> Regards:
    return regards_of(count(edition, number, elus), scores)

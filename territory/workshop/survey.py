"""What a survey found of perceptions: its rows, and the records that a workshop gives too."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pandas as pd

from territory.workshop.model import ACTORS
from territory.workshop.perception import Group, Perceived, measures, standing
from territory.workshop.regards import SURVEY, Regards

COLUMNS = ("acteur", "domaine", "territoire", "mesure", "valeur", "n", "date", "source")
FICTITIOUS = "Exemple fictif, à remplacer"


@dataclass(frozen=True)
class Row:
    """``share`` from 0 to 1: of the people who name the domain, or of the way from a scale's low end to its high one.

    ``actor`` is empty for all together.
    """

    actor: str
    label: str
    domain: str
    territory: str
    measure: str
    share: Decimal
    people: int
    on: date
    source: str

    @property
    def error(self) -> float:
        """√(p (1 − p) / n), never under 1 / n: exact for a share, the most that it can be for a rating."""
        p = float(self.share)
        return max(math.sqrt(p * (1 - p) / self.people), 1 / self.people)


@dataclass(frozen=True)
class Survey:
    """Its rows, each domain once an actor and a territory; the same domains for every actor of a territory."""

    name: str
    rows: tuple[Row, ...]

    @property
    def territories(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(row.territory for row in self.rows))


def regards_of_survey(survey: Survey, territory: str, scores: pd.DataFrame) -> Regards:
    """What the survey found on a territory, beside the scores of the edition; all together first, where it is given."""
    rows = [row for row in survey.rows if row.territory == territory]
    actors = sorted(dict.fromkeys(row.actor for row in rows), key=bool)
    domains = list(dict.fromkeys(row.domain for row in rows))
    sources = list(dict.fromkeys(f"{row.source} ({row.measure})" for row in rows))
    return Regards(
        survey.name,
        territory,
        tuple(_group(actor, domains, rows) for actor in actors),
        measures(scores, territory, domains),
        on=max(row.on for row in rows),
        source=", ".join(sources),
        code=SURVEY,
    )


def _group(actor: str, domains: Sequence[str], rows: Sequence[Row]) -> Group:
    own = {row.domain: row for row in rows if row.actor == actor}
    shares = [Perceived(code, own[code].share, own[code].error) for code in domains]
    label = next(iter(own.values())).label
    people, mean = min(row.people for row in own.values()), sum((one.share for one in shares), Decimal(0)) / len(shares)
    return standing(actor or None, label, people, shares, mean, surveyed=True)


def template() -> bytes:
    """The header alone, as a French Excel opens it."""
    return (";".join(COLUMNS) + "\r\n").encode("utf-8-sig")


def example(domains: Mapping[str, str], territory: str) -> bytes:
    """A made-up file that says so on each row: two actors, the first domains of the edition."""
    lines = [";".join(COLUMNS)]
    for k, actor in enumerate(ACTORS[:2]):
        for place, label in enumerate(list(domains.values())[:4]):
            value = f"{48 - 11 * place + 7 * k},5"
            lines.append(f"{actor.label};{label};{territory};part;{value};{120 + 30 * k};2026-01-15;{FICTITIOUS}")
    return ("\r\n".join(lines) + "\r\n").encode("utf-8-sig")

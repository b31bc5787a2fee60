"""Regards croisés: all that is shown of a round, or of a survey, on one territory."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import pandas as pd

from territory.workshop.model import RoundCount
from territory.workshop.perception import Group, Measure, Placed, groups_of, measures, placed

SURVEY = "enquete"
"""What a view calls the session's own survey."""
_NAMED = re.compile(rf"([0-9a-f]{{12}}-\d|{SURVEY})(?:-([a-z0-9][a-z0-9_-]{{0,39}}))?", re.A)


def named(text: str) -> tuple[str, str | None]:
    """The round (or the survey) and the actor that a view names: « 5c1d9e0a77b2-1-elus ». Raises ``ValueError``."""
    read = _NAMED.fullmatch(text)
    if read is None:
        raise ValueError("un atelier")
    return read[1], read[2]


@dataclass(frozen=True)
class Regards:
    """``groups`` as in a ``RoundCount``: all together first, where it is shown. ``withheld``: labels of actors.

    ``number``: the round, 0 of a survey, whose ``source`` is said. ``on``: the day of the answers.
    ``code``: by which a view names it, « 5c1d9e0a77b2-1 »; empty of what none can.
    """

    title: str
    territory: str
    groups: tuple[Group, ...]
    measures: tuple[Measure, ...]
    withheld: tuple[str, ...] = ()
    number: int = 0
    on: date | None = None
    paper: int = 0
    source: str = ""
    code: str = ""

    @property
    def actors(self) -> tuple[Group, ...]:
        """The groups that can be compared: without all together, of which each is a part."""
        return tuple(group for group in self.groups if group.actor is not None)

    @cached_property
    def placed(self) -> tuple[tuple[Group, tuple[Placed, ...]], ...]:
        """Each group with its domains in their zones."""
        return tuple((group, placed(group, self.measures)) for group in self.groups)

    def group(self, actor: str | None) -> Group | None:
        return next((group for group in self.groups if group.actor == actor), None)


def regards_of(count: RoundCount, scores: pd.DataFrame, name: str = "") -> Regards:
    """A round's, beside the scores of its territory in the edition and the reading that are looked at.

    ``name``: the workshop's, where views may name it.
    """
    setup = count.setup
    labels = {actor.code: actor.label for actor in setup.actors}
    return Regards(
        setup.title,
        setup.territory,
        groups_of(count),
        measures(scores, setup.territory, setup.domains),
        tuple(labels[code] for code in count.withheld),
        count.number,
        count.closed,
        count.paper,
        code=f"{name}-{count.number}" if name else "",
    )

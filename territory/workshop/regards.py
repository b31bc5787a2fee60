"""Regards croisés: all that is shown of a round, or of a survey, on one territory."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import pandas as pd

from territory.workshop.model import RoundCount
from territory.workshop.perception import Group, Measure, Placed, groups_of, measures, placed


@dataclass(frozen=True)
class Regards:
    """``groups`` as in a ``RoundCount``: all together first, where it is shown. ``withheld``: labels of actors.

    ``number``: the round, 0 of a survey, whose ``source`` is said. ``on``: the day of the answers.
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


def regards_of(count: RoundCount, scores: pd.DataFrame) -> Regards:
    """A round's, beside the scores of its territory in the edition and the reading that are looked at."""
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
    )

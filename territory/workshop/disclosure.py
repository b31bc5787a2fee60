"""Which groups of a round may be shown: none under five ballots, nor one that the others would give away."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from territory.workshop.model import LEAST_SHOWN


class Shown(NamedTuple):
    """``together``: all ballots as one group. ``actors``: those shown apart, in the order given."""

    together: bool
    actors: tuple[str, ...]


def shown(ballots: Mapping[str, int]) -> Shown:
    """What may be shown of so many ballots by actor.

    An actor alone needs ``LEAST_SHOWN`` ballots. The sum of all less those shown is what is left of the others: where
    that is 1 to ``LEAST_SHOWN`` − 1 ballots, no actor is shown at all.
    """
    total = sum(ballots.values())
    enough = tuple(actor for actor, count in ballots.items() if count >= LEAST_SHOWN)
    left = total - sum(ballots[actor] for actor in enough)
    return Shown(total >= LEAST_SHOWN, () if 0 < left < LEAST_SHOWN else enough)

"""Comparing domains, groups and rounds: nothing is concluded beyond what their spread supports."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from territory.workshop.perception import Group, Perceived, Side
from territory.workshop.spread import ALPHA, chance_of, critical, holm


@dataclass(frozen=True)
class Difference:
    """Two groups that do not see a domain alike, beyond what chance moves: ``more`` gives it more than ``less``."""

    domain: str
    more: Group
    less: Group

    @property
    def by(self) -> Decimal:
        return self.more.of(self.domain).share - self.less.of(self.domain).share


def levels(group: Group) -> tuple[tuple[Perceived, ...], ...]:
    """The order that the spread supports, the largest shares first: within a level nothing can be told.

    A level ends only where each domain above differs from each below. The error of a difference within one group is
    at most the sum of both errors, whatever their link (points given to one are not given to the other); as many pairs
    are compared as there are, so chance is asked of them all together (Bonferroni).
    """
    ordered = sorted(group.domains, key=lambda one: -one.share)
    pairs = len(ordered) * (len(ordered) - 1) // 2
    reach = critical(group.ballots - 1, ALPHA / pairs) if pairs else 0.0
    cut = [0]
    for k in range(1, len(ordered)):
        if all(
            float(above.share - below.share) > reach * (above.error + below.error)
            for above in ordered[:k]
            for below in ordered[k:]
        ):
            cut.append(k)
    return tuple(tuple(ordered[start:end]) for start, end in zip(cut, [*cut[1:], len(ordered)], strict=True))


def differences(groups: Sequence[Group]) -> tuple[Difference, ...]:
    """Where two of these groups differ beyond their joint uncertainty, the largest difference first.

    Independent groups: the error of a difference is √(e₁² + e₂²), with the degrees of the smaller group. Every pair and
    every domain is one family (Holm).
    """
    tried = [(one.domain, first, second) for first, second in combinations(groups, 2) for one in first.domains]
    told = holm([_difference_chance(domain, first, second) for domain, first, second in tried])
    found = [_ordered(*one) for one, known in zip(tried, told, strict=True) if known]
    return tuple(sorted(found, key=lambda one: -one.by))


def _difference_chance(domain: str, first: Group, second: Group) -> float:
    one, other = first.of(domain), second.of(domain)
    joint = math.hypot(one.error, other.error)
    return chance_of(float(one.share - other.share), joint, min(first.ballots, second.ballots) - 1)


def _ordered(domain: str, first: Group, second: Group) -> Difference:
    less, more = sorted((first, second), key=lambda group: group.of(domain).share)
    return Difference(domain, more, less)


def agreed(groups: Sequence[Group]) -> tuple[str, ...]:
    """The domains that each of these groups, two at least, gives more than an equal share, beyond what chance moves."""
    if len(groups) < 2:
        return ()
    return tuple(
        one.domain for one in groups[0].domains if all(group.of(one.domain).side is Side.ABOVE for group in groups)
    )


def moved(first: Group, second: Group) -> tuple[Difference, ...]:
    """What changed between two rounds of a group, ``more`` or ``less`` being the round that gives more or less.

    The same people answer and no ballot is linked to another: they are compared as if they were others, which is
    prudent where a person answers much the same twice.
    """
    return differences((first, second))

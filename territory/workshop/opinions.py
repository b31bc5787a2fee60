"""The second question: how a group says each domain stands beside elsewhere, and what of it chance does not explain."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from territory.workshop.model import Opinion
from territory.workshop.perception import Group, Side
from territory.workshop.spread import holm


@dataclass(frozen=True)
class Answers:
    """A group's answers on a domain. ``side``: more of them say « plus » than « moins », or fewer, beyond chance."""

    domain: str
    counts: Mapping[Opinion, int]
    side: Side = Side.UNSURE

    @property
    def given(self) -> int:
        return sum(self.counts.values())

    @property
    def more(self) -> int:
        return self.counts.get(Opinion.MORE, 0)

    @property
    def less(self) -> int:
        return self.counts.get(Opinion.LESS, 0)

    @property
    def decided(self) -> int:
        """Those who say something of it: all but « je ne sais pas »."""
        return self.given - self.counts.get(Opinion.UNKNOWN, 0)


@dataclass(frozen=True)
class Parting:
    """Two groups that do not say « plus fragile » of a domain alike: ``more`` says it oftener than ``less``."""

    domain: str
    more: Group
    less: Group


def answers_of(group: Group) -> tuple[Answers, ...]:
    """The domains whose answers may be shown, in the order asked; none where the question was not asked."""
    known = [Answers(one.domain, one.opinions) for one in group.domains if any(one.opinions.values())]
    told = holm([sign_chance(one.more, one.less) for one in known])
    return tuple(
        Answers(one.domain, one.counts, (Side.ABOVE if one.more > one.less else Side.BELOW) if sure else Side.UNSURE)
        for one, sure in zip(known, told, strict=True)
    )


def partings(groups: Sequence[Group]) -> tuple[Parting, ...]:
    """Where two of these groups part on « plus fragile », among who says something: Holm over pairs and domains."""
    tried = [(domain, first, second) for first, second in combinations(groups, 2) for domain in _both(first, second)]
    told = holm([_parting_chance(*one) for one in tried])
    return tuple(_ordered(*one) for one, known in zip(tried, told, strict=True) if known)


def answer_of(group: Group, domain: str) -> Answers:
    return Answers(domain, group.of(domain).opinions)


def _both(first: Group, second: Group) -> list[str]:
    """The domains that both have answers on."""
    own = {one.domain for one in answers_of(second)}
    return [one.domain for one in answers_of(first) if one.domain in own]


def _parting_chance(domain: str, first: Group, second: Group) -> float:
    one, other = answer_of(first, domain), answer_of(second, domain)
    return fisher_chance((one.more, one.decided - one.more), (other.more, other.decided - other.more))


def _ordered(domain: str, first: Group, second: Group) -> Parting:
    def part(group: Group) -> float:
        found = answer_of(group, domain)
        return found.more / found.decided

    less, more = sorted((first, second), key=part)
    return Parting(domain, more, less)


# --- chance ----------------------------------------------------------------------------------------------


def sign_chance(more: int, less: int) -> float:
    """The sign test: how often as many heads or tails, or more, in ``more + less`` throws of a fair coin; exact."""
    throws, most = more + less, max(more, less)
    tail = sum(math.comb(throws, k) for k in range(most, throws + 1))
    return min(1.0, 2 * tail / float(2**throws))


def fisher_chance(first: tuple[int, int], second: tuple[int, int]) -> float:
    """Fisher's exact test of two rows (yes, no), both sides: the tables that are no likelier than this one."""
    rows, yes = (sum(first), sum(second)), first[0] + second[0]
    total = math.comb(sum(rows), yes)
    found = math.comb(rows[0], first[0]) * math.comb(rows[1], second[0])
    ways = (
        math.comb(rows[0], k) * math.comb(rows[1], yes - k) for k in range(max(0, yes - rows[1]), min(rows[0], yes) + 1)
    )
    return sum(way for way in ways if way <= found) / total

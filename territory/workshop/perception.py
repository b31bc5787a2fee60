"""What each group perceives, beside what is measured: shares, their spread, and what can be told of them.

One small function a formula (`docs/method.md` § Regards croisés). A ballot is a person's; all that is known of a group
is in its counts: Σp, Σp² and n. Nothing here can show a group that the count withheld.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any

import pandas as pd

from territory.analysis import FragilityClass, Reason
from territory.workshop.model import MOST_ON_ONE, DomainCount, GroupCount, Opinion, RoundCount
from territory.workshop.spread import chance_of, critical, holm

_UNPLACED = (FragilityClass.MISSING, FragilityClass.NOT_ORIENTED, FragilityClass.NO_REFERENCE)
"""What is not measured, not compared, or not read as a fragility: said so, and placed nowhere."""


class Zone(StrEnum):
    """Where a domain stands: perceived or not, measured as a fragility or not."""

    BOTH = "both"
    MEASURED = "measured"
    SEEN = "seen"
    NEITHER = "neither"


class Side(StrEnum):
    """Of a share, beside the group's reference: above or below beyond what chance moves; else it cannot be told."""

    ABOVE = "above"
    BELOW = "below"
    UNSURE = "unsure"


@dataclass(frozen=True)
class Measure:
    """What the figures say of a domain, from the product's own rule (``territory.analysis``)."""

    domain: str
    kind: FragilityClass
    score: Decimal | None = None
    indicator: str = ""
    reasons: tuple[Reason, ...] = ()

    @property
    def placed(self) -> bool:
        return self.kind not in _UNPLACED

    @property
    def fragile(self) -> bool:
        """Oriented, distinguishable, S ≥ 0,5."""
        return self.kind.more_fragile

    @property
    def height(self) -> Decimal:
        """S where it is drawn: a gap that rounding may explain is no gap."""
        known = self.placed and self.kind is not FragilityClass.INDISTINGUISHABLE
        return self.score if known and self.score is not None else Decimal(0)


@dataclass(frozen=True)
class Perceived:
    """A domain in a group's eyes. ``share`` and ``error`` (its standard error) have the same unit.

    ``named``: how many named it, ``None`` where that is not known.
    """

    domain: str
    share: Decimal
    error: float
    side: Side = Side.UNSURE
    named: int | None = None
    opinions: Mapping[Opinion, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Group:
    """``actor`` is ``None`` for all together. ``reference``: the mean share of its domains, an equal share.

    ``surveyed``: its ``ballots`` are the people that a survey asked.
    """

    actor: str | None
    label: str
    ballots: int
    reference: Decimal
    domains: tuple[Perceived, ...]
    surveyed: bool = False

    def of(self, domain: str) -> Perceived:
        return next(found for found in self.domains if found.domain == domain)

    def margin(self, found: Perceived) -> float:
        """Half of the 95 % interval of one share, by Student's law with n − 1 degrees."""
        return critical(self.ballots - 1) * found.error

    def told(self, side: Side) -> tuple[Perceived, ...]:
        """The domains on a side beyond what chance moves, the farthest from the reference first."""
        found = [one for one in self.domains if one.side is side]
        return tuple(sorted(found, key=lambda one: abs(one.share - self.reference), reverse=True))


@dataclass(frozen=True)
class Placed:
    """A domain on the plane: ``zone`` is ``None`` where it is not measured, or not oriented.

    ``sure``: its share stands out beyond what chance moves; else it may as well be on the other side.
    """

    perceived: Perceived
    measure: Measure
    zone: Zone | None

    @property
    def sure(self) -> bool:
        return self.perceived.side is not Side.UNSURE


# --- what is measured ------------------------------------------------------------------------------------


def measures(scores: pd.DataFrame, territory: str, domains: Iterable[str]) -> tuple[Measure, ...]:
    """What ``score_table`` says of each domain. Of several indicators, the scored one that is the most fragile."""
    rows = scores[scores["region"] == territory].to_dict("records")
    return tuple(_measure(code, [row for row in rows if row["domain"] == code]) for code in domains)


def _measure(domain: str, rows: Sequence[Mapping[str, Any]]) -> Measure:
    scored = [row for row in rows if isinstance(row["score"], Decimal)]
    if scored:
        row = max(scored, key=lambda row: row["score"])
        reasons = tuple(Reason(code) for code in str(row["reason"]).split("|")) if row["reason"] else ()
        if not reasons and row["contestable"]:
            reasons = (Reason.CONTESTABLE,)
        score = row["score"]
        assert isinstance(score, Decimal)
        return Measure(domain, FragilityClass(str(row["class"])), score, str(row["indicator"]), reasons)
    kinds = [FragilityClass(str(row["class"])) for row in rows]
    known = [kind for kind in kinds if kind is not FragilityClass.MISSING]
    return Measure(domain, known[0] if known else FragilityClass.MISSING)


# --- what is perceived -----------------------------------------------------------------------------------


def standard_error(count: DomainCount, ballots: int, given: int) -> float:
    """√(n · s²) / T, s² = (Σp² − (Σp)²/n) / (n − 1): of the share Σp / T of the T points that n ballots gave.

    Never under ``MOST_ON_ONE`` / T, what one more ballot can move: a domain that nobody, or everybody, names alike
    has no spread of its own, and is not known without error for all that.
    """
    variance = (count.squares - count.points**2 / ballots) / (ballots - 1)
    return max(math.sqrt(ballots * variance), MOST_ON_ONE) / given


def group_of(count: GroupCount, label: str) -> Group:
    """A group's shares: the points given to a domain, of the points given in all."""
    given = sum(one.points for one in count.domains)
    shares = [
        Perceived(
            one.domain,
            Decimal(one.points) / given,
            standard_error(one, count.ballots, given),
            named=one.named,
            opinions=one.opinions,
        )
        for one in count.domains
    ]
    return standing(count.actor, label, count.ballots, shares, Decimal(1) / len(shares))


def standing(
    actor: str | None,
    label: str,
    ballots: int,
    shares: Sequence[Perceived],
    reference: Decimal,
    *,
    surveyed: bool = False,
) -> Group:
    """The group, each share told above or below the reference where chance does not explain it (Holm)."""
    gaps = [one.share - reference for one in shares]
    told = holm([chance_of(float(gap), one.error, ballots - 1) for gap, one in zip(gaps, shares, strict=True)])
    sides = [
        Side.UNSURE if not known else Side.ABOVE if gap > 0 else Side.BELOW
        for known, gap in zip(told, gaps, strict=True)
    ]
    domains = tuple(
        Perceived(one.domain, one.share, one.error, side, one.named, one.opinions)
        for one, side in zip(shares, sides, strict=True)
    )
    return Group(actor, label, ballots, reference, domains, surveyed)


def groups_of(count: RoundCount) -> tuple[Group, ...]:
    """The groups that the count shows, all together first; ``label`` is empty for all together."""
    labels = {actor.code: actor.label for actor in count.setup.actors}
    return tuple(group_of(one, labels[one.actor] if one.actor else "") for one in count.groups)


# --- both together ---------------------------------------------------------------------------------------


def placed(group: Group, measured: Sequence[Measure]) -> tuple[Placed, ...]:
    """Each domain of a group in its zone: seen where its share is above the group's reference."""
    by_domain = {one.domain: one for one in measured}
    return tuple(_placed(one, group.reference, by_domain[one.domain]) for one in group.domains)


def _placed(one: Perceived, reference: Decimal, measure: Measure) -> Placed:
    if not measure.placed:
        return Placed(one, measure, None)
    seen = one.share > reference
    if measure.fragile:
        return Placed(one, measure, Zone.BOTH if seen else Zone.MEASURED)
    return Placed(one, measure, Zone.SEEN if seen else Zone.NEITHER)

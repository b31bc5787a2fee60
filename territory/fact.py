"""One region × indicator with its words: what pages and documents say of it, the same everywhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from territory import wording
from territory.analysis import FragilityClass, Reason, Status
from territory.harmonise import Form
from territory.indicators import Domain, Indicator
from territory.loader import Edition
from territory.regions import Region
from territory.robustness import Verdict

_WITHOUT_SIDE = (FragilityClass.NOT_ORIENTED, FragilityClass.NO_REFERENCE, FragilityClass.MISSING)
"""Classes that are neither a fragility nor a strength."""


@dataclass(frozen=True)
class Fact:
    """What is known of an indicator in a region: a row of ``score_table``, its place and its words.

    ``value``, ``national`` and ``gap`` in the published unit, ``score`` without unit; ``None`` where missing.
    ``rank`` among ``ranked`` regions, ``tied`` when it is shared. ``status`` and ``priority`` (its number) of a
    fragility; ``reasons``: why it is to be confirmed, when it is.
    ``place`` (median), ``low`` and ``high`` (5–95 %) of the domain in its region's order, 1 = most fragile;
    ``share`` and ``last_share`` of the variants (0 to 1) in the first and last five, with their words
    ``verdict`` and ``strength``: all ``None`` when the domain was not placed, or places were not asked for.
    ``factor_text``: what moves the place most, a sentence or nothing. ``parent``: the value of what holds the region.
    """

    region: Region
    domain: Domain
    indicator: Indicator
    value: Decimal | None
    national: Decimal | None
    gap: Decimal | None
    score: Decimal | None
    rank: int | None
    tied: bool
    ranked: int
    kind: FragilityClass
    status: Status | None
    reasons: tuple[Reason, ...]
    priority: int | None
    verdict: Verdict | None = None
    strength: Verdict | None = None
    place: int | None = None
    low: int | None = None
    high: int | None = None
    share: Decimal | None = None
    last_share: Decimal | None = None
    factor_text: str = ""
    parent: Decimal | None = None

    @property
    def parent_text(self) -> str:
        """« Nouvelle-Aquitaine 11,0 % »: the published value of what holds the region, where there is one."""
        return wording.parent_text(self.region, self.indicator, self.parent)

    @property
    def label(self) -> str:
        """« Lien social * »: the domain where room is short; an indicator without any value by its own name."""
        return self._named(self.domain.short)

    @property
    def domain_label(self) -> str:
        """The same, the domain in full."""
        return self._named(self.domain.label)

    def _named(self, domain: str) -> str:
        empty = self.indicator.form is Form.EMPTY
        return wording.marked(self.indicator.label if empty else domain, self.indicator)

    @property
    def value_text(self) -> str:
        """« 10,8 % », « 0,44 équipement pour 10 000 hab. »."""
        return wording.unit_text(self.indicator, self.value)

    @property
    def value_cell(self) -> str:
        """« 10,8 % », « 9,22 t éq. CO₂ », « 0,44 »: beside ``indicator.short``, which has the other units."""
        return wording.value_text(self.indicator, self.value)

    @property
    def named_value(self) -> str:
        """« taux de chômage : 10,8 % »: the value with its indicator, where a domain is all that is named."""
        return wording.named_value(self.indicator, self.value)

    @property
    def national_text(self) -> str:
        return wording.unit_text(self.indicator, self.national, national=True)

    @property
    def national_cell(self) -> str:
        """« 8,4 % », « 0,67 »: the national value beside one that has said their unit."""
        return wording.cell_text(self.indicator, self.national, national=True)

    @property
    def gap_text(self) -> str:
        """« +2,4 points »; « n. d. » without a value."""
        return wording.MISSING if self.gap is None else wording.gap_text(self.indicator, self.gap)

    @property
    def rank_text(self) -> str:
        """« 4e sur 13, de la plus à la moins fragile »; empty without a rank."""
        return (
            ""
            if self.rank is None
            else wording.rank_text(self.rank, self.ranked, tied=self.tied, level=self.region.level)
        )

    @property
    def sentence(self) -> str:
        """The one sentence of the cell, ``wording.cell_sentence``."""
        row = {
            "value": self.value,
            "national": self.national,
            "gap": self.gap,
            "score": self.score,
            "rank": self.rank,
            "tied": self.tied,
            "ranked": self.ranked,
            "class": self.kind,
            "oriented": self.kind not in _WITHOUT_SIDE,
        }
        return wording.cell_sentence(row, self.indicator, self.domain, self.parent_text)

    @property
    def place_word(self) -> str:
        """« place solide »: how sure the place is, from the side where the domain stands; empty without a place."""
        word = self.strength if self.kind.less_fragile else self.verdict
        return "" if word is None else wording.VERDICT_LABEL[word]

    @property
    def place_sentence(self) -> str:
        """Why the place has its word; empty without a place."""
        if self.place is None:
            return ""
        row = {
            "place": self.place,
            "low": self.low,
            "high": self.high,
            "share_top5": self.share,
            "verdict": self.verdict,
            "share_last5": self.last_share,
            "strength": self.strength,
        }
        return wording.robustness_sentence(row, last=self.kind.less_fragile)

    @property
    def remark(self) -> str:
        """« indicateur discuté · place probable »: why a fragility is to be confirmed, how sure its place is."""
        place = self.place_word if self.status else ""
        return " · ".join(part for part in (self.reasons_text, place) if part)

    @property
    def reasons_text(self) -> str:
        """« indicateur discuté et donnée à confirmer »; empty for what is not to be confirmed."""
        return wording.reasons_text(self.reasons)


def fact_of(
    edition: Edition, row: Mapping[str, Any], placed: Mapping[str, Any], shifted: Mapping[str, Any] | None
) -> Fact:
    """The fact of a row of ``score_table``; a cell without a score takes no place, even from its domain."""
    indicator = edition.registry.indicators[row["indicator"]]
    scored = row["score"] is not None
    told = placed if scored and placed.get("place") is not None else {}
    return Fact(
        region=edition.regions[row["region"]],
        domain=edition.registry.domains[row["domain"]],
        indicator=indicator,
        value=row["value"],
        national=row["national"],
        gap=row["gap"],
        score=row["score"],
        rank=row["rank"],
        tied=bool(row["tied"]),
        ranked=row["ranked"],
        kind=FragilityClass(row["class"]),
        status=None if row["status"] is None else Status(row["status"]),
        reasons=tuple(Reason(code) for code in (row["reason"] or "").split("|") if code),
        priority=row["priority"],
        verdict=Verdict(told["verdict"]) if told else None,
        strength=Verdict(told["strength"]) if told else None,
        place=told.get("place"),
        low=told.get("low"),
        high=told.get("high"),
        share=told.get("share_top5"),
        last_share=told.get("share_last5"),
        factor_text=wording.factor_sentence(shifted) if scored and shifted is not None else "",
        parent=edition.parent_value(row["region"], indicator.code),
    )

"""Everything that is told about a region, made once for every page and document.

Its facts in order: priorities, what is to be confirmed, strengths, and what to open on.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pandas as pd

from territory import wording
from territory.analysis import Status, reasons_of
from territory.fact import Fact, fact_of
from territory.levels import WORDS, Words
from territory.loader import Edition
from territory.regions import Region
from territory.scores import fragilities


@dataclass(frozen=True)
class Card:
    """A list of a region's facts. ``caption`` counts them; it is ``nothing``, what is said then, without any."""

    code: str
    title: str
    caption: str
    nothing: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class Portrait:
    """A region told from its facts, one an indicator that the reading keeps, in published order.

    ``compared``: domains with a score; ``fragile``: fragilities among them. ``priorities`` by number,
    ``to_confirm`` by S, ``strengths`` (S ≤ −0,5, distinguishable, neither contestable nor of reliability C) from
    the strongest.
    """

    region: Region
    facts: tuple[Fact, ...]
    compared: int
    fragile: int
    priorities: tuple[Fact, ...]
    to_confirm: tuple[Fact, ...]
    strengths: tuple[Fact, ...]
    words: Words = WORDS

    @property
    def fragilities(self) -> tuple[Fact, ...]:
        return self.priorities + self.to_confirm

    @property
    def by_score(self) -> tuple[Fact, ...]:
        """By decreasing S, then rank, then published order; facts without a score come last."""
        return tuple(sorted(self.facts, key=_by_score))

    @property
    def finding(self) -> str:
        """« Dans les Hauts-de-France, 11 domaines sur 15 sont plus fragiles qu’en France »."""
        return wording.region_finding(self.region, self.fragile, self.compared, self.words)

    @property
    def lead(self) -> str:
        """The first priorities in one sentence, else the first domains to confirm; names in bold (``**``)."""
        return wording.region_lead(
            [(fact.domain.label, f"{fact.named_value} contre {fact.national_cell}") for fact in self.priorities],
            [(fact.domain.label, fact.reasons_text) for fact in self.to_confirm],
            self.words,
        )

    @property
    def opening(self) -> Fact | None:
        """What a document maps or opens on: the first priority, else the first to confirm, else nothing."""
        return next(iter(self.fragilities), None)

    @property
    def opening_text(self) -> str:
        """The heading of what is mapped: « La première priorité : emploi »."""
        fact = self.opening
        if fact is None:
            return wording.opening_text(self.region)
        return wording.opening_text(self.region, fact.domain.label, "" if self.priorities else fact.reasons_text)

    @property
    def cards(self) -> tuple[Card, Card, Card]:
        """Priorities, to confirm, strengths."""
        established, than = "d’après des données établies", self.words.reference.than
        return (
            _card("priorities", "Priorités", f"plus fragile{{s}} {than}", established, self.priorities),
            _card(
                "to_confirm",
                "À confirmer",
                f"plus fragile{{s}} {than}",
                "mais l’indicateur se discute ou la donnée est à confirmer",
                self.to_confirm,
            ),
            _card("strengths", "Points d’appui", f"moins fragile{{s}} {than}", established, self.strengths),
        )


def portrait(
    edition: Edition,
    scores: pd.DataFrame,
    region: str,
    places: pd.DataFrame | None = None,
    shifts: pd.DataFrame | None = None,
) -> Portrait:
    """The portrait of a region, by its code, from ``score_table``.

    ``places`` and ``shifts``: ``domain_places`` and ``factor_shifts`` of the same reading; without them, the
    facts say nothing of places, and the lists are the same. Raises ``KeyError`` for an unknown region.
    """
    own = scores[scores["region"] == region]
    placed, shifted = _by_domain(places, region), _by_domain(shifts, region)
    facts = {
        row["indicator"]: fact_of(edition, row, placed.get(row["domain"], {}), shifted.get(row["domain"]))
        for row in own.to_dict("records")
    }
    found = [facts[code] for code in fragilities(own)["indicator"]]
    strengths = [fact for fact in facts.values() if fact.kind.less_fragile and not reasons_of(fact.indicator)]
    return Portrait(
        region=edition.regions[region],
        facts=tuple(facts.values()),
        compared=len({fact.domain.code for fact in facts.values() if fact.score is not None}),
        fragile=len(found),
        priorities=tuple(fact for fact in found if fact.status is Status.PRIORITY),
        to_confirm=tuple(fact for fact in found if fact.status is Status.TO_CONFIRM),
        strengths=tuple(sorted(strengths, key=_by_score, reverse=True)),
        words=edition.words,
    )


def _by_score(fact: Fact) -> tuple[bool, Decimal, int]:
    """Sorts by decreasing S, then rank; a fact without a score comes last."""
    if fact.score is None or fact.rank is None:
        return True, Decimal(0), 0
    return False, -fact.score, fact.rank


def _by_domain(table: pd.DataFrame | None, region: str) -> Mapping[str, Mapping[str, Any]]:
    """The region's rows of a frame of places or shifts, by domain."""
    if table is None:
        return {}
    return {row["domain"]: row for row in table[table["region"] == region].to_dict("records")}


def _card(code: str, title: str, side: str, basis: str, facts: tuple[Fact, ...]) -> Card:
    """``side``: « plus fragile{s} qu’en France »; ``basis``: what is known of the data behind."""
    count = len(facts)
    nothing = f"Aucun domaine n’est {side.replace('{s}', '')}, {basis}."
    counted = f"{wording.plural(count, 'domaine')} {side.replace('{s}', 's' if count > 1 else '')}, {basis}"
    return Card(code, title, counted if facts else nothing, nothing, facts)

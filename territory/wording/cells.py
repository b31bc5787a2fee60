"""The sentence of one cell: a region, an indicator, the gap and its cautions."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from territory.analysis import FragilityClass, Reason
from territory.indicators import Domain, Indicator, Polarity
from territory.wording.marks import REASON_LABEL
from territory.wording.numbers import MISSING, rank_text, times_text
from territory.wording.typography import NBSP, THIN, capital
from territory.wording.values import comparison, gap_text, value_text

NO_REFERENCE = f"Sans valeur de référence publiée{THIN}; ni écart, ni rang."
"""What is said of a value that nothing is compared with."""


def cell_sentence(row: Mapping[str, object], indicator: Indicator, domain: Domain, parent: str = "") -> str:
    """The one sentence of a cell, from its row of ``score_table``: value, gap, rank and cautions.

    ``parent``: what the territory that holds it is worth, ``parent_text``; no gap is counted to it.
    """
    value, national, gap = row["value"], row["national"], row["gap"]
    title = indicator.label if row["class"] == FragilityClass.MISSING else domain.label
    if not isinstance(value, Decimal):
        return f"{title}{NBSP}: {MISSING} {indicator.definition}"
    phrase = indicator.phrase.replace("{v}", value_text(indicator, value))
    if not (isinstance(national, Decimal) and isinstance(gap, Decimal)):
        return f"{title}{NBSP}: {phrase} ({indicator.year}){THIN + '; ' + parent if parent else ''}. {NO_REFERENCE}"
    benchmark = value_text(indicator, national, national=True)
    beside = f"{THIN}; {parent}" if parent else ""
    against = f"contre {benchmark} {indicator.words.reference.located}"
    facts = f"{title}{NBSP}: {phrase}, {against} ({indicator.year}){beside}."
    return " ".join(part for part in (facts, _gap_sentence(row, indicator, gap), *_cautions(row, indicator)) if part)


def _gap_sentence(row: Mapping[str, object], indicator: Indicator, gap: Decimal) -> str:
    score, rank, ranked = row["score"], row["rank"], row["ranked"]
    if row["class"] == FragilityClass.NOT_ORIENTED:
        return f"{capital(comparison(gap, indicator.words))}{THIN}; ni une fragilité ni un atout."
    if row["class"] == FragilityClass.INDISTINGUISHABLE:
        return "Écart non distinguable aux arrondis près."
    assert isinstance(score, Decimal) and isinstance(rank, int) and isinstance(ranked, int)
    return (
        f"L’écart, {gap_text(indicator, gap)}, est {times_text(score, indicator.words)}. "
        f"{capital(rank_text(rank, ranked, tied=bool(row['tied']), level=indicator.words.level))}."
    )


def _cautions(row: Mapping[str, object], indicator: Indicator) -> list[str]:
    cautions = []
    if row["oriented"] and indicator.polarity is Polarity.NOT_ORIENTED:
        cautions.append("Lecture de la source.")
    if indicator.contestable:
        cautions.append(f"{capital(REASON_LABEL[Reason.CONTESTABLE])}.")
    if indicator.reliability == "C" and row["oriented"]:
        cautions.append(f"{capital(REASON_LABEL[Reason.RELIABILITY])}.")
    return cautions

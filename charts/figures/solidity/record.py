"""The place of each fragility over the variants of calculation: a mark (median) on a bar (the interval).

``rows``: one a fragility, priorities first, ``y, label, domain, indicator, priority, place, low, high, interval, word,
verdict, sentence, factor`` (``interval`` says the three places, ``priority`` is ``None`` for what is to be confirmed).
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from charts.canvas.lanes.record import Lanes, lane_columns
from charts.figures.kind import Subject
from charts.measures import measure_cells, region_cells
from charts.record import Column, View, as_published
from territory import wording
from territory.analysis import Reading
from territory.arrays import kept_domains
from territory.fact import Fact
from territory.factors import factor_shifts
from territory.loader import Edition
from territory.portrait import Portrait, portrait
from territory.robustness import FIRST, MOST, Verdict, domain_places, too_many
from territory.variants import DRAWS, SEED

_COLUMNS = ("y", "label", "domain", "indicator", "priority", "place", "low", "high", "interval", "word", "verdict",
            "sentence", "factor")  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Solidity(Lanes):
    """The fragilities of a region over the variants."""


def of_subject(subject: Subject) -> Solidity:
    """The record of a subject; the variants are computed where the caller has none."""
    edition, reading = subject.edition, subject.reading
    places = domain_places(edition, reading=reading) if subject.places is None else subject.places
    shifts = factor_shifts(edition, reading=reading) if subject.shifts is None else subject.shifts
    return record(edition, subject.scores, places, shifts, str(subject.region), reading)


def record(
    edition: Edition,
    scores: pd.DataFrame,
    places: pd.DataFrame,
    shifts: pd.DataFrame,
    region: str,
    reading: Reading,
) -> Solidity:
    """What the variants say of a region's fragilities; ``places`` and ``shifts`` are those of the reading."""
    told = portrait(edition, scores, region, places, shifts)
    placed = [fact for fact in told.fragilities if fact.place is not None]
    title = _title(edition, told)
    indicators = [fact.indicator for fact in placed or told.facts]
    rows = pd.DataFrame([_row(y, fact) for y, fact in enumerate(placed)], columns=list(_COLUMNS), dtype=object)
    last = int((places["place"].notna() & (places["region"] == region)).sum())
    variants = wording.capital(wording.variants_text(DRAWS, SEED))
    return Solidity(
        view=View("solidite", region),
        name=f"solidité des priorités {told.region.name}",
        title=title,
        subtitle=(
            f"Place de chaque domaine plus fragile {edition.words.reference.than}, "
            f"{wording.kept_domains_text(*kept_domains(edition, reading))}{wording.THIN}; les {FIRST} premières places "
            f"sont teintées. {variants}. {wording.interval_meaning()} {wording.years_sentence(indicators)}"
        ),
        source=wording.source_line(edition.registry, indicators),
        note=wording.mark_note(indicators),
        alt=" ".join([f"{title}.", *(f"{fact.label}, {fact.place_sentence}" for fact in placed)]),
        how_to_read=_how_to_read(edition, last),
        words=edition.words,
        rows=rows,
        table=_table(placed),
        columns={
            "Priorité": Column(as_text=True),
            **lane_columns(edition.words),
        },
        flags=tuple(flag for i in indicators for flag in edition.flags_of(i.code, region)),
        last=last,
        region=region,
    )


def _title(edition: Edition, told: Portrait) -> str:
    """How many priorities are solid, and which; or that nothing is computed for so many territories."""
    if too_many(edition):
        return wording.not_computed(edition.level, MOST)
    solid = [fact.domain.label for fact in told.priorities if fact.verdict is Verdict.SOLID]
    return wording.solid_finding(told.region, solid, len(told.priorities))


def _how_to_read(edition: Edition, last: int) -> str:
    return (
        f"Les places vont de la 1re, la plus fragile, à la {wording.ordinal(last)}. "
        f"La bande claire marque les {FIRST} premières places. Une barre courte\u00a0: la place ne dépend "
        "guère de la façon de calculer. Sans numéro, les domaines à confirmer. "
        + " ".join(wording.verdict_meaning(v, edition.level) for v in Verdict)
    )


def _row(y: int, fact: Fact) -> tuple[object, ...]:
    assert fact.place is not None and fact.low is not None and fact.high is not None
    return (
        y,
        f"{fact.priority}. {fact.label}" if fact.priority else fact.label,
        fact.domain.code,
        fact.indicator.code,
        fact.priority,
        fact.place,
        fact.low,
        fact.high,
        wording.span_text(fact.place, fact.low, fact.high),
        fact.place_word,
        fact.verdict,
        fact.place_sentence,
        fact.factor_text,
    )


def _table(placed: list[Fact]) -> pd.DataFrame:
    rows = [
        {
            "Priorité": str(fact.priority) if fact.priority else f"à confirmer ({fact.reasons_text})",
            "Domaine": fact.domain_label,
            "Solidité": fact.place_word,
            "Place médiane": fact.place,
            "De la place": fact.low,
            "À la place": fact.high,
            "Part dans les cinq premières": "" if fact.share is None else wording.share_text(fact.share),
            "Ce qui la déplace le plus": fact.factor_text,
            **region_cells(fact.region),
            "Valeur": as_published(fact.value, fact.indicator.decimals),
            wording.YEAR: fact.indicator.year,
            **measure_cells(fact.indicator, fact.national),
        }
        for fact in placed
    ]
    return pd.DataFrame(rows, dtype=object)

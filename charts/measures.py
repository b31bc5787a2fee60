"""What every table says of an indicator, so that a row stands alone: name, unit, year, benchmark, mark, source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from charts.record import Column, as_published
from territory import wording
from territory.analysis import FragilityClass, Reason
from territory.indicators import Domain, Indicator
from territory.levels import Level, Words
from territory.regions import Region


def measure_columns(words: Words) -> Mapping[str, Column]:
    """The cells of ``measure_cells``: a reader of a page has them in the figure's title, subtitle and source."""
    labels = ("Indicateur", "Unité", words.reference.name, "Indicateur discuté", "Source")
    return {label: Column(everywhere=False) for label in labels}


def region_columns(level: Level) -> Mapping[str, Column]:
    """The cells of ``region_cells``, in a table whose rows are the domains of one region."""
    return {level_label(level): Column(everywhere=False), level.code_name: Column(as_text=True, everywhere=False)}


def level_label(level: Level) -> str:
    """« Région », « Département »: the heading of the column of names."""
    return wording.capital(level.singular)


def measure_cells(indicator: Indicator, national: Decimal | None) -> dict[str, object]:
    """The cells that name an indicator in the row of a table; ``national`` in the published unit."""
    return {
        "Indicateur": indicator.label,
        "Unité": indicator.unit,
        indicator.words.reference.name: as_published(national, indicator.benchmark_decimals),
        "Indicateur discuté": discussed_cell(indicator),
        "Source": indicator.source,
    }


def region_cells(region: Region) -> dict[str, object]:
    """The cells that name the region of a row."""
    return {level_label(region.level): region.name, region.level.code_name: region.code}


def discussed_cell(indicator: Indicator) -> str:
    """Whether the indicator carries the mark « * »."""
    return "oui" if indicator.contestable else "non"


def units_note(pairs: Iterable[tuple[Indicator, Domain]]) -> str:
    """« Valeurs en %, sauf culture (équipements pour 10 000 hab.) »: the units of a figure of several indicators.

    ``pairs``: its indicators and their domains, whose names its rows bear. Empty where all values are in %.
    """
    others = [
        f"{wording.marked(wording.lowered(domain.short), indicator)} {_in_brackets(indicator.unit)}"
        for indicator, domain in pairs
        if indicator.unit and indicator.symbol != "%"
    ]
    return f"Valeurs en{wording.NBSP}%, sauf {wording.enumeration(others)}." if others else ""


def _in_brackets(unit: str) -> str:
    """« (logement/hab.) », « (centaines de kg/hab., unité probable) »: one pair of brackets, the source's or ours."""
    return f"({unit.removeprefix('(').replace(' (', ', ').removesuffix(')')})"


def score_cell(row: Mapping[str, object]) -> object:
    """The score of a row of ``score_table``; its class in a word where there is a value but no score."""
    kind = FragilityClass(str(row["class"]))
    if row["score"] is None and kind is not FragilityClass.MISSING:
        return wording.CLASS_LABEL[kind].lower()
    return row["score"]


def standing_cells(indicator: Indicator, row: Mapping[str, Any]) -> dict[str, object]:
    """What a row of ``score_table`` says: its indicator, value, gap, score, rank, class, priority, mark and source."""
    return {
        "Indicateur": indicator.label,
        "Valeur": as_published(row["value"], indicator.decimals),
        indicator.words.reference.name: as_published(row["national"], indicator.benchmark_decimals),
        "Unité": indicator.unit,
        wording.YEAR: indicator.year,
        "Écart": row["gap"],
        wording.SCORE: score_cell(row),
        "Rang": "" if row["rank"] is None else row["rank"],
        "Ex æquo": "oui" if row["tied"] else "",
        "Classe": wording.class_label(FragilityClass(row["class"]), indicator.words),
        "Priorité": status_cell(row),
        "Indicateur discuté": discussed_cell(indicator),
        "Source": indicator.source,
    }


def status_cell(row: Mapping[str, object]) -> str:
    """The priority's number, or « à confirmer » and why; empty for the others."""
    if row["priority"] is not None:
        return str(row["priority"])
    reasons = [Reason(code) for code in str(row["reason"] or "").split("|") if code]
    return f"à confirmer ({wording.reasons_text(reasons)})" if row["status"] else ""

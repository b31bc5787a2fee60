"""The tables of a whole edition in documents: sources, context, scores, published cells, registry."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from charts.documents import words
from charts.documents.blocks import TableBlock
from charts.measures import region_cells, standing_cells
from charts.record import Column, as_published
from charts.stamp import Stamp
from charts.tables import OBSERVATION_COLUMNS, all_observations
from territory import wording
from territory.analysis import FragilityClass
from territory.indicators import Indicator
from territory.loader import Edition
from territory.regions import NATIONAL, Region
from territory.wording import NBSP, THIN

_RELIABILITY = {"A": "fiabilité établie", "B": "à lire avec ses réserves", "C": "donnée à confirmer"}


def sources_table(stamp: Stamp, indicators: Sequence[Indicator]) -> TableBlock:
    """Each indicator with its unit, year, source and sense of reading, and what must be known of it."""
    registry = stamp.edition.registry
    rows = [
        {
            "Domaine": f"{_domain(stamp, i)}{THIN}*" if i.contestable else _domain(stamp, i),
            "Indicateur": wording.indicator_and_unit(i),
            wording.YEAR: i.year or wording.MISSING,
            "Source": i.source,
            "Sens de lecture": wording.polarity_text(stamp.reading.polarity(i) if i.domain else None),
            "À savoir": _to_know(i),
        }
        for i in indicators
    ]
    return TableBlock(
        "Sources",
        words.SOURCES,
        "Les indicateurs, leur sens de lecture, leur année et leur source.",
        pd.DataFrame(rows, dtype=object),
        "Tableau des indicateurs, de leur sens de lecture et de leur source.",
        wording.source_line(registry, indicators),
        widths=(1.6, 3.2, 1.2, 2.4, 1.9, 2.4),
        note=wording.mark_note(indicators),
    )


def _domain(stamp: Stamp, indicator: Indicator) -> str:
    if indicator.form == "empty":
        return indicator.label
    return stamp.edition.registry.domains[indicator.domain].short if indicator.domain else "Contexte"


def _to_know(indicator: Indicator) -> str:
    parts = ["indicateur discuté"] if indicator.contestable else []
    if indicator.reliability:
        parts.append(_RELIABILITY[indicator.reliability])
    return wording.capital(", ".join(parts))


def context_table(edition: Edition, region: Region) -> TableBlock:
    """The criteria that describe a territory and are never compared, beside those of France."""
    context, cells = edition.registry.context, edition.observations.set_index(["indicator", "territory"])
    rows = [
        {
            "Repère": indicator.label,
            region.name: _own_value(indicator, cells.loc[(indicator.code, region.code)].to_dict()),
            edition.words.reference.name: as_published(
                cells.loc[(indicator.code, NATIONAL)]["value"], indicator.benchmark_decimals
            ),
            "Unité": indicator.unit or wording.MISSING,
            wording.YEAR: indicator.year or wording.MISSING,
            "Source": indicator.source,
        }
        for indicator in context
    ]
    return TableBlock(
        "Contexte",
        words.context_title(region, len(rows)),
        words.context_lead(region, edition.words),
        pd.DataFrame(rows, dtype=object),
        f"Tableau des {len(rows)} repères {region.genitive}.",
        wording.source_line(edition.registry, context),
        columns={label: Column(right=True) for label in (region.name, edition.words.reference.name)},
        widths=(2.4, 2.1, 1.5, 1.5, 1.0, 3.5),
    )


def _own_value(indicator: Indicator, cell: dict[Any, Any]) -> object:
    """A value, or the range that was published in its place."""
    ranged = cell["value"] is None and (cell["low"] is not None or cell["high"] is not None)
    return wording.observation_text(indicator, cell) if ranged else as_published(cell["value"], indicator.decimals)


def scores_table(stamp: Stamp, scores: pd.DataFrame) -> TableBlock:
    """Every region and indicator: value, gap, score, rank, class, priority; what is to be confirmed, and why."""
    edition, records = stamp.edition, scores.to_dict("records")
    rows = []
    for row in records:
        indicator = edition.registry.indicators[row["indicator"]]
        rows.append(
            {
                **region_cells(edition.regions[row["region"]]),
                "Domaine": edition.registry.domains[row["domain"]].label,
                **standing_cells(indicator, row),
            }
        )
    return TableBlock(
        "Écarts",
        f"L’écart de chaque {edition.level.singular} à {edition.words.the_value}",
        f"{wording.SCORE}{NBSP}: 1 = {edition.words.mean_gap}{THIN}; positif = plus fragile.",
        pd.DataFrame(rows, dtype=object),
        f"Tableau des écarts de chaque {edition.level.singular}, indicateur par indicateur.",
        wording.source_line(edition.registry, edition.registry.fragility),
        columns={
            edition.level.code_name: Column(as_text=True),
            "Écart": Column(signed=True),
            wording.SCORE: Column(decimals=2, signed=True, score=True),
            "Classe": Column(classes=tuple(FragilityClass(row["class"]) for row in records)),
        },
    )


def cells_table(edition: Edition) -> TableBlock:
    """The published cells, string and value."""
    return TableBlock(
        "Données",
        "Les valeurs publiées, cellule par cellule",
        "La chaîne telle que publiée, à côté de la valeur lue.",
        all_observations(edition),
        "Tableau de toutes les cellules publiées.",
        wording.source_line(edition.registry, edition.registry.indicators.values()),
        columns=OBSERVATION_COLUMNS,
    )


def registry_table(stamp: Stamp) -> TableBlock:
    """What each row of the published table measures, and how it is read."""
    registry, reading = stamp.edition.registry, stamp.reading
    rows = [
        {
            "Code": i.code,
            "Indicateur": i.label,
            "Critère publié": i.criterion_published,
            "Domaine": registry.domains[i.domain].label if i.domain else "Contexte",
            "Définition": i.definition,
            "Unité": i.unit,
            "Unité publiée": i.unit_published,
            "Sens de lecture": wording.polarity_text(reading.polarity(i) if i.domain else None),
            "Pourquoi ce sens": i.polarity_reason,
            "Indicateur discuté": "oui" if i.contestable else "non",
            "Pourquoi discuté": i.contestable_reason,
            "Fiabilité": i.reliability,
            wording.YEAR: i.year,
            "Source": i.source,
        }
        for i in registry.indicators.values()
    ]
    return TableBlock(
        "Registre",
        f"Les {len(rows)} critères et leur lecture",
        "Ce que chaque ligne de la table mesure, et comment elle est lue.",
        pd.DataFrame(rows, dtype=object),
        "Tableau des critères et de leur lecture.",
        wording.source_line(registry, registry.indicators.values()),
        columns={
            "Code": Column(as_text=True),
            "Définition": Column(prose=True),
            "Pourquoi ce sens": Column(prose=True),
            "Pourquoi discuté": Column(prose=True),
        },
    )

"""Two to five regions on the domains: dumbbells for two, strips with shape and colour from three on.

``rows``: one a (indicator, region), ``y, indicator, domain, region, name, score, value_text, sentence``.
Domains sorted by the largest difference of S between the regions shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pandas as pd

from charts.record import Record, View, as_published
from territory import wording
from territory.analysis import FragilityClass, rounding_half_width
from territory.indicators import Indicator
from territory.loader import Edition

MAX_REGIONS = 5


@dataclass(frozen=True, kw_only=True)
class Comparison(Record):
    """``regions`` in the reader's order, ``names`` of each."""

    regions: tuple[str, ...]
    names: tuple[str, ...]


def record(edition: Edition, scores: pd.DataFrame, regions: Sequence[str]) -> Comparison:
    """What the comparison says; ``regions`` in the reader's order, at least two."""
    chosen = scores[scores["region"].isin(regions)]
    codes = list(dict.fromkeys(chosen.loc[chosen["score"].notna(), "indicator"]))
    indicators = [edition.registry.indicators[code] for code in codes]
    cells = {(row["indicator"], row["region"]): row for row in chosen.to_dict("records")}
    ordered = sorted(indicators, key=lambda i: -_spread(cells, i.code, regions))
    alike = {i.code for i in ordered if _within_rounding(i, [cells[i.code, region] for region in regions])}
    rows = pd.DataFrame(
        [_row(edition, cells[i.code, region], y, i.code in alike) for y, i in enumerate(ordered) for region in regions]
    )
    names = [edition.regions[region].name for region in regions]
    title = _title(edition, ordered, cells, regions)
    return Comparison(
        view=View("comparaison", regions=tuple(regions)),
        name=f"comparaison {' '.join(names)}",
        title=title,
        subtitle=(
            "Écart comparé à la valeur nationale, domaines triés par la plus grande différence"
            f"{wording.THIN}; en étiquette, la valeur publiée. Millésimes {wording.years_text(indicators)}."
        ),
        source=wording.source_line(edition.registry, indicators),
        alt=f"{title}. Comparaison de {wording.enumeration(names)} sur {wording.plural(len(ordered), 'domaine')}.",
        how_to_read=(
            "La ligne verticale est la valeur nationale. À droite, plus fragile\u202f; à gauche, moins fragile. "
            "Les domaines du haut sont ceux qui séparent le plus ces régions\u202f; ≈ signale une différence "
            "qui tient dans l’arrondi des valeurs publiées."
        ),
        how_to_click="Cliquez sur un point pour ouvrir le domaine.",
        rows=rows,
        table=_table(
            edition,
            [edition.registry.indicators[c] for c in dict.fromkeys(chosen["indicator"])],
            cells,
            regions,
        ),
        flags=tuple(f for i in indicators for f in edition.flags_of(i.code)),
        regions=tuple(regions),
        names=tuple(names),
    )


def _spread(cells: dict[tuple[str, str], dict[str, Any]], code: str, regions: Sequence[str]) -> Decimal:
    known = [cells[code, region]["score"] for region in regions if cells[code, region]["score"] is not None]
    return max(known) - min(known) if known else Decimal(0)


def _title(
    edition: Edition,
    ordered: list[Indicator],
    cells: dict[tuple[str, str], dict[str, Any]],
    regions: Sequence[str],
) -> str:
    if not ordered:
        return "Aucun domaine comparable entre ces régions"
    first = ordered[0]
    label = edition.registry.domains[first.domain].label
    said = wording.enumeration(
        f"{wording.value_text(first, cells[first.code, region]['value'])} {edition.regions[region].locative}"
        for region in regions
    )
    return f"{label} sépare le plus ces régions{wording.NBSP}: {said}"


def _row(edition: Edition, cell: dict[str, Any], y: int, alike: bool) -> dict[str, Any]:
    indicator = edition.registry.indicators[cell["indicator"]]
    domain = edition.registry.domains[cell["domain"]]
    marks = f"{wording.THIN}*" * indicator.contestable + f"{wording.THIN}≈" * alike
    return {
        "y": y,
        "label": domain.short + marks,
        "indicator": indicator.code,
        "domain": domain.code,
        "region": cell["region"],
        "name": edition.regions[cell["region"]].name,
        "score": None if cell["score"] is None else float(cell["score"]),
        "value_text": wording.cell_text(indicator, cell["value"]),
        "sentence": wording.cell_sentence(cell, indicator, domain),
    }


def _table(
    edition: Edition,
    indicators: list[Indicator],
    cells: dict[tuple[str, str], dict[str, Any]],
    regions: Sequence[str],
) -> pd.DataFrame:
    rows = []
    for indicator in indicators:
        own = [cells[indicator.code, region] for region in regions]
        row: dict[str, object] = {
            "Domaine": edition.registry.domains[indicator.domain].label,
            "Indicateur": indicator.label,
            "Unité": indicator.unit,
            "Millésime": indicator.year,
            "France métropolitaine": as_published(own[0]["national"], indicator.benchmark_decimals),
        }
        for region, cell in zip(regions, own, strict=True):
            name = edition.regions[region].name
            row[name] = as_published(cell["value"], indicator.decimals)
            row[f"{name}, classe"] = wording.CLASS_LABEL[FragilityClass(cell["class"])]
        row["Différence"] = _difference_text(indicator, own)
        rows.append(row)
    return pd.DataFrame(rows, dtype=object)


def _within_rounding(indicator: Indicator, cells: Sequence[dict[str, Any]]) -> bool:
    """The regions cannot be told apart: their published values differ by no more than two half digits."""
    values = [cell["value"] for cell in cells if cell["value"] is not None]
    return len(values) > 1 and max(values) - min(values) <= rounding_half_width(indicator.decimals, indicator.decimals)


def _difference_text(indicator: Indicator, cells: Sequence[dict[str, Any]]) -> str:
    if sum(cell["value"] is not None for cell in cells) < 2:
        return wording.MISSING
    return "dans l’arrondi" if _within_rounding(indicator, cells) else "au-delà de l’arrondi"

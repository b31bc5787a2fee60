"""The 13 × 16 table: one row an indicator, France first, then the regions in published order.

``rows``: ``x`` (0 = France), ``y`` (0 = first indicator), ``indicator, domain, region, text, class, hover``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

import pandas as pd

from charts.record import LegendEntry, Record, View, as_published
from territory import wording
from territory.analysis import FragilityClass
from territory.indicators import Indicator
from territory.loader import Edition
from territory.regions import NATIONAL
from territory.robustness import Verdict

THREE_STATES: Mapping[FragilityClass, FragilityClass] = {
    FragilityClass.MUCH_MORE_FRAGILE: FragilityClass.MORE_FRAGILE,
    FragilityClass.MUCH_LESS_FRAGILE: FragilityClass.LESS_FRAGILE,
    FragilityClass.INDISTINGUISHABLE: FragilityClass.NEAR,
}

_STATE_LABEL = {FragilityClass.NEAR: "Proche de la valeur nationale"}


@dataclass(frozen=True, kw_only=True)
class Overview(Record):
    """``labels`` of the rows, ``headers`` of the columns, ``framed`` the reader's column, ``breaks`` the rows before
    which a dimension begins."""

    region: str | None
    labels: tuple[str, ...]
    headers: tuple[str, ...]
    framed: int | None
    breaks: tuple[int, ...]


def record(
    edition: Edition,
    scores: pd.DataFrame,
    *,
    region: str | None = None,
    five_classes: bool = False,
    places: pd.DataFrame | None = None,
) -> Overview:
    """What the overview says. ``region`` is the reader's, framed; with ``places`` (as
    ``robustness.domain_places`` gives them) the cells that are not solid are dimmed."""
    registry = edition.registry
    codes = list(dict.fromkeys(scores["indicator"]))
    indicators = [registry.indicators[code] for code in codes]
    rows = _rows(edition, scores, indicators, five_classes)
    rows["dimmed"] = _dimmed(rows, scores, places)
    oriented = scores[scores["oriented"] & scores["score"].notna()]
    fragile = [
        edition.regions[code].subject
        for code, cells in oriented.groupby("region", sort=False)
        if 2 * sum(FragilityClass(c).more_fragile for c in cells["class"]) > len(cells)
    ]
    domains = oriented["domain"].nunique()
    if fragile:
        subject = wording.capital(wording.enumeration(fragile))
        plural = len(fragile) > 1 or subject.startswith("Les ")
        title = (
            f"{subject} {'sont' if plural else 'est'} plus fragile{'s' if plural else ''} que la valeur nationale "
            f"dans plus de la moitié des {domains} domaines"
        )
    else:
        title = (
            f"Aucune région n’est plus fragile que la valeur nationale dans plus de la moitié des {domains} domaines"
        )
    return Overview(
        view=View("vue-ensemble", region or ""),
        name=f"vue d’ensemble {'5 classes' if five_classes else ''}",
        title=title,
        subtitle=(
            f"Valeur publiée de chaque indicateur, dans son unité{wording.THIN}; millésimes "
            f"{wording.years_text(indicators)}. Régions dans l’ordre de la table publiée."
        ),
        source=wording.source_line(registry, indicators),
        alt=f"Tableau de {len(codes)} indicateurs pour la France et {len(edition.regions)} régions. {title}.",
        how_to_read=(
            "Chaque case porte la valeur publiée et sa position par rapport à la valeur nationale, en première colonne"
            f"{wording.NBSP}: ▲ plus fragile, = proche, ▼ moins fragile. Une case hachurée n’a pas de donnée. "
            "L’astérisque signale un indicateur contestable."
        ),
        how_to_click="Cliquez sur une case pour ouvrir le domaine et la région.",
        rows=rows,
        table=_table(edition, scores, indicators),
        legend=_legend(rows),
        flags=tuple(f for i in indicators for f in edition.flags_of(i.code)),
        region=region,
        labels=tuple(_row_label(i, registry.domains[i.domain].short) for i in indicators),
        headers=("France", *(r.name for r in edition.regions.values())),
        framed=list(edition.regions).index(region) + 1 if region else None,
        breaks=tuple(_dimension_breaks(indicators, registry.domains)),
    )


def _row_label(indicator: Indicator, domain: str) -> str:
    own = indicator.label if indicator.form == "empty" else domain
    return f"{own}{wording.THIN}*" if indicator.contestable else own


def _dimension_breaks(indicators: list[Indicator], domains: Mapping) -> list[int]:
    dimensions = [domains[i.domain].dimension for i in indicators]
    return [k for k in range(1, len(dimensions)) if dimensions[k] != dimensions[k - 1]]


def _rows(edition: Edition, scores: pd.DataFrame, indicators: list[Indicator], five_classes: bool) -> pd.DataFrame:
    cells = {(row["region"], row["indicator"]): row for row in scores.to_dict("records")}
    rows = []
    for y, indicator in enumerate(indicators):
        domain = edition.registry.domains[indicator.domain]
        national = cells[next(iter(edition.regions)), indicator.code]["national"]
        said = f"{indicator.label}, France : {wording.value_text(indicator, national, national=True)}"
        rows.append(
            (
                0,
                y,
                indicator.code,
                domain.code,
                NATIONAL,
                wording.cell_text(indicator, national, national=True),
                "",
                said,
            )
        )
        for x, region in enumerate(edition.regions, start=1):
            cell = cells[region, indicator.code]
            kind = FragilityClass(cell["class"])
            shown = kind if five_classes else THREE_STATES.get(kind, kind)
            text = f"{wording.CLASS_SYMBOL[shown]} {wording.cell_text(indicator, cell['value'])}".strip()
            sentence = wording.cell_sentence(cell, indicator, domain)
            said = f"{edition.regions[region].name}. {sentence}"
            rows.append((x, y, indicator.code, domain.code, region, text, shown.value, said))
    return pd.DataFrame(rows, columns=["x", "y", "indicator", "domain", "region", "text", "class", "hover"])


def _dimmed(rows: pd.DataFrame, scores: pd.DataFrame, places: pd.DataFrame | None) -> list[bool]:
    """Whether each cell is not solid: neither a solid priority nor a solid strength."""
    if places is None:
        return [False] * len(rows)
    kinds = {(row["region"], row["indicator"]): FragilityClass(row["class"]) for row in scores.to_dict("records")}
    words = {(row["region"], row["domain"]): row for row in places.to_dict("records")}
    dimmed = []
    for region, indicator, domain in zip(rows["region"], rows["indicator"], rows["domain"], strict=True):
        kind, word = kinds.get((region, indicator)), words.get((region, domain))
        side = "verdict" if kind and kind.more_fragile else "strength" if kind and kind.less_fragile else None
        dimmed.append(kind is not None and (word is None or side is None or word[side] != Verdict.SOLID))
    return dimmed


def _legend(rows: pd.DataFrame) -> tuple[LegendEntry, ...]:
    counts = rows["class"].value_counts()
    return tuple(
        LegendEntry(
            kind,
            f"{wording.CLASS_SYMBOL[kind]} {_STATE_LABEL.get(kind, wording.CLASS_LABEL[kind])}".strip()
            + f" ({wording.plural(int(counts[kind.value]), 'case')})",
            int(counts[kind.value]),
        )
        for kind in FragilityClass
        if kind.value in counts
    )


def _table(edition: Edition, scores: pd.DataFrame, indicators: list[Indicator]) -> pd.DataFrame:
    by_cell = {(row["region"], row["indicator"]): row for row in scores.to_dict("records")}
    first = next(iter(edition.regions))
    rows = []
    for indicator in indicators:
        national: Decimal | None = by_cell[first, indicator.code]["national"]
        row: dict[str, object] = {
            "Domaine": edition.registry.domains[indicator.domain].label,
            "Indicateur": indicator.label,
            "Unité": indicator.unit,
            "Millésime": indicator.year,
            "France métropolitaine": as_published(national, indicator.benchmark_decimals),
        }
        row |= {
            r.name: as_published(by_cell[code, indicator.code]["value"], indicator.decimals)
            for code, r in edition.regions.items()
        }
        rows.append(row)
    return pd.DataFrame(rows, dtype=object)

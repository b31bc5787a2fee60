"""Regions on the domains: dumbbells for two, strips with shape and colour up to five, their values beyond.

``rows``: one a (indicator, region), ``y, label, indicator, domain, region, name, score, value_text, sentence``, and
where « % » has no room in the cells, ``number`` (« 21,2 ») beside ``measured`` (« Éducation, % »).
Domains sorted by the largest difference of S between the regions shown; those that rounding cannot tell apart last.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pandas as pd

from charts.addresses import address_code
from charts.measures import discussed_cell, score_cell, units_note
from charts.record import Column, Record, SheetChart, View, as_published
from territory import wording
from territory.analysis import FragilityClass, Reading, within_rounding
from territory.indicators import Indicator
from territory.levels import Words
from territory.loader import Edition

MAX_REGIONS = 5
"""Beyond, marks cannot be told apart: an image shows the values in columns, a page and a slide the table."""


def _axis(words: Words) -> str:
    return f"La ligne verticale est {words.the_value}. À droite, plus fragile\u202f; à gauche, moins fragile. "


def _shown(words: Words, few: bool) -> str:
    """What the values are, beside points when the regions are few, alone when they are not."""
    to = words.reference.dative
    if not few:
        return f"Valeurs publiées, domaines triés par la plus grande différence d’écart {to}"
    return (
        f"Écart {to} (1 = l’écart moyen des {words.level.plural}), domaines triés par la plus grande différence"
        f"{wording.THIN}; en regard, la valeur publiée"
    )


ALIKE = f"≈{wording.NBSP}: différence qui tient dans l’arrondi des valeurs publiées."


@dataclass(frozen=True, kw_only=True)
class Comparison(Record):
    """``regions`` in the reader's order, with their ``names`` and ``short`` names.

    ``kinds``: by name, the class of each row of the table; ``symbols`` and ``measures``: of each row, « % » or
    another, and « Taux de chômage · T1 2019 »; ``parents``: the columns of the territories that hold them; ``edition``:
    what an address says of it.
    """

    regions: tuple[str, ...]
    names: tuple[str, ...]
    short: tuple[str, ...]
    kinds: Mapping[str, tuple[FragilityClass, ...]]
    symbols: tuple[str, ...]
    measures: tuple[str, ...]
    reading: Reading
    edition: str
    parents: tuple[str, ...] = ()

    @property
    def marked(self) -> bool:
        """Whether the regions are few enough to have each its own mark."""
        return len(self.regions) <= MAX_REGIONS


def record(edition: Edition, scores: pd.DataFrame, regions: Sequence[str], reading: Reading) -> Comparison:
    """What the comparison says; ``regions`` in the reader's order, at least two."""
    chosen = scores[scores["region"].isin(regions)]
    codes = list(dict.fromkeys(chosen.loc[chosen["score"].notna(), "indicator"]))
    indicators = [edition.registry.indicators[code] for code in codes]
    cells = {(row["indicator"], row["region"]): row for row in chosen.to_dict("records")}
    alike = {i.code for i in indicators if within_rounding(i, [cells[i.code, region]["value"] for region in regions])}
    ordered = sorted(indicators, key=lambda i: (i.code in alike, -_spread(cells, i.code, regions)))
    rows = pd.DataFrame(
        [_row(edition, cells[i.code, region], y, i.code in alike) for y, i in enumerate(ordered) for region in regions]
    )
    names = [edition.regions[region].name for region in regions]
    listed = [edition.registry.indicators[code] for code in dict.fromkeys(chosen["indicator"])]
    kinds = {
        name: tuple(FragilityClass(cells[indicator.code, region]["class"]) for indicator in listed)
        for region, name in zip(regions, names, strict=True)
    }
    title = _title(edition, ordered, alike, cells, regions)
    few = len(regions) <= MAX_REGIONS
    return Comparison(
        view=View("comparaison", regions=tuple(regions)),
        words=edition.words,
        name=f"comparaison {' '.join(names)}",
        title=title,
        subtitle=(f"{_shown(edition.words, few)}. {wording.years_sentence(indicators)}"),
        source=wording.source_line(edition.registry, indicators),
        note=" ".join(part for part in (wording.mark_note(indicators), ALIKE if alike else "") if part),
        units=units_note((i, edition.registry.domains[i.domain]) for i in indicators),
        alt=f"{title}. Comparaison de {wording.enumeration(names)} sur {wording.plural(len(ordered), 'domaine')}.",
        how_to_read=(_axis(edition.words) if few else "")
        + f"Les domaines du haut sont ceux qui séparent le plus ces {edition.level.plural}.",
        how_to_click="Chaque ligne ouvre son domaine.",
        rows=rows,
        table=_table(edition, listed, cells, regions),
        flags=tuple(f for i in indicators for f in edition.flags_of(i.code)),
        columns=_columns(kinds),
        chart=SheetChart("Domaine", tuple(map(_score_of, names)), 620) if few else None,
        regions=tuple(regions),
        names=tuple(names),
        short=tuple(edition.regions[region].short for region in regions),
        kinds=kinds,
        symbols=tuple(indicator.symbol for indicator in listed),
        measures=tuple(_measure(i) for i in listed),
        reading=reading,
        edition=address_code(edition),
        parents=tuple(parents_of(edition, regions).values()),
    )


def _measure(indicator: Indicator) -> str:
    """« Émissions de CO₂ par habitant · t éq. CO₂/hab. · 2012 »: the unit where neither label nor cell says it."""
    unit = indicator.unit if indicator.symbol not in ("", "%") else ""
    return " · ".join(part for part in (indicator.short, unit, indicator.year) if part)


def _score_of(name: str) -> str:
    """The heading of a region's scores."""
    return f"{name}, {wording.lowered(wording.SCORE)}"


def _spread(cells: dict[tuple[str, str], dict[str, Any]], code: str, regions: Sequence[str]) -> Decimal:
    known = [cells[code, region]["score"] for region in regions if cells[code, region]["score"] is not None]
    return max(known) - min(known) if known else Decimal(0)


def _title(
    edition: Edition,
    ordered: Sequence[Indicator],
    alike: Collection[str],
    cells: Mapping[tuple[str, str], Mapping[str, Any]],
    regions: Sequence[str],
) -> str:
    """What separates them most, beyond rounding: the value of both regions, or the two ends of more of them."""
    if not ordered:
        return f"Aucun domaine comparable entre ces {edition.level.plural}"
    first = next((indicator for indicator in ordered if indicator.code not in alike), None)
    if first is None:
        return f"Aucun domaine ne sépare ces {edition.level.plural} au-delà des arrondis"
    values = {region: cells[first.code, region]["value"] for region in regions}
    shown = list(regions)
    if len(regions) > 2:
        known = sorted((region for region in regions if values[region] is not None), key=lambda r: values[r])
        shown = [known[0], known[-1]]
    head, *rest = shown  # the unit is said once, but for %
    told = [f"{wording.unit_text(first, values[head])} {edition.regions[head].locative}"]
    told += [f"{wording.cell_text(first, values[code])} {edition.regions[code].locative}" for code in rest]
    said = wording.enumeration(told) if shown == list(regions) else f"de {told[0]} à {told[-1]}"
    named = first.short if first.symbol == "%" else first.label  # the short one of others says the unit, as values do
    label = wording.marked(wording.lowered(named), first)
    return f"Le plus grand écart{wording.NBSP}: {label}, {said}"


def _row(edition: Edition, cell: dict[str, Any], y: int, alike: bool) -> dict[str, Any]:
    indicator = edition.registry.indicators[cell["indicator"]]
    domain = edition.registry.domains[cell["domain"]]
    marks = wording.MARK * indicator.contestable + f"{wording.THIN}≈" * alike
    return {
        "y": y,
        "label": domain.short + marks,
        "indicator": indicator.code,
        "domain": domain.code,
        "region": cell["region"],
        "name": edition.regions[cell["region"]].name,
        "score": None if cell["score"] is None else float(cell["score"]),
        "value_text": wording.cell_text(indicator, cell["value"]),
        "number": wording.MISSING if cell["value"] is None else wording.number(cell["value"], indicator.decimals),
        "measured": domain.short + marks + (", %" if indicator.symbol == "%" else ""),
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
            "Domaine": wording.marked(edition.registry.domains[indicator.domain].label, indicator),
            "Indicateur": indicator.label,
            "Unité": indicator.unit,
            wording.YEAR: indicator.year,
            indicator.words.reference.name: as_published(own[0]["national"], indicator.benchmark_decimals),
        }
        row |= _parents(edition, indicator, regions)
        for region, cell in zip(regions, own, strict=True):
            name = edition.regions[region].name
            row[name] = as_published(cell["value"], indicator.decimals)
            row[f"{name}, classe"] = wording.class_label(FragilityClass(cell["class"]), indicator.words)
        row |= {
            _score_of(edition.regions[region].name): score_cell(cell) for region, cell in zip(regions, own, strict=True)
        }
        row["Différence"] = _difference_text(indicator, own)
        row["Indicateur discuté"] = discussed_cell(indicator)
        row["Source"] = indicator.source
        rows.append(row)
    return pd.DataFrame(rows, dtype=object)


def parents_of(edition: Edition, regions: Sequence[str]) -> Mapping[str, str]:
    """The territories that hold those compared and have values of their own: the name of each, by its code.

    « La Réunion (ensemble) » where one compared has the same.
    """
    held = {edition.regions[region].parent: edition.regions[region] for region in regions}
    valued, taken = {parent for parent, _ in edition.parents}, {edition.regions[region].name for region in regions}
    named = {parent: each.parent_name or parent for parent, each in held.items() if parent in valued}
    return {parent: f"{name} (ensemble)" if name in taken else name for parent, name in named.items()}


def _parents(edition: Edition, indicator: Indicator, regions: Sequence[str]) -> dict[str, object]:
    """Their values, as they were published: no score counts them."""
    return {
        name: as_published(edition.parents.get((parent, indicator.code)), indicator.decimals)
        for parent, name in parents_of(edition, regions).items()
    }


def _columns(kinds: Mapping[str, tuple[FragilityClass, ...]]) -> dict[str, Column]:
    columns = {
        "Indicateur discuté": Column(everywhere=False),
        "Source": Column(everywhere=False),
    }
    for name, classes in kinds.items():
        columns[name] = columns[f"{name}, classe"] = Column(classes=classes)
        columns[_score_of(name)] = Column(decimals=2, signed=True, score=True, everywhere=False)
    return columns


def _difference_text(indicator: Indicator, cells: Sequence[dict[str, Any]]) -> str:
    if sum(cell["value"] is not None for cell in cells) < 2:
        return wording.MISSING
    alike = within_rounding(indicator, [cell["value"] for cell in cells])
    return "dans l’arrondi" if alike else "au-delà de l’arrondi"

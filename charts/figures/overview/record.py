"""The 13 × 16 table: one row per indicator, France first, then the regions in published order.

``rows``: ``x`` (0 = France), ``y`` (0 = first indicator), ``indicator, domain, region, value_text, text, class,
hover`` (``text`` is the value and its class's sign; the class is that of the legend, empty for France).
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from charts.addresses import address_code
from charts.figures.crowd import COLUMNS, LABELLED
from charts.legend import legend_class, legend_of, with_sign
from charts.measures import discussed_cell, units_note
from charts.record import Column, Record, View, as_published
from territory import wording
from territory.analysis import FragilityClass, Reading
from territory.coded_array import coded_of
from territory.harmonise import Form
from territory.indicators import Domain, Indicator
from territory.loader import Edition
from territory.regions import NATIONAL, told_apart
from territory.robustness import Verdict

_COLUMNS = ["x", "y", "indicator", "domain", "region", "value_text", "text", "class", "hover"]


@dataclass(frozen=True, kw_only=True)
class Overview(Record):
    """``labels`` of the rows, with what each measures (``row_measures``, the indicators' short labels); ``headers`` of
    the columns, ``framed`` the reader's column, ``breaks`` the rows before which a dimension begins."""

    reading: Reading
    edition: str
    region: str | None
    labels: tuple[str, ...]
    row_measures: tuple[str, ...]
    headers: tuple[str, ...]
    framed: int | None
    breaks: tuple[int, ...]


def record(
    edition: Edition,
    scores: pd.DataFrame,
    reading: Reading,
    *,
    region: str | None = None,
    places: pd.DataFrame | None = None,
) -> Overview:
    """What the overview says. ``region`` is the reader's, framed; with ``places`` (as
    ``robustness.domain_places`` gives them) the cells that are not solid are dimmed."""
    registry = edition.registry
    codes = list(dict.fromkeys(scores["indicator"]))
    indicators = [registry.indicators[code] for code in codes]
    shown = in_view(edition, region)
    rows = _rows(edition, scores, indicators, shown)
    rows["dimmed"] = _dimmed(rows, scores, places)
    title, words = wording.majority_finding(edition, scores), edition.words
    return Overview(
        view=View("vue-ensemble", region or ""),
        name="vue d’ensemble",
        title=title,
        subtitle=(
            f"Valeur publiée de chaque indicateur, dans son unité{wording.THIN}; "
            f"{wording.years_said(indicators)}. "
            f"{_said_in_view(edition, shown, region)}"
        ),
        source=wording.source_line(registry, indicators),
        note=wording.mark_note(indicators),
        units=units_note((i, registry.domains[i.domain]) for i in indicators),
        alt=f"Tableau de {len(codes)} indicateurs pour {words.reference.subject} et "
        f"{len(edition.regions)} {edition.level.plural}. {title}.",
        how_to_read=(
            f"Chaque case porte la valeur publiée et sa position par rapport à {words.the_value}, en première colonne"
            f"{wording.NBSP}: ▲▲ nettement plus fragile, ▲ plus fragile, = proche ou dans l’arrondi, ▼ moins fragile, "
            "▼▼ nettement moins fragile. Une case hachurée n’a pas de donnée. "
            "L’astérisque signale un indicateur discuté."
        ),
        how_to_click=f"Cliquez sur une case pour ouvrir le domaine et {edition.level.subject}.",
        words=words,
        rows=rows,
        table=_table(edition, scores, indicators),
        columns=_columns(edition, scores, codes),
        legend=legend_of((FragilityClass(kind) for kind in rows["class"] if kind), "case"),
        flags=tuple(f for i in indicators for f in edition.flags_of(i.code)),
        reading=reading,
        edition=address_code(edition),
        region=region,
        row_measures=tuple(i.short for i in indicators),
        labels=tuple(_row_label(i, registry.domains[i.domain].short) for i in indicators),
        headers=(words.reference.short, *(edition.regions[code].name for code in shown)),
        framed=shown.index(region) + 1 if region else None,
        breaks=tuple(_dimension_breaks(indicators, registry.domains)),
    )


def _row_label(indicator: Indicator, domain: str) -> str:
    return wording.marked(indicator.label if indicator.form is Form.EMPTY else domain, indicator)


def _dimension_breaks(indicators: list[Indicator], domains: Mapping[str, Domain]) -> list[int]:
    dimensions = [domains[i.domain].dimension for i in indicators]
    return [k for k in range(1, len(dimensions)) if dimensions[k] != dimensions[k - 1]]


def in_view(edition: Edition, region: str | None) -> tuple[str, ...]:
    """The territories that the drawing holds: all of them, or the reader's own, then those of its parent, then others.

    In published order, but for the reader's own, which comes first where not all are in view.
    """
    codes = tuple(edition.regions)
    if len(codes) <= LABELLED:
        return codes
    if region is None:
        return codes[:COLUMNS]
    parent = edition.regions[region].parent
    near = [code for code in codes if code != region and parent and edition.regions[code].parent == parent]
    return (region, *near[: COLUMNS - 1]) if near else (region, *(c for c in codes if c != region))[:COLUMNS]


def _said_in_view(edition: Edition, shown: Sequence[str], region: str | None) -> str:
    """Which territories are in view, when not all are."""
    level, count = edition.level, len(edition.regions)
    if len(shown) == count:
        return f"{wording.capital(level.plural)} dans l’ordre de la table publiée."
    own = edition.regions[region] if region else None
    if own is None:
        who = f"les {len(shown)} premi{'ères' if level.feminine else 'ers'} de la table"
    elif own.parent and edition.regions[shown[-1]].parent == own.parent:
        held = own.parent_name or own.parent
        who = f"{own.name} et {len(shown) - 1} {level.plural} du même ensemble ({held})"
    else:
        who = f"{own.name} et les {len(shown) - 1} premi{'ères' if level.feminine else 'ers'} de la table"
    return f"En vue{wording.NBSP}: {who}{wording.THIN}; les {wording.number(Decimal(count), 0)} sont dans le tableau."


def _rows(edition: Edition, scores: pd.DataFrame, indicators: list[Indicator], view: Sequence[str]) -> pd.DataFrame:
    kept = scores[scores["region"].isin(view)]
    cells = {(row["region"], row["indicator"]): row for row in kept.to_dict("records")}
    rows = []
    for y, indicator in enumerate(indicators):
        domain = edition.registry.domains[indicator.domain]
        national = cells[view[0], indicator.code]["national"]
        benchmark = wording.cell_text(indicator, national, national=True)
        short = edition.words.reference.short
        said = f"{indicator.label}, {short}{wording.NBSP}: {wording.unit_text(indicator, national, national=True)}"
        rows.append((0, y, indicator.code, domain.code, NATIONAL, benchmark, benchmark, "", said))
        for x, region in enumerate(view, start=1):
            cell = cells[region, indicator.code]
            shown = legend_class(FragilityClass(cell["class"]))
            value = wording.cell_text(indicator, cell["value"])
            said = f"{edition.regions[region].name}. {wording.cell_sentence(cell, indicator, domain)}"
            rows.append((x, y, indicator.code, domain.code, region, value, with_sign(value, shown), shown.value, said))
    return pd.DataFrame(rows, columns=_COLUMNS)


def _dimmed(rows: pd.DataFrame, scores: pd.DataFrame, places: pd.DataFrame | None) -> list[bool]:
    """Whether each cell is not solid: neither a solid priority nor a solid strength."""
    if places is None or places.empty:  # not asked for, or not computed for so many territories
        return [False] * len(rows)
    kinds = {(row["region"], row["indicator"]): FragilityClass(row["class"]) for row in scores.to_dict("records")}
    words = {(row["region"], row["domain"]): row for row in places.to_dict("records")}
    dimmed = []
    for region, indicator, domain in zip(rows["region"], rows["indicator"], rows["domain"], strict=True):
        kind, word = kinds.get((region, indicator)), words.get((region, domain))
        side = "verdict" if kind and kind.more_fragile else "strength" if kind and kind.less_fragile else None
        dimmed.append(kind is not None and (word is None or side is None or word[side] != Verdict.SOLID))
    return dimmed


@dataclass(frozen=True, eq=False)
class _Columns(Mapping[str, Column]):
    """How the table's columns are written: that of a territory, made when it is asked for, has its classes."""

    own: Mapping[str, Column]
    places: Mapping[str, int]
    classes: npt.NDArray[np.object_]

    def __len__(self) -> int:
        return len(self.own) + len(self.places)

    def __iter__(self) -> Iterator[str]:
        return itertools.chain(self.own, self.places)

    def __getitem__(self, name: str) -> Column:
        return self.own[name] if name in self.own else Column(classes=tuple(self.classes[self.places[name]]))


def _columns(edition: Edition, scores: pd.DataFrame, codes: Sequence[str]) -> _Columns:
    own = {"Indicateur discuté": Column(everywhere=False), "Source": Column(everywhere=False)}
    kinds = coded_of(scores["class"]).of(FragilityClass).objects()
    places = {name: place for place, name in enumerate(told_apart(edition.regions)) if name not in own}
    return _Columns(own, places, _by_region(kinds, codes))


def _by_region(column: npt.NDArray[Any], codes: Sequence[str]) -> npt.NDArray[Any]:
    """A column of the scores, one row per region, one column per indicator: as ``score_table`` orders them."""
    return column.reshape(-1, len(codes))


def _table(edition: Edition, scores: pd.DataFrame, indicators: list[Indicator]) -> pd.DataFrame:
    codes = [indicator.code for indicator in indicators]
    nationals = _by_region(scores["national"].to_numpy(), codes)[0]
    beside = [
        {
            "Domaine": wording.marked(edition.registry.domains[indicator.domain].label, indicator),
            "Indicateur": indicator.label,
            "Unité": indicator.unit,
            wording.YEAR: indicator.year,
            "Indicateur discuté": discussed_cell(indicator),
            "Source": indicator.source,
            edition.words.reference.name: as_published(national, indicator.benchmark_decimals),
        }
        for indicator, national in zip(indicators, nationals, strict=True)
    ]
    values = coded_of(scores["value"])
    rows = [
        values.taken(own).of(partial(as_published, decimals=indicator.decimals)).objects()
        for own, indicator in zip(_by_region(np.arange(len(scores)), codes).T, indicators, strict=True)
    ]
    first = pd.DataFrame(beside, dtype=object)
    own = pd.DataFrame(np.array(rows, dtype=object), columns=told_apart(edition.regions), dtype=object)
    return pd.concat([first, own], axis=1)

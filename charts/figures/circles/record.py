"""Counts (population, firms, associations) as circles over the outline: their area is the count.

``rows``: one a region, ``region, label, lon, lat, low, high, text, short``; a range draws two rings, its bounds.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pandas as pd

from charts.measures import discussed_cell
from charts.record import Column, Record, View
from territory import wording
from territory.indicators import Indicator
from territory.loader import Edition
from territory.outlines import Outlines
from territory.regions import NATIONAL


@dataclass(frozen=True, kw_only=True)
class Circles(Record):
    """``region`` is the reader's, its circle drawn thicker."""

    region: str | None
    outlines: Outlines | None

    @property
    def drawable(self) -> bool:
        return self.outlines is not None and bool(self.rows["high"].notna().any())

    @property
    def country(self) -> Outlines:
        """The outlines of a drawing that can be made."""
        assert self.outlines is not None
        return self.outlines


def record(edition: Edition, indicator: Indicator, region: str | None = None) -> Circles:
    """What the circles say: the largest region, the published counts and ranges."""
    cells = edition.observations[edition.observations["indicator"] == indicator.code].set_index("territory")
    rows = pd.DataFrame([_row(edition, indicator, code, cells.loc[code]) for code in edition.regions])
    title = _title(edition, indicator, rows)
    national = wording.observation_text(indicator, cells.loc[NATIONAL].to_dict(), national=True)
    return Circles(
        view=View("cercles", region or "", indicator.code),
        name=f"carte {indicator.label}",
        title=title,
        subtitle=(
            f"{wording.capital(indicator.unit)}, {indicator.year}, par {edition.level.singular}{wording.THIN}; "
            f"{edition.words.reference.name}{wording.NBSP}: {national}"
            f"{wording.THIN}; aire du cercle proportionnelle au nombre"
        ),
        source=wording.source_line(edition.registry, [indicator]),
        note=wording.mark_note([indicator]),
        alt=f"Carte en cercles. {title}. "
        + wording.full_stop(wording.enumeration(f"{r.label} {r.text}" for r in rows.itertuples())),
        how_to_read=(
            "L’aire de chaque cercle est proportionnelle au nombre. Une fourchette publiée est dessinée "
            "par deux cercles, sa borne basse et sa borne haute."
        ),
        how_to_click=f"Cliquez sur un cercle pour choisir {edition.level.subject}.",
        words=edition.words,
        rows=rows,
        table=_table(indicator, rows, cells, national),
        flags=edition.flags_of(indicator.code),
        columns={
            edition.level.code_name: Column(as_text=True, everywhere=False),
            "Valeur": Column(right=True, as_text=True),
            "Chaîne publiée": Column(as_text=True, everywhere=False),
            **{label: Column(everywhere=False, as_text=True) for label in _facts(indicator, national)},
        },
        region=region,
        outlines=edition.outlines,
    )


def _title(edition: Edition, indicator: Indicator, rows: pd.DataFrame) -> str:
    """« Population : l’Île-de-France en compte le plus, 12,2 millions »."""
    known = rows[rows["high"].notna()]
    if known.empty:
        return f"{indicator.label}{wording.NBSP}: {wording.MISSING}"
    largest = known.loc[known["high"].astype(float).idxmax()]
    region = edition.regions[largest["region"]]
    return f"{indicator.label}{wording.NBSP}: {region.subject} en compte le plus, {largest['text']}"


def _row(edition: Edition, indicator: Indicator, code: str, cell: pd.Series) -> dict[str, Any]:
    region = edition.regions[code]
    value: Decimal | None = cell["value"]
    return {
        "region": code,
        "label": region.name,
        "lon": region.lon,
        "lat": region.lat,
        "low": cell["low"] if value is None else None,
        "high": cell["high"] if value is None else value,
        "text": wording.observation_text(indicator, cell.to_dict()),
        "short": wording.compact_text(cell["low"] if value is None else value, cell["high"]),
    }


def _table(indicator: Indicator, rows: pd.DataFrame, cells: pd.DataFrame, national: str) -> pd.DataFrame:
    """France, then the regions: the number as read, and the string that was published."""
    read = [(indicator.words.reference.name, "", NATIONAL, national)]
    read += [(row.label, row.region, row.region, row.text) for row in rows.itertuples()]
    return pd.DataFrame(
        [
            {
                "Territoire": name,
                indicator.words.level.code_name: insee,
                "Valeur": text,
                "Chaîne publiée": cells.loc[code, "published"] or wording.MISSING,
                **_facts(indicator, national),
            }
            for name, insee, code, text in read
        ],
        dtype=object,
    )


def _facts(indicator: Indicator, national: str) -> dict[str, object]:
    """What a row says of the indicator, to stand alone; the national number as it is read, for it may be a range."""
    return {
        "Indicateur": indicator.label,
        "Unité": indicator.unit,
        wording.YEAR: indicator.year,
        indicator.words.reference.name: national,
        "Indicateur discuté": discussed_cell(indicator),
        "Source": indicator.source,
    }

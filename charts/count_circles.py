"""Counts (population, firms, associations) as circles over the outline: their area is the count.

``rows``: one a region, ``region, label, lon, lat, low, high, text, short``; a range draws two rings, its bounds.
"""

from __future__ import annotations

import json
import math
from decimal import Decimal
from typing import Any

import pandas as pd
import pydeck as pdk

from charts.record import Record
from charts.theme import FONT, GEOJSON_ADDRESS, Palette
from territory import wording
from territory.indicators import Indicator
from territory.loader import Edition
from territory.regions import NATIONAL

MAX_RADIUS_METRES = 95_000
_NO_TILES = "data:application/json," + json.dumps({"version": 8, "sources": {}, "layers": []}, separators=(",", ":"))


def record(edition: Edition, indicator: Indicator, region: str | None = None) -> Record:
    """What the circles say: the largest region, the published counts and ranges."""
    cells = edition.observations[edition.observations["indicator"] == indicator.code].set_index("territory")
    rows = pd.DataFrame([_row(edition, indicator, code, cells.loc[code]) for code in edition.regions])
    known = rows[rows["high"].notna()]
    largest = known.loc[known["high"].astype(float).idxmax()] if len(known) else None
    title = (
        f"{indicator.label}{wording.NBSP}: {edition.regions[largest['region']].subject} en compte le plus, "
        f"{largest['text']}"
        if largest is not None
        else f"{indicator.label}{wording.NBSP}: {wording.MISSING}"
    )
    national = cells.loc[NATIONAL]
    return Record(
        kind="cercles",
        name=f"carte {indicator.label}",
        title=title,
        subtitle=(
            f"{wording.capital(indicator.unit)}, {indicator.year}, par région{wording.THIN}; "
            "aire du cercle proportionnelle au nombre"
        ),
        source=wording.source_line(edition.registry, [indicator]),
        alt=f"Carte en cercles. {title}. "
        + wording.full_stop(wording.enumeration(f"{r.label} {r.text}" for r in rows.itertuples())),
        how_to_read=(
            "L’aire de chaque cercle est proportionnelle au nombre. Une fourchette publiée est dessinée "
            "par deux cercles, sa borne basse et sa borne haute. Cliquez sur un cercle pour choisir la région."
        ),
        rows=rows,
        table=pd.DataFrame(
            [
                {
                    "Territoire": wording.NATIONAL_NAME,
                    "Valeur publiée": national["published"] or wording.MISSING,
                }
            ]
            + [{"Territoire": r.label, "Valeur publiée": cells.loc[r.region, "published"]} for r in rows.itertuples()],
            dtype=object,
        ),
        flags=edition.flags_of(indicator.code),
        extra={"region": region, "indicator": indicator.code, "outlines": edition.outlines},
    )


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


def draw(record: Record, palette: Palette) -> pdk.Deck:
    """Circles over the outline, without a tile server: the style is a local address."""
    largest = max((float(high) for high in record.rows["high"] if high is not None), default=1.0)
    circles = [
        {
            "region": row.region,
            "position": [row.lon, row.lat],
            "radius": MAX_RADIUS_METRES * math.sqrt(float(bound) / largest),
            "text": f"{row.label} : {row.text}",
            "width": 5 if row.region == record.extra["region"] else 2,
            "fill": [11, 122, 112, 150 if bound is row.high and row.low is None else 60],
        }
        for row in record.rows.itertuples()
        for bound in (row.high, row.low)
        if bound is not None
    ]
    outline = pdk.Layer(
        "GeoJsonLayer", data=GEOJSON_ADDRESS, id="contour", stroked=True, filled=True, get_line_width=1,
        line_width_units=pdk.types.String("pixels"), get_fill_color=[*_rgb(palette.line), 70],
        get_line_color=_rgb(palette.muted),
    )  # fmt: skip
    layer = pdk.Layer(
        "ScatterplotLayer", data=circles, id="cercles", get_position="position", get_radius="radius", stroked=True,
        get_fill_color="fill", get_line_color=_rgb(palette.text), get_line_width="width",
        line_width_units=pdk.types.String("pixels"), pickable=True,
    )  # fmt: skip
    names = [{"position": [row.lon, row.lat], "text": row.short} for row in record.rows.itertuples()]
    labels = pdk.Layer(
        "TextLayer", data=names, id="nombres",
        get_position="position", get_text="text", get_size=12, get_color=_rgb(palette.text),
        character_set=pdk.types.String("auto"), font_family=pdk.types.String(FONT), font_weight=600,
    )  # fmt: skip
    return pdk.Deck(
        layers=[outline, layer, labels],
        initial_view_state=pdk.ViewState(longitude=2.4, latitude=46.6, zoom=4.15, min_zoom=4, max_zoom=8),
        map_style=_NO_TILES,
        map_provider=None,
        tooltip={"text": "{text}"},
    )


def _rgb(colour: str) -> list[int]:
    return [int(colour[k : k + 2], 16) for k in (1, 3, 5)]

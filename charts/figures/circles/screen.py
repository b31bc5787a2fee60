"""The circles in the browser: WebGL over our own outline, with no tile server."""

from __future__ import annotations

import json
import math

import pydeck as pdk

from charts.canvas.screen import FAMILY, GEOJSON_ADDRESS
from charts.figures.circles.record import Circles
from charts.theme import ACCENT, Palette
from territory.wording import NBSP

MAX_RADIUS_METRES = 95_000

_NO_TILES = "data:application/json," + json.dumps({"version": 8, "sources": {}, "layers": []}, separators=(",", ":"))


def draw(record: Circles, palette: Palette) -> pdk.Deck:
    """Circles over the outline, without a tile server: the style is a local address."""
    return pdk.Deck(
        layers=[_outline(palette), _circles(record, palette), _names(record, palette)],
        initial_view_state=pdk.ViewState(longitude=2.4, latitude=46.4, zoom=3.9, min_zoom=3.5, max_zoom=8),
        map_style=_NO_TILES,
        map_provider=None,
        tooltip={"text": "{text}"},
    )


def _outline(palette: Palette) -> pdk.Layer:
    return pdk.Layer(
        "GeoJsonLayer", data=GEOJSON_ADDRESS, id="contour", stroked=True, filled=True, get_line_width=1,
        line_width_units=pdk.types.String("pixels"), get_fill_color=[*_rgb(palette.line), 70],
        get_line_color=_rgb(palette.muted),
    )  # fmt: skip


def _circles(record: Circles, palette: Palette) -> pdk.Layer:
    """One a number, two a range; what they say is their tooltip."""
    largest = max((float(high) for high in record.rows["high"] if high is not None), default=1.0)
    circles = [
        {
            "region": row.region,
            "position": [row.lon, row.lat],
            "radius": MAX_RADIUS_METRES * math.sqrt(float(bound) / largest),
            "text": f"{row.label}{NBSP}: {row.text}",
            "width": 5 if row.region == record.region else 2,
            "fill": [*_rgb(ACCENT), 150 if bound is row.high and row.low is None else 60],
        }
        for row in record.rows.itertuples()
        for bound in (row.high, row.low)
        if bound is not None
    ]
    return pdk.Layer(
        "ScatterplotLayer", data=circles, id="cercles", get_position="position", get_radius="radius", stroked=True,
        get_fill_color="fill", get_line_color=_rgb(palette.text), get_line_width="width",
        line_width_units=pdk.types.String("pixels"), pickable=True,
    )  # fmt: skip


def _names(record: Circles, palette: Palette) -> pdk.Layer:
    names = [{"position": [row.lon, row.lat], "text": row.short} for row in record.rows.itertuples()]
    return pdk.Layer(
        "TextLayer", data=names, id="nombres",
        get_position="position", get_text="text", get_size=12, get_color=_rgb(palette.text),
        character_set=pdk.types.String("auto"), font_family=pdk.types.String(FAMILY), font_weight=600,
    )  # fmt: skip


def _rgb(colour: str) -> list[int]:
    return [int(colour[k : k + 2], 16) for k in (1, 3, 5)]

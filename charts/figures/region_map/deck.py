"""The map of territories too many for links: WebGL over our own outlines, asked for at an address of ours."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import pydeck as pdk

from charts.canvas.outline import Country, country
from charts.figures.region_map.mosaic import KINDS, Mosaic, as_address, flat_colour, land
from charts.figures.region_map.record import RegionMap
from charts.theme import CLASS_LOOK, OUTLINE, Palette

ACROSS = 356
"""Pixels of the whole country at first: a phone's width."""
NEAREST = 64
"""How many times larger it can be looked at."""
_BORDER, _AROUND, _RING = 0.02, 0.9, 9
"""Width of a border, as a share of a territory's side; of the reader's, the ring around it, as a share of its
diagonal and at least in pixels."""


@dataclass(frozen=True, eq=False)
class Addressed:
    """A map without the address of its outlines, which the page that shows it gives."""

    record: RegionMap
    mosaic: Mosaic
    palette: Palette

    @property
    def outlines(self) -> bytes:
        """The GeoJSON to be found at the address; the same for every reader's territory and theme."""
        return self.mosaic.geojson

    def at(self, address: str) -> pdk.Deck:
        whole = country(self.record.country)
        across, down = whole.right - whole.left, whole.bottom - whole.top
        zoom = math.log2(ACROSS / max(across, down))
        return pdk.Deck(
            layers=[
                _land(self.record, whole),
                self._territories(address, whole),
                *_reader(self.record, whole, self.palette),
            ],
            views=[pdk.View("OrthographicView", controller={"scrollZoom": False, "keyboard": True})],
            initial_view_state=pdk.ViewState(
                target=[whole.left + across / 2, whole.top + down / 2, 0],
                zoom=zoom, min_zoom=zoom - 0.5, max_zoom=zoom + math.log2(NEAREST),
            ),
            map_style=None,
            map_provider=None,
            tooltip={"text": "{t}"},
        )  # fmt: skip

    def _territories(self, address: str, whole: Country) -> pdk.Layer:
        side = math.sqrt(sum(whole.areas.values()) / len(whole.areas))
        colours = [_rgb(self._colour(number)) for number in range(len(KINDS))]
        return pdk.Layer(
            "GeoJsonLayer", data=address, id="territoires", stroked=True, filled=True, pickable=True,
            auto_highlight=True, get_fill_color=f"({colours})[properties.k]", get_line_color=_rgb(OUTLINE),
            get_line_width=side * _BORDER, line_width_units=pdk.types.String("common"),
        )  # fmt: skip

    def _colour(self, number: int) -> str:
        kind = KINDS[number]
        return flat_colour(kind) if CLASS_LOOK[kind].hatched else self.palette.fill(kind)


def _land(record: RegionMap, whole: Country) -> pdk.Layer:
    """The coast, under the territories: many are nearly as white as the page."""
    return pdk.Layer(
        "BitmapLayer", id="pays", image=pdk.types.String(as_address(land(record.country))),
        bounds=[whole.left, whole.bottom, whole.right, whole.top], data=None,
    )  # fmt: skip


def _reader(record: RegionMap, whole: Country, palette: Palette) -> list[pdk.Layer]:
    """The reader's own outline, in a ring that is seen from afar."""
    if record.region not in whole.rings:
        return []
    rings = whole.rings[str(record.region)]
    xs, ys = zip(*(point for ring in rings for point in ring), strict=True)
    middle = [(min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2]
    radius = math.hypot(max(xs) - min(xs), max(ys) - min(ys)) * _AROUND
    ink, pixels = _rgb(palette.text), pdk.types.String("pixels")
    edges: list[dict[str, Any]] = [{"path": [list(point) for point in ring]} for ring in rings]
    return [
        pdk.Layer(
            "PathLayer", data=edges, id="contour", get_path="path", get_color=ink, get_width=2.5, width_units=pixels,
        ),
        pdk.Layer(
            "ScatterplotLayer", data=[{"position": middle}], id="repere", get_position="position", get_radius=radius,
            radius_units=pdk.types.String("common"), radius_min_pixels=_RING, filled=False, stroked=True,
            get_line_color=ink, get_line_width=2, line_width_units=pixels,
        ),
    ]  # fmt: skip


def _rgb(colour: str) -> list[int]:
    return list(bytes.fromhex(colour[1:]))

"""Territories too many for a mark each: their outlines as the data of a WebGL map, or as a picture for paper.

« n. d. » is grey here: hatching would be coarser than most of these outlines.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from weakref import WeakKeyDictionary

from cachetools import cached

from charts.canvas.outline import country, signed_area
from charts.canvas.raster import drawn
from charts.theme import CLASS_LOOK, LAND, MISSING_MARK
from territory.analysis import FragilityClass
from territory.outlines import Outlines, Ring

KINDS = tuple(FragilityClass)
LARGE, PLAIN, SMALL = 1600, 960, 480
"""Pixels across a picture: of a document at 300 dots an inch, of the country alone, and of a small map on a screen."""


@dataclass(frozen=True, eq=False)
class Mosaic:
    """The class of each outlined territory, and what is said of it where it is pointed at."""

    outlines: Outlines
    kinds: Mapping[str, FragilityClass]
    said: Mapping[str, str]

    @cached_property
    def geojson(self) -> bytes:
        """Each outline in kilometres on the plane, with its code ``c``, the rank ``k`` of its class in ``KINDS`` and
        its words ``t``; named by the digest of what it holds, for Streamlit only compares the ends of large files."""
        numbers = {kind: number for number, kind in enumerate(KINDS)}
        features = ",\n".join(
            f'{{"type":"Feature","properties":{{"c":{json.dumps(code)},"k":{numbers[self.kinds[code]]},'
            f'"t":{json.dumps(self.said[code], ensure_ascii=False)}}},"geometry":{shape}}}'
            for code, shape in geometries(self.outlines).items()
        ).encode()
        name = hashlib.sha256(features).hexdigest().encode()
        return b'{"type":"FeatureCollection","name":"' + name + b'","features":[\n' + features + b"\n]}\n"

    @cached_property
    def picture(self) -> bytes:
        """A PNG of the territories in the colours of their classes, as large as the country and nothing around."""
        return drawn(country(self.outlines), self._colours, LARGE)

    @cached_property
    def small_picture(self) -> bytes:
        return drawn(country(self.outlines), self._colours, SMALL)

    @property
    def _colours(self) -> Mapping[str, str]:
        return {code: flat_colour(self.kinds[code]) for code in self.outlines.rings}


@cached(WeakKeyDictionary(), key=lambda outlines: outlines)
def land(outlines: Outlines) -> bytes:
    """A PNG of the country alone, its territories of one colour."""
    return drawn(country(outlines), dict.fromkeys(outlines.rings, LAND), PLAIN)


def as_address(picture: bytes) -> str:
    """An address that holds a PNG whole."""
    return f"data:image/png;base64,{base64.b64encode(picture).decode()}"


def flat_colour(kind: FragilityClass) -> str:
    """The colour of a class where no hatch can be seen."""
    return MISSING_MARK if CLASS_LOOK[kind].hatched else CLASS_LOOK[kind].colour


@cached(WeakKeyDictionary(), key=lambda outlines: outlines)
def geometries(outlines: Outlines) -> Mapping[str, str]:
    """The geometry of each outline as GeoJSON writes it, in kilometres on the plane."""
    return {code: _geometry(rings) for code, rings in outlines.plane.items()}


def _geometry(rings: Sequence[Ring]) -> str:
    """A ring that turns as the first begins a polygon, and the holes that follow are its own."""
    outside = signed_area(rings[0]) > 0
    polygons: list[list[Ring]] = []
    for ring in rings:
        if (signed_area(ring) > 0) == outside:
            polygons.append([ring])
        else:
            polygons[-1].append(ring)
    written = ",".join(f"[{','.join(map(_ring, polygon))}]" for polygon in polygons)
    return (
        f'{{"type":"MultiPolygon","coordinates":[{written}]}}'
        if len(polygons) > 1
        else f'{{"type":"Polygon","coordinates":{written}}}'
    )


def _ring(ring: Ring) -> str:
    return f"[{','.join(f'[{x:g},{y:g}]' for x, y in ring)}]"

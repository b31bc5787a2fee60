"""The outlines of imported territories: any GeoJSON in degrees, checked, matched and drawn."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from territory.errors import DataError
from territory.importing.drawn import Drawn
from territory.importing.geojson import FILE, Shape, features, matched
from territory.importing.known import Territory
from territory.importing.report import Log

Draw = Callable[[Mapping[str, Shape], Mapping[str, str]], Drawn]


def outlines(content: bytes, territories: Mapping[str, Territory], most: int, log: Log, draw: Draw) -> dict[str, bytes]:
    """The file of the outlines in degrees and that of their projection on Lambert-93, for those that have one.

    Raises ``DataError`` for what is no GeoJSON in degrees; what is mended or left out is said in the log.
    """
    log.sheet = FILE
    found = dict(matched(features(content, most), territories, log))
    if not found:
        raise DataError(FILE, "", "", "aucun contour de ces territoires", "un contour portant le code de chacun")
    if missing := [territory.name for code, territory in territories.items() if code not in found]:
        said = ", ".join(missing[:8]) + (f" et {len(missing) - 8} autres" if len(missing) > 8 else "")
        log.warn(f"{len(missing)} territoires sans contour, montrés partout sauf sur la carte", found=said)
    made = draw(found, {code: territory.name for code, territory in territories.items()})
    if made.mended:
        named = ", ".join(territories[code].name for code in made.mended)
        log.inform("des contours qui se croisent, remis en ordre", found=named[:400])
    return {name: text.encode() for name, text in made.files.items()}

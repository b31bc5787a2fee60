"""What a map costs by its number of territories: its record, and each of the forms that it may take.

    python -m bench.maps [300 1250 35000]

Seconds of processor, and what is sent or kept. Invented values on a grid of outlines of eight points, near what a
commune has once it is simplified. Each number runs in a process of its own, so that its memory is its own.
"""

from __future__ import annotations

import gzip
import math
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

from bench.levels import DATA, write
from charts.figures.region_map import record as region_map
from charts.figures.region_map import screen
from charts.theme import LIGHT
from territory.analysis import Reading
from territory.loader import Edition, load_edition
from territory.outlines import Outlines, Ring
from territory.scores import score_table

NUMBERS = ("300", "1250", "35000")
COUNTRY = 1_000.0
"""Kilometres across."""


def gridded(edition: Edition) -> Edition:
    """The edition on a square country: an octagon a territory."""
    across = math.ceil(math.sqrt(len(edition.regions)))
    side = COUNTRY / across
    plane = {
        code: (_octagon(side * (k % across), side * (k // across), side),) for k, code in enumerate(edition.regions)
    }
    labels = {code: (ring[0][0], ring[0][1]) for code, (ring,) in plane.items()}
    return replace(edition, outlines=Outlines(plane, plane, labels))


def _octagon(x: float, y: float, side: float) -> Ring:
    near, far = side / 4, side * 3 / 4
    corners = (
        (near, 0),
        (far, 0),
        (side, near),
        (side, far),
        (far, side),
        (near, side),
        (0, far),
        (0, near),
        (near, 0),
    )
    return tuple((round(x + dx, 2), round(y + dy, 2)) for dx, dy in corners)


def _timed(make: Callable[[], object]) -> tuple[float, object]:
    start = time.process_time()
    made = make()
    return time.process_time() - start, made


def measure(count: int) -> None:
    """Print the line of a number of territories."""
    with tempfile.TemporaryDirectory() as name:
        write(Path(name), count)
        edition = gridded(load_edition(Path(name), DATA))
    scores, indicator = score_table(edition), edition.registry.indicators["i0"]
    with patch.object(region_map, "LINKED", 0):  # every form, whatever the number
        first, held = _timed(lambda: region_map.record(edition, scores, indicator, Reading()))
    assert isinstance(held, region_map.RegionMap) and held.mosaic
    mosaic = held.mosaic
    again, _ = _timed(lambda: region_map.record(edition, scores, indicator, Reading(), next(iter(edition.regions))))
    sent, content = _timed(lambda: mosaic.geojson)
    pictured, picture = _timed(lambda: mosaic.picture)
    linked, drawn = _timed(lambda: screen.draw(replace(held, mosaic=None), LIGHT))
    assert isinstance(content, bytes) and isinstance(picture, bytes) and isinstance(drawn, str)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{count:>11} {first:8.2f} {again:8.2f} {linked:8.2f} {len(drawn) / 1e6:8.2f} {sent:8.2f}"
        f" {len(content) / 1e6:8.2f} {len(gzip.compress(content, 1)) / 1e6:8.2f} {pictured:8.2f}"
        f" {len(picture) / 1e6:8.2f} {peak:8.0f}"
    )


def main(numbers: tuple[str, ...] = NUMBERS) -> None:
    """Print the line of each number of territories."""
    head = ("record", "reader", "SVG s", "SVG MB", "GeoJSON", "MB", "gzip MB", "picture", "MB", "MiB peak")
    print(f"{'territories':>11} {' '.join(f'{word:>8}' for word in head)}", flush=True)
    for number in numbers:
        subprocess.run([sys.executable, "-m", "bench.maps", "--one", number], check=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        measure(int(sys.argv[2]))
    else:
        main(tuple(sys.argv[1:]) or NUMBERS)

"""The cost of each vector export, warm, against ``pandas.read_csv`` of the table in the same run.

Aims: PNG under 0.2 s, PDF under 0.5 s, on one thread.
"""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable
from datetime import date

import pandas as pd

from bench.reading import DATA, FOLDER, best_seconds
from charts import images, report
from charts.figures import FIGURES, Subject
from charts.imprint import Imprint
from charts.record import Record
from charts.vector.frame import SHAPES
from territory.analysis import Reading, score_table
from territory.loader import load_edition

REPEATS = 8


def best_and_worst(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds of a warm run: the shortest (what the work costs), and the longest (the machine's other work in)."""
    work()
    times = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times), max(times)


def main() -> None:
    """Print each export's best time, its longest and the best one's ratio to the reference."""
    edition = load_edition(FOLDER, DATA / "regions.csv", DATA / "regions.geojson")
    scores, reading = score_table(edition), Reading()
    tries = itertools.count()

    def imprint() -> Imprint:
        """Never the same twice, so that no run finds the previous one's drawing ready."""
        return Imprint(date(2026, 11, 21), address=f"fragilites.example/?essai={next(tries)}")

    def drawing(draw: Callable[[Record, str, Imprint], object], record: Record, shape: str) -> Callable[[], object]:
        return lambda: draw(record, shape, imprint())

    reference = best_seconds(lambda: pd.read_csv(FOLDER / "donnees_territoriales_2020.csv", sep=";", dtype=str))
    print(f"{'export':32} {'best ms':>10} {'longest ms':>11} {'x read_csv':>11}")
    print(f"{'pandas.read_csv (reference)':32} {reference * 1000:10.1f} {'':>11} {1:11.1f}")

    def show(name: str, work: Callable[[], object]) -> None:
        best, worst = best_and_worst(work)
        print(f"{name:32} {best * 1000:10.1f} {worst * 1000:11.1f} {best / reference:11.1f}")

    records = []
    for kind in FIGURES.values():
        indicator = "population" if kind.code == "cercles" else "emploi"
        record = kind.record(Subject(edition, scores, reading, "32", indicator, ("32", "44")))
        records.append(record)
        for shape in SHAPES:
            show(f"SVG {kind.code} {shape}", drawing(images.svg, record, shape))
            show(f"PNG {kind.code} {shape}", drawing(images.png, record, shape))
    show("HTML, every figure", lambda: images.html(records, imprint(), title="Réunion"))
    codes = iter([code for _ in range(REPEATS) for code in edition.regions])
    show("PDF, a region's report", lambda: report.region_pdf(edition, next(codes), reading, imprint(), scores=scores))
    codes = iter([code for _ in range(REPEATS) for code in edition.regions])
    show(
        "PDF, the atlas",
        lambda: report.atlas_pdf(edition, reading, imprint(), region=next(codes), scores=scores),
    )


if __name__ == "__main__":
    main()

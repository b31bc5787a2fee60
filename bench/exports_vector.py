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
from charts import exports, meeting
from charts.exports import SHAPES, Export
from charts.figures import FIGURES, Need, Numbers, Subject
from charts.meeting import Entry
from charts.record import Record
from charts.stamp import Stamp
from territory.analysis import Reading
from territory.factors import factor_shifts
from territory.loader import load_edition
from territory.robustness import domain_places
from territory.scores import score_table

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
    edition = load_edition(FOLDER, DATA)
    reading = Reading()
    numbers = Numbers(score_table(edition), domain_places(edition), factor_shifts(edition))
    tries = itertools.count()

    def stamp() -> Stamp:
        """Never the same twice, so that no run finds the previous one's drawing ready."""
        return Stamp(edition, reading, date(2026, 11, 21), f"fragilites.example/{next(tries)}")

    def figure(record: Record, form: str, shape: str) -> Callable[[], Export]:
        return lambda: exports.figure(record, form, stamp(), shape=shape)

    reference = best_seconds(lambda: pd.read_csv(FOLDER / "donnees_territoriales_2020.csv", sep=";", dtype=str))
    print(f"{'export':32} {'best ms':>10} {'longest ms':>11} {'x read_csv':>11}")
    print(f"{'pandas.read_csv (reference)':32} {reference * 1000:10.1f} {'':>11} {1:11.1f}")

    def show(name: str, work: Callable[[], object]) -> None:
        best, worst = best_and_worst(work)
        print(f"{name:32} {best * 1000:10.1f} {worst * 1000:11.1f} {best / reference:11.1f}")

    entries = []
    for kind in FIGURES.values():
        indicator = None if Need.INDICATOR not in kind.needs else "population" if kind.counts else "emploi"
        regions = ("32", "44") if Need.REGIONS in kind.needs else ()
        record = kind.record(Subject(edition, numbers.scores, reading, "32", indicator, regions))
        entries.append(Entry(record.view))
        for shape in SHAPES:
            for form in ("svg", "png"):
                show(f"{form.upper()} {kind.code} {shape}", figure(record, form, shape))
    show("HTML, every figure", lambda: meeting.document("html", "Réunion", entries, stamp(), numbers))
    codes = iter([code for _ in range(REPEATS) for code in edition.regions])
    show("PDF, a region's report", lambda: exports.report(next(codes), "pdf", stamp(), numbers))
    show("PDF, the atlas", lambda: exports.atlas("pdf", stamp(), numbers))


if __name__ == "__main__":
    main()

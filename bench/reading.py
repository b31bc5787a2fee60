"""The cost of a visit's parts against ``pandas.read_csv`` of the same table, in the same run."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pandas as pd

from charts import theme
from charts.figures import FIGURES, Subject
from territory.analysis import Reading
from territory.loader import load_edition
from territory.scores import score_table

DATA = Path(__file__).resolve().parents[1] / "data"
FOLDER = DATA / "editions" / "impact-2020"
REPEATS = 20


def best_seconds(work: Callable[[], object]) -> float:
    """The shortest of several runs: what the work costs when nothing else runs."""
    times = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def main() -> None:
    """Print each part's best time and its ratio to the reference."""
    edition = load_edition(FOLDER, DATA)
    subject = Subject(edition, score_table(edition), Reading(), indicator="emploi")

    def drawn(figure: str) -> object:
        return FIGURES[figure].screen(FIGURES[figure].record(subject), theme.LIGHT)

    reference = best_seconds(lambda: pd.read_csv(FOLDER / "donnees_territoriales_2020.csv", sep=";", dtype=str))
    parts: dict[str, Callable[[], object]] = {
        "load and check the edition": lambda: load_edition(FOLDER, DATA),
        "score table, 13 x 17": lambda: score_table(edition),
        "overview, record and figure": lambda: drawn("vue-ensemble"),
        "map, record and figure": lambda: drawn("carte"),
    }
    print(f"{'part':32} {'ms':>8} {'x read_csv':>11}")
    print(f"{'pandas.read_csv (reference)':32} {reference * 1000:8.1f} {1:11.1f}")
    for name, work in parts.items():
        seconds = best_seconds(work)
        print(f"{name:32} {seconds * 1000:8.1f} {seconds / reference:11.1f}")

"""The cost of office exports, warm, against ``pandas.read_csv`` of the same table, in the same run."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pandas as pd

from bench.reading import DATA, FOLDER, best_seconds
from charts import slides, workbook
from charts.figures import FIGURES, Subject
from charts.projection import plane_of
from charts.stamp import Stamp
from charts.tables import excel_csv
from territory.analysis import Reading, score_table
from territory.loader import load_edition
from territory.robustness import domain_places, factor_shifts


def main() -> None:
    """Print each export's best time and its ratio to the reference."""
    edition = load_edition(FOLDER, DATA / "regions.csv", DATA / "regions.geojson")
    scores, outlines = score_table(edition), plane_of(edition)
    stamp = Stamp(edition, Reading(), dt.date(2026, 11, 21))
    record = FIGURES["carte"].record(Subject(edition, scores, Reading(), "32", "emploi"))
    table = FIGURES["vue-ensemble"].record(Subject(edition, scores, Reading(), "32"))
    places, shifts = domain_places(edition), factor_shifts(edition)
    every = [
        slides.Item(FIGURES["carte"].record(Subject(edition, scores, Reading(), None, indicator.code)))
        for indicator in edition.registry.fragility
    ]
    parts: dict[str, Callable[[], object]] = {
        "outlines, projected": lambda: plane_of(edition),
        "CSV of the overview": lambda: excel_csv(table.table),
        "XLSX of a map's table": lambda: workbook.table_workbook(record, stamp),
        "XLSX of everything": lambda: workbook.full_workbook(stamp, scores=scores),
        "PPTX of a map": lambda: slides.figure_deck(record, stamp, outlines),
        "PPTX of the overview": lambda: slides.figure_deck(table, stamp, outlines),
        "PPTX of a region, 11 slides": lambda: slides.region_deck(
            stamp, outlines, "32", scores=scores, places=places, shifts=shifts
        ),
        "  and its variants of calculation": lambda: slides.region_deck(stamp, outlines, "32", scores=scores),
        "PPTX of 17 maps": lambda: slides.composed_deck(every, stamp, outlines, title="Atlas"),
    }
    reference = best_seconds(lambda: pd.read_csv(FOLDER / "donnees_territoriales_2020.csv", sep=";", dtype=str))
    print(f"{'export':32} {'ms':>8} {'x read_csv':>11}")
    print(f"{'pandas.read_csv (reference)':32} {reference * 1000:8.1f} {1:11.1f}")
    for name, work in parts.items():
        seconds = best_seconds(work)
        print(f"{name:32} {seconds * 1000:8.1f} {seconds / reference:11.1f}")


if __name__ == "__main__":
    main()

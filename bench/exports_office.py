"""The cost of office exports, warm, against ``pandas.read_csv`` of the same table, in the same run."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pandas as pd

from bench.reading import DATA, FOLDER, best_seconds
from charts import exports, meeting
from charts.figures import FIGURES, Numbers, Subject
from charts.meeting import Entry
from charts.record import View
from charts.stamp import Stamp
from charts.tables import excel_csv
from territory.analysis import Reading
from territory.factors import factor_shifts
from territory.loader import load_edition
from territory.robustness import domain_places
from territory.scores import score_table


def main() -> None:
    """Print each export's best time and its ratio to the reference."""
    edition = load_edition(FOLDER, DATA)
    scores = score_table(edition)
    stamp = Stamp(edition, Reading(), dt.date(2026, 11, 21))
    record = FIGURES["carte"].record(Subject(edition, scores, Reading(), "32", "emploi"))
    table = FIGURES["vue-ensemble"].record(Subject(edition, scores, Reading(), "32"))
    alone, numbers = Numbers(scores), Numbers(scores, domain_places(edition), factor_shifts(edition))
    every = [Entry(View("carte", indicator=indicator.code)) for indicator in edition.registry.fragility]
    parts: dict[str, Callable[[], object]] = {
        "CSV of the overview": lambda: excel_csv(table.table),
        "XLSX of a map's table": lambda: exports.figure(record, "xlsx", stamp),
        "XLSX of everything": lambda: exports.atlas("xlsx", stamp, numbers),
        "PPTX of a map": lambda: exports.figure(record, "pptx", stamp),
        "PPTX of the overview": lambda: exports.figure(table, "pptx", stamp),
        "PPTX of a region": lambda: exports.report("32", "pptx", stamp, numbers),
        "  and its variants of calculation": lambda: exports.report("32", "pptx", stamp, alone),
        "PPTX of 17 maps": lambda: meeting.document("pptx", "Atlas", every, stamp, numbers),
    }
    reference = best_seconds(lambda: pd.read_csv(FOLDER / "donnees_territoriales_2020.csv", sep=";", dtype=str))
    print(f"{'export':32} {'ms':>8} {'x read_csv':>11}")
    print(f"{'pandas.read_csv (reference)':32} {reference * 1000:8.1f} {1:11.1f}")
    for name, work in parts.items():
        seconds = best_seconds(work)
        print(f"{name:32} {seconds * 1000:8.1f} {seconds / reference:11.1f}")


if __name__ == "__main__":
    main()

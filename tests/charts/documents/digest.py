"""One digest of every kind of export, to be made in two processes: ``python -m tests.charts.documents.digest``."""

from __future__ import annotations

import hashlib
from datetime import date

from charts import exports
from charts.documents import content
from charts.exports import written
from charts.figures import FIGURES, Subject
from charts.stamp import Stamp
from territory.analysis import Reading
from territory.loader import Edition, load_edition
from territory.scores import score_table
from tests.charts.documents import made
from tests.conftest import DATA


def digest(edition: Edition) -> str:
    """Each figure as drawings, then a meeting of them, a region's report and the atlas in every format."""
    scores, stamp = score_table(edition), Stamp(edition, Reading(), date(2026, 11, 21), "scheme://example")
    found = hashlib.sha256()
    shown = {"cercles": "population"}
    records = [
        kind.record(Subject(edition, scores, Reading(), "32", shown.get(kind.code, "emploi"), ("32", "44")))
        for kind in FIGURES.values()
    ]
    for record in records:
        found.update(exports.figure(record, "svg", stamp).content)
        found.update(exports.figure(record, "png", stamp, shape="carre").content)
    meeting = content.meeting(stamp, "Réunion", [content.Chosen(record) for record in records])
    for form in exports.DOCUMENT_FORMATS:
        found.update(written(meeting, form, stamp))
        found.update(made.report("32", form, stamp))
        found.update(made.atlas(form, stamp))
    return found.hexdigest()


if __name__ == "__main__":
    print(digest(load_edition(DATA / "editions" / "impact-2020", DATA)))

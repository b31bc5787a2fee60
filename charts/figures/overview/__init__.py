"""The table of all regions and domains."""

from charts.figures.kind import Figure
from charts.figures.overview import record

FIGURE = Figure(
    code="vue-ensemble",
    label="Vue d’ensemble",
    tab="Vue d’ensemble",
    page="",
    room=__name__,
    needs=frozenset(),
    record=lambda s: record.record(s.edition, s.scores, s.reading, region=s.region),
)

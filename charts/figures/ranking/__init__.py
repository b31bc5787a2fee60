"""The regions in the order of one indicator."""

from charts.figures.kind import Figure, Need
from charts.figures.ranking import record

FIGURE = Figure(
    code="classement",
    label="Les régions sur un indicateur",
    tab="Classement",
    page="domaine",
    room=__name__,
    needs=frozenset({Need.INDICATOR}),
    record=lambda s: record.record(s.edition, s.scores, s.measured, s.reading, s.region),
    height=262.0,
    sheet_height=240.0,
)

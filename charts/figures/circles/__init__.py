"""A count of each region, as a circle on the map."""

from charts.figures.circles import record
from charts.figures.kind import Figure, Need

FIGURE = Figure(
    code="cercles",
    label="Un nombre en cercles",
    tab="Nombres",
    page="territoire",
    room=__name__,
    needs=frozenset({Need.INDICATOR}),
    record=lambda s: record.record(s.edition, s.measured, s.region),
    counts=True,
    tall=1.1,
)

"""The regions on two axes: close points have similar profiles."""

from charts.figures.kind import Figure, Need
from charts.figures.plane import record

FIGURE = Figure(
    code="plan",
    label="Plan des ressemblances entre régions",
    tab="Plan",
    page="territoire",
    room=__name__,
    needs=frozenset({Need.REGION}),
    record=lambda s: record.record(s.edition, s.scores, s.region),
    height=420.0,
)

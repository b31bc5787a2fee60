"""The regions as a tree: those that join first have similar profiles."""

from charts.figures.kind import Figure, Need
from charts.figures.tree import record

FIGURE = Figure(
    code="arbre",
    label="Arbre des ressemblances entre régions",
    tab="Arbre",
    page="territoire",
    room=__name__,
    needs=frozenset({Need.REGION}),
    record=lambda s: record.record(s.edition, s.scores, s.region),
    height=420.0,
)

"""One indicator on the map."""

from charts.figures.kind import Figure, Need
from charts.figures.region_map import record

FIGURE = Figure(
    code="carte",
    label="Carte d’un indicateur",
    tab="Carte",
    page="domaine",
    room=__name__,
    needs=frozenset({Need.INDICATOR}),
    record=lambda s: record.record(s.edition, s.scores, s.measured, s.reading, s.region),
    height=470.0,
    tall=1.1,
)

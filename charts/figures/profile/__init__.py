"""One region's domains around the national value."""

from charts.figures.kind import Figure, Need
from charts.figures.profile import record

FIGURE = Figure(
    code="profil",
    label="Profil d’une région",
    tab="Domaines",
    page="territoire",
    room=__name__,
    needs=frozenset({Need.REGION}),
    record=lambda s: record.record(s.edition, s.scores, str(s.region), s.reading),
    height=520.0,
)

"""Some regions compared, domain by domain."""

from charts.figures.comparison import record
from charts.figures.kind import Figure, Need

FIGURE = Figure(
    code="comparaison",
    label="Comparaison de régions",
    tab="Comparaison",
    page="comparer",
    room=__name__,
    needs=frozenset({Need.REGIONS}),
    detail=True,
    record=lambda s: record.record(s.edition, s.scores, s.regions, s.reading),
    bare_values=True,
    height=375.0,
)

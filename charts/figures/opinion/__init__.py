"""The second question of a workshop: whether each domain is said to be more fragile than elsewhere."""

from charts.figures.kind import Figure, Need
from charts.figures.opinion import record

FIGURE = Figure(
    code="avis",
    label="Plus fragile qu’ailleurs\u202f? Ce que chaque acteur en dit",
    tab="Seconde question",
    page="atelier",
    room=__name__,
    needs=frozenset({Need.REGARDS}),
    record=lambda s: record.record(s.edition, s.seen, s.actor),
)

"""Regards croisés: what a group perceives, beside what is measured."""

from charts.figures.kind import Figure, Need
from charts.figures.perception import record

FIGURE = Figure(
    code="regards",
    label="Ce qui est perçu, à côté de ce qui est mesuré",
    tab="Regards",
    page="atelier",
    room=__name__,
    needs=frozenset({Need.REGARDS}),
    record=lambda s: record.record(s.edition, s.seen, s.actor),
)

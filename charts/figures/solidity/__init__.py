"""How sure the place of each priority of a region is."""

from charts.figures.kind import Figure, Need
from charts.figures.solidity import record

FIGURE = Figure(
    code="solidite",
    label="Solidité des priorités d’une région",
    tab="Solidité",
    page="territoire",
    room=__name__,
    needs=frozenset({Need.REGION}),
    record=record.of_subject,
)

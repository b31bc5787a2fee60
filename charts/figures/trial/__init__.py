"""What another calculation, chosen by the reader, changes for a region."""

from charts.figures.kind import Figure, Need
from charts.figures.trial import record

FIGURE = Figure(
    code="essai",
    label="Un autre calcul, essayé sur une région",
    tab="Essai",
    page="methode",
    room=__name__,
    needs=frozenset({Need.REGION, Need.TRIAL}),
    record=lambda s: record.record(s.edition, s.reading, s.trial, str(s.region)),
)

"""What a list may show of workshops and of a survey: the figures that this session may see, and no other."""

from __future__ import annotations

from collections.abc import Iterable

from charts.record import View
from pages.shared import opened_workshops, reads, regards_board
from territory.analysis import Reading
from territory.workshop.errors import StoreAway
from territory.workshop.regards import SURVEY, Regards, named, regards_of
from territory.workshop.survey import regards_of_survey


def seen_by(views: Iterable[View], reading: Reading) -> dict[str, Regards]:
    """What this session may show, now, of the rounds and the survey that these views name."""
    found: dict[str, Regards] = {}
    for view in views:
        held = named(view.seen)[0] if view.seen else ""
        if held and held not in found and (regards := _regards(held, view.region, reading)):
            found[held] = regards
    return found


def _regards(held: str, territory: str, reading: Reading) -> Regards | None:
    if held == SURVEY:
        survey = regards_board.kept(territory)
        return regards_of_survey(survey, territory, reads.scores_of(reading)) if survey else None
    name, _, number = held.partition("-")
    try:
        return _round(name, int(number), reading)
    except StoreAway:
        return None


def _round(name: str, number: int, reading: Reading) -> Regards | None:
    found = opened_workshops.found(name)
    if found is None or found.setup.edition != reads.edition().registry.code:
        return None
    count = opened_workshops.store().count(found, number)
    return regards_of(count, reads.scores_of(reading), name) if count else None

"""What is perceived, from a survey that this session has read; nothing where there is none."""

from __future__ import annotations

from pages.shared import folded, reads, regards_board
from pages.shared.selection import Selection
from territory.regions import Region
from territory.workshop.survey import regards_of_survey


def show(region: Region, chosen: Selection) -> None:
    """Closed by default."""
    survey = regards_board.kept(region.code)
    if survey is None:
        return
    folded.expander(
        "Ce qui est perçu, à côté de ce qui est mesuré",
        lambda: regards_board.board(regards_of_survey(survey, region.code, reads.scores_of(chosen.reading))),
        key="perceived",
        icon=":material/groups:",
    )

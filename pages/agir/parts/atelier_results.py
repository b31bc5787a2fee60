"""The revealed results of a workshop, for its facilitator and its readers."""

from __future__ import annotations

import streamlit as st

from pages.shared import opened_workshops, reads, regards_board, selection
from territory.workshop.model import State
from territory.workshop.records import Workshop
from territory.workshop.regards import Regards, regards_of

OTHER_EDITION = (
    "Cet atelier porte sur une autre édition que celle que vous lisez\u00a0: choisissez-la pour voir ses résultats."
)


def regards(held: Workshop, number: int) -> Regards | None:
    """A round's results beside what is measured; ``None`` before they may be shown."""
    edition = reads.edition()
    count = opened_workshops.store().count(held, number)
    if count is None or held.setup.edition != edition.registry.code:
        return None
    return regards_of(count, reads.scores_of(selection.now().reading), held.name)


def show(held: Workshop) -> None:
    """The latest round that may be shown, compared with the one before."""
    if held.setup.edition != reads.edition().registry.code:
        st.info(OTHER_EDITION)
        return
    rounds = [found for number in range(1, held.number + 1) if (found := regards(held, number))]
    if not rounds:
        if held.state in (State.PREPARED, State.OPEN, State.CLOSED):
            st.info("Les résultats s’afficheront ici une fois révélés.", icon=":material/visibility_off:")
        return
    regards_board.board(rounds[-1], rounds[-2] if len(rounds) > 1 else None)

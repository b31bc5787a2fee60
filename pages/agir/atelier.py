"""Atelier: what people perceive, actor by actor, beside what is measured."""

from __future__ import annotations

import streamlit as st

from pages.agir.parts import (
    atelier_door,
    atelier_kept,
    atelier_prepare,
    atelier_results,
    atelier_room,
    atelier_survey,
    atelier_wall,
)
from pages.shared import furniture, reads, selection
from territory.workshop.errors import StoreAway
from territory.workshop.records import Role

LEAD = (
    "Élus, citoyens, entreprises, associations\u00a0: chacun dit où le territoire lui paraît fragile, et la salle voit "
    "où les regards et les chiffres se rejoignent, et où ils divergent."
)
edition = reads.edition()
chosen = selection.now()
atelier_door.take()
try:
    held = atelier_door.workshop()
    if held is not None and atelier_wall.wanted():
        atelier_wall.show(held)
        st.stop()
    furniture.opening(held.setup.title if held else "Atelier\u00a0: regards croisés", LEAD, chosen.reading)
    atelier_door.say_what_was_refused()
    if held is None:
        atelier_prepare.show(edition, chosen)
        atelier_door.ask_for_an_address()
    else:
        if held.role is Role.FACILITATOR:
            atelier_room.show(held)
        atelier_results.show(held)
        atelier_door.offer_to_leave()
except StoreAway as error:
    st.error(str(error), icon=":material/cloud_off:")
atelier_survey.show(edition, chosen)
atelier_kept.show()

"""Préparer une réunion: the views kept, their order and words, and the documents they become."""

from __future__ import annotations

import streamlit as st

from pages.agir.parts import reunion_edit, reunion_seen, reunion_views
from pages.shared import exports, furniture, meeting_list, reads, selection

MAX_FILE = 64 * 1024
chosen = selection.now()
marks = exports.stamp(chosen.reading)
held = meeting_list.entries()
seen = reunion_seen.seen_by([entry.view for entry in held], chosen.reading)
numbers = reads.numbers_of(chosen.reading)._replace(seen=seen)
meeting_list.write()


furniture.opening(
    reunion_views.heading(len(held)),
    "Sur chaque figure, «\u00a0+ Réunion\u00a0» la met dans cette liste. Ordonnez, titrez, emportez\u00a0: "
    "les réglages de lecture, la source et la date sont imprimés sur chaque page.",
    chosen.reading,
)
reunion_views.show_warnings()
given = st.file_uploader("Rouvrir une liste gardée (.json)", type="json", key="meeting_file", max_upload_size=1)
if given is not None and st.session_state.get("meeting_opened") != given.file_id:
    st.session_state["meeting_opened"] = given.file_id
    reunion_edit.open_file(given.read(MAX_FILE))
    st.rerun()
if held:
    reunion_views.show_title()
    last = len(held) - 1
    drawn = [item for k, item in enumerate(held) if reunion_views.show_entry(k, last, item, marks, numbers)]
    st.header("Emporter", anchor=False)
    reunion_views.show_downloads(meeting_list.title(), held, drawn, marks, numbers)
else:
    st.info(
        "La liste est vide. Sur une autre page, ajoutez-y une figure par «\u00a0+ Réunion\u00a0».",
        icon=":material/playlist_add:",
    )

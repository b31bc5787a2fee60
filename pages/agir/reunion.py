"""Préparer une réunion: the views kept, their order and words, and the documents they become."""

from __future__ import annotations

import streamlit as st

from charts import meeting
from pages.agir.parts import reunion_views
from pages.shared import exports, furniture, meeting_list, plain, reads, selection
from territory import wording

MAX_FILE = 64 * 1024
edition = reads.edition()
chosen = selection.read(edition)
numbers = reads.numbers_of(chosen.reading)
marks = exports.stamp(chosen.reading)
held = meeting_list.entries()
meeting_list.write()


furniture.opening(
    f"Votre réunion\u00a0: {wording.plural(len(held), 'vue')}" if held else "Préparez votre réunion",
    "Sur chaque figure, «\u00a0Ajouter à ma réunion\u00a0» la met dans cette liste. Ordonnez, titrez, emportez\u00a0: "
    "les réglages de lecture, la source et la date sont imprimés sur chaque page.",
    chosen.reading,
)
for message in meeting_list.errors():
    st.warning(plain.escaped(wording.capital(message)))
given = st.file_uploader("Rouvrir une liste gardée (.json)", type="json", key="meeting_file", max_upload_size=1)
if given is not None and st.session_state.get("meeting_opened") != given.file_id:
    st.session_state["meeting_opened"] = given.file_id
    meeting_list.open_file(given.read(MAX_FILE))
    st.rerun()
if held:
    words = st.text_input("Titre de la réunion", value=meeting_list.title(), max_chars=meeting.MAX_TITLE)
    st.session_state["meeting_title"] = words
    last = len(held) - 1
    drawn = [item for k, item in enumerate(held) if reunion_views.show_entry(k, last, item, marks, numbers)]
    st.header("Emporter", anchor=False)
    reunion_views.show_downloads(words or meeting.UNTITLED, held, drawn, marks, numbers)
else:
    st.info(
        "La liste est vide. Ouvrez une page du menu «\u00a0Comprendre\u00a0» et ajoutez-y une figure.",
        icon=":material/playlist_add:",
    )
furniture.foot()

"""Préparer une réunion: the views kept, their order and words, and the deck, the PDF or the page they become."""

from __future__ import annotations

import streamlit as st

from charts import meeting
from charts.exports import MIME
from charts.meeting import BadMeeting, Entry
from pages.shared import exports, furniture, meeting_list, reads, selection
from territory import wording

MAX_FILE = 64 * 1024
edition = reads.edition()
chosen = selection.read(edition)
scores = reads.scores_of(chosen.reading)
marks = exports.stamp(chosen.reading)
held = meeting_list.entries()
meeting_list.write()


def show_entry(position: int, entry: Entry) -> None:
    """One view: its image, the reader's words, its place in the list."""
    code = entry.view.code
    with st.container(border=True, key=f"view_{position}"):
        picture, words, order = st.columns([4, 5, 2], gap="medium")
        try:
            record = meeting.record_of(entry, marks, scores)
        except BadMeeting as error:
            st.warning(str(error))
            record = None
        with picture:
            if record is not None:
                st.image(exports.preview(record, marks), caption=record.title)
        with words:
            st.session_state.setdefault(f"title_{code}", entry.title)
            st.session_state.setdefault(f"caption_{code}", entry.caption)
            save = {"on_change": meeting_list.rename, "args": (code,)}
            st.text_input(
                "Titre (vide\u00a0: celui de la figure)", key=f"title_{code}", max_chars=meeting.MAX_TITLE, **save
            )
            st.text_area("Légende", key=f"caption_{code}", max_chars=meeting.MAX_CAPTION, height=80, **save)
        with order:
            st.button(
                "Monter", key=f"up_{code}", icon=":material/arrow_upward:", on_click=meeting_list.move, args=(code, -1),
                disabled=position == 0,
            )  # fmt: skip
            st.button(
                "Descendre", key=f"down_{code}", icon=":material/arrow_downward:", on_click=meeting_list.move,
                args=(code, 1), disabled=position == len(held) - 1,
            )  # fmt: skip
            st.button("Retirer", key=f"drop_{code}", icon=":material/delete:", on_click=meeting_list.drop, args=(code,))


def show_downloads(title: str, drawn: list[Entry]) -> None:
    """The three documents, and the small file that keeps the list."""
    for label, good_for, extension, make in (
        ("Diaporama (PowerPoint)", "une vue par diapositive, tout se modifie", "pptx",
         lambda: meeting.deck(title, drawn, marks, exports.outlines(), scores)),
        ("Document (PDF)", "une vue par page, à imprimer ou à envoyer", "pdf",
         lambda: meeting.document(title, drawn, marks, scores)),
        ("Page autonome (HTML)", "s’ouvre sans réseau, et survit au service", "html",
         lambda: meeting.page(title, drawn, marks, scores)),
    ):  # fmt: skip
        name = marks.file_name("reunion", title, extension=extension)
        st.download_button(
            label, data=lambda make=make: make().content, file_name=name,
            mime=MIME.get(extension, "text/html"), on_click="ignore", icon=":material/download:",
            key=f"meeting_{extension}",
        )  # fmt: skip
        st.caption(good_for)
    st.download_button(
        "Garder cette liste (fichier)", data=meeting.to_json(title, held), file_name="reunion.json",
        mime="application/json", on_click="ignore", icon=":material/save:", key="meeting_keep",
    )  # fmt: skip
    st.caption("titres et légendes compris, pour la rouvrir ici plus tard\u202f; rien n’est gardé sur le serveur")


furniture.opening(
    f"Votre réunion\u00a0: {wording.plural(len(held), 'vue')}" if held else "Préparez votre réunion",
    "Sur chaque figure, « Ajouter à ma réunion » la met dans cette liste. Ordonnez, titrez, emportez\u00a0: "
    "les choix en vigueur, la source et la date sont imprimés sur chaque page.",
    chosen.reading,
)
for message in meeting_list.errors():
    st.warning(wording.capital(message))
given = st.file_uploader("Rouvrir une liste gardée (.json)", type="json", key="meeting_file", max_upload_size=1)
if given is not None and st.session_state.get("meeting_opened") != given.file_id:
    st.session_state["meeting_opened"] = given.file_id
    meeting_list.open_file(given.read(MAX_FILE))
    st.rerun()
if held:
    words = st.text_input("Titre de la réunion", value=meeting_list.title(), max_chars=meeting.MAX_TITLE)
    st.session_state["meeting_title"] = words
    for place, item in enumerate(held):
        show_entry(place, item)
    st.header("Emporter", anchor=False)
    kept = [
        e
        for e in held
        if not e.view.indicator or e.view.kind == "cercles" or e.view.indicator in set(scores["indicator"])
    ]
    show_downloads(words or meeting_list.TITLE, kept)
else:
    st.info(
        "La liste est vide. Ouvrez une page du menu «\u00a0Comprendre\u00a0» et ajoutez-y une figure.",
        icon=":material/playlist_add:",
    )
furniture.foot()

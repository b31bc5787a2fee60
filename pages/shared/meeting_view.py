"""The meeting's page: one view of the list, and what the list becomes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import streamlit as st

from charts import meeting
from charts.figures import Numbers
from charts.meeting import BadMeeting, Entry
from charts.stamp import Stamp
from pages.shared import exports, making, meeting_list, plain, reads, resource_list
from pages.shared.making import Document
from territory import wording


def show_entry(position: int, last: int, entry: Entry, marks: Stamp, numbers: Numbers) -> None:
    """One view: its image, the reader's words, its place in the list."""
    code = entry.view.code
    with st.container(border=True, key=f"view_{position}"):
        picture, words, order = st.columns([4, 5, 2], gap="medium")
        try:
            record = meeting.record_of(entry, marks, numbers)
        except BadMeeting as error:
            st.warning(plain.escaped(wording.capital(str(error))))
            record = None
        with picture:
            if record is not None:
                st.image(exports.preview(record, marks), caption=record.title, alt=record.alt)
        with words:
            st.session_state.setdefault(f"title_{code}", entry.title)
            st.session_state.setdefault(f"caption_{code}", entry.caption)
            save: dict[str, Any] = {"on_change": meeting_list.rename, "args": (code,)}
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
                args=(code, 1), disabled=position == last,
            )  # fmt: skip
            st.button("Retirer", key=f"drop_{code}", icon=":material/delete:", on_click=meeting_list.drop, args=(code,))


def show_downloads(title: str, held: Sequence[Entry], drawn: Sequence[Entry], marks: Stamp, numbers: Numbers) -> None:
    """The three documents, and the small file that keeps the list."""
    catalogue = reads.library().catalogue
    picked = [catalogue.resources[code] for code in resource_list.taken_codes(catalogue)]
    if picked:
        st.caption(f"Le diaporama finira sur votre sélection\u00a0: {wording.plural(len(picked), 'ressource')}.")
    named = partial(marks.file_name, "reunion", title)
    making.offer(
        {
            "": [
                Document(
                    "meeting_pptx", "Diaporama (PowerPoint)", "une vue par diapositive, tout se modifie",
                    named(extension="pptx"), "Vue",
                    lambda told: meeting.deck(title, drawn, marks, exports.outlines(), numbers, picked, told=told),
                ),
                Document(
                    "meeting_pdf", "Document (PDF)", "une vue par page, à imprimer ou à envoyer",
                    named(extension="pdf"), "Vue",
                    lambda told: meeting.document(title, drawn, marks, numbers, told=told),
                ),
                Document(
                    "meeting_html", "Page autonome (HTML)", "s’ouvre sans réseau, et survit au service",
                    named(extension="html"), "Vue",
                    lambda told: meeting.page(title, drawn, marks, numbers, told=told),
                ),
            ]
        }
    )  # fmt: skip
    st.download_button(
        "Garder cette liste (fichier)", data=meeting.to_json(title, held), file_name="reunion.json",
        mime="application/json", on_click="ignore", icon=":material/save:", key="meeting_keep",
    )  # fmt: skip
    st.caption("titres et légendes compris, pour la rouvrir ici plus tard\u202f; rien n’est gardé sur le serveur")

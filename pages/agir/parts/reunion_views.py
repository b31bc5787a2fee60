"""The meeting's page: one view of the list, and what the list becomes."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import streamlit as st

from charts import meeting
from charts.figures import Numbers
from charts.meeting import BadMeeting, Entry
from charts.record import Record
from charts.stamp import Stamp
from pages.shared import exports, making, meeting_list, plain, reads
from pages.shared.making import Document
from pages.shared.resource_links import taken_codes
from territory import wording
from territory.resources import Resource

logger = logging.getLogger("observatoire")
UNDRAWN = "Cette vue n’a pas pu être dessinée\u202f; les autres restent. Retirez-la, ou rechargez la page."
FORMATS = {
    "pptx": ("Diaporama (PowerPoint)", "une vue par diapositive, tout se modifie"),
    "pdf": ("Document (PDF)", "une vue par page, à imprimer ou à envoyer"),
    "xlsx": ("Classeur (Excel)", "les tableaux des vues, une feuille chacun"),
    "html": ("Page autonome (HTML)", "s’ouvre sans réseau, et survit au service"),
}
"""What the list becomes: how each format is called and what it is good for."""


def show_entry(position: int, last: int, entry: Entry, marks: Stamp, numbers: Numbers) -> bool:
    """One view: its image, the reader's words, its place in the list; whether the reading draws it."""
    code = entry.view.code
    with st.container(border=True, key=f"view_{position}"):
        picture, words, order = st.columns([4, 5, 3], gap="medium")
        with picture:
            drawn = _drawn(entry, marks, numbers)
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
    return drawn


def _drawn(entry: Entry, marks: Stamp, numbers: Numbers) -> bool:
    """Its image, or why there is none: what one view does never reaches the others."""
    try:
        meeting.refuse_left_out(entry.view, marks.edition, numbers)
        record = reads.record(entry.view, marks.reading)
        titled: Record = replace(record, title=entry.title or record.title)
        st.image(exports.preview(titled, marks), caption=plain.escaped(titled.title), alt=titled.alt)
    except BadMeeting as error:
        st.warning(plain.escaped(wording.capital(str(error))))
    except Exception as error:  # whatever a list received from someone makes a figure do
        logger.error("view failed: %s: %s: %s", entry.view.code, type(error).__name__, error)
        st.warning(UNDRAWN)
    else:
        return True
    return False


def show_downloads(title: str, held: Sequence[Entry], drawn: Sequence[Entry], marks: Stamp, numbers: Numbers) -> None:
    """The document in each format, and the small file that keeps the list."""
    catalogue = reads.library().catalogue
    picked = [catalogue.resources[code] for code in taken_codes(catalogue)]
    if picked:
        st.caption(f"Le document finira sur votre sélection\u00a0: {wording.plural(len(picked), 'ressource')}.")
    making.offer({"": [_document(form, title, drawn, marks, numbers, picked) for form in FORMATS]} if drawn else {})
    st.download_button(
        "Garder cette liste (fichier)", data=meeting.to_json(title, held), file_name="reunion.json",
        mime="application/json", on_click="ignore", icon=":material/save:", key="meeting_keep",
    )  # fmt: skip
    st.caption("titres et légendes compris, pour la rouvrir ici plus tard\u202f; rien n’est gardé sur le serveur")


def _document(
    form: str, title: str, drawn: Sequence[Entry], marks: Stamp, numbers: Numbers, picked: Sequence[Resource]
) -> Document:
    name = marks.file_name("reunion", title, extension=form)
    made = partial(meeting.document, form, title, drawn, marks, numbers, picked)
    return Document(f"meeting_{form}", *FORMATS[form], name, exports.PART[form], made)

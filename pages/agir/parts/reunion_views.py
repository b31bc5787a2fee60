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
from pages.agir.parts import reunion_edit
from pages.shared import exports, making, meeting_keeper, meeting_list, plain, reads, resource_reads
from pages.shared.desk import Document
from pages.shared.meeting_list import Held
from pages.shared.resource_links import taken_codes, unread
from territory import wording
from territory.resources import Resource

logger = logging.getLogger("observatoire")
UNDRAWN = "Cette vue n’a pas pu être dessinée\u202f; les autres restent. Retirez-la, ou rechargez la page."
REFUSED = (
    "Votre navigateur ne garde rien pour ce site\u00a0: cette liste, ses titres et ses légendes se perdront si vous "
    "fermez ou rechargez la page. Avant de partir, prenez «\u00a0Garder cette liste (fichier)\u00a0», en bas de page."
)
KEPT = (
    "La liste, ses titres et ses légendes restent dans ce navigateur, pour demain aussi\u202f; le fichier la rouvre "
    "ailleurs. L’adresse de cette page ne porte que les vues et leur ordre. Rien n’est gardé sur le serveur."
)
FILE_ONLY = "Titres et légendes compris, pour rouvrir la liste ici plus tard\u202f; rien n’est gardé sur le serveur."
FORMATS = {
    "pptx": ("Diaporama (PowerPoint)", "une vue par diapositive, tout se modifie"),
    "pdf": ("Document (PDF)", "une vue par page, à imprimer ou à envoyer"),
    "xlsx": ("Classeur (Excel)", "les tableaux des vues, une feuille chacun"),
    "html": ("Page autonome (HTML)", "s’ouvre sans réseau, et survit au service"),
}
"""What the list becomes: how each format is called and what it is good for."""


def heading(count: int) -> str:
    """How many views there are, and whose list it is."""
    if not count:
        return "Préparez votre réunion"
    whose = "Liste reçue" if meeting_list.aside() else "Votre réunion"
    return f"{whose}{wording.NBSP}: {wording.plural(count, 'vue')}"


def show_warnings() -> None:
    """What could not be read, a list that is not the reader's own, a browser that keeps nothing."""
    for message in meeting_list.errors():
        st.warning(plain.escaped(wording.capital(message)))
    if own := meeting_list.aside():
        _choose_between(own)
    if meeting_keeper.refuses() and meeting_list.count():
        st.warning(REFUSED, icon=":material/save:")


def _choose_between(own: Held) -> None:
    """Another list than the reader's was opened: neither replaces the other without a word."""
    views = wording.plural(len(own.entries), "vue")
    named = f"«{wording.NBSP}{plain.escaped(own.title)}{wording.NBSP}», {views}" if own.title else views
    with st.container(border=True, key="two_lists"):
        st.markdown(
            f"**Cette liste n’est pas la vôtre** ({named}), qui est mise à part et revient si vous quittez cette page. "
            f"Ce que vous changez ici n’est gardé qu’après «{wording.NBSP}Garder celle-ci{wording.NBSP}»."
        )
        with st.container(horizontal=True):
            st.button("Reprendre ma liste", icon=":material/undo:", on_click=meeting_list.take_back, key="take_back")
            st.button("Garder celle-ci", icon=":material/check:", on_click=meeting_list.keep_shown, key="keep_shown")


def show_title() -> None:
    """The meeting's title, in its field."""
    st.session_state.setdefault(meeting_list.TITLE_KEY, meeting_list.title())
    st.text_input(
        "Titre de la réunion",
        key=meeting_list.TITLE_KEY,
        max_chars=meeting.MAX_TITLE,
        on_change=reunion_edit.retitle,
    )


def show_entry(position: int, last: int, entry: Entry, marks: Stamp, numbers: Numbers) -> bool:
    """One view: its image, the reader's words, its place in the list; whether the reading draws it.

    The sheet lays these six out in three columns: columns of Streamlit's would be four elements more a view.
    """
    code = entry.view.code
    with st.container(border=True, key=f"meeting_view_{position}"):
        drawn = _drawn(entry, marks, numbers)
        _words(entry)
        st.button(
            "Monter", key=f"up_{code}", icon=":material/arrow_upward:", on_click=reunion_edit.move, args=(code, -1),
            disabled=position == 0,
        )  # fmt: skip
        st.button(
            "Descendre", key=f"down_{code}", icon=":material/arrow_downward:", on_click=reunion_edit.move,
            args=(code, 1), disabled=position == last,
        )  # fmt: skip
        st.button("Retirer", key=f"drop_{code}", icon=":material/delete:", on_click=reunion_edit.drop, args=(code,))
    return drawn


def _words(entry: Entry) -> None:
    """The reader's title and caption, kept as they are written."""
    code = entry.view.code
    st.session_state.setdefault(f"title_{code}", entry.title)
    st.session_state.setdefault(f"caption_{code}", entry.caption)
    save: dict[str, Any] = {"on_change": reunion_edit.rename, "args": (code,)}
    st.text_input("Titre (vide\u00a0: celui de la figure)", key=f"title_{code}", max_chars=meeting.MAX_TITLE, **save)
    st.text_area("Légende", key=f"caption_{code}", max_chars=meeting.MAX_CAPTION, height=80, **save)


def _drawn(entry: Entry, marks: Stamp, numbers: Numbers) -> bool:
    """Its image, or why there is none: what one view does never reaches the others."""
    try:
        meeting.refuse_undrawn(entry.view, marks.edition, numbers)
        own = bool(entry.view.seen)  # of a workshop: the session's, never shared
        record = meeting.record_of(entry, marks, numbers) if own else reads.record(entry.view, marks.reading)
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
    library = resource_reads.library()
    picked = [library.catalogue.resources[code] for code in taken_codes(library.catalogue)] if library else []
    if library is None:
        unread()
    if picked:
        st.caption(f"Le document finira sur votre sélection\u00a0: {wording.plural(len(picked), 'ressource')}.")
    making.offer({"": [_document(form, title, drawn, marks, numbers, picked) for form in FORMATS]} if drawn else {})
    st.download_button(
        "Garder cette liste (fichier)", data=meeting.to_json(title, held), file_name="reunion.json",
        mime="application/json", on_click="ignore", icon=":material/save:", key="meeting_keep",
    )  # fmt: skip
    st.caption(FILE_ONLY if meeting_keeper.refuses() else KEPT)


def _document(
    form: str, title: str, drawn: Sequence[Entry], marks: Stamp, numbers: Numbers, picked: Sequence[Resource]
) -> Document:
    name = marks.file_name("reunion", title, extension=form)
    made = partial(meeting.document, form, title, drawn, marks, numbers, picked)
    return Document(f"meeting_{form}", *FORMATS[form], name, exports.PART[form], made)

"""What is perceived beside what is measured: figures, sentences, files; the same for a workshop and for a survey."""

from __future__ import annotations

from functools import partial
from itertools import groupby

import streamlit as st

from charts.documents.workshop import ROUNDS, SAYABLE, between_rounds, sentences
from charts.exports import workshop as workshop_export
from charts.figures.perception import record as perception
from pages.shared import exports, furniture, making, plain, reads, selection
from pages.shared.making import Document
from territory.wording import perception as said
from territory.workshop.regards import Regards
from territory.workshop.survey import Survey

_SURVEY = "survey_read"
FORMATS = {
    "pptx": ("Diaporama (PowerPoint)", "un graphique par acteur, tout se modifie"),
    "pdf": ("Compte rendu (PDF)", "à imprimer ou à envoyer"),
    "xlsx": ("Classeur (Excel)", "les nombres des groupes montrés, et eux seuls"),
    "html": ("Page autonome (HTML)", "s’ouvre sans réseau"),
}


def keep(survey: Survey) -> None:
    """A survey that was read stays in its session, for the edition that it was read with."""
    st.session_state[_SURVEY] = (reads.edition().registry.code, survey)


def kept(territory: str) -> Survey | None:
    """The session's survey, where it says something of the territory."""
    code, survey = st.session_state.get(_SURVEY, ("", None))
    found = survey if code == reads.edition().registry.code else None
    return found if found is not None and territory in found.territories else None


def board(found: Regards, earlier: Regards | None = None) -> None:
    """The groups that are shown, what can be told of them, what is taken away; ``earlier`` is the round before."""
    st.header("Ce qui est perçu, à côté de ce qui est mesuré", anchor=False)
    if not found.groups:
        st.info(said.nothing_shown(), icon=":material/visibility_off:")
        return
    _figures(found)
    labels = {code: domain.label for code, domain in reads.edition().registry.domains.items()}
    _told(SAYABLE, sentences(found, labels))
    if earlier is not None:
        _told(ROUNDS, between_rounds(earlier, found, labels))
    st.caption(said.NO_ELECTION)
    st.header("Emporter", anchor=False)
    making.offer({"": [_document(form, found, earlier) for form in FORMATS]})


def _figures(found: Regards) -> None:
    """All together at full width, then the actors two by two."""
    edition = reads.edition()
    records = {group.actor: perception.record(edition, found, group.actor) for group in found.groups}
    if None in records:
        furniture.figure(records[None], f"regards_{found.number}_all")
    actors = [(actor, record) for actor, record in records.items() if actor is not None]
    for start in range(0, len(actors), 2):
        for column, (actor, record) in zip(st.columns(2, gap="large"), actors[start : start + 2], strict=False):
            with column:
                furniture.figure(record, f"regards_{found.number}_{actor}")


def _told(title: str, rows: list[tuple[str, str]]) -> None:
    """The sentences, under whom they are about."""
    st.header(title, anchor=False)
    for subject, told in groupby(rows, key=lambda row: row[0]):
        if subject:
            st.markdown(f"**{plain.escaped(subject)}**")
        st.markdown("\n".join(f"- {plain.escaped(sentence)}" for _, sentence in told))


def _document(form: str, found: Regards, earlier: Regards | None) -> Document:
    marks = exports.stamp(selection.now().reading)
    name = marks.file_name("regards", found.title, extension=form)
    made = partial(workshop_export, found, form, marks, earlier=earlier)
    return Document(f"regards_{form}", *FORMATS[form], name, exports.PART[form], made)

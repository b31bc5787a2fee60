"""What is perceived beside what is measured: figures, sentences, files; the same for a workshop and for a survey."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import groupby

import streamlit as st

from charts.documents.workshop import ROUNDS, SAYABLE, between_rounds, sentences
from charts.exports import workshop as workshop_export
from charts.figures.opinion import record as opinion_record
from charts.figures.perception import record as perception
from charts.record import Record
from pages.shared import exports, folded, furniture, making, plain, reads, selection
from pages.shared.desk import Document
from territory.loader import Edition
from territory.wording import NBSP, opinion
from territory.wording import perception as said
from territory.workshop.opinions import answers_of
from territory.workshop.perception import Group
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
    _figures(found, perception.record)
    if any(answers_of(group) for group in found.groups):
        folded.expander(
            f"Seconde question{NBSP}: {opinion.QUESTION}", lambda: _figures(found, opinion_record.record),
            key=f"second_question_{found.number}", icon=":material/help_center:",
        )  # fmt: skip
    labels = {code: domain.label for code, domain in reads.edition().registry.domains.items()}
    _told(SAYABLE, sentences(found, labels))
    if earlier is not None:
        _told(ROUNDS, between_rounds(earlier, found, labels))
    st.caption(said.NO_ELECTION)
    st.header("Emporter", anchor=False)
    making.offer({"": [_document(form, found, earlier) for form in FORMATS]})


def _figures(found: Regards, record: Callable[[Edition, Regards, str | None], Record]) -> None:
    """A figure of all together at full width, then one of each actor, two by two."""
    edition = reads.edition()

    def draw(group: Group) -> None:
        made = record(edition, found, group.actor)
        furniture.figure(made, f"{made.view.figure}_{found.number}_{group.actor or 'all'}")

    if together := found.group(None):
        draw(together)
    for start in range(0, len(found.actors), 2):
        pair = found.actors[start : start + 2]
        for column, group in zip(st.columns(2, gap="large"), pair, strict=False):
            with column:
                draw(group)


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

"""What is revealed: a figure a group, what can be told, and what is taken away."""

from __future__ import annotations

from functools import partial
from itertools import groupby

import streamlit as st

from charts.documents.workshop import ROUNDS, SAYABLE, between_rounds, sentences
from charts.exports import workshop as workshop_export
from charts.figures.perception import record as perception
from pages.agir.parts import atelier_door
from pages.shared import exports, furniture, making, plain, reads, selection
from pages.shared.making import Document
from territory.wording import perception as said
from territory.workshop.model import State
from territory.workshop.records import Workshop
from territory.workshop.regards import Regards, regards_of

FORMATS = {
    "pptx": ("Diaporama (PowerPoint)", "un graphique par acteur, tout se modifie"),
    "pdf": ("Compte rendu (PDF)", "à imprimer ou à envoyer"),
    "xlsx": ("Classeur (Excel)", "les nombres des groupes montrés, et eux seuls"),
    "html": ("Page autonome (HTML)", "s’ouvre sans réseau"),
}
OTHER_EDITION = (
    "Cet atelier porte sur une autre édition que celle que vous lisez\u00a0: choisissez-la pour voir ses résultats."
)


def regards(held: Workshop, number: int) -> Regards | None:
    """A round's results beside what is measured; ``None`` before they may be shown."""
    edition = reads.edition()
    count = atelier_door.store().count(held, number)
    if count is None or held.setup.edition != edition.registry.code:
        return None
    return regards_of(count, reads.scores_of(selection.read(edition).reading))


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
    board(rounds[-1], rounds[-2] if len(rounds) > 1 else None)


def board(found: Regards, earlier: Regards | None = None) -> None:
    """Figures, sentences, files: the same for a workshop and for a survey."""
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
    marks = exports.stamp(selection.read(reads.edition()).reading)
    name = marks.file_name("regards", found.title, extension=form)
    made = partial(workshop_export, found, form, marks, earlier=earlier)
    return Document(f"regards_{form}", *FORMATS[form], name, exports.PART[form], made)

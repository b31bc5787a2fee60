"""One's own table, read for this session: what is wrong with it, what it still needs, and every page on its figures.

What is imported is in the session's memory and nowhere else; it goes with the session.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from charts.exports import MIME
from pages.sapproprier.parts import donnees_choices
from pages.shared import editions, own_figures, sheets
from pages.shared.own_figures import OwnFigures
from pages.shared.shelf import Shelf
from territory import wording
from territory.editions import FIRST, IMPORTED
from territory.importing import Finding, Imported, Proposal
from territory.importing.marked import marked
from territory.importing.report import SAID, Severity
from territory.importing.templates import example, template, with_choices
from territory.loader import Edition

TABLES, OUTLINES = ("csv", "tsv", "txt", "xlsx", "zip"), ("geojson", "json")
SIGN = {Severity.ERROR: "×", Severity.WARNING: "!", Severity.INFO: "i"}
"""Beside the word: a severity is never a colour alone."""
MOST = wording.number(Decimal(own_figures.A_SESSION // own_figures.A_CELL), 0)
TOO_MANY = (
    f"Cette table a plus de {MOST} valeurs, ce qu’une session peut lire. Prenez-en une partie, "
    "ou demandez à l’exploitant du site d’ajouter l’édition pour tous."
)
UPLOADS, SENT = 40, "import_sent"
"""Files that a session may send, tables and outlines together."""
ENOUGH = (
    f"Cette session a envoyé {UPLOADS} fichiers, le plus qu’elle peut. Le dernier n’a pas été lu. Rouvrez le site "
    "dans un autre onglet pour continuer."
)
LEVELS_WITH_TEMPLATE = {"region": "régions", "departement": "départements", "territoire": "autres territoires"}


def show() -> None:
    """The whole of it: what can be sent, the report, the choices, and the way to the pages."""
    st.markdown(
        "Une table par région, département, zone d’emploi, intercommunalité ou commune, en CSV ou en XLSX, telle "
        "qu’un service l’envoie. Elle est lue pour votre session seulement\u202f: elle n’est ni gardée ni vue par "
        "d’autres, et disparaît quand vous fermez cet onglet."
    )
    _models()
    given = st.file_uploader("Votre table", type=TABLES, key="import_table")
    labelled = "Ses contours, si vous en avez (GeoJSON, en degrés)"
    outlines = st.file_uploader(labelled, type=OUTLINES, key="import_outlines")
    own = _own(given, outlines)
    if own is None:
        return
    with st.spinner("Lecture de la table…"):
        imported = own.read()
    _report(imported)
    if imported.proposal is not None:
        _choose(own, imported, imported.proposal)
    if imported.edition is not None:
        label = "Lire ces chiffres dans toutes les pages"
        if st.button(label, icon=":material/visibility:", key="import_open"):
            _open(imported.edition)


def _choose(own: OwnFigures, imported: Imported, proposal: Proposal) -> None:
    """The form; and the table with what was chosen, for the next time."""
    chosen = donnees_choices.form(proposal, own.choices)
    if chosen is not None:
        own.again(choices=chosen)
        st.rerun(scope="fragment")
    kept = partial(with_choices, imported, own.choices)
    _take("Garder la table avec ces choix (Excel)", "xlsx", "table-et-choix", kept)


def _models() -> None:
    """What to fill in, and the published table as an example."""
    shipped = editions.shipped().edition
    with st.container(horizontal=True, gap="small"):
        for level, named in LEVELS_WITH_TEMPLATE.items():
            made = partial(template, level, editions.DATA)
            _take(f"Modèle{wording.NBSP}: {named}", "xlsx", f"modele-{level}", made)
        _take("Exemple rempli", "xlsx", "exemple", partial(example, shipped))


def _own(given: Any, outlines: Any) -> OwnFigures | None:
    """What was sent last; a new file begins anew, new outlines are read with the same choices."""
    held: OwnFigures | None = st.session_state.get(editions.OWN)
    if given is not None and _is_new("import_file", given.file_id):
        held = OwnFigures(given.name, given.getvalue())
        _leave_the_former()
    if held is not None and outlines is not None and _is_new("import_shapes", outlines.file_id):
        held.again(outlines=outlines.getvalue())
    if held is not None and held.forgotten:
        st.warning(editions.NO_ROOM)
        held = None
    st.session_state[editions.OWN] = held
    if held is not None:
        own_figures.room().take(held)
    return held


def _is_new(field: str, file: str) -> bool:
    """Whether a file is new and the session may still send one; where it may not, the reader is told."""
    if st.session_state.get(field) == file:
        return False
    if not _may_send():
        st.error(ENOUGH, icon=":material/block:")
        return False
    st.session_state[field] = file
    return True


def _may_send() -> bool:
    """Count one more file of the session; whether it was allowed."""
    sent: int = st.session_state.get(SENT, 0)
    st.session_state[SENT] = sent + 1
    return sent < UPLOADS


def _leave_the_former() -> None:
    """Another table was sent: pages stop showing the former one."""
    if editions.code() == IMPORTED:
        editions.choose(FIRST)


def _report(imported: Imported) -> None:
    """Every finding at once, the gravest first, as a table and as files."""
    report = imported.report
    counts = [(level, len(report.of(level))) for level in Severity]
    said = wording.enumeration([wording.plural(count, SAID[level]) for level, count in counts if count])
    if report.blocked:
        st.error(
            f"{said}{wording.NBSP}: corrigez la table, ou dites ci-dessous ce qui manque.", icon=":material/error:"
        )
    elif said:
        st.warning(f"La table se lit{wording.NBSP}: {said}.", icon=":material/task_alt:")
    else:
        st.success("La table se lit sans rien à signaler.", icon=":material/task_alt:")
    if not report.findings:
        return
    sheets.show(sheets.sheet(_findings(report.findings)), key="import_findings", alt="Ce que la lecture a trouvé")
    with st.container(horizontal=True, gap="small"):
        _take("Rapport (texte)", "txt", "rapport-import", report.text)
        _take("Rapport (JSON)", "json", "rapport-import", report.json)
        _take("Table marquée (Excel)", "xlsx", "table-marquee", partial(marked, imported))


def _findings(findings: Sequence[Finding]) -> pd.DataFrame:
    """A row a finding: how grave, by a sign and a word, where, what."""
    rows = [
        {
            "Gravité": f"{SIGN[finding.level]}{wording.NBSP}{SAID[finding.level]}",
            "Où": wording.NBSP.join(finding.place.split(" ")).replace(f",{wording.NBSP}", ", "),
            "Message": finding.message,
            "Trouvé": finding.found,
            "Attendu": finding.allowed,
        }
        for finding in findings
    ]
    frame = pd.DataFrame(rows)
    return frame[[name for name in frame.columns if frame[name].any()]]


def _take(label: str, form: str, name: str, make: Callable[[], str | bytes]) -> None:
    """A file, made on the click."""
    st.download_button(
        label, data=make, file_name=f"{name}.{form}", mime=MIME.get(form, "text/plain"), on_click="ignore",
        icon=":material/download:", key=f"import_take_{name}_{form}",
    )  # fmt: skip


def _open(edition: Edition) -> None:
    """Every page of this session reads the figures, as long as a session may hold them."""
    if not edition.registry.domains:
        st.error("Aucun indicateur n’a de domaine\u202f: dites-en au moins un, ci-dessus.")
        return
    if len(edition.observations) * own_figures.A_CELL > own_figures.A_SESSION:
        st.error(TOO_MANY)
        return
    editions.take_in(Shelf(replace(edition, registry=replace(edition.registry, code=IMPORTED))))
    st.rerun()

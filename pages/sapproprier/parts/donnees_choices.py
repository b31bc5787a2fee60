"""What a file does not say of itself, filled in on a form: the edition, then an indicator a row."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from pages.shared import editions
from territory import wording
from territory.importing import Choice, Choices, Entry, Proposal
from territory.indicators import Polarity
from territory.levels import LEVELS

RELIABILITIES = ("", "A", "B", "C")
_NO_TEXTS = ("header", "contestable")
COLUMNS = {
    "header": "Colonne du fichier",
    "label": "Libellé",
    "unit": "Unité",
    "domain": "Domaine",
    "polarity": "Sens de lecture",
    "polarity_reason": "Raison du sens",
    "source": "Source",
    "year": "Année",
    "contestable": "Discuté",
    "contestable_reason": "Raison de la discussion",
    "reliability": "Fiabilité",
}


def form(proposal: Proposal, held: Choices) -> Choices | None:
    """The choices as they were filled in, once they are sent; ``None`` until then."""
    with st.form("import_choices", border=True):
        st.markdown("**L’édition**")
        first, second, third, fourth = st.columns([4, 3, 2, 3])
        title = first.text_input("Titre", proposal.title, max_chars=120)
        publisher = second.text_input("Qui publie ces chiffres", proposal.publisher, max_chars=120)
        published = third.number_input("Année de publication", 1900, 2100, proposal.published)
        level = fourth.selectbox(
            "Niveau",
            list(LEVELS),
            index=list(LEVELS).index(proposal.level),
            format_func=lambda code: wording.capital(LEVELS[code].plural),
        )
        st.markdown(
            "**Les indicateurs.** Le sens de lecture n’est jamais deviné\u202f: tant qu’il n’est pas dit, avec sa "
            "raison, l’indicateur est montré sans entrer dans aucun score."
        )
        domains = st.text_input("Domaines à ajouter à la liste, séparés par un point-virgule", key="import_domains")
        filled = _table(proposal, [name.strip() for name in domains.split(";") if name.strip()])
        sent = st.form_submit_button("Appliquer ces choix", icon=":material/check:")
    if not sent:
        return None
    indicators = {row["header"]: _choice(row) for row in filled.to_dict("records")}
    said = Choices(title, publisher, int(published), level, indicators=indicators)
    return said.over(held)


def _table(proposal: Proposal, more: list[str]) -> pd.DataFrame:
    """An indicator a row; what was read or proposed is there to be changed."""
    known = [domain.label for domain in editions.shipped().edition.registry.domains.values()]
    own = [entry.choice.domain for entry in proposal.entries]
    domains = list(dict.fromkeys(["", *known, *own, *more]))
    polarities = ["", *(polarity.value for polarity in Polarity)]
    config: dict[str, Any] = {name: st.column_config.TextColumn(label) for name, label in COLUMNS.items()}
    config["header"] = st.column_config.TextColumn(COLUMNS["header"], disabled=True, pinned=True)
    config["domain"] = st.column_config.SelectboxColumn(COLUMNS["domain"], options=domains)
    config["polarity"] = st.column_config.SelectboxColumn(
        COLUMNS["polarity"], options=polarities, format_func=_polarity_text
    )
    config["contestable"] = st.column_config.CheckboxColumn(COLUMNS["contestable"])
    config["reliability"] = st.column_config.SelectboxColumn(COLUMNS["reliability"], options=list(RELIABILITIES))
    return st.data_editor(
        pd.DataFrame([_row(entry) for entry in proposal.entries], columns=list(COLUMNS)),
        column_config=config,
        hide_index=True,
        key="import_indicators",
        placeholder="à dire",
        alt="Les indicateurs de la table, à compléter",
    )


def _polarity_text(code: object) -> str:
    return wording.polarity_text(Polarity(str(code))) if code else "à dire"


def _row(entry: Entry) -> dict[str, Any]:
    choice = entry.choice
    return {
        "header": entry.header,
        "label": entry.label,
        "unit": entry.unit,
        "domain": choice.domain,
        "polarity": choice.polarity,
        "polarity_reason": choice.polarity_reason,
        "source": entry.source,
        "year": entry.year,
        "contestable": bool(choice.contestable),
        "contestable_reason": choice.contestable_reason,
        "reliability": choice.reliability,
    }


def _choice(row: dict[str, Any]) -> Choice:
    """A row as it was filled in; an emptied cell says nothing."""
    texts: dict[str, Any] = {name: str(row[name] or "").strip() for name in COLUMNS if name not in _NO_TEXTS}
    return Choice(**texts, contestable=bool(row["contestable"]))

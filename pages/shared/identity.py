"""One indicator in full: definition, unit, year, source, sign and flags."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from pages.shared import furniture, reads, sheets
from pages.shared.editions import kept
from pages.shared.sheets import Sheet, sheet
from territory import wording
from territory.indicators import Indicator
from territory.loader import Edition

RELIABILITY = {
    "A": "A, établie",
    "B": "B, à lire avec les réserves ci-dessous",
    "C": "C, à confirmer",
    "": "non évaluée",
}


def show(edition: Edition, indicator: Indicator) -> None:
    """What the source says of the indicator, what is deduced, and every reserve in full."""
    st.header(f"Ce que mesure «{wording.NBSP}{indicator.label}{wording.NBSP}»", anchor=False)
    sheets.show(_facts(indicator.code), f"facts_{indicator.code}", f"Ce que mesure{wording.NBSP}: {indicator.label}")
    if found := edition.flags_of(indicator.code):
        st.subheader("Réserves sur ces données", anchor=False)
        furniture.flags(found)


@kept(reads.VIEWS)
def _facts(code: str) -> Sheet:
    """What is known of an indicator, a line each; never changed."""
    edition = reads.edition()
    indicator = edition.registry.indicators[code]
    facts = {
        "Définition": indicator.definition,
        "Libellé publié": f"{indicator.criterion_published}, {indicator.indicator_published}",
        "Unité": ". ".join(part for part in (indicator.unit or "sans unité", indicator.shift_reason) if part),
        "Unité publiée": indicator.unit_published or "non précisée",
        wording.YEAR: (
            f"{indicator.year or 'non précisée'} (publiée{wording.NBSP}: {indicator.year_published or 'non précisée'})"
        ),
        "Source": f"{indicator.source} (publiée{wording.NBSP}: {indicator.source_published or 'rien'})",
        "Couverture": indicator.coverage,
        "Sens de lecture": f"{wording.polarity_text(indicator.polarity)}. {indicator.polarity_reason}",
        "Fiabilité": f"{RELIABILITY[indicator.reliability]}. {indicator.reliability_reason}".strip(),
    }
    if indicator.contestable:
        facts["Indicateur discuté"] = indicator.contestable_reason
    if median := wording.median_text(edition, indicator):
        facts[f"Médiane des {edition.level.plural}"] = median
    return sheet(pd.DataFrame({"Rubrique": list(facts), "Ce qu’il faut savoir": list(facts.values())}))

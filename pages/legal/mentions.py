"""Mentions légales: who publishes, who hosts, whose words and numbers these are."""

from __future__ import annotations

import streamlit as st

from pages.shared import furniture, service
from pages.shared.foot import UNKNOWN
from pages.shared.plain import escaped

held = service.operator()


def line(label: str, text: str) -> str:
    return f"- **{label}**\u00a0: {escaped(text) if text else UNKNOWN}"


furniture.opening("Mentions légales")
st.header("Qui publie ce site", anchor=False)
st.markdown(
    "\n".join(
        (
            line("Éditeur", held.name),
            line("Adresse", held.address),
            line("Direction de la publication", held.director),
            line("Contact", held.contact),
        )
    )
)
st.header("Qui l’héberge", anchor=False)
st.markdown("\n".join((line("Hébergeur", held.host), line("Adresse", held.host_address))))
st.header("Les données et les textes", anchor=False)
st.markdown(
    "Les chiffres viennent de la table «\u00a0Données territoriales, 30 critères\u00a0» de l’Observatoire des "
    "partenariats "
    "(Le RAMEAU), programme IMPACT, 2020\u202f; chaque indicateur nomme son producteur, son année et ses réserves. "
    "Les "
    "ressources sont citées d’après les documents de Le RAMEAU, de l’Observatoire des partenariats et du Réseau des "
    "pionniers\u202f; leurs textes restent à leurs auteurs. Les contours des régions viennent de Natural Earth "
    "(domaine public)."
)
st.markdown(
    "Les figures et les documents que produit ce site peuvent être repris en gardant la source et les réserves qui "
    "y sont "
    "imprimées. Le code est libre (licence MIT)\u202f; les polices sont sous licence SIL OFL 1.1."
)

"""What a workshop keeps, for how long, by whom, and how it is erased."""

from __future__ import annotations

import streamlit as st

from pages.shared import folded
from territory.workshop.model import LEAST_SHOWN
from territory.workshop.store import KEPT_DAYS, MOST_KEPT_DAYS

TEXT = (
    "**Ce qui est gardé.** Pour chaque réponse\u00a0: l’acteur choisi, les points, les avis, l’heure, et une empreinte "
    "tirée d’un nombre au hasard que le navigateur garde, propre à cet atelier, pour qu’une nouvelle réponse remplace "
    "l’ancienne. Ni nom, ni courriel, ni adresse IP, ni compte.",
    "**À quoi cela sert.** À compter les réponses de chaque groupe, et à rien d’autre. Aucun groupe de moins de "
    f"{LEAST_SHOWN}\u00a0réponses n’est montré ni exporté, ni aucun dont un plus petit se déduirait par soustraction. "
    "Personne, pas même l’animateur, ne peut lire une réponse.",
    f"**Combien de temps.** Le temps choisi en préparant l’atelier, {KEPT_DAYS}\u00a0jours par défaut et "
    f"{MOST_KEPT_DAYS} au plus\u202f; puis tout est effacé tout seul. L’animateur peut tout effacer avant, "
    "d’un bouton.",
    "**Par qui.** L’organisme qui organise l’atelier en est responsable\u00a0: il écrit son nom, sa base légale et son "
    "contact en le préparant, et chaque personne les lit avant de répondre. Ce site héberge.",
    "**Vos droits.** Une réponse ne porte pas de nom\u00a0: elle ne peut être retrouvée que par la référence affichée "
    "après l’envoi. En la donnant à l’animateur avant que les résultats soient montrés, vous pouvez la faire mettre de "
    "côté. Sans cela, écrivez à l’organisateur.",
    "**Les adresses.** Qui a l’adresse de l’animateur mène l’atelier\u00a0: ne la projetez pas, ne l’envoyez pas "
    "en copie. Ce qui suit le signe # n’est transmis à aucun serveur par le navigateur, et quitte l’adresse dès "
    "l’ouverture. L’adresse de lecture ne montre que ce qui est révélé.",
)


def show() -> None:
    folded.expander(
        "Ce qui est gardé, combien de temps, par qui, et comment l’effacer", _text, key="atelier_kept",
        icon=":material/shield:",
    )  # fmt: skip


def _text() -> None:
    for paragraph in TEXT:
        st.markdown(paragraph)

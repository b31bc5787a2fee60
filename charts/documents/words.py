"""The French of the printed documents; each number in it is a constant of the code."""

from __future__ import annotations

from collections.abc import Sequence

from territory import wording
from territory.analysis import MUCH_FROM, NEAR_BELOW
from territory.wording import NBSP, THIN

KICKER = "Rapport régional"
ATLAS_KICKER = "Atlas"
KICKER_MEETING = "Vues choisies pour une réunion"
ATLAS_TITLE = "La diversité des territoires en cartes"
ATLAS_LEAD = (
    "Une carte par domaine, les mêmes classes partout\u00a0: une couleur veut dire la même chose sur chaque carte. "
    "Le nombre est la valeur publiée, le signe sa position par rapport à la valeur nationale\u00a0: ▲ plus fragile, "
    "= proche, ▼ moins fragile. L’astérisque signale un indicateur contestable."
)
SAME_CLASS = "= Proche, ou dans l’arrondi"
PROFILE_HEADING = "Les domaines, du plus au moins fragile"
DOMAINS_HEADING = "Les domaines, un par un"
DOMAINS_LEAD = (
    "Chaque phrase donne la valeur publiée, celle de la France métropolitaine, l’écart et le rang\u202f; la 1re région est "
    "la plus fragile. L’astérisque signale un indicateur contestable."
)
MAP_HEADING = "La première priorité établie, en carte"
MAP_WITHOUT_PRIORITY = "Un domaine en carte"
RANKING_HEADING = "Les régions, du plus au moins fragile"
RANKING_UNORDERED = "Les régions, dans l’ordre de la table publiée"
SIMILAR_HEADING = "Les régions au profil le plus proche"
CHOSEN_HEADING = "La région comparée à d’autres"
CONTEXT_HEADING = "Le contexte"
HELPS_HEADING = "Ce qui peut aider"
NO_RESOURCE = "Pas encore de ressource propre à ces premières priorités"
CONTEXT_HEADER = ("Indicateur", "", "France", "Millésime", "Source")
METHOD_HEADING = "Méthode et sources"
CLASSES_HEADING = "Les classes"
CLASSES_HEADER = ("Classe", "Écart comparé S")
SOURCES_HEADING = "D’où vient chaque nombre"
SOURCES_HEADER = ("Domaine", "Indicateur", "Millésime", "Source", "Sens de lecture")
FLAGS_HEADING = "Réserves les plus sérieuses"
ATLAS_SOURCES_HEADING = "Ce que montre chaque carte"
ATLAS_SOURCES_HEADER = ("Domaine", "Indicateur", "Unité", "Millésime", "Source", "Sens de lecture", "À savoir")
RELIABILITY = {"A": "fiabilité établie", "B": "à lire avec ses réserves", "C": "à confirmer"}
CONTESTABLE = "contestable"
LICENCE = "Données\u00a0: Observatoire des partenariats et les producteurs cités\u202f; citez la source et le millésime de chaque nombre. Contours des régions\u00a0: Natural Earth, domaine public. Typographie\u00a0: Observatoire Sans, d’après Inter, licence OFL\u00a01.1. Code\u00a0: licence MIT."

Runs = tuple[tuple[str, bool], ...]
"""Text in pieces, each plain or strong."""


def runs(text: str) -> Runs:
    """« a **b** c » in pieces: the only mark that our own sentences use."""
    pieces = text.split("**")
    return tuple((piece, k % 2 == 1) for k, piece in enumerate(pieces) if piece)


def profile_note() -> str:
    return (
        "La ligne verticale est la valeur nationale\u202f; à droite, plus fragile. Le grand point est la région, les petits les "
        "autres. À la fin de la ligne, l’écart comparé\u00a0: 1 est l’écart moyen des régions à la France."
    )


def context_lead(subject: str) -> str:
    return f"Ce que la table publie pour décrire {subject}, sans le comparer ni le classer."


def method_parts(regions: int) -> Sequence[tuple[str, Sequence[Runs]]]:
    """Title and paragraphs of the method, in short."""
    near, much = (wording.number(value, 1) for value in (NEAR_BELOW, MUCH_FROM))
    return (
        (
            "Un écart, et non un barème",
            (
                runs(
                    "Il n’y a ni seuil idéal ni barème. La référence est la valeur de la France métropolitaine publiée dans "
                    "la même table, et ce qui est montré est un **écart**. Aucune valeur n’est corrigée ni complétée\u202f; rangs "
                    "et classes sont calculés sur les valeurs non arrondies, seul l’affichage est arrondi."
                ),
            ),
        ),
        (
            "L’écart comparé",
            (
                runs(
                    f"Pour comparer des domaines entre eux, l’écart à la France est divisé par **l’écart moyen des {regions} "
                    f"régions à la France**{NBSP}: 1 veut dire «{NBSP}aussi grand que l’écart moyen{NBSP}», 2 le double. Positif, il "
                    "est du côté plus fragile, selon le sens de lecture de l’indicateur."
                ),
                runs(
                    f"Une **priorité** est un indicateur orienté, dont l’écart dépasse les arrondis de la source, avec un écart "
                    f"comparé d’au moins {near}{THIN}; à partir de {much}, l’écart est dit «{NBSP}nettement{NBSP}»."
                ),
            ),
        ),
        (
            "Ce que ces chiffres ne disent pas",
            (
                runs(
                    "Les millésimes diffèrent d’un indicateur à l’autre\u00a0: ce n’est la situation d’aucune année précise. Un écart "
                    "n’est pas une cause, et une région n’est pas homogène. Il n’y a pas de classement général des régions."
                ),
            ),
        ),
    )

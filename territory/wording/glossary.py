"""The words of the method that a reader need not know: what is said in their place, and what they mean.

A visitor reads ``plain`` everywhere; ``term`` stands where the method is explained, beside it. The names that
tables and axes share are those of this module.
"""

from __future__ import annotations

from dataclasses import dataclass

from territory.levels import WORDS, Words
from territory.wording.typography import NBSP, THIN

SCORE = "Fois l’écart moyen"
"""The heading of S: « +2,46 » under it is 2,46 times the mean gap."""
YEAR = "Année"
SETTINGS = "Réglages de lecture"
NEITHER = "Ni fragilité ni atout"
SUREST = "Les 7 plus sûrs"
"""The indicators that are read alone, where room is short."""
ASIDE = "Mettre en retrait"


@dataclass(frozen=True)
class Term:
    """A word of the method, what pages and documents say instead, and what it means."""

    term: str
    plain: str
    definition: str


def glossary(words: Words = WORDS) -> tuple[Term, ...]:
    """The terms, the first in the words of the edition."""
    score = (
        f"L’écart d’{words.level.a} {words.reference.dative}, divisé par {words.mean_gap} sur le même indicateur. "
        f"1{NBSP}: un écart comme les autres{THIN}; 2{NBSP}: deux fois plus grand. Positif{NBSP}: plus fragile."
    )
    return (Term("écart comparé", SCORE, score), *_OTHER_TERMS)


_OTHER_TERMS = (
    Term("millésime", YEAR, "L’année, ou les années, que décrit une donnée, et non celle de sa publication."),
    Term(
        "non orienté",
        NEITHER,
        "Un indicateur dont une valeur plus haute n’est ni meilleure ni pire. Il est montré, et n’est pas comparé.",
    ),
    Term(
        "noyau robuste",
        SUREST,
        "Les indicateurs qui ne sont ni discutés ni à confirmer. Un réglage ne garde qu’eux.",
    ),
    Term(
        "sensible aux choix",
        "Place qui dépend du calcul",
        "Une place qui change avec la façon de calculer. Elle ne dit rien contre la donnée, et ne fait pas "
        "changer le domaine de liste.",
    ),
    Term(
        "choix de lecture",
        SETTINGS,
        "Les indicateurs que l’on garde, et le sens donné à celui de la diversité. Chaque page et chaque document "
        "les dit.",
    ),
    Term(
        "estomper",
        ASIDE,
        "Pâlir sur l’écran ce qui dépend du calcul, pour ne plus voir que le reste. Rien n’est effacé.",
    ),
    Term(
        "sens de lecture",
        "Plus haut (ou plus bas) = plus fragile",
        "Ce qui fait d’une valeur plus haute, ou plus basse, une fragilité. Il est donné avec sa raison.",
    ),
    Term(
        "indicateur discuté",
        "Astérisque (*)",
        "Un indicateur qui mesure mal son domaine, ou autre chose. Il n’est jamais une priorité.",
    ),
    Term(
        "variante de calcul",
        "Une autre façon de calculer",
        "Un calcul refait avec d’autres choix, tous défendables, pour voir ce qui en dépend.",
    ),
)
GLOSSARY = glossary()

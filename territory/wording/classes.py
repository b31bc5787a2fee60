"""The classes of fragility: their names, their signs and their rules."""

from __future__ import annotations

from collections.abc import Mapping

from territory.analysis import MUCH_FROM, NEAR_BELOW, FragilityClass
from territory.levels import WORDS, Words
from territory.wording.glossary import NEITHER
from territory.wording.numbers import number

CLASS_LABEL: Mapping[FragilityClass, str] = {
    FragilityClass.MUCH_MORE_FRAGILE: "Nettement plus fragile",
    FragilityClass.MORE_FRAGILE: "Plus fragile",
    FragilityClass.NEAR: "Proche de la valeur nationale",
    FragilityClass.LESS_FRAGILE: "Moins fragile",
    FragilityClass.MUCH_LESS_FRAGILE: "Nettement moins fragile",
    FragilityClass.INDISTINGUISHABLE: "Non distinguable aux arrondis près",
    FragilityClass.NOT_ORIENTED: NEITHER,
    FragilityClass.NO_REFERENCE: "Sans valeur de référence",
    FragilityClass.MISSING: "Donnée non disponible",
}


def class_label(kind: FragilityClass, words: Words = WORDS) -> str:
    """« Plus fragile », « Proche de la valeur de référence »: the name of a class in an edition's words."""
    return f"Proche de {words.the_value}" if kind is FragilityClass.NEAR else CLASS_LABEL[kind]


CLASS_SYMBOL: Mapping[FragilityClass, str] = {
    FragilityClass.MUCH_MORE_FRAGILE: "▲▲",
    FragilityClass.MORE_FRAGILE: "▲",
    FragilityClass.NEAR: "=",
    FragilityClass.LESS_FRAGILE: "▼",
    FragilityClass.MUCH_LESS_FRAGILE: "▼▼",
    FragilityClass.INDISTINGUISHABLE: "=",
    FragilityClass.NOT_ORIENTED: "",
    FragilityClass.NO_REFERENCE: "",
    FragilityClass.MISSING: "",
}


def class_rules(*, hatched: bool = False) -> Mapping[FragilityClass, str]:
    """The values of S that each class holds; ``hatched`` beside the legend that shows the hatching."""
    near, much = number(NEAR_BELOW, 1), number(MUCH_FROM, 1)
    return {
        FragilityClass.MUCH_MORE_FRAGILE: f"S ≥ {much}",
        FragilityClass.MORE_FRAGILE: f"{near} ≤ S < {much}",
        FragilityClass.NEAR: f"−{near} < S < {near}",
        FragilityClass.LESS_FRAGILE: f"−{much} < S ≤ −{near}",
        FragilityClass.MUCH_LESS_FRAGILE: f"S ≤ −{much}",
        FragilityClass.INDISTINGUISHABLE: "écart dans l’arrondi des valeurs publiées",
        FragilityClass.NOT_ORIENTED: "indicateur «\u00a0non orienté\u00a0», qui n’est pas comparé",
        FragilityClass.NO_REFERENCE: "valeur publiée, sans rien à quoi la comparer",
        FragilityClass.MISSING: "sans valeur publiée" + (" (hachures)" if hatched else ""),
    }

"""The classes of fragility: their names, their signs and their rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from territory.analysis import MUCH_FROM, NEAR_BELOW, FragilityClass
from territory.levels import WORDS, Words
from territory.wording.glossary import NEITHER
from territory.wording.numbers import number


@dataclass(frozen=True)
class ClassWords:
    """A class's name; the values of S that it holds, or what else puts a cell in it; its sign, empty for none.

    In a rule, ``near`` and ``much`` stand for the two bounds of the method.
    """

    label: str
    rule: str
    symbol: str = ""


_WORDS: Mapping[FragilityClass, ClassWords] = {
    FragilityClass.MUCH_MORE_FRAGILE: ClassWords("Nettement plus fragile", "S ≥ {much}", "▲▲"),
    FragilityClass.MORE_FRAGILE: ClassWords("Plus fragile", "{near} ≤ S < {much}", "▲"),
    FragilityClass.NEAR: ClassWords("Proche de la valeur nationale", "−{near} < S < {near}", "="),
    FragilityClass.LESS_FRAGILE: ClassWords("Moins fragile", "−{much} < S ≤ −{near}", "▼"),
    FragilityClass.MUCH_LESS_FRAGILE: ClassWords("Nettement moins fragile", "S ≤ −{much}", "▼▼"),
    FragilityClass.INDISTINGUISHABLE: ClassWords(
        "Non distinguable aux arrondis près", "écart dans l’arrondi des valeurs publiées", "="
    ),
    FragilityClass.NOT_ORIENTED: ClassWords(NEITHER, "indicateur «\u00a0non orienté\u00a0», qui n’est pas comparé"),
    FragilityClass.NO_REFERENCE: ClassWords("Sans valeur de référence", "valeur publiée, sans rien à quoi la comparer"),
    FragilityClass.MISSING: ClassWords("Donnée non disponible", "sans valeur publiée"),
}
CLASS_LABEL: Mapping[FragilityClass, str] = {kind: words.label for kind, words in _WORDS.items()}
CLASS_SYMBOL: Mapping[FragilityClass, str] = {kind: words.symbol for kind, words in _WORDS.items()}


def class_label(kind: FragilityClass, words: Words = WORDS) -> str:
    """« Plus fragile », « Proche de la valeur de référence »: the name of a class in an edition's words."""
    return f"Proche de {words.the_value}" if kind is FragilityClass.NEAR else CLASS_LABEL[kind]


def class_rules(*, hatched: bool = False) -> Mapping[FragilityClass, str]:
    """What puts a cell in each class; ``hatched`` beside the legend that shows the hatching."""
    bounds = {"near": number(NEAR_BELOW, 1), "much": number(MUCH_FROM, 1)}
    rules = {kind: words.rule.format(**bounds) for kind, words in _WORDS.items()}
    return rules | ({FragilityClass.MISSING: f"{rules[FragilityClass.MISSING]} (hachures)"} if hatched else {})

"""The grammar proposed for a name that no file of ours knows: neutral turns of phrase, true whatever the name."""

from __future__ import annotations

from typing import NamedTuple

from territory.text import fold

NBSP = "\u00a0"
_VOWELS = {"a", "e", "i", "o", "u"}


class Grammar(NamedTuple):
    """« la zone d’emploi de Lens », « dans la zone d’emploi de Lens », « de la zone d’emploi de Lens »."""

    subject: str
    locative: str
    genitive: str


def proposed(level: str, name: str) -> Grammar:
    if level == "commune":
        return Grammar(name, _at(name), of(name))
    if level == "zone_emploi":
        whole = f"la zone d’emploi {of(name)}"
        return Grammar(whole, f"dans {whole}", f"de {whole}")
    quoted = f"«{NBSP}{name}{NBSP}»"
    if level == "intercommunalite":
        whole = f"l’intercommunalité {quoted}"
        return Grammar(whole, f"dans {whole}", f"de {whole}")
    if level == "departement":
        return Grammar(f"le département {quoted}", f"dans le département {quoted}", f"du département {quoted}")
    if level == "region":
        return Grammar(f"la région {quoted}", f"dans la région {quoted}", f"de la région {quoted}")
    return Grammar(f"le territoire {quoted}", f"dans le territoire {quoted}", f"du territoire {quoted}")


def of(name: str) -> str:
    """« de Lens », « d’Arras », « du Havre », « des Ulis », « de La Rochelle »."""
    for article, contracted in (("Le ", "du "), ("Les ", "des ")):
        if name.startswith(article):
            return contracted + name.removeprefix(article)
    first = name[:1] if name[:1].isascii() and name[:1].isalnum() else fold(name)[:1]
    return f"d’{name}" if first.lower() in _VOWELS else f"de {name}"


def _at(name: str) -> str:
    """« à Lens », « au Havre », « aux Ulis »."""
    for article, contracted in (("Le ", "au "), ("Les ", "aux ")):
        if name.startswith(article):
            return contracted + name.removeprefix(article)
    return f"à {name}"

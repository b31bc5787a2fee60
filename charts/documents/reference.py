"""The last parts of every document: how it is measured, and what is known of the data."""

from __future__ import annotations

from collections.abc import Sequence

from charts.documents import words
from charts.documents.blocks import Method, MethodPart, Remark, Remarks
from territory import wording
from territory.analysis import MUCH_FROM, NEAR_BELOW
from territory.flags import SEVERITIES, Flag
from territory.indicators import Indicator
from territory.levels import WORDS, Words
from territory.loader import Edition
from territory.regions import NATIONAL
from territory.wording import NBSP, THIN

GRAVE = SEVERITIES[0]
"""Severity of the remarks that a printed page must carry."""
FEW = 6
"""Remarks that a page can carry whatever their severity."""
NOT_TOLD = SEVERITIES[-1]
"""Severity of the remarks that only say that a check was passed."""


def formula(words: Words = WORDS) -> str:
    """The formula in one sentence."""
    return (
        f"Formule{NBSP}: écart e = x − N (valeur {words.level.genitive} moins {words.value}){THIN}; D = moyenne des "
        f"|x − N| des {words.level.plural}{THIN}; écart comparé S = s × e / D, où s = +1 si plus haut est plus fragile, "
        f"−1 si plus bas est plus fragile. 1 = {words.mean_gap}{THIN}; positif = plus fragile."
    )


def method(edition: Edition) -> Method:
    """How it is measured, in short; bounds come from the code."""
    parts = tuple(part(edition) for part in (_gap, _multiple, _priority, _ranks, _limits))
    rules = tuple(wording.class_rules(hatched=True).items())
    return Method(parts, rules, words.CLASSES, words.CLASSES_HEADER, edition.words)


def _gap(edition: Edition) -> MethodPart:
    return MethodPart(
        "Un écart, et non un barème",
        (
            f"{wording.scope_text(edition.registry)}. {wording.scope_reason(edition.registry)}",
            f"Il n’y a ni seuil idéal ni barème. La référence est {_published_value(edition)} publiée "
            "dans la même table, et ce qui est montré est un **écart**. Aucune valeur n’est corrigée ni "
            f"complétée{THIN}; rangs et classes sont calculés sur les valeurs non arrondies, seul l’affichage est "
            "arrondi.",
        ),
    )


def _multiple(edition: Edition) -> MethodPart:
    own, level, count = edition.words, edition.level, len(edition.regions)
    return MethodPart(
        "Combien de fois l’écart moyen",
        (
            f"Pour comparer des domaines entre eux, l’écart {own.reference.dative} est divisé par **l’écart moyen des {count} "
            f"{level.plural} {own.reference.dative}** (la moyenne des écarts absolus){NBSP}: 1 veut dire «{NBSP}aussi grand que l’écart "
            f"moyen{NBSP}», 2 le double. La méthode le nomme «{NBSP}écart comparé{NBSP}». Positif, il est du côté plus "
            "fragile, selon le sens de lecture de l’indicateur.",
            formula(own),
        ),
    )


def _priority(edition: Edition) -> MethodPart:
    near, much, own = wording.number(NEAR_BELOW, 1), wording.number(MUCH_FROM, 1), edition.words
    return MethodPart(
        "Une priorité",
        (
            f"Une **priorité** est un domaine plus fragile {own.reference.than}, au-delà des arrondis de la source, avec un "
            f"écart d’au moins {near}{NBSP}fois l’écart moyen, sur un indicateur ni discuté ni à confirmer. Un domaine plus fragile "
            "dont l’indicateur est discuté, ou la donnée incertaine, est **à confirmer**. La **place** d’un "
            f"domaine selon les variantes de calcul est une remarque{THIN}; elle ne change pas de liste. À partir de "
            f"{much}, l’écart est dit «{NBSP}nettement{NBSP}».",
        ),
    )


def _ranks(edition: Edition) -> MethodPart:
    level = edition.level
    return MethodPart(
        "Rang et données manquantes",
        (
            f"{level.first} = {level.subject} {level.most_fragile}. Les ex æquo partagent le meilleur rang. Une valeur absente de la source "
            f"reste absente ({wording.MISSING}){NBSP}: ni estimée, ni remplacée par zéro.",
        ),
    )


def _limits(edition: Edition) -> MethodPart:
    level = edition.level
    return MethodPart(
        "Ce que ces chiffres ne disent pas",
        (
            "Les années diffèrent d’un indicateur à l’autre\u00a0: ce n’est la situation d’aucune année précise. Un "
            f"écart n’est pas une cause, et {level.a} n’est pas homogène. Il n’y a pas de classement général des "
            f"{level.plural}.",
        ),
    )


def _published_value(edition: Edition) -> str:
    """« la valeur de la France métropolitaine », « la valeur de référence (Bretagne) »."""
    if edition.words.reference.name == wording.NATIONAL_NAME:
        return f"la valeur de la {edition.registry.scope}"
    return f"{edition.words.the_value} ({edition.words.reference.name})"


def remarks(edition: Edition, indicators: Sequence[Indicator], region: str | None) -> Remarks:
    """What is known of the data shown, most serious first; of one region's cells when one is given."""
    shown = {"*", *(indicator.code for indicator in indicators)}
    found = [
        flag
        for flag in edition.flags
        if flag.indicator in shown and flag.severity != NOT_TOLD and (region is None or flag.concerns(region))
    ]
    found.sort(key=lambda flag: SEVERITIES.index(flag.severity))
    every = tuple(_remark(edition, flag) for flag in found)
    grave = every if len(every) <= FEW else tuple(found for found in every if found.severity == GRAVE)
    return Remarks("Les réserves sur les données", grave, every)


def _remark(edition: Edition, flag: Flag) -> Remark:
    names = {NATIONAL: edition.words.reference.name} | {code: region.name for code, region in edition.regions.items()}
    named = edition.registry.indicators.get(flag.indicator)
    return Remark(
        named.label if named else "Toute la table",
        wording.FLAG_LABEL.get(flag.flag, flag.flag),
        flag.severity,
        ", ".join(names.get(code, code) for code in sorted(flag.territories)) or "tous",
        flag.finding,
        flag.treatment,
    )


def remark_lines(flags: Sequence[Flag], edition: Edition) -> list[str]:
    """The remarks on data in plain lines, most serious first, for a speaker's notes."""
    told = sorted((f for f in flags if f.severity != NOT_TOLD), key=lambda flag: SEVERITIES.index(flag.severity))
    return [
        f"{found.subject}{NBSP}: {found.finding} {found.treatment}"
        for found in (_remark(edition, flag) for flag in told)
    ]

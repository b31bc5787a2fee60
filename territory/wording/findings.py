"""The findings: titles of views and figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

import numpy as np
import pandas as pd

from territory.analysis import FragilityClass, Reason
from territory.arrays import sign_of
from territory.coded_array import coded_of
from territory.indicators import Domain, Indicator
from territory.levels import WORDS, Level, Words
from territory.loader import Edition
from territory.regions import Region
from territory.wording.classes import CLASS_LABEL
from territory.wording.marks import REASON_LABEL, marked
from territory.wording.typography import NBSP, THIN, capital, enumeration, grouped, lowered, plural
from territory.wording.values import comparison, unit_text, value_text

NAMED = 3
"""Domains that a region's lead names."""
LONGEST_LIST = 330
"""Characters of the territories that a title names: thirteen régions, but not as many intercommunalités in full."""
FEW = 13
"""Territories that a title names one by one; beyond, they are counted."""


def region_finding(region: Region, more_fragile: int, oriented: int, words: Words = WORDS) -> str:
    """« Dans les Hauts-de-France, 11 domaines sur 15 sont plus fragiles qu’en France »."""
    where, than = capital(region.locative), words.reference.than
    if oriented == 0:
        return f"{where}, aucun domaine n’est comparé {words.reference.dative}"
    if more_fragile == 0:
        return f"{where}, aucun domaine sur {oriented} n’est plus fragile {than}"
    verb, agreement = ("sont", "s") if more_fragile > 1 else ("est", "")
    return f"{where}, {plural(more_fragile, 'domaine')} sur {oriented} {verb} plus fragile{agreement} {than}"


def region_profile_finding(region: Region, labels: Sequence[str]) -> str:
    """« Éducation, emploi et culture : les premières priorités des Hauts-de-France »; ``labels`` of all of them."""
    if not labels:
        return f"Aucune priorité établie {region.locative}"
    head, *rest = labels[:NAMED]
    named = enumeration([head, *(lowered(label) for label in rest)])
    first = "premières " if len(labels) > NAMED else ""
    many = "la seule priorité" if not rest else f"les {first}priorités"
    return f"{named}{NBSP}: {many} {region.genitive}"


def region_lead(
    priorities: Sequence[tuple[str, str]], to_confirm: Sequence[tuple[str, str]], words: Words = WORDS
) -> str:
    """The first domains of a region in one sentence, the names in bold (``**``).

    ``priorities``: of each, in order, its label and « taux de chômage : 10,8 % contre 8,4 % »; ``to_confirm``: of
    each, its label and why. « Les 3 premières priorités : **emploi** (taux de chômage : 10,8 % contre 8,4 %), … »;
    the domains to confirm are named only when there is no priority.
    """
    if priorities:
        count = len(priorities)
        head = (
            "La seule priorité" if count == 1 else f"Les {min(count, NAMED)} {'premières ' * (count > NAMED)}priorités"
        )
        return f"{head}{NBSP}: {_named(priorities)}."
    if to_confirm:
        count = len(to_confirm)
        first = "un seul est" if count == 1 else f"{count} sont"
        shown = ", d’abord" if count > NAMED else ""
        return f"Aucun domaine n’est une priorité{THIN}; {first} à confirmer{shown}{NBSP}: {_named(to_confirm)}."
    return (
        f"Aucun domaine ne se détache{NBSP}: du côté le plus fragile, aucun écart distinguable n’atteint la moitié "
        f"de {words.mean_gap}."
    )


def _named(found: Sequence[tuple[str, str]]) -> str:
    return enumeration(f"**{lowered(label)}** ({said})" for label, said in found[:NAMED])


def opening_text(region: Region, label: str = "", reasons: str = "") -> str:
    """What a document opens on: « La première priorité : emploi », else the first domain to confirm, and why.

    ``reasons``: why the domain is to be confirmed, empty for a priority; no ``label``: no domain stands out.
    """
    if not label:
        return f"Aucun domaine ne se détache {region.locative}"
    if reasons:
        return f"Le premier domaine à confirmer{NBSP}: {lowered(label)} ({reasons})"
    return f"La première priorité{NBSP}: {lowered(label)}"


def cell_finding(row: Mapping[str, object], indicator: Indicator, domain: Domain, region: Region) -> str:
    """« Emploi, dans les Hauts-de-France : nettement plus fragile que la valeur nationale ».

    A contestable indicator is named instead of its domain, which it does not measure, and compared without a
    judgement: « part supérieure à la valeur nationale ».
    """
    kind, value = FragilityClass(str(row["class"])), indicator.words.the_value
    by_indicator = indicator.contestable or kind is FragilityClass.MISSING
    subject = f"{_subject(indicator) if by_indicator else domain.label}, {region.locative}"
    if kind is FragilityClass.NOT_ORIENTED:
        assert isinstance(row["gap"], Decimal)
        return f"{subject}{NBSP}: {comparison(row['gap'], indicator.words)}, sans classement"
    fixed = {
        FragilityClass.NEAR: f"proche de {value}",
        FragilityClass.INDISTINGUISHABLE: f"non distinguable de {value}, aux arrondis près",
        FragilityClass.NO_REFERENCE: "une valeur, sans référence à quoi la comparer",
        FragilityClass.MISSING: "aucune donnée dans la source",
    }
    if kind in fixed:
        return f"{subject}{NBSP}: {fixed[kind]}"
    if indicator.contestable:
        much = kind in (FragilityClass.MUCH_MORE_FRAGILE, FragilityClass.MUCH_LESS_FRAGILE)
        return f"{subject}{NBSP}: {_side(indicator, more_fragile=kind.more_fragile, much=much)} à {value}"
    return f"{subject}{NBSP}: {CLASS_LABEL[kind].lower()} que {value}"


def _subject(indicator: Indicator) -> str:
    """« Taux de chômage », « Familles monoparentales * (indicateur discuté) »: an indicator at the head of a title."""
    reason = f" ({REASON_LABEL[Reason.CONTESTABLE]})" if indicator.contestable else ""
    return f"{marked(indicator.label, indicator)}{reason}"


def _side(indicator: Indicator, *, more_fragile: bool, much: bool = False) -> str:
    """« part supérieure », « niveau nettement inférieur »: where a value stands, without saying that it is worse."""
    word = "supérieur" if (sign_of(indicator) > 0) == more_fragile else "inférieur"
    degree = "nettement " if much else ""
    return f"part {degree}{word}e" if indicator.symbol == "%" else f"niveau {degree}{word}"


def indicator_finding(indicator: Indicator, classes: Iterable[FragilityClass]) -> str:
    """« Taux de chômage : 4 régions sur 13 plus fragiles que la valeur nationale ».

    Of a contestable indicator, the side of the value and no judgement: « Familles monoparentales * (indicateur
    discuté) : part supérieure à la valeur nationale dans 4 régions sur 13, hors faibles écarts ».
    """
    level, value = indicator.words.level, indicator.words.the_value
    known = [c for c in classes if c is not FragilityClass.MISSING]
    subject = _subject(indicator)
    if not known:
        return f"{subject}{NBSP}: aucune donnée {indicator.words.level.adjectives[1]} dans la source"
    if all(c is FragilityClass.NO_REFERENCE for c in known):
        return f"{subject}{NBSP}: des valeurs, sans référence à quoi les comparer"
    if all(c is FragilityClass.NOT_ORIENTED for c in known):
        return f"{subject}{NBSP}: des valeurs à lire sans classement"
    fragile = sum(c.more_fragile for c in known)
    if indicator.contestable:
        where = f"dans {level.counted(fragile)} sur {grouped(len(known))}" if fragile else f"dans {level.none}"
        side = _side(indicator, more_fragile=True)
        return f"{subject}{NBSP}: {side} à {value} {where}, hors faibles écarts"
    if fragile == 0:
        return f"{subject}{NBSP}: {level.none} plus fragile que {value}"
    return (
        f"{subject}{NBSP}: {level.counted(fragile)} sur {grouped(len(known))} plus "
        f"fragile{'s' if fragile > 1 else ''} que {value}"
    )


def comparison_finding(edition: Edition, scores: pd.DataFrame, regions: Sequence[str]) -> str:
    """« Plus fragiles qu’en France : 11 domaines sur 15 dans les Hauts-de-France et 4 en Bretagne »."""
    oriented = scores[scores["score"].notna()]
    total = oriented["domain"].nunique()
    parts: list[str] = []
    for code in regions:
        kinds = oriented.loc[oriented["region"] == code, "class"]
        fragile = sum(FragilityClass(kind).more_fragile for kind in kinds)
        said = f"{plural(fragile, 'domaine')} sur {total}" if not parts else str(fragile)
        parts.append(f"{said} {edition.regions[code].locative}")
    return f"Plus fragiles {edition.words.reference.than}{NBSP}: {enumeration(parts)}"


def extent_finding(indicator: Indicator, ordered: Sequence[tuple[Region, Decimal]]) -> str:
    """« Taux de chômage : de 10,8 % dans les Hauts-de-France à 6,9 % en Bretagne »: first and last, ties named.

    ``ordered``: the regions that have a value, most fragile first, by value where none is.
    """
    subject = _subject(indicator)
    if not ordered:
        return f"{subject}{NBSP}: aucune donnée {indicator.words.level.adjectives[1]} dans la source"
    first, last = ordered[0][1], ordered[-1][1]
    starting, ending = (
        f"{write(indicator, extreme)} {_places((r for r, value in ordered if value == extreme), indicator.words.level)}"
        for write, extreme in ((unit_text, first), (value_text, last))  # the unit is said once, but for %
    )
    return f"{subject}{NBSP}: {starting}" if first == last else f"{subject}{NBSP}: de {starting} à {ending}"


def _places(regions: Iterable[Region], level: Level) -> str:
    """« en Bretagne », « en Bretagne et dans les Pays de la Loire », « dans 3 régions »."""
    found = [region.locative for region in regions]
    return enumeration(found) if len(found) < 3 else f"dans {level.counted(len(found))}"


def majority_finding(edition: Edition, scores: pd.DataFrame) -> str:
    """« Les Hauts-de-France et la Corse sont plus fragiles qu’en France dans plus de la moitié des 15 domaines »."""
    oriented = scores.loc[scores["score"].notna(), ["region", "domain", "class"]]
    domains = oriented["domain"].nunique()
    worse = coded_of(oriented["class"]).where(lambda kind: FragilityClass(kind).more_fragile)
    codes, regions = pd.factorize(oriented["region"])
    most = 2 * np.bincount(codes[worse], minlength=len(regions)) > np.bincount(codes, minlength=len(regions))
    found = [edition.regions[str(code)] for code in regions[most]]
    than = edition.words.reference.than
    if not domains:
        return f"Aucun domaine n’est comparé {edition.words.reference.dative}"
    share = f"plus de la moitié des {domains} domaines sont plus fragiles {than}"
    if domains == 1:
        share = f"le seul domaine comparé est plus fragile {than}"
    if not found:
        return f"Dans {edition.level.none}, {share}"
    listed = sum(len(region.locative) for region in found)
    if len(found) > FEW or listed > LONGEST_LIST:
        return f"Dans {edition.level.counted(len(found))} sur {grouped(len(edition.regions))}, {share}"
    return f"{capital(enumeration(region.locative for region in found))}, {share}"

"""What is perceived beside what is measured, in words: prudent ones where nothing can be told.

A workshop is no election: people give « bulletins » and points, never « votes ».
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from territory.analysis import FragilityClass
from territory.levels import WORDS, Words
from territory.wording.classes import CLASS_SYMBOL, class_label
from territory.wording.marks import reasons_text
from territory.wording.numbers import number, score_number
from territory.wording.typography import NBSP, THIN, capital, enumeration, lowered, plural
from territory.workshop.model import LEAST_SHOWN, MOST_ON_ONE, POINTS, Opinion
from territory.workshop.perception import Group, Measure, Perceived, Placed, Side, Zone

Labels = Mapping[str, str]
"""Domains' labels by code."""

EVERYONE = "Tous les acteurs"
ZONE_LABEL: Mapping[Zone, str] = {
    Zone.BOTH: "Vu et mesuré",
    Zone.MEASURED: "Mesuré, peu vu",
    Zone.SEEN: "Vu, non mesuré",
    Zone.NEITHER: "Ni l’un ni l’autre",
}
OPINION_LABEL: Mapping[Opinion, str] = {
    Opinion.MORE: "plus fragile qu’ailleurs",
    Opinion.SAME: "comme ailleurs",
    Opinion.LESS: "moins fragile",
    Opinion.UNKNOWN: "je ne sais pas",
}
NO_ELECTION = (
    f"Ce n’est ni une élection ni un sondage représentatif{NBSP}: les réponses disent ce que pensent les personnes "
    "qui ont répondu."
)
NOT_PLACED: Mapping[FragilityClass, str] = {
    FragilityClass.MISSING: "non mesuré",
    FragilityClass.NOT_ORIENTED: "ni fragilité ni atout",
    FragilityClass.NO_REFERENCE: "sans valeur de référence",
}
_NAMED, _TOLD = 3, 4
"""Domains that a title and a sentence name; the table has them all."""


def group_label(group: Group) -> str:
    """« Élus », « Tous les acteurs »."""
    return group.label or EVERYONE


def ballots_text(count: int) -> str:
    return plural(count, "bulletin")


def answers_text(group: Group) -> str:
    """« 14 bulletins », « 412 personnes »."""
    return plural(group.ballots, "personne") if group.surveyed else ballots_text(group.ballots)


def reference_text(group: Group) -> str:
    """« partage égal : 6,3 % »: what a group's shares are compared with."""
    return f"{_reference(group)}{NBSP}: {percent(group.reference, 1)}"


def _reference(group: Group) -> str:
    return "moyenne des domaines" if group.surveyed else "partage égal"


def percent(share: Decimal | float, decimals: int = 0) -> str:
    """« 21 % »: a share of the points, or of people."""
    value = share if isinstance(share, Decimal) else Decimal(repr(share))
    return f"{number(value * 100, decimals)}{THIN}%"


def margin_text(group: Group, found: Perceived) -> str:
    """« 21 % ± 9 »: the share and half of its 95 % interval, in points of per cent."""
    half = number(Decimal(repr(group.margin(found))) * 100, 0)
    return f"{percent(found.share)} ±{NBSP}{half}"


def measure_text(measure: Measure, words: Words = WORDS) -> str:
    """« ▲ Plus fragile (indicateur discuté) », « non mesuré »: the measured side of a domain."""
    if not measure.placed:
        return NOT_PLACED[measure.kind]
    reasons = f" ({reasons_text(measure.reasons)})" if measure.reasons else ""
    return f"{CLASS_SYMBOL[measure.kind]} {class_label(measure.kind, words)}{reasons}"


def zone_text(one: Placed) -> str:
    """« Vu et mesuré », « Vu, non mesuré, à confirmer », « non mesuré »."""
    if one.zone is None:
        return NOT_PLACED[one.measure.kind]
    return ZONE_LABEL[one.zone] if one.sure else f"{ZONE_LABEL[one.zone]} (incertain)"


# --- a group ---------------------------------------------------------------------------------------------


def finding(group: Group, placed: Sequence[Placed], labels: Labels) -> str:
    """« Vu et mesuré : emploi et éducation ; vu, non mesuré : mobilité », or that nothing stands out."""
    seen = ((zone, _above(placed, zone)) for zone in (Zone.BOTH, Zone.SEEN))
    parts = [f"{ZONE_LABEL[zone].lower()}{NBSP}: {_some(found, labels)}" for zone, found in seen if found]
    if parts:
        return capital(f"{THIN}; ".join(parts))
    if others := [one for one in placed if one.zone is None and one.perceived.side is Side.ABOVE]:
        return f"Vu, sans mesure en regard{NBSP}: {_some(others, labels)}"
    return f"Avec {answers_text(group)}, aucun domaine ne se détache"


def _above(placed: Iterable[Placed], zone: Zone) -> list[Placed]:
    """The domains of a zone that are told to be seen, the largest shares first."""
    found = [one for one in placed if one.zone is zone and one.perceived.side is Side.ABOVE]
    return sorted(found, key=lambda one: -one.perceived.share)


def _some(found: Sequence[Placed], labels: Labels) -> str:
    return _named([one.perceived.domain for one in found], labels)


def _named(codes: Sequence[str], labels: Labels) -> str:
    """« emploi, santé et 2 autres domaines »."""
    names = [lowered(labels[code]) for code in codes[:_NAMED]]
    rest = len(codes) - len(names)
    return enumeration([*names, plural(rest, "autre domaine", "autres domaines")] if rest else names)


def group_sentences(group: Group, placed: Sequence[Placed], labels: Labels) -> tuple[str, ...]:
    """What can be told of a group: its zones, what it sets aside, what is not placed; or why nothing can be."""
    said = [_zone_sentence(zone, _told(placed, zone), labels) for zone in Zone]
    said.append(unmeasured_sentence(placed, labels))
    kept = [one for one in said if one]
    if not any(one.sure for one in placed):
        kept.insert(0, _nothing(group))
    return tuple(kept)


def _told(placed: Iterable[Placed], zone: Zone) -> list[Placed]:
    found = [one for one in placed if one.zone is zone and one.sure]
    return sorted(found, key=lambda one: -one.perceived.share)


def _nothing(group: Group) -> str:
    return (
        f"Avec {answers_text(group)}, aucun domaine ne se détache "
        f"({reference_text(group)}) au-delà de ce que le hasard de quelques réponses peut faire."
    )


def _zone_sentence(zone: Zone, found: Sequence[Placed], labels: Labels) -> str:
    """« Vu et mesuré : emploi (21 % des points ; ▲▲, 2,5 fois l’écart moyen). »"""
    if not found:
        return ""
    told = [_domain_text(one, labels) for one in found[:_TOLD]]
    rest = len(found) - len(told)
    more = [plural(rest, "autre domaine", "autres domaines")] if rest else []
    return f"{ZONE_LABEL[zone]}{NBSP}: {enumeration([*told, *more])}."


def _domain_text(one: Placed, labels: Labels) -> str:
    measure = one.measure
    shown = f"{CLASS_SYMBOL[measure.kind]} {score_number(measure.height, 1, signed=True)}".strip()
    reasons = f", {reasons_text(measure.reasons)}" if measure.reasons else ""
    return f"{lowered(labels[measure.domain])} ({percent(one.perceived.share)}{THIN}; {shown}{reasons})"


def unmeasured_sentence(placed: Iterable[Placed], labels: Labels) -> str:
    """The domains that are in no zone, each with why; empty when all are placed."""
    parts = [
        f"{lowered(labels[one.measure.domain])} ({NOT_PLACED[one.measure.kind]}, {percent(one.perceived.share)})"
        for one in placed
        if one.zone is None
    ]
    return f"Sans mesure comparable, et donc non placé{NBSP}: {enumeration(parts)}." if parts else ""


def order_sentence(levels: Sequence[Sequence[Perceived]], labels: Labels) -> str:
    """Which domains come before the others, where the spread tells it; else that no order can be."""
    if len(levels) < 2:
        return "L’écart entre les réponses ne permet pas de ranger les domaines entre eux."
    first = [one.domain for one in levels[0]]
    names = enumeration(lowered(labels[code]) for code in first)
    alone = len(first) == 1
    return (
        f"En tête, au-delà de l’incertitude{NBSP}: {names}"
        + ("" if alone else f", sans ordre entre {'eux deux' if len(first) == 2 else 'eux'}")
        + f"{THIN}; les {len(levels)} paliers figurent dans le tableau."
    )


def withheld_sentence(labels: Sequence[str]) -> str:
    """Which groups are not shown, and why; empty when all are."""
    if not labels:
        return ""
    names = enumeration(lowered(label) for label in labels)
    return (
        f"Non montré{NBSP}: {names}. Un groupe n’est montré qu’à partir de {LEAST_SHOWN}{NBSP}bulletins, et si aucun "
        "groupe plus petit ne peut s’en déduire par soustraction."
    )


def nothing_shown() -> str:
    """A round with too few ballots for anything."""
    why = "rien ne peut être montré sans risquer de reconnaître une personne"
    return f"Moins de {LEAST_SHOWN}{NBSP}bulletins{NBSP}: {why}."


def method_lines(domains: int, words: Words = WORDS) -> tuple[str, ...]:
    """How the two sides are read, from the constants of the code; a survey's own way to perceive is its own."""
    return (
        f"**Perçu**{NBSP}: chaque personne partage {POINTS}{NBSP}points entre les domaines, {MOST_ON_ONE} au plus sur "
        f"un seul. La part d’un domaine est ce qu’il reçoit de tous les points donnés{THIN}; un partage égal entre les "
        f"{domains}{NBSP}domaines en donnerait {percent(Decimal(1) / domains, 1)} à chacun. Au-dessus, le domaine est "
        f"«{NBSP}vu{NBSP}».",
        *how(words),
    )


def how(words: Words = WORDS) -> tuple[str, ...]:
    """What holds for a workshop and for a survey."""
    return (
        f"**Mesuré**{NBSP}: le domaine est une fragilité selon la méthode du site, un écart {words.reference.dative} "
        f"d’au moins la moitié de {words.mean_gap}, au-delà des arrondis.",
        f"**Incertitude**{NBSP}: la barre est l’intervalle à 95{THIN}% (loi de Student), jamais plus fin que ce qu’une "
        "personne de plus peut changer. Un point plein se détache du partage égal, tous les domaines pris ensemble "
        f"(Holm){THIN}; un point creux, non.",
        f"**Entre acteurs et entre tours**{NBSP}: une différence n’est dite que si elle dépasse l’incertitude commune, "
        "toutes les comparaisons prises ensemble (Holm). Ne pas voir de différence ne prouve pas un accord.",
        NO_ELECTION,
    )

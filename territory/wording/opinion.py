"""The second question in words: what is said plus or moins fragile qu'ailleurs, where chance does not explain it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from territory.wording.perception import Labels, answers_text, group_label
from territory.wording.typography import NBSP, THIN, enumeration, lowered, plural
from territory.workshop.model import LEAST_SHOWN, Opinion
from territory.workshop.opinions import Answers, Parting, answer_of
from territory.workshop.perception import Group, Measure, Side

QUESTION = "Plus fragile qu’ailleurs, comme ailleurs, moins fragile\u202f?"
HEADING: Mapping[Opinion, str] = {
    Opinion.MORE: "Plus fragile qu’ailleurs",
    Opinion.SAME: "Comme ailleurs",
    Opinion.LESS: "Moins fragile",
    Opinion.UNKNOWN: "Je ne sais pas",
}
"""An answer as a heading of the table and a line of the legend."""
NOTHING = "Trop peu de réponses à la seconde question pour les montrer"
_TOLD = 4


def finding(group: Group, answers: Sequence[Answers], labels: Labels) -> str:
    """« Dit plus fragile qu’ailleurs : emploi et santé », or that nothing can be told."""
    parts = [
        f"{said}{NBSP}: {enumeration(_names([one.domain for one in _on(answers, side)], labels))}"
        for side, said in ((Side.ABOVE, "dit plus fragile qu’ailleurs"), (Side.BELOW, "dit moins fragile"))
        if _on(answers, side)
    ]
    found = f"{THIN}; ".join(parts)
    return found[:1].upper() + found[1:] if found else f"Avec {answers_text(group)}, aucun domaine n’est tranché"


def _on(answers: Iterable[Answers], side: Side) -> list[Answers]:
    return [one for one in answers if one.side is side]


def _names(codes: Sequence[str], labels: Labels) -> list[str]:
    names, rest = [lowered(labels[code]) for code in codes[:_TOLD]], len(codes) - _TOLD
    return [*names, plural(rest, "autre domaine", "autres domaines")] if rest > 0 else names


def sentences(answers: Sequence[Answers], measures: Sequence[Measure], labels: Labels) -> tuple[str, ...]:
    """What a group says of domains, beside what is measured; nothing where it was not asked."""
    if not answers:
        return ()
    by_domain = {one.domain: one for one in measures}
    found: dict[str, list[Answers]] = {}
    for one in answers:
        if one.side is not Side.UNSURE:
            found.setdefault(_meeting(one.side, by_domain[one.domain]), []).append(one)
    if not found:
        return (
            f"Seconde question{NBSP}: aucun domaine n’est dit plus fragile, ou moins, qu’ailleurs au-delà de ce que le "
            "hasard de quelques réponses peut faire.",
        )
    return tuple(f"{said}{NBSP}: {enumeration(_counted(own, labels))}." for said, own in found.items())


def _meeting(side: Side, measure: Measure) -> str:
    """How what is said meets what is measured."""
    if side is Side.BELOW:
        return "Dit moins fragile qu’ailleurs" + (", mais mesuré comme une fragilité" if measure.fragile else "")
    if not measure.placed:
        return "Dit plus fragile qu’ailleurs, sans mesure en regard"
    return "Dit plus fragile qu’ailleurs, " + ("et mesuré ainsi" if measure.fragile else "mais non mesuré ainsi")


def _counted(own: Sequence[Answers], labels: Labels) -> list[str]:
    """« emploi (12 « plus », 1 « moins », sur 14 réponses) »."""
    told = [
        f"{lowered(labels[one.domain])} ({one.more} «{NBSP}plus{NBSP}», {one.less} «{NBSP}moins{NBSP}», "
        f"sur {plural(one.given, 'réponse')})"
        for one in own[:_TOLD]
    ]
    rest = len(own) - len(told)
    return [*told, plural(rest, "autre domaine", "autres domaines")] if rest else told


def row_sentence(one: Answers, label: str) -> str:
    """« Emploi : 12 plus fragile qu’ailleurs, 1 comme ailleurs, 1 moins fragile, 0 je ne sais pas. »"""
    counts = ", ".join(f"{lowered(HEADING[each])} {one.counts.get(each, 0)}" for each in Opinion)
    return f"{label}, {plural(one.given, 'réponse')}{NBSP}: {counts}."


def parting_sentences(found: Sequence[Parting], labels: Labels) -> tuple[str, ...]:
    """« Santé : dite plus fragile… » among actors; nothing where nothing can be told."""
    return tuple(
        f"{labels[one.domain]}{NBSP}: «{NBSP}plus fragile qu’ailleurs{NBSP}» pour {_part(one.more, one.domain)}, pour "
        f"{_part(one.less, one.domain)}."
        for one in found
    )


def _part(group: Group, domain: str) -> str:
    """« 18 des 24 citoyens qui se prononcent »."""
    found = answer_of(group, domain)
    return f"{found.more} des {found.decided}{NBSP}{lowered(group_label(group))} qui se prononcent"


def move_sentences(found: Sequence[Parting], second: Group, labels: Labels) -> tuple[str, ...]:
    """What the second round changed in what a group says, beyond chance; nothing where nothing can be told."""
    told = []
    for one in found:
        before, after = (answer_of(each, one.domain) for each in _in_order(one, second))
        told.append(
            f"{group_label(second)}{NBSP}: {lowered(labels[one.domain])}, «{NBSP}plus fragile qu’ailleurs{NBSP}» pour "
            f"{before.more} sur {before.decided} au premier tour, {after.more} sur {after.decided} au second."
        )
    return tuple(told)


def _in_order(one: Parting, second: Group) -> tuple[Group, Group]:
    return (one.less, one.more) if one.more is second else (one.more, one.less)


def hidden_sentence(codes: Sequence[str], labels: Labels) -> str:
    """Which domains have too few answers to be shown; empty when all have enough."""
    if not codes:
        return ""
    return (
        f"Non montré, faute de {LEAST_SHOWN}{NBSP}réponses ou pour que rien ne se déduise par soustraction{NBSP}: "
        f"{enumeration(lowered(labels[code]) for code in codes)}."
    )


METHOD_LINE = (
    f"**Seconde question**{NBSP}: un domaine est dit plus fragile (ou moins) quand «{NBSP}plus{NBSP}» l’emporte sur "
    f"«{NBSP}moins{NBSP}» au-delà du hasard d’une pièce lancée (test des signes, tous les domaines pris ensemble, Holm)"
    f"{THIN}; deux acteurs, ou deux tours, sont dits différents par le test exact de Fisher, de même."
)

"""What groups and rounds have in common, and what sets them apart: said only beyond what chance moves."""

from __future__ import annotations

from collections.abc import Sequence

from territory.wording.perception import Labels, answers_text, group_label, percent
from territory.wording.typography import NBSP, enumeration, lowered
from territory.workshop.comparison import Difference
from territory.workshop.perception import Group


def agreement_sentence(codes: Sequence[str], groups: Sequence[Group], labels: Labels) -> str:
    """What every group sees, or that nothing is seen by all for sure."""
    if len(groups) < 2:
        return "Un seul groupe peut être montré\u00a0: rien n’est comparé entre acteurs."
    who = enumeration(lowered(group_label(group)) for group in groups)
    if not codes:
        return f"Aucun domaine ne se détache à la fois chez {who}\u00a0: cela ne prouve ni accord ni désaccord."
    return f"Vu par tous ({who}){NBSP}: {enumeration(lowered(labels[code]) for code in codes)}."


def difference_sentences(found: Sequence[Difference], labels: Labels) -> tuple[str, ...]:
    """« Santé : 24 % des points des citoyens, 8 % de ceux des élus. »"""
    if not found:
        return ("Aucune différence entre acteurs ne dépasse leur incertitude commune.",)
    return tuple(
        f"{labels[one.domain]}{NBSP}: {percent(one.more.of(one.domain).share)} chez les "
        f"{lowered(group_label(one.more))} ({answers_text(one.more)}), "
        f"{percent(one.less.of(one.domain).share)} chez les {lowered(group_label(one.less))} "
        f"({answers_text(one.less)})."
        for one in found
    )


def move_sentences(found: Sequence[Difference], second: Group, labels: Labels) -> tuple[str, ...]:
    """What the second round changed for a group, beyond chance."""
    who = group_label(second)
    if not found:
        return (f"{who}{NBSP}: aucun déplacement ne dépasse l’incertitude des deux tours.",)
    return tuple(_move(one, second, labels) for one in found)


def _move(one: Difference, second: Group, labels: Labels) -> str:
    up = one.more is second
    before, after = (one.less, one.more) if up else (one.more, one.less)
    return (
        f"{group_label(second)}{NBSP}: {lowered(labels[one.domain])} {'monte' if up else 'descend'}, de "
        f"{percent(before.of(one.domain).share)} à {percent(after.of(one.domain).share)} des points."
    )

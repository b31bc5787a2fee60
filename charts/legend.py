"""Classes in words and signs: the entries of every legend, and the sign beside a value."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from charts.record import LegendEntry
from territory import wording
from territory.analysis import FragilityClass
from territory.levels import WORDS, Level, Words

ORIENTED = (
    FragilityClass.MUCH_MORE_FRAGILE,
    FragilityClass.MORE_FRAGILE,
    FragilityClass.NEAR,
    FragilityClass.LESS_FRAGILE,
    FragilityClass.MUCH_LESS_FRAGILE,
)
"""From the most to the least fragile: a legend of an oriented indicator has them all."""

_MERGED: Mapping[FragilityClass, str] = {FragilityClass.NEAR: "Proche, ou dans l’arrondi"}
"""The label of an entry that also counts the cells which rounding cannot tell from the national value."""


def legend_class(kind: FragilityClass) -> FragilityClass:
    """A cell that rounding cannot tell from the national value has the colour of the near ones, and their entry."""
    return FragilityClass.NEAR if kind is FragilityClass.INDISTINGUISHABLE else kind


def legend_label(kind: FragilityClass, *, merged: bool = True, words: Words = WORDS) -> str:
    """« ▲ Plus fragile ». ``merged``: near and within rounding share the entry of ``legend_class``."""
    name = wording.class_label(kind, words)
    name = _MERGED.get(kind, name) if merged else name
    return f"{wording.CLASS_SYMBOL[kind]} {name}".strip()


def legend_entry(
    kind: FragilityClass,
    count: int,
    counted: str | Level,
    *,
    bounds: str = "",
    merged: bool = True,
    words: Words = WORDS,
) -> LegendEntry:
    """« ▲ Plus fragile : de 8,9 à 9,8 % (4 régions) »; ``counted``: what is counted, a level or its singular."""
    number = counted.counted(count) if isinstance(counted, Level) else wording.plural(count, counted)
    label = legend_label(kind, merged=merged, words=words) + (f"{wording.NBSP}: {bounds}" if bounds else "")
    return LegendEntry(kind, f"{label} ({number})", count)


def legend_of(
    kinds: Iterable[FragilityClass], counted: str, *, merged: bool = True, words: Words = WORDS
) -> tuple[LegendEntry, ...]:
    """An entry for each class that is met, without bounds."""
    counts = Counter(legend_class(kind) if merged else kind for kind in kinds)
    return tuple(
        legend_entry(kind, counts[kind], counted, merged=merged, words=words) for kind in FragilityClass if counts[kind]
    )


def with_sign(text: str, kind: FragilityClass) -> str:
    """« −1,9 % = », « 10,8 % ▲▲ »: the sign after the value, for « = −1,9 » would read as an equation."""
    sign = wording.CLASS_SYMBOL[kind]
    return f"{text}{wording.NBSP}{sign}" if sign else text

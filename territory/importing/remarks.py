"""What offices print beside a number: « 10,9 (p) », « 8,1 e », « 10,9* », « 12,4 (1) ». Kept as flags of the edition.

Only marks of one meaning are read. « 12e » may be a rank, « 8,1 s » secret or a threshold: they stay refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Protocol


class Marked(Protocol):
    """An indicator, by its code in the edition and its label."""

    @property
    def code(self) -> str: ...
    @property
    def label(self) -> str: ...


NAMED = 6
"""Territories that a flag names; how many more there are is said."""


@dataclass(frozen=True)
class _Kind:
    """``flag``: its code in the edition; ``finding``: what a reader is told of one value."""

    flag: str
    severity: str
    message: str
    finding: str


class Mark(Enum):
    """What a mark says of the number before it."""

    PROVISIONAL = _Kind("PROVISOIRE", "faible", "une valeur marquée comme provisoire", "provisoire")
    SEMI_FINAL = _Kind("SEMI_DEFINITIF", "faible", "une valeur marquée comme semi-définitive", "semi-définitive")
    ESTIMATED = _Kind("ESTIMATION", "faible", "une valeur marquée comme estimée", "estimée")
    REVISED = _Kind("REVISEE", "info", "une valeur marquée comme révisée", "révisée")
    NOTE = _Kind("APPEL_DE_NOTE", "faible", "un appel de note, gardé comme réserve\u202f; la note n’est pas lue", "")


_LETTERS = {
    **dict.fromkeys(("p", "prov", "provisoire"), Mark.PROVISIONAL),
    **dict.fromkeys(("e", "est", "estimation", "estimé", "estimée"), Mark.ESTIMATED),
    **dict.fromkeys(("r", "révisé", "révisée"), Mark.REVISED),
    **dict.fromkeys(("sd", "semi-définitif", "semi-définitive"), Mark.SEMI_FINAL),
}
_WORDS = "|".join(_LETTERS)
_LAST = re.compile(
    rf"(?P<rest>.*\S)\s*(?:\(\s*(?:(?P<word>{_WORDS})\.?|[0-9]{{1,2}}|\*{{1,3}})\s*\)|\*{{1,3}}|[¹²³⁴-⁹]{{1,2}}"
    rf"|(?:(?<=[0-9%‰€]\s)|(?<=,[0-9])|(?<=,[0-9][0-9]))(?P<letter>p|e|r|sd))",
    re.IGNORECASE,
)
_IN_HEADER = re.compile(rf"\(\s*(?P<word>{_WORDS})\.?\s*\)", re.IGNORECASE)
_NOTE_OF_HEADER = re.compile(r"(?P<rest>.*\S)\s*(?:\([0-9]{1,2}\)|\*{1,3}|[¹²³⁴-⁹]{1,2})")
_MOST, _LONGEST = 3, 60
"""Marks beside one number, and characters of a cell that may have some."""


def parted(text: str) -> tuple[str, tuple[Mark, ...]]:
    """A cell and its marks: « 10,9 (p) » → ``("10,9", (PROVISIONAL,))``; as it is where it has none."""
    found: list[Mark] = []
    if len(text) > _LONGEST:
        return text, ()
    while len(found) < _MOST and (last := _LAST.fullmatch(text)):
        word = last["word"] or last["letter"]
        found.append(_LETTERS[word.lower()] if word else Mark.NOTE)
        text = last["rest"]
    return text, tuple(dict.fromkeys(found))


def of_header(header: str) -> tuple[str, tuple[Mark, ...]]:
    """A header and the marks that its whole column bears: « 2023 (p) » → ``("2023", (PROVISIONAL,))``."""
    marks = dict.fromkeys(_LETTERS[word.lower()] for word in _IN_HEADER.findall(header))
    text = _IN_HEADER.sub("", header) if marks else header
    if last := _NOTE_OF_HEADER.fullmatch(text):
        text, marks = last["rest"], {**marks, Mark.NOTE: None}
    return " ".join(text.split()) if marks else header, tuple(marks)


def flag(mark: Mark, indicator: Marked, codes: Sequence[str], names: Mapping[str, str]) -> Mapping[str, str]:
    """The flag of an indicator whose values of some territories bear a mark; ``codes`` empty: its whole column does."""
    kind = mark.value
    return {
        "indicator": indicator.code,
        "flag": kind.flag,
        "severity": kind.severity,
        "territories": "|".join(codes) or "*",
        "finding": f"{indicator.label}\u00a0: {_of(mark, len(codes))}{_named(codes, names)}.",
        "treatment": "Affiché tel que le fichier le donne.",
    }


def _of(mark: Mark, count: int) -> str:
    if mark is Mark.NOTE:
        return "le fichier porte un appel de note, dont le texte n’est pas repris"
    return (
        f"valeur {mark.value.finding}, dit le fichier"
        if count == 1
        else f"valeurs {mark.value.finding}s, dit le fichier"
    )


def _named(codes: Sequence[str], names: Mapping[str, str]) -> str:
    if not codes:
        return ""
    more = len(codes) - NAMED
    said = ", ".join(names[code] for code in codes[:NAMED])
    return f" ({said}{f' et {more} autre' if more > 0 else ''}{'s' if more > 1 else ''})"


def by_mark(marks: Sequence[tuple[str, tuple[Mark, ...]]]) -> Iterator[tuple[Mark, list[str]]]:
    """Each mark with the codes that bear it, in the order of ``Mark``."""
    for mark in Mark:
        if codes := [code for code, found in marks if mark in found]:
            yield mark, codes

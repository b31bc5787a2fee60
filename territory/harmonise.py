"""Harmonisation: one published string becomes exact numbers. Nothing is guessed, nothing is rounded.

Forms met in the published tables: ``8,4`` ``65018096`` ``5 391 223`` ``-2,2%`` ``152 milliards``
``90 000 à 105 000`` ``#N/A`` and the empty cell.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

NOT_AVAILABLE = "#N/A"
_NUMBER = re.compile(r"[-\u2212]?([0-9]{1,3}( [0-9]{3})+|[0-9]+)(,[0-9]+)?")
_DIGITS = re.compile(r"[0-9 ]+")
_SPACES = str.maketrans({"\u00a0": " ", "\u202f": " "})


class Form(StrEnum):
    """How the cells of a row are written; one row, one form."""

    NUMBER = "number"
    PERCENT = "percent"
    MILLIARDS = "milliards"
    RANGE = "range"
    EMPTY = "empty"


ALLOWED = {
    Form.NUMBER: "un nombre à virgule décimale, comme 8,4 ou 5 391 223",
    Form.PERCENT: "un pourcentage, comme -2,2%",
    Form.MILLIARDS: "un montant, comme 152 milliards",
    Form.RANGE: "une fourchette, comme 90 000 à 105 000",
    Form.EMPTY: "une cellule vide",
}


@dataclass(frozen=True)
class Cell:
    """A published cell: its string, and what it says. ``value`` and ``low``/``high`` exclude each other.

    ``decimals`` counts the digits after the comma of the published value; ``broken_bound`` is true when a
    bound of a range is no well-formed number (« 55 00 à 60 000 »): that bound is ``None``, never guessed.
    """

    published: str
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    decimals: int = 0
    broken_bound: bool = False

    @property
    def missing(self) -> bool:
        return self.value is None and self.low is None and self.high is None


def parse_number(text: str) -> Decimal | None:
    """``'5 391 223'`` → 5391223, ``'-2,2'`` → −2.2; ``None`` when the string is no well-formed number."""
    if not _NUMBER.fullmatch(text):
        return None
    return Decimal(text.replace(" ", "").replace(",", ".").replace("\u2212", "-"))


def parse_cell(published: str, form: Form) -> Cell | None:
    """The cell a published string stands for, or ``None`` when the string does not have the row's form."""
    text = published.translate(_SPACES).strip()
    if text in ("", NOT_AVAILABLE):
        return Cell(published)
    if form is Form.RANGE:
        return _range(published, text)
    suffix = {Form.NUMBER: "", Form.PERCENT: "%", Form.MILLIARDS: "milliards"}.get(form)
    if suffix is None or not text.endswith(suffix):
        return None
    number = text.removesuffix(suffix).rstrip()
    value = parse_number(number)
    return None if value is None else Cell(published, value=value, decimals=len(number.partition(",")[2]))


def _range(published: str, text: str) -> Cell | None:
    low, separator, high = (part.strip() for part in text.partition(" à "))
    if not separator or not _DIGITS.fullmatch(low) or not _DIGITS.fullmatch(high):
        return None
    least, most = parse_number(low), parse_number(high)
    if least is None or most is None:
        return None if least is most else Cell(published, low=least, high=most, broken_bound=True)
    return Cell(published, low=least, high=most) if least < most else None

"""Text compared without accents, capitals or punctuation; text from outside, cleaned or refused."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

_WORD = re.compile(r"[a-z0-9]+")
_BETWEEN = re.compile(r"[^a-z0-9\n]+")
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "’": " ", "'": " "})


def fold(text: str) -> str:
    """« L’Écosystème, co-construit » → ``l ecosysteme co construit``."""
    plain = text.lower()
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain.translate(_LIGATURES))
        plain = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(_WORD.findall(plain))


def folds(texts: Sequence[str]) -> list[str]:
    """``fold`` of each of many texts, all of them at once."""
    whole = "\n".join(texts).lower()
    if whole.count("\n") != len(texts) - 1:  # one of them holds a line's end
        return [fold(text) for text in texts]
    if not whole.isascii():
        whole = unicodedata.normalize("NFKD", whole.translate(_LIGATURES))
        whole = "".join(c for c in whole if not unicodedata.combining(c))
    return [line.strip(" ") for line in _BETWEEN.sub(" ", whole).split("\n")]


def slug(text: str) -> str:
    """The same, words joined by hyphens: an identifier for an address."""
    return fold(text).replace(" ", "-")


def unwanted(text: str) -> str:
    """The code point of the first forbidden character (control, bidirectional, invisible): « U+202E »; else empty."""
    for character in text:
        if unicodedata.category(character) in {"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"}:
            return f"U+{ord(character):04X}"
    return ""

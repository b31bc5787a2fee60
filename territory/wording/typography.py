"""The marks of French typography: spaces, plurals, ordinals, enumerations."""

from __future__ import annotations

import re
from collections.abc import Iterable

THIN = "\u202f"
NBSP = "\u00a0"
HYPHEN = "\u2011"
"""« Hauts-de-France » with these hyphens stays on one line."""
_JOINED = re.compile(r"[^\W\d_]+-de-[^\W\d_]+")


def plural(count: int, singular: str, plural_form: str | None = None) -> str:
    """« 1 région », « 4 régions »; in French, zero and one are singular."""
    word = singular if abs(count) < 2 else plural_form or f"{singular}s"
    return f"{grouped(count)}{NBSP}{word}"


def grouped(count: int) -> str:
    """« 35 000 »: thousands apart."""
    return f"{count:,}".replace(",", THIN)


def ordinal(rank: int, *, feminine: bool = True) -> str:
    """« 1re », « 1er », « 12e », « 1 234e »."""
    return f"{grouped(rank)}{'e' if rank > 1 else 're' if feminine else 'er'}"


def capital(text: str) -> str:
    """First letter raised, the rest untouched (``str.capitalize`` lowers proper nouns)."""
    return text[:1].upper() + text[1:]


def lowered(text: str) -> str:
    """First letter lowered, the rest untouched: a label in the middle of a sentence."""
    return text[:1].lower() + text[1:]


def full_stop(text: str) -> str:
    """The text as a sentence; « n. d. » has its full stop already."""
    return text if text.endswith(".") else f"{text}."


def unbroken(text: str) -> str:
    """A text whose names joined by « de » no line cuts, where nothing but its characters can say so: a page's title."""
    return _JOINED.sub(lambda name: name[0].replace("-", HYPHEN), text)


def enumeration(items: Iterable[str]) -> str:
    """« a », « a et b », « a, b et c »."""
    *head, last = list(items)
    return f"{', '.join(head)} et {last}" if head else last

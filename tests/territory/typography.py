"""French typography as the product writes it; what breaks it, by name."""

from __future__ import annotations

import re

NBSP, NNBSP = "\u00a0", "\u202f"
OPAQUE = re.compile(
    r"écarts? comparé|millésime|non orienté|domaines? orienté|noyau robuste|sensible au|choix de lecture|estomp", re.I
)
"""« Opaque for an elected official »: said plainly everywhere but where the method is explained."""
FORBIDDEN = re.compile(
    r"retard|mauvais|\bélève|\bnot(e|é|ation)|significati|moyenne nationale|que la moyenne|probabilité",
    re.IGNORECASE,
)
"""What judges a region, or promises more than the method."""
RULES = {
    "ASCII apostrophe": "'",
    "ASCII quotation mark": '"',
    "no U+202F before ; ! ?": f"(?<!{NNBSP})[;!?]",
    "no U+202F between a number and %": rf"\d[^{NNBSP}]?%",
    "no U+00A0 before a colon": f"(?<!{NBSP}):",
    "no U+00A0 inside guillemets": f"«(?!{NBSP})|(?<!{NBSP})»",
    "two spaces": rf"[ {NBSP}{NNBSP}]{{2}}",
    "space at an end": r"^\s|\s$",
    "space before a comma or a full stop": r"\s[,.]",
    "hyphen for a minus": r"(?<!\w)-\d",
    "decimal point": r"\d\.\d",
    "plain space between thousands": r"\b\d{1,3} \d{3}\b",
    "plain space in « n. d. »": r"n\. d\.",
    "comma before a bracket": r",\s*\(",
    "dots in a row": r"\.\.",
}


def faults(text: str) -> list[str]:
    return [f"{name}: {text!r}" for name, pattern in RULES.items() if re.search(pattern, text)]


def plain(text: str) -> str:
    """Typographic spaces, minus and apostrophes as method.md's own text writes them."""
    return text.replace("’", "'").replace(NBSP, " ").replace(NNBSP, " ")

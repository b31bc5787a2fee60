"""Numbers as offices write them: « 14,3 % », « 1 234,5 », « s », « 1.5 ». What has two readings is never guessed.

One cell at a time; ``column`` tells from the other cells what a comma or a dot means there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from territory.harmonise import Form
from territory.importing import remarks
from territory.importing.remarks import Mark
from territory.importing.telling import Said
from territory.sheets import Cell, Odd, Oddity, Percent

_SPACES = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u2007": " ", "\u2212": "-"})
_SECRET = {"s", "ss", "c", "secret", "secret statistique"}
_MISSING = {
    *("nd", "n.d.", "n. d.", "n.d", "na", "n/a", "#n/a", "n.a.", "nc", "n.c.", "ns", "n.s.", "nr"),
    *("-", "--", "–", "—", "…", "...", "..", ".", "/", ":", "non disponible", "non renseigné", "indisponible"),
}
_WHOLE = r"(?:[0-9]+|[0-9]{1,3}(?: [0-9]{3})+)"
_SIGN = r"[-+]? ?"
NUMBER = re.compile(
    rf"(?P<whole>{_SIGN}{_WHOLE})"
    rf"|(?P<maybe_comma>{_SIGN}[1-9][0-9]{{0,2}},[0-9]{{3}})"
    rf"|(?P<comma>{_SIGN}{_WHOLE},[0-9]+)"
    rf"|(?P<maybe_dot>{_SIGN}[1-9][0-9]{{0,2}}\.[0-9]{{3}})"
    rf"|(?P<dot>{_SIGN}{_WHOLE}\.[0-9]+)"
    rf"|(?P<marks>{_SIGN}[0-9][0-9., ]{{0,40}}[0-9])"
)
SURE = re.compile(r"-?[0-9]{1,15}(?:,(?:[0-9]{1,2}|[0-9]{4,9}))?")
"""What has one reading only, and needs no mending: most cells, and the quick way through them."""
_RANGE = re.compile(rf"(?P<low>{_WHOLE}) à (?P<high>{_WHOLE})")
_BROKEN_RANGE = re.compile(r"[0-9][0-9 ]* à [0-9][0-9 ]*")
_SUFFIXES = ("%", "‰", "€", "milliards")
LONGEST = 24
"""Characters of a number: more are no measure of anything."""
ALLOWED = "un nombre, comme 14,3 ou 1\u202f234,5, ou une cellule vide"
_AMBIGUOUS = "un nombre qui se lit de deux façons"
_WHY_DATE = "une date au lieu d’un nombre\u202f: le format de la cellule l’a peut-être changé"
_ODD = {
    Oddity.DATE: _WHY_DATE,
    Oddity.TRUTH: "un vrai ou faux au lieu d’un nombre",
    Oddity.NO_VALUE: "une formule dont le classeur n’a pas gardé la valeur",
    Oddity.ERROR: "l’erreur d’une formule",
}


@dataclass(frozen=True)
class Read:
    """A cell in French writing, empty where missing or refused, its suffix, and what there is to say of it."""

    text: str = ""
    suffix: str = ""
    said: Said | None = None
    remarks: tuple[Mark, ...] = ()


def bare(cell: str) -> tuple[str, str]:
    """A text without its spaces and its suffix, and that suffix: « 14,3 % » → ``("14,3", "%")``."""
    text = cell.translate(_SPACES).strip()
    for suffix in _SUFFIXES:
        if text.endswith(suffix):
            return text.removesuffix(suffix).rstrip(), suffix
    return text, ""


def is_missing(text: str) -> bool:
    return not text or text.lower() in _MISSING or text.lower() in _SECRET


def looks_numeric(cell: Cell) -> bool:
    """Whether a cell could be a value: a number of any writing, or a missing one."""
    if not isinstance(cell, str):
        return True
    if not cell.strip():
        return True
    text, _ = bare(remarks.parted(cell)[0])
    return is_missing(text) or NUMBER.fullmatch(text) is not None or _BROKEN_RANGE.fullmatch(text) is not None


def ending(form: Form) -> str:
    """What the loader reads after the numbers of a form."""
    return {Form.PERCENT: "\u202f%", Form.MILLIARDS: "\u202fmilliards"}.get(form, "")


def plain(text: str) -> str:
    """A text in French writing without its suffix."""
    return bare(text)[0]


def read_cell(cell: Cell, mark: str, broken_ranges: bool) -> Read:
    """A cell in French writing."""
    if isinstance(cell, Decimal):
        return Read(french(cell))
    if isinstance(cell, Percent):
        return Read(french(cell.value), "%")
    if isinstance(cell, Odd):
        if cell.text == "#N/A":
            return Read(said=Said("«\u00a0#N/A\u00a0» est lu comme une valeur manquante", cell.text))
        return Read(said=Said(_ODD[cell.kind], cell.text, ALLOWED))
    if not cell or SURE.fullmatch(cell):
        return Read(cell)
    plain, marks = remarks.parted(cell.strip())
    if not marks:
        return _text(cell, cell, mark, broken_ranges)
    return replace(_text(cell, plain, mark, broken_ranges), remarks=marks)


def _text(cell: str, plain: str, mark: str, broken_ranges: bool) -> Read:
    """A cell without its marks, ``plain``; ``cell`` is what is said to be found."""
    text, suffix = bare(plain)
    if broken_ranges and _BROKEN_RANGE.fullmatch(text):
        return Read(text, suffix)
    if is_missing(text):
        if not text:
            return Read()
        secret = "couverte par le secret" if text.lower() in _SECRET else "manquante"
        return Read(said=Said(f"«\u00a0{text}\u00a0» est lu comme une valeur {secret}", cell))
    return _number(cell, text, suffix, mark)


def _number(cell: str, text: str, suffix: str, mark: str) -> Read:
    found = NUMBER.fullmatch(text)
    kind = found.lastgroup if found else None
    if kind == "marks":
        return Read(said=Said(_AMBIGUOUS, cell, "une virgule décimale et des espaces entre les milliers"))
    if kind in ("maybe_comma", "maybe_dot"):
        if mark != ("," if kind == "maybe_comma" else "."):
            one, other = text.replace(".", ","), re.sub("[.,]", "\u202f", text)
            return Read(said=Said(_AMBIGUOUS, cell, f"{one} ou {other}, écrit sans ambiguïté"))
        kind = kind.removeprefix("maybe_")
    said = Said("point décimal lu comme une virgule", cell) if kind == "dot" else None
    if kind and len(text) > LONGEST:
        return Read(said=Said("un nombre de trop de chiffres", cell, f"au plus {LONGEST} caractères"))
    if kind:
        return Read(text.replace(".", ",").replace("+", "").replace("- ", "-").lstrip(), suffix, said)
    return _range(cell, text, suffix)


def _range(cell: str, text: str, suffix: str) -> Read:
    found = _RANGE.fullmatch(text)
    if found and int(found["low"].replace(" ", "")) < int(found["high"].replace(" ", "")):
        return Read(text, suffix)
    if _BROKEN_RANGE.fullmatch(text):
        message = "une fourchette dont une borne est mal écrite"
        return Read(said=Said(message, cell, "une fourchette, comme 90\u202f000 à 105\u202f000"))
    return Read(said=Said("une cellule qui n’est pas un nombre", cell, ALLOWED))


def french(value: Decimal) -> str:
    """``Decimal("14.3")`` → « 14,3 »."""
    return format(value, "f").replace(".", ",")


def exact(text: str) -> Decimal | None:
    """The number of a text in French writing, its suffix left out; ``None`` when missing or a range."""
    number = bare(text)[0].replace(" ", "").replace(",", ".")
    return Decimal(number) if number and "à" not in number else None


def decimals(text: str) -> int:
    """Digits after the comma of a text in French writing."""
    digits = text.partition(",")[2]
    return len(digits) if digits.isdecimal() else len(bare(digits)[0])

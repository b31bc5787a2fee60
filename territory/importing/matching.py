"""Which territory each row or column of a file is: of a level that ships, or of the file's own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from territory.importing.grammar import proposed
from territory.importing.headers import LEVELS as FINEST_FIRST
from territory.importing.known import CODE, NEAR, WIDTHS, Known, Nearest, Territory, is_reference, parent_code
from territory.importing.layouts import Key
from territory.importing.parents import held_in, is_total
from territory.importing.report import Log
from territory.levels import LEVELS, Level
from territory.regions import NATIONAL
from territory.text import fold, folds, slug

OTHER = "territoire"
"""The level of territories that are not in any list that ships."""


@dataclass(frozen=True)
class Matched:
    """``codes``: of each key, ``None`` where it is left out; ``reference``: how the file names its reference row.

    ``held``: the keys, by number, that are of what holds the territories, with its code.
    """

    level: str
    codes: tuple[str | None, ...]
    territories: Mapping[str, Territory]
    reference: str = ""
    held: Mapping[int, str] = field(default_factory=dict)


def match(
    keys: Sequence[Key], level: str, own: Mapping[str, Territory], known: Mapping[str, Known], log: Log
) -> Matched:
    """The code of each key. ``level``: that of the choices or of the headers; ``own``: the territories the file lists.

    What is unknown is a warning, what has two readings or looks misspelt an error.
    """
    all_names = zip(keys, folds([key.name for key in keys]), strict=True)
    references = [is_reference(key.code, key.name, folded) and not is_total(key) for key, folded in all_names]
    places = [key for key, reference in zip(keys, references, strict=True) if not reference]
    if not own and level not in FINEST_FIRST:
        level = _level(places, known, log)
    shipping = known.get(level) if not own else None
    held = held_in(keys, references, shipping, own, log)
    places = [key for number, key in enumerate(keys) if not references[number] and number not in held]
    named, territories = _among(shipping, places, log) if shipping else _of_the_file(places, level or OTHER, own, log)
    following = iter(named)
    codes = tuple(
        NATIONAL if reference else None if number in held else next(following)
        for number, reference in enumerate(references)
    )
    used = {code for code in codes if code not in (None, NATIONAL)}
    if shipping:
        _say_missing(LEVELS[level], [t.name for code, t in territories.items() if code not in used], log)
    _check_repeated(keys, codes, log)
    return Matched(
        level or OTHER,
        codes,
        {code: territory for code, territory in territories.items() if code in used},
        next((key.name or key.code for key, it_is in zip(keys, references, strict=True) if it_is), ""),
        {number: parent for number, parent in held.items() if parent},
    )


def _among(shipping: Known, places: Sequence[Key], log: Log) -> tuple[list[str | None], Mapping[str, Territory]]:
    """The codes of keys among the territories that ship, and all of these."""
    near = Nearest(territory.name for territory in shipping.territories.values())
    return [_known(key, shipping, near, log) for key in places], shipping.territories


def _of_the_file(
    places: Sequence[Key], level: str, own: Mapping[str, Territory], log: Log
) -> tuple[list[str | None], Mapping[str, Territory]]:
    """The codes of keys that the file lists itself or brings with its values, and these territories."""
    named = _own(places, level, own, log)
    made = {code: _made(code, key, level) for code, key in zip(named, places, strict=True) if code}
    return named, made | {code: territory for code, territory in own.items() if code in made}


def _say_missing(level: Level, names: Sequence[str], log: Log) -> None:
    """« 8 régions absentes du fichier », and the first of their names."""
    if names:
        said = ", ".join(names[:8]) + (f" et {len(names) - 8} autres" if len(names) > 8 else "")
        absent = f"absent{level.e}{'s' if len(names) > 1 else ''}"
        log.warn(f"{level.counted(len(names))} {absent} du fichier", found=said)


def _level(places: Sequence[Key], known: Mapping[str, Known], log: Log) -> str:
    """The level of which the file names the most territories, when no header says it; codes alone may be of two."""
    counts = {
        level: sum(bool(of.named(key.name or key.code) or of.code_of(key.code)[0]) for key in places)
        for level, of in known.items()
    }
    by_name = {level: sum(bool(of.named(key.name or key.code)) for key in places) for level, of in known.items()}
    best = max(counts.values(), default=0)
    if best * 2 <= len(places) or not best:
        return ""
    levels = [level for level, count in counts.items() if count == best]
    if len(levels) > 1:
        levels = [level for level in levels if by_name[level] == max(by_name.values())]
    if len(levels) == 1:
        return levels[0]
    said = " ou ".join(LEVELS[level].plural for level in levels)
    first = places[0]
    message = "des codes qui peuvent être de deux niveaux"
    log.error(message, first.row, first.column, first.code, f"{said}\u202f: dites le niveau, ou ajoutez les noms")
    return levels[0]


def _known(key: Key, known: Known, names_of_ours: Nearest, log: Log) -> str | None:
    """The code of a key among those that ship."""
    code, mended = known.code_of(key.code) if key.code else ("", False)
    names = known.named(key.name) if key.name else ()
    if not code and not names:
        if not key.name:
            names = known.named(key.code)
        elif not key.code:
            code, mended = known.code_of(key.name)
    if not code and not names and (code := known.together(key.name or key.code)):
        log.mended(
            "un code et un nom dans une même cellule, lus tous les deux", key.row, key.column, key.name or key.code
        )
    if len(names) > 1 and code not in names:
        log.error("un nom qui est celui de deux territoires", key.row, key.column, key.name, " ou ".join(names))
        return None
    if code and names and code not in names:
        allowed = f"{known.territories[code].name}, ou le code {names[0]}"
        log.error("un code et un nom qui ne sont pas du même territoire", key.row, key.column, key.name, allowed)
        return None
    if code or names:
        if key.name and not names and fuzz.partial_ratio(fold(key.name), fold(known.territories[code].name)) < NEAR:
            said = known.territories[code].name
            log.warn("un nom qui n’est pas celui de son code, lu par son code", key.row, key.column, key.name, said)
        if mended:
            log.mended("un code qui avait perdu son zéro ou sa majuscule", key.row, key.column, key.code or key.name)
        return code or names[0]
    _say_unknown(key, names_of_ours.to(key.name or key.code), LEVELS[known.level].a, log)
    return None


def _say_unknown(key: Key, near: str, allowed: str, log: Log) -> None:
    """A name that is nearly one of ours is an error; one that is like none is left out with a warning."""
    text = " ".join(part for part in (key.code, key.name) if part)
    if near:
        log.error("un territoire inconnu", key.row, key.column, text, f"sans doute «\u00a0{near}\u00a0»")
    else:
        log.warn("un territoire inconnu, laissé de côté", key.row, key.column, text, allowed)


def _own(places: Sequence[Key], level: str, own: Mapping[str, Territory], log: Log) -> list[str | None]:
    """The codes of territories that the file lists itself, or brings with its values."""
    width = WIDTHS.get(level, 0)
    full = sum(len(key.code) == width for key in places) * 2 > len(places)
    by_name = {fold(territory.name): code for code, territory in own.items()}
    near = Nearest(territory.name for territory in own.values())
    codes: list[str | None] = []
    for key in places:
        code = key.code or (slug(key.name)[:20].strip("-") if not own else by_name.get(fold(key.name), ""))
        if own and code not in own:
            code = by_name.get(fold(key.code or key.name), code)
        if width and full and code.isdecimal() and len(code) == width - 1 and code not in own:
            log.mended("un code qui avait perdu son zéro", key.row, key.column, code)
            code = code.zfill(width)
        codes.append(_checked(code, key, own, near, log))
    return codes


def _checked(code: str, key: Key, own: Mapping[str, Territory], names: Nearest, log: Log) -> str | None:
    if not CODE.fullmatch(code) or code == NATIONAL:
        allowed = "au plus 20 lettres sans accent, chiffres, points ou tirets"
        log.error("un code de territoire qui ne convient pas", key.row, key.column, code or key.name, allowed)
        return None
    if own and code not in own:
        near = names.to(key.name or key.code)
        allowed = f"sans doute «\u00a0{near}\u00a0»" if near else "un territoire de la feuille des territoires"
        log.error("un territoire inconnu", key.row, key.column, key.code or key.name, allowed)
        return None
    return code


def _check_repeated(keys: Sequence[Key], codes: Sequence[str | None], log: Log) -> None:
    """A territory stands once, and no two of them bear one name."""
    if len(set(codes)) == len(codes):
        return
    seen: dict[str, Key] = {}
    for key, code in zip(keys, codes, strict=True):
        if code is None:
            continue
        if code in seen:
            what = "la référence" if code == NATIONAL else "un territoire"
            message = f"{what} qui est à deux endroits du fichier, et peut être deux choses"
            allowed = f"une seule fois (déjà ligne {seen[code].row + 1})"
            log.error(message, key.row, key.column, key.name or key.code, allowed)
        seen.setdefault(code, key)


def _made(code: str, key: Key, level: str) -> Territory:
    name = key.name or key.code
    grammar = proposed(level, name)
    return Territory(
        code=code,
        name=name,
        short=name,
        subject=grammar.subject,
        locative=grammar.locative,
        genitive=grammar.genitive,
        published=name,
        parent=parent_code(key.parent, key.parent_name),
        parent_name=key.parent_name or key.parent,
    )

"""Reading of ``indicators.toml``: a bad entry stops the load and says where, what was found and what is allowed."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import MISSING, fields
from enum import StrEnum
from importlib.resources.abc import Traversable
from typing import Any

from territory.csvfile import NOT_UTF8
from territory.errors import DataError
from territory.harmonise import Form
from territory.indicators import Check, Dimension, Domain, Indicator, Polarity, Registry
from territory.levels import LEVELS, WORDS, Reference, Words, reference_named

_REQUIRED_TEXT = (
    "criterion_published",
    "indicator_published",
    "label",
    "short",
    "definition",
    "phrase",
    "coverage",
    "source",
)
SHORT_AT_MOST = 36
"""Characters of an indicator's short label: one line of a card on a telephone."""

LAYOUTS = ("published", "long", "wide")
_RELIABILITY = ("A", "B", "C")
_CHECK_NEEDS: Mapping[str, tuple[str, ...]] = {
    "sum": (),
    "sum_without": ("excluded",),
    "share": ("of",),
    "ratio": ("of", "by"),
}


def load_registry(path: Traversable) -> Registry:
    """Read ``indicators.toml``. Raises ``DataError`` for a file, an entry or a field that breaks a rule."""
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        where = re.search(r"line (\d+), column (\d+)", str(error))
        row, column = (f"ligne {where[1]}", f"caractère {where[2]}") if where else ("", "")
        found = NOT_UTF8 if isinstance(error, UnicodeDecodeError) else "un contenu d’une autre forme"
        raise DataError(path.name, row, column, found, "un fichier TOML en UTF-8") from error
    for section in ("edition", "dimensions", "domains", "indicators"):
        if not isinstance(document.get(section), dict):
            raise DataError(path.name, f"section [{section}]", "", "rien", "une section")
    for section in ("dimensions", "domains", "indicators"):
        if flat := [name for name, entry in document[section].items() if not isinstance(entry, dict)]:
            raise DataError(path.name, f"section [{section}]", flat[0], "une valeur", "une section")
    dimensions = {
        code: Dimension(code, _label(path.name, f"dimension {code}", entry))
        for code, entry in document["dimensions"].items()
    }
    domains = {code: _domain(path.name, code, entry, dimensions) for code, entry in document["domains"].items()}
    own = _edition(path.name, document["edition"])
    words = Words(LEVELS[own.pop("level", WORDS.level.code)], _reference(path.name, document.get("reference", {})))
    indicators = {
        code: _indicator(path.name, code, entry, domains, words) for code, entry in document["indicators"].items()
    }
    _check_links(path.name, domains, indicators)
    return Registry(**own, dimensions=dimensions, domains=domains, indicators=indicators, words=words)


def _reference(file: str, entry: Any) -> Reference:
    """The [reference] section, which may be absent: texts, and only those of a ``Reference``."""
    known = [field.name for field in fields(Reference)]
    for name, found in entry.items() if isinstance(entry, dict) else [("", entry)]:
        if name not in known or not isinstance(found, str) or not found:
            raise DataError(file, "section [reference]", name, str(found), ", ".join(known))
    return reference_named(entry)


def _domain(file: str, code: str, entry: dict[str, Any], dimensions: Mapping[str, Dimension]) -> Domain:
    if entry.get("dimension") not in dimensions:
        raise DataError(file, f"domaine {code}", "dimension", str(entry.get("dimension")), " | ".join(dimensions))
    label = _label(file, f"domaine {code}", entry)
    return Domain(code, label, entry.get("short", label), entry["dimension"])


def _label(file: str, row: str, entry: dict[str, Any]) -> str:
    label = entry.get("label")
    if not isinstance(label, str) or not label:
        raise DataError(file, row, "label", "" if label is None else str(label), "un texte non vide")
    return label


def _indicator(file: str, code: str, entry: dict[str, Any], domains: Mapping[str, Domain], words: Words) -> Indicator:
    row = f"indicateur {code}"
    known = {field.name for field in fields(Indicator)} - {"words"}
    if unknown := sorted(set(entry) - known):
        raise DataError(file, row, unknown[0], str(entry[unknown[0]]), "un champ connu : " + ", ".join(sorted(known)))
    for name in _REQUIRED_TEXT:
        if not entry.get(name):
            raise DataError(file, row, name, str(entry.get(name, "")), "un texte non vide")
    _check_types(file, row, entry)
    if len(entry["short"]) > SHORT_AT_MOST:
        raise DataError(file, row, "short", entry["short"], f"au plus {SHORT_AT_MOST} caractères")
    if entry.get("shift") and not entry.get("shift_reason"):
        raise DataError(file, row, "shift_reason", "", "une raison")
    entry = dict(entry, form=_choice(file, row, "form", entry.get("form"), Form))
    if "{v}" not in entry["phrase"]:
        raise DataError(file, row, "phrase", entry["phrase"], "un texte où {v} tient la place de la valeur")
    if entry["form"] is not Form.EMPTY:
        if not entry.get("year"):
            raise DataError(file, row, "year", "", "l’année retenue, comme 2016")
        if not entry.get("unit"):
            raise DataError(file, row, "unit", "", "une unité, ou (unité non précisée)")
    for name in ("polarity", "source_polarity"):
        if name in entry:
            entry[name] = _choice(file, row, name, entry[name], Polarity)
    if entry.get("domain"):
        _check_fragility_entry(file, row, entry, domains)
    if "check" in entry:
        entry["check"] = _check(file, row, entry["check"])
    return Indicator(code=code, words=words, **entry)


def _check_types(file: str, row: str, entry: dict[str, Any]) -> None:
    """Every field that has no default is there; texts are texts, decimals whole numbers, switches booleans."""
    for field in fields(Indicator):
        if field.name == "code":
            continue
        if field.name not in entry:
            if field.default is MISSING:
                raise DataError(file, row, field.name, "", "un champ obligatoire")
            continue
        found = entry[field.name]
        if field.type == "str" and not isinstance(found, str):
            raise DataError(file, row, field.name, str(found), "un texte")
        if field.type == "bool" and not isinstance(found, bool):
            raise DataError(file, row, field.name, str(found), "true ou false")
        if field.name in ("decimals", "national_decimals", "shift") and (type(found) is not int or found < 0):
            raise DataError(file, row, field.name, str(found), "un nombre entier de décimales")


_OPTIONAL = ("layout", "licence", "level")
"""Fields of [edition] that may be left out."""


def _edition(file: str, entry: dict[str, Any]) -> dict[str, Any]:
    """The [edition] section: its fields, and no other; layout and level among those that are known."""
    required = {field.name: field.type for field in fields(Registry) if field.type in ("str", "int")}
    expected = {**required, **dict.fromkeys(_OPTIONAL, "str")}
    for name in (*expected, *entry):
        found = entry.get(name, "")
        if name in _OPTIONAL and (name not in entry or (name == "licence" and found == "")):
            continue
        if name not in expected or not found or isinstance(found, int) != (expected[name] == "int"):
            raise DataError(file, "section [edition]", name, str(found), ", ".join(expected))
    for name, allowed in (("layout", LAYOUTS), ("level", tuple(LEVELS))):
        if entry.get(name, allowed[0]) not in allowed:
            raise DataError(file, "section [edition]", name, str(entry[name]), " | ".join(allowed))
    return dict(entry)


def _check(file: str, row: str, entry: Any) -> Check:
    if not isinstance(entry, dict):
        raise DataError(file, row, "check", str(entry), 'une table, comme { kind = "sum" }')
    known = [field.name for field in fields(Check)]
    if unknown := sorted(set(entry) - set(known)):
        raise DataError(file, row, f"check.{unknown[0]}", str(entry[unknown[0]]), " | ".join(known))
    kind = entry.get("kind", "")
    if kind not in _CHECK_NEEDS:
        raise DataError(file, row, "check.kind", str(kind), " | ".join(_CHECK_NEEDS))
    for name in _CHECK_NEEDS[kind]:
        if not entry.get(name):
            raise DataError(
                file, row, f"check.{name}", "", "un code du registre" if name != "excluded" else "une région"
            )
    return Check(**entry)


def _check_fragility_entry(file: str, row: str, entry: dict[str, Any], domains: Mapping[str, Domain]) -> None:
    if entry["domain"] not in domains:
        raise DataError(file, row, "domain", entry["domain"], " | ".join(domains))
    if not entry.get("polarity") or not entry.get("polarity_reason"):
        raise DataError(file, row, "polarity, polarity_reason", "rien", "un sens de lecture et sa raison")
    if entry.get("contestable") and not entry.get("contestable_reason"):
        raise DataError(file, row, "contestable_reason", "", "une raison")
    if entry["form"] is not Form.EMPTY and entry.get("reliability") not in _RELIABILITY:
        raise DataError(file, row, "reliability", str(entry.get("reliability", "")), " | ".join(_RELIABILITY))


def _choice(file: str, row: str, column: str, found: Any, allowed: type[StrEnum]) -> StrEnum:
    try:
        return allowed(found)
    except ValueError:
        raise DataError(file, row, column, str(found), " | ".join(allowed)) from None


def _check_links(file: str, domains: Mapping[str, Domain], indicators: Mapping[str, Indicator]) -> None:
    for indicator in indicators.values():
        if indicator.check:
            for target in (indicator.check.of, indicator.check.by):
                if target and target not in indicators:
                    raise DataError(file, f"indicateur {indicator.code}", "check", target, "un code du registre")
    for domain in domains:
        if not any(i.domain == domain for i in indicators.values()):
            raise DataError(file, f"domaine {domain}", "", "aucun indicateur", "au moins un indicateur")

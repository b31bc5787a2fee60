"""The indicator registry: what each row of the published table measures, and how it is read.

Read from ``indicators.toml`` of an edition. A bad entry stops the load with the file, the entry, the
field, what was found and what is allowed.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from enum import StrEnum
from importlib.resources.abc import Traversable
from typing import Any, Literal

from territory.csvfile import NOT_UTF8
from territory.errors import DataError
from territory.harmonise import Form
from territory.levels import LEVELS, WORDS, Level, Reference, Words, reference_named


class Polarity(StrEnum):
    """Which way an indicator is read. The only place that knows what « more fragile » is."""

    HIGHER_IS_MORE_FRAGILE = "higher_is_more_fragile"
    LOWER_IS_MORE_FRAGILE = "lower_is_more_fragile"
    NOT_ORIENTED = "not_oriented"

    @property
    def sign(self) -> int:
        """+1 where a higher value is more fragile, −1 where a lower one is, 0 where neither."""
        return {"higher_is_more_fragile": 1, "lower_is_more_fragile": -1}.get(self.value, 0)


@dataclass(frozen=True)
class Dimension:
    code: str
    label: str


@dataclass(frozen=True)
class Domain:
    """A domain of fragility; ``short`` fits a narrow chart."""

    code: str
    label: str
    short: str
    dimension: str


@dataclass(frozen=True)
class Check:
    """A rule replayed at each load.

    ``sum``: the regions add up to the national value; ``sum_without``: all but ``excluded`` do;
    ``share``: each cell is the region's part ``of`` another indicator, in %; ``ratio``: ``of`` / ``by``.
    """

    kind: Literal["sum", "sum_without", "share", "ratio"]
    of: str = ""
    by: str = ""
    excluded: str = ""


@dataclass(frozen=True)
class Indicator:
    """One row of the published table.

    ``domain`` is empty for the 13 context indicators, which are never scored. ``phrase`` says a value in
    a sentence (``{v}`` is the number and its ``symbol``); ``short`` names it beside its value in a row or on a
    card, with the unit where the value has no symbol. ``unit`` is the probable unit, for tables and
    axes, ``unit_published`` the table's own; ``gap_unit`` the unit of a difference. ``decimals`` are those
    of the regions' values, ``national_decimals`` those of the national one where they differ: as published,
    less ``shift``, the powers of ten from the published number to the unit said (hundreds of kg said in kg: 2).
    ``words``: the edition's own, what its values are of and what they are compared with.
    """

    code: str
    criterion_published: str
    indicator_published: str
    label: str
    short: str
    definition: str
    phrase: str
    symbol: str
    unit_published: str
    unit: str
    gap_unit: str
    form: Form
    decimals: int
    source_published: str
    source: str
    year_published: str
    year: str
    coverage: str
    national_decimals: int | None = None
    shift: int = 0
    shift_reason: str = ""
    domain: str = ""
    polarity: Polarity | None = None
    polarity_reason: str = ""
    source_polarity: Polarity | None = None
    contestable: bool = False
    contestable_reason: str = ""
    core: bool = False
    reliability: str = ""
    reliability_reason: str = ""
    check: Check | None = None
    words: Words = WORDS

    @property
    def to_confirm(self) -> bool:
        """Contestable, or of the lowest reliability: never a priority, nor a strength."""
        return self.contestable or self.reliability == "C"

    @property
    def scored_by_default(self) -> bool:
        return self.polarity is not None and self.polarity.sign != 0

    @property
    def benchmark_decimals(self) -> int:
        """Published decimals of the national value."""
        return self.decimals if self.national_decimals is None else self.national_decimals

    @property
    def years(self) -> tuple[int, ...]:
        """Calendar years the value is about, e.g. (2012, 2016); empty when the source says none."""
        return tuple(int(year) for year in re.findall(r"\d{4}", self.year))


@dataclass(frozen=True)
class Registry:
    """What an edition says of itself, and its dimensions, domains and indicators, in published order.

    ``layout``: how its table is written, as published (one indicator per row, one territory per column), long (one
    cell per line) or wide (one territory per row, one indicator per column, both by code).
    """

    code: str
    title: str
    publisher: str
    published: int
    table: str
    scope: str
    dimensions: Mapping[str, Dimension]
    domains: Mapping[str, Domain]
    indicators: Mapping[str, Indicator]
    layout: str = "published"
    licence: str = ""
    words: Words = WORDS

    @property
    def level(self) -> Level:
        return self.words.level

    @property
    def reference(self) -> Reference:
        return self.words.reference

    @property
    def fragility(self) -> tuple[Indicator, ...]:
        """Indicators of the domains, scored or not (17 rows in 2020)."""
        return tuple(i for i in self.indicators.values() if i.domain)

    @property
    def context(self) -> tuple[Indicator, ...]:
        """Indicators that describe the territory and are never scored (13 rows in 2020)."""
        return tuple(i for i in self.indicators.values() if not i.domain)

    @property
    def not_compared(self) -> tuple[Domain, ...]:
        """Domains whose indicators are shown and not scored, unless the reader asks for it (1 of 16 in 2020)."""
        return tuple(d for d in self.domains.values() if not any(i.scored_by_default for i in self.of_domain(d.code)))

    def of_domain(self, domain: str) -> tuple[Indicator, ...]:
        return tuple(i for i in self.fragility if i.domain == domain)

    def domain_of(self, code: str) -> Domain | None:
        """The domain a code names: its own, or that of one of its indicators; ``None`` when unknown."""
        if code in self.indicators:
            code = self.indicators[code].domain
        return self.domains.get(code)


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

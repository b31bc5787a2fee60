"""The registry of an imported edition, ``indicators.toml``: what is not said is said to be so, never made up."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from territory.harmonise import Form
from territory.importing.indicator import NO_SOURCE, NO_UNIT, NO_YEAR, Indicator
from territory.indicators import Dimension, Domain, Polarity
from territory.registry_file import SHORT_AT_MOST
from territory.text import fold, slug
from territory.wording.typography import lowered

VALUES = "values.csv"
"""The table that the registry names."""
_SYMBOLS = ("%", "‰", "€", "km²", "kg", "milliards d’euros", "millions d’euros", "milliers d’euros")
_ELSEWHERE = Dimension("autre", "Autres domaines")
_FRANCE = {"", "fr", "france", "france metropolitaine", "france metropole"}
NOT_SAID = "Sens de lecture non précisé\u202f: l’indicateur n’entre dans aucun score."


@dataclass(frozen=True)
class About:
    """What an edition says of itself."""

    title: str
    publisher: str
    published: int
    level: str
    licence: str
    reference: str
    scope: str

    @property
    def code(self) -> str:
        return f"{slug(self.title)[:50].strip('-') or 'edition'}-{self.published}"


@dataclass(frozen=True)
class Vocabulary:
    """Domains and dimensions that the product knows by name, to which a choice may refer."""

    domains: Mapping[str, Domain] = field(default_factory=dict)
    dimensions: Mapping[str, Dimension] = field(default_factory=dict)

    def domain(self, said: str, dimension: str) -> tuple[Domain, Dimension]:
        """The domain a choice names: a known one by its code, label or short name, else a new one."""
        folded = fold(said)
        for known in self.domains.values():
            if folded in {fold(known.code), fold(known.label), fold(known.short)}:
                where = self._dimension(dimension) if dimension else self.dimensions[known.dimension]
                return Domain(known.code, known.label, known.short, where.code), where
        where = self._dimension(dimension) if dimension else _ELSEWHERE
        return Domain(_identifier(said), said, said, where.code), where

    def _dimension(self, said: str) -> Dimension:
        folded = fold(said)
        for known in self.dimensions.values():
            if folded in {fold(known.code), fold(known.label), fold(known.label).removeprefix("dimension ")}:
                return known
        return Dimension(_identifier(said), said)


def _identifier(said: str) -> str:
    return slug(said).replace("-", "_")[:48].strip("_") or "autre"


def registry(about: About, indicators: Sequence[Indicator], count: int, vocabulary: Vocabulary) -> str:
    """``indicators.toml``; ``count``: of the territories, which the coverage is said of."""
    placed = _placed(indicators, vocabulary)
    sections: list[tuple[str, Mapping[str, Any]]] = [("edition", _edition(about))]
    if fold(about.reference) not in _FRANCE:
        sections.append(("reference", _reference(about.reference)))
    dimensions = {dimension.code: dimension for _, dimension in placed.values()}
    domains = {domain.code: domain for domain, _ in placed.values()}
    sections += [("dimensions", {}), *((f"dimensions.{d.code}", {"label": d.label}) for d in dimensions.values())]
    sections += [("domains", {})]
    sections += [
        (f"domains.{d.code}", {"label": d.label, "short": d.short, "dimension": d.dimension}) for d in domains.values()
    ]
    sections += [("indicators", {})]
    sections += [
        (f"indicators.{i.code}", _entry(i, placed[i.code][0].code if i.code in placed else "", count))
        for i in indicators
    ]
    return "\n".join(_section(name, entry) for name, entry in sections)


def shared(indicators: Sequence[Indicator], vocabulary: Vocabulary) -> dict[str, list[str]]:
    """Domains that several indicators with values claim: by the domain's label, the labels of these indicators."""
    found: dict[str, list[str]] = {}
    for indicator in indicators:
        if indicator.choice.domain and indicator.has_values:
            domain, _ = vocabulary.domain(indicator.choice.domain, indicator.choice.dimension)
            found.setdefault(domain.label, []).append(indicator.label)
    return {label: of for label, of in found.items() if len(of) > 1}


def _placed(indicators: Sequence[Indicator], vocabulary: Vocabulary) -> dict[str, tuple[Domain, Dimension]]:
    """The domain of each indicator that has one; where several claim one domain, each gets a domain of its own."""
    several = shared(indicators, vocabulary)
    placed: dict[str, tuple[Domain, Dimension]] = {}
    taken: set[str] = set()
    for indicator in indicators:
        if not indicator.choice.domain:
            continue
        domain, dimension = vocabulary.domain(indicator.choice.domain, indicator.choice.dimension)
        if indicator.has_values and domain.label in several:
            code = f"{domain.code}_{indicator.code}" if domain.code in taken else domain.code
            label = f"{domain.label}, {lowered(indicator.label)}"
            domain = Domain(code, label, shortened(indicator.label), domain.dimension)
        taken.add(domain.code)
        placed[indicator.code] = domain, dimension
    return placed


def _section(name: str, entry: Mapping[str, Any]) -> str:
    lines = [f"{key} = {_toml(value)}" for key, value in entry.items()]
    return "\n".join([f"[{name}]", *lines, ""])


def _toml(value: str | int | bool) -> str:
    """A text, a whole number or a boolean as TOML, which reads JSON's texts."""
    return json.dumps(value, ensure_ascii=False)


def _edition(about: About) -> dict[str, Any]:
    said = {
        "code": about.code,
        "title": about.title,
        "publisher": about.publisher,
        "published": about.published,
        "table": VALUES,
        "scope": about.scope,
        "layout": "wide",
        "level": about.level,
    }
    return said | ({"licence": about.licence} if about.licence else {})


def _reference(name: str) -> dict[str, str]:
    quoted = f"la référence «\u00a0{name}\u00a0»"
    return {
        "name": name,
        "short": name,
        "subject": quoted,
        "locative": f"dans {quoted}",
        "genitive": f"de {quoted}",
        "published": name,
    }


def _entry(indicator: Indicator, domain: str, count: int) -> dict[str, Any]:
    """An entry of the registry: what is not said is said to be so, never made up."""
    label, unit = indicator.label, indicator.unit
    valued = len(indicator.valued)
    symbol = unit if unit in _SYMBOLS else ""
    said = {
        "criterion_published": label,
        "indicator_published": indicator.series.header,
        "label": label,
        "short": shortened(label),
        "definition": f"{label}{f' ({unit})' if unit else ''}, comme le fichier le donne.",
        "phrase": f"«\u00a0{label}\u00a0» de {{v}}",
        "symbol": symbol,
        "unit_published": unit,
        "unit": unit or NO_UNIT,
        "gap_unit": {"%": "point", "‰": "point"}.get(unit, unit),
        "form": str(indicator.form if indicator.has_values else Form.EMPTY),
        "decimals": indicator.decimals,
        "source_published": indicator.source,
        "source": indicator.source or NO_SOURCE,
        "year_published": indicator.year,
        "year": indicator.year or NO_YEAR,
        "coverage": f"{valued} sur {count}" if valued < count else f"les {count} territoires",
    }
    if indicator.reference and indicator.reference_decimals != indicator.decimals:
        said["national_decimals"] = indicator.reference_decimals
    return said | (_scored(indicator, domain) if domain else {})


def _scored(indicator: Indicator, domain: str) -> dict[str, Any]:
    """The fields that an indicator of a domain adds; without a polarity it is shown but never scored."""
    choice = indicator.choice
    reason = choice.polarity_reason or NOT_SAID
    said: dict[str, Any] = {"domain": domain, "polarity": str(indicator.polarity), "polarity_reason": reason}
    if indicator.polarity is not Polarity.NOT_ORIENTED and not choice.polarity_reason:
        said["polarity_reason"] = "Sens de lecture choisi à l’import, sans raison donnée."
    said["reliability"] = choice.reliability or "C"
    said["reliability_reason"] = "" if choice.reliability else "Fiabilité non précisée\u202f: à confirmer."
    if choice.contestable:
        said["contestable"] = True
        said["contestable_reason"] = choice.contestable_reason or "Dit contestable à l’import, sans raison donnée."
    return said


def shortened(label: str) -> str:
    """A label that fits a card: whole words and « … » where it is too long."""
    if len(label) <= SHORT_AT_MOST:
        return label
    cut = label[: SHORT_AT_MOST - 1]
    return f"{cut.rpartition(' ')[0] or cut}…"

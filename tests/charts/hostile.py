"""Editions that a drawing must survive: labels that look like code, values that are missing."""

from __future__ import annotations

from dataclasses import replace

from territory.loader import Edition

MARKUP = "<b>gras</b> & \"guillemets\" 'simples' =1+1 #strong[x] $x$ *y* _z_ @a \\ \u200fRTL\u200e <script>"
LONG = ("Intitulé interminable qui ne tient sur aucune ligne d’aucune figure, même la plus large " * 2)[:120]


def with_labels(edition: Edition, text: str, *, indicator: str = "emploi", region: str = "32") -> Edition:
    """The same edition where an indicator, its domain and a region bear the text as their names."""
    registry = edition.registry
    domain = registry.indicators[indicator].domain
    indicators = dict(registry.indicators)
    indicators[indicator] = replace(indicators[indicator], label=text)
    domains = dict(registry.domains)
    domains[domain] = replace(domains[domain], label=text, short=text)
    regions = dict(edition.regions)
    regions[region] = replace(regions[region], name=text, short=text, subject=text, locative=text, genitive=text)
    return replace(edition, registry=replace(registry, indicators=indicators, domains=domains), regions=regions)


def without_values(edition: Edition, indicator: str, *territories: str) -> Edition:
    """The same edition where the indicator has no value in these territories."""
    table = edition.observations.copy()
    gone = (table["indicator"] == indicator) & table["territory"].isin(territories)
    for column in ("value", "low", "high"):
        table[column] = [None if lost else value for lost, value in zip(gone, table[column], strict=True)]
    return replace(edition, observations=table)

"""The findings: titles of views and figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

import pandas as pd

from territory.analysis import FragilityClass
from territory.indicators import Domain, Indicator, Registry
from territory.loader import Edition
from territory.regions import Region
from territory.wording.classes import CLASS_LABEL
from territory.wording.typography import NBSP, capital, enumeration, plural
from territory.wording.values import cell_text, comparison, value_text


def region_finding(region: Region, more_fragile: int, oriented: int) -> str:
    """« Dans les Hauts-de-France, 11 domaines sur 15 sont plus fragiles que la valeur nationale »."""
    if more_fragile == 0:
        return f"{capital(region.locative)}, aucun domaine sur {oriented} n’est plus fragile que la valeur nationale"
    verb, agreement = ("sont", "s") if more_fragile > 1 else ("est", "")
    return (
        f"{capital(region.locative)}, {plural(more_fragile, 'domaine')} sur {oriented} {verb} "
        f"plus fragile{agreement} que la valeur nationale"
    )


def region_profile_finding(region: Region, labels: Sequence[str]) -> str:
    """« Éducation, emploi et culture : les plus grands écarts des Hauts-de-France »."""
    if not labels:
        return f"Aucun écart comparable {region.locative}"
    head, *rest = labels
    named = enumeration([head, *(label.lower() for label in rest)])
    many = "le plus grand écart" if not rest else "les plus grands écarts"
    return f"{named}{NBSP}: {many} {region.genitive} du côté fragile"


def region_lead(registry: Registry, own: pd.DataFrame) -> str:
    """The first priorities of a region in one sentence, from its rows of ``score_table``."""
    ranked = own[own["priority"].notna()].sort_values("priority").head(3)
    if ranked.empty:
        return "Aucun écart ne dépasse la moitié de l’écart moyen des régions à la France, du côté le plus fragile."
    named = []
    for row in ranked.to_dict("records"):
        indicator, domain = registry.indicators[row["indicator"]], registry.domains[row["domain"]]
        values = f"{value_text(indicator, row['value'])} contre {value_text(indicator, row['national'], national=True)}"
        if indicator.to_confirm:
            values += ", à confirmer"
        named.append(f"**{domain.label.lower()}** ({values})")
    head = "La première priorité" if len(named) == 1 else f"Les {len(named)} premières priorités"
    return f"{head}{NBSP}: {enumeration(named)}."


def cell_finding(row: Mapping[str, object], indicator: Indicator, domain: Domain, region: Region) -> str:
    """« Emploi, dans les Hauts-de-France : nettement plus fragile que la valeur nationale ».

    A contestable indicator is named instead of its domain, which it does not measure.
    """
    kind = FragilityClass(str(row["class"]))
    by_indicator = indicator.contestable or kind is FragilityClass.MISSING
    subject = f"{indicator.label if by_indicator else domain.label}, {region.locative}"
    if kind is FragilityClass.NOT_ORIENTED:
        assert isinstance(row["gap"], Decimal)
        return f"{subject}{NBSP}: {comparison(row['gap'])}, sans classement"
    verdict = {
        FragilityClass.NEAR: "proche de la valeur nationale",
        FragilityClass.INDISTINGUISHABLE: "non distinguable de la valeur nationale, aux arrondis près",
        FragilityClass.MISSING: "aucune donnée dans la source",
    }.get(kind, f"{CLASS_LABEL[kind].lower()} que la valeur nationale")
    return f"{subject}{NBSP}: {verdict}"


def indicator_finding(indicator: Indicator, classes: Iterable[FragilityClass]) -> str:
    """« Taux de chômage : 4 régions sur 13 plus fragiles que la valeur nationale »."""
    known = [c for c in classes if c is not FragilityClass.MISSING]
    if not known:
        return f"{indicator.label}{NBSP}: aucune donnée régionale dans la source"
    if all(c is FragilityClass.NOT_ORIENTED for c in known):
        return f"{indicator.label}{NBSP}: des valeurs à lire sans classement"
    fragile = sum(c.more_fragile for c in known)
    if fragile == 0:
        return f"{indicator.label}{NBSP}: aucune région plus fragile que la valeur nationale"
    return (
        f"{indicator.label}{NBSP}: {plural(fragile, 'région')} sur {len(known)} plus "
        f"fragile{'s' if fragile > 1 else ''} que la valeur nationale"
    )


def comparison_finding(edition: Edition, scores: pd.DataFrame, regions: Sequence[str]) -> str:
    """« Plus fragiles que la valeur nationale : 11 domaines sur 15 dans les Hauts-de-France et 4 en Bretagne »."""
    oriented = scores[scores["score"].notna()]
    total = oriented["domain"].nunique()
    parts: list[str] = []
    for code in regions:
        kinds = oriented.loc[oriented["region"] == code, "class"]
        fragile = sum(FragilityClass(kind).more_fragile for kind in kinds)
        said = f"{plural(fragile, 'domaine')} sur {total}" if not parts else str(fragile)
        parts.append(f"{said} {edition.regions[code].locative}")
    return f"Plus fragiles que la valeur nationale{NBSP}: {enumeration(parts)}"


def extent_finding(indicator: Indicator, ordered: Sequence[tuple[Region, Decimal]]) -> str:
    """« Taux de chômage : de 10,8 % dans les Hauts-de-France à 6,9 % en Bretagne »: first and last, ties named.

    ``ordered``: the regions that have a value, most fragile first, by value where none is.
    The unit is said once, but for %.
    """
    if not ordered:
        return f"{indicator.label}{NBSP}: aucune donnée régionale dans la source"
    (_, first), (_, last) = ordered[0], ordered[-1]
    if first == last:
        return f"{indicator.label}{NBSP}: {value_text(indicator, first)} {_places(region for region, _ in ordered)}"
    starting, ending = (
        f"{text} {_places(region for region, value in ordered if value == extreme)}"
        for extreme, text in ((first, value_text(indicator, first)), (last, cell_text(indicator, last)))
    )
    return f"{indicator.label}{NBSP}: de {starting} à {ending}"


def _places(regions: Iterable[Region]) -> str:
    """« en Bretagne », « en Bretagne et dans les Pays de la Loire », « dans 3 régions »."""
    found = [region.locative for region in regions]
    return enumeration(found) if len(found) < 3 else f"dans {plural(len(found), 'région')}"

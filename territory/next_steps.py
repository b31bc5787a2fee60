"""From a fragility to what helps: at most four resources, one of each sort first, each with its reason.

What to know (the domain's data), what to ask for (a programme, a grant, and the search of grants for this region and
domain), who to ask, how others did. The same choice for a page, a deck and a report.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from territory.grants import GRANTS
from territory.loader import Edition
from territory.regions import Region
from territory.resources import (
    ACT,
    ALL_REPORTS,
    ALLIANCES,
    CASE,
    CASES_BASE,
    HOW,
    KNOW,
    REPORT,
    REQUEST,
    WHO,
    Catalogue,
    Resource,
)

SORTS = (KNOW, REQUEST, WHO, HOW)
"""What a reader can do about a domain, in the order in which it is told: one of each, so four at most."""


@dataclass(frozen=True)
class Step:
    """A resource offered. ``use``: its sort. ``reason``: five words at most. ``link``: its address, narrowed to
    the region and domain where its site allows; empty where one must ask. ``grants``: on the step that is asked
    for, the search of grants of this region and domain. ``own``: it is of this domain.
    """

    resource: Resource
    use: str
    reason: str
    link: str
    grants: str
    own: bool


@dataclass(frozen=True)
class NextSteps:
    """What to do about a domain in a region.

    ``steps``: in the order of ``SORTS``. ``missing``: the sorts for which the catalogue has nothing of this domain.
    ``report``: the region's own, else the collection.
    """

    steps: tuple[Step, ...]
    missing: tuple[str, ...]
    report: Resource


def own_domains(catalogue: Catalogue, resource: Resource) -> tuple[str, ...]:
    """The domains of a resource: those it is said to be of, then those that share a goal with it, the 17th aside."""
    goals = set(catalogue.resource_goals.get(resource.id, ())) - {ALLIANCES}
    shared = (domain for domain, ties in catalogue.domain_goals.items() if goals & set(ties))
    return tuple(dict.fromkeys((*resource.domains, *shared)))


def of_domain(catalogue: Catalogue, domain: str) -> tuple[Resource, ...]:
    """The resources tied to this very domain, in the catalogue's order: what the filter by domain finds."""
    return tuple(r for r in catalogue.to_pick if domain in own_domains(catalogue, r))


def domains_without_resource(catalogue: Catalogue, origin: str | None = None) -> tuple[str, ...]:
    """The gap, in the registry's order: the domains that have no resource, or none of an origin.

    2020: none without any, 15 of 16 without one of the programme's own.
    """
    kept = catalogue.to_pick if origin is None else catalogue.of_origin(origin)
    own = {domain for resource in kept for domain in own_domains(catalogue, resource)}
    return tuple(domain for domain in catalogue.domain_goals if domain not in own)


def catalogue_for(catalogue: Catalogue, edition: Edition) -> Catalogue:
    """The catalogue that ships, as another edition can use it: a domain that it does not know has no resource."""
    domains = edition.registry.domains
    if set(domains) == set(catalogue.domain_goals):
        return catalogue
    resources = {
        code: replace(resource, domains=tuple(domain for domain in resource.domains if domain in domains))
        for code, resource in catalogue.resources.items()
    }
    goals = {domain: catalogue.domain_goals.get(domain, {}) for domain in domains}
    return replace(catalogue, resources=resources, domain_goals=goals)


def home_region(region: Region | None) -> str:
    """The code of the région that a territory is, or is in: what resources are tied to; empty where it is not known.

    « 44 » is Grand Est, and the code of Loire-Atlantique: a code is read at its own level only.
    """
    if region is None:
        return ""
    return {"region": region.code, "departement": region.parent}.get(region.level.code, "")


def next_steps(catalogue: Catalogue, region: Region | None, domain: str) -> NextSteps:
    """One resource of each sort: this domain's own first, else what takes its place; without a region too."""
    code = home_region(region)
    found = sorted(of_domain(catalogue, domain), key=lambda resource: _rank(resource, code, domain))
    chosen: dict[str, Resource] = {}
    for sort in SORTS:
        first = next((resource for resource in found if resource.use == sort), None)
        if first is not None and (sort != REQUEST or _mostly(first, domain)):
            chosen[sort] = first
    missing = tuple(sort for sort in SORTS if sort not in chosen and sort != REQUEST)
    chosen.setdefault(REQUEST, catalogue.resources[GRANTS])
    chosen.setdefault(HOW, catalogue.resources[CASES_BASE])
    spare = sorted(
        (resource for resource in found if resource not in chosen.values() and resource.use),
        key=lambda resource: (not _mostly(resource, domain), resource.use != ACT),
    )
    for sort, resource in zip((sort for sort in SORTS if sort not in chosen), spare, strict=False):
        chosen[sort] = resource
    told = tuple(_step(catalogue, chosen[sort], sort, code, domain) for sort in SORTS if sort in chosen)
    report, _ = region_report(catalogue, code)
    return NextSteps(told, missing, report)


def for_every_domain(catalogue: Catalogue) -> tuple[Resource, ...]:
    """What the 17th goal offers whatever the domain and the region, the readiest first."""
    found = (r for r in catalogue.to_pick if ALLIANCES in catalogue.resource_goals.get(r.id, ()))
    return tuple(sorted((r for r in found if not r.regions), key=_readiness))


def region_report(catalogue: Catalogue, region: str) -> tuple[Resource, bool]:
    """The region's own report where a document names it, else the collection; whether it is its own."""
    own: Iterable[Resource] = (r for r in catalogue.of_kind(REPORT) if r.regions == (region,))
    report = next(iter(own), None)
    return (report, True) if report else (catalogue.resources[ALL_REPORTS], False)


def _mostly(resource: Resource, domain: str) -> bool:
    """The first of a resource's domains is its main one."""
    return resource.domains[:1] == (domain,)


def _rank(resource: Resource, region: str, domain: str) -> tuple[bool, bool]:
    """The region's own first, then what is mostly of the domain; among equals, the catalogue's order."""
    return region not in resource.regions, not _mostly(resource, domain)


def _readiness(resource: Resource) -> tuple[bool, bool, bool]:
    """What is only announced comes last; what acts first; what has an address before what must be asked for."""
    return resource.kind == "dispositif", "agir" not in resource.steps, not resource.link


def _step(catalogue: Catalogue, resource: Resource, sort: str, region: str, domain: str) -> Step:
    grants = catalogue.grants.address(domain, region) if sort == REQUEST else ""
    return Step(
        resource=resource,
        use=resource.use or sort,
        reason=_reason(resource, region if region in catalogue.grants.perimeters else ""),
        link=grants if resource.id == GRANTS else resource.link,
        grants=grants,
        own=resource.id == GRANTS or domain in own_domains(catalogue, resource),
    )


def _reason(resource: Resource, region: str) -> str:
    """Five words at most."""
    if resource.id == GRANTS:
        return "aides ouvertes, région et domaine" if region else "aides ouvertes sur ce domaine"
    if resource.id == CASES_BASE:
        return "500 cas, tous domaines"
    if resource.kind == CASE:
        return "un cas de votre région" if region in resource.regions else "un cas de ce domaine"
    return resource.why or "un exemple de ce domaine"

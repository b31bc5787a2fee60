"""From a fragility to what helps: how a resource is tied to a domain and a region, said with its reason."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from territory.regions import Region
from territory.resources import ALL_REPORTS, ALLIANCES, CASE, REPORT, Catalogue, Resource
from territory.wording import NBSP

SHOWN = 3
"""Resources offered for a priority."""


class Tie(IntEnum):
    """How a resource is tied to a domain in a region, the most specific first."""

    DOMAIN_AND_REGION = 1
    DOMAIN = 2
    GOAL = 3
    REGION = 4
    EVERY_DOMAIN = 5


@dataclass(frozen=True)
class Help:
    """A resource offered, and why: ``reason`` is a French sentence."""

    resource: Resource
    tie: Tie
    reason: str


@dataclass(frozen=True)
class NextSteps:
    """What to do about a domain in a region.

    ``own``: whether a resource is tied to this very domain, by a document, by one of its own goals or by a
    case; when not, the page says so. ``helps``: at most three. ``report``: the region's own, else the collection.
    """

    own: bool
    helps: tuple[Help, ...]
    report: Resource
    report_is_own: bool


def own_domains(catalogue: Catalogue, resource: Resource) -> tuple[str, ...]:
    """The domains of a resource: those a document names, then those that share a goal with it, the 17th aside."""
    goals = set(catalogue.resource_goals.get(resource.id, ())) - {ALLIANCES}
    shared = (domain for domain, ties in catalogue.domain_goals.items() if goals & set(ties))
    return tuple(dict.fromkeys((*resource.domains, *shared)))


def of_domain(catalogue: Catalogue, domain: str) -> tuple[Resource, ...]:
    """The resources tied to this very domain, in the catalogue's order: what the filter by domain finds."""
    return tuple(r for r in catalogue.resources.values() if domain in own_domains(catalogue, r))


def domains_without_resource(catalogue: Catalogue) -> tuple[str, ...]:
    """The gap, in the registry's order. 2020: 15 of the 16 domains."""
    own = {domain for resource in catalogue.resources.values() for domain in own_domains(catalogue, resource)}
    return tuple(domain for domain in catalogue.domain_goals if domain not in own)


def next_steps(catalogue: Catalogue, region: Region, domain: str) -> NextSteps:
    """At most three resources, the most specific first; among equals what acts, then what has an address."""
    helps = [
        found for resource in catalogue.resources.values() if (found := _help(catalogue, resource, region, domain))
    ]
    helps.sort(key=lambda found: (found.tie, *_readiness(found.resource)))
    own = any(found.tie <= Tie.GOAL for found in helps)
    report, report_is_own = region_report(catalogue, region.code)
    kept = [found for found in helps if found.resource != report]
    return NextSteps(own, tuple(kept[:SHOWN]), report, report_is_own)


def for_every_domain(catalogue: Catalogue) -> tuple[Resource, ...]:
    """What the 17th goal offers whatever the domain and the region, the readiest first."""
    found = (r for r in catalogue.resources.values() if ALLIANCES in catalogue.resource_goals.get(r.id, ()))
    return tuple(sorted((r for r in found if not r.regions), key=_readiness))


def region_report(catalogue: Catalogue, region: str) -> tuple[Resource, bool]:
    """The region's own report where a document names it, else the collection; whether it is its own."""
    own: Iterable[Resource] = (r for r in catalogue.of_kind(REPORT) if r.regions == (region,))
    report = next(iter(own), None)
    return (report, True) if report else (catalogue.resources[ALL_REPORTS], False)


def _readiness(resource: Resource) -> tuple[bool, bool, bool]:
    """What is only announced comes last; what acts first; what has an address before what must be asked for."""
    return resource.kind == "dispositif", "agir" not in resource.steps, not resource.link


def _help(catalogue: Catalogue, resource: Resource, region: Region, domain: str) -> Help | None:
    """A resource of other regions helps here only by its domain."""
    here = region.code in resource.regions
    goals = catalogue.resource_goals.get(resource.id, ())
    if domain in resource.domains:
        place = f", {region.locative}" if here else ""
        said = (
            f"Un cas de ce domaine{place}."
            if resource.kind == CASE
            else f"Concerne ce domaine{place}, d’après un document."
        )
        return Help(resource, Tie.DOMAIN_AND_REGION if here else Tie.DOMAIN, said)
    own = [goal for goal in catalogue.domain_goals[domain] if goal in goals and goal != ALLIANCES]
    if own:
        reason = catalogue.domain_goals[domain][own[0]]
        return Help(resource, Tie.GOAL, f"ODD {own[0]}, {catalogue.goals[own[0]]}{NBSP}: {reason}")
    if here:
        return Help(resource, Tie.REGION, f"Concerne {region.subject}, sans domaine particulier.")
    if ALLIANCES in goals and not resource.regions:
        name = catalogue.goals[ALLIANCES]
        return Help(resource, Tie.EVERY_DOMAIN, f"ODD {ALLIANCES}, {name}{NBSP}: il vaut pour tous les domaines.")
    return None

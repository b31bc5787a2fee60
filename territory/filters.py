"""Search and filters together, with how many resources each choice would leave."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from territory.next_steps import own_domains
from territory.resources import Catalogue, Resource
from territory.search import Index, search

FACETS = ("origin", "need", "step", "nature", "audience", "domain", "region")


@dataclass(frozen=True)
class Found:
    """``counts``: by facet and code, the resources there would be with that code alone in its facet.

    ``read_as``: the words of the query that were found nowhere, with what was read instead.
    """

    resources: tuple[Resource, ...]
    counts: Mapping[str, Mapping[str, int]]
    read_as: tuple[tuple[str, tuple[str, ...]], ...]


def values(catalogue: Catalogue, resource: Resource, facet: str) -> tuple[str, ...]:
    """The codes of a resource in a facet; a domain counts if its source, or a goal of its own, links them."""
    if facet == "domain":
        return own_domains(catalogue, resource)
    return {
        "origin": (resource.origin,),
        "need": resource.needs,
        "step": resource.steps,
        "nature": (resource.nature,) if resource.nature else (),
        "audience": resource.audiences,
        "region": resource.regions,
    }[facet]


def find(catalogue: Catalogue, held: Index, text: str, chosen: Mapping[str, list[str]]) -> Found:
    """Several codes of a facet add up, facets narrow one another; best first, then in the catalogue's order."""
    answer = search(held, text)
    asked = [resource for resource in catalogue.to_pick if resource.id in answer.scores]
    codes = {r.id: {facet: values(catalogue, r, facet) for facet in FACETS} for r in asked}

    def passes(resource: Resource, but: str = "") -> bool:
        return all(
            set(chosen[facet]) & set(codes[resource.id][facet])
            for facet in FACETS
            if chosen.get(facet) and facet != but
        )

    counts: dict[str, dict[str, int]] = {}
    for facet in FACETS:
        counts[facet] = {}
        for resource in asked:
            if passes(resource, but=facet):
                for code in codes[resource.id][facet]:
                    counts[facet][code] = counts[facet].get(code, 0) + 1
    kept = sorted((r for r in asked if passes(r)), key=lambda resource: -answer.scores[resource.id])
    return Found(tuple(kept), counts, answer.read_as)

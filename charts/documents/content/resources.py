"""What helps, in documents: on the first priorities of a region, on a domain, and what the reader picked."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from charts.documents import words
from charts.documents.blocks import Help, HelpGroup, Helps, Section, TableBlock
from charts.record import Column
from charts.stamp import Stamp
from territory import wording
from territory.next_steps import Step, home_region, next_steps, of_domain, region_report
from territory.portrait import Portrait
from territory.resources import Catalogue, Resource
from territory.wording import short_address

HELPED = 3
"""Domains that the part on what helps speaks of."""


def of_region(stamp: Stamp, told: Portrait, catalogue: Catalogue) -> Section:
    """What can help on the first priorities, domain by domain; the pages make the same choice."""
    domains = list(dict.fromkeys(fact.domain.code for fact in told.fragilities))[:HELPED]
    labels = stamp.edition.registry.domains
    steps = {code: next_steps(catalogue, told.region, code) for code in domains}
    groups = tuple(HelpGroup(labels[code].label, _offered(catalogue, own.steps)) for code, own in steps.items())
    report, _ = region_report(catalogue, home_region(told.region))
    address = stamp.resources_address(domains, told.region.code)
    offered = [step for own in steps.values() for step in own.steps]
    return Section(
        "aides",
        words.helps_heading(told.region),
        (Helps(words.HELPS_LEAD, groups, words.also(report, _shared(offered)), address if stamp.site else ""),),
        address,
        source=words.resources_source(catalogue, offered),
    )


def of_sheet(stamp: Stamp, code: str, region: str | None, catalogue: Catalogue) -> Section:
    """The same choice as the page of the domain, for the region that is looked at, if any."""
    edition = stamp.edition
    steps = next_steps(catalogue, edition.regions[region] if region else None, code).steps
    report, _ = region_report(catalogue, home_region(edition.regions[region]) if region else "")
    lead, also = words.tied(len(of_domain(catalogue, code))), words.also(report, _shared(steps))
    address = stamp.resources_address([code], region)
    block = Helps(lead, (HelpGroup("", _offered(catalogue, steps)),), also, address if stamp.site else "")
    return Section("aides", words.HELPS, (block,), address, source=words.resources_source(catalogue, steps))


def _offered(catalogue: Catalogue, steps: Sequence[Step]) -> tuple[Help, ...]:
    return tuple(
        Help(
            step.resource.title,
            words.why(catalogue, step),
            short_address(step.link) if step.link else step.resource.ask,
            step.link,
        )
        for step in steps
        if step.own
    )


def _shared(steps: Sequence[Step]) -> tuple[Resource, ...]:
    """The resources that belong to no domain, listed once instead of under each domain."""
    return tuple(dict.fromkeys(step.resource for step in steps if not step.own))


def of_reader(stamp: Stamp, resources: Sequence[Resource]) -> Section:
    """The resources that the reader picked, as a table."""
    rows = [
        {
            "Ressource": resource.title,
            "Auteur": wording.enumeration(resource.authors) if resource.authors else wording.MISSING,
            "Année": resource.dated or wording.MISSING,
            "Où la trouver": resource.link or resource.ask,
        }
        for resource in resources
    ]
    source = words.RESOURCES_SOURCE
    table = TableBlock(
        "Ressources",
        words.PICKED,
        words.picked_lead(len(resources)),
        pd.DataFrame(rows, dtype=object),
        "Tableau des ressources choisies, de leurs auteurs et de leur adresse.",
        source,
        columns={"Année": Column(as_text=True)},
        widths=(4.8, 2.4, 1.0, 3.9),
    )
    return Section("ressources", words.PICKED, (table,), stamp.address("ressources"), source=source)

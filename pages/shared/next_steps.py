"""What helps on a domain, drawn the same wherever a page wants it: one resource of each sort, with its reason."""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from markupsafe import Markup

from charts.addresses import address, address_code
from charts.canvas.markup import render
from pages.shared import furniture, reads, resource_links, resource_reads, selection
from pages.shared.editions import kept
from pages.shared.resource_links import RECORD
from territory import wording
from territory.analysis import Reading
from territory.next_steps import NextSteps, Step, next_steps, of_domain
from territory.resources import Catalogue, Resource

STEPS = Path(__file__).with_name("next_steps.html")


def draw(domain: str, region: str | None) -> None:
    """Four resources at most, each with its sort, its reason, who runs it and where; the way to all of the domain.

    No column and no heading: any page draws it where it wants.
    """
    library = resource_reads.library()
    if library is None:
        return resource_links.unread()
    if domain not in library.catalogue.domain_goals:
        return resource_links.none_tied()
    shown, count = _steps(domain, region, selection.now().reading, resource_reads.version())
    furniture.markup(shown, f"steps_{domain}")
    _all(domain, region, count)


@kept(reads.VIEWS)
def _steps(domain: str, region: str | None, reading: Reading, version: str) -> tuple[Markup, int]:
    """What is shown, and how many resources the domain has; ``version`` is that of the files of resources."""
    library, edition = resource_reads.library(), reads.edition()
    assert library
    catalogue = library.catalogue
    found = next_steps(catalogue, edition.regions[region] if region else None, domain)

    def record(resource: Resource) -> str:
        return address("ressources", reading, edition=address_code(edition), region=region, **{RECORD: resource.id})

    shown = render(
        STEPS,
        steps=found.steps,
        report=found.report,
        lacking=_lacking(catalogue, found),
        read=_read(found),
        record=record,
        icon=lambda resource: resource_links.icon(resource.kind),
        sort=lambda step: catalogue.label("use", step.use),
        who=_who,
        printed=wording.short_address,
    )
    return shown, len(of_domain(catalogue, domain))


def _who(step: Step) -> str:
    """Who runs it; whom to ask where it has no address."""
    resource = step.resource
    return ", ".join(resource.authors) if step.link else f"à demander{wording.NBSP}: {resource.ask}"


def _lacking(catalogue: Catalogue, found: NextSteps) -> str:
    """What the catalogue has not on a domain; empty where it has all."""
    if not found.missing:
        return ""
    sorts = wording.enumeration(wording.lowered(catalogue.label("use", sort)) for sort in found.missing)
    return f"Rien encore de propre à ce domaine pour{wording.NBSP}: {sorts}."


def _read(found: NextSteps) -> str:
    """When public addresses were read, said once."""
    days = [step.resource.evidence.gathered for step in found.steps if step.resource.evidence]
    return f"Adresses publiques relevées le {wording.date_text(max(days))}, non ouvertes ici." if days else ""


def _all(domain: str, region: str | None, count: int) -> None:
    st.page_link(
        resource_links.PAGE,
        label=f"Voir les {count} ressources de ce domaine" if count > 1 else "Voir les ressources",
        icon=":material/menu_book:",
        query_params={resource_links.PARAMETER["domain"]: domain} | ({"region": region} if region else {}),
    )

"""The catalogue: what Le RAMEAU, the Observatoire and the Réseau des pionniers put at the territories' disposal,
and what public bodies offer on each domain: two origins, never mixed unsaid.

``territory.resource_files`` reads them from ``data/``. Where the documents disagree, the first document of a row is
the one kept and the note says the other.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from territory.grants import Grants

ALLIANCES = 17
"""The goal of partnerships: every domain is tied to it."""
GOALS = 17
WEBINAR, TRADE, MEASURE, REPORT, CASE = "webinaire", "metier", "mesure", "rapport", "cas"
"""Kinds that a page shows apart."""
LISTED: Mapping[str, str] = {MEASURE: "programme-21-mesures", TRADE: "reseau-des-pionniers"}
"""Kinds whose resources are items of a list, with the resource that holds it: found through it, not one by one."""
PROGRAMME, PUBLIC = "programme", "publique"
"""Where a resource comes from: the five documents and the list of cases, or a public body."""
KNOW, REQUEST, WHO, HOW, ACT = "savoir", "demander", "contacter", "sinspirer", "agir"
"""What a reader does with a resource."""
ALL_REPORTS = "rapports-regionaux-impact"
"""The collection of regional reports, for a region whose own is not named."""
CASES_BASE = "base-impact-pratiques-innovantes"
"""The Observatoire's 500 cases, on its site."""

_LINK = re.compile(
    r"https?" + r"://([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}(:\d{1,5})?([/?#][\w./~%?=&#+,;:@!-]*)?", re.A
)
LINK_FORM = "une adresse complète, qui commence par http ou https, sans espace ni identifiant"


@dataclass(frozen=True)
class Term:
    """A code of the vocabulary, with what a reader reads."""

    code: str
    label: str
    description: str


@dataclass(frozen=True)
class Document:
    """One of the five documents; ``short`` is how a note names it (« programme 2019 »)."""

    code: str
    short: str
    title: str


@dataclass(frozen=True)
class Passage:
    """Where a document names a resource."""

    document: str
    text: str


@dataclass(frozen=True)
class Evidence:
    """What says that a public resource exists, who runs it and where: ``sources`` and their words, one for one.

    ``year``: that of the evidence where it gives one. ``gathered``: the day on which it was read; the address of
    the resource itself was not opened.
    """

    sources: tuple[str, ...]
    words: tuple[str, ...]
    year: str
    gathered: date


@dataclass(frozen=True)
class Resource:
    """Something that a reader can read, use or join.

    ``year`` is empty where no document says it; ``updated`` is the year of « mise à jour ». ``link`` and
    ``ask`` (where to ask) exclude each other. ``passages`` is empty for an imported case and for a public
    resource, which has its ``evidence`` instead. ``use``: what a reader does with it, empty where it is not said
    by its kind. ``why``: five words at most, for a priority. ``until``: the year in which its end is announced.
    """

    id: str
    title: str
    kind: str
    authors: tuple[str, ...]
    year: str
    updated: str
    audiences: tuple[str, ...]
    needs: tuple[str, ...]
    steps: tuple[str, ...]
    nature: str
    domains: tuple[str, ...]
    regions: tuple[str, ...]
    link: str
    ask: str
    passages: tuple[Passage, ...]
    note: str
    origin: str = PROGRAMME
    use: str = ""
    why: str = ""
    until: str = ""
    evidence: Evidence | None = None

    @property
    def dated(self) -> str:
        """The year a reader would cite: of publication, else of the update."""
        return self.year or self.updated


@dataclass(frozen=True)
class Webinar:
    """A webinar and its day; ``cycle`` 2019 or 2020."""

    id: str
    day: date
    cycle: str
    theme: str


@dataclass(frozen=True)
class Catalogue:
    """The resources in order, and what they are filtered and tied by.

    ``terms``: by field (kind, audience, need, step, nature, origin, use), then code. ``domain_goals``: the Sustainable
    Development Goals of each domain, with the reason; ``resource_goals``: those a document gives a resource.
    ``grants``: the addresses of the State's search of grants.
    """

    resources: Mapping[str, Resource]
    terms: Mapping[str, Mapping[str, Term]]
    documents: Mapping[str, Document]
    webinars: tuple[Webinar, ...]
    goals: Mapping[int, str]
    domain_goals: Mapping[str, Mapping[int, str]]
    resource_goals: Mapping[str, tuple[int, ...]]
    grants: Grants

    @cached_property
    def to_pick(self) -> tuple[Resource, ...]:
        """What is searched, counted and picked: all but the items of a list."""
        return tuple(resource for resource in self.resources.values() if resource.kind not in LISTED)

    def of_origin(self, origin: str) -> tuple[Resource, ...]:
        return tuple(resource for resource in self.to_pick if resource.origin == origin)

    def listed(self, resource: str) -> tuple[Resource, ...]:
        """The items of the list that a resource holds; none for most."""
        return tuple(r for r in self.resources.values() if LISTED.get(r.kind) == resource)

    def of_kind(self, kind: str) -> tuple[Resource, ...]:
        return tuple(resource for resource in self.resources.values() if resource.kind == kind)

    def label(self, field: str, code: str) -> str:
        return self.terms[field][code].label


def link_is_well_formed(text: str) -> bool:
    """An address with a host and no credentials, at most 500 characters; nothing is asked of the network."""
    return len(text) <= 500 and _LINK.fullmatch(text) is not None

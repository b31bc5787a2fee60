"""Reading of the catalogue from ``data/``: a row that breaks a rule stops the load and says where."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import date
from pathlib import Path

from territory import goals, grants
from territory.csvfile import Cells, read_table
from territory.errors import DataError
from territory.grants import GRANTS, load_grants
from territory.resources import (
    ALL_REPORTS,
    CASES_BASE,
    HOW,
    KNOW,
    LINK_FORM,
    LISTED,
    PUBLIC,
    WEBINAR,
    WHO,
    Catalogue,
    Document,
    Evidence,
    Passage,
    Resource,
    Term,
    Webinar,
    link_is_well_formed,
)

RESOURCES_FILE = "resources.csv"
PUBLIC_FILE = "public_resources.csv"
VOCABULARY_FILE = "resource_vocabulary.csv"
DOCUMENTS_FILE = "resource_documents.csv"
CALENDAR_FILE = "resource_calendar.csv"
FILES = (
    RESOURCES_FILE, PUBLIC_FILE, VOCABULARY_FILE, DOCUMENTS_FILE, CALENDAR_FILE, *goals.FILES,
    grants.DOMAINS_FILE, grants.REGIONS_FILE,
)  # fmt: skip
"""All that ``load_catalogue`` reads."""

USE_OF_KIND: Mapping[str, str] = {
    "donnees": KNOW, "etude": KNOW, "rapport": KNOW, "reseau": WHO, "retour-experience": HOW, "cas": HOW,
}  # fmt: skip
"""What the kind of a programme's resource says of its use; a public resource has its own."""
ILLUSTRATION = "illustration"
"""The nature of what shows how others did, whatever its kind."""
WHY_WORDS = 5
"""Words of a reason, at most."""

ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
YEARS = re.compile(r"((19|20)\d\d(-(19|20)\d\d)?)?")
YEAR = re.compile(r"((19|20)\d\d)?")
PUBLIC_ID = re.compile(r"pub(-[a-z0-9]+)+")
ID_FORM = "des lettres minuscules et des chiffres, séparés par des tirets"
YEAR_FORM = "une année ou rien"


def load_catalogue(folder: Path, domains: Collection[str], regions: Collection[str]) -> Catalogue:
    """Read and check the files of ``data/``; ``domains`` and ``regions`` are the edition's codes.

    Raises ``DataError`` with file, row, column, what was found and what is allowed.
    """
    terms = _terms(folder / VOCABULARY_FILE)
    documents = _documents(folder / DOCUMENTS_FILE)
    allowed: dict[str, Collection[str]] = {field: list(codes) for field, codes in terms.items()}
    allowed |= {"domain": domains, "region": regions, "document": list(documents)}
    resources = _resources(folder / RESOURCES_FILE, allowed)
    for line, row in read_table(folder / PUBLIC_FILE, _PUBLIC_COLUMNS):
        _add(resources, PUBLIC_FILE, line, _public(PUBLIC_FILE, line, row, allowed))
    if absent := [code for code in (*LISTED.values(), ALL_REPORTS, CASES_BASE, GRANTS) if code not in resources]:
        raise DataError(RESOURCES_FILE, "", "id", f"{absent[0]} absent", "une ressource que les pages nomment")
    known = goals.load_goals(folder / goals.FILE)
    return Catalogue(
        resources=resources,
        terms=terms,
        documents=documents,
        webinars=_calendar(folder / CALENDAR_FILE, resources),
        goals=known,
        domain_goals=goals.of_domains(folder / goals.OF_DOMAINS_FILE, domains, known),
        resource_goals=goals.of_resources(folder / goals.OF_RESOURCES_FILE, resources, known, documents),
        grants=load_grants(folder, resources[GRANTS].link, domains, regions),
    )


# --- reading, one function a file ------------------------------------------------------------------------

_COLUMNS = (
    "id", "title", "kind", "author", "year", "updated", "audience", "need", "step", "nature", "domain", "region",
    "link", "ask", "document", "passage", "note",
)  # fmt: skip
_PUBLIC_COLUMNS = (
    "id", "title", "kind", "author", "year", "until", "use", "why", "audience", "need", "step", "domain", "link",
    "note", "evidence", "excerpt", "evidence_year", "gathered",
)  # fmt: skip
_FIELDS = ("kind", "audience", "need", "step", "nature", "origin", "use")


def _terms(path: Path) -> Mapping[str, Mapping[str, Term]]:
    terms: dict[str, dict[str, Term]] = {field: {} for field in _FIELDS}
    for line, row in read_table(path, ("field", "code", "label", "description")):
        if row["field"] not in terms:
            raise DataError(path.name, line, "field", row["field"], " | ".join(_FIELDS))
        for column in ("code", "label"):
            Cells(path.name, line, row).wanted(column)
        if row["code"] in terms[row["field"]]:
            raise DataError(path.name, line, "code", row["code"], "un code une seule fois")
        terms[row["field"]][row["code"]] = Term(row["code"], row["label"], row["description"])
    if empty := [field for field, codes in terms.items() if not codes]:
        raise DataError(path.name, "", "field", "aucune ligne", f"au moins un code de {empty[0]}")
    return terms


def _documents(path: Path) -> Mapping[str, Document]:
    documents: dict[str, Document] = {}
    for line, row in read_table(path, ("document", "short", "title")):
        for column in row:
            Cells(path.name, line, row).wanted(column)
        if row["document"] in documents:
            raise DataError(path.name, line, "document", row["document"], "un document une seule fois")
        documents[row["document"]] = Document(row["document"], row["short"], row["title"])
    return documents


def _resources(path: Path, allowed: Mapping[str, Collection[str]]) -> dict[str, Resource]:
    resources: dict[str, Resource] = {}
    for line, row in read_table(path, _COLUMNS):
        _add(resources, path.name, line, _resource(path.name, line, row, allowed))
    return resources


def _add(resources: dict[str, Resource], file: str, line: str, resource: Resource) -> None:
    """Add a resource, refused where its identifier or its title is already there, from whatever file."""
    if resource.id in resources:
        raise DataError(file, line, "id", resource.id, "une ressource une seule fois")
    if any(resource.title.casefold() == other.title.casefold() for other in resources.values()):
        raise DataError(file, line, "title", resource.title, "une ressource une seule fois")
    resources[resource.id] = resource


def _resource(file: str, line: str, row: Mapping[str, str], allowed: Mapping[str, Collection[str]]) -> Resource:
    cells = Cells(file, line, row)
    for column in ("id", "title", "kind", "document", "passage"):
        cells.wanted(column)
    cells.trimmed()
    if row["link"] and not link_is_well_formed(row["link"]):
        raise cells.refused("link", row["link"], LINK_FORM)
    if bool(row["link"]) == bool(row["ask"]):
        raise cells.refused("link / ask", f"{row['link']} / {row['ask']}", "une adresse, ou à qui demander")
    documents, texts = cells.codes("document", allowed["document"]), row["passage"].split("|")
    if len(documents) != len(texts) or not all(texts):
        raise cells.refused("passage", row["passage"], "autant de passages que de documents")
    kind = cells.codes("kind", allowed["kind"], 1)[0]
    return Resource(
        id=cells.form("id", ID, ID_FORM),
        title=row["title"],
        kind=kind,
        authors=cells.several("author"),
        year=cells.form("year", YEARS, "une année, deux séparées par un tiret, ou rien"),
        updated=cells.form("updated", YEAR, YEAR_FORM),
        audiences=cells.codes("audience", allowed["audience"]),
        needs=cells.codes("need", allowed["need"]),
        steps=cells.codes("step", allowed["step"]),
        nature="".join(cells.codes("nature", allowed["nature"], 1)),
        domains=cells.codes("domain", allowed["domain"]),
        regions=cells.codes("region", allowed["region"]),
        link=row["link"],
        ask=row["ask"],
        passages=tuple(Passage(*pair) for pair in zip(documents, texts, strict=True)),
        note=row["note"],
        use=HOW if row["nature"] == ILLUSTRATION else USE_OF_KIND.get(kind, ""),
    )


def _public(file: str, line: str, row: Mapping[str, str], allowed: Mapping[str, Collection[str]]) -> Resource:
    """A public resource: who runs it, its address, what is done with it, and the evidence that it exists."""
    cells = Cells(file, line, row)
    for column in ("id", "title", "kind", "author", "use", "why", "audience", "step", "link", "note"):
        cells.wanted(column)
    for column in ("evidence", "excerpt", "gathered"):
        cells.wanted(column)
    cells.trimmed()
    if not link_is_well_formed(row["link"]):
        raise cells.refused("link", row["link"], LINK_FORM)
    if len(row["why"].split()) > WHY_WORDS:
        raise cells.refused("why", row["why"], f"{WHY_WORDS} mots au plus")
    return Resource(
        id=cells.form("id", PUBLIC_ID, "un identifiant qui commence par pub-"),
        title=row["title"],
        kind=cells.codes("kind", allowed["kind"], 1)[0],
        authors=cells.several("author"),
        year=cells.form("year", YEAR, YEAR_FORM),
        updated="",
        audiences=cells.codes("audience", allowed["audience"]),
        needs=cells.codes("need", allowed["need"]),
        steps=cells.codes("step", allowed["step"]),
        nature="",
        domains=cells.codes("domain", allowed["domain"]),
        regions=(),
        link=row["link"],
        ask="",
        passages=(),
        note=row["note"],
        origin=PUBLIC,
        use=cells.codes("use", allowed["use"], 1)[0],
        why=row["why"],
        until=cells.form("until", YEAR, YEAR_FORM),
        evidence=_evidence(cells),
    )


def _evidence(cells: Cells) -> Evidence:
    sources, words = cells.several("evidence"), cells.row["excerpt"].split("|")
    if len(sources) != len(words) or not all(words):
        raise cells.refused("excerpt", cells.row["excerpt"], "autant d’extraits que de sources")
    try:
        gathered = date.fromisoformat(cells.row["gathered"])
    except ValueError:
        raise cells.refused("gathered", cells.row["gathered"], "une date comme 2026-11-21") from None
    return Evidence(sources, tuple(words), cells.form("evidence_year", YEAR, YEAR_FORM), gathered)


def _calendar(path: Path, resources: Mapping[str, Resource]) -> tuple[Webinar, ...]:
    webinars: list[Webinar] = []
    for line, row in read_table(path, ("id", "date", "cycle", "theme", "document", "passage")):
        resource = resources.get(row["id"])
        if resource is None or resource.kind != WEBINAR or row["id"] in {webinar.id for webinar in webinars}:
            raise DataError(path.name, line, "id", row["id"], "l’identifiant d’un webinaire, une seule fois")
        try:
            day = date.fromisoformat(row["date"])
        except ValueError:
            raise DataError(path.name, line, "date", row["date"], "une date comme 2019-01-17") from None
        if row["cycle"] != str(day.year) or resource.year != row["cycle"]:
            raise DataError(path.name, line, "cycle", row["cycle"], "l’année de la date et de la ressource")
        if row["theme"] not in resource.title:
            raise DataError(path.name, line, "theme", row["theme"], f"un thème du titre «\u00a0{resource.title}\u00a0»")
        webinars.append(Webinar(row["id"], day, row["cycle"], row["theme"]))
    dated = {webinar.id for webinar in webinars}
    if undated := [r.id for r in resources.values() if r.kind == WEBINAR and r.id not in dated]:
        raise DataError(path.name, "", "id", f"{undated[0]} absent", "une date pour chaque webinaire")
    return tuple(sorted(webinars, key=lambda webinar: webinar.day))

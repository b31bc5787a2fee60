"""The catalogue: what Le RAMEAU, the Observatoire and the Réseau des pionniers put at the territories' disposal.

Read from ``data/``; a row that breaks a rule stops the load and says where. Where the documents disagree,
the first document of a row is the one kept and the note says the other.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from territory.csvfile import read_rows
from territory.errors import DataError

RESOURCES_FILE = "resources.csv"
VOCABULARY_FILE = "resource_vocabulary.csv"
DOCUMENTS_FILE = "resource_documents.csv"
CALENDAR_FILE = "resource_calendar.csv"
GOALS_FILE = "sdg.csv"
DOMAIN_GOALS_FILE = "domain_sdg.csv"
RESOURCE_GOALS_FILE = "resource_sdg.csv"

ALLIANCES = 17
"""The goal of partnerships: every domain is tied to it."""
GOALS = 17
WEBINAR, TRADE, MEASURE, REPORT, CASE = "webinaire", "metier", "mesure", "rapport", "cas"
"""Kinds that a page shows apart."""
ALL_REPORTS = "rapports-regionaux-impact"
"""The collection of regional reports, for a region whose own is not named."""
CASES_BASE = "base-impact-pratiques-innovantes"
"""The Observatoire's 500 cases, on its site."""

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_YEARS = re.compile(r"((19|20)\d\d(-(19|20)\d\d)?)?")
_YEAR = re.compile(r"((19|20)\d\d)?")
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
class Resource:
    """Something that a reader can read, use or join.

    ``year`` is empty where no document says it; ``updated`` is the year of « mise à jour ». ``link`` and
    ``ask`` (where to ask) exclude each other. ``passages`` is empty for an imported case.
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

    ``terms``: by field (kind, audience, need, step, nature), then code. ``domain_goals``: the Sustainable
    Development Goals of each domain, with the reason; ``resource_goals``: those a document gives a resource.
    """

    resources: Mapping[str, Resource]
    terms: Mapping[str, Mapping[str, Term]]
    documents: Mapping[str, Document]
    webinars: tuple[Webinar, ...]
    goals: Mapping[int, str]
    domain_goals: Mapping[str, Mapping[int, str]]
    resource_goals: Mapping[str, tuple[int, ...]]

    def of_kind(self, kind: str) -> tuple[Resource, ...]:
        return tuple(resource for resource in self.resources.values() if resource.kind == kind)

    def label(self, field: str, code: str) -> str:
        return self.terms[field][code].label


def link_is_well_formed(text: str) -> bool:
    """An address with a host and no credentials, at most 500 characters; nothing is asked of the network."""
    return len(text) <= 500 and _LINK.fullmatch(text) is not None


def load_catalogue(folder: Path, domains: Collection[str], regions: Collection[str]) -> Catalogue:
    """Read and check the files of ``data/``; ``domains`` and ``regions`` are the edition's codes.

    Raises ``DataError`` with file, row, column, what was found and what is allowed.
    """
    terms = _terms(folder / VOCABULARY_FILE)
    documents = _documents(folder / DOCUMENTS_FILE)
    allowed: dict[str, Collection[str]] = {field: list(codes) for field, codes in terms.items()}
    allowed |= {"domain": domains, "region": regions, "document": list(documents)}
    resources = _resources(folder / RESOURCES_FILE, allowed)
    goals = _goals(folder / GOALS_FILE)
    return Catalogue(
        resources=resources,
        terms=terms,
        documents=documents,
        webinars=_calendar(folder / CALENDAR_FILE, resources),
        goals=goals,
        domain_goals=_domain_goals(folder / DOMAIN_GOALS_FILE, domains, goals),
        resource_goals=_resource_goals(folder / RESOURCE_GOALS_FILE, resources, goals, documents),
    )


# --- reading, one function a file ------------------------------------------------------------------------

_COLUMNS = (
    "id", "title", "kind", "author", "year", "updated", "audience", "need", "step", "nature", "domain", "region",
    "link", "ask", "document", "passage", "note",
)  # fmt: skip
_FIELDS = ("kind", "audience", "need", "step", "nature")


def _table(path: Path, columns: tuple[str, ...]) -> list[tuple[str, dict[str, str]]]:
    """Rows with their place (« ligne 2 »), after the header was found to be exactly ``columns``."""
    if not path.is_file():
        raise DataError(path.name, "", "", "aucun fichier", f"un fichier à l’adresse {path}")
    rows = read_rows(path)
    if not rows or tuple(rows[0]) != columns:
        found = ", ".join(rows[0]) if rows else "aucune ligne"
        raise DataError(path.name, "ligne 1", "", found, f"les colonnes {', '.join(columns)}")
    return [(f"ligne {number}", row) for number, row in enumerate(rows, start=2)]


def _terms(path: Path) -> Mapping[str, Mapping[str, Term]]:
    terms: dict[str, dict[str, Term]] = {field: {} for field in _FIELDS}
    for place, row in _table(path, ("field", "code", "label", "description")):
        if row["field"] not in terms:
            raise DataError(path.name, place, "field", row["field"], " | ".join(_FIELDS))
        for column in ("code", "label"):
            _wanted(path.name, place, column, row[column])
        if row["code"] in terms[row["field"]]:
            raise DataError(path.name, place, "code", row["code"], "un code une seule fois")
        terms[row["field"]][row["code"]] = Term(row["code"], row["label"], row["description"])
    if empty := [field for field, codes in terms.items() if not codes]:
        raise DataError(path.name, "", "field", "aucune ligne", f"au moins un code de {empty[0]}")
    return terms


def _documents(path: Path) -> Mapping[str, Document]:
    documents: dict[str, Document] = {}
    for place, row in _table(path, ("document", "short", "title")):
        for column, text in row.items():
            _wanted(path.name, place, column, text)
        if row["document"] in documents:
            raise DataError(path.name, place, "document", row["document"], "un document une seule fois")
        documents[row["document"]] = Document(row["document"], row["short"], row["title"])
    return documents


def _resources(path: Path, allowed: Mapping[str, Collection[str]]) -> Mapping[str, Resource]:
    resources: dict[str, Resource] = {}
    titles: set[str] = set()
    for place, row in _table(path, _COLUMNS):
        resource = _resource(path.name, place, row, allowed)
        if resource.id in resources or resource.title.casefold() in titles:
            column = "id" if resource.id in resources else "title"
            raise DataError(path.name, place, column, row[column], "une ressource une seule fois")
        resources[resource.id] = resource
        titles.add(resource.title.casefold())
    return resources


def _resource(file: str, place: str, row: Mapping[str, str], allowed: Mapping[str, Collection[str]]) -> Resource:
    def codes(column: str, most: int = 99) -> tuple[str, ...]:
        found = _cells(file, place, column, row[column])
        if unknown := [code for code in found if code not in allowed[column]]:
            raise DataError(file, place, column, unknown[0], " | ".join(allowed[column]))
        if len(found) > most:
            raise DataError(file, place, column, row[column], "un seul code")
        return found

    def form(column: str, pattern: re.Pattern[str], words: str) -> str:
        if not pattern.fullmatch(row[column]):
            raise DataError(file, place, column, row[column], words)
        return row[column]

    for column in ("id", "title", "kind", "document", "passage"):
        _wanted(file, place, column, row[column])
    for column, text in row.items():
        if text != text.strip():
            raise DataError(file, place, column, text, "un texte sans espace au bord")
    if row["link"] and not link_is_well_formed(row["link"]):
        raise DataError(file, place, "link", row["link"], LINK_FORM)
    if bool(row["link"]) == bool(row["ask"]):
        raise DataError(file, place, "link / ask", f"{row['link']} / {row['ask']}", "une adresse, ou à qui demander")
    documents, texts = codes("document"), row["passage"].split("|")
    if len(documents) != len(texts) or not all(texts):
        raise DataError(file, place, "passage", row["passage"], "autant de passages que de documents")
    return Resource(
        id=form("id", _ID, "des lettres minuscules et des chiffres, séparés par des tirets"),
        title=row["title"],
        kind=codes("kind", 1)[0],
        authors=_cells(file, place, "author", row["author"]),
        year=form("year", _YEARS, "une année, deux séparées par un tiret, ou rien"),
        updated=form("updated", _YEAR, "une année ou rien"),
        audiences=codes("audience"),
        needs=codes("need"),
        steps=codes("step"),
        nature="".join(codes("nature", 1)),
        domains=codes("domain"),
        regions=codes("region"),
        link=row["link"],
        ask=row["ask"],
        passages=tuple(Passage(*pair) for pair in zip(documents, texts, strict=True)),
        note=row["note"],
    )


def _calendar(path: Path, resources: Mapping[str, Resource]) -> tuple[Webinar, ...]:
    webinars: list[Webinar] = []
    for place, row in _table(path, ("id", "date", "cycle", "theme", "document", "passage")):
        resource = resources.get(row["id"])
        if resource is None or resource.kind != WEBINAR or row["id"] in {webinar.id for webinar in webinars}:
            raise DataError(path.name, place, "id", row["id"], "l’identifiant d’un webinaire, une seule fois")
        try:
            day = date.fromisoformat(row["date"])
        except ValueError:
            raise DataError(path.name, place, "date", row["date"], "une date comme 2019-01-17") from None
        if row["cycle"] != str(day.year) or resource.year != row["cycle"]:
            raise DataError(path.name, place, "cycle", row["cycle"], "l’année de la date et de la ressource")
        if row["theme"] not in resource.title:
            raise DataError(
                path.name, place, "theme", row["theme"], f"un thème du titre «\u00a0{resource.title}\u00a0»"
            )
        webinars.append(Webinar(row["id"], day, row["cycle"], row["theme"]))
    dated = {webinar.id for webinar in webinars}
    if undated := [r.id for r in resources.values() if r.kind == WEBINAR and r.id not in dated]:
        raise DataError(path.name, "", "id", f"{undated[0]} absent", "une date pour chaque webinaire")
    return tuple(sorted(webinars, key=lambda webinar: webinar.day))


def _goals(path: Path) -> Mapping[int, str]:
    goals: dict[int, str] = {}
    for place, row in _table(path, ("number", "name")):
        if row["number"] != str(len(goals) + 1) or len(goals) == GOALS:
            raise DataError(path.name, place, "number", row["number"], f"les nombres de 1 à {GOALS}, dans l’ordre")
        goals[len(goals) + 1] = _wanted(path.name, place, "name", row["name"])
    if len(goals) != GOALS:
        raise DataError(path.name, "", "number", f"{len(goals)} lignes", f"{GOALS} lignes")
    return goals


def _domain_goals(path: Path, domains: Collection[str], goals: Mapping[int, str]) -> Mapping[str, Mapping[int, str]]:
    ties: dict[str, dict[int, str]] = {domain: {} for domain in domains}
    for place, row in _table(path, ("domain", "sdg", "reason")):
        if row["domain"] not in ties:
            raise DataError(path.name, place, "domain", row["domain"], " | ".join(ties))
        goal = _goal(path.name, place, row["sdg"], goals)
        if goal in ties[row["domain"]]:
            raise DataError(path.name, place, "sdg", row["sdg"], "un objectif une seule fois par domaine")
        ties[row["domain"]][goal] = _wanted(path.name, place, "reason", row["reason"])
    for domain, found in ties.items():
        if ALLIANCES not in found or len(found) < 2:
            allowed = f"l’objectif {ALLIANCES} et au moins un autre"
            raise DataError(path.name, domain, "sdg", ", ".join(map(str, found)) or "aucun", allowed)
    return ties


def _resource_goals(
    path: Path,
    resources: Mapping[str, Resource],
    goals: Mapping[int, str],
    documents: Mapping[str, Document],
) -> Mapping[str, tuple[int, ...]]:
    ties: dict[str, tuple[int, ...]] = {}
    for place, row in _table(path, ("id", "sdg", "document", "passage")):
        if row["id"] not in resources:
            raise DataError(path.name, place, "id", row["id"], f"un identifiant de {RESOURCES_FILE}")
        if row["document"] not in documents:
            raise DataError(path.name, place, "document", row["document"], " | ".join(documents))
        _wanted(path.name, place, "passage", row["passage"])
        goal = _goal(path.name, place, row["sdg"], goals)
        if goal in ties.get(row["id"], ()):
            raise DataError(path.name, place, "sdg", row["sdg"], "un objectif une seule fois par ressource")
        ties[row["id"]] = (*ties.get(row["id"], ()), goal)
    return ties


def _goal(file: str, place: str, text: str, goals: Mapping[int, str]) -> int:
    if text not in {str(number) for number in goals}:
        raise DataError(file, place, "sdg", text, f"un nombre de 1 à {len(goals)}")
    return int(text)


def _cells(file: str, place: str, column: str, text: str) -> tuple[str, ...]:
    """Several values in a cell are joined by ``|``, each once."""
    values = tuple(text.split("|")) if text else ()
    if "" in values or len(set(values)) < len(values):
        raise DataError(file, place, column, text, "des valeurs séparées par |, chacune une fois")
    return values


def _wanted(file: str, place: str, column: str, text: str) -> str:
    if not text:
        raise DataError(file, place, column, "", "un texte")
    return text

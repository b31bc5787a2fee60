"""The resources against the five documents they were read from, and against a second reading of them.

``reading.csv`` was made from the documents alone, line by line: what is named, by whom, of what year, and only
then the identifier it has in the catalogue. The documents lost accents in two of five files, and their line
breaks everywhere: a passage is looked for by its ASCII letters and digits, accented letters either dropped
(« écosystème » → « cosystme », as « ®cosyst¯me » gives) or stripped (« Étude » → « etude », as « Etude » gives).
"""

from __future__ import annotations

import csv
import os
import re
import unicodedata
from collections import Counter
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from territory.loader import Edition
from territory.resource_files import load_catalogue
from territory.resources import Catalogue, Resource
from territory.wording import long_date
from tests.territory.typography import faults

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = os.environ.get("SOURCE_DOCUMENTS")
"""A folder of the five documents as text, which are not ours to ship (CONTRIBUTING.md)."""
REGIONS_WITH_A_REPORT = {"11", "24", "84", "93", "32", "53"}


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


READING = read(Path(__file__).with_name("reading.csv"))
RESOURCES = read(ROOT / "data/resources.csv")
PUBLIC = read(ROOT / "data/public_resources.csv")
each_public = pytest.mark.parametrize("row", PUBLIC, ids=lambda row: row["id"])
each_resource = pytest.mark.parametrize("row", RESOURCES, ids=lambda row: row["id"])
each_mention = pytest.mark.parametrize("row", READING, ids=lambda row: f"{row['document']}-{row['id']}")


def skeletons(text: str) -> list[str]:
    text = unicodedata.normalize("NFC", text).lower()
    stripped = unicodedata.normalize("NFKD", text.replace("œ", "oe"))
    return [re.sub(r"[^a-z0-9]", "", text), re.sub(r"[^a-z0-9]", "", stripped)]


@pytest.fixture(scope="session")
def texts() -> dict[str, str]:
    if DOCUMENTS is None:
        pytest.skip("SOURCE_DOCUMENTS does not say where the source documents are")
    found = {path.name[:3]: path.read_text(encoding="utf-8") for path in sorted(Path(DOCUMENTS).glob("*.txt"))}
    assert list(found) == ["000", "001", "002", "003", "004"]
    return found


@pytest.fixture(scope="session")
def documents(texts: dict[str, str]) -> dict[str, list[str]]:
    return {code: skeletons(text) for code, text in texts.items()}


def stands_in(passage: str, document: list[str]) -> bool:
    return any(mine and mine in theirs for mine, theirs in zip(skeletons(passage), document, strict=True))


@pytest.fixture(scope="session")
def catalogue(edition: Edition) -> Catalogue:
    return load_catalogue(ROOT / "data", edition.registry.domains, edition.regions)


# --- the second reading ----------------------------------------------------------------------------------


@each_mention
def test_what_a_document_names_is_in_the_catalogue_with_its_author_and_year(
    row: dict[str, str], documents: dict[str, list[str]], catalogue: Catalogue
) -> None:
    assert stands_in(row["named"], documents[row["document"]])
    resource = catalogue.resources[row["id"]]
    assert row["document"] in {passage.document for passage in resource.passages}
    assert set(filter(None, row["authors"].split("|"))) <= set(resource.authors)
    if row["year"].startswith("mise à jour "):
        assert (resource.year, f"mise à jour {resource.updated}") == ("", row["year"])
    elif row["year"]:
        assert resource.dated == row["year"]


def test_the_catalogue_names_nothing_that_the_reading_did_not_find() -> None:
    cited = {(document, row["id"]) for row in RESOURCES for document in row["document"].split("|")}
    assert cited == {(row["document"], row["id"]) for row in READING}


def test_no_resource_is_there_twice(catalogue: Catalogue) -> None:
    """Two entries never share a passage, but for one line of a document that names several things."""
    passages = Counter(
        (passage.document, passage.text) for resource in catalogue.resources.values() for passage in resource.passages
    )
    shared = {text for (_, text), count in passages.items() if count > 1}
    assert shared == {
        "2 études territoriales (Régions Nord et Poitou-Charentes, LR, 2012)",
        "Programmes ARPEA 2008-2012 & PHARE 2013-2017",
        "d’un blog, d’une newsletter",
        "volet citoyens –mai 2020 et entreprise – juin 2020",
        "Les rapports régionaux IMPACT Île-de-France Centre Val-de-Loire Auvergne Rhône-Alpes",
        "Provence-Alpes-Côte-d’Azur Hauts-de-France Bretagne",
    }


# --- passages, addresses, years --------------------------------------------------------------------------


@each_resource
def test_its_passages_stand_in_their_documents(row: dict[str, str], documents: dict[str, list[str]]) -> None:
    for code, passage in zip(row["document"].split("|"), row["passage"].split("|"), strict=True):
        assert len(passage) <= 120
        assert stands_in(passage, documents[code]), (code, passage)


@each_resource
def test_its_address_was_in_a_document(row: dict[str, str], texts: dict[str, str]) -> None:
    if row["link"]:
        assert any(re.search(re.escape(row["link"]) + r"(?![\w-])", text) for text in texts.values())


def test_every_address_of_the_documents_leads_somewhere(texts: dict[str, str]) -> None:
    """One address is written in http and in https; « les-territoires » lies under the Observatoire's."""

    def bare(address: str) -> str:
        return address.split("://")[1].rstrip("/")

    found = {bare(a) for text in texts.values() for a in re.findall(r"https?://(?:(?!https?:)[\w./-])+", text)}
    assert found == {bare(row["link"]) for row in RESOURCES if row["link"]}


@each_resource
def test_its_years_stand_in_its_documents(row: dict[str, str], texts: dict[str, str]) -> None:
    for year in re.findall(r"\d{4}", row["year"] + " " + row["updated"]):
        assert any(year in texts[code] for code in row["document"].split("|"))


# --- what a reader reads ---------------------------------------------------------------------------------


@each_resource
def test_its_typography(row: dict[str, str]) -> None:
    for column in ("title", "author", "ask", "note"):
        assert not row[column] or faults(row[column]) == []
    assert not row["note"] or row["note"].rstrip("\u00a0»").endswith((".", "!"))
    assert not re.search(r"\b00[0-4]\b", row["note"]), "readers know the documents by their names, not their files"


@each_public
def test_the_words_of_a_public_resource(row: dict[str, str]) -> None:
    """One line that says what it is for, five words that say why: both read on a card."""
    for column in ("title", "author", "note", "why"):
        assert [fault for text in row[column].split("|") for fault in faults(text)] == []
    assert len(row["note"]) <= 110 and row["note"].endswith(".")
    assert row["why"][0].islower() and not row["why"].endswith(".")


@each_public
def test_the_address_of_a_public_resource_is_in_its_evidence(row: dict[str, str]) -> None:
    """No address is invented: its site is named by what was read."""
    host = urlsplit(row["link"]).netloc.removeprefix("www.")
    assert host in row["evidence"] + row["excerpt"]


def test_the_typography_of_the_words_around(catalogue: Catalogue) -> None:
    words = [
        text for field in catalogue.terms.values() for term in field.values() for text in (term.label, term.description)
    ]
    words += [text for document in catalogue.documents.values() for text in (document.short, document.title)]
    words += [
        *catalogue.goals.values(),
        *(reason for ties in catalogue.domain_goals.values() for reason in ties.values()),
    ]
    words += [webinar.theme for webinar in catalogue.webinars]
    words += [name for names in catalogue.grants.names.values() for name in names]
    assert [fault for text in words if text for fault in faults(text)] == []


# --- what must be there, whole ---------------------------------------------------------------------------


def in_kit(resource: Resource, kit: str) -> bool:
    return f"Kit «\u00a0{kit}\u00a0»," in resource.note or f"Aussi dans le kit «\u00a0{kit}\u00a0»" in resource.note


@pytest.mark.parametrize(
    ("kit", "count"),
    [("co-construction territoriale", 37), ("apprendre à faire alliance", 29)],
)
def test_a_kit_is_whole(catalogue: Catalogue, kit: str, count: int) -> None:
    assert len([resource for resource in catalogue.resources.values() if in_kit(resource, kit)]) == count


@pytest.mark.parametrize(
    ("kind", "count"), [("webinaire", 17), ("mesure", 21), ("metier", 4), ("autodiagnostic", 2), ("parcours", 1)]
)
def test_a_kind_is_whole(catalogue: Catalogue, kind: str, count: int) -> None:
    assert len(catalogue.of_kind(kind)) == count


def test_the_measures_are_numbered_and_their_own_state_is_unknown(catalogue: Catalogue) -> None:
    measures = catalogue.of_kind("mesure")
    assert [measure.id for measure in measures] == [f"mesure-{number:02d}" for number in range(1, 22)]
    assert all("n’est pas connu" in measure.note for measure in measures)
    totals = catalogue.resources["programme-21-mesures"].note
    assert "6 mesures très satisfaisantes, 9 satisfaisantes, 6 en retard" in totals


def test_the_regions_with_a_named_report(catalogue: Catalogue) -> None:
    reports = [r for r in catalogue.of_kind("rapport") if r.regions]
    assert {region for report in reports for region in report.regions} == REGIONS_WITH_A_REPORT
    assert len(reports) == len(REGIONS_WITH_A_REPORT)


def test_the_calendar(catalogue: Catalogue, texts: dict[str, str]) -> None:
    assert Counter(webinar.cycle for webinar in catalogue.webinars) == {"2019": 12, "2020": 5}
    rows = {row["id"]: row for row in read(ROOT / "data/resource_calendar.csv")}
    disputed = []
    for webinar in catalogue.webinars:
        note = catalogue.resources[webinar.id].note
        assert note.startswith(long_date(webinar.day).partition(" ")[2].replace("\u00a0", " "))
        # The 2020 document is silent on watching again; those of 2019 are not.
        assert ("Replay sur la plateforme" in note) == (webinar.cycle == "2019")
        codes, passages = (rows[webinar.id][column].split("|") for column in ("document", "passage"))
        assert all(passage in texts[code] for code, passage in zip(codes, passages, strict=True))
        assert passages[0] in (webinar.day.strftime("%d/%m/%Y"), webinar.day.strftime("%d/%m"))
        disputed += [webinar.id] if len({passage[:5] for passage in passages}) > 1 else []
    assert disputed == ["webinaire-2019-08-favoriser-engagement-entreprise"]


def test_what_a_document_ties_to_a_goal(documents: dict[str, list[str]]) -> None:
    for row in read(ROOT / "data/resource_sdg.csv"):
        assert stands_in(row["passage"], documents[row["document"]])


def test_the_names_of_the_goals_are_the_united_nations_s(catalogue: Catalogue) -> None:
    assert list(catalogue.goals.values()) == [
        "Pas de pauvreté", "Faim «\u00a0zéro\u00a0»", "Bonne santé et bien-être", "Éducation de qualité",
        "Égalité entre les sexes", "Eau propre et assainissement", "Énergie propre et d’un coût abordable",
        "Travail décent et croissance économique", "Industrie, innovation et infrastructure", "Inégalités réduites",
        "Villes et communautés durables", "Consommation et production responsables",
        "Mesures relatives à la lutte contre les changements climatiques", "Vie aquatique", "Vie terrestre",
        "Paix, justice et institutions efficaces", "Partenariats pour la réalisation des objectifs",
    ]  # fmt: skip

"""A workshop's account, its invitation and its paper ballot, written and read back."""

from __future__ import annotations

import io
from dataclasses import replace

import openpyxl
import pandas as pd
import pytest
from pptx import Presentation

from charts import exports
from charts.documents.workshop import between_rounds, sentences
from charts.exports import DOCUMENT_FORMATS
from charts.stamp import Stamp
from territory.loader import Edition
from territory.workshop.regards import Regards
from territory.workshop.survey import example, regards_of_survey
from territory.workshop.survey_table import read_survey
from tests.charts.documents.reading_back import READ, plain
from tests.charts.qr_reader import read_png
from tests.charts.regards import count, regards

ADDRESS = "https://fragilites.example.org/vote/K7Q4NR"


@pytest.fixture(scope="module")
def first(edition: Edition, scores: pd.DataFrame) -> Regards:
    return regards(edition, scores)


@pytest.fixture(scope="module")
def second(edition: Edition, scores: pd.DataFrame) -> Regards:
    return regards(edition, scores, 2, [{"sante": 3, "education": 2}] * 20)


@pytest.mark.parametrize("form", DOCUMENT_FORMATS)
def test_every_format_says_the_same(first: Regards, second: Regards, edition: Edition, stamp: Stamp, form: str) -> None:
    """Counts, sentences of each group, the two rounds, what is withheld, that it is no election."""
    said = plain(READ[form](exports.workshop(second, form, stamp, earlier=first).content))
    labels = {code: domain.label for code, domain in edition.registry.domains.items()}
    rows = [*sentences(second, labels), *between_rounds(first, second, labels)]
    for text in [sentence for _, sentence in rows] + [
        "Ce n’est ni une élection ni un sondage représentatif",
        "Tous les acteurs : 55 bulletins",
        "Non montré : entreprises.",
        "22 novembre 2026",
        "intervalle à 95",
    ]:
        assert plain(text) in said, text


def test_the_rounds_by_hand(first: Regards, second: Regards, edition: Edition) -> None:
    labels = {code: domain.label for code, domain in edition.registry.domains.items()}
    told = [sentence for subject, sentence in between_rounds(first, second, labels) if subject == "Élus"]
    assert told == [
        "Élus\u00a0: emploi descend, de 60\u202f% à 0\u202f% des points.",
        "Élus\u00a0: santé monte, de 0\u202f% à 60\u202f% des points.",
    ]


def test_a_deck_has_a_native_chart_a_group(first: Regards, stamp: Stamp) -> None:
    deck = Presentation(io.BytesIO(exports.workshop(first, "pptx", stamp).content))
    charts = [shape for slide in deck.slides for shape in slide.shapes if shape.has_chart]
    assert len(charts) == 2 * len(first.groups) == 8, "its plane, and its answers to the second question"
    assert all(shape._element._nvXxPr.cNvPr.get("descr") for shape in charts)


def test_a_workbook_has_aggregates_only(first: Regards, edition: Edition, stamp: Stamp) -> None:
    """Nothing of the withheld actor but its name; each share is that of its group."""
    book = openpyxl.load_workbook(io.BytesIO(exports.workshop(first, "xlsx", stamp).content))
    rows = [row for row in book["Parts"].iter_rows(values_only=True) if row[0]]
    (header,) = [row for row in rows if row[0] == "Domaine"]
    assert header[1:5] == ("Tous les acteurs (%)", "Citoyens (%)", "Élus (%)", "Associations (%)")
    own = {row[0]: row[1:5] for row in rows if isinstance(row[1], int | float)}
    assert own["Emploi"] == pytest.approx((60 / 275 * 100, 0, 60, 0))
    assert len(own) == len(edition.registry.domains)
    assert not [header for row in rows for header in row if str(header).startswith("Entreprises")]


def test_nothing_shown_is_still_a_document(first: Regards, stamp: Stamp) -> None:
    empty = replace(first, groups=())
    for form in DOCUMENT_FORMATS:
        assert plain("Moins de 5 bulletins") in plain(READ[form](exports.workshop(empty, form, stamp).content))


def test_a_survey_has_the_same_documents(edition: Edition, scores: pd.DataFrame, stamp: Stamp) -> None:
    domains = {code: domain.label for code, domain in edition.registry.domains.items()}
    territories = {code: region.name for code, region in edition.regions.items()}
    survey = read_survey("enquete.csv", example(domains, "Bretagne"), domains, territories)
    found = regards_of_survey(survey, "53", scores)
    for form in DOCUMENT_FORMATS:
        said = plain(READ[form](exports.workshop(found, form, stamp).content))
        assert plain("Exemple fictif, à remplacer") in said and plain("150 personnes") in said
        assert "bulletin" not in said.replace("bulletinsfictifs", "")


def test_the_invitation_carries_the_code_and_its_address(edition: Edition, stamp: Stamp) -> None:
    setup = count(edition).setup
    deck = exports.invitation(setup, "K7Q4NR", ADDRESS, "pptx", stamp)
    said = READ["pptx"](deck)
    assert "K7Q\u00a04NR" in said and "fragilites.example.org/vote/K7Q4NR" in said
    (picture,) = [s for s in Presentation(io.BytesIO(deck)).slides[0].shapes if s.shape_type == 13]
    assert read_png(picture.image.blob) == ADDRESS


def test_the_paper_ballot_numbers_the_domains_asked(edition: Edition, stamp: Stamp) -> None:
    setup = count(edition).setup
    made = exports.invitation(setup, "K7Q4NR", ADDRESS, "pdf", stamp)
    said = plain(READ["pdf"](made))
    for number, code in enumerate(setup.domains, start=1):
        assert plain(f"{number} {edition.registry.domains[code].label}") in said
    assert all(plain(actor.label) in said for actor in setup.actors)
    assert made == exports.invitation(setup, "K7Q4NR", ADDRESS, "pdf", stamp), "the same bytes for the same day"

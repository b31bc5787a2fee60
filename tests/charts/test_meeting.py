"""A meeting's list: its codes read back, its file read back, and what it becomes carries the reader's words."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from html import unescape

import pytest
from pptx import Presentation

from charts import meeting
from charts.documents import words
from charts.exports import DOCUMENT_FORMATS
from charts.figures import FIGURES, Numbers
from charts.figures.opinion import record as opinion
from charts.figures.perception import record as perception
from charts.meeting import BadMeeting, Entry
from charts.record import View
from charts.stamp import Stamp
from territory import wording
from territory.analysis import Reading
from territory.loader import Edition
from territory.resource_files import load_catalogue
from territory.scores import score_table
from tests.charts.documents.reading_back import READ, plain
from tests.charts.gallery import variants
from tests.charts.pdf_pages import page_texts
from tests.charts.regards import regards
from tests.conftest import DATA

CODES = (
    "vue-ensemble",
    "vue-ensemble.32",
    "profil.94",
    "carte.32.emploi",
    "carte..sante",
    "classement.11.culture",
    "comparaison...32-53",
    "cercles..population",
    "solidite.32",
    "essai.32...sd",
    "essai.94...mean_gap~emploi-culture~economique:50-sociale:200",
    "arbre.53",
    "plan.11",
)
BAD = (
    "zz",
    "profil",
    "profil.99",
    "carte.32",
    "carte.32.population",
    "cercles..emploi",
    "comparaison...32",
    "a.b.c.d.e",
    "solidite",
    "essai.32",
    "essai.32...zz",
    "essai.32...sd~zz",
    "essai.32...sd~~economique:7",
    "essai.32...sd~culture~sociale:200~zz",
    "arbre.99",
    "arbre",
    "essai.32...sd~~sociale:2",
    "carte.32.emploi..sd",
    "solidite.32.emploi",
    "profil.32..32-53",
    "profil.32..53",
    "regards.32",
    "regards.32....5c1d9e0a77b2",
    "regards.99....5c1d9e0a77b2-1",
    "regards.32....5c1d9e0a77b2-1-elus.x",
    "regards.32....../../etc/passwd",
    "profil.32....5c1d9e0a77b2-1",
    "",
)


@pytest.fixture(scope="module")
def numbers(edition: Edition) -> Numbers:
    return Numbers(score_table(edition), *variants(edition))


@pytest.mark.parametrize("code", CODES)
def test_a_view_s_code_reads_back_and_is_that_of_its_own_figure(
    code: str, edition: Edition, stamp: Stamp, numbers: Numbers
) -> None:
    view = meeting.parse(code, edition)
    assert view.code == code
    assert meeting.record_of(Entry(view), stamp, numbers).view == view


@pytest.mark.parametrize("code", BAD)
def test_a_bad_code_is_refused_in_one_french_line(code: str, edition: Edition) -> None:
    with pytest.raises(BadMeeting, match="vue «"):
        meeting.parse(code, edition)


@pytest.mark.parametrize("form", DOCUMENT_FORMATS)
def test_a_workshop_s_figures_are_taken_from_who_holds_it(
    edition: Edition, stamp: Stamp, numbers: Numbers, form: str
) -> None:
    found = replace(regards(edition, numbers.scores), code="5c1d9e0a77b2-1")
    views = [meeting.parse(f"{code}.32....5c1d9e0a77b2-1-elus", edition) for code in ("regards", "avis")]
    assert [perception.record(edition, found, "elus").view, opinion.record(edition, found, "elus").view] == views
    held = [Entry(view, caption="Nos élus") for view in views]
    with pytest.raises(BadMeeting, match="effacé"):
        meeting.document(form, "Essai", held, stamp, numbers)
    made = meeting.document(form, "Essai", held, stamp, numbers._replace(seen={found.code: found}))
    said = plain(READ[form](made.content))
    for text in ("Élus. Vu et mesuré : emploi et éducation", "Élus. Dit plus fragile qu’ailleurs", "Nos élus"):
        assert plain(text) in said


def entries(edition: Edition) -> list[Entry]:
    pairs = [("", ""), ("Mon titre <b>gras</b>", "=1+1"), ("", "Une légende")]
    views = [meeting.parse(code, edition) for code in ("profil.94", "carte.32.emploi", "comparaison...32-53")]
    return [Entry(view, *pair) for view, pair in zip(views, pairs, strict=True)]


def test_codes_are_kept_as_the_product_writes_them(edition: Edition) -> None:
    typed = meeting.parse("essai.32...sd~culture-emploi-culture~sociale:100", edition)
    assert typed.code == "essai.32...sd~emploi-culture"
    twice = {"reunion": 1, "vues": [{"vue": "profil.32", "titre": "un"}, {"vue": "profil.94"}, {"vue": "profil.32"}]}
    held = meeting.from_json(json.dumps(twice).encode(), edition).entries
    assert [(entry.view.code, entry.title) for entry in held] == [("profil.32", "un"), ("profil.94", "")]


def test_a_kept_list_opens_as_it_was(edition: Edition) -> None:
    assert meeting.from_json(meeting.to_json("Conseil", entries(edition)), edition) == (
        "Conseil",
        tuple(entries(edition)),
        (),
    )


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b"{}",
        json.dumps({"reunion": 2, "titre": "", "vues": []}).encode(),
        json.dumps({"reunion": 1, "vues": "profil.32"}).encode(),
        json.dumps({"reunion": 1, "vues": [{"code": "profil.32"}]}).encode(),
    ],
)
def test_a_file_that_is_no_list_is_said(content: bytes, edition: Edition) -> None:
    with pytest.raises(BadMeeting, match="n’est pas une liste"):
        meeting.from_json(content, edition)


def test_too_many_views_are_said(edition: Edition) -> None:
    many = [{"vue": "profil.32"}] * (meeting.MAX_VIEWS + 1)
    with pytest.raises(BadMeeting, match=f"au plus {meeting.MAX_VIEWS}"):
        meeting.from_json(json.dumps({"reunion": 1, "vues": many}).encode(), edition)


def test_words_lose_what_does_not_print_and_are_cut(edition: Edition) -> None:
    long = {"reunion": 1, "titre": "a\u202eb\x00", "vues": [{"vue": "profil.32", "titre": "x" * 500}]}
    title, (entry,), _ = meeting.from_json(json.dumps(long).encode(), edition)
    assert title == "ab" and len(entry.title) == meeting.MAX_TITLE


def test_the_deck_has_a_slide_a_view_under_the_reader_s_words(edition: Edition, stamp: Stamp, numbers: Numbers) -> None:
    export = meeting.document("pptx", "Conseil régional", entries(edition), stamp, numbers)
    assert export.name == "reunion-conseil-regional-2026-11-21.pptx"
    slides = Presentation(io.BytesIO(export.content)).slides
    texts = ["\n".join(s.text_frame.text for s in slide.shapes if s.has_text_frame) for slide in slides]
    assert "Conseil régional" in texts[0]
    assert any("Mon titre <b>gras</b>" in text for text in texts)
    assert any("Une légende" in text for text in texts)


def test_the_document_has_a_page_a_view_and_the_page_stands_alone(
    edition: Edition, stamp: Stamp, numbers: Numbers
) -> None:
    export = meeting.document("pdf", "Conseil régional", entries(edition), stamp, numbers)
    pages = page_texts(export.content)
    assert len(pages) > 3
    assert "Mon titre <b>gras</b>" in pages[1] and "=1+1" in pages[1]
    html = meeting.document("html", "Conseil régional", entries(edition), stamp, numbers).content.decode("utf-8")
    assert "Mon titre &lt;b&gt;gras&lt;/b&gt;" in html and "<script" not in html
    assert html.count("<section") == 6  # three views, then method, remarks and sources


@pytest.mark.parametrize("region", ["94", "11", "32"])
def test_every_kind_of_figure_goes_to_a_meeting(region: str, edition: Edition, stamp: Stamp, numbers: Numbers) -> None:
    codes = ("vue-ensemble.{0}", "profil.{0}", "carte.{0}.emploi", "classement.{0}.emploi", "comparaison...{0}-53",
             "cercles.{0}.population", "solidite.{0}", "essai.{0}...sd~culture", "arbre.{0}", "plan.{0}")  # fmt: skip
    held = [Entry(meeting.parse(code.format(region), edition)) for code in codes]
    assert {entry.view.figure for entry in held} == set(FIGURES)
    titles = [bare(meeting.record_of(entry, stamp, numbers).title) for entry in held]
    slides = Presentation(io.BytesIO(meeting.document("pptx", "R", held, stamp, numbers).content)).slides
    shown = [bare(slide.shapes.title.text_frame.text) for slide in slides][1:-3]
    shown = [said for said in shown if not said.startswith("Lesvaleurspubliées")]  # a comparison's second slide
    assert all(said and title.startswith(said) for title, said in zip(titles, shown, strict=True))
    pages = page_texts(meeting.document("pdf", "R", held, stamp, numbers).content)
    assert not [title for title, page in zip(titles, pages, strict=False) if title not in bare(page)]
    html = meeting.document("html", "R", held, stamp, numbers).content.decode("utf-8")
    assert not [title for title in titles if title not in bare(unescape(html))]
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids))


def bare(text: str) -> str:
    """Without spaces and hyphens, where a line may break."""
    return re.sub(r"[\s\u00ad-]", "", text)


def test_two_exports_are_the_same_bytes(edition: Edition, stamp: Stamp, numbers: Numbers) -> None:
    held = entries(edition)
    assert meeting.document("pptx", "R", held, stamp, numbers) == meeting.document("pptx", "R", held, stamp, numbers)
    assert meeting.document("pdf", "R", held, stamp, numbers) == meeting.document("pdf", "R", held, stamp, numbers)


def test_choices_are_printed_and_a_view_they_leave_out_is_said(edition: Edition, stamp: Stamp) -> None:
    reading = Reading(without_contestable=True)
    chosen = Stamp(edition, reading, stamp.date, stamp.site)
    numbers = Numbers(score_table(edition, reading))
    export = meeting.document("pdf", "R", [Entry(View("profil", "32"))], chosen, numbers)
    assert bare(wording.choices(reading)) in bare(page_texts(export.content)[0])
    with pytest.raises(BadMeeting, match="réglages de lecture"):
        meeting.record_of(Entry(View("carte", "32", "mobilite")), chosen, numbers)


def test_the_deck_ends_on_the_resources_that_were_picked(edition: Edition, stamp: Stamp, numbers: Numbers) -> None:
    """Thirteen picked: two slides, as even as they can, before the method, with each one's link or where to ask."""
    catalogue = load_catalogue(DATA, edition.registry.domains, edition.regions)
    picked = list(catalogue.resources.values())[:13]
    export = meeting.document("pptx", "R", entries(edition), stamp, numbers, picked)
    slides = [s for s in Presentation(io.BytesIO(export.content)).slides]
    tables = [shape.table for s in slides for shape in s.shapes if shape.has_table and shape.name == words.PICKED]
    assert [len(table.rows) - 1 for table in tables] == [7, 6]
    told = [cell.text for table in tables for row in list(table.rows)[1:] for cell in row.cells]
    assert all(
        any(cell.rstrip("…") and resource.title.startswith(cell.rstrip("… ")) for cell in told) for resource in picked
    )

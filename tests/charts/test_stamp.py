"""What every export says of itself: the choices in force, on every page, the reader's own trial, the address."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from pptx import Presentation

from charts import addresses, exports, meeting
from charts.exports import DOCUMENT_FORMATS
from charts.figures import FIGURES, Numbers, Subject
from charts.meeting import Entry
from charts.record import View
from charts.stamp import Stamp
from territory import wording
from territory.analysis import Reading
from territory.loader import Edition
from territory.scores import score_table
from tests.charts.gallery import trial_of, variants
from tests.charts.pdf_pages import page_texts
from tests.charts.svg_reader import read

READING = Reading(without_contestable=True)


@pytest.fixture
def chosen(edition: Edition, stamp: Stamp) -> Stamp:
    return replace(stamp, reading=READING, trial=trial_of(edition))


@pytest.fixture
def wanted(edition: Edition) -> list[str]:
    said = (wording.choices(READING), wording.trial_text(edition.registry, trial_of(edition)))
    return [bare(text) for text in said]


def bare(text: str) -> str:
    """Without spaces and hyphens, where a line may break."""
    return re.sub(r"[\s\u00ad-]", "", text)


def pages_of(name: str, content: bytes) -> Iterator[str]:
    """The text of each page, slide or sheet."""
    if name.endswith(".pptx"):
        for slide in Presentation(io.BytesIO(content)).slides:
            yield " ".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
    elif name.endswith(".pdf"):
        yield from page_texts(content)
    elif name.endswith(".xlsx"):
        for sheet in openpyxl.load_workbook(io.BytesIO(content)):
            yield " ".join(str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None)
    else:
        yield content.decode("utf-8")


Make = Callable[[Stamp, Numbers], Any]


def report_of(form: str) -> Make:
    return lambda stamp, numbers: exports.report("94", form, stamp, numbers)


def atlas_of(form: str) -> Make:
    return lambda stamp, numbers: exports.atlas(form, stamp, numbers)


def domain_of(form: str) -> Make:
    return lambda stamp, numbers: exports.domain(stamp.edition.registry.indicators["sante"], form, stamp, numbers)


def meeting_of(form: str) -> Make:
    return lambda stamp, numbers: meeting.document(form, "R", ENTRIES, stamp, numbers)


ENTRIES = [Entry(View("profil", "32")), Entry(View("comparaison", regions=("32", "53")))]
EXPORTS: dict[str, Make] = {
    f"{what} {form}": make(form)
    for what, make in {"report": report_of, "atlas": atlas_of, "domain": domain_of, "meeting": meeting_of}.items()
    for form in DOCUMENT_FORMATS
}


@pytest.mark.parametrize("name", EXPORTS)
def test_each_page_says_the_choices(name: str, chosen: Stamp, wanted: list[str], edition: Edition) -> None:
    numbers = Numbers(score_table(edition, READING), *variants(edition))
    export = EXPORTS[name](chosen, numbers)
    pages = [bare(text) for text in pages_of(export.name, export.content)]
    assert pages
    assert {k: said for k, page in enumerate(pages, start=1) for said in wanted if said not in page} == {}


@pytest.mark.parametrize("form", ["svg", "pptx", "xlsx"])
@pytest.mark.parametrize("kind", ["profil", "carte"])
def test_each_figure_says_the_choices(kind: str, form: str, chosen: Stamp, wanted: list[str], edition: Edition) -> None:
    subject = Subject(edition, score_table(edition, READING), READING, "32", "emploi", trial=chosen.trial)
    export = exports.figure(FIGURES[kind].record(subject), form, chosen)
    pages = [" ".join(read(export.content.decode("utf-8")).texts)] if form == "svg" else None
    for page in pages or pages_of(export.name, export.content):
        assert not [said for said in wanted if said not in bare(page)]


@pytest.mark.parametrize("form", ["svg", "pptx", "xlsx", "csv"])
def test_the_figure_of_a_trial_says_its_own_choices(form: str, stamp: Stamp, edition: Edition) -> None:
    """And not that they have no effect on it; the table says which domains are left out."""
    subject = Subject(edition, score_table(edition), Reading(), "32", trial=trial_of(edition))
    export = exports.figure(FIGURES["essai"].record(subject), form, stamp)
    if form == "csv":
        assert export.content.decode("utf-8-sig").count("hors du calcul") == 4
        return
    svg = form == "svg"
    pages = [" ".join(read(export.content.decode("utf-8")).texts)] if svg else pages_of(export.name, export.content)
    for page in map(bare, pages):
        assert bare(wording.trial_text(edition.registry, trial_of(edition))) in page and "Sanseffet" not in page


def test_the_address_of_a_trial_opens_it(edition: Edition, stamp: Stamp) -> None:
    subject = Subject(edition, score_table(edition), Reading(), "32", trial=trial_of(edition))
    export = exports.figure(FIGURES["essai"].record(subject), "svg", stamp)
    address = "/methode?region=32&norme=range&sans=emploi,culture&poids-economique=0.5&poids-sociale=2"
    assert bare(address) in bare("".join(read(export.content.decode("utf-8")).texts))


def test_addresses_are_those_of_the_pages() -> None:
    """``charts`` cannot import ``pages``: its copy of the addresses is held to theirs here."""
    from pages.shared import selection, sitemap

    paths = {figure.page for figure in FIGURES.values()}
    assert paths | {"methode", "donnees", "reunion", "ressources"} <= {page.path for page in sitemap.SITE_PAGES} | {""}
    source = Path(addresses.__file__).read_text(encoding="utf-8")
    for code in (selection.WITHOUT_CONTESTABLE, selection.CORE, selection.SOURCE_READING, "criteres", "lecture"):
        assert f'"{code}"' in source

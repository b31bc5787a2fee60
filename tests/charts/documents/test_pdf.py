"""The report and the atlas, read back by pypdf: sentences, numbers, tags, language, bookmarks, choices."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import date
from functools import cache

import pandas as pd
import pytest
from pypdf import PageObject, PdfReader
from pypdf.generic import DictionaryObject, IndirectObject

from charts import report
from charts import report_text as words
from charts.imprint import Imprint
from territory import wording
from territory.analysis import Reading, score_table
from territory.loader import Edition
from territory.next_steps import next_steps
from territory.resources import Catalogue, load_catalogue
from territory.robustness import domain_places
from territory.variants import DRAWS, SEED
from tests.charts import hostile
from tests.conftest import DATA

REGIONS = ("32", "27", "94", "11")
WITHOUT = Reading(without_contestable=True)
IMPRINT = Imprint(date(2026, 11, 21), address="fragilites.example/territoire?region=32")
A4 = (595.28, 841.89)


def squeezed(text: str) -> str:
    """Without blanks and hyphens: a line may end anywhere."""
    return re.sub(r"[\s\u00ad\u200b\u2010-]", "", text)


@cache
def texts_of(reader: PdfReader) -> list[str]:
    return [squeezed(page.extract_text()) for page in reader.pages]


def opened(content: bytes) -> PdfReader:
    assert content.startswith(b"%PDF")
    return PdfReader(io.BytesIO(content))


@pytest.fixture(scope="module", params=REGIONS)
def read_report(request: pytest.FixtureRequest, edition: Edition, scores: pd.DataFrame) -> tuple[str, PdfReader]:
    return request.param, opened(report.region_pdf(edition, request.param, Reading(), IMPRINT, scores=scores))


@pytest.fixture(scope="module")
def read_atlas(edition: Edition, scores: pd.DataFrame) -> PdfReader:
    return opened(report.atlas_pdf(edition, Reading(), IMPRINT, region="32", scores=scores))


def elements(reader: PdfReader) -> Iterator[DictionaryObject]:
    """Every structure element of the document."""
    waiting = [reader.trailer["/Root"]["/StructTreeRoot"]]
    while waiting:
        found = waiting.pop()
        found = found.get_object() if isinstance(found, IndirectObject) else found
        if isinstance(found, list):
            waiting += found
        elif isinstance(found, dict):
            if "/S" in found and found.get("/Type") != "/MCR":
                yield found
            if "/K" in found:
                waiting.append(found["/K"])


def titles(outline: list[object]) -> list[str]:
    return [
        title
        for item in outline
        for title in (titles(item) if isinstance(item, list) else [squeezed(str(item["/Title"]))])  # type: ignore[index]
    ]


def assert_accessible(reader: PdfReader, title: str) -> None:
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] is True or root["/MarkInfo"]["/Marked"].value
    assert str(root["/Lang"]).lower() in ("fr", "fr-fr")
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert "pdfuaid:part>1<" in root["/Metadata"].get_object().get_data().decode()
    assert reader.metadata.title == title
    figures = [e for e in elements(reader) if e["/S"] == "/Figure"]
    assert figures and all(str(figure.get("/Alt", "")) for figure in figures)
    assert reader.metadata.creation_date.date() == date(2026, 11, 21)


def test_report_is_tagged_french_and_has_alternative_texts(
    read_report: tuple[str, PdfReader], edition: Edition
) -> None:
    region, reader = read_report
    assert_accessible(reader, f"{words.KICKER}\u00a0: {edition.regions[region].name}")
    kinds = {str(e["/S"]) for e in elements(reader)}
    assert {"/H1", "/H2", "/H3", "/Table", "/TH", "/TD", "/Figure", "/P"} <= kinds


@pytest.mark.parametrize("region", ["32", "94", "11", "27", "84"])
def test_with_the_catalogue_it_says_what_helps_and_keeps_its_six_pages(
    region: str, edition: Edition, scores: pd.DataFrame
) -> None:
    catalogue = load_catalogue(DATA, edition.registry.domains, edition.regions)
    content = report.region_pdf(edition, region, Reading(), IMPRINT, scores=scores, catalogue=catalogue)
    pages = opened(content).pages
    assert len(pages) <= 6
    text = squeezed("".join(page.extract_text() for page in pages))
    own = scores[(scores["region"] == region) & (scores["priority"] == 1)]["domain"].iloc[0]
    assert squeezed("Ce qui peut aider") in text
    first = next_steps(catalogue, edition.regions[region], own)
    assert all(squeezed(found.resource.title) in text for found in first.helps[:1])
    assert first.own or squeezed("Pas encore de ressource propre") in text


def test_report_is_4_to_6_pages_of_a4(read_report: tuple[str, PdfReader]) -> None:
    _, reader = read_report
    assert 4 <= len(reader.pages) <= 6
    for page in reader.pages:
        assert (float(page.mediabox.width), float(page.mediabox.height)) == pytest.approx(A4, abs=0.5)


READINGS = {
    "default": Reading(),
    "source": Reading(source_reading=True),
    "without": WITHOUT,
    "core": Reading(core_only=True),
}
MARGIN = 24 / 25.4 * 72
"""Points under the text of a page, where its foot is."""


@pytest.fixture(scope="module")
def catalogue(edition: Edition) -> Catalogue:
    return load_catalogue(DATA, edition.registry.domains, edition.regions)


@pytest.fixture(scope="module")
def places(edition: Edition) -> pd.DataFrame:
    return domain_places(edition, DRAWS, SEED)


def filled(page: PageObject) -> float:
    """How far down the page its text goes: 0 at the top, 1 at the foot's margin."""
    found: list[float] = []

    def note(text: str, page_matrix: list[float], matrix: list[float], *_: object) -> None:
        if text.strip():
            found.append(matrix[4] * page_matrix[1] + matrix[5] * page_matrix[3] + page_matrix[5])

    page.extract_text(visitor_text=note)
    return 1 - (min(y for y in found if y > MARGIN) - MARGIN) / (A4[1] - MARGIN)


@pytest.mark.parametrize("others", [0, 4])
@pytest.mark.parametrize("chosen", list(READINGS))
def test_every_report_is_4_to_6_pages_and_its_last_one_is_not_nearly_empty(
    chosen: str, others: int, edition: Edition, catalogue: Catalogue, places: pd.DataFrame
) -> None:
    """The 13 regions with all that a report can hold: Corse had a seventh page, a few others one of three lines."""
    reading = READINGS[chosen]
    scores = score_table(edition, reading)
    imprint = Imprint(date(2026, 11, 21), wording.choices(reading), IMPRINT.address)
    found = {}
    for region in edition.regions:
        compared = [other for other in edition.regions if other != region][:others]
        content = report.region_pdf(
            edition, region, reading, imprint, compared=compared, scores=scores, places=places, catalogue=catalogue
        )
        pages = opened(content).pages
        found[region] = len(pages), round(filled(pages[-1]), 2)
    wrong = {region: (count, part) for region, (count, part) in found.items() if not 4 <= count <= 6 or part < 0.3}
    assert wrong == {}


def test_where_no_space_fits_the_closest_is_taken_and_where_no_last_page_is_full_the_widest(
    edition: Edition, scores: pd.DataFrame, places: pd.DataFrame, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = report._inputs(report._region(edition, "94", Reading(), IMPRINT, (), scores, places, None, None))
    monkeypatch.setattr(report, "LEAST_FILLED", 2)
    assert report._fitting_space("rapport.typ", data) == "1"
    monkeypatch.setattr(report, "MOST_PAGES", 3)
    assert report._fitting_space("rapport.typ", data) == report._SPACES[-1]


def test_first_page_stands_alone(read_report: tuple[str, PdfReader], edition: Edition, scores: pd.DataFrame) -> None:
    region, reader = read_report
    first = texts_of(reader)[0]
    own = scores[scores["region"] == region]
    for row in own.to_dict("records"):
        indicator = edition.registry.indicators[row["indicator"]]
        assert squeezed(wording.value_text(indicator, row["value"])) in first
    for title in ("Priorités", "Points d’appui", "À confirmer", words.PROFILE_HEADING):
        assert squeezed(title) in first
    lead = wording.region_lead(edition.registry, own).replace("**", "")
    assert squeezed(lead) in first


def test_every_sentence_is_printed(read_report: tuple[str, PdfReader], edition: Edition, scores: pd.DataFrame) -> None:
    region, reader = read_report
    text = "".join(texts_of(reader))
    registry = edition.registry
    for row in scores[scores["region"] == region].to_dict("records"):
        indicator = registry.indicators[row["indicator"]]
        assert squeezed(wording.cell_sentence(row, indicator, registry.domains[row["domain"]])) in text
    for indicator in registry.context:
        assert squeezed(indicator.label) in text and squeezed(indicator.source) in text
    if region in ("94", "11"):
        assert squeezed(wording.no_neighbour_sentence(edition.regions[region])) in text


def test_map_ranking_and_comparison_carry_their_numbers_as_text(edition: Edition, scores: pd.DataFrame) -> None:
    reader = opened(report.region_pdf(edition, "32", Reading(), IMPRINT, scores=scores))
    text = "".join(texts_of(reader))
    education = edition.registry.indicators["education"]
    cells = scores[scores["indicator"] == "education"]
    for value in cells["value"]:
        assert squeezed(wording.number(value, 1)) in text
    assert squeezed(f"France {wording.value_text(education, cells['national'].iloc[0], national=True)}") in text
    for name in ("Grand Est", "Normandie"):
        assert squeezed(name) in text


def test_bookmarks_follow_the_sections(read_report: tuple[str, PdfReader], edition: Edition) -> None:
    region, reader = read_report
    found = titles(reader.outline)
    wanted = [edition.regions[region].name, words.PROFILE_HEADING, words.DOMAINS_HEADING, words.CONTEXT_HEADING]
    wanted += [words.METHOD_HEADING, *(d.label for d in edition.registry.dimensions.values())]
    assert {squeezed(title) for title in wanted} <= set(found)


def test_source_address_and_page_are_on_every_page(read_report: tuple[str, PdfReader]) -> None:
    _, reader = read_report
    for number, text in enumerate(texts_of(reader), start=1):
        assert squeezed(IMPRINT.line) in text
        assert "Source:Observatoiredespartenariats" in text
        assert f"{number}/{len(reader.pages)}" in text


def test_choices_in_force_are_on_every_page(edition: Edition) -> None:
    scores = score_table(edition, WITHOUT)
    imprint = Imprint(date(2026, 11, 21), wording.choices(WITHOUT))
    for content in (
        report.region_pdf(edition, "32", WITHOUT, imprint, scores=scores),
        report.atlas_pdf(edition, WITHOUT, imprint, scores=scores),
    ):
        for text in texts_of(opened(content)):
            assert squeezed(wording.choices(WITHOUT)) in text


def test_sources_of_the_numbers_say_how_they_were_read(edition: Edition) -> None:
    said = squeezed("non orienté")
    for reading, count in ((Reading(), 2), (Reading(source_reading=True), 1)):  # diversité, and handicap in both
        data = report._method(edition, "32", edition.registry.fragility, reading)
        assert [squeezed(row[-1]) for row in data["sources"]["rows"]].count(said) == count


def test_chosen_regions_replace_the_similar_ones(edition: Edition, scores: pd.DataFrame) -> None:
    content = report.region_pdf(edition, "94", Reading(), IMPRINT, compared=("11", "53"), scores=scores)
    text = "".join(texts_of(opened(content)))
    assert squeezed(words.CHOSEN_HEADING) in text
    assert squeezed(wording.comparison_finding(edition, scores, ["94", "11", "53"])) in text
    assert squeezed(wording.NO_NEIGHBOUR) not in text


def test_every_font_is_ours_and_inside(read_report: tuple[str, PdfReader], read_atlas: PdfReader) -> None:
    for reader in (read_report[1], read_atlas):
        names = set()
        for page in reader.pages:
            for font in page["/Resources"].get("/Font", {}).values():
                (descendant,) = font.get_object()["/DescendantFonts"]
                names.add(str(descendant.get_object()["/BaseFont"]))
                assert "/FontFile3" in descendant.get_object()["/FontDescriptor"].get_object()
        assert names and all("ObservatoireSans" in name for name in names)


def test_atlas_has_16_maps_one_a_domain_with_their_values(
    read_atlas: PdfReader, edition: Edition, scores: pd.DataFrame
) -> None:
    assert_accessible(read_atlas, words.ATLAS_TITLE)
    assert len([e for e in elements(read_atlas) if e["/S"] == "/Figure"]) == 16
    found, text = titles(read_atlas.outline), "".join(texts_of(read_atlas))
    for domain in edition.registry.domains.values():
        assert any(title.startswith(squeezed(domain.label)) for title in found)
    for row in scores[scores["value"].notna()].to_dict("records"):
        indicator = edition.registry.indicators[row["indicator"]]
        assert squeezed(wording.number(row["value"], indicator.decimals)) in text
    for kind in report.ATLAS_CLASSES[:2]:
        assert squeezed(wording.CLASS_LABEL[kind]) in texts_of(read_atlas)[0]
    assert all(page.mediabox.width > page.mediabox.height for page in read_atlas.pages)


@pytest.mark.parametrize("label", [hostile.MARKUP, hostile.LONG, "עברית 日本"], ids=["markup", "long", "foreign"])
def test_a_hostile_label_is_text(edition: Edition, label: str) -> None:
    changed = hostile.with_labels(edition, label)
    scores = score_table(changed)
    text = "".join(texts_of(opened(report.region_pdf(changed, "32", Reading(), IMPRINT, scores=scores))))
    wanted = squeezed(report._printable(label))
    assert re.sub("[\u200f\u200e]", "", wanted) in re.sub("[\u200f\u200e]", "", text)
    assert opened(report.atlas_pdf(changed, Reading(), IMPRINT, scores=scores)).pages


def test_missing_values_are_said(edition: Edition) -> None:
    lacking = hostile.without_values(edition, "emploi", "94")
    text = "".join(texts_of(opened(report.region_pdf(lacking, "94", Reading(), IMPRINT))))
    assert squeezed(f"Taux de chômage{wording.NBSP}: {wording.MISSING}") in text
    assert "nan" not in text.lower().replace("finan", "").replace("gouvernan", "")
    assert opened(report.atlas_pdf(lacking, Reading(), IMPRINT)).pages


def test_a_region_without_any_priority_has_its_report(edition: Edition) -> None:
    fragile = score_table(edition)
    codes = fragile.loc[(fragile["region"] == "53") & fragile["priority"].notna(), "indicator"].tolist()
    lacking = edition
    for code in codes:
        lacking = hostile.without_values(lacking, code, "53")
    text = "".join(texts_of(opened(report.region_pdf(lacking, "53", Reading(), IMPRINT))))
    assert squeezed(words.MAP_WITHOUT_PRIORITY) in text

"""The report and the atlas, read back by pypdf: sentences, numbers, tags, language, bookmarks, choices."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache

import pandas as pd
import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject, IndirectObject

from charts import exports
from charts.documents import content, fitting, pdf, words
from charts.documents.blocks import SmallMaps
from charts.documents.reference_tables import sources_table
from charts.documents.typeset import document as typeset
from charts.figures import Numbers
from charts.stamp import Stamp
from territory import wording
from territory.analysis import FragilityClass, Reading
from territory.loader import Edition
from territory.next_steps import next_steps
from territory.portrait import portrait
from territory.resources import Catalogue
from territory.scores import score_table
from tests.charts import hostile
from tests.charts.documents import made
from tests.charts.documents.test_fitting import linear
from tests.charts.numbers import numbers_of
from tests.charts.pdf_pages import A4, check_pages, covered, page_texts

REGIONS = ("32", "27", "94", "11")
WITHOUT = Reading(without_contestable=True)
DAY = date(2026, 11, 21)


def stamp_of(edition: Edition, reading: Reading | None = None) -> Stamp:
    return Stamp(edition, reading or Reading(), DAY, "scheme://example")


def region_pdf(
    edition: Edition,
    region: str,
    reading: Reading | None = None,
    *,
    compared: Sequence[str] = (),
    catalogue: Catalogue | None = None,
) -> bytes:
    return made.report(region, "pdf", stamp_of(edition, reading), regions=compared, catalogue=catalogue)


def atlas_pdf(edition: Edition, reading: Reading | None = None) -> bytes:
    return made.atlas("pdf", stamp_of(edition, reading))


def squeezed(text: str) -> str:
    """Without blanks and hyphens: a line may end anywhere."""
    return re.sub(r"[\s\u00ad\u200b\u2010-]", "", text)


@cache
def texts_of(reader: PdfReader) -> list[str]:
    return [squeezed(page) for page in page_texts(reader.stream.getvalue())]


def opened(content: bytes) -> PdfReader:
    assert content.startswith(b"%PDF")
    return PdfReader(io.BytesIO(content))


@pytest.fixture(scope="module", params=REGIONS)
def read_report(request: pytest.FixtureRequest, edition: Edition) -> tuple[str, PdfReader]:
    return request.param, opened(region_pdf(edition, request.param))


@pytest.fixture(scope="module")
def read_atlas(edition: Edition) -> PdfReader:
    return opened(atlas_pdf(edition))


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
    assert reader.metadata.creation_date.date() == DAY


def test_report_is_tagged_french_and_has_alternative_texts(
    read_report: tuple[str, PdfReader], edition: Edition
) -> None:
    region, reader = read_report
    assert_accessible(reader, f"{words.report(edition.level)}\u00a0: {edition.regions[region].name}")
    kinds = {str(e["/S"]) for e in elements(reader)}
    assert {"/H1", "/H2", "/H3", "/Table", "/TH", "/TD", "/Figure", "/P"} <= kinds


@pytest.mark.parametrize("region", ["32", "94", "11", "27", "84"])
def test_with_the_catalogue_it_says_what_helps(region: str, edition: Edition, catalogue: Catalogue) -> None:
    pages = texts_of(opened(region_pdf(edition, region, catalogue=catalogue)))
    assert len(pages) <= fitting.MOST_PAGES
    text = "".join(pages)
    opening = portrait(edition, score_table(edition), region).opening
    assert opening is not None
    assert squeezed("Ce qui peut aider") in text
    first = next_steps(catalogue, edition.regions[region], opening.domain.code)
    for step in first.steps:
        assert squeezed(step.resource.title) in text and (squeezed(step.reason) in text or not step.own)
        assert squeezed(wording.short_address(step.link)) in text


def test_the_report_has_the_code_of_the_list_online(edition: Edition, catalogue: Catalogue) -> None:
    reader = opened(region_pdf(edition, "32", catalogue=catalogue))
    assert any(squeezed(words.ONLINE) in page for page in texts_of(reader))
    said = [str(element.get("/Alt", "")) for element in elements(reader)]
    assert words.online("scheme://example/ressources?region=32&sujet=education,emploi,culture") in said


def test_report_is_a_few_pages_of_a4(read_report: tuple[str, PdfReader]) -> None:
    _, reader = read_report
    assert 4 <= len(reader.pages) <= fitting.MOST_PAGES
    for page in reader.pages:
        assert (float(page.mediabox.width), float(page.mediabox.height)) == pytest.approx(A4, abs=0.5)


READINGS = {
    "default": Reading(),
    "source": Reading(source_reading=True),
    "without": WITHOUT,
    "core": Reading(core_only=True),
}


@pytest.mark.parametrize("turn", [0, 1])
@pytest.mark.parametrize("place", range(13))
def test_a_report_beside_four_others_is_a_few_pages_and_its_last_one_is_not_nearly_empty(
    turn: int, place: int, edition: Edition, catalogue: Catalogue
) -> None:
    """The 13 regions with all that a report can hold, each in two of the readings; alone: ``test_told_alike``."""
    region = list(edition.regions)[place]
    reading = list(READINGS.values())[(place + 2 * turn) % 4]
    others = [other for other in edition.regions if other != region]
    check_pages(region_pdf(edition, region, reading, compared=others[:4], catalogue=catalogue))


def test_a_report_is_never_longer_set_closer(edition: Edition, scores: pd.DataFrame) -> None:
    """What the search for its space stands on; ``test_fitting`` has the search itself."""
    stamp = stamp_of(edition)
    data = typeset.data(content.region(stamp, "94", Numbers(scores)), stamp, None)
    inputs = {"data": json.dumps(pdf.printable(data), ensure_ascii=False)}
    ends = {space: pdf._end(inputs, space) for space in fitting.SPACES}
    assert list(ends.values()) == sorted(ends.values(), reverse=True) and len(set(ends.values())) > 5
    assert all(0 < part < 1 for _, part in ends.values())
    assert fitting.fitting_space(ends.__getitem__) == linear(ends)


def test_first_page_stands_alone(read_report: tuple[str, PdfReader], edition: Edition, scores: pd.DataFrame) -> None:
    region, reader = read_report
    first = texts_of(reader)[0]
    own = scores[scores["region"] == region]
    for row in own.to_dict("records"):
        indicator = edition.registry.indicators[row["indicator"]]
        assert squeezed(wording.value_text(indicator, row["value"])) in first
    numbers = numbers_of(edition)
    told = portrait(edition, scores, region, numbers.places, numbers.shifts)
    for title in [card.title for card in told.cards]:
        assert squeezed(title) in first
    assert squeezed(told.finding) in first and squeezed(told.lead.replace("**", "")) in first


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
    reader = opened(region_pdf(edition, "32"))
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
    wanted = [edition.regions[region].name, words.DOMAINS, words.CONTEXT, words.METHOD, words.SOURCES]
    wanted += [d.label for d in edition.registry.dimensions.values()]
    assert {squeezed(title) for title in wanted} <= set(found)


def test_source_address_and_page_are_on_every_page(read_report: tuple[str, PdfReader]) -> None:
    _, reader = read_report
    for number, text in enumerate(texts_of(reader), start=1):
        assert squeezed("Fragilités des territoires, 21 novembre 2026") in text
        assert squeezed("scheme://example/territoire?region=") in text
        assert "Source:Observatoiredespartenariats" in text
        assert f"{number}/{len(reader.pages)}" in text


def test_choices_in_force_are_on_every_page(edition: Edition) -> None:
    for printed in (region_pdf(edition, "32", WITHOUT), atlas_pdf(edition, WITHOUT)):
        for text in texts_of(opened(printed)):
            assert squeezed(wording.choices(WITHOUT)) in text


def test_sources_of_the_numbers_say_how_they_were_read(edition: Edition) -> None:
    said = squeezed("ni fragilité ni atout")
    for reading, count in ((Reading(), 2), (Reading(source_reading=True), 1)):  # diversité, and handicap in both
        table = sources_table(stamp_of(edition, reading), edition.registry.fragility).table
        assert [squeezed(text) for text in table["Sens de lecture"]].count(said) == count


def test_chosen_regions_replace_the_similar_ones(edition: Edition, scores: pd.DataFrame) -> None:
    text = "".join(texts_of(opened(region_pdf(edition, "94", compared=("11", "53")))))
    assert squeezed(words.chosen(edition.level)) in text
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


def test_no_map_of_the_atlas_covers_what_is_said_over_it(read_atlas: PdfReader, edition: Edition) -> None:
    """« 515 kg » and « 7,55 t éq. CO₂ », values for France, stood under the north of their maps."""
    document = content.atlas(stamp_of(edition), numbers_of(edition))
    maps = [block for section in document.sections for block in section.blocks if isinstance(block, SmallMaps)]
    said = "".join("".join((map.title + map.subtitle).split()) for block in maps for map in block.records)
    assert "515kg" in said and covered(read_atlas.stream.getvalue(), said) == []


def test_control_a_line_that_a_shape_reaches_is_seen(read_atlas: PdfReader) -> None:
    """The classes' names, which stand on their colours in the method."""
    written = read_atlas.stream.getvalue()
    everything = "".join("".join(page_texts(written)).split())
    assert "▲▲Nettementplusfragile" in covered(written, everything)


def test_atlas_has_16_maps_one_a_domain_with_their_values(
    read_atlas: PdfReader, edition: Edition, scores: pd.DataFrame
) -> None:
    assert_accessible(read_atlas, f"{words.ATLAS}\u00a0: {words.ATLAS_TITLE}")
    assert len([e for e in elements(read_atlas) if e["/S"] == "/Figure"]) == 16
    found, text = titles(read_atlas.outline), "".join(texts_of(read_atlas))
    for domain in edition.registry.domains.values():
        assert any(title.startswith(squeezed(domain.label)) for title in found)
    for row in scores[scores["value"].notna()].to_dict("records"):
        indicator = edition.registry.indicators[row["indicator"]]
        assert squeezed(wording.number(row["value"], indicator.decimals)) in text
    for kind in list(FragilityClass)[:2]:
        assert squeezed(wording.CLASS_LABEL[kind]) in texts_of(read_atlas)[0]
    assert all(page.mediabox.width > page.mediabox.height for page in read_atlas.pages)


@pytest.mark.parametrize("label", [hostile.MARKUP, hostile.LONG, "עברית 日本"], ids=["markup", "long", "foreign"])
def test_a_hostile_label_is_text(edition: Edition, label: str) -> None:
    changed = hostile.with_labels(edition, label)
    text = "".join(texts_of(opened(region_pdf(changed, "32"))))
    wanted = squeezed(pdf.printable(label))
    assert re.sub("[\u200f\u200e]", "", wanted) in re.sub("[\u200f\u200e]", "", text)
    assert opened(atlas_pdf(changed)).pages


def test_missing_values_are_said(edition: Edition) -> None:
    lacking = hostile.without_values(edition, "emploi", "94")
    text = "".join(texts_of(opened(region_pdf(lacking, "94"))))
    assert squeezed(f"Taux de chômage{wording.NBSP}: {wording.MISSING}") in text
    assert "nan" not in text.lower().replace("finan", "").replace("gouvernan", "")
    assert opened(atlas_pdf(lacking)).pages


def test_a_region_without_any_fragility_has_its_report(edition: Edition) -> None:
    """Nothing is mapped, and the sentence says that no domain stands out."""
    told = portrait(edition, score_table(edition), "53")
    lacking = edition
    for fact in told.fragilities:
        lacking = hostile.without_values(lacking, fact.indicator.code, "53")
    text = "".join(texts_of(opened(region_pdf(lacking, "53"))))
    own = portrait(lacking, score_table(lacking), "53")
    assert own.opening is None and squeezed(own.opening_text) in text


def test_a_domain_has_its_sheet(edition: Edition, scores: pd.DataFrame) -> None:
    indicator = edition.registry.indicators["sante"]
    export = exports.domain(indicator, "pdf", stamp_of(edition), Numbers(scores))
    assert export.name == "fiche-sante-2026-11-21.pdf"
    reader = opened(export.content)
    assert_accessible(reader, f"{words.DOMAIN_SHEET}\u00a0: Santé")
    text = "".join(texts_of(reader))
    for row in scores[scores["indicator"] == "sante"].to_dict("records"):
        assert squeezed(wording.cell_sentence(row, indicator, edition.registry.domains["sante"])) in text

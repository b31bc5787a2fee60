"""What a reader takes away from a figure: its table, its words, its remarks, the data, the slide and the image."""

from __future__ import annotations

import csv
import io
import re
import struct
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image
from playwright.sync_api import Download, Locator, Page, expect
from pptx import Presentation
from pypdf import PdfReader

from charts import figures
from charts.figures import Subject
from charts.record import Record
from charts.tables import displayed
from pages.shared.furniture import REMARKS
from territory import wording
from territory.analysis import Reading
from tests.browser import facts
from tests.browser.facts import FILE_NAME, edition, squeezed
from tests.browser.visit import (
    map_figure,
    open_from_menu,
    table_texts,
    tables,
    unfold,
    unfold_circles,
    visit,
    wait_for_map,
    wait_until_ready,
)

DATED = re.compile(r"[a-z0-9-]+-\d{4}-\d\d-\d\d\.[a-z]+")


def record_of(
    figure: str, region: str | None = "32", indicator: str | None = None, regions: tuple[str, ...] = ()
) -> Record:
    subject = Subject(edition(), facts.scores(), Reading(), region, indicator, regions)
    return figures.FIGURES[figure].record(subject)


# Where the figure is, the key of its block, what its record says.
FIGURES: dict[str, tuple[str, str, Callable[[], Record]]] = {
    "vue d’ensemble": ("/?region=32", "overview", lambda: record_of("vue-ensemble")),
    "carte": ("/domaine?domaine=emploi&region=32", "map_", lambda: record_of("carte", indicator="emploi")),
    "classement": (
        "/domaine?domaine=emploi&region=32",
        "ranking_",
        lambda: record_of("classement", indicator="emploi"),
    ),
    "comparaison": (
        "/comparer?regions=32,53",
        "comparison_",
        lambda: record_of("comparaison", None, regions=("32", "53")),
    ),
    "profil": ("/territoire?region=32", "profile_", lambda: record_of("profil")),
    "cercles": ("/territoire?region=32", "circles_population_", lambda: record_of("cercles", indicator="population")),
}


def block_of(page: Page, key: str) -> Locator:
    """A figure with its title, actions, legend, source and table."""
    return page.locator(f"[class*='st-key-figure_{key}']")


def open_popover(scope: Page | Locator, name: str) -> Locator:
    """The panel that a button opens."""
    page = scope.page if isinstance(scope, Locator) else scope
    scope.get_by_role("button", name=name, exact=True).first.click()
    panel = page.get_by_role("dialog", name=name)
    panel.get_by_test_id("stElementContainer").first.wait_for()  # made once it is open
    wait_until_ready(page)
    return panel


def close_popover(page: Page) -> None:
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)


def plain_text(markdown: str) -> str:
    """Markdown as a reader sees it, without spaces: they differ between the source and the screen."""
    return re.sub(r"[\s*_\\]", "", markdown)


def excel_text(cell: object) -> str:
    """A cell of a record's table as the CSV must hold it."""
    if cell is None or cell != cell:
        return ""
    return format(cell, "f").replace(".", ",") if isinstance(cell, Decimal) else str(cell)


def read_excel_csv(content: bytes) -> list[list[str]]:
    """What a French Excel reads: a byte order mark, semicolons, lines ended as on Windows."""
    assert content.startswith(b"\xef\xbb\xbf")
    assert b"\r\n" in content
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";", strict=True))


def content_of(download: Download) -> bytes:
    return Path(download.path()).read_bytes()


def signed(record: Record) -> list[list[str]]:
    """The cells of a figure's table, each with the sign of its class."""
    table = displayed(record)
    columns = []
    for label in table.columns:
        kinds = record.column(label).classes or [None] * len(table)
        signs = [wording.CLASS_SYMBOL[kind] if kind else "" for kind in kinds]
        columns.append([f"{cell} {sign}".strip() for cell, sign in zip(table[label], signs, strict=True)])
    return [list(row) for row in zip(*columns, strict=True)]


@pytest.mark.parametrize("name", FIGURES)
def test_table_words_remarks_and_data_of_a_figure(page: Page, name: str) -> None:
    address, key, build = FIGURES[name]
    record = build()
    visit(page, address)
    if name == "cercles":
        unfold_circles(page)
    block = block_of(page, key)

    opened = unfold(block, "Voir le tableau")
    _, *shown = table_texts(tables(opened))
    assert [[squeezed(cell) for cell in row] for row in shown] == [list(map(squeezed, row)) for row in signed(record)]
    assert plain_text(f"{record.how_to_read} {record.how_to_click}") in plain_text(opened.inner_text())

    grave = [flag for flag in record.flags if flag.severity != "info"]
    said = plain_text("".join(block.get_by_role("list", name="Réserves").all_inner_texts()))
    assert sum(plain_text(flag.finding) in said for flag in grave) == min(len(grave), REMARKS)
    assert squeezed(record.foot) in squeezed(block.inner_text())

    panel = open_popover(block, "Plus")
    with page.expect_download() as download:
        panel.get_by_role("button", name="CSV").click()
    assert DATED.fullmatch(download.value.suggested_filename)
    assert download.value.suggested_filename.startswith(record.file_name)
    header, *rows = read_excel_csv(content_of(download.value))
    assert header == [*record.table.columns, "Réglages de lecture", "Date de l’export"]
    assert [row[:-2] for row in rows] == [
        [excel_text(cell) for cell in row] for row in record.table.itertuples(index=False)
    ]


def test_a_figure_leaves_as_an_editable_slide_and_as_an_image_of_twice_its_size(page: Page) -> None:
    """The finding is the slide's title, and the image is the drawing of the server: 16:9, 2 × (1280 × 720)."""
    visit(page, "/domaine?domaine=emploi&region=32")
    block, record = block_of(page, "map_"), FIGURES["carte"][2]()
    with page.expect_download() as deck:  # one click, without a menu
        block.get_by_role("button", name="PowerPoint").click()
    (slide,) = Presentation(io.BytesIO(content_of(deck.value))).slides
    assert DATED.fullmatch(deck.value.suggested_filename)
    assert any(
        shape.has_text_frame and squeezed(record.title) in squeezed(shape.text_frame.text) for shape in slide.shapes
    )
    panel = open_popover(block, "Plus")
    with page.expect_download() as picture:
        panel.get_by_role("button", name="Image PNG").click()
    content = content_of(picture.value)
    assert png_size(content) == (2560, 1440)
    colours = Image.open(io.BytesIO(content)).convert("RGB").getcolors(maxcolors=1 << 24)
    assert sum(count >= 50 for count, _ in colours) > 5, "the image is blank"
    with page.expect_download() as drawing:
        panel.get_by_role("button", name="Image SVG").click()
    assert drawing.value.suggested_filename == picture.value.suggested_filename.replace(".png", ".svg")
    root = ElementTree.fromstring(content_of(drawing.value))
    texts = squeezed("".join(root.itertext()))
    assert root.tag.endswith("svg")
    assert squeezed(record.title) in texts and squeezed(record.credit) in texts
    assert all(squeezed(number) in texts for number in record.rows["number"])


def test_the_region_s_report_leaves_from_the_bar_and_a_view_goes_to_the_meeting(page: Page) -> None:
    visit(page, "/territoire?region=94")
    panel = open_popover(page.locator(".st-key-bar_actions"), "Exporter")
    with page.expect_download() as report:
        panel.get_by_role("button", name="Rapport (PDF)").click()
    pages = PdfReader(io.BytesIO(content_of(report.value))).pages
    assert re.fullmatch(r"rapport-corse-\d{4}-\d\d-\d\d\.pdf", report.value.suggested_filename)
    assert 4 <= len(pages) <= 8 and "Corse" in pages[0].extract_text()
    close_popover(page)
    block_of(page, "profile_").get_by_role("button", name="Réunion").click()
    page.get_by_role("link", name="Ma réunion (1)").first.wait_for()
    open_from_menu(page, "Ma réunion")
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("Votre réunion.*1.vue"))
    page.wait_for_url(re.compile(r"vues=profil\.94"))
    with page.expect_download() as html:
        page.get_by_role("button", name="Page autonome (HTML)").click()
    text = content_of(html.value).decode("utf-8")
    assert text.count("<svg") == 1 and "<script" not in text and "http-equiv" in text


def png_size(content: bytes) -> tuple[int, int]:
    """Width and height of the PNG header (IHDR)."""
    assert content.startswith(b"\x89PNG\r\n\x1a\n")
    return struct.unpack(">II", content[16:24])


def test_data_page_gives_the_whole_table(page: Page) -> None:
    visit(page, "/donnees")
    with page.expect_download() as download:
        page.get_by_role("button", name=re.compile(r"Télécharger les .* cellules")).click()
    assert FILE_NAME.fullmatch(download.value.suggested_filename)
    header, *rows = read_excel_csv(content_of(download.value))
    observations = edition().observations
    assert len(rows) == len(observations) == 30 * 14
    published, value = header.index("Chaîne publiée"), header.index("Valeur")
    assert [row[published] for row in rows] == [excel_text(cell) for cell in observations["published"]]
    assert [row[value] for row in rows] == [excel_text(cell) for cell in observations["value"]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_theme_of_a_figure_follows_the_reader(page: Page, scheme: str) -> None:
    """Dark ink on a dark page would not be read; the classes' colours stay."""
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    visit(page, "/domaine?domaine=emploi&region=32")
    figure = map_figure(page)
    wait_for_map(figure)
    marks = ['[data-region="93"] .region', '[data-region="44"] .region', ".framed", ".beside"]
    styles = "(map, mark) => { const s = getComputedStyle(map.querySelector(mark)); return [s.fill, s.stroke]; }"
    region, neighbour, framed, beside = (figure.evaluate(styles, mark) for mark in marks)
    ink = {"light": "rgb(16, 21, 20)", "dark": "rgb(232, 234, 232)"}[scheme]
    near = {"light": "rgb(247, 247, 247)", "dark": "rgb(58, 65, 68)"}[scheme]
    assert (region[0], neighbour[0], framed[1], beside[0]) == ("rgb(179, 88, 6)", near, ink, ink)


def test_control_the_reader_of_csv_refuses_another_dialect() -> None:
    assert read_excel_csv("a;b\r\n1,5;é\r\n".encode("utf-8-sig")) == [["a", "b"], ["1,5", "é"]]
    with pytest.raises(AssertionError):
        read_excel_csv(b"a;b\r\n")
    with pytest.raises(AssertionError):
        read_excel_csv("a;b\n".encode("utf-8-sig"))


def test_control_the_reader_of_png_reads_a_header() -> None:
    content = io.BytesIO()
    Image.new("RGB", (30, 20)).save(content, "PNG")
    assert png_size(content.getvalue()) == (30, 20)

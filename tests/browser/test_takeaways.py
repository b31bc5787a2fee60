"""What a reader takes away from a figure: its table, its reserves, its words, the data and the image."""

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
from territory.analysis import Reading
from tests.browser import facts
from tests.browser.facts import FILE_NAME, edition, squeezed
from tests.browser.visit import (
    grid_texts,
    map_figure,
    open_from_menu,
    region_path,
    tables,
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


# Where the figure is, which one of the page, what its record says, whether it is drawn by Plotly.
FIGURES: dict[str, tuple[str, int, Callable[[], Record], bool]] = {
    "vue d’ensemble": ("/?region=32", 0, lambda: record_of("vue-ensemble"), True),
    "carte": ("/domaine?domaine=emploi&region=32", 0, lambda: record_of("carte", indicator="emploi"), True),
    "classement": ("/domaine?domaine=emploi&region=32", 1, lambda: record_of("classement", indicator="emploi"), True),
    "comparaison": (
        "/comparer?regions=32,53",
        0,
        lambda: record_of("comparaison", None, regions=("32", "53")),
        True,
    ),
    "profil": ("/territoire?region=32", 0, lambda: record_of("profil"), True),
    "cercles": (
        "/territoire?region=32",
        1,
        lambda: record_of("cercles", indicator="population"),
        False,
    ),
}
DRAWN = {name: figure for name, figure in FIGURES.items() if figure[3]}


def open_popover(page: Page, name: str, figure: int) -> Locator:
    """The panel that a button under a figure opens; figures and buttons are in the same order."""
    if name == "Comment lire":  # the guide has a button of the same name
        buttons = page.get_by_test_id("stPopover").get_by_role("button", name=name)
    else:
        buttons = page.get_by_role("button", name=name, exact=True)
        figure += name == "Exporter"  # the first is the page's own, in the bar
    buttons.nth(figure).click()
    panel = page.get_by_role("dialog", name=name)
    expect(panel.get_by_test_id("stElementContainer").first).to_be_visible()  # made once it is open
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


@pytest.mark.parametrize("name", FIGURES)
def test_table_words_reserves_and_data_of_a_figure(page: Page, name: str) -> None:
    address, position, build, drawn = FIGURES[name]
    record = build()
    visit(page, address)
    if not drawn:
        unfold_circles(page)

    panel = open_popover(page, "Voir le tableau", position)
    shown = grid_texts(tables(panel))
    expected = [[str(cell) for cell in row] for row in displayed(record).itertuples(index=False)]
    assert len(shown) == len(expected)
    width = len(shown[0])
    assert width >= 2
    assert [[squeezed(cell) for cell in row] for row in shown] == [
        [squeezed(cell) for cell in row[:width]] for row in expected
    ]
    close_popover(page)

    panel = open_popover(page, "Comment lire", position)
    assert plain_text(record.how_to_read + record.how_to_click) in plain_text(panel.inner_text())
    close_popover(page)

    assert record.flags, "each of these figures has reserves"
    panel = open_popover(page, "Réserves", position)
    said = plain_text(panel.inner_text())
    for flag in record.flags:
        assert plain_text(flag.finding) in said
    close_popover(page)

    panel = open_popover(page, "Exporter", position)
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
    panel = open_popover(page, "Exporter", 0)
    with page.expect_download() as deck:
        panel.get_by_role("button", name="PowerPoint").click()
    (slide,) = Presentation(io.BytesIO(content_of(deck.value))).slides
    assert DATED.fullmatch(deck.value.suggested_filename)
    record = FIGURES["carte"][2]()
    assert any(
        shape.has_text_frame and squeezed(record.title) in squeezed(shape.text_frame.text) for shape in slide.shapes
    )
    with page.expect_download() as picture:
        panel.get_by_role("button", name="Image PNG").click()
    assert png_size(content_of(picture.value)) == (2560, 1440)


def test_the_region_s_report_leaves_from_the_bar_and_a_view_goes_to_the_meeting(page: Page) -> None:
    visit(page, "/territoire?region=94")
    page.get_by_role("button", name="Exporter", exact=True).first.click()
    panel = page.get_by_role("dialog", name="Exporter")
    with page.expect_download() as report:
        panel.get_by_role("button", name="Rapport régional (PDF)").click()
    pages = PdfReader(io.BytesIO(content_of(report.value))).pages
    assert re.fullmatch(r"rapport-corse-\d{4}-\d\d-\d\d\.pdf", report.value.suggested_filename)
    assert 4 <= len(pages) <= 8 and "Corse" in pages[0].extract_text()
    close_popover(page)
    page.get_by_role("button", name="Réunion", exact=True).first.click()
    expect(page.get_by_role("link", name="Ma réunion (1)").first).to_be_visible()
    open_from_menu(page, "Ma réunion")
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("Votre réunion.*1.vue"))
    expect(page).to_have_url(re.compile(r"vues=profil\.94"))
    with page.expect_download() as html:
        page.get_by_role("button", name="Page autonome (HTML)").click()
    text = content_of(html.value).decode("utf-8")
    assert text.count("<svg") == 1 and "<script" not in text and "http-equiv" in text


def figure_at(page: Page, position: int) -> Locator:
    """The Plotly figure, once drawn."""
    figure = page.get_by_role("figure").nth(position)
    expect(figure.locator(".main-svg").first).to_be_visible()
    if page.url.split("?")[0].endswith("/domaine") and position == 0:
        wait_for_map(figure)
    return figure


def photograph(page: Page, figure: Locator) -> Download:
    """Click the camera of the figure's own bar."""
    with page.expect_download() as download:
        figure.locator(".modebar-btn").first.click()
    return download.value


def png_size(content: bytes) -> tuple[int, int]:
    """Width and height of the PNG header (IHDR)."""
    assert content.startswith(b"\x89PNG\r\n\x1a\n")
    return struct.unpack(">II", content[16:24])


def figure_size(figure: Locator) -> tuple[int, int]:
    box = figure.locator(".main-svg").first.bounding_box()
    assert box is not None
    return round(box["width"]), round(box["height"])


@pytest.mark.parametrize("name", DRAWN)
def test_image_of_a_figure_as_png_then_svg(page: Page, name: str) -> None:
    address, position, build, _ = DRAWN[name]
    record = build()
    visit(page, address)
    figure = figure_at(page, position)
    picture = photograph(page, figure)
    assert picture.suggested_filename == f"{record.file_name}.png"
    assert FILE_NAME.fullmatch(picture.suggested_filename)
    content = content_of(picture)
    width, height = figure_size(figure)
    assert png_size(content) == pytest.approx((2 * width, 2 * height), abs=2)
    colours = Image.open(io.BytesIO(content)).convert("RGBA").getcolors(maxcolors=1 << 24)
    assert sum(count >= 50 for count, _ in colours) > 5, "the image is blank"

    panel = open_popover(page, "Exporter", position)
    wait_until_ready(page)  # the menu is made once it is open
    expect(panel.get_by_role("img")).to_be_visible()
    panel.get_by_role("radio", name="SVG, vectoriel").click()
    expect(panel.get_by_role("radio", name="SVG, vectoriel")).to_be_checked()
    close_popover(page)
    figure = figure_at(page, position)
    # The page runs again with the new format: ask until the bar has it.
    expect(figure.locator(".modebar-btn").first).to_be_visible()
    page.wait_for_function(
        """name => [...document.querySelectorAll('.js-plotly-plot')].map(plot => plot._context.toImageButtonOptions)
                     .some(options => options.filename === name && options.format === 'svg')""",
        arg=record.file_name,
    )
    drawing = photograph(page, figure)
    assert drawing.suggested_filename == f"{record.file_name}.svg"
    root = ElementTree.fromstring(content_of(drawing))
    assert root.tag.endswith("svg")
    texts = squeezed("".join(root.itertext()))
    assert squeezed(record.title) in texts
    assert squeezed(record.credit) in texts
    drawn = next(column for column in ("cell_text", "value_text", "text") if column in record.rows)
    for value in record.rows[drawn]:
        number = squeezed(value).removesuffix("%").rstrip("abcdefghijklmnopqrstuvwxyzé")
        assert number in texts


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
    outline = region_path(figure, "93").evaluate("path => getComputedStyle(path).fill")
    title = figure.locator(".gtitle").evaluate("text => getComputedStyle(text).fill")
    assert outline == "rgb(179, 88, 6)"
    assert title == {"light": "rgb(16, 21, 20)", "dark": "rgb(232, 234, 232)"}[scheme]


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

"""Every figure × format × region, exported and read back: the record's numbers, whole, inside, in its colours."""

from __future__ import annotations

import os
import re
import struct
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path

import pandas as pd
import pytest

from charts import images
from charts.figures import FIGURES, Subject
from charts.imprint import Imprint
from charts.record import Record
from charts.theme import CLASS_COLOUR
from charts.vector.frame import SHAPES
from territory import wording
from territory.analysis import FragilityClass, Reading, score_table
from territory.loader import Edition
from tests.charts import hostile
from tests.charts.gallery import trial_of
from tests.charts.svg_reader import NS, Read, area, read

ROOT = Path(__file__).resolve().parents[2]
IMPRINT = Imprint(
    date(2026, 11, 21),
    wording.choices(Reading(without_contestable=True)),
    address="fragilites.example/territoire?region=32&choix=sans-contestables",
    version="édition impact-2020",
)
REGIONS = ("32", "53", "94", "11")
INDICATOR = {"32": "emploi", "53": "diversite", "94": "transition_energetique", "11": "developpement_economique"}
COUNT = {"32": "population", "53": "associations", "94": "associations", "11": "entreprises"}
COMPARED = {"32": ("32", "44"), "53": ("53", "52", "94", "11", "93"), "94": ("94", "11", "32"), "11": ("11", "94")}


def record_of(edition: Edition, scores: pd.DataFrame, kind: str, region: str, reading: Reading | None = None) -> Record:
    indicator = (COUNT if kind == "cercles" else INDICATOR)[region]
    subject = Subject(
        edition, scores, reading or Reading(), region, indicator, COMPARED[region], trial=trial_of(edition)
    )
    return FIGURES[kind].record(subject)


CASES = [(kind, region, shape) for kind in FIGURES for region in REGIONS for shape in SHAPES]


@pytest.fixture(params=CASES, ids="-".join)
def case(request: pytest.FixtureRequest, edition: Edition, scores: pd.DataFrame) -> tuple[Record, Read]:
    kind, region, shape = request.param
    record = record_of(edition, scores, kind, region)
    return record, read(images.svg(record, shape, IMPRINT, fonts=False))


def values_of(record: Record) -> Iterator[str]:
    """The texts of the numbers that the figure must show, as the record has them."""
    rows = record.rows
    if record.kind == "vue-ensemble":
        yield from (text.rpartition(" ")[2] for text in rows["text"])
    elif record.kind == "carte":
        yield from rows["number"]
    elif record.kind == "cercles":
        yield from rows["text"]
        yield from rows["short"]
    elif record.kind == "solidite":
        yield from rows["interval"]
        yield from rows["word"]
    elif record.kind == "essai":
        yield from rows["effect"]
        yield from rows["move"]
    elif record.kind == "arbre":
        yield from record.extra["names"]
    elif record.kind == "plan":
        yield from rows["name"]
    else:
        yield from rows["value_text"]
    if record.kind == "profil":
        yield from (wording.score_text(Decimal(str(score))) for score in rows["score"].dropna())


def test_every_figure_has_a_drawing() -> None:
    assert set(images.BODIES) == set(FIGURES)


def test_the_record_s_numbers_are_drawn(case: tuple[Record, Read]) -> None:
    record, drawn = case
    assert not Counter(values_of(record)) - Counter(drawn.texts)


def test_no_number_is_drawn_that_the_record_does_not_hold(case: tuple[Record, Read]) -> None:
    record, drawn = case
    extra = [str(record.extra.get(name, "")) for name in ("national_text", "labels", "headers", "names", "domains")]
    words = [record.title, record.subtitle, record.source, IMPRINT.line, IMPRINT.choices, *extra]
    words += [str(cell) for column in record.rows for cell in record.rows[column]]
    words += [entry.label for entry in record.legend] + list(values_of(record))
    known = re.sub(r"\s", "", " ".join(words))
    for text in drawn.texts:
        assert all(number in known for number in re.findall(r"\d+(?:,\d+)?", re.sub(r"\s", "", text))), text


def test_signs_double_the_colours(case: tuple[Record, Read]) -> None:
    record, drawn = case
    if record.kind == "vue-ensemble":
        wanted = Counter(text.rpartition(" ")[0] for text in record.rows["text"])
    elif record.kind in ("profil", "carte", "classement"):
        wanted = Counter(wording.CLASS_SYMBOL[FragilityClass(kind)] for kind in record.rows["class"])
    else:
        return
    del wanted[""]
    assert not wanted - Counter(drawn.texts)


def test_title_source_date_choices_and_address_are_inside(case: tuple[Record, Read]) -> None:
    record, drawn = case
    for wanted in (record.title, record.subtitle, record.source, IMPRINT.choices, IMPRINT.line):
        assert re.sub(r"\s", "", wanted) in re.sub(r"\s", "", "".join(drawn.texts)), wanted
    assert "21 novembre 2026" in IMPRINT.line
    assert drawn.root.find(f"{NS}title").text == record.title
    assert drawn.root.find(f"{NS}desc").text == record.alt


def test_legend_is_whole_and_has_the_classes_colours(case: tuple[Record, Read]) -> None:
    record, drawn = case
    for entry in record.legend:
        assert entry.label in drawn.texts
        swatch = drawn.layer(f"Classe {entry.fragility_class}")
        shape = next(e for e in swatch if e.tag in (f"{NS}rect", f"{NS}circle"))
        missing = entry.fragility_class is FragilityClass.MISSING
        assert shape.attrib["fill"] == ("url(#hachures)" if missing else CLASS_COLOUR[entry.fragility_class])


def test_nothing_overflows_and_no_text_covers_another(case: tuple[Record, Read]) -> None:
    _, drawn = case
    for line in drawn.lines:
        assert line.left >= 8 and line.right <= drawn.width - 8, line
        assert line.top >= 8 and line.bottom <= drawn.height - 4, line
    for k, line in enumerate(drawn.lines):
        assert not [other for other in drawn.lines[k + 1 :] if line.overlaps(other)], line


def test_layers_are_named_and_ids_unique(case: tuple[Record, Read]) -> None:
    record, drawn = case
    ids = [e.attrib["id"] for e in drawn.root.iter() if "id" in e.attrib]
    assert len(ids) == len(set(ids))
    assert {"Fond", "Titre", "Source"} <= set(drawn.labels())
    if record.kind in ("carte", "classement", "cercles"):
        name = "label" if record.kind == "cercles" else "name"
        assert {f"{row[name]} ({row['region']})" for row in record.rows.to_dict("records")} <= set(drawn.labels())


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("region", REGIONS)
def test_map_has_13_regions_in_their_class_s_colour(
    edition: Edition, scores: pd.DataFrame, region: str, shape: str
) -> None:
    for code in [i.code for i in edition.registry.fragility if i.form != "empty"]:
        record = FIGURES["carte"].record(Subject(edition, scores, Reading(), region, code))
        drawn = read(images.svg(record, shape, IMPRINT, fonts=False))
        for row in record.rows.to_dict("records"):
            (path,) = drawn.layer(f"{row['name']} ({row['region']})").findall(f"{NS}path")
            assert path.attrib["fill"] == CLASS_COLOUR[FragilityClass(row["class"])]
            assert area(path) > 100
            assert row["name"] in drawn.texts
        for k, line in enumerate(drawn.lines):
            assert not [other for other in drawn.lines[k + 1 :] if line.overlaps(other)], (code, line)


@pytest.mark.parametrize("shape", SHAPES)
def test_a_missing_value_is_hatched_and_says_so(edition: Edition, shape: str) -> None:
    lacking = hostile.without_values(edition, "emploi", "94")
    scores = score_table(lacking)
    for kind in ("carte", "classement", "vue-ensemble", "profil", "comparaison"):
        record = FIGURES[kind].record(Subject(lacking, scores, Reading(), "94", "emploi", ("94", "32")))
        drawn = read(images.svg(record, shape, IMPRINT, fonts=False))
        assert any(wording.MISSING in text for text in drawn.texts), kind
        assert "nan" not in drawn.said.lower()
        if kind == "comparaison":
            continue
        fills = {e.get("fill") for e in drawn.layer("Corse (94)").iter()}
        assert "url(#hachures)" in fills, kind
        if kind != "profil":
            assert not Counter(values_of(record)) - Counter(drawn.texts)


@pytest.mark.parametrize("shape", SHAPES)
def test_an_indicator_without_any_value_says_why(edition: Edition, scores: pd.DataFrame, shape: str) -> None:
    for kind in ("carte", "classement"):
        record = FIGURES[kind].record(Subject(edition, scores, Reading(), "32", "handicap"))
        drawn = read(images.svg(record, shape, IMPRINT, fonts=False))
        assert drawn.layer("Aucune donnée") is not None
        assert any("aucune donnée régionale" in line for line in drawn.texts)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("kind", FIGURES)
@pytest.mark.parametrize(
    "label", [hostile.MARKUP, hostile.LONG, "עברית 日本 \U0001f600"], ids=["markup", "long", "foreign"]
)
def test_a_hostile_label_is_text(edition: Edition, kind: str, shape: str, label: str) -> None:
    changed = hostile.with_labels(edition, label)
    record = record_of(changed, score_table(changed), kind, "32")
    content = images.svg(record, shape, IMPRINT, fonts=False)
    drawn = read(content)
    allowed = {"svg", "title", "desc", "defs", "pattern", "g", "rect", "line", "circle", "path", "text", "tspan"}
    assert {e.tag.removeprefix(NS) for e in drawn.root.iter()} <= allowed
    assert label in drawn.said
    for line in drawn.lines:
        assert line.left >= 0 and line.right <= drawn.width and line.bottom <= drawn.height, line
    assert images.png(record, shape, IMPRINT).startswith(b"\x89PNG")


def test_a_control_character_does_not_break_the_file(edition: Edition, scores: pd.DataFrame) -> None:
    record = replace(record_of(edition, scores, "carte", "32"), title="a\x00b\x1bc\ud800d")
    assert read(images.svg(record, "16-9", IMPRINT)).root.find(f"{NS}title").text == "abcd"


def test_png_is_twice_the_size(edition: Edition, scores: pd.DataFrame) -> None:
    record = record_of(edition, scores, "carte", "32")
    for shape in SHAPES.values():
        content = images.png(record, shape.code, IMPRINT)
        assert struct.unpack(">II", content[16:24]) == (2 * shape.width, 2 * shape.height)


def test_svg_carries_its_typeface_and_asks_nothing_of_the_network(edition: Edition, scores: pd.DataFrame) -> None:
    content = images.svg(record_of(edition, scores, "profil", "94"), "carre", IMPRINT)
    assert content.count("@font-face") == 3
    assert set(re.findall(r"url\((?!#|data:)|href|@import|<script|<image", content)) == set()
    assert set(re.findall(r"https?://[^\"]+", content)) == {
        "http://www.w3.org/2000/svg", "http://www.inkscape.org/namespaces/inkscape",
    }  # fmt: skip


def test_an_unknown_format_is_refused_with_the_allowed_ones(edition: Edition, scores: pd.DataFrame) -> None:
    with pytest.raises(ValueError, match=r"portrait.*16-9, carre"):
        images.svg(record_of(edition, scores, "carte", "32"), "portrait", IMPRINT)


DIGEST = """
import hashlib, sys
from datetime import date
from pathlib import Path
from charts import images, report
from charts.figures import FIGURES, Subject
from charts.imprint import Imprint
from territory.analysis import Reading, score_table
from territory.loader import load_edition
data = Path("data")
edition = load_edition(data / "editions/impact-2020", data / "regions.csv", data / "regions.geojson")
scores, imprint = score_table(edition), Imprint(date(2026, 11, 21))
digest = hashlib.sha256()
shown = {"cercles": "population"}
records = [
    kind.record(Subject(edition, scores, Reading(), "32", shown.get(kind.code, "emploi"), ("32", "44")))
    for kind in FIGURES.values()
]
for record in records:
    digest.update(images.svg(record, "16-9", imprint).encode())
    digest.update(images.png(record, "carre", imprint))
digest.update(images.html(records, imprint, title="Réunion"))
digest.update(report.region_pdf(edition, "32", Reading(), imprint))
digest.update(report.atlas_pdf(edition, Reading(), imprint))
print(digest.hexdigest())
"""


def test_two_runs_give_the_same_bytes() -> None:
    def run(seed: str) -> str:
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": "Asia/Tokyo" if seed == "2" else "UTC"}
        done = subprocess.run(
            [sys.executable, "-c", DIGEST], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
        )
        return done.stdout

    assert run("1") == run("2") != ""


# --- the page that needs no network ------------------------------------------------------------------------


class Page(HTMLParser):
    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.attributes: list[tuple[str, str, str | None]] = []
        self.text = ""
        self.feed(content.decode("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self.attributes += [(tag, name, value) for name, value in attrs]

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize("label", ["", hostile.MARKUP], ids=["edition", "markup"])
def test_page_holds_figures_tables_and_sources(edition: Edition, label: str) -> None:
    shown = hostile.with_labels(edition, label) if label else edition
    scores = score_table(shown)
    records = [record_of(shown, scores, kind, "32") for kind in FIGURES]
    page = Page(images.html(records, IMPRINT, title=label or "Réunion du 3 décembre", notes=["Une note & <i>deux</i>"]))
    assert page.tags["svg"] == page.tags["table"] == page.tags["section"] == len(FIGURES)
    assert not {"script", "b", "i", "img", "link", "iframe"} & set(page.tags)
    for record in records:
        for wanted in (record.title, record.subtitle, record.source):
            assert wanted in page.text
        for cell in record.table.iloc[:, 0]:
            assert str(cell) in page.text
    for wanted in (IMPRINT.line, IMPRINT.choices, "Une note & <i>deux</i>", "licence MIT"):
        assert wanted in page.text
    ids = [value for _, name, value in page.attributes if name == "id"]
    assert len(ids) == len(set(ids))
    assert all((value or "").startswith("#") for _, name, value in page.attributes if name in ("href", "src"))
    assert ("html", "lang", "fr") in page.attributes

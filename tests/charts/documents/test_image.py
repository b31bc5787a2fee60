"""Every figure × format × region, exported and read back: the record's numbers, whole, inside, in its colours."""

from __future__ import annotations

import itertools
import os
import re
import struct
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from charts.canvas.paper import SHAPES
from charts.documents import image
from charts.figures import FIGURES, Subject
from charts.record import Record
from charts.stamp import Stamp
from charts.theme import CLASS_COLOUR
from territory import wording
from territory.analysis import FragilityClass, Reading
from territory.loader import Edition
from territory.scores import score_table
from tests.charts import hostile
from tests.charts.documents.digest import digest
from tests.charts.gallery import record_text, trial_of
from tests.charts.svg_reader import NS, Read, area, read

ROOT = Path(__file__).resolve().parents[3]
READING = Reading(without_contestable=True)
REGIONS = ("32", "53", "94", "11")
INDICATOR = {"32": "emploi", "53": "diversite", "94": "transition_energetique", "11": "developpement_economique"}
COUNT = {"32": "population", "53": "associations", "94": "associations", "11": "entreprises"}
COMPARED = {"32": ("32", "44"), "53": ("53", "52", "94", "11", "93"), "94": ("94", "11", "32"), "11": ("11", "94")}


@pytest.fixture(scope="module")
def stamp(edition: Edition) -> Stamp:
    """A stamp whose choices are printed."""
    return Stamp(edition, READING, date(2026, 11, 21), "scheme://example")


def record_of(edition: Edition, scores: pd.DataFrame, kind: str, region: str, reading: Reading | None = None) -> Record:
    indicator = (COUNT if kind == "cercles" else INDICATOR)[region]
    subject = Subject(
        edition, scores, reading or Reading(), region, indicator, COMPARED[region], trial=trial_of(edition)
    )
    return FIGURES[kind].record(subject)


CASES = [(kind, region, shape) for kind in FIGURES for region in REGIONS for shape in SHAPES]


@pytest.fixture(params=CASES, ids="-".join)
def case(request: pytest.FixtureRequest, edition: Edition, stamp: Stamp, scores: pd.DataFrame) -> tuple[Record, Read]:
    kind, region, shape = request.param
    if request.param not in _READ:
        record = record_of(edition, scores, kind, region)
        _READ[request.param] = record, read(image.svg(record, shape, stamp, fonts=False))
    return _READ[request.param]


_READ: dict[tuple[str, str, str], tuple[Record, Read]] = {}
"""Each image is drawn once for all that is asked of it."""


def value_of(row: Mapping[str, Any]) -> str:
    """What a cell of the overview says, without its class's sign."""
    sign = wording.CLASS_SYMBOL[FragilityClass(row["class"])] if row["class"] else ""
    said: str = row["text"]
    return said.removesuffix(f"{wording.NBSP}{sign}") if sign else said


def values_of(record: Record) -> Iterator[str]:
    """The texts of the numbers that the figure must show, as the record has them."""
    rows = record.rows
    if record.view.figure == "vue-ensemble":
        yield from (value_of(row) for row in rows.to_dict("records"))
    elif record.view.figure == "carte":
        yield from rows["number"]
    elif record.view.figure == "cercles":
        yield from rows["text"]
        yield from rows["short"]
    elif record.view.figure == "solidite":
        yield from rows["interval"]
        yield from rows["word"]
    elif record.view.figure == "essai":
        yield from rows["effect"]
        yield from rows["move"]
    elif record.view.figure == "arbre":
        yield from record.names
    elif record.view.figure == "plan":
        yield from rows["name"]
    else:
        yield from rows["value_text"]
    if record.view.figure == "profil":
        yield from (wording.score_text(Decimal(str(score))) for score in rows["score"].dropna())


def test_the_record_s_numbers_are_drawn(case: tuple[Record, Read]) -> None:
    record, drawn = case
    assert not Counter(values_of(record)) - Counter(drawn.texts)


def test_no_number_is_drawn_that_the_record_does_not_hold(case: tuple[Record, Read], stamp: Stamp) -> None:
    record, drawn = case
    words = [record_text(record), stamp.line(stamp.address_of(record.view)), stamp.choices]
    words += [str(cell) for column in record.rows for cell in record.rows[column]]
    words += [entry.label for entry in record.legend] + list(values_of(record))
    known = re.sub(r"\s", "", " ".join(words))
    for text in drawn.texts:
        assert all(number in known for number in re.findall(r"\d+(?:,\d+)?", re.sub(r"\s", "", text))), text


def test_signs_double_the_colours(case: tuple[Record, Read]) -> None:
    record, drawn = case
    if record.view.figure == "vue-ensemble":
        wanted = Counter(wording.CLASS_SYMBOL[FragilityClass(kind)] for kind in record.rows["class"] if kind)
    elif record.view.figure in ("profil", "carte", "classement"):
        wanted = Counter(wording.CLASS_SYMBOL[FragilityClass(kind)] for kind in record.rows["class"])
    else:
        return
    del wanted[""]
    assert not wanted - Counter(drawn.texts)


def test_title_source_date_choices_and_address_are_inside(case: tuple[Record, Read], stamp: Stamp) -> None:
    record, drawn = case
    line = stamp.line(stamp.address_of(record.view))
    for wanted in (record.title, record.subtitle, record.source, record.note, stamp.choices, line):
        assert re.sub(r"\s", "", wanted) in re.sub(r"\s", "", "".join(drawn.texts)), wanted
    assert "21 novembre 2026" in line and "scheme://example/" in line
    assert drawn.root.find(f"{NS}title").text == record.title
    assert drawn.root.find(f"{NS}desc").text == record.alt


def test_legend_is_whole_and_has_the_classes_colours(case: tuple[Record, Read]) -> None:
    record, drawn = case
    for entry in record.legend:
        assert entry.label in drawn.texts
        swatch = drawn.layer(f"Classe{wording.NBSP}: {wording.CLASS_LABEL[entry.fragility_class].lower()}")
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
    if record.view.figure in ("carte", "classement", "cercles"):
        name = "label" if record.view.figure == "cercles" else "name"
        assert {f"{row[name]} ({row['region']})" for row in record.rows.to_dict("records")} <= set(drawn.labels())


@pytest.mark.parametrize("shape", SHAPES)
def test_map_has_13_regions_in_their_class_s_colour(
    edition: Edition, scores: pd.DataFrame, shape: str, stamp: Stamp
) -> None:
    """Every indicator; the regions take turns to be the reader's, which changes a frame and not what is drawn."""
    codes = [i.code for i in edition.registry.fragility if i.form != "empty"]
    for code, region in zip(codes, itertools.cycle(REGIONS), strict=False):
        record = FIGURES["carte"].record(Subject(edition, scores, Reading(), region, code))
        drawn = read(image.svg(record, shape, stamp, fonts=False))
        for row in record.rows.to_dict("records"):
            (path,) = drawn.layer(f"{row['name']} ({row['region']})").findall(f"{NS}path")
            assert path.attrib["fill"] == CLASS_COLOUR[FragilityClass(row["class"])]
            assert area(path) > 100
            assert row["name"] in drawn.texts
        for k, line in enumerate(drawn.lines):
            assert not [other for other in drawn.lines[k + 1 :] if line.overlaps(other)], (code, line)


@pytest.mark.parametrize("shape", SHAPES)
def test_a_missing_value_is_hatched_and_says_so(edition: Edition, shape: str, stamp: Stamp) -> None:
    lacking = hostile.without_values(edition, "emploi", "94")
    scores = score_table(lacking)
    for kind in ("carte", "classement", "vue-ensemble", "profil", "comparaison"):
        record = FIGURES[kind].record(Subject(lacking, scores, Reading(), "94", "emploi", ("94", "32")))
        drawn = read(image.svg(record, shape, stamp, fonts=False))
        assert any(wording.MISSING in text for text in drawn.texts), kind
        assert "nan" not in drawn.said.lower()
        if kind == "comparaison":
            continue
        fills = {e.get("fill") for e in drawn.layer("Corse (94)").iter()}
        assert "url(#hachures)" in fills, kind
        if kind != "profil":
            assert not Counter(values_of(record)) - Counter(drawn.texts)


@pytest.mark.parametrize("shape", SHAPES)
def test_an_indicator_without_any_value_says_why(
    edition: Edition, scores: pd.DataFrame, shape: str, stamp: Stamp
) -> None:
    for kind in ("carte", "classement"):
        record = FIGURES[kind].record(Subject(edition, scores, Reading(), "32", "handicap"))
        drawn = read(image.svg(record, shape, stamp, fonts=False))
        assert drawn.layer("Aucune donnée") is not None
        assert any("aucune donnée régionale" in line for line in drawn.texts)


@pytest.fixture(scope="module")
def mislabelled(edition: Edition) -> Callable[[str, str], Record]:
    """A figure of an edition that bears a label; the same one for every shape that it is drawn in."""

    @cache
    def labelled(label: str) -> tuple[Edition, pd.DataFrame]:
        changed = hostile.with_labels(edition, label)
        return changed, score_table(changed)

    return cache(lambda label, kind: record_of(*labelled(label), kind, "32"))


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("kind", FIGURES)
@pytest.mark.parametrize(
    "label", [hostile.MARKUP, hostile.LONG, "עברית 日本 \U0001f600"], ids=["markup", "long", "foreign"]
)
def test_a_hostile_label_is_text(
    mislabelled: Callable[[str, str], Record], kind: str, shape: str, label: str, stamp: Stamp
) -> None:
    record = mislabelled(label, kind)
    content = image.svg(record, shape, stamp, fonts=False)
    drawn = read(content)
    allowed = {"svg", "title", "desc", "defs", "pattern", "g", "rect", "line", "circle", "path", "text", "tspan"}
    assert {e.tag.removeprefix(NS) for e in drawn.root.iter()} <= allowed
    assert label in drawn.said
    for line in drawn.lines:
        assert line.left >= 0 and line.right <= drawn.width and line.bottom <= drawn.height, line
    assert image.png(record, shape, stamp, scale=0.25).startswith(b"\x89PNG")  # drawn, and small: pixels take long


def test_a_control_character_does_not_break_the_file(edition: Edition, scores: pd.DataFrame, stamp: Stamp) -> None:
    record = replace(record_of(edition, scores, "carte", "32"), title="a\x00b\x1bc\ud800d")
    assert read(image.svg(record, "16-9", stamp)).root.find(f"{NS}title").text == "abcd"


def test_png_is_twice_the_size(edition: Edition, scores: pd.DataFrame, stamp: Stamp) -> None:
    record = record_of(edition, scores, "carte", "32")
    for shape in SHAPES.values():
        content = image.png(record, shape.code, stamp)
        assert struct.unpack(">II", content[16:24]) == (2 * shape.width, 2 * shape.height)


def test_svg_carries_its_typeface_and_asks_nothing_of_the_network(
    edition: Edition, scores: pd.DataFrame, stamp: Stamp
) -> None:
    content = image.svg(record_of(edition, scores, "profil", "94"), "carre", stamp)
    assert content.count("@font-face") == 3
    assert set(re.findall(r"url\((?!#|data:)|href|@import|<script|<image", content)) == set()
    assert set(re.findall(r"https?://[^\"]+", content)) == {
        "http://www.w3.org/2000/svg", "http://www.inkscape.org/namespaces/inkscape",
    }  # fmt: skip


def test_an_unknown_format_is_refused_with_the_allowed_ones(
    edition: Edition, scores: pd.DataFrame, stamp: Stamp
) -> None:
    with pytest.raises(ValueError, match=r"portrait.*16-9, carre"):
        image.svg(record_of(edition, scores, "carte", "32"), "portrait", stamp)


def test_two_processes_give_the_same_bytes(edition: Edition) -> None:
    """Another order of sets and another time zone change no export."""
    seed = "1" if os.environ.get("PYTHONHASHSEED") != "1" else "2"
    environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": "Asia/Tokyo"}
    command = [sys.executable, "-m", "tests.charts.documents.digest"]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as other:
        own = digest(edition)
        said, _ = other.communicate()
    assert said.strip() == own

"""What no figure may lose, on the screen and in an image: its measure, its mark, its credit, its colours' meaning."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from charts.canvas.paper import SHAPES, framed
from charts.figures import FIGURES, ROOMS
from charts.figures.region_map.record import RegionMap
from charts.legend import legend_class
from charts.record import Record
from charts.stamp import Stamp
from charts.theme import CLASS_COLOUR, LIGHT, REGION_COLOURS
from territory import wording
from territory.analysis import FragilityClass
from tests.charts.gallery import (
    CIRCLES,
    COMPARISONS,
    FRAGILITY,
    OVERVIEWS,
    PLACES,
    PLANES,
    PROFILES,
    TREES,
    TRIALS,
    Case,
    Gallery,
    checked,
    flat,
    texts_of,
)
from tests.charts.svg_reader import NS, Read, read

ROOT = Path(__file__).resolve().parents[3]
MEASURED = ("emploi", "lien_social", "transition_energetique", "pouvoir_achat")
"""An indicator with no mark; one discussed; one discussed, whose unit is probable; one to be confirmed, in brackets."""
MANY = [Case("comparaison", regions=("44", "75", "84", "28", "27", "53"))]
EACH = [
    *(Case("carte", code, ("94",)) for code in MEASURED),
    *(Case("classement", code, ("94",)) for code in MEASURED),
    *CIRCLES[:1],
    *(cases[0] for cases in (PROFILES, COMPARISONS, MANY, OVERVIEWS, PLACES, TRIALS, TREES, PLANES)),
    PROFILES[-1],
    COMPARISONS[2],
    OVERVIEWS[-2],
]
"""Every figure of the product, of a plain indicator and of a contestable one."""
_PALE = (FragilityClass.NEAR, FragilityClass.MISSING)
CLASSES = {colour for kind, colour in CLASS_COLOUR.items() if legend_class(kind) not in _PALE}
"""The colours that mean a class; the near one's is nearly white, « n. d. » is a hatch."""

each_figure = pytest.mark.parametrize("case", EACH, ids=str)
each_shape = pytest.mark.parametrize("shape", SHAPES)


def drawn(record: Record, stamp: Stamp, shape: str = "16-9") -> Read:
    """A record as an image, read back."""
    body = FIGURES[record.view.figure].paper
    return read(framed(record, SHAPES[shape], stamp, body).svg(record.title, record.alt))


def test_each_figure_of_the_product_is_tried() -> None:
    assert {case.kind for case in EACH} == set(FIGURES)


def test_a_figure_is_a_folder_and_a_line() -> None:
    """Each room holds the record and its three drawings, and is registered."""
    rooms = {path.parent.name for path in (ROOT / "charts/figures").glob("*/__init__.py")}
    assert {figure.room.rpartition(".")[2] for figure in ROOMS.values()} == rooms
    for room in rooms:
        held = {path.stem for path in (ROOT / "charts/figures" / room).glob("*.py")}
        assert {"record", "screen", "paper", "slide"} <= held


def test_what_a_writer_needs_of_a_figure_is_registered_with_it() -> None:
    """Its name in a workbook, its height on a page: no writer knows a figure by its code."""
    writers = [path for path in (ROOT / "charts/documents").glob("*.py") if path.stem != "content"]
    assert len(writers) > 8
    for path in writers:
        nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        texts = {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
        assert not texts & set(ROOMS), path
    tabs = [figure.tab for figure in ROOMS.values()]
    assert len(set(tabs)) == len(tabs) and all(0 < len(tab) <= 31 for tab in tabs)


# --- what a figure is about ----------------------------------------------------------------------------


@pytest.mark.parametrize("code", FRAGILITY)
@pytest.mark.parametrize("kind", ["carte", "classement"])
def test_a_record_names_its_indicator_unit_year_national_value_and_mark(gallery: Gallery, kind: str, code: str) -> None:
    record, indicator = gallery.record(Case(kind, code)), gallery.edition.registry.indicators[code]
    national = gallery.cells(Case(kind, code))["32", code]["national"]
    for text in (
        wording.lowered(indicator.label),
        indicator.unit,
        indicator.year,
        wording.value_text(indicator, national, national=True)
        if indicator.symbol
        else wording.unit_text(indicator, national, national=True)
        if "(" not in indicator.unit
        else "",
        wording.NATIONAL_NAME,
    ):
        assert text in record.subtitle
    assert wording.value_text(indicator, national, national=True) in record.subtitle
    assert ("*" in record.subtitle) == indicator.contestable
    assert ("indicateur discuté" in record.title) == indicator.contestable
    assert (wording.lowered(indicator.contestable_reason) in record.note) and record.note in record.credit


@each_figure
@each_shape
def test_an_image_prints_title_measure_credit_and_units(gallery: Gallery, stamp: Stamp, case: Case, shape: str) -> None:
    record = gallery.record(case)
    said = flat(drawn(record, stamp, shape).said)
    for text in (record.title, record.subtitle, record.foot, record.credit, record.note, record.units):
        assert flat(text) in said


@pytest.mark.parametrize("code", ["lien_social", "handicap", "sante"])
def test_a_map_says_its_measure_and_bears_its_mark(gallery: Gallery, code: str) -> None:
    """What stands around it is its page's; read aloud, it says its measure itself."""
    record = gallery.record(Case("carte", code))
    assert isinstance(record, RegionMap)
    said = flat(" ".join(texts_of(checked(FIGURES["carte"].screen(record, LIGHT, small=True)))))
    assert flat(record.alt) in said
    assert code == "handicap" or (record.title in record.alt and record.subtitle.rstrip(".") in record.alt)
    contestable = gallery.edition.registry.indicators[code].contestable
    assert record.domain_label.endswith("*") == record.domain_short.endswith("*") == contestable


# --- units and marks -----------------------------------------------------------------------------------


@pytest.mark.parametrize("case", [COMPARISONS[0], *MANY, OVERVIEWS[0]], ids=str)
def test_values_of_several_indicators_have_their_units_said(gallery: Gallery, case: Case) -> None:
    """« 0,44 » alone is nothing: % stands with each value, the other units are named under the figure."""
    record, registry = gallery.record(case), gallery.edition.registry
    for code in record.rows["indicator"].unique():
        indicator = registry.indicators[code]
        short = wording.lowered(registry.domains[indicator.domain].short)
        if indicator.unit and indicator.symbol != "%":
            unit = indicator.unit.strip("()").replace(" (", ", ")
            assert f"{wording.marked(short, indicator)} ({unit})" in record.units
        else:
            assert f"{short} (" not in record.units


def test_a_value_that_stands_alone_has_its_unit(gallery: Gallery) -> None:
    profile = gallery.record(PROFILES[9]).rows.set_index("indicator")["value_text"]
    assert profile["culture"] == "0,44\u00a0équipement pour 10\u202f000 hab."
    assert profile["emploi"] == "10,8\u202f%"
    ranking = gallery.record(Case("classement", "culture", ("32",)))
    assert isinstance(ranking, RegionMap)
    assert ranking.national_text == "France 0,67\u00a0équipement pour 10\u202f000 hab."
    own = ranking.rows.set_index("region").loc["32", "with_unit"]
    assert own == "0,44\u00a0équipement pour 10\u202f000 hab."
    overview = gallery.record(OVERVIEWS[0]).rows
    hover = overview[(overview["x"] == 0) & (overview["indicator"] == "culture")]["hover"].iloc[0]
    assert hover.endswith("0,67\u00a0équipement pour 10\u202f000 hab.")


@each_figure
def test_marks_are_explained_where_they_stand(gallery: Gallery, stamp: Stamp, case: Case) -> None:
    record = gallery.record(case)
    said = "\n".join(drawn(record, stamp).texts).replace(record.note, "")
    for mark in ("*", "≈"):
        if mark in said:
            assert mark in record.note, mark


# --- colours -------------------------------------------------------------------------------------------


def painted(image: Read) -> Iterator[str]:
    """The colours of every shape: fills and strokes; a text's halo only makes it readable."""
    for element in image.root.iter():
        if element.tag in (f"{NS}rect", f"{NS}circle", f"{NS}path", f"{NS}line"):
            yield from (element.get(name, "") for name in ("fill", "stroke"))


@each_figure
@each_shape
def test_the_classes_colours_mean_classes_and_nothing_else(
    gallery: Gallery, stamp: Stamp, case: Case, shape: str
) -> None:
    """As many shapes of a colour as cells of its class, and one in the legend; none for cards, frames or readers."""
    record = gallery.record(case)
    kinds = [legend_class(FragilityClass(kind)) for kind in record.rows.get("class", ()) if kind]
    expected = Counter(CLASS_COLOUR[kind] for kind in kinds)
    expected.update(CLASS_COLOUR[entry.fragility_class] for entry in record.legend)
    found = Counter(painted(drawn(record, stamp, shape)))
    assert {colour: found[colour] for colour in CLASSES} == {colour: expected[colour] for colour in CLASSES}


def test_no_other_mark_has_a_class_s_colour(gallery: Gallery) -> None:
    assert not CLASSES & set(REGION_COLOURS)
    for case in (PLACES[9], TRIALS[0], TREES[0], PLANES[0], *CIRCLES):  # a comparison has no colour: the sheet has
        in_browser = gallery.figure(case).to_json().lower()
        assert not [colour for colour in CLASSES if colour in in_browser]


# --- words ---------------------------------------------------------------------------------------------


@each_figure
def test_layers_of_an_image_are_named_in_french(gallery: Gallery, stamp: Stamp, case: Case) -> None:
    """« Classe more_fragile » is a word of the code."""
    codes = "|".join(kind.value for kind in FragilityClass)
    labels = drawn(gallery.record(case), stamp).labels()
    assert not [label for label in labels if re.search(rf"\b(?:{codes})\b", label)]


def test_control_a_legend_s_layer_is_its_class_in_french(gallery: Gallery, stamp: Stamp) -> None:
    labels = drawn(gallery.record(Case("carte", "emploi")), stamp).labels()
    assert "Classe\u00a0: nettement plus fragile" in labels
    assert "Classe\u00a0: proche de la valeur nationale" in labels


@pytest.mark.parametrize("shape", SHAPES)
def test_a_sign_never_stands_before_its_number_in_the_overview(gallery: Gallery, stamp: Stamp, shape: str) -> None:
    """« = −1,9 » reads as an equation: the sign comes after the value, or under it."""
    image = drawn(gallery.record(Case("vue-ensemble")), stamp, shape)
    cells = image.layer("Hauts-de-France (32)")
    texts = [element for element in cells.iter(f"{NS}text")]
    signs = set(wording.CLASS_SYMBOL.values()) - {""}
    assert (texts[0].text or "") not in signs
    before: tuple[float, float] | None = None
    for element in texts:
        x, y = float(element.attrib["x"]), float(element.attrib["y"])
        if element.text in signs:
            assert before is not None and (x > before[0] or y > before[1])
        before = (x, y)


def test_a_sign_never_stands_before_its_number_on_a_map(gallery: Gallery, stamp: Stamp) -> None:
    """« = −1,9 » on Hauts-de-France, développement économique; the atlas's small maps too."""
    record = gallery.record(Case("carte", "developpement_economique"))
    texts = [element.text for element in drawn(record, stamp).layer("Noms et valeurs").iter(f"{NS}text")]
    assert texts.index("=") > texts.index("\u22122,3")


@pytest.mark.parametrize("case", [c for c in EACH if c.kind in ("carte", "classement")], ids=str)
def test_right_and_first_are_more_fragile_in_words_too(gallery: Gallery, case: Case) -> None:
    for text in (gallery.record(case).how_to_read, gallery.record(case).alt):
        assert not re.search(r"gauche, plus fragile|droite, moins fragile|du moins au plus", text)

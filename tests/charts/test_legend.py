"""Classes in words: what an entry is called, what it counts, and where a sign stands."""

from __future__ import annotations

import pytest

from charts.canvas.paper import legend_column, legend_line
from charts.canvas.svg import Box, Drawing
from charts.legend import ORIENTED, legend_class, legend_entry, legend_label, legend_of, with_sign
from charts.theme import CLASS_COLOUR
from territory.analysis import FragilityClass
from territory.levels import REFERENCE_VALUE, WORDS, Reference, Words
from tests.charts import svg_reader

NEAR, WITHIN = FragilityClass.NEAR, FragilityClass.INDISTINGUISHABLE


@pytest.mark.parametrize("kind", FragilityClass)
def test_a_class_has_the_colour_of_its_entry(kind: FragilityClass) -> None:
    assert CLASS_COLOUR[legend_class(kind)] == CLASS_COLOUR[kind]
    assert (legend_class(kind) in ORIENTED) == (kind in (*ORIENTED, WITHIN))


def test_near_and_within_rounding_share_an_entry_that_says_both() -> None:
    kinds = [NEAR, WITHIN, WITHIN, FragilityClass.MORE_FRAGILE]
    assert [entry.label for entry in legend_of(kinds, "case")] == [
        "▲ Plus fragile (1\u00a0case)",
        "= Proche, ou dans l’arrondi (3\u00a0cases)",
    ]


def test_where_marks_are_hollow_each_has_its_own() -> None:
    assert [(entry.label, entry.count) for entry in legend_of([NEAR, WITHIN, WITHIN], "indicateur", merged=False)] == [
        ("= Proche de la valeur nationale (1\u00a0indicateur)", 1),
        ("= Non distinguable aux arrondis près (2\u00a0indicateurs)", 2),
    ]


def test_bounds_stand_between_the_name_and_the_count() -> None:
    entry = legend_entry(FragilityClass.MORE_FRAGILE, 4, "région", bounds="de 8,9 à 9,8\u202f%")
    assert entry.label == "▲ Plus fragile\u00a0: de 8,9 à 9,8\u202f% (4\u00a0régions)"
    assert legend_label(FragilityClass.MISSING) == "Donnée non disponible"


def test_a_sign_follows_its_value() -> None:
    assert with_sign("\u22121,9\u202f%", NEAR) == "\u22121,9\u202f%\u00a0="
    assert with_sign("n.\u00a0d.", FragilityClass.MISSING) == "n.\u00a0d."


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (WORDS, "Classe\u00a0: proche de la valeur nationale"),
        (
            Words(WORDS.level, Reference(name="Bretagne", value=REFERENCE_VALUE)),
            "Classe\u00a0: proche de la valeur de référence",
        ),
    ],
)
def test_a_layer_names_its_class_in_the_words_of_the_edition(words: Words, named: str) -> None:
    entries = legend_of([NEAR, FragilityClass.MORE_FRAGILE], "case")
    for written in (legend_line, legend_column):
        drawing = Drawing(400, 200)
        written(drawing, entries, words, Box(0, 0, 400, 200), 12)
        drawn = svg_reader.read(drawing.svg("titre", "alt"))
        layers = [group.get(svg_reader.LABEL) for group in drawn.root.iter(f"{svg_reader.NS}g")]
        assert layers == ["Légende", "Classe\u00a0: plus fragile", named]

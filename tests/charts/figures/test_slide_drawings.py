"""Each figure as slides: the same words as on the screen, and nothing that breaks, however many regions."""

from __future__ import annotations

import io

import pytest
from pptx import Presentation

from charts import exports
from charts.stamp import Stamp
from territory import wording
from tests.charts.figures.test_every_figure import EACH
from tests.charts.gallery import REGIONS, Case, Gallery

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
ALL = [*EACH, Case("comparaison", regions=tuple(REGIONS))]


def texts(gallery: Gallery, stamp: Stamp, case: Case) -> list[str]:
    """The texts of a figure's slides, those of its tables and groups included."""
    deck = Presentation(io.BytesIO(exports.figure(gallery.record(case), "pptx", stamp).content))
    paragraphs = [node for slide in deck.slides for node in slide._element.iter(f"{A}p")]
    return ["".join(run.text or "" for run in node.iter(f"{A}t")) for node in paragraphs]


@pytest.mark.parametrize("case", ALL, ids=str)
def test_a_figure_has_its_slides(gallery: Gallery, stamp: Stamp, case: Case) -> None:
    record = gallery.record(case)
    said = texts(gallery, stamp, case)
    assert any(record.title.split("\u00a0:")[0] in text for text in said)
    signs = tuple(sign for sign in wording.CLASS_SYMBOL.values() if sign)
    assert not [text for text in said if text.startswith(signs) and text.strip("▲▼=\u00a0 ")[:1].isdigit()]


def test_the_circles_table_has_the_numbers_as_they_are_read(gallery: Gallery, stamp: Stamp) -> None:
    said = texts(gallery, stamp, Case("cercles", "population", ("94",)))
    assert {"65\u202f018\u202f096", "12\u202f246\u202f234"} <= set(said)


def test_the_profile_counts_indicators(gallery: Gallery, stamp: Stamp) -> None:
    said = texts(gallery, stamp, Case("profil", regions=("32",)))
    assert "Nombre d’indicateurs" in said and "Nombre de domaines" not in said


def test_the_call_out_of_the_reader_s_region_has_its_unit(gallery: Gallery, stamp: Stamp) -> None:
    said = texts(gallery, stamp, Case("classement", "culture", ("32",)))
    assert "0,44\u00a0équipement pour 10\u202f000 hab." in said

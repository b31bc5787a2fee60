"""What a reader of figures and documents is spared: the words of the method, digits in a row, stray commas."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd
import pytest

from charts.canvas.ruler import PAPER
from charts.documents import content, reference
from charts.documents.blocks import Document, Method
from charts.stamp import Stamp
from charts.tables import OBSERVATION_COLUMNS, displayed
from territory import wording
from territory.loader import Edition, Flag
from tests.charts.gallery import ALL, Gallery
from tests.charts.numbers import numbers_of
from tests.territory.typography import OPAQUE

UNGROUPED = re.compile(r"(?<![\d.,/])\d{5,}(?![\d-])")
"""Five digits in a row, which no year is; « 12-2019 » of a file's name is none."""


def strings(value: Any, leave: tuple[type, ...] = ()) -> Iterator[str]:
    """Every text of a record or of a document, headings of tables included; ``leave``: parts left out."""
    if isinstance(value, leave):
        return
    if isinstance(value, str):
        yield value
    elif isinstance(value, pd.DataFrame):
        for column in value.columns:
            if column not in OBSERVATION_COLUMNS:
                yield str(column)
                yield from (cell for cell in value[column] if isinstance(cell, str))
    elif isinstance(value, Mapping):
        for pair in value.items():
            yield from strings(list(pair), leave)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from strings(getattr(value, field.name), leave)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from strings(item, leave)


def said(value: Any, *leave: type) -> set[str]:
    return set(strings(value, leave))


@pytest.fixture(scope="module")
def documents(edition: Edition, stamp: Stamp) -> list[Document]:
    numbers = numbers_of(edition)
    waste = edition.registry.indicators["transition_energetique"]
    return [
        content.region(stamp, "32", numbers),
        content.region(stamp, "94", numbers),
        content.domain(stamp, waste, numbers, "53"),
        content.atlas(stamp, numbers),
        content.data(stamp, numbers),
    ]


@pytest.mark.parametrize("case", ALL, ids=str)
def test_a_figure_says_no_opaque_word_and_groups_its_digits(gallery: Gallery, case: Any) -> None:
    record = gallery.record(case)
    texts = said(record)
    assert not [text for text in texts if OPAQUE.search(text)]
    assert not [text for text in texts if re.search(r",\s*\(|\b1,0\s*fois", text)]
    assert not [text for text in said(displayed(record)) if UNGROUPED.search(text)]


def test_a_document_says_no_opaque_word_before_its_method(documents: list[Document]) -> None:
    for document in documents:
        texts = said(document, Method)
        assert len(texts) > 100
        assert not [text for text in texts if OPAQUE.search(text)], document.heading
        assert not [text for text in texts if re.search(r",\s*\(|\b1,0\s*fois", text)], document.heading


def test_the_check_sees_what_it_is_for(stamp: Stamp) -> None:
    """The method names its own word, in one place; a number without groups is seen."""
    method = said(reference.method(stamp.edition))
    assert any(OPAQUE.search(text) for text in method)
    assert UNGROUPED.search("12246234 habitants") and not UNGROUPED.search("12\u202f246\u202f234 en 2019")


def test_every_opaque_word_has_its_plain_one() -> None:
    terms = {each.term for each in wording.GLOSSARY}
    assert len(terms) == len(wording.GLOSSARY)
    named = ("écart comparé", "millésime", "non orienté", "noyau robuste", "sensible aux choix")
    assert {term for term in terms if OPAQUE.search(term)} == {*named, "choix de lecture", "estomper"}
    assert not any(OPAQUE.search(each.plain) for each in wording.GLOSSARY)
    for plain in (each.plain for each in wording.GLOSSARY):
        assert len(plain) <= 40


def test_the_domains_are_counted_once(edition: Edition, documents: list[Document]) -> None:
    registry = edition.registry
    assert wording.scope_text(registry) == "16\u00a0domaines, dont 15 comparés"
    assert [domain.code for domain in registry.not_compared] == ["diversite"]
    reason = wording.scope_reason(registry)
    assert reason.startswith("Diversité / handicap est montré sans être comparé")
    assert "ni une fragilité ni un atout" in reason
    for document in documents[:3]:
        assert any(wording.scope_text(registry) in text for text in said(document))


def test_the_font_of_images_and_documents_draws_what_the_words_need() -> None:
    assert all(PAPER.known(character) for character in "₂²≥≤−▲▼’œÉ≈…\u2011\u202f")


def test_a_flag_s_words_are_plain_too(edition: Edition) -> None:
    flags: tuple[Flag, ...] = edition.flags
    texts = {text for flag in flags for text in (flag.finding, flag.treatment, wording.flags_text(flag.flag))}
    assert not [text for text in texts if OPAQUE.search(text)]
    assert not [text for text in texts if "n’en font" in text]

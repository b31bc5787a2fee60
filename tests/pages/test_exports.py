"""What pages offer to take away: every format, each with a French phrase, made by the functions of ``charts``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from charts.exports import DOCUMENT_FORMATS, FIGURE_FORMATS
from charts.figures import FIGURES, Subject
from charts.stamp import Stamp
from pages.agir.parts import reunion_views
from pages.comprendre.parts import domaine_sheet
from pages.shared import exports, making
from pages.shared.desk import Document
from territory.analysis import Reading
from territory.loader import Edition
from tests.pages.visit import alive, open_page

MENUS: tuple[Mapping[str, tuple[str, str]], ...] = (exports.REGION, domaine_sheet.FORMATS, reunion_views.FORMATS)


def test_a_figure_leaves_in_every_format() -> None:
    assert set(exports.GOOD_FOR) == set(FIGURE_FORMATS)
    assert list(exports.GOOD_FOR)[-2:] == list(exports.DRAWN), "the images stand beside their preview"
    assert all(label and len(phrase) > 20 for label, phrase in exports.GOOD_FOR.values())


@pytest.mark.parametrize("menu", MENUS, ids=("region", "domain", "meeting"))
def test_a_document_leaves_in_every_format(menu: Mapping[str, tuple[str, str]]) -> None:
    assert set(menu) == set(DOCUMENT_FORMATS)
    assert all(label and len(phrase) > 20 for label, phrase in menu.values())


def offered(monkeypatch: pytest.MonkeyPatch) -> dict[str, Document]:
    """What pages offer from here on, by key, without a click."""
    found: dict[str, Document] = {}

    def offer(groups: Mapping[str, Any]) -> None:
        found.update({document.key: document for documents in groups.values() for document in documents})

    monkeypatch.setattr(making, "offer", offer)
    return found


def test_the_meeting_becomes_a_document_of_each_format(monkeypatch: pytest.MonkeyPatch) -> None:
    found = offered(monkeypatch)
    at = open_page("pages/agir/reunion.py", vues="profil.32,carte.32.emploi")
    assert alive(at)
    assert list(found) == ["meeting_pptx", "meeting_pdf", "meeting_xlsx", "meeting_html"]
    made = found["meeting_xlsx"].make(told=lambda made, parts: None)
    assert made.name == found["meeting_xlsx"].name and made.content[:2] == b"PK"


def menu(monkeypatch: pytest.MonkeyPatch, script: str) -> dict[str, Document]:
    """What a menu offers once it is open: its function, run by itself."""
    found = offered(monkeypatch)
    at = AppTest.from_string(script, default_timeout=30).run()
    assert not at.exception
    return found


def test_the_region_s_menu(monkeypatch: pytest.MonkeyPatch) -> None:
    found = menu(
        monkeypatch,
        "from pages.shared import exports\nfrom territory.analysis import Reading\nfrom territory.trial import METHOD\n"
        "exports.page_menu('94', Reading(), METHOD)",
    )
    day = dt.date.today().isoformat()
    assert [document.name for document in found.values()] == [
        *(f"{word}-corse-{day}.{form}" for word, form in
          (("rapport", "pdf"), ("diaporama", "pptx"), ("classeur", "xlsx"), ("page", "html"))),
        *(f"{word}-impact-2020-{day}.{form}" for word, form in
          (("atlas", "pdf"), ("atlas", "pptx"), ("donnees", "xlsx"))),
    ]  # fmt: skip
    for document in list(found.values())[:4]:
        made = document.make(told=lambda made, parts: None)
        assert made.name == document.name and len(made.content) > 5000


def test_a_domain_s_sheet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exports.st, "popover", lambda *_, **__: Open())
    found = menu(
        monkeypatch,
        "from pages.comprendre.parts import domaine_sheet\nfrom pages.shared import reads\n"
        "from pages.shared.selection import Selection\nfrom territory.analysis import Reading\n"
        "registry = reads.edition().registry\n"
        "domaine_sheet.menu(registry.of_domain('diversite'), Selection('32', Reading()))",
    )
    day = dt.date.today().isoformat()
    assert [document.name for document in found.values()] == [
        f"fiche-diversite-handicap-hauts-de-france-{day}.{form}" for form in domaine_sheet.FORMATS
    ], "handicap has no value: no sheet"
    for document in found.values():
        made = document.make(told=lambda made, parts: None)
        assert made.name == document.name and len(made.content) > 5000


class Open:
    """An open menu."""

    open = True

    def __enter__(self) -> Open:
        return self

    def __exit__(self, *_: object) -> None: ...


def test_a_domain_offers_its_sheet_and_one_left_out_does_not() -> None:
    labels = [popover.proto.popover.label for popover in _popovers(open_page("pages/comprendre/domaine.py"))]
    assert "Fiche du domaine" in labels
    left_out = open_page("pages/comprendre/domaine.py", domaine="mobilite", criteres="noyau")
    assert "Fiche du domaine" not in [popover.proto.popover.label for popover in _popovers(left_out)]


def _popovers(at: AppTest) -> list[Any]:
    found, waiting = [], [at.main]
    while waiting:
        block = waiting.pop()
        for child in getattr(block, "children", {}).values():
            if getattr(child, "proto", None) is not None and getattr(child, "type", "") == "popover":
                found.append(child)
            waiting.append(child)
    return found


def test_the_preview_is_the_image_that_leaves_with_the_reader_s_title(
    edition: Edition, scores: pd.DataFrame, monkeypatch: pytest.MonkeyPatch
) -> None:
    titles: list[str] = []
    whole = exports.preview

    def preview(record: Any, marks: Stamp, shape: str = "16-9") -> bytes:
        titles.append(record.title)
        return whole(record, marks, shape)

    monkeypatch.setattr(exports, "preview", preview)
    at = open_page("pages/agir/reunion.py", vues="profil.32")
    own = FIGURES["profil"].record(Subject(edition, scores, Reading(), "32")).title
    assert titles == [own]
    at.text_input(key="title_profil.32").set_value("Notre région, vue de près").run()
    assert titles[-1] == "Notre région, vue de près"

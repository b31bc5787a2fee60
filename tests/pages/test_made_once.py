"""What a page computes: nothing for a panel that is closed, nothing twice, nothing that another visitor had made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from charts.figures.kind import Figure
from charts.record import Record, View
from pages.comprendre.parts import territoire_next_steps
from pages.shared import exports, furniture, reads
from territory import grouping
from territory.trial import METHOD as TRIAL
from tests.pages.visit import METHOD, OVERVIEW, REGION, alive, open_page, unfold

CLOSED = {"arbre", "plan", "solidite"}
"""Figures of *Mon territoire* that stand in closed panels."""


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> Iterator[Counter[str]]:
    """Counts the records made and the figures drawn, by the figure's code; every cache begins empty."""
    st.cache_resource.clear()
    counted: Counter[str] = Counter()
    record_of, draw, groups = reads.record_of, Figure._drawing, grouping.groups

    def counted_record(view: View, *given: object) -> Record:
        counted[f"record {view.figure}"] += 1
        return record_of(view, *given)  # type: ignore[arg-type]

    def counted_draw(figure: Figure, medium: str) -> object:
        counted[f"{medium} {figure.code}"] += 1
        return draw(figure, medium)

    def counted_groups(*given: object) -> object:
        counted["groups"] += 1
        return groups(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(reads, "record_of", counted_record)
    monkeypatch.setattr(Figure, "_drawing", counted_draw)
    monkeypatch.setattr(grouping, "groups", counted_groups)
    yield counted
    st.cache_resource.clear()


def test_closed_panels_compute_nothing(made: Counter[str]) -> None:
    alive(open_page(REGION, region="32"))
    assert made["record profil"] == made["screen profil"] == 1
    assert not {key for key in made if key.split()[-1] in CLOSED | {"groups"}}


def test_closed_tables_and_menus_are_not_written(monkeypatch: pytest.MonkeyPatch) -> None:
    """Under each figure its table, beside it its exports; what a row opens on."""
    written: Counter[str] = Counter()
    for module, name in ((furniture, "_values"), (exports, "figure_menu"), (territoire_next_steps, "panel")):
        monkeypatch.setattr(module, name, lambda *_, name=name, **__: written.update([name]))
    at = alive_page(REGION, region="32")
    assert not written
    unfold(at, "values_profil-hauts-de-france", "export_profil-hauts-de-france")
    assert written == {"_values": 1, "figure_menu": 1}
    alive_page(REGION, region="32", priorite="emploi")
    assert written["panel"] == 1


def alive_page(page: str, **codes: str) -> AppTest:
    at = open_page(page, **codes)
    assert alive(at)
    return at


def test_an_open_panel_is_computed(made: Counter[str]) -> None:
    alive(unfold(open_page(REGION, region="32"), "similar", "tree_and_plane"))
    assert made["screen arbre"] == made["screen plan"] == 1


@pytest.mark.parametrize(
    ("page", "codes"),
    [(OVERVIEW, {}), (REGION, {"region": "53"}), (METHOD, {"region": "32"}),
     ("pages/comprendre/domaine.py", {"domaine": "emploi", "region": "32"}),
     ("pages/comprendre/domaine.py", {"vue": "atlas"}),
     ("pages/comprendre/comparer.py", {"regions": "32,53,11"})],
)  # fmt: skip
def test_a_second_visitor_of_the_same_view_computes_nothing(
    made: Counter[str], page: str, codes: dict[str, str]
) -> None:
    alive(open_page(page, **codes))
    first = made.copy()
    assert first
    alive(open_page(page, **codes))
    assert made == first


def test_what_is_shared_is_not_changed_by_a_page(made: Counter[str]) -> None:
    view, reading = View("essai", "32", trial=TRIAL.code), reads.Reading()
    alive(open_page(METHOD, region="32"))
    held = reads.record(view, reading)
    rows, table, drawn = held.rows.copy(), held.table.copy(), reads.drawn(view, reading, dark=False)
    before = drawn.to_json()
    alive(open_page(METHOD, region="32"))
    assert held.rows.equals(rows) and held.table.equals(table)
    assert drawn.to_json() == before

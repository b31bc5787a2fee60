"""The places over variants, the tree and the plane: what they draw is what `territory` computed."""

from __future__ import annotations

import itertools

import pytest

from charts import theme
from charts.figures.overview import record as overview
from charts.figures.overview import screen as overview_screen
from charts.figures.plane import record as plane
from charts.figures.plane import screen as plane_screen
from charts.figures.solidity import record as solidity
from charts.figures.solidity import screen as solidity_screen
from charts.figures.tree import record as tree
from charts.figures.tree import screen as tree_screen
from territory import grouping
from territory.analysis import Reading
from territory.loader import Edition
from territory.portrait import portrait
from territory.robustness import FIRST, Verdict
from territory.scores import score_table
from tests.charts.gallery import REGIONS, checked, variants
from tests.charts.markup_reader import classes, root


@pytest.fixture(scope="module")
def places(edition: Edition) -> tuple:
    return variants(edition)


@pytest.mark.parametrize("region", REGIONS)
def test_each_fragility_is_drawn_at_its_median_on_its_interval(edition: Edition, places: tuple, region: str) -> None:
    """A dot at `place`, a bar from `low` to `high`, priorities first and numbered, then what is to be confirmed."""
    scores = score_table(edition)
    record = solidity.record(edition, scores, *places, region, Reading())
    figure = checked(solidity_screen.draw(record, theme.LIGHT))
    found = places[0][places[0]["region"] == region].set_index("domain")
    (dots,) = figure.data
    told = portrait(edition, scores, region)
    domains = [fact.domain.code for fact in told.fragilities]
    assert [row[0] for row in dots.customdata] == domains
    assert list(dots.x) == [found.loc[code, "place"] for code in domains]
    bars = [(shape.x0, shape.x1) for shape in figure.layout.shapes if shape.type == "line"]
    assert bars == [(found.loc[code, "low"], found.loc[code, "high"]) for code in domains]
    assert list(record.rows["priority"].dropna()) == list(range(1, len(told.priorities) + 1))


def test_the_first_places_are_shaded_and_solid_dots_are_full(edition: Edition, places: tuple) -> None:
    record = solidity.record(edition, score_table(edition), *places, "32", Reading())
    figure = checked(solidity_screen.draw(record, theme.LIGHT))
    (band,) = [shape for shape in figure.layout.shapes if shape.type == "rect"]
    assert (band.x0, band.x1) == (0.5, FIRST + 0.5)
    solid = [verdict == Verdict.SOLID for verdict in record.rows["verdict"]]
    assert [colour == theme.ACCENT for colour in figure.data[0].marker.color] == solid
    assert any(solid) and not all(solid)


def test_a_dimmed_overview_keeps_only_what_is_solid(edition: Edition, places: tuple) -> None:
    """Éducation in Hauts-de-France is solid; its numérique, near the bottom in every variant, is a solid strength."""
    record = overview.record(edition, score_table(edition), Reading(), places=places[0])
    dimmed = record.rows.set_index(["indicator", "region"])["dimmed"]
    assert not dimmed["education", "32"] and not dimmed["numerique", "32"]
    assert dimmed["transition_energetique", "32"] and dimmed["pouvoir_achat", "32"]
    assert not any(dimmed[code, "FR"] for code in record.rows["indicator"].unique())
    rows = root(overview_screen.draw(record, theme.LIGHT)).iterfind("tbody/tr")
    drawn = [["dim" in classes(cell) for cell in row.iterfind("td")] for row in rows]
    codes = list(dict.fromkeys(record.rows["indicator"]))
    assert drawn == [[dimmed[code, region] for region in ("FR", *edition.regions)] for code in codes]
    assert any(map(any, drawn))


def test_without_places_nothing_is_dimmed(edition: Edition) -> None:
    record = overview.record(edition, score_table(edition), Reading())
    assert not record.rows["dimmed"].any()
    cells = root(overview_screen.draw(record, theme.LIGHT)).iter("td")
    assert not [cell for cell in cells if "dim" in classes(cell)]


def test_the_tree_draws_every_bracket_and_names_the_closest_pair(edition: Edition) -> None:
    """12 merges join 13 regions; the lowest one, 0,69, is Nouvelle-Aquitaine and Bourgogne-Franche-Comté."""
    scores = score_table(edition)
    record = tree.record(edition, scores, "53")
    figure = checked(tree_screen.draw(record, theme.LIGHT))
    assert len(figure.data) == 12 and len(record.leaves) == 13
    assert "Nouvelle-Aquitaine et Bourgogne-Franche-Comté" in record.title
    assert "<b>Bretagne</b>" in figure.layout.yaxis.ticktext
    assert len(record.table) == 13 and set(record.table["Groupe"]) == {1, 2, 3, 4}


def test_the_plane_puts_each_region_where_it_was_computed_and_labels_never_meet(edition: Edition) -> None:
    scores = score_table(edition)
    record = plane.record(edition, scores, "53")
    figure = checked(plane_screen.draw(record, theme.LIGHT))
    points = grouping.coordinates(scores)
    assert list(figure.data[0].x) == list(points["x"]) and list(figure.data[0].y) == list(points["y"])
    low, high = figure.layout.yaxis.range
    pixels = plane_screen.PLANE_HEIGHT / (high - low)
    for side in ("left", "right"):
        labels = [a for a in figure.layout.annotations if a.xanchor == side and a.showarrow]
        heights = sorted(-a.y * pixels + a.ay for a in labels)
        gaps = [after - before for before, after in itertools.pairwise(heights)]
        assert all(gap >= plane_screen.LABEL_LINE - 1e-6 for gap in gaps), side


def test_too_few_regions_give_a_labelled_empty_figure(edition: Edition) -> None:
    scores = score_table(edition)
    one = scores[scores["region"] == "32"]
    for record, draw in (
        (tree.record(edition, one), tree_screen.draw),
        (plane.record(edition, one), plane_screen.draw),
    ):
        figure = checked(draw(record, theme.LIGHT))
        assert not figure.data and figure.layout.annotations

"""The places over variants, the tree and the plane: what they draw is what `territory` computed."""

from __future__ import annotations

import itertools

import pytest

from charts import overview, priority_places, similarity_views, theme
from charts.overview import DIM
from territory import similarity
from territory.analysis import score_table
from territory.loader import Edition
from territory.robustness import FIRST, Verdict
from tests.charts.gallery import REGIONS, variants


@pytest.fixture(scope="module")
def places(edition: Edition) -> tuple:
    return variants(edition)


@pytest.mark.parametrize("region", REGIONS)
def test_each_priority_is_drawn_at_its_median_on_its_interval(edition: Edition, places: tuple, region: str) -> None:
    """A dot at `place`, a bar from `low` to `high`, and as many rows as priorities."""
    scores = score_table(edition)
    record = priority_places.record(edition, scores, *places, region)
    figure = priority_places.draw(record, theme.LIGHT)
    found = places[0][places[0]["region"] == region].set_index("domain")
    (dots,) = figure.data
    priorities = scores[(scores["region"] == region) & scores["priority"].notna()].sort_values("priority")
    assert [row[0] for row in dots.customdata] == list(priorities["domain"])
    assert list(dots.x) == [found.loc[code, "place"] for code in priorities["domain"]]
    bars = [(shape.x0, shape.x1) for shape in figure.layout.shapes if shape.type == "line"]
    assert bars == [(found.loc[code, "low"], found.loc[code, "high"]) for code in priorities["domain"]]


def test_the_first_places_are_shaded_and_solid_dots_are_full(edition: Edition, places: tuple) -> None:
    record = priority_places.record(edition, score_table(edition), *places, "32")
    figure = priority_places.draw(record, theme.LIGHT)
    (band,) = [shape for shape in figure.layout.shapes if shape.type == "rect"]
    assert (band.x0, band.x1) == (0.5, FIRST + 0.5)
    solid = [verdict == Verdict.SOLID for verdict in record.rows["verdict"]]
    assert [colour == theme.ACCENT for colour in figure.data[0].marker.color] == solid
    assert any(solid) and not all(solid)


def test_a_dimmed_overview_keeps_only_what_is_solid(edition: Edition, places: tuple) -> None:
    """Éducation in Hauts-de-France is solid; its numérique, near the bottom in every variant, is a solid strength."""
    record = overview.record(edition, score_table(edition), places=places[0])
    dimmed = record.rows.set_index(["indicator", "region"])["dimmed"]
    assert not dimmed["education", "32"] and not dimmed["numerique", "32"]
    assert dimmed["transition_energetique", "32"] and dimmed["pouvoir_achat", "32"]
    assert not any(dimmed[code, "FR"] for code in record.rows["indicator"].unique())
    drawn = overview.draw(record, theme.LIGHT)
    shares = [opacity for trace in drawn.data for opacity in trace.marker.opacity]
    assert set(shares) == {DIM, 1} and shares.count(DIM) == dimmed.sum()


def test_without_places_nothing_is_dimmed(edition: Edition) -> None:
    assert not overview.record(edition, score_table(edition)).rows["dimmed"].any()


def test_the_tree_draws_every_bracket_and_names_the_closest_pair(edition: Edition) -> None:
    """12 merges join 13 regions; the lowest one, 0,69, is Nouvelle-Aquitaine and Bourgogne-Franche-Comté."""
    scores = score_table(edition)
    record = similarity_views.tree_record(edition, scores, "53")
    figure = similarity_views.draw_tree(record, theme.LIGHT)
    assert len(figure.data) == 12 and len(record.extra["leaves"]) == 13
    assert "Nouvelle-Aquitaine et Bourgogne-Franche-Comté" in record.title
    assert "<b>Bretagne</b>" in figure.layout.yaxis.ticktext
    assert len(record.table) == 13 and set(record.table["Groupe"]) == {1, 2, 3, 4}


def test_the_plane_puts_each_region_where_it_was_computed_and_labels_never_meet(edition: Edition) -> None:
    scores = score_table(edition)
    record = similarity_views.plane_record(edition, scores, "53")
    figure = similarity_views.draw_plane(record, theme.LIGHT)
    points = similarity.coordinates(scores)
    assert list(figure.data[0].x) == list(points["x"]) and list(figure.data[0].y) == list(points["y"])
    low, high = figure.layout.yaxis.range
    pixels = similarity_views.PLANE_HEIGHT / (high - low)
    for side in ("left", "right"):
        labels = [a for a in figure.layout.annotations if a.xanchor == side and a.showarrow]
        heights = sorted(-a.y * pixels + a.ay for a in labels)
        gaps = [after - before for before, after in itertools.pairwise(heights)]
        assert all(gap >= similarity_views.LABEL_LINE - 1e-6 for gap in gaps), side


def test_too_few_regions_give_a_labelled_empty_figure(edition: Edition) -> None:
    scores = score_table(edition)
    one = scores[scores["region"] == "32"]
    for record, draw in (
        (similarity_views.tree_record(edition, one), similarity_views.draw_tree),
        (similarity_views.plane_record(edition, one), similarity_views.draw_plane),
    ):
        figure = draw(record, theme.LIGHT)
        assert not figure.data and figure.layout.annotations

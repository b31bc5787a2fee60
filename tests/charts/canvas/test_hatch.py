"""The hatch of a region without a value, on the map of the screen."""

from __future__ import annotations

from dataclasses import replace
from xml.etree.ElementTree import Element

from charts import theme
from charts.figures.region_map import record as region_map
from charts.figures.region_map import screen
from territory.analysis import Reading
from territory.loader import Edition
from territory.scores import score_table
from tests.charts.markup_reader import root


def test_a_map_hatches_the_region_without_a_value_and_no_other(edition: Edition) -> None:
    cells = edition.observations.copy()
    cells.loc[(cells["indicator"] == "emploi") & (cells["territory"] == "53"), "value"] = None
    holed = replace(edition, observations=cells)
    emploi = edition.registry.indicators["emploi"]
    for held, hatched in ((edition, []), (holed, ["53"])):
        record = region_map.record(held, score_table(held), emploi, Reading())
        drawn = root(screen.draw(record, theme.LIGHT))
        (pattern,) = drawn.iter("pattern")
        over = {
            link.attrib["data-region"]: [path.attrib for path in link.iter("path") if "fill" in path.attrib]
            for link in drawn.iter("a")
        }
        assert [code for code, found in over.items() if found] == hatched
        for code in hatched:
            assert over[code] == [{"d": outline(drawn, code), "fill": f"url(#{pattern.attrib['id']})"}]


def outline(drawn: Element, code: str) -> str:
    return next(path.attrib["d"] for path in drawn.iterfind(f"a[@data-region='{code}']/path"))


def test_two_maps_of_a_page_have_their_own_hatch(edition: Edition) -> None:
    """The atlas has sixteen: an address « #… » finds the first that bears it, and hides with it."""
    scores, registry = score_table(edition), edition.registry
    maps = [region_map.record(edition, scores, registry.indicators[code], Reading()) for code in ("emploi", "sante")]
    ids = [next(root(screen.draw(made, theme.LIGHT)).iter("pattern")).attrib["id"] for made in maps]
    assert len(set(ids)) == 2

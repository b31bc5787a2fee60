"""« Projeter »: a figure alone, by its address; the steps to the next one, and the way out."""

from __future__ import annotations

import pytest
from lxml import html as parser
from streamlit.testing.v1 import AppTest

from charts.figures import FIGURES, Subject, record_of
from charts.record import View
from territory.analysis import Reading
from territory.loader import Edition
from territory.scores import score_table
from tests.charts.numbers import numbers_of
from tests.pages.rows import rows
from tests.pages.visit import COMPARE, DOMAIN, REGION, alive, charts, drawings, html, open_page, said, warnings


def projected(page: str, **address: str) -> AppTest:
    at = open_page(page, **address)
    assert not at.exception
    return at


def steps(at: AppTest) -> dict[str, str]:
    """Where each key leads."""
    (foot,) = [markup for markup in html(at) if "data-key" in markup]
    return {link.get("data-key"): link.get("href") for link in parser.fragment_fromstring(foot).iter("a")}


@pytest.mark.parametrize(
    ("page", "address", "view"),
    [
        (REGION, {"region": "32"}, View("profil", "32")),
        (DOMAIN, {"domaine": "emploi", "region": "94"}, View("carte", "94", "emploi")),
        (DOMAIN, {"domaine": "emploi"}, View("classement", "", "emploi")),
        (COMPARE, {"regions": "32,53,11"}, View("comparaison", regions=("32", "53", "11"))),
    ],
    ids=["profile", "map", "ranking", "comparison"],
)
def test_a_figure_stands_alone_with_its_finding_and_source(
    edition: Edition, page: str, address: dict[str, str], view: View
) -> None:
    at = projected(page, **address, projeter=view.code)
    record = record_of(view, edition, Reading(), numbers_of(edition))
    words = said(at)
    assert record.title in words and record.credit in words
    (drawn,) = drawings(at)
    assert drawn.startswith("<svg") and record.alt.partition(".")[0].split("\u00a0")[0] in drawn
    assert not at.title and not charts(at) and not at.selectbox, "nothing of the page is made"
    assert "Escape" in steps(at) and "projeter" not in steps(at)["Escape"]
    assert all(f"{name}=" in steps(at)["Escape"] for name in address)


def test_arrows_go_from_the_profile_to_the_maps_of_the_fragilities_in_order() -> None:
    order = [row.label for row in rows(open_page(REGION, region="32")) if "▲" in row.sign]
    at = projected(REGION, region="32", projeter="profil.32")
    assert "ArrowLeft" not in steps(at)
    seen = []
    for _ in order:
        following = steps(at)["ArrowRight"]
        seen.append(following.rpartition("carte.32.")[2].partition("&")[0])
        at = projected(REGION, region="32", projeter=f"carte.32.{seen[-1]}")
    assert len(seen) == len(order) == 11 and seen[:2] == ["education", "emploi"]
    assert "ArrowRight" not in steps(at)
    assert steps(at)["ArrowLeft"].endswith(f"carte.32.{seen[-2]}")


def test_on_a_domain_arrows_go_through_the_domains(edition: Edition) -> None:
    codes = [i.code for i in edition.registry.fragility if i.form != "empty"]
    at = projected(DOMAIN, domaine="emploi", projeter=f"carte..{codes[1]}")
    assert steps(at)["ArrowLeft"].endswith(f"carte..{codes[0]}")
    assert steps(at)["ArrowRight"].endswith(f"carte..{codes[2]}")


def test_an_unknown_figure_is_said_and_the_page_is_shown() -> None:
    for code in ("zz", "carte.32.zz", "profil", "<b>"):
        at = open_page(REGION, region="32", projeter=code)
        assert alive(at) and len(warnings(at)) == 1
        assert "projeter" not in at.query_params


def test_every_figure_of_a_page_can_be_projected(edition: Edition) -> None:
    """Its link stands with its other actions, and leads to itself."""
    at = open_page(DOMAIN, domaine="emploi", region="32")
    heads = [parser.fragment_fromstring(markup) for markup in html(at) if ">Projeter<" in markup]
    assert [link.get("href").rpartition("projeter=")[2] for head in heads for link in head.findall("a")] == [
        "carte.32.emploi",
        "classement.32.emploi",
    ]
    subject = Subject(edition, score_table(edition), Reading(), "32", indicator="emploi")
    assert FIGURES["carte"].record(subject).view.code == "carte.32.emploi"

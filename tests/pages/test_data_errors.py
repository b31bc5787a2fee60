"""Broken or missing data: a French message, no figure, no traceback, one line for the operator."""

from __future__ import annotations

import itertools
import logging
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from pages.shared import editions
from pages.shared.sitemap import SITE_PAGES
from tests.pages.visit import (
    COMPARE,
    DATA_PAGE,
    DOMAIN,
    METHOD,
    OVERVIEW,
    PAGES,
    REGION,
    alive,
    drawings,
    finding,
    follow,
    open_page,
    said,
    visitor,
)
from tests.territory.damages import DAMAGES

SHIPPED = editions.DATA
SORRY = "Les données ne sont pas disponibles pour le moment"
TABLE = "editions/impact-2020/donnees_territoriales_2020.csv"


def rewrite(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.count(old) >= 1
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


BREAKAGES: dict[str, tuple[Callable[[Path], object], str]] = {
    "no table": (lambda data: (data / TABLE).unlink(), "donnees_territoriales_2020.csv"),
    "an empty table": (lambda data: (data / TABLE).write_bytes(b""), "donnees_territoriales_2020.csv"),
    "a table in another encoding": (
        lambda data: (data / TABLE).write_bytes((data / TABLE).read_text("utf-8").encode("cp1252")),
        "donnees_territoriales_2020.csv",
    ),
    "a cell that is no number": (lambda data: rewrite(data / TABLE, ";8,4;8,2;", ";8,4;huit;"), "huit"),
    "a sum that does not hold": (lambda data: rewrite(data / TABLE, "65018096", "65018097"), "65018097"),
    "no registry": (lambda data: (data / "editions/impact-2020/indicators.toml").unlink(), "indicators.toml"),
    "a broken registry": (
        lambda data: (data / "editions/impact-2020/indicators.toml").write_text("= ?", encoding="utf-8"),
        "indicators.toml",
    ),
    "no flag for a broken cell": (
        lambda data: (data / "editions/impact-2020/flags.csv").unlink(),
        "donnees_territoriales_2020.csv",
    ),
    "no regions": (lambda data: (data / "regions.csv").unlink(), "regions.csv"),
    "no outlines": (lambda data: (data / "regions.geojson").unlink(), "regions.geojson"),
    "broken outlines": (lambda data: (data / "regions.geojson").write_text("{", encoding="utf-8"), "regions.geojson"),
    "no data at all": (shutil.rmtree, "indicators.toml"),
}


@pytest.mark.parametrize("breakage", BREAKAGES)
def test_broken_data_is_said_in_french(data: Path, breakage: str, caplog: pytest.LogCaptureFixture) -> None:
    damage, trace = BREAKAGES[breakage]
    damage(data)
    with caplog.at_level(logging.ERROR, logger="observatoire"):
        at = visitor()
    assert not at.exception
    assert finding(at) == SORRY
    (message,) = at.error
    assert "aucun chiffre n’est donc affiché" in str(message.value)
    assert not drawings(at) and not at.dataframe
    assert str(data) not in said(at)  # paths are the operator's
    logged = [record.getMessage() for record in caplog.records if record.levelno == logging.ERROR]
    assert any(trace in line for line in logged), logged


@pytest.mark.parametrize("script", PAGES, ids=lambda script: Path(script).stem)
def test_no_page_runs_on_broken_data(data: Path, script: str) -> None:
    (data / TABLE).unlink()
    at = open_page(script)
    assert not at.exception
    assert finding(at) == SORRY


NEEDED = (
    TABLE,
    "editions/impact-2020/indicators.toml",
    "editions/impact-2020/flags.csv",
    "regions.csv",
    "regions.geojson",
)
"""The files without which no number is shown; those of the resources are in ``test_damaged_resources.py``."""
WITHOUT_NUMBERS = ("pages/legal/",)
"""They stay."""


@pytest.mark.parametrize(
    ("name", "damage"), list(zip(NEEDED, itertools.cycle(("cut in two", "binary", "nul bytes")), strict=False))
)
def test_a_damaged_file_is_said_on_every_page_and_to_the_operator(
    data: Path, name: str, damage: str, caplog: pytest.LogCaptureFixture
) -> None:
    DAMAGES[damage](data / name)
    at = visitor()
    for page in SITE_PAGES:
        follow(at, page.script, region="32", vues="profil.32")
        assert not at.exception and len(at.title) == 1, page.path
        if not page.script.startswith(WITHOUT_NUMBERS):
            assert finding(at) == SORRY and len(at.error) == 1, page.path
    told = [record.getMessage() for record in caplog.records if record.name == "observatoire"]
    assert told and all(Path(name).name in line and "\n" not in line for line in told)


def test_mended_data_is_read_at_the_next_run(data: Path) -> None:
    """The error is not cached: the operator mends the file, the visitor reloads."""
    (data / TABLE).unlink()
    at = visitor()
    assert len(at.error) == 1
    shutil.copy(SHIPPED / TABLE, data / TABLE)
    at.run()
    assert alive(at) and not at.error
    assert len(drawings(at)) == 1


def test_control_a_sound_copy_is_read(data: Path) -> None:
    assert alive(visitor())


def hole(data: Path) -> None:
    """Emploi of Corse, the last cell of its row, becomes « #N/A »."""
    rewrite(data / TABLE, "10,8;7,2;10,1;9,1", "10,8;7,2;10,1;#N/A")


@pytest.mark.parametrize(
    ("script", "address"),
    [
        (OVERVIEW, {}),
        (REGION, {}),
        (DOMAIN, {"domaine": "emploi"}),
        (DOMAIN, {"vue": "atlas"}),
        (COMPARE, {"regions": "94,32"}),
        (METHOD, {}),
        (DATA_PAGE, {"indicateur": "emploi"}),
    ],
    ids=["overview", "region", "domain", "atlas", "compare", "method", "data"],
)
def test_a_region_without_a_value_reads_nd(data: Path, script: str, address: dict[str, str]) -> None:
    hole(data)
    at = open_page(script, region="94", **address)
    assert alive(at), at.exception
    everything = said(at) + "".join(drawings(at)) + "".join(chart.proto.spec for chart in at.get("plotly_chart"))
    assert "n.\u00a0d." in everything or "n.\\u00a0d." in everything
    # The published string is shown as published, there only.
    assert ("#N/A" in said(at).split("\n")) == (script == DATA_PAGE)


def test_the_domains_of_a_region_without_a_value_are_one_fewer(data: Path) -> None:
    hole(data)
    at = open_page(REGION, region="94")
    assert "sur 14" in finding(at)
    follow(at, REGION, region="32")
    assert "sur 15" in finding(at)


def test_the_title_of_a_domain_without_value_for_the_region_says_so(data: Path) -> None:
    hole(data)
    at = open_page(DOMAIN, domaine="emploi", region="94")
    assert "aucune donnée" in finding(at) or "n.\u00a0d." in finding(at)


@pytest.mark.parametrize("script", [OVERVIEW, REGION, DOMAIN, COMPARE, METHOD], ids=lambda script: Path(script).stem)
def test_without_the_national_value_the_other_domains_stay(data: Path, script: str) -> None:
    rewrite(data / TABLE, ";8,4;8,2;8;", ";#N/A;8,2;8;")
    at = open_page(script, region="32", regions="32,53", domaine="emploi")
    assert not at.exception, at.exception
    assert len(at.title) == 1

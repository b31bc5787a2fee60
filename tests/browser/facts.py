"""What the pages must say, computed from `territory` alone: no cache, no page, no drawing in between."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import pandas as pd

from territory import wording
from territory.analysis import FragilityClass, Reading
from territory.indicators import Indicator
from territory.loader import Edition, load_edition
from territory.portrait import portrait
from territory.scores import score_table
from tests.browser.server import ROOT

REGIONS = (
    ("44", "Grand Est"),
    ("75", "Nouvelle-Aquitaine"),
    ("84", "Auvergne-Rhône-Alpes"),
    ("28", "Normandie"),
    ("27", "Bourgogne-Franche-Comté"),
    ("53", "Bretagne"),
    ("24", "Centre-Val de Loire"),
    ("11", "Île-de-France"),
    ("76", "Occitanie"),
    ("32", "Hauts-de-France"),
    ("52", "Pays de la Loire"),
    ("93", "Provence-Alpes-Côte d’Azur"),
    ("94", "Corse"),
)
"""Written out, so that a region lost by the loader is missed here."""
CODES = tuple(code for code, _ in REGIONS)
FILE_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\.csv")
"""A French name that any computer accepts: ASCII, lower case, hyphens."""


@cache
def edition() -> Edition:
    data = ROOT / "data"
    return load_edition(data / "editions" / "impact-2020", data)


@cache
def scores(reading: Reading = Reading()) -> pd.DataFrame:  # noqa: B008 (frozen)
    return score_table(edition(), reading)


def cells_of(region: str, reading: Reading = Reading()) -> list[dict[str, Any]]:  # noqa: B008
    table = scores(reading)
    return table[table["region"] == region].to_dict("records")


def cell(region: str, indicator: str, reading: Reading = Reading()) -> dict[str, Any]:  # noqa: B008
    return next(row for row in cells_of(region, reading) if row["indicator"] == indicator)


def main_indicator(domain: str) -> Indicator:
    """The indicator that carries a domain's map: the first one with values."""
    return next(i for i in edition().registry.of_domain(domain) if i.form != "empty")


def region_title(region: str, reading: Reading = Reading()) -> str:  # noqa: B008
    """The title of *Mon territoire*, whose « Hauts-de-France » no line cuts."""
    return wording.unbroken(region_finding(region, reading))


def region_finding(region: str, reading: Reading = Reading()) -> str:  # noqa: B008
    """The same as the first page's card says it."""
    scored = [row for row in cells_of(region, reading) if row["score"] is not None]
    fragile = sum(FragilityClass(row["class"]).more_fragile for row in scored)
    return wording.region_finding(edition().regions[region], fragile, len(scored))


def domain_title(domain: str, region: str) -> str:
    indicator = main_indicator(domain)
    found = cell(region, indicator.code)
    where = edition().regions[region]
    return wording.unbroken(wording.cell_finding(found, indicator, edition().registry.domains[domain], where))


def comparison_title(*regions: str) -> str:
    return wording.unbroken(wording.comparison_finding(edition(), scores(), regions))


def fragility_rows(region: str) -> list[str]:
    """Domain, indicator, value and national value of a region's fragilities in order: priorities, then to confirm."""
    return [
        squeezed(
            f"{fact.label}{fact.indicator.short}{fact.value_cell}{wording.CLASS_SYMBOL[fact.kind]}France{fact.national_cell}"
        )
        for fact in portrait(edition(), scores(), region).fragilities
    ]


def overview_column(region: str) -> dict[str, str]:
    """The text that each row of the overview must print for a region, five classes."""
    registry = edition().registry
    column = {}
    for row in cells_of(region):
        indicator, kind = registry.indicators[row["indicator"]], FragilityClass(row["class"])
        sign = wording.CLASS_SYMBOL[kind]
        label = indicator.label if indicator.form == "empty" else registry.domains[row["domain"]].short
        column[squeezed(label)] = squeezed(wording.cell_text(indicator, row["value"]) + sign)
    return column


def squeezed(text: str) -> str:
    """Without spaces nor the asterisk of contestable indicators: a label broken over lines stays the same."""
    return re.sub(r"[\s*]", "", text)

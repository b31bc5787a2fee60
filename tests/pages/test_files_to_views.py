"""From a file as an office sends it to every page and every document, without a line of code: four kinds of edition."""

from __future__ import annotations

import datetime as dt
import json
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from charts import exports
from charts.figures import Numbers
from charts.stamp import Stamp
from pages.shared.own_figures import OwnFigures
from territory.analysis import Reading
from territory.importing import Choice, Choices
from territory.loader import Edition
from territory.regions import load_regions
from territory.scores import score_table
from tests.pages.test_own_figures import opened
from tests.pages.visit import COMPARE, DATA_PAGE, DOMAIN, METHOD, OVERVIEW, REGION, alive, follow

DATA = Path(__file__).resolve().parents[2] / "data"
PAGES = (OVERVIEW, REGION, DOMAIN, COMPARE, METHOD, DATA_PAGE)


@dataclass(frozen=True)
class Sent:
    """A file, what was chosen of it, and what the figures must be about."""

    name: str
    content: bytes
    choices: Choices
    territories: int
    outlines: bytes | None = None


def invented(codes: Sequence[tuple[str, str]], columns: int, *, reference: bool = True, seed: int = 3) -> list[str]:
    """A territory a row, in the hand of an office: decimal commas, « s » where it is secret."""
    chance = random.Random(seed)
    rows = [";".join(["Code", "Nom", *(f"Taux {k + 1} (%)" for k in range(columns))])]
    for code, name in [*([("FR", "France")] if reference else []), *codes]:
        cells = [f"{chance.gauss(20, 4):.1f}".replace(".", ",") for _ in range(columns)]
        if code not in ("FR", codes[0][0]) and chance.random() < 0.1:
            cells[-1] = "s"
        rows.append(";".join([code, name, *cells]))
    return rows


def said(columns: int, level: str, title: str) -> Choices:
    """Domains of the file's own; the last indicator is left without a direction."""
    chosen = {
        f"Taux {k + 1} (%)": Choice(
            domain=f"Domaine {k % 5 + 1}",
            dimension="Vie quotidienne" if k % 2 else "Services",
            polarity="higher_is_more_fragile" if k < columns - 1 else "not_oriented",
            polarity_reason="Dite par le service.",
            source="Service des études",
            year="2023",
            reliability="AB"[k % 2],
        )
        for k in range(columns)
    }
    return Choices(title, "Service des études", 2024, level, indicators=chosen)


def regional() -> Sent:
    """Thirteen indicators, not the same domains."""
    codes = [(region.code, region.name) for region in load_regions(DATA / "regions.csv").values()]
    return Sent("suite.csv", "\n".join(invented(codes, 13)).encode(), said(13, "region", "État des lieux suivant"), 13)


def departmental() -> Sent:
    """Titles above, notes below, Windows' alphabet, codes that lost their zero."""
    rows = load_regions(DATA / "departements.csv").values()
    codes = [(region.code.removeprefix("0"), region.name) for region in rows if region.lon is not None]
    table = ["Observatoire du département;;;", ";;;", *invented(codes, 3), "s : secret statistique;;;"]
    return Sent("envoi.csv", "\r\n".join(table).encode("cp1252"), said(3, "departement", "Tableau de bord"), 96)


def employment_zones() -> Sent:
    """A level that does not ship, with outlines of its own."""
    codes = [(f"00{k:02}", f"Zone d’essai {k}") for k in range(1, 7)]
    shapes = []
    for k, (code, _) in enumerate(codes):
        west, south = 1 + 0.6 * (k % 3), 45 + 0.6 * (k // 3)
        ring = [(west, south), (west + 0.6, south), (west + 0.6, south + 0.6), (west, south + 0.6), (west, south)]
        geometry = {"type": "Polygon", "coordinates": [ring]}
        shapes.append({"type": "Feature", "properties": {"code": code}, "geometry": geometry})
    outlines = json.dumps({"type": "FeatureCollection", "features": shapes}).encode()
    table = "\n".join(invented(codes, 4)).encode()
    return Sent("zones.csv", table, said(4, "zone_emploi", "Zones d’emploi"), 6, outlines)


def without_reference() -> Sent:
    """Some indicators have no value to be compared with."""
    codes = [(f"E{k:02}", f"Pays d’essai {k}") for k in range(1, 9)]
    rows = invented(codes, 4)
    first = rows[1].split(";")
    rows[1] = ";".join([*first[:2], first[2], "", "nd", first[5]])
    return Sent("pays.csv", "\n".join(rows).encode(), said(4, "intercommunalite", "Pays"), 8)


FILES = [regional(), departmental(), employment_zones(), without_reference()]


@pytest.mark.parametrize("sent", FILES, ids=lambda sent: sent.name)
def test_a_file_is_on_every_page_and_in_every_document(sent: Sent) -> None:
    own = OwnFigures(sent.name, sent.content, outlines=sent.outlines, choices=sent.choices)
    at = opened(own)
    assert own.shelf is not None
    edition = own.shelf.edition
    assert len(edition.regions) == sent.territories
    region, other = list(edition.regions)[:2]
    for page in PAGES:
        assert alive(follow(at, page, region=region, regions=f"{region},{other}")), page
    assert alive(follow(at, DOMAIN, vue="atlas"))
    for export in documents(edition, region):
        assert len(export.content) > 2_000, export.name


def documents(edition: Edition, region: str) -> list[exports.Export]:
    """A territory's report in every format, and all the domains."""
    stamp = Stamp(edition, Reading(), dt.date(2026, 11, 22))
    numbers = Numbers(score_table(edition))
    reports = [exports.report(region, form, stamp, numbers) for form in ("pdf", "pptx", "xlsx", "html")]
    return [*reports, *(exports.atlas(form, stamp, numbers) for form in ("pdf", "pptx", "xlsx"))]

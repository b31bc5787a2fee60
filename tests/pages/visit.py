"""A visitor of the pages, without a browser: open an address, read what is on the page."""

from __future__ import annotations

import csv
import json
import re
import tomllib
from decimal import Decimal
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any

import pandas as pd
from lxml import html as parser
from streamlit.testing.v1 import AppTest

from pages.shared.drawing import NAME
from territory.analysis import Reading

ROOT = Path(__file__).resolve().parents[2]
with (ROOT / "data/regions.csv").open(encoding="utf-8-sig", newline="") as stream:
    REGIONS = [row["code"] for row in csv.DictReader(stream, delimiter=";")]
with (ROOT / "data/editions/impact-2020/indicators.toml").open("rb") as binary:
    FRAGILITY = [code for code, entry in tomllib.load(binary)["indicators"].items() if entry.get("domain")]
READINGS: dict[str, tuple[dict[str, str], Reading]] = {
    "default": ({"criteres": "aucun", "lecture": "aucun"}, Reading()),
    "source": ({"criteres": "aucun", "lecture": "source"}, Reading(source_reading=True)),
    "without contestable": (
        {"criteres": "sans-contestables", "lecture": "aucun"},
        Reading(without_contestable=True),
    ),
    "core": ({"criteres": "noyau", "lecture": "aucun"}, Reading(core_only=True)),
}
"""The four readings: as an address says them, whatever was chosen before, and what they are."""
OVERVIEW = "pages/comprendre/vue_ensemble.py"
REGION = "pages/comprendre/territoire.py"
DOMAIN = "pages/comprendre/domaine.py"
COMPARE = "pages/comprendre/comparer.py"
METHOD = "pages/sapproprier/methode.py"
DATA_PAGE = "pages/sapproprier/donnees.py"
PAGES = (OVERVIEW, REGION, DOMAIN, COMPARE, METHOD, DATA_PAGE)
LEAKS = re.compile(r"\b(?:None|nan|NaN|NaT|Decimal|Traceback|dtype|much_more_fragile|not_oriented|indistinguishable)\b")


def session() -> AppTest:
    return AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)


def visitor() -> AppTest:
    """A new session, on the first page."""
    return session().run()


@cache
def page_hash(page: str) -> str:
    """What a browser sends for a page; known once `st.navigation` has run."""
    return str(visitor().switch_page(page)._page_hash)


def follow(at: AppTest, page: str, **address: str | list[str]) -> AppTest:
    """Open a page by an address: the codes given and no other."""
    at.switch_page(page)
    at.query_params.clear()
    at.query_params.update(address)
    return at.run()


def open_page(page: str, **address: str | list[str]) -> AppTest:
    """A deep link: the page is the first thing its session sees (`switch_page` alone wants a run before)."""
    at = session()
    at._page_hash = page_hash(page)
    at.query_params.update(address)
    return at.run()


def unfold(at: AppTest, *keys: str) -> AppTest:
    """Open panels of a page, by their keys: what they hold is made then."""
    for key in keys:
        at.session_state[key] = True
    return at.run()


def finding(at: AppTest) -> str:
    """The one h1 of the page; its « Hauts-de-France » has hyphens at which no line breaks."""
    (title,) = at.title
    return str(title.value).replace("\u2011", "-")


def warnings(at: AppTest) -> list[str]:
    return [str(warning.value) for warning in at.warning]


def alive(at: AppTest) -> bool:
    """No exception, one title, something under it, and the foot that every view ends on."""
    foot = [markup for markup in html(at) if "non distance à un idéal" in markup]
    return not at.exception and len(at.title) == 1 and len(foot) == 1 and len(list(at.main)) > 6


def charts(at: AppTest) -> list[Any]:
    """The Plotly figures: ``data`` and ``layout``."""
    return [json.loads(chart.proto.spec) for chart in at.get("plotly_chart")]


def html(at: AppTest) -> list[str]:
    """What is shown as HTML of ours: rows, tables, titles, legends and sources."""
    return [str(element.proto.body) for element in at.get("html")]


def dumbbells(at: AppTest) -> list[str]:
    """The figures of a comparison."""
    return [markup for markup in html(at) if 'class="dumbbells' in markup]


def boards(at: AppTest) -> list[str]:
    """What is shown as markup with drawings in it."""
    return [element.proto.bytes[NAME:].decode() for element in at.get("bidi_component") if element.proto.bytes]


def drawings(at: AppTest) -> list[str]:
    """The maps, as SVG; those of the atlas are on one board."""
    return [svg for board in boards(at) for svg in re.findall(r"<svg.*?</svg>", board, re.DOTALL)]


def texts(markup: str) -> str:
    """The words of HTML or SVG, each element on its line."""
    markup = re.sub(r'<span class="whole">(.*?)</span>', r"\1", markup)
    words = unescape(re.sub(r"<[^>]*>", "\n", markup))
    return "\n".join(line for line in (line.strip(" \n") for line in words.split("\n")) if line)


def tables(at: AppTest) -> list[pd.DataFrame]:
    found = [table for markup in html(at) if 'class="sheet"' in markup for table in _parsed(markup)]
    return [*found, *(table.value for table in (*at.dataframe, *at.table))]


def _parsed(markup: str) -> list[pd.DataFrame]:
    """The tables of ours, as texts: rows under their headings."""
    shown = parser.fragment_fromstring(markup, create_parent=True).iter("table")
    rows = [[[cell.text_content() for cell in row] for row in table.iter("tr")] for table in shown]
    return [pd.DataFrame(body, columns=head) for head, *body in rows]


def said(at: AppTest) -> str:
    """Every text of the page that is not inside a figure."""
    parts: list[str] = []
    for kind in ("title", "header", "subheader", "markdown", "caption", "info", "warning", "error"):
        parts += [str(element.value) for element in at.get(kind)]
    parts += [texts(markup) for markup in html(at)]
    for link in at.get("page_link"):
        parts.append(link.proto.label)
    for frame in tables(at):
        parts += [str(column) for column in frame.columns]
        parts += [str(cell) for column in frame.columns for cell in frame[column]]
    return "\n".join(parts).replace("\u2011", "-")


def read_number(text: str) -> Decimal | None:
    """« ▲▲ 12 246 234 », « −2,2 % », « 9,22 tonnes » → exact; ``None`` for « n. d. »."""
    if "n.\u00a0d." in text:
        return None
    found = re.search(r"\u2212?\d[\d\u202f]*(?:,\d+)?", text)
    assert found, text
    return Decimal(found[0].replace("\u202f", "").replace(",", ".").replace("\u2212", "-"))


def alt_texts(at: AppTest) -> list[str]:
    drawn = [chart.proto.alt for kind in ("plotly_chart", "deck_gl_json_chart") for chart in at.get(kind)]
    named = re.compile(r'<(?:svg|table)[^>]* aria-label="([^"]*)"')
    return drawn + [unescape(alt) for markup in (*drawings(at), *html(at)) for alt in named.findall(markup)]

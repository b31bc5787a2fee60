"""The numbers of the pages are those of the command line, and the method's text is the code's."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from contextlib import redirect_stdout
from decimal import Decimal
from functools import cache
from urllib.parse import parse_qs, urlsplit

import pytest
import streamlit as st
from lxml import html as parser

from pages.sapproprier.parts import methode_text
from territory import wording
from territory.__main__ import main
from territory.loader import Edition
from tests.pages.rows import Row, rows
from tests.pages.visit import (
    METHOD,
    OVERVIEW,
    REGION,
    REGIONS,
    follow,
    html,
    open_page,
    said,
    tables,
    unfold,
    visitor,
)


@cache
def command_line(view: str) -> list[dict[str, str]]:
    """`python -m territory <view>`, read as any reader would; run once, as what it reads does not change."""
    out = io.StringIO()
    with redirect_stdout(out):
        assert main([view]) == 0
    return list(csv.DictReader(io.StringIO(out.getvalue())))


@pytest.fixture(scope="module")
def visited() -> dict[str, list[Row]]:
    """The rows of « Mon territoire » for each region."""
    at = visitor()
    return {region: rows(follow(at, REGION, region=region)) for region in REGIONS}


@pytest.mark.parametrize("region", REGIONS)
def test_the_rows_show_the_fragilities_of_the_command_line(
    visited: dict[str, list[Row]], edition: Edition, region: str
) -> None:
    """Each once, in its order: priorities with their number, then what is to be confirmed; published values."""
    expected = [row for row in command_line("priorities") if row["region"] == region]
    shown = [found for found in visited[region] if set(found.sign) == {"▲"}]
    assert [found.number for found in shown] == [row["priority"] for row in expected]
    assert [bool(found.number) for found in shown] == [row["status"] == "priority" for row in expected]
    for found, row in zip(shown, expected, strict=True):
        assert found.label.removesuffix("\u202f*") == edition.registry.domains[row["domain"]].short
        number = re.match(r"[\d\u202f,\u2212]+", found.value)
        assert number and number[0].strip("\u202f") in row["sentence"]
        assert found.national.split("\u202f")[0] in row["sentence"].partition("contre")[2]
        assert len(found.sign) == (2 if Decimal(row["score"]) >= Decimal("1.5") else 1)
        (indicator,) = (i for i in edition.registry.of_domain(row["domain"]) if i.form != "empty")
        assert found.label.endswith("*") == indicator.contestable and found.short == indicator.short


@pytest.mark.parametrize("region", REGIONS)
def test_what_a_region_can_lean_on_is_less_fragile_than_france(
    visited: dict[str, list[Row]], edition: Edition, region: str
) -> None:
    scored = {row["domain"]: row for row in command_line("scores") if row["region"] == region and row["score"]}
    labels = {domain.short: code for code, domain in edition.registry.domains.items()}
    for found in visited[region]:
        if set(found.sign) == {"▼"}:
            row = scored[labels[found.label]]
            assert not found.number and "*" not in found.label
            assert row["class"] in ("less_fragile", "much_less_fragile")


@pytest.mark.parametrize("region", ["32", "94", "11"])
def test_a_dimension_is_the_mean_of_its_scores(edition: Edition, region: str) -> None:
    scored = [row for row in command_line("scores") if row["region"] == region and row["score"]]
    at = unfold(open_page(REGION, region=region), "dimensions")
    shown = [str(m.value) for m in at.markdown if re.match(r"### [+\u2212]?\d", str(m.value))]
    expected = []
    for dimension in edition.registry.dimensions:
        own = [Decimal(row["score"]) for row in scored if row["dimension"] == dimension]
        expected.append(f"### {wording.number(sum(own) / len(own), 2, signed=True)}")
    assert shown == expected and len(shown) == 4


def test_the_overview_is_the_scores_of_the_command_line() -> None:
    (table,) = [parser.fragment_fromstring(markup) for markup in html(open_page(OVERVIEW)) if "<table" in markup]
    signs = {}
    for link in table.iter("a"):
        codes = parse_qs(urlsplit(link.get("href")).query)
        if "region" in codes:
            signs.setdefault((codes["region"][0], codes["domaine"][0]), []).append(link.findtext("i") or "")
    for row in command_line("scores"):
        kinds = {"▲": "more_fragile", "▼": "less_fragile", "=": "near indistinguishable"}
        found = signs[row["region"], row["domain"]]
        expected = [sign for sign, kind in kinds.items() if row["class"].removeprefix("much_") in kind.split()]
        assert any(set(sign) == set("".join(expected)) for sign in found), row


# --- the method ----------------------------------------------------------------------------------------


def test_the_method_prints_the_constants_in_force() -> None:
    words = said(open_page(METHOD))
    for rule in ("S ≥ 1,5", "0,5 ≤ S < 1,5", "−0,5 < S < 0,5", "−1,5 < S ≤ −0,5", "S ≤ −1,5"):
        assert rule in words
    assert all(rule in words for rule in wording.class_rules().values())
    assert "*S* ≥ 0,5" in words and "50\u202f% des domaines" in words


@pytest.fixture
def nothing_kept() -> Iterator[None]:
    st.cache_resource.clear()
    yield
    st.cache_resource.clear()


@pytest.mark.usefixtures("nothing_kept")
def test_another_constant_is_another_text(monkeypatch: pytest.MonkeyPatch) -> None:
    """No number of the page is typed."""
    for module in (methode_text, wording.classes):
        monkeypatch.setattr(module, "NEAR_BELOW", Decimal("0.7"))
        monkeypatch.setattr(module, "MUCH_FROM", Decimal("1.9"))
    monkeypatch.setattr(methode_text, "DIMENSION_COVERAGE", Decimal("0.6"))
    words = said(open_page(METHOD))
    for rule in ("S ≥ 1,9", "0,7 ≤ S < 1,9", "−0,7 < S < 0,7", "*S* ≥ 0,7", "60\u202f% des domaines"):
        assert rule in words
    assert "S ≥ 1,5" not in words and "0,5 ≤ S" not in words


def test_the_example_is_computed_on_the_table() -> None:
    """Emploi, Hauts-de-France: Σ|x − 8,4| = 12,7; D = 12,7 / 13 = 0,9769; S = 2,4 / 0,9769 = 2,457, 1re."""
    at = open_page(METHOD)
    words = said(at)
    for part in ("10,8\u202f%", "8,4\u202f%", "12,7", "0,9769", "+2,457", "1re sur 13, la plus fragile"):
        assert part in words
    follow(at, METHOD, region="53")  # 7,2 − 8,4 = −1,2; −1,2 / 0,9769 = −1,228
    assert "−1,228" in said(at) and "12e ex æquo sur 13" in said(at)


def test_the_method_begins_with_a_number_that_was_published() -> None:
    """Before any formula: 10,8 % against 8,4 %, 2,4 points, 2,4 / 0,98 = 2,5 times, first of 13, priority 2."""
    at = open_page(METHOD, region="32")
    assert str(at.header[0].value) == "Un exemple\u00a0: taux de chômage, dans les Hauts-de-France"
    story = str(at.markdown[1].value)
    for part in (
        "10,8\u202f% de chômage",
        "8,4\u202f%",
        "2,4\u00a0points",
        "0,98\u00a0point",
        "2,5\u00a0fois",
        "1re sur 13",
    ):
        assert part in story, part
    assert "priorité n°\u00a02" in story and len(story) < 800
    assert not re.search(r"[|=*]\s*[xNSD]\b", story)
    follow(at, METHOD, region="53")
    assert "Moins fragile" in str(at.markdown[1].value) and "priorité" not in str(at.markdown[1].value)


def test_the_method_has_every_word_of_the_glossary() -> None:
    (words,) = [found for found in tables(open_page(METHOD)) if "Dans la méthode" in found.columns]
    assert [word.lower() for word in words["Dans la méthode"]] == [each.term for each in wording.GLOSSARY]
    assert list(words["Ce qui est dit"]) == [each.plain for each in wording.GLOSSARY]


def test_the_domains_are_counted_and_explained() -> None:
    assert "16\u00a0domaines, dont 15 comparés" in said(open_page(METHOD))


def test_the_relative_gap_would_put_mobilite_first_in_11_regions() -> None:
    """Why it was not chosen: (x − N) / |N| of 15,2 % by public transport beats all, but in IdF and one other."""
    words = said(open_page(METHOD)).replace("\n", " ")
    assert re.search(r"mobilité\s+deviendrait la première priorité de 11 régions sur 13", words)


def test_the_polarity_table_is_the_registry(edition: Edition) -> None:
    table = next(found for found in tables(open_page(METHOD)) if "Sens de lecture" in found.columns)
    rows = table.to_dict("records")
    assert len(rows) == 17
    for row, indicator in zip(rows, edition.registry.fragility, strict=True):
        assert row["Indicateur"] == indicator.label
        assert row["Indicateur discuté"] == ("oui" if indicator.contestable else "non")
        assert row["Noyau robuste"] == ("oui" if indicator.core else "non")
        assert indicator.polarity_reason in row["Raison"]
    assert sum(row["Noyau robuste"] == "oui" for row in rows) == 7


def test_no_forbidden_word_is_said() -> None:
    """`docs/method.md`, « Words »."""
    at = visitor()
    for page in (OVERVIEW, REGION, METHOD):
        follow(at, page, region="94")
        assert not re.search(r"(?i)\b(retard|mauvais élève|significati\w+)\b", said(at))
        assert "que la moyenne" not in said(at)

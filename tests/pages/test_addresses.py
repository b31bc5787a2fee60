"""Bad addresses: a French message, the rest of the page alive, nothing of the address read as markup."""

from __future__ import annotations

import logging
import re

import pytest

from pages.shared import selection
from territory.loader import Edition
from tests.pages.visit import (
    COMPARE,
    DATA_PAGE,
    DOMAIN,
    METHOD,
    OVERVIEW,
    REGION,
    ROOT,
    alive,
    finding,
    follow,
    open_page,
    said,
    visitor,
    warnings,
)

MARKUP = "<img src=//evil.example/x onerror=alert(1)>**[clic](http://evil.example)**"
BAD = {
    "unknown": "zz",
    "another case": "EMPLOI",
    "accents": "Île-de-France",
    "markup": MARKUP,
    "10 kB": "9" * 10_000,
    "control characters": "3\u202e2\x00\x07",
    "a path": "../../etc/passwd",
    "formatting": ":red[x] $x^2$ `x` {0} %s",
}
PLACES = [
    (OVERVIEW, "region"),
    (OVERVIEW, "solides"),
    (REGION, "ouverts"),
    (REGION, "nombre"),
    (REGION, "region"),
    (DOMAIN, "region"),
    (DOMAIN, "domaine"),
    (DOMAIN, "vue"),
    (COMPARE, "regions"),
    (METHOD, "criteres"),
    (REGION, "lecture"),
    (DATA_PAGE, "indicateur"),
]
WITH = {"ouverts": {"region": "32"}, "nombre": {"region": "32", "ouverts": "contexte,cercles"}}
"""What else an address must hold for a choice to be there."""
each_place = pytest.mark.parametrize(("script", "name"), PLACES, ids=[f"{p.rpartition('/')[2]}-{n}" for p, n in PLACES])


@each_place
def test_an_unknown_code_is_said_in_french_and_the_page_lives(script: str, name: str) -> None:
    at = visitor()
    for kind, value in BAD.items():
        follow(at, script, **WITH.get(name, {}), **{name: value})
        assert alive(at), (kind, at.exception)
        (message,) = warnings(at)
        assert "n’est pas un code d" in message, kind
        assert len(message) < 600
        assert name not in at.query_params or at.query_params[name] != value


@each_place
def test_an_empty_code_is_no_choice(script: str, name: str) -> None:
    at = open_page(script, **WITH.get(name, {}), **{name: ""})
    assert alive(at)
    assert all("n’est pas un code" in message for message in warnings(at))
    assert name not in at.query_params or at.query_params[name] != ""
    if name not in ("regions", "ouverts"):  # an empty list is no fault
        assert len(warnings(at)) == 1


@each_place
def test_a_repeated_code_is_read_once(script: str, name: str) -> None:
    good = {
        "region": "32",
        "solides": "oui",
        "ouverts": "contexte",
        "nombre": "associations",
        "domaine": "sante",
        "vue": "atlas",
        "regions": "32,53",
        "criteres": "noyau",
        "lecture": "source",
        "indicateur": "sante",
    }[name]
    at = open_page(script, **WITH.get(name, {}), **{name: [good, good]})
    assert alive(at)
    (message,) = warnings(at)
    assert "plusieurs fois" in message or "répété" in message
    assert at.query_params[name] == good


def test_an_address_is_quoted_as_text() -> None:
    """The message shows what was written, short, and Markdown reads none of it."""
    (message,) = warnings(open_page(OVERVIEW, region=MARKUP))
    code = re.search(r"`([^`]*)`", message)
    assert code is not None and message.count("`") == 2  # one code span, which nothing inside can close
    assert not re.search(r"[<\[*]|http", message.replace(code.group(0), ""))
    assert "img" in message  # what was written can be recognised


def test_a_message_is_said_once(edition: Edition) -> None:
    at = open_page(REGION, region="zz")
    assert len(warnings(at)) == 1
    follow(at, OVERVIEW)
    assert warnings(at) == []


def test_an_unknown_code_keeps_the_choice_made_before() -> None:
    at = open_page(REGION, region="32")
    follow(at, REGION, region="zz")
    assert "Hauts-de-France" in finding(at)
    assert "le choix précédent est gardé" in warnings(at)[0]
    assert at.query_params["region"] == "32"


def test_the_browser_s_back_button_takes_choices_back_without_a_message() -> None:
    """« retour » is what deploy/french.js adds to an address gone back to: what it does not hold is not chosen."""
    at = open_page(OVERVIEW, region="32", criteres="noyau", lecture="source", solides="oui")
    assert at.selectbox(key="region_widget").value == "32"
    at = follow(at, OVERVIEW, retour="oui")
    assert at.selectbox(key="region_widget").value is None
    assert dict(at.query_params) == {} and warnings(at) == []
    assert not at.toggle(key="solides_widget").value
    assert at.radio(key="criteria_widget").value == "tous" and not at.toggle(key="source_widget").value
    script = (ROOT / "deploy/french.js").read_text(encoding="utf-8")
    assert f'searchParams.set("{selection.BACK}", ' in script


def test_back_brings_a_page_s_own_choices_back_and_the_menu_keeps_them() -> None:
    at = open_page(DOMAIN, domaine="sante")
    first = finding(open_page(DOMAIN))
    follow(at, DOMAIN)
    assert at.selectbox(key="domain_widget").value == "sante", "a menu's link carries no code"
    follow(at, DOMAIN, retour="oui")
    assert finding(at) == first and "domaine" not in at.query_params
    follow(at, COMPARE, regions="32,53")
    follow(at, COMPARE, regions="32,53,94", retour="oui")
    assert at.query_params["regions"] == "32,53,94"
    follow(at, COMPARE, retour="oui")
    assert at.pills(key="compared_widget").value == []


def test_the_message_lists_the_codes_that_are_admitted(edition: Edition) -> None:
    (message,) = warnings(open_page(OVERVIEW, region="zz"))
    assert all(code in message for code in edition.regions)


def test_good_regions_stay_when_one_is_unknown() -> None:
    at = open_page(COMPARE, regions="32,zz,53,32")
    assert alive(at) and at.query_params["regions"] == "32,53"
    assert "Bretagne" in finding(at) and len(warnings(at)) == 2


def test_several_faults_are_several_messages() -> None:
    at = open_page(DOMAIN, region="zz", domaine="yy", criteres="xx", lecture="ww")
    assert alive(at)
    assert len(warnings(at)) == 4
    assert all(code in " ".join(warnings(at)) for code in ("zz", "yy", "xx", "ww"))


def test_parameters_that_are_not_ours_are_left_alone() -> None:
    at = open_page(REGION, region="32", utm_source="lettre", embed="oui")
    assert alive(at) and not at.warning
    assert "lettre" not in said(at)


def test_no_error_reaches_the_log(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        open_page(REGION, region=MARKUP)
    assert not [record for record in caplog.records if record.levelno >= logging.ERROR]


@pytest.mark.parametrize("forged", ["x'](//evil.invalid)", "99", "<b>"])
def test_a_code_that_a_browser_made_up_is_dropped_and_said(forged: str) -> None:
    """A widget's value is the browser's word: it is checked as an address is, at the next run."""
    at = open_page(REGION, region="32")
    at.session_state["kept_region"] = forged
    at.query_params.clear()
    at.run()
    assert not at.exception
    assert [said for said in warnings(at) if "n’est pas un code de région connu" in said]
    assert at.session_state["kept_region"] is None

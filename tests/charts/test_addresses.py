"""Addresses of views: codes only, the choices of reading in force, nothing that could break an attribute."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest

from charts.addresses import address, query
from territory.analysis import Reading

READINGS = {
    Reading(): {},
    Reading(core_only=True): {"criteres": "noyau"},
    Reading(without_contestable=True): {"criteres": "sans-contestables"},
    Reading(core_only=True, without_contestable=True): {"criteres": "noyau"},  # the core has nothing discussed
    Reading(source_reading=True): {"lecture": "source"},
    Reading(source_reading=True, core_only=True): {"criteres": "noyau", "lecture": "source"},
}


@pytest.mark.parametrize("reading", READINGS, ids=str)
def test_an_address_says_its_codes_and_the_reading(reading: Reading) -> None:
    found = urlsplit(address("domaine", reading, domaine="emploi", region="32"))
    assert (found.scheme, found.netloc, found.path) == ("", "", "/domaine")
    said = {name: codes for name, (codes,) in parse_qs(found.query).items()}
    assert said == {"domaine": "emploi", "region": "32"} | READINGS[reading]


@pytest.mark.parametrize("reading", READINGS, ids=str)
def test_an_address_opens_the_reading_it_was_made_in(reading: Reading) -> None:
    """As `pages.shared.selection` reads it: the shared switches, back from the codes."""
    from pages.shared import selection

    said = {name: codes for name, (codes,) in parse_qs(urlsplit(query(reading)).query).items()}
    again = Reading(
        source_reading=said.get("lecture") == selection.SOURCE_READING,
        without_contestable=said.get("criteres") == selection.WITHOUT_CONTESTABLE,
        core_only=said.get("criteres") == selection.CORE,
    )
    without = reading.without_contestable and not reading.core_only
    assert again == Reading(reading.source_reading, without, reading.core_only)


def test_what_is_not_chosen_is_not_in_the_address() -> None:
    assert address("territoire", Reading(), region=None, priorite="") == "/territoire"
    assert address("", Reading(), region="94") == "/?region=94"


def test_a_link_that_stays_always_leads_somewhere() -> None:
    """An empty one would be the page with the codes it has: « ? » takes them away."""
    assert query(Reading()) == query(Reading(), region=None) == "?"
    assert query(Reading(), region="94") == "?region=94"


def test_codes_of_several_regions_keep_their_comma() -> None:
    assert address("comparer", Reading(), regions="32,53") == "/comparer?regions=32,53"


@pytest.mark.parametrize("hostile", ['"><b>', "a&b=c", "//x", "javascript:x", "é d'\n"])
def test_a_code_that_is_none_is_no_markup_nor_another_code(hostile: str) -> None:
    found = query(Reading(), region=hostile)
    assert not re.search(r"[<>\"'\s]", found) and found.count("&") == 0
    assert parse_qs(found[1:]) == {"region": [hostile]}

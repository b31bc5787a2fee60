"""The rows of a region's domains, as a reader reads them on the page."""

from __future__ import annotations

from typing import NamedTuple

from lxml import html as parser
from streamlit.testing.v1 import AppTest

from tests.pages.visit import html


class Row(NamedTuple):
    """One domain: its number when it is a priority, its class's sign, its words, where the row leads."""

    number: str
    sign: str
    label: str
    short: str
    value: str
    national: str
    remark: str
    opened: bool
    address: str


def rows(at: AppTest) -> list[Row]:
    """From the first priority to the last strength."""
    return [_row(found) for markup in html(at) if "house rows" in markup for found in _rows(markup)]


def _rows(markup: str) -> list[parser.HtmlElement]:
    return [found for found in parser.fragment_fromstring(markup).iter("a") if "row" in found.get("class").split()]


def _row(found: parser.HtmlElement) -> Row:
    def text(name: str) -> str:
        return " ".join(each.text_content().strip(" \n") for each in found.find_class(name))

    (what,), (value,) = found.find_class("what"), found.find_class("value")
    label, short = (part.text_content() for part in what)
    sign = value.find("i").text_content()
    return Row(
        number=text("number"),
        sign=sign,
        label=label,
        short=short,
        value=(value.text or "").strip(" "),
        national=text("france").removeprefix("France "),
        remark=text("chip"),
        opened=found.get("aria-expanded") == "true",
        address=found.get("href"),
    )

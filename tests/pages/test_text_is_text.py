"""All that a visitor, a list received or a file brings is text wherever it is shown: no link, image or icon of it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from pages.shared.plain import escaped
from pages.shared.sitemap import SITE_PAGES
from territory.cases import Case, write_cases
from territory.operator import OPERATOR_FILE
from tests.pages.visit import html, open_page

HOSTILE = "![i](//evil.invalid/p.png) [l](//evil.invalid) <img src=//evil.invalid> :material/bolt: **g**"
LIVE_MARKDOWN = re.compile(r"!?\[[^\]]*\]\(\s*//evil|<img src=//evil|(?<![\\`]):material/bolt:|(?<!\\)\*\*g\*\*")
"""What Streamlit would read as Markdown."""
LIVE_HTML = re.compile(r"<img[^>]*evil|<a[^>]*href=[\"']?//evil", re.I)
MARKED = ("title", "header", "subheader", "markdown", "caption", "info", "warning", "error")
NAMES = (
    "region", "regions", "domaine", "criteres", "lecture", "vue", "vues", "q", "onglet", "ressource",
    "emporter", "besoin", "etape", "nature", "public", "sujet", "lieu", "priorite", "indicateur", "norme", "sans",
)  # fmt: skip


def shown(at: AppTest) -> list[str]:
    """Every text of the page that Streamlit reads as Markdown, captions of images and labels included."""
    found = [str(element.value) for kind in MARKED for element in at.get(kind)]
    found += [caption for image in at.get("image") for caption in captions(image)]
    for kind in ("button", "page_link", "link_button", "download_button", "checkbox", "toggle", "radio", "pills"):
        found += [str(getattr(element.proto, "label", "")) for element in at.get(kind)]
    return found


def captions(image: Any) -> list[str]:
    return [one.caption for one in image.proto.imgs]


def is_live(text: str) -> bool:
    """Beside code spans and what a backslash takes literally."""
    return LIVE_MARKDOWN.search(re.sub(r"\\.|`[^`]*`", "", text)) is not None


def is_text(at: AppTest) -> None:
    assert not at.exception
    assert not [text for text in shown(at) if is_live(text)]
    assert not LIVE_HTML.search(" ".join(html(at)))


def test_control_what_is_live_is_seen() -> None:
    for text in ("[l](//evil.invalid)", "![i](//evil.invalid/p.png)", "<img src=//evil.invalid>", "a :material/bolt:"):
        assert is_live(text) and not is_live(escaped(text))
    assert LIVE_HTML.search(HOSTILE) and not LIVE_HTML.search("&lt;img src=//evil.invalid&gt;")


@pytest.mark.parametrize("script", [entry.script for entry in SITE_PAGES])
def test_words_of_an_address_are_text(script: str) -> None:
    is_text(open_page(script, **dict.fromkeys(NAMES, HOSTILE)))


def test_words_of_a_list_received_are_text() -> None:
    at = open_page("pages/agir/reunion.py", vues="profil.94")
    views = [{"vue": "profil.32", "titre": HOSTILE, "legende": HOSTILE}, {"vue": HOSTILE}]
    content = json.dumps({"reunion": 1, "titre": HOSTILE, "vues": views}).encode()
    at.file_uploader[0].set_value(("reunion.json", content, "application/json")).run()
    assert any("evil" in text for text in shown(at)), "the words are shown"
    is_text(at)


def test_words_of_files_are_text(data: Path) -> None:
    write_cases((Case(HOSTILE, ("32",), ("emploi",), (HOSTILE,), "2020", HOSTILE, ""),), data / "cases.csv")
    (data / OPERATOR_FILE).write_text(f"name = '{HOSTILE}'\nhost = '{HOSTILE}'\n", encoding="utf-8")
    for script, address in (
        ("pages/sapproprier/ressources.py", {"q": "evil"}),
        ("pages/comprendre/domaine.py", {"domaine": "emploi", "region": "32"}),
        ("pages/comprendre/territoire.py", {"region": "32", "priorite": "emploi"}),
        ("pages/legal/mentions.py", {}),
    ):
        at = open_page(script, **address)
        assert "evil" in " ".join([*shown(at), *html(at)]), script
        is_text(at)

"""What a public site owes its readers: three pages, reached from every foot, truthful when not filled in."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from deploy import page as served
from pages.shared.sitemap import LEGAL, SITE_PAGES
from territory.errors import DataError
from territory.operator import OPERATOR_FILE, Operator, load_operator
from tests.pages.visit import PAGES, html, open_page, said
from tests.territory.damages import DAMAGES

LEGAL_PAGES = [entry for entry in SITE_PAGES if entry.section == LEGAL]
SCRIPTS = [entry.script for entry in LEGAL_PAGES]
MENTIONS, SECURITY = "pages/legal/mentions.py", "pages/legal/securite.py"
FILLED = """name = "Association <b>d’essai</b>"
contact = "contact@exemple.fr"
host = "[Hébergeur](exemple.fr)"
logs_kept = "14 jours"
"""


@pytest.mark.parametrize("script", [*PAGES, *SCRIPTS])
def test_the_foot_of_every_page_leads_to_them(script: str) -> None:
    at = open_page(script)
    assert not at.exception and len(at.title) == 1
    (foot,) = [markup for markup in html(at) if "<footer" in markup]
    links = re.findall(r'<a class="here link" href="/([^"]*)">([^<]*)</a>', foot)
    assert links == [(entry.path, entry.title) for entry in LEGAL_PAGES]
    assert ("jamais corrigées" in foot) == (script not in [entry.script for entry in LEGAL_PAGES])


@pytest.mark.parametrize("script", SCRIPTS)
def test_what_nobody_has_said_is_said_to_be_so(script: str) -> None:
    assert "non renseigné" in said(open_page(script))


def test_what_the_operator_says_is_shown_as_it_is_written(data: Path) -> None:
    (data / OPERATOR_FILE).write_text(FILLED, encoding="utf-8")
    at = open_page(MENTIONS)
    assert "Association \\<b\\>d’essai\\</b\\>" in said(at) and "\\[Hébergeur\\]\\(exemple\\.fr\\)" in said(at)
    at = open_page(SECURITY)
    assert "14 jours" in said(at) and "contact@exemple\\.fr" in said(at)


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_file_takes_no_page_down(data: Path, damage: str) -> None:
    DAMAGES[damage](data / OPERATOR_FILE)
    at = open_page(MENTIONS)
    assert not at.exception and "non renseigné" in said(at)


@pytest.mark.parametrize(
    "text", ["name = 3\n", 'nom = "x"\n', 'contact = "nobody"\n', 'name = "a\\u202eb"\n', f'name = "{"x" * 400}"\n']
)
def test_what_cannot_be_shown_is_refused_by_its_name(tmp_path: Path, text: str) -> None:
    file = tmp_path / OPERATOR_FILE
    file.write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=r"^operator\.toml, "):
        load_operator(file)


def test_no_file_is_nobody(tmp_path: Path) -> None:
    assert load_operator(tmp_path / OPERATOR_FILE) == Operator()


def test_security_txt_is_there_when_there_is_somebody_to_tell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """RFC 9116 wants a contact: without one, nothing is pretended."""
    assert TestClient(Starlette(routes=served.page_routes())).get("/.well-known/security.txt").status_code == 404
    monkeypatch.setattr(served, "_contact", lambda: "contact@exemple.fr")
    answer = TestClient(Starlette(routes=served.page_routes())).get("/.well-known/security.txt")
    assert answer.headers["content-type"].startswith("text/plain")
    assert answer.text.startswith("Contact: mailto:contact@exemple.fr\nExpires: 20")

"""The HTML we serve: Streamlit's own, made French, and refused when it can no longer be."""

from __future__ import annotations

import re

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from deploy.page import (
    PUBLIC_PAGES,
    SCRIPT,
    PublicPage,
    french_page,
    not_found_page,
    page_routes,
    streamlit_index,
)

PATHS = [page.path for page in PUBLIC_PAGES]


@pytest.fixture(scope="module")
def client() -> TestClient:
    return TestClient(Starlette(routes=page_routes()))


def test_control_streamlit_alone_is_english() -> None:
    index = streamlit_index()
    assert '<html lang="en">' in index
    assert "<title>Streamlit</title>" in index
    assert "SourceSans" in index


@pytest.mark.parametrize("path", PATHS)
def test_every_page_is_served_in_french(client: TestClient, path: str) -> None:
    answer = client.get(path)
    html = answer.text
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-cache"
    assert '<html lang="fr">' in html
    assert "Streamlit" not in re.sub(r"<!--.*?-->|<(script|link)[^>]*>", "", html, flags=re.DOTALL)
    assert "SourceSans" not in html
    assert "_stcore/agent" not in html
    assert re.search(r'<meta name="description" content="[^"]{40,160}" />', html)


def test_titles_and_descriptions_differ_from_page_to_page(client: TestClient) -> None:
    titles = [re.search("<title>(.*?)</title>", client.get(path).text).group(1) for path in PATHS]
    assert len(set(titles)) == len(PATHS)
    assert len({page.description for page in PUBLIC_PAGES}) == len(PATHS)


def test_page_keeps_what_streamlit_needs(client: TestClient) -> None:
    html = client.get("/").text
    assert '<div id="root"></div>' in html
    assert re.search(r'<script type="module" crossorigin src="\./static/js/index\.', html)
    assert html.index("/french.js") < html.index('type="module"')


def test_text_of_ours_is_escaped_in_the_head() -> None:
    html = french_page(streamlit_index(), PublicPage("/x", "A < B & C", 'Dit "non"'))
    assert "<title>A &lt; B &amp; C</title>" in html
    assert 'content="Dit &quot;non&quot;"' in html


def test_another_index_stops_the_start() -> None:
    changed = streamlit_index().replace('lang="en"', 'lang="en" data-new')
    with pytest.raises(RuntimeError, match=r"index\.html has 0 matches"):
        french_page(changed, PUBLIC_PAGES[0])


def test_french_script_is_served_for_ever_under_an_address_that_changes_with_it(client: TestClient) -> None:
    address = re.search(r'<script src="(/french\.js\?v=[0-9a-f]{12})">', client.get("/").text).group(1)
    answer = client.get(address)
    assert answer.headers["content-type"].startswith("text/javascript")
    assert "immutable" in answer.headers["cache-control"]
    assert answer.text == SCRIPT.read_text(encoding="utf-8")


def test_dictionary_has_no_word_twice() -> None:
    words = re.findall(r'^    "([^"]+)":', SCRIPT.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert len(words) > 100
    assert sorted(words) == sorted(set(words))


def test_robots_are_welcome(client: TestClient) -> None:
    answer = client.get("/robots.txt")
    assert answer.headers["content-type"].startswith("text/plain")
    assert answer.text == "User-agent: *\nAllow: /\n"


def test_not_found_page_is_french_and_leads_home() -> None:
    html = not_found_page()
    assert '<html lang="fr">' in html
    assert '<a href="/">' in html
    assert "<script" not in html

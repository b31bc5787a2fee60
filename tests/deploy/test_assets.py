"""Streamlit's files as a visitor gets them where no proxy compresses: once compressed, kept for ever, and no other."""

from __future__ import annotations

import gzip

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from deploy import assets

BUNDLE = next(name for name in assets.FILES if name.startswith("js/index."))
FONT = next(name for name in assets.FILES if name.endswith(".woff2"))


@pytest.fixture(scope="module")
def client() -> TestClient:
    return TestClient(Starlette(routes=[assets.route()]))


def test_a_bundle_is_compressed_and_kept_for_ever(client: TestClient) -> None:
    with client.stream("GET", f"{assets.PREFIX}/{BUNDLE}", headers={"Accept-Encoding": "gzip"}) as answer:
        content = b"".join(answer.iter_raw())
    assert answer.headers["content-encoding"] == "gzip" and answer.headers["vary"] == "Accept-Encoding"
    assert "immutable" in answer.headers["cache-control"]
    assert answer.headers["content-type"].startswith("text/javascript")
    assert gzip.decompress(content) == assets.FILES[BUNDLE].read_bytes()
    assert len(content) < assets.FILES[BUNDLE].stat().st_size / 2


def test_who_reads_no_gzip_gets_the_file_itself(client: TestClient) -> None:
    answer = client.get(f"{assets.PREFIX}/{BUNDLE}", headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in answer.headers and "immutable" in answer.headers["cache-control"]
    assert answer.content == assets.FILES[BUNDLE].read_bytes()


def test_what_is_compressed_already_is_left_as_it_is(client: TestClient) -> None:
    answer = client.get(f"{assets.PREFIX}/{FONT}", headers={"Accept-Encoding": "gzip"})
    assert answer.status_code == 200 and "content-encoding" not in answer.headers
    assert answer.content == assets.FILES[FONT].read_bytes()


@pytest.mark.parametrize("name", ["js/none.js", "../index.html", "..%2findex.html", "%2e%2e/index.html", "", "js"])
def test_no_other_file_can_be_asked_for(client: TestClient, name: str) -> None:
    assert client.get(f"{assets.PREFIX}/{name}").status_code == 404


def test_the_heaviest_are_made_before_they_are_asked_for() -> None:
    assets._compressed.cache_clear()
    assets.warm()
    assert assets._compressed.cache_info().currsize >= len(assets.FIRST)

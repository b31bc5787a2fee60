"""Streamlit's files as a visitor gets them where no proxy compresses: once compressed, kept for ever, and no other."""

from __future__ import annotations

import gzip

import pytest
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send

from deploy import assets
from deploy.assets import Assets

BUNDLE = next(name for name in assets.FILES if name.startswith("js/index."))


async def streamlit(scope: Scope, receive: Receive, send: Send) -> None:
    """What stands behind, for all that is not ours to compress."""
    await PlainTextResponse("behind")(scope, receive, send)


@pytest.fixture(scope="module")
def client() -> TestClient:
    return TestClient(Assets(streamlit))


def test_a_bundle_is_compressed_and_kept_for_ever(client: TestClient) -> None:
    with client.stream("GET", f"{assets.PREFIX}{BUNDLE}", headers={"Accept-Encoding": "gzip"}) as answer:
        content = b"".join(answer.iter_raw())
    assert answer.headers["content-encoding"] == "gzip" and answer.headers["vary"] == "Accept-Encoding"
    assert "immutable" in answer.headers["cache-control"]
    assert answer.headers["content-type"].startswith("text/javascript")
    assert gzip.decompress(content) == assets.FILES[BUNDLE].read_bytes()
    assert len(content) < assets.FILES[BUNDLE].stat().st_size / 2


@pytest.mark.parametrize("read", ["identity", "br", "gzip;q=0", "br, gzip; q=0.0, deflate"])
def test_who_reads_no_gzip_gets_streamlit_s_own(client: TestClient, read: str) -> None:
    answer = client.get(f"{assets.PREFIX}{BUNDLE}", headers={"Accept-Encoding": read})
    assert answer.text == "behind"


@pytest.mark.parametrize(
    "path",
    ["/", "/static/js/none.js", "/static/../index.html", "/static/media/x.woff2", "/static/", "/app/static/x.js"],
)
def test_the_rest_goes_on_to_streamlit(client: TestClient, path: str) -> None:
    assert client.get(path, headers={"Accept-Encoding": "gzip"}).text == "behind"


def test_the_heaviest_are_made_before_they_are_asked_for() -> None:
    assets._compressed.cache_clear()
    assets.warm()
    assert assets._compressed.cache_info().currsize >= len(assets.FIRST)

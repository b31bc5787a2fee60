"""The outlines of a map of thousands, on their way to the browser: compressed, and kept where all may have them."""

from __future__ import annotations

import gzip
import json

import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send

from deploy.outlines import Outlines

CONTENT = json.dumps({"type": "FeatureCollection", "features": ["é"] * 5_000}, ensure_ascii=False).encode()


async def streamlit(scope: Scope, receive: Receive, send: Send) -> None:
    """What stands behind: a file it knows, and what it was asked to read."""
    asked = Request(scope).headers
    assert not scope["path"].startswith("/media/outlines") or ("accept-encoding" not in asked and "range" not in asked)
    known = scope["path"].endswith(("/outlines.geojson", "/outlines.json"))
    answer = Response(CONTENT, media_type="application/geo+json") if known else PlainTextResponse("behind", 404)
    await answer(scope, receive, send)


@pytest.fixture(scope="module")
def client() -> TestClient:
    return TestClient(Outlines(streamlit))


@pytest.mark.parametrize(("name", "kept"), [("outlines.geojson", "immutable"), ("outlines.json", "no-store")])
def test_it_is_compressed_and_kept_unless_it_is_a_session_s_own(client: TestClient, name: str, kept: str) -> None:
    with client.stream("GET", f"/media/{name}", headers={"Accept-Encoding": "gzip", "Range": "bytes=0-9"}) as answer:
        content = b"".join(answer.iter_raw())
    assert answer.status_code == 200 and gzip.decompress(content) == CONTENT
    assert len(content) < len(CONTENT) / 10 and answer.headers["content-length"] == str(len(content))
    assert kept in answer.headers["cache-control"] and answer.headers["vary"] == "Accept-Encoding"


def test_who_reads_no_gzip_has_it_as_it_is(client: TestClient) -> None:
    answer = client.get("/media/outlines.geojson", headers={"Accept-Encoding": "identity"})
    assert answer.content == CONTENT and "content-encoding" not in answer.headers


@pytest.mark.parametrize("path", ["/media/gone.geojson", "/media/report.pdf", "/app/static/regions.geojson"])
def test_the_rest_is_streamlit_s(client: TestClient, path: str) -> None:
    answer = client.get(path, headers={"Accept-Encoding": "gzip"})
    assert answer.text == "behind" and answer.status_code == 404 and "cache-control" not in answer.headers

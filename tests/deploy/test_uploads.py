"""What a visitor may send, each refusal beside its control: the same request to the same application, unguarded."""

from __future__ import annotations

import asyncio
import re
import uuid
from collections.abc import AsyncIterator
from pathlib import Path

import httpx2 as httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from deploy import uploads
from deploy.uploads import A_SESSION, ALTOGETHER, AN_ADDRESS, Uploads
from tests.browser.server import Server
from tests.deploy.line import opened, put
from tests.deploy.own_loop import completed

ROOT = Path(__file__).resolve().parents[2]
MEBIBYTE = 1024 * 1024
LARGEST = 2 * MEBIBYTE
"""Bytes of a file: a table of one's own (`.streamlit/config.toml`)."""


class Streamlit:
    """Takes any file of anyone, and keeps it."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], int] = {}

    def app(self) -> Starlette:
        async def put(request: Request) -> Response:
            size = sum([len(piece) async for piece in request.stream()])
            self.kept[request.path_params["session"], request.path_params["file"]] = size
            return Response(status_code=204)

        return Starlette(routes=[Route("/_stcore/upload_file/{session}/{file}", put, methods=["PUT"])])

    def forget(self, session: str, file: str) -> None:
        del self.kept[session, file]


@pytest.fixture
def streamlit() -> Streamlit:
    return Streamlit()


@pytest.fixture
def guarded(streamlit: Streamlit) -> Uploads:
    """« open… » are the sessions whose page has an uploader."""
    return Uploads(
        streamlit.app(),
        is_open=lambda session: session.startswith("open"),
        forget=streamlit.forget,
        kept=60.0,
        opens=0.05,
    )


def sent(app: object, *files: tuple[str, str, int], wait: float = 0.0) -> list[int]:
    """The statuses of files sent one after the other: session, address of the sender, bytes."""

    async def send_all() -> list[int]:
        statuses = []
        for session, address, size in files:
            transport = httpx.ASGITransport(app=app, client=(address, 1))  # type: ignore[arg-type]
            async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
                where = f"/_stcore/upload_file/{session}/{uuid.uuid4()}"
                statuses.append((await client.put(where, content=b"x" * size)).status_code)
        await asyncio.sleep(wait)
        return statuses

    return completed(send_all())


def test_a_small_file_of_a_page_that_asks_for_one_passes(streamlit: Streamlit, guarded: Uploads) -> None:
    assert sent(guarded, ("open", "a", 1000)) == [204]
    assert list(streamlit.kept.values()) == [1000]


def test_a_page_without_uploader_takes_no_file(streamlit: Streamlit, guarded: Uploads) -> None:
    assert sent(streamlit.app(), ("closed", "a", 1000)) == [204]
    streamlit.kept.clear()
    assert sent(guarded, ("closed", "a", 1000)) == [403]
    assert not streamlit.kept


def test_a_large_file_is_refused_by_its_announced_length(streamlit: Streamlit, guarded: Uploads) -> None:
    assert sent(streamlit.app(), ("open", "a", 3 * MEBIBYTE)) == [204]
    streamlit.kept.clear()
    assert sent(guarded, ("open", "a", 3 * MEBIBYTE)) == [413]
    assert not streamlit.kept


def test_a_large_file_that_hides_its_length_is_stopped_on_its_way(streamlit: Streamlit, guarded: Uploads) -> None:
    given = 0

    async def pieces() -> object:
        nonlocal given
        for _ in range(100):
            given += 1
            yield b"x" * MEBIBYTE

    async def send() -> int:
        transport = httpx.ASGITransport(app=guarded)
        async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
            return (await client.put("/_stcore/upload_file/open/f", content=pieces())).status_code

    assert completed(send()) == 413
    assert not streamlit.kept and given < 5


@pytest.mark.parametrize("length", ["-1", "1e3", "²", "0x10"])
def test_a_length_that_is_no_number_is_refused(guarded: Uploads, length: str) -> None:
    answers: list[int] = []

    async def receive() -> dict[str, object]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: dict[str, object]) -> None:
        answers.extend([message["status"]] if "status" in message else [])

    headers = [(b"content-length", length.encode("latin-1"))]
    scope = {"type": "http", "method": "PUT", "path": "/_stcore/upload_file/open/f", "headers": headers}
    completed(guarded(scope, receive, send))  # type: ignore[arg-type]
    assert answers == [400]


@pytest.mark.parametrize(
    ("files", "most"),
    [
        ([("open", f"a{k}", 10) for k in range(A_SESSION + 4)], A_SESSION),
        ([(f"open{k}", "a", 10) for k in range(AN_ADDRESS + 4)], AN_ADDRESS),
        ([(f"open{k}", f"a{k}", 10) for k in range(ALTOGETHER + 4)], ALTOGETHER),
    ],
    ids=["a session", "an address", "all together"],
)
def test_files_are_counted(
    streamlit: Streamlit, guarded: Uploads, files: list[tuple[str, str, int]], most: int
) -> None:
    assert sent(streamlit.app(), *files) == [204] * len(files)
    streamlit.kept.clear()
    assert sent(guarded, *files) == [204] * most + [429] * 4
    assert len(streamlit.kept) == most


def sent_at_once(app: object, count: int, size: int) -> list[int]:
    """The statuses of files of as many sessions and addresses, all on their way together, in two pieces each."""

    async def send(number: int) -> int:
        async def pieces() -> AsyncIterator[bytes]:
            yield b"x" * (size // 2)
            await asyncio.sleep(0.05)
            yield b"x" * (size - size // 2)

        transport = httpx.ASGITransport(app=app, client=(f"a{number}", 1))  # type: ignore[arg-type]
        async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
            where = f"/_stcore/upload_file/open{number}/{number}"
            return (await client.put(where, content=pieces())).status_code

    async def send_all() -> list[int]:
        return await asyncio.gather(*(send(number) for number in range(count)))

    return completed(send_all())


def test_two_hundred_visitors_who_send_the_largest_file_hold_forty_eight_of_them(
    streamlit: Streamlit, guarded: Uploads
) -> None:
    """Bytes, not seconds: of the 400 MiB that they send at once, 96."""
    assert sent_at_once(streamlit.app(), 200, LARGEST).count(204) == 200  # control: all of it is kept
    assert sum(streamlit.kept.values()) == 200 * LARGEST
    streamlit.kept.clear()
    answers = sent_at_once(guarded, 200, LARGEST)
    assert (answers.count(204), answers.count(429)) == (ALTOGETHER, 200 - ALTOGETHER)
    assert sum(streamlit.kept.values()) == ALTOGETHER * LARGEST == 96 * MEBIBYTE


def test_a_file_is_forgotten_soon_and_leaves_its_place(streamlit: Streamlit, guarded: Uploads) -> None:
    guarded._kept = 0.3
    assert sent(guarded, *[("open", "a", 10)] * A_SESSION, wait=0.5) == [204] * A_SESSION
    assert not streamlit.kept
    assert sent(guarded, ("open", "a", 10)) == [204]


def test_a_refused_file_takes_no_place(guarded: Uploads) -> None:
    assert sent(guarded, *[("closed", "a", 10)] * (AN_ADDRESS + 1)) == [403] * (AN_ADDRESS + 1)
    assert sent(guarded, ("open", "a", 10)) == [204]


# --- for real: the server that `make run` starts -----------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize(("path", "size", "status"), [
    ("methode", 100, 403), ("reunion", 100, 204), ("reunion", MEBIBYTE // 2, 204), ("reunion", 40 * MEBIBYTE, 413),
])  # fmt: skip
def test_the_server_takes_what_its_page_asks_for(served: Server, path: str, size: int, status: int) -> None:
    with opened(served.host) as line, httpx.Client(base_url=served.url) as client:
        line.run(path)
        try:
            answer = put(client, line.session, b"x" * size)
        except httpx.WriteError:  # the connection was closed before the whole was sent
            assert status == 413
            return
    assert answer.status_code == status


def test_the_limit_is_streamlit_s_and_no_page_asks_for_more() -> None:
    pages = [path.read_text(encoding="utf-8") for path in (ROOT / "pages").rglob("*.py")]
    asked = [int(size) for page in pages for size in re.findall(r"max_upload_size=(\d+)", page)]
    assert asked and max(asked) * MEBIBYTE <= LARGEST
    assert uploads.largest() == LARGEST + uploads.ENVELOPE

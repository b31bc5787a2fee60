"""What a visitor may send, each refusal beside its control: the same request to the same application, unguarded."""

from __future__ import annotations

import asyncio
import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Iterator
from pathlib import Path

import httpx2 as httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

from deploy import uploads
from deploy.uploads import A_SESSION, ALTOGETHER, AN_ADDRESS, Uploads

ROOT = Path(__file__).resolve().parents[2]
MEBIBYTE = 1024 * 1024


class Streamlit:
    """Takes any file of anyone, and keeps it."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], int] = {}

    def app(self) -> Starlette:
        async def put(request: Request) -> Response:
            body = await request.body()
            self.kept[request.path_params["session"], request.path_params["file"]] = len(body)
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

    return asyncio.run(send_all())


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

    assert asyncio.run(send()) == 413
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
    asyncio.run(guarded(scope, receive, send))  # type: ignore[arg-type]
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


def test_a_file_is_forgotten_soon_and_leaves_its_place(streamlit: Streamlit, guarded: Uploads) -> None:
    guarded._kept = 0.3
    assert sent(guarded, *[("open", "a", 10)] * A_SESSION, wait=0.5) == [204] * A_SESSION
    assert not streamlit.kept
    assert sent(guarded, ("open", "a", 10)) == [204]


def test_a_refused_file_takes_no_place(guarded: Uploads) -> None:
    assert sent(guarded, *[("closed", "a", 10)] * (AN_ADDRESS + 1)) == [403] * (AN_ADDRESS + 1)
    assert sent(guarded, ("open", "a", 10)) == [204]


# --- for real: the server that `make run` starts -----------------------------------------------------------


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        host = f"127.0.0.1:{probe.getsockname()[1]}"
    log = (tmp_path_factory.mktemp("server") / "log").open("wb")
    command = [sys.executable, "-m", "uvicorn", "deploy.serve:app", "--host", "127.0.0.1", "--port", host[10:]]
    process = subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=log, env={**os.environ})
    deadline = time.monotonic() + 60
    try:
        while True:
            try:
                urllib.request.urlopen(f"http://{host}/health", timeout=1).close()
                break
            except (urllib.error.URLError, TimeoutError):
                assert time.monotonic() < deadline and process.poll() is None, "the server did not start"
                time.sleep(0.1)
        yield host
    finally:
        process.terminate()
        process.wait(timeout=20)
        log.close()


def opened(line: ClientConnection, page: str) -> str:
    """Run a page to its end; the session's name, which its first message says."""
    hashes, session = {"": ""}, ""
    for path in ("", page):
        ask = BackMsg()
        ask.rerun_script.page_script_hash = hashes[path]
        line.send(ask.SerializeToString())
        while True:
            message = ForwardMsg.FromString(line.recv(timeout=30))  # type: ignore[arg-type]
            kind = message.WhichOneof("type")
            if kind == "new_session":
                session = message.new_session.initialize.session_id
            elif kind == "navigation":
                hashes |= {one.url_pathname: one.page_script_hash for one in message.navigation.app_pages}
            elif kind == "script_finished":
                break
    return session


@pytest.mark.slow
@pytest.mark.parametrize(("page", "size", "status"), [
    ("methode", 100, 403), ("reunion", 100, 204), ("reunion", MEBIBYTE // 2, 204), ("reunion", 40 * MEBIBYTE, 413),
])  # fmt: skip
def test_the_server_takes_what_its_page_asks_for(served: str, page: str, size: int, status: int) -> None:
    with connect(f"ws://{served}/_stcore/stream", subprotocols=["streamlit"], max_size=None) as line:  # type: ignore[list-item]
        session = opened(line, page)
        with httpx.Client(base_url=f"http://{served}") as client:
            health = client.get("/_stcore/health")  # gives the token
            token = re.search(r"_streamlit_xsrf=([^;]+)", health.headers.get("set-cookie", ""))
            headers = {"X-Xsrftoken": token[1]} if token else {}
            files = {"file": ("reunion.json", b"x" * size)}
            try:
                answer = client.put(f"/_stcore/upload_file/{session}/{uuid.uuid4()}", files=files, headers=headers)
            except httpx.WriteError:  # the connection was closed before the whole was sent
                assert status == 413
                return
    assert answer.status_code == status


def test_streamlit_s_limit_is_the_page_s(monkeypatch: pytest.MonkeyPatch) -> None:
    page = (ROOT / "pages/agir/reunion.py").read_text(encoding="utf-8")
    assert re.findall(r"max_upload_size=(\d+)", page) == ["1"]
    assert uploads.largest() == MEBIBYTE + uploads.ENVELOPE

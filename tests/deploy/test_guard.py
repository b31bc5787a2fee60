"""Each guard with its control: the same request against the same app, without the guard."""

from __future__ import annotations

import base64
import hashlib
import logging

import pytest
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient, WebSocketDenialResponse, WebSocketTestSession
from starlette.websockets import WebSocket, WebSocketDisconnect
from streamlit import config
from streamlit.proto.BackMsg_pb2 import BackMsg

from deploy.guard import LARGEST_MESSAGE, Guard, content_security_policy, inline_scripts, is_allowed_message

SHELL = "<html><body>coquille</body></html>"
NOT_FOUND = "<html><body>introuvable</body></html>"
POLICY = "default-src 'none'"


def streamlit_double() -> Starlette:
    """Behaves as Streamlit where the guard matters: a shell at any address, and a websocket that echoes."""

    async def shell(_: object) -> HTMLResponse:
        return HTMLResponse(SHELL)

    async def metrics(_: object) -> PlainTextResponse:
        return PlainTextResponse("process_open_fds 12")

    async def openapi(_: object) -> JSONResponse:
        return JSONResponse({"openapi": "3.1.0"})

    async def echo(websocket: WebSocket) -> None:
        await websocket.accept()
        try:
            while True:
                await websocket.send_bytes(await websocket.receive_bytes())
        except WebSocketDisconnect:
            return

    return Starlette(
        routes=[
            Route("/_stcore/metrics", metrics),
            Route("/_stcore/agent/openapi.json", openapi),
            WebSocketRoute("/_stcore/stream", echo),
            Route("/{path:path}", shell, methods=["GET", "POST"]),
        ]
    )


@pytest.fixture
def bare() -> TestClient:
    return TestClient(streamlit_double())


@pytest.fixture
def guarded() -> TestClient:
    return TestClient(Guard(streamlit_double(), policy=POLICY, html_paths=["/", "/territoire"], not_found=NOT_FOUND))


def test_every_answer_carries_the_security_headers(bare: TestClient, guarded: TestClient) -> None:
    assert "content-security-policy" not in bare.get("/").headers
    for path in ("/", "/inconnue", "/_stcore/metrics"):
        headers = guarded.get(path).headers
        assert headers["content-security-policy"] == POLICY
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "strict-origin"
        assert "geolocation=()" in headers["permissions-policy"]


@pytest.mark.parametrize("path", ["/vote", "/vote/AAAAAA", "/atelier", "/app/static/note.html"])
def test_addresses_of_workshops_are_told_to_nobody(guarded: TestClient, path: str) -> None:
    told = guarded.get(path).headers["referrer-policy"]
    assert (told == "no-referrer") == (path != "/app/static/note.html")


@pytest.mark.parametrize("path", ["/_stcore/metrics", "/_stcore/agent/openapi.json"])
def test_doors_nobody_uses_are_closed(bare: TestClient, guarded: TestClient, path: str) -> None:
    assert bare.get(path).status_code == 200
    assert guarded.get(path).status_code == 404


UNKNOWN_PATHS = [
    "/inconnue",
    "/territoire/32",
    "/index.html",
    "/_stcore/inconnue",
    "/wp-login.php",
    "/votez",
    "/vote/",
    "/vote/A/B",
]


@pytest.mark.parametrize("path", UNKNOWN_PATHS)
def test_unknown_address_is_a_french_404(bare: TestClient, guarded: TestClient, path: str) -> None:
    assert bare.get(path).status_code == 200
    answer = guarded.get(path)
    assert answer.status_code == 404
    assert answer.text == NOT_FOUND
    assert guarded.head(path).status_code == 404
    assert guarded.post(path).status_code == 404


@pytest.mark.parametrize("path", ["/", "/territoire", "/app/static/note.html", "/media/export.html"])
def test_our_pages_and_files_pass(guarded: TestClient, path: str) -> None:
    answer = guarded.get(path)
    assert answer.status_code == 200
    assert answer.text == SHELL


@pytest.mark.parametrize("host", ["", "a b", "exemple.fr/x", "x@y", "<b>", "a:b", "exemple.fr:1:2", "é", "a" * 300])
def test_a_host_that_is_no_name_is_refused(bare: TestClient, guarded: TestClient, host: str) -> None:
    """It is printed on documents as this site's address."""
    headers = {"Host": host.encode("utf-8")}
    assert bare.get("/", headers=headers).status_code == 200
    assert guarded.get("/", headers=headers).status_code == 400


@pytest.mark.parametrize("host", ["exemple.fr", "127.0.0.1:8501", "localhost", "[::1]:8501", "Exemple.FR"])
def test_a_host_that_is_a_name_passes(guarded: TestClient, host: str) -> None:
    assert guarded.get("/", headers={"Host": host}).status_code == 200


def test_the_operator_may_say_which_hosts(guarded: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(config, "get_option", lambda name: ["exemple.fr"])
    assert guarded.get("/", headers={"Host": "exemple.fr"}).status_code == 200
    assert guarded.get("/", headers={"Host": "autre.fr"}).status_code == 400


FOREIGN_ORIGINS = [
    "https://example.org",
    "http://testserver.example.org",
    "http://testserver:8502",
    "null",
    "http://[",
    "",
]


@pytest.mark.parametrize("origin", FOREIGN_ORIGINS)
def test_websocket_of_a_foreign_page_is_refused_before_streamlit(
    bare: TestClient, guarded: TestClient, origin: str, caplog: pytest.LogCaptureFixture
) -> None:
    with bare.websocket_connect("/_stcore/stream", headers={"Origin": origin}) as websocket:
        websocket.send_bytes(b"passes")
        assert websocket.receive_bytes() == b"passes"
    with (
        caplog.at_level(logging.WARNING, logger="observatoire"),
        pytest.raises(WebSocketDisconnect) as refusal,
        guarded.websocket_connect("/_stcore/stream", headers={"Origin": origin}),
    ):
        pass
    assert not isinstance(refusal.value, WebSocketDenialResponse)
    assert refusal.value.code == 1008
    assert "websocket refused" in caplog.text


@pytest.mark.parametrize("headers", [{"Origin": "http://testserver"}, {}])
def test_websocket_of_our_page_or_of_no_page_passes(guarded: TestClient, headers: dict[str, str]) -> None:
    with guarded.websocket_connect("/_stcore/stream", headers=headers) as websocket:
        message = BackMsg(stop_script=True).SerializeToString()
        websocket.send_bytes(message)
        assert websocket.receive_bytes() == message


def harmful_messages() -> dict[str, BackMsg]:
    skills = BackMsg()
    skills.backend_operation_request.install_skills.SetInParent()
    return {
        "clear_cache": BackMsg(clear_cache=True),
        "set_run_on_save": BackMsg(set_run_on_save=True),
        "load_git_info": BackMsg(load_git_info=True),
        "debug_shutdown_runtime": BackMsg(debug_shutdown_runtime=True),
        "install_skills": skills,
    }


@pytest.mark.parametrize("kind", harmful_messages())
def test_messages_acting_on_the_server_are_dropped(bare: TestClient, guarded: TestClient, kind: str) -> None:
    harmful = harmful_messages()[kind].SerializeToString()
    harmless = BackMsg(stop_script=True).SerializeToString()
    with bare.websocket_connect("/_stcore/stream") as websocket:
        websocket.send_bytes(harmful)
        assert websocket.receive_bytes() == harmful
    with guarded.websocket_connect("/_stcore/stream") as websocket:
        websocket.send_bytes(harmful)
        websocket.send_bytes(harmless)
        assert websocket.receive_bytes() == harmless


@pytest.mark.parametrize("frame", ["text", "long"])
def test_a_frame_that_no_page_sends_closes_the_line(bare: TestClient, guarded: TestClient, frame: str) -> None:
    """A text frame is a traceback of Streamlit's; a long message is parsed before it is refused."""

    def send(websocket: WebSocketTestSession) -> None:
        websocket.send_text("x") if frame == "text" else websocket.send_bytes(b"x" * (LARGEST_MESSAGE + 1))

    with guarded.websocket_connect("/_stcore/stream") as websocket:
        send(websocket)
        with pytest.raises(WebSocketDisconnect) as closed:
            websocket.receive_bytes()
        assert closed.value.code == (1003 if frame == "text" else 1009)
    if frame == "long":
        with bare.websocket_connect("/_stcore/stream") as websocket:
            send(websocket)
            assert len(websocket.receive_bytes()) > LARGEST_MESSAGE
    else:
        with pytest.raises(KeyError), bare.websocket_connect("/_stcore/stream") as websocket:
            send(websocket)


def test_clear_cache_hidden_behind_another_message_is_seen_as_streamlit_sees_it() -> None:
    """In a protobuf `oneof` the last field wins, so two messages glued together count as the second."""
    rerun = BackMsg()
    rerun.rerun_script.query_string = "region=32"
    clear = BackMsg(clear_cache=True)
    assert not is_allowed_message(rerun.SerializeToString() + clear.SerializeToString())
    assert is_allowed_message(clear.SerializeToString() + rerun.SerializeToString())


def test_messages_of_a_page_pass() -> None:
    rerun = BackMsg()
    rerun.rerun_script.query_string = "region=32"
    download = BackMsg()
    download.backend_operation_request.deferred_file.SetInParent()
    rows = BackMsg()
    rows.backend_operation_request.dataframe_chunk.SetInParent()
    for message in (rerun, download, rows, BackMsg(stop_script=True), BackMsg(app_heartbeat=True)):
        assert is_allowed_message(message.SerializeToString())


def test_unreadable_message_is_left_to_streamlit_which_closes() -> None:
    assert is_allowed_message(b"\xff\xff\xff")


def test_policy_allows_the_inline_script_we_serve_and_no_other() -> None:
    script = "\n  window.ready = false\n"
    page = f'<script>{script}</script><script src="/a.js"></script><script type="module" src="./b.js"></script>'
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert inline_scripts(page) == [script]
    policy = content_security_policy([page, page])
    assert f"script-src 'self' 'sha256-{digest}' 'wasm-unsafe-eval';" in policy
    assert "'unsafe-eval'" not in policy
    assert "http:" not in policy and "https:" not in policy and "*" not in policy

"""What stands between the internet and Streamlit: a pure ASGI middleware.

It adds the security headers, answers 404 where Streamlit would serve its shell to any address, closes the
doors we do not use, and refuses two things any visitor could otherwise do to all the others: make the server
look itself up on the internet (foreign websocket Origin) and empty its caches (`clear_cache`).
"""

from __future__ import annotations

import base64
import hashlib
import logging
import re
from collections.abc import Iterable

from google.protobuf.message import DecodeError
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.web.server.starlette.starlette_websocket import is_host_allowed

logger = logging.getLogger("observatoire")

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin",
    "Permissions-Policy": (
        "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), "
        "magnetometer=(), microphone=(), midi=(), payment=(), usb=()"
    ),
}

# Process counters, agent API and login of Streamlit: public by default, of no use to a visitor here.
CLOSED_PREFIXES = ("/_stcore/metrics", "/_stcore/agent", "/auth/", "/oauth2callback")

# Real files, with a 404 of their own: HTML there is a file, not Streamlit's shell at an unknown address.
FILE_PREFIXES = ("/app/static/", "/media/", "/component/", "/_stcore/bidi-components/")

# Routes of ours that send HTML, with headers stricter than the pages' (deploy/workshop).
OWN_HTML = re.compile(r"/vote(/[^/]{1,80})?")

# Addresses that hold a secret, or a code said in a room: they go to nobody, not even to ourselves.
UNTOLD_PREFIXES = ("/vote", "/atelier")

# What a page sends in normal use. The rest acts on the server (clear_cache, set_run_on_save, skills) or tells
# about its source code (load_git_info), for anybody who writes a websocket client.
ALLOWED_MESSAGES = {
    "rerun_script",
    "stop_script",
    "app_heartbeat",
    "file_urls_request",
    "backend_operation_request",
}
HOST = re.compile(r"([a-z0-9_.-]{1,253}|\[[0-9a-f:.]{2,45}\])(:\d{1,5})?", re.I | re.A)
LARGEST_MESSAGE = 256 * 1024
"""Bytes: twenty views with their titles and captions are a tenth of it."""
ALLOWED_OPERATIONS = {"deferred_file", "dataframe_chunk"}


def content_security_policy(pages: Iterable[str]) -> str:
    """The policy under which maps, pydeck, tables and image export run without asking another host.

    `pages` are the HTML texts we serve: their inline scripts are allowed by digest, and no other one.
    """
    hashes = sorted({f"'sha256-{_digest(script)}'" for page in pages for script in inline_scripts(page)})
    directives = {
        "default-src": "'none'",
        "script-src": " ".join(["'self'", *hashes, "'wasm-unsafe-eval'"]),
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "font-src": "'self' data:",
        "connect-src": "'self' data: blob:",
        "worker-src": "'self' blob:",
        "media-src": "'self' blob:",
        "manifest-src": "'self'",
        "frame-src": "'self'",
        "frame-ancestors": "'self'",
        "base-uri": "'self'",
        "form-action": "'self'",
        "object-src": "'none'",
    }
    return "; ".join(f"{name} {sources}" for name, sources in directives.items())


def inline_scripts(html: str) -> list[str]:
    """The text of each `<script>` without `src`, as the browser digests it."""
    scripts = re.findall(r"<script(?![^>]*\ssrc=)[^>]*>(.*?)</script>", html, flags=re.DOTALL | re.IGNORECASE)
    return [script for script in scripts if script]


def is_own_origin(headers: Headers) -> bool:
    """Whether a websocket comes from our own page, or from no page at all (a monitor, the load client).

    Compared to the letter, as Streamlit does: a pair it finds unequal sends it to look up its own address.
    """
    origins = headers.getlist("origin")
    if not origins:
        return True
    host = headers.get("host")
    return bool(host) and origins in ([f"http://{host}"], [f"https://{host}"])


def is_good_host(headers: Headers) -> bool:
    """Whether the host asked for is one name, and one that the operator serves where they said which.

    It is printed on documents as this site's address. `STREAMLIT_SERVER_ALLOWED_HOSTS` says which; any by default.
    """
    hosts = headers.getlist("host")
    return len(hosts) == 1 and HOST.fullmatch(hosts[0]) is not None and is_host_allowed(hosts[0])


def is_allowed_message(data: bytes) -> bool:
    """Whether a client's message is one that a page sends in normal use.

    An unreadable one is left to Streamlit, which closes the connection.
    """
    message = BackMsg()
    try:
        message.ParseFromString(data)
    except DecodeError:
        return True
    kind = message.WhichOneof("type")
    if kind == "backend_operation_request":
        return message.backend_operation_request.WhichOneof("payload") in ALLOWED_OPERATIONS
    return kind in ALLOWED_MESSAGES


class Guard:
    """ASGI middleware; `html_paths` are the addresses that may answer with a page of the dashboard."""

    def __init__(self, app: ASGIApp, *, policy: str, html_paths: Iterable[str], not_found: str) -> None:
        self.app = app
        self.headers = {"Content-Security-Policy": policy, **HEADERS}
        self.html_paths = frozenset(html_paths)
        self.not_found = HTMLResponse(not_found, status_code=404, headers={"Cache-Control": "no-cache"})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            await self._http(scope, receive, send)
        elif scope["type"] == "websocket":
            await self._websocket(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    async def _http(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope["path"]
        replaced = False

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                own = OWN_HTML.fullmatch(path) is not None
                for name, value in self.headers.items():
                    headers[name] = headers.get(name, value) if own else value
                if path.startswith(UNTOLD_PREFIXES):
                    headers["Referrer-Policy"] = "no-referrer"
            await send(message)

        async def send_unless_shell(message: Message) -> None:
            nonlocal replaced
            if message["type"] == "http.response.start" and self._is_shell(path, message):
                replaced = True
                await self.not_found(scope, receive, send_with_headers)
            elif not replaced:
                await send_with_headers(message)

        if not is_good_host(Headers(scope=scope)):
            await PlainTextResponse("Bad Request", status_code=400)(scope, receive, send_with_headers)
        elif path.startswith(CLOSED_PREFIXES):
            await self.not_found(scope, receive, send_with_headers)
        else:
            await self.app(scope, receive, send_unless_shell)

    def _is_shell(self, path: str, start: Message) -> bool:
        """Whether Streamlit answers an unknown address with its own page, and status 200."""
        content_type = Headers(raw=start["headers"]).get("content-type", "")
        is_html = content_type.startswith("text/html")
        ours = path in self.html_paths or path.startswith(FILE_PREFIXES) or OWN_HTML.fullmatch(path)
        return is_html and not ours

    async def _websocket(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = Headers(scope=scope)
        if not is_good_host(headers):
            await send({"type": "websocket.close", "code": 1008})
            return
        if not is_own_origin(headers):
            logger.warning(
                "websocket refused: Origin %.60r is not Host %.60r",
                headers.get("origin"),
                headers.get("host"),
            )
            await send({"type": "websocket.close", "code": 1008})  # before accept: the client gets HTTP 403
            return

        async def receive_allowed() -> Message:
            while True:
                message = await receive()
                data = message.get("bytes")
                if message["type"] != "websocket.receive":
                    return message
                if data is None or len(data) > LARGEST_MESSAGE:
                    logger.warning("websocket closed: a text frame, or a message longer than a page sends")
                    await send({"type": "websocket.close", "code": 1003 if data is None else 1009})
                    return {"type": "websocket.disconnect", "code": 1003}
                if is_allowed_message(data):
                    return message

        await self.app(scope, receive_allowed, send)


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")

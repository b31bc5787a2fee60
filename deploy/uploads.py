"""What visitors may send: a few small files, from a page that asks for one, kept a minute.

Streamlit takes an upload of any session, on any page, as many as are sent, and keeps them as long as the session and
two minutes more. Here each is counted by session, by address and all together; the page reads its file at once, so
that a minute is long.
"""

from __future__ import annotations

import asyncio
import logging
import re
import time
from collections.abc import Callable
from dataclasses import dataclass

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import config
from streamlit.runtime import Runtime
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager

from deploy.network import sender

logger = logging.getLogger("observatoire")

ADDRESS = re.compile(r"/_stcore/upload_file/(?P<session>[^/]+)/(?P<file>[^/]+)/?")
ENVELOPE = 16 * 1024
"""Bytes that the form adds to the file."""
A_SESSION, AN_ADDRESS, ALTOGETHER = 3, 12, 48
"""Files held at the same time: by a session, by an address (an office has one), by the process."""
KEPT = 60.0
"""Seconds after which a file is forgotten, whatever becomes of its session."""
ARRIVES = 30.0
"""Seconds that a file has to arrive."""
OPENS = 2.0
"""Seconds that the page has to write its uploader: it is between two runs when the file is chosen."""


@dataclass(frozen=True, eq=False)
class _Held:
    """A file on its way, or kept."""

    session: str
    file: str
    address: str


class Uploads:
    """ASGI middleware before Streamlit; every other request goes on to it.

    ``is_open``: whether a session has an uploader on its page. ``forget``: drop a session's file.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        is_open: Callable[[str], bool],
        forget: Callable[[str, str], None],
        kept: float = KEPT,
        opens: float = OPENS,
    ) -> None:
        self.app, self._is_open, self._forget = app, is_open, forget
        self._kept, self._opens = kept, opens
        self._held: list[_Held] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        found = ADDRESS.fullmatch(scope["path"]) if scope["type"] == "http" and scope["method"] == "PUT" else None
        if found is None:
            await self.app(scope, receive, send)
            return
        held = _Held(found["session"], found["file"], sender(scope))
        refused = self._refused(scope, held) or await self._taken(scope, receive, send, held)
        if refused:
            status, why = refused
            logger.warning("upload refused: %s", why)
            await PlainTextResponse(why, status_code=status, headers={"Connection": "close"})(scope, receive, send)

    def _refused(self, scope: Scope, held: _Held) -> tuple[int, str] | None:
        """Why a request is refused before a byte of it is read; ``None`` if it is not."""
        length = Headers(scope=scope).get("content-length", "0")
        if not length.isascii() or not length.isdigit():
            return 400, "no length"
        if int(length) > largest():
            return 413, "too large"
        mine = sum(one.session == held.session for one in self._held)
        near = sum(one.address == held.address for one in self._held)
        if mine >= A_SESSION or near >= AN_ADDRESS or len(self._held) >= ALTOGETHER:
            return 429, "too many"
        return None

    async def _taken(self, scope: Scope, receive: Receive, send: Send, held: _Held) -> tuple[int, str] | None:
        """Give the file to Streamlit, counted from its first byte; forget it soon. What is refused is answered here."""
        self._held.append(held)
        status = 0

        async def told(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            if not await self._opened(held.session):
                return 403, "no uploader is open"
            async with asyncio.timeout(ARRIVES):
                await self.app(scope, _counted(receive), told)
        except TimeoutError:
            return None if status else (408, "too slow")
        finally:
            if 200 <= status < 300:
                asyncio.get_running_loop().call_later(self._kept, self._drop, held)
            else:
                self._held.remove(held)
        return None

    async def _opened(self, session: str) -> bool:
        until = time.monotonic() + self._opens
        while not self._is_open(session):
            if time.monotonic() > until:
                return False
            await asyncio.sleep(0.1)
        return True

    def _drop(self, held: _Held) -> None:
        self._held.remove(held)
        self._forget(held.session, held.file)


def _counted(receive: Receive) -> Receive:
    """The body, until it is longer than it may be: its announced length may be false or absent."""
    received = 0

    async def counted() -> Message:
        nonlocal received
        message = await receive()
        received += len(message.get("body", b""))
        if received > largest():
            raise HTTPException(413, "too large")  # Streamlit answers it, and drops what it has read
        return message

    return counted


def largest() -> int:
    """Bytes of a body: the file that Streamlit's own setting lets in, and its envelope."""
    return int(config.get_option("server.maxUploadSize")) * 1024 * 1024 + ENVELOPE


# --- what Streamlit knows --------------------------------------------------------------------------------


def has_uploader(session: str) -> bool:
    """Whether the page of an active session has written a file uploader.

    Streamlit answers any session that asks where to send a file; what its page holds is in its state alone.
    """
    held = Runtime.instance()._session_mgr.get_active_session_info(session)
    if held is None:
        return False
    widgets = held.session.session_state._new_widget_state
    kinds = [widgets.widget_metadata[key].value_type for key in list(widgets.states) if key in widgets.widget_metadata]
    return "file_uploader_state_value" in kinds


def forget(session: str, file: str) -> None:
    held = Runtime.instance().uploaded_file_mgr
    assert isinstance(held, MemoryUploadedFileManager)
    held.remove_file(session_id=session, file_id=file)

"""A visitor without a browser: speaks Streamlit's websocket protocol with the package's own messages."""

from __future__ import annotations

from collections import Counter
from types import TracebackType
from typing import Self

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

RUN_ENDED = {ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY}
LARGEST = 64 * 1024 * 1024


class PageFailed(RuntimeError):
    """A run that ended otherwise than well, or that showed an exception."""


class Visitor:
    """One session: opens an address, then runs pages again; ``async with Visitor("127.0.0.1:8501") as visitor``."""

    def __init__(self, host: str, *, address: str | None = None) -> None:
        """``address``: the visitor's own, as a proxy would say it."""
        self._url = f"ws://{host}/_stcore/stream"
        self._headers = {"X-Forwarded-For": address} if address else {}
        self.session = ""
        self._hashes: dict[str, str] = {}
        self._kept: set[str] = set()
        self.elements: Counter[str] = Counter()
        """Of the last run, by kind; « fragment » is the number of its fragments."""
        self._link: ClientConnection

    async def __aenter__(self) -> Self:
        self._link = await connect(
            self._url,
            subprotocols=[Subprotocol("streamlit")],
            max_size=LARGEST,
            open_timeout=60,
            additional_headers=self._headers,
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._link.close()

    async def run(self, address: str) -> int:
        """Run the script of ``/page?codes`` and wait until it ends; the bytes received.

        The first run of a session asks for the first page: only its answer says the pages' hashes.
        """
        path, _, query = address.partition("?")
        if not self._hashes:
            received = await self._asked("", "" if path != "/" else query)
            if path == "/":
                return received
        return await self._asked(self._hashes[path.strip("/")], query)

    def _count(self, message: ForwardMsg, fragments: set[str]) -> None:
        """An element sent, or named where the browser has it; a message that is none is not an element."""
        delta = message.delta
        if message.WhichOneof("type") == "ref_hash":
            self.elements["html"] += 1
        elif block := delta.add_block.WhichOneof("type"):
            self.elements[block] += 1
        elif element := delta.new_element.WhichOneof("type"):
            self.elements[element] += 1
        if delta.fragment_id:
            fragments.add(delta.fragment_id)
        self.elements["fragment"] = len(fragments)

    def _question(self, page_hash: str, query: str) -> bytes:
        """What a browser sends for a page at an address."""
        asked = BackMsg()
        asked.rerun_script.query_string = query
        asked.rerun_script.page_script_hash = page_hash
        asked.rerun_script.context_info.color_scheme = "light"
        asked.rerun_script.cached_message_hashes.extend(self._kept)
        return bytes(asked.SerializeToString())

    async def _asked(self, page_hash: str, query: str) -> int:
        await self._link.send(self._question(page_hash, query))
        received, fragments = 0, set[str]()
        self.elements.clear()
        while True:
            content = await self._link.recv()
            assert isinstance(content, bytes)
            received += len(content)
            message = ForwardMsg.FromString(content)
            if message.metadata.cacheable:  # as a browser does: what it holds is not sent again
                self._kept.add(message.hash)
            kind = message.WhichOneof("type")
            if kind in ("delta", "ref_hash"):
                self._count(message, fragments)
            if kind == "new_session":
                self.session = message.new_session.initialize.session_id
            elif kind == "navigation":
                pages = message.navigation.app_pages
                self._hashes = {"" if page.is_default else page.url_pathname: page.page_script_hash for page in pages}
            elif kind == "delta" and message.delta.new_element.WhichOneof("type") == "exception":
                raise PageFailed(message.delta.new_element.exception.message)
            elif kind == "script_finished":
                if message.script_finished in RUN_ENDED:
                    return received
                if message.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
                    raise PageFailed(message.script_finished)

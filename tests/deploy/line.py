"""A visitor's websocket, held by the test: pages are run on it with any widget states, true or forged."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import httpx2 as httpx
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.sync.client import ClientConnection, connect

SECONDS = 60
FINISHED = {ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY}
SAID = ("heading", "markdown", "alert", "exception")
"""The elements whose words a reader sees first."""


@dataclass
class Run:
    """What one run of a page wrote: words by kind; widgets, by name, and their kinds; files, by label."""

    said: list[tuple[str, str]] = field(default_factory=list)
    widgets: dict[str, str] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    ended: int = -1

    def words(self, kind: str) -> list[str]:
        return [text for found, text in self.said if found == kind]

    @property
    def title(self) -> str:
        return next(text for text in self.words("heading"))


class Line:
    """A session of one visitor; ``names`` are the pages' names, which the first run says."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket
        self.session = ""
        self.names = {"": ""}

    def ask(self, page: str = "", query: str = "", widgets: list[WidgetState] | None = None) -> None:
        """Begin a run of a page."""
        message = BackMsg()
        message.rerun_script.page_script_hash = self.names[page]
        message.rerun_script.query_string = query
        message.rerun_script.widget_states.widgets.extend(widgets or [])
        self.socket.send(message.SerializeToString())

    def run(self, page: str = "", query: str = "", widgets: list[WidgetState] | None = None) -> Run:
        """A page, to its end; the first run of a session learns the pages' names from the first page."""
        if page not in self.names:
            self.run()
        self.ask(page, query, widgets)
        return self.rest()

    def rest(self) -> Run:
        """What a run writes from now to its end."""
        found = Run()
        while True:
            message = ForwardMsg.FromString(self.socket.recv(timeout=SECONDS))  # type: ignore[arg-type]
            kind = message.WhichOneof("type")
            if kind == "new_session":
                self.session = message.new_session.initialize.session_id
            elif kind == "navigation":
                self.names |= {one.url_pathname: one.page_script_hash for one in message.navigation.app_pages}
            elif kind == "delta" and message.delta.WhichOneof("type") == "new_element":
                _read(message.delta.new_element, found)
            elif kind == "script_finished":
                found.ended = message.script_finished
                return found

    def begin_file(self, name: str) -> None:
        """Ask for a file that is made when it is asked for."""
        message = BackMsg()
        message.backend_operation_request.request_id, message.backend_operation_request.session_id = name, self.session
        message.backend_operation_request.deferred_file.file_id = name
        self.socket.send(message.SerializeToString())

    def file(self, name: str) -> str:
        """The address of such a file once it is made, or "" where it cannot be."""
        self.begin_file(name)
        while True:
            said = ForwardMsg.FromString(self.socket.recv(timeout=SECONDS))  # type: ignore[arg-type]
            if said.WhichOneof("type") == "backend_operation_response":
                return said.backend_operation_response.deferred_file.url


def _read(element: Any, found: Run) -> None:
    kind = element.WhichOneof("type")
    content = getattr(element, kind)
    if kind in SAID:
        found.said.append((kind, content.message if kind == "exception" else content.body))
    if getattr(content, "id", "") and isinstance(content.id, str):
        found.widgets[content.id] = kind
    if kind == "download_button":
        found.files[content.label] = content.deferred_file_id


def put(client: httpx.Client, session: str, content: bytes) -> httpx.Response:
    """A file sent to a session, as its page's uploader sends it; ``client`` knows the server."""
    client.get("/_stcore/health")  # gives the token
    token = client.cookies.get("_streamlit_xsrf") or ""
    where = f"/_stcore/upload_file/{session}/{uuid.uuid4()}"
    return client.put(where, files={"file": ("reunion.json", content)}, headers={"X-Xsrftoken": token})


@contextmanager
def opened(host: str, *, session: str = "", **headers: str) -> Iterator[Line]:
    """A line to ``host``; ``session``: one that was cut and asks to be taken up again, as the page's script does."""
    # Streamlit reads its token and the former session where a browser may say something: the sub-protocols.
    protocols = ["streamlit", *(["none", session] if session else [])]
    address = f"ws://{host}/_stcore/stream"
    with connect(address, subprotocols=protocols, additional_headers=headers, max_size=None) as socket:  # type: ignore[arg-type]
        yield Line(socket)

"""Whose turn it is: who asks for a page now and then never waits for who asks without a pause.

A run of a page is a thread of one interpreter: five clients in a loop have five sixths of it. Here, before Streamlit,
each run takes a place in its turn; those that run all the time come after the others and share one place, with a rest
after each of their runs. A run that waits too long is dropped, and its
reader told.
"""

from __future__ import annotations

import asyncio
import logging
import math
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field

from google.protobuf.message import DecodeError
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

logger = logging.getLogger("observatoire")

PLACES = 4
"""Runs at the same time: a page waits for nothing but the processor, so that more would only slow one another."""
LEASE = 2.0
"""Seconds after which a run no longer holds its place: what lasts longer follows a document, asleep."""
FORGOTTEN = 30.0
"""Seconds in which what a session has run counts for half."""
HEAVY_SESSION, HEAVY_ADDRESS = 1.5, 30.0
"""Such seconds of processor beyond which who asks shares one place: a thirtieth of all the time, and for an address,
which may be a whole office, two thirds. A click every five seconds, of a tenth of a second each, makes one."""
REST = 2.0
"""After a run of theirs, as long again and this many times."""
PATIENCE = 20.0
"""Seconds that a run waits for its turn."""
AN_ADDRESS, ALTOGETHER = 150, 600
"""Open pages, of an address and of the process: four descriptors and a megabyte each."""
SMALL = 400
"""Bytes: a message that ends a run is no longer."""
ENDED = {
    ForwardMsg.FINISHED_SUCCESSFULLY,
    ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY,
    ForwardMsg.FINISHED_WITH_COMPILE_ERROR,
}
BUSY = "Beaucoup de pages sont demandées en ce moment\u202f; réessayez dans quelques instants."


@dataclass
class Use:
    """Seconds of runs, those of half a minute ago counting for half."""

    seconds: float = 0.0
    at: float = field(default_factory=time.monotonic)

    def now(self) -> float:
        passed = time.monotonic() - self.at
        return self.seconds * math.exp2(-passed / FORGOTTEN)

    def add(self, seconds: float) -> None:
        self.seconds, self.at = self.now() + seconds, time.monotonic()


@dataclass(eq=False)
class Session:
    """One open page: what it has run, and the run it has now."""

    address: Use
    own: Use = field(default_factory=Use)
    began: float | None = None
    """The processor's time that had been given to each run, when its own began."""
    heavy: bool = False
    """Whether its run has the place of those that run all the time."""

    @property
    def is_heavy(self) -> bool:
        return self.own.now() > HEAVY_SESSION or self.address.now() > HEAVY_ADDRESS


class Turns:
    """The places and who waits for one. All of it on the event loop: nothing is locked."""

    def __init__(self, places: int = PLACES) -> None:
        self._places = places
        self._running: dict[Session, asyncio.TimerHandle] = {}
        self._waiting: dict[Session, asyncio.Future[None]] = {}
        self._rests_until = 0.0
        self._given, self._looked = 0.0, time.monotonic()

    def _clock(self) -> float:
        """Seconds of processor given to each run since the start, when all that run share it alike.

        What a run takes by the clock on the wall is as long as the others make it: they would all seem heavy.
        """
        now = time.monotonic()
        self._given += (now - self._looked) / max(1, len(self._running))
        self._looked = now
        return self._given

    async def take(self, session: Session) -> bool:
        """A place for a run; whether there was one in time. A run that follows another keeps its place."""
        if session in self._running:
            return True
        turn = asyncio.get_running_loop().create_future()
        self._waiting[session] = turn
        self._go_on()
        try:
            async with asyncio.timeout(PATIENCE):
                await turn
        except TimeoutError:
            return False
        finally:
            self._waiting.pop(session, None)
        return True

    def leave(self, session: Session) -> None:
        """The run is over, or has lasted as long as a place is held."""
        if session.began is None:
            return
        took = self._clock() - session.began
        self._running.pop(session).cancel()
        session.own.add(took)
        session.address.add(took)
        if session.heavy:
            self._rests_until = time.monotonic() + took * REST
            asyncio.get_running_loop().call_later(took * REST, self._go_on)
        session.began = None
        self._go_on()

    def _go_on(self) -> None:
        """Give the free places: in the order of arrival, those that run all the time after the others."""
        for session in sorted(self._waiting, key=lambda one: one.is_heavy):
            if len(self._running) >= self._places:
                return
            if not session.is_heavy or self._heavy_may_run():
                self._start(session)

    def _heavy_may_run(self) -> bool:
        return time.monotonic() >= self._rests_until and not any(one.heavy for one in self._running)

    def _start(self, session: Session) -> None:
        session.began, session.heavy = self._clock(), session.is_heavy
        self._running[session] = asyncio.get_running_loop().call_later(LEASE, self.leave, session)
        turn = self._waiting.pop(session)
        if not turn.done():
            turn.set_result(None)


class FairShare:
    """ASGI middleware before Streamlit: counts the open pages of each address, and gives their runs their turns."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._turns = Turns()
        self._uses: dict[str, Use] = {}
        self._open: dict[str, int] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return
        address = (scope.get("client") or ("", 0))[0]
        if self._open.get(address, 0) >= AN_ADDRESS or sum(self._open.values()) >= ALTOGETHER:
            logger.warning("websocket refused: too many pages are open")
            await send({"type": "websocket.close", "code": 1013})
            return
        with self._counted(address) as use:
            await self._served(scope, receive, send, Session(use))

    def _counted(self, address: str) -> _Counted:
        return _Counted(self._open, self._uses, address)

    async def _served(self, scope: Scope, receive: Receive, send: Send, session: Session) -> None:
        async def in_turn() -> Message:
            while True:
                message = await receive()
                if not _asks_for_a_run(message) or await self._turns.take(session):
                    return message
                logger.warning("run refused: its turn has not come in %.0f s", PATIENCE)
                with suppress(OSError, RuntimeError):
                    await send({"type": "websocket.send", "bytes": told(BUSY)})

        async def heard(message: Message) -> None:
            await send(message)
            if _ends_a_run(message):
                self._turns.leave(session)

        try:
            await self.app(scope, in_turn, heard)
        finally:
            self._turns.leave(session)


class _Counted:
    """An open page of an address, and what the address has run; what nobody has open is forgotten in time."""

    def __init__(self, opened: dict[str, int], uses: dict[str, Use], address: str) -> None:
        self._opened, self._uses, self._address = opened, uses, address

    def __enter__(self) -> Use:
        self._opened[self._address] = self._opened.get(self._address, 0) + 1
        for address in list(self._faded()):
            del self._uses[address]
        return self._uses.setdefault(self._address, Use())

    def __exit__(self, *_: object) -> None:
        self._opened[self._address] -= 1
        if not self._opened[self._address]:
            del self._opened[self._address]

    def _faded(self) -> Iterator[str]:
        return (one for one, use in self._uses.items() if one not in self._opened and use.now() < 0.1)


def told(words: str) -> bytes:
    """A message that the page shows as a notice for a moment, outside any run."""
    message = ForwardMsg()
    message.metadata.delta_path.extend([2, 0])  # where Streamlit puts its notices
    message.delta.new_element.toast.body = words
    message.delta.new_element.toast.icon = ":material/hourglass_top:"
    return bytes(message.SerializeToString())


def _asks_for_a_run(message: Message) -> bool:
    content = message.get("bytes")
    if message["type"] != "websocket.receive" or not content:
        return False
    asked = BackMsg()
    try:
        asked.ParseFromString(content)
    except DecodeError:
        return False  # Streamlit closes the connection
    return asked.WhichOneof("type") == "rerun_script"


def _ends_a_run(message: Message) -> bool:
    content = message.get("bytes")
    if message["type"] != "websocket.send" or not content or len(content) > SMALL:
        return False
    said = ForwardMsg.FromString(content)
    return said.WhichOneof("type") == "script_finished" and said.script_finished in ENDED

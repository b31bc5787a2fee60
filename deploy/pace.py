"""Slows down clients that send requests without a pause: an ASGI middleware before Streamlit.

A run of a page is a thread of one interpreter: five clients in a loop have five sixths of it. Each session has an
allowance of processor that nobody who reads and clicks comes to the end of. Whoever has spent it waits for the one lane
that all such sessions share, a small share of the processor, and the longer the more is owed; who waits too long is
told to try again. Nobody else waits, nor is put in an order. A run that waits holds no thread: its message has not been
given to Streamlit yet.

A session that is dropped for a new one leaves what it has spent to its address.
"""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress

from google.protobuf.message import DecodeError
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from deploy.budget import Allowance, Budget, Meter
from deploy.network import is_machine_itself, is_one_subscriber, sender

logger = logging.getLogger("observatoire")

A_SESSION = Allowance(full=1.0, gain=0.05, floor=-0.8)
"""Ten pages at once, then one every two seconds, for ever; who asks for more owes a quarter of a minute at most."""
AN_ADDRESS = Allowance(full=30.0, gain=0.2, floor=-5.0)
"""The allowance that closed sessions leave to an address: a whole venue may reload its page at once."""
DEARER = 3.0
"""How many times a run counts once the allowance is spent: without a pause, it is never regained."""
REST = 15.0
"""After a run in the lane, up to so many times as long: a sixteenth of a processor for all who ask without a pause."""
LONGEST_REST = 20.0
PATIENCE = 20.0
"""Seconds that a run waits for the lane."""
WAITING_OF_AN_ADDRESS, WAITING = 8, 40
"""Runs that wait for the lane, by address and in all."""
LASTS = 2.0
"""Seconds after which a run is taken to be idle: it follows a document being written in another process."""
DROPPED = 0.1
"""The least cost, in seconds, of a run whose visitor has left."""
FILE = 0.02
"""The cost, in seconds, of a file or a piece of a table, which are made outside any run."""
OPEN_OF_AN_ADDRESS, OPEN = 300, 800
"""Open pages, of an address as nginx has it and of the process: four descriptors and a megabyte each."""
SMALL = 400
"""Bytes: a message that ends a run is no longer."""
ENDED = {
    ForwardMsg.FINISHED_SUCCESSFULLY,
    ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY,
    ForwardMsg.FINISHED_WITH_COMPILE_ERROR,
}
BUSY = "Vous avez demandé beaucoup de pages en peu de temps\u202f; réessayez dans quelques instants."


class Lane:
    """One run at a time, in the order of arrival, then a rest."""

    def __init__(self) -> None:
        self._free = asyncio.Lock()
        self._waiting: list[str] = []

    async def enter(self, address: str) -> bool:
        """Whether its turn came in time."""
        if len(self._waiting) >= WAITING or self._waiting.count(address) >= WAITING_OF_AN_ADDRESS:
            return False
        self._waiting.append(address)
        try:
            async with asyncio.timeout(PATIENCE):
                return await self._free.acquire()
        except TimeoutError:
            return False
        finally:
            self._waiting.remove(address)

    def leave(self, rest: float) -> None:
        asyncio.get_running_loop().call_later(min(LONGEST_REST, rest), self._free.release)


class Visit:
    """One open page: what it may spend, and the run it has now."""

    def __init__(self, address: str, budget: Budget, meter: Meter, lane: Lane) -> None:
        self._address, self.budget, self._meter, self._lane = address, budget, meter, lane
        self._ends: asyncio.TimerHandle | None = None
        self._in_lane = False
        self.has_run = False

    async def may_run(self) -> bool:
        """Returns when the run may start: at once, unless the allowance is spent."""
        self.settle()  # a run that follows another interrupts it
        if self.budget.left() <= 0:
            self._in_lane = await self._lane.enter(self._address)
            if not self._in_lane:
                return False
        self._begin()
        return True

    async def may_have_file(self) -> bool:
        if self.budget.left() > 0:
            self.budget.spend(FILE)
            return True
        allowed = await self.may_run()
        self.settle(FILE)
        return allowed

    def _begin(self) -> None:
        self.has_run = True
        self._meter.begin(self)
        self._ends = asyncio.get_running_loop().call_later(LASTS, self.settle)

    def settle(self, at_least: float = 0.0) -> None:
        """The run is over: it is counted, and leaves the lane."""
        if self._ends is None:
            return
        self._ends.cancel()
        self._ends = None
        took = max(at_least, self._meter.end(self))
        self.budget.spend(took * DEARER if self._in_lane else took)
        if self._in_lane:
            self._in_lane = False
            self._lane.leave(took * REST * max(0.0, self.budget.left() / A_SESSION.floor))


class Pace:
    """ASGI middleware; whatever is no websocket goes on to Streamlit."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._meter, self._lane = Meter(), Lane()
        self._addresses: dict[str, Budget] = {}
        self._open: dict[str, int] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        address = sender(scope)
        if scope["type"] != "websocket" or is_machine_itself(address):
            await self.app(scope, receive, send)
            return
        if self._open.get(address, 0) >= OPEN_OF_AN_ADDRESS or sum(self._open.values()) >= OPEN:
            logger.warning("websocket refused: too many pages are open")
            await send({"type": "websocket.close", "code": 1013})
            return
        visit = self._opened(address)
        try:
            await self._served(scope, receive, send, visit)
        finally:
            visit.settle(DROPPED)
            self._closed(address, visit.budget)

    def _opened(self, address: str) -> Visit:
        """A session begins with what is left to its address, if that is less than a session's allowance."""
        self._open[address] = self._open.get(address, 0) + 1
        of_address = self._addresses.get(address)
        budget = Budget(A_SESSION, of_address.left() if of_address else None)
        return Visit(address, budget, self._meter, self._lane)

    def _closed(self, address: str, budget: Budget) -> None:
        self._open[address] -= 1
        if not self._open[address]:
            del self._open[address]
        self._addresses = {one: left for one, left in self._addresses.items() if left.missing}
        if is_one_subscriber(address):
            self._addresses.setdefault(address, Budget(AN_ADDRESS)).spend(budget.missing)

    async def _served(self, scope: Scope, receive: Receive, send: Send, visit: Visit) -> None:
        asks = {"rerun_script": visit.may_run, "backend_operation_request": visit.may_have_file}

        async def paced() -> Message:
            while True:
                message = await receive()
                asked = asks.get(_asked(message))
                if asked is None or await asked():
                    return message
                logger.warning("run refused: its visitor asks without a pause")
                with suppress(OSError, RuntimeError):  # gone meanwhile
                    await send({"type": "websocket.send", "bytes": told(BUSY, beside=visit.has_run)})

        async def heard(message: Message) -> None:
            await send(message)
            if _ends_a_run(message):
                visit.settle()

        await self.app(scope, paced, heard)


def told(words: str, *, beside: bool) -> bytes:
    """A message that the page shows as a notice for a moment, outside any run.

    It stands where Streamlit puts its notices, ``beside`` the first, which is the page's style sheet once there is one.
    """
    message = ForwardMsg()
    message.metadata.delta_path.extend([2, int(beside)])
    message.delta.new_element.toast.body = words
    message.delta.new_element.toast.icon = ":material/hourglass_top:"
    return bytes(message.SerializeToString())


def _asked(message: Message) -> str:
    """What a client's message asks for; an unreadable one is left to Streamlit, which closes the connection."""
    content = message.get("bytes")
    if message["type"] != "websocket.receive" or not content:
        return ""
    asked = BackMsg()
    try:
        asked.ParseFromString(content)
    except DecodeError:
        return ""
    return asked.WhichOneof("type") or ""


def _ends_a_run(message: Message) -> bool:
    content = message.get("bytes")
    if message["type"] != "websocket.send" or not content or len(content) > SMALL:
        return False
    said = ForwardMsg.FromString(content)
    return said.WhichOneof("type") == "script_finished" and said.script_finished in ENDED

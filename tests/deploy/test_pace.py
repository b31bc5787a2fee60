"""The pace of who asks without a pause, each test beside its control: the same visitor, or another, who pauses."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from starlette.types import ASGIApp
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from deploy import network, pace
from deploy.budget import Budget, Meter
from deploy.pace import A_SESSION, AN_ADDRESS, Lane, Pace, Visit
from tests.browser.server import start_server
from tests.deploy.line import Line, opened
from tests.deploy.own_loop import completed
from tests.deploy.test_budget import Hand

STRANGER, OTHER = "9.9.9.9", "9.9.8.8"
RUN = 0.1
"""Seconds of processor of a run here."""


def asked(kind: str = "rerun_script") -> dict[str, Any]:
    ask = BackMsg()
    getattr(ask, kind).SetInParent()
    return {"type": "websocket.receive", "bytes": ask.SerializeToString()}


def finished() -> dict[str, Any]:
    said = ForwardMsg(script_finished=ForwardMsg.FINISHED_SUCCESSFULLY)
    return {"type": "websocket.send", "bytes": said.SerializeToString()}


class Streamlit:
    """Runs a page at each ask, for so many seconds of a processor; ``runs``: of each address, in order."""

    def __init__(self, seconds: float = RUN) -> None:
        self.seconds, self.processor, self.runs = seconds, Hand(), list[str]()
        self.paced = Pace(self)
        self.paced._meter = Meter(self.processor)

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        while (await receive())["type"] != "websocket.disconnect":
            self.runs.append(scope["client"][0])
            await asyncio.sleep(0)
            self.processor.now += self.seconds
            await send(finished())


async def visit(app: ASGIApp, address: str, *asks: dict[str, Any]) -> list[dict[str, Any]]:
    """One session that asks so and leaves; what it was sent."""
    sent: list[dict[str, Any]] = []
    left = iter([*asks, {"type": "websocket.disconnect"}])

    async def receive() -> Any:
        return next(left)

    async def send(message: Any) -> None:
        sent.append(message)

    await app({"type": "websocket", "client": (address, 1), "headers": []}, receive, send)
    return sent


def run(work: Callable[[], Awaitable[None]]) -> None:
    async def in_time() -> None:
        await asyncio.wait_for(work(), 30)

    completed(in_time())


def words(message: dict[str, Any]) -> str:
    return ForwardMsg.FromString(message["bytes"]).delta.new_element.toast.body


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits, so that a turn in the lane is a refusal, or none."""
    monkeypatch.setattr(pace, "PATIENCE", 0.0)


@pytest.mark.usefixtures("impatient")
def test_who_never_pauses_is_told_to_try_again_and_the_others_wait_for_nothing() -> None:
    async def work() -> None:
        served = Streamlit(seconds=0.3)
        await served.paced._lane._free.acquire()  # somebody has the lane
        sent = await visit(served.paced, STRANGER, *[asked()] * 50)
        let_in = math.ceil(A_SESSION.full / 0.3)
        assert served.runs == [STRANGER] * let_in, "a session's allowance, and no more"
        assert [words(message) for message in sent[let_in:]] == [pace.BUSY] * (50 - let_in)
        assert "réessayez" in pace.BUSY
        (path,) = {tuple(ForwardMsg.FromString(one["bytes"]).metadata.delta_path) for one in sent[let_in:]}
        assert path == (2, 1), "in the place of the first notice is the page's style sheet"
        assert len(await visit(served.paced, OTHER, asked())) == 1 and served.runs[-1] == OTHER
        alone = Streamlit()  # control: without the pace, all of them
        await visit(alone, STRANGER, *[asked()] * 50)
        assert len(alone.runs) == 50

    run(work)


def test_a_person_never_comes_to_the_end_of_an_allowance() -> None:
    """A page every two seconds, for an hour; and eight at once, twice a minute."""
    for pages, seconds in ((1, 2.0), (8, 30.0)):
        clock = Hand()
        budget = Budget(A_SESSION, clock=clock)
        for _ in range(int(3600 / seconds)):
            clock.now += seconds
            for _ in range(pages):
                assert budget.left() > 0
                budget.spend(RUN)


def test_in_the_lane_one_runs_at_a_time_and_it_rests_the_longer_the_more_is_owed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rests: list[float] = []

    async def work() -> None:
        lane, processor = Lane(), Hand()
        monkeypatch.setattr(lane, "leave", lambda rest: (rests.append(rest), lane._free.release()))
        meter = Meter(processor)
        clock = Hand()
        one, two = (Visit(STRANGER, Budget(A_SESSION, owed, clock), meter, lane) for owed in (0.0, A_SESSION.floor))
        assert await one.may_run()
        waits = asyncio.create_task(two.may_run())
        await asyncio.sleep(0)
        assert not waits.done()
        processor.now += RUN
        one.settle()
        assert await waits
        processor.now += RUN
        two.settle()

    run(work)
    owed = RUN * pace.DEARER / -A_SESSION.floor  # 0.3 of 0.8
    assert [round(rest, 6) for rest in rests] == [round(RUN * pace.REST * owed, 6), round(RUN * pace.REST, 6)]


@pytest.mark.usefixtures("impatient")
def test_a_new_session_for_each_few_runs_comes_to_the_end_of_its_address() -> None:
    async def work() -> None:
        served = Streamlit()
        await served.paced._lane._free.acquire()
        many = round(AN_ADDRESS.full / (8 * RUN)) + 1
        for _ in range(many):
            await visit(served.paced, STRANGER, *[asked()] * 8)
        before = len(served.runs)
        assert before >= 8 * (many - 2)  # control: each of them had an allowance of its own until then
        await visit(served.paced, STRANGER, *[asked()] * 8)
        assert len(served.runs) == before
        await visit(served.paced, OTHER, asked())
        assert served.runs[-1] == OTHER

    run(work)


@pytest.mark.usefixtures("impatient")
def test_a_venue_of_a_hundred_behind_one_address_is_not_slowed() -> None:
    """All load the page and read two more, then all load it again: 600 runs of a twentieth of a second at once."""

    async def work() -> None:
        served, people = Streamlit(seconds=0.05), 100
        await served.paced._lane._free.acquire()
        for pages in (4, 2):
            asks = [asked()] * pages
            sent = await asyncio.gather(*(visit(served.paced, STRANGER, *asks) for _ in range(people)))
            assert [len(one) for one in sent] == [pages] * people
        assert len(served.runs) == people * (4 + 2) and not served.paced._open

    run(work)


def test_files_count_and_words_without_a_run_do_not() -> None:
    async def work() -> None:
        served = Streamlit()
        budget = Budget(A_SESSION, clock=Hand())
        mine = Visit(STRANGER, budget, served.paced._meter, served.paced._lane)
        assert await mine.may_have_file()
        assert round(budget.missing, 6) == pace.FILE

    run(work)
    for content in (BackMsg(stop_script=True).SerializeToString(), b"\xff\xff\xff", b"", None):
        assert pace._asked({"type": "websocket.receive", "bytes": content}) not in (
            "rerun_script",
            "backend_operation_request",
        )
    assert pace._ends_a_run(finished()) and not pace._ends_a_run({"type": "websocket.send", "bytes": b"x" * 10**6})


def test_so_many_pages_open_of_an_address_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pace, "OPEN_OF_AN_ADDRESS", 2)

    async def work() -> None:
        served = Streamlit()
        served.paced._open[STRANGER] = 2
        assert await visit(served.paced, STRANGER, asked()) == [{"type": "websocket.close", "code": 1013}]
        assert (await visit(served.paced, OTHER, asked()))[0]["type"] == "websocket.send"
        assert served.paced._open == {STRANGER: 2}

    run(work)


def test_whom_an_address_stands_for() -> None:
    assert all(map(network.is_machine_itself, ("", "127.0.0.1", "::1")))
    assert not any(map(network.is_machine_itself, (STRANGER, "10.0.0.1", "2a01:e0a::/64", "testclient")))
    assert all(map(network.is_one_subscriber, (STRANGER, "2a01:e0a::/64")))
    assert not any(map(network.is_one_subscriber, ("10.0.0.1", "172.17.0.1", "testclient")))


@pytest.mark.slow
def test_on_the_server_a_loop_is_told_to_try_again_and_who_sits_beside_it_is_not() -> None:
    """A server that waits for nobody. A run has 5 ms of processor at the very least: 400 are beyond an allowance."""
    server = start_server(app="tests.deploy.impatient:app")
    try:
        with opened(server.host, **{"X-Forwarded-For": STRANGER}) as loop:
            for _ in range(400):
                loop.ask()
                if said := toasts_until_it_ends(loop):
                    break
            assert said == [pace.BUSY]
            with opened(server.host, **{"X-Forwarded-For": OTHER}) as person:
                assert person.run("territoire", "region=32").title.startswith("Dans les Hauts")
        assert "asks without a pause" in server.text() and STRANGER not in server.text()
    finally:
        server.stop()


def toasts_until_it_ends(line: Line) -> list[str]:
    """What a run says in passing; a run that was refused says that alone."""
    while True:
        message = ForwardMsg.FromString(line.socket.recv(timeout=60))  # type: ignore[arg-type]
        if said := message.delta.new_element.toast.body:
            return [said]
        if message.WhichOneof("type") == "script_finished":
            return []

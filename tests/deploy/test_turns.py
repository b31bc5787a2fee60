"""Turns: who asks now and then comes before who asks without a pause, and what is too much is refused in French.

No clock is read: a run lasts as long as the test says, by events.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from deploy import turns
from deploy.turns import HEAVY_SESSION, FairShare, Session, Turns, Use


def light() -> Session:
    return Session(Use())


def heavy() -> Session:
    """A session that has run a lot lately."""
    session = light()
    session.own.add(10 * HEAVY_SESSION)
    return session


def in_a_loop(work: Callable[[], Awaitable[None]]) -> None:
    asyncio.run(asyncio.wait_for(work(), 30))  # type: ignore[arg-type]


async def asked(line: Turns, *sessions: Session) -> list[asyncio.Task[bool]]:
    tasks = [asyncio.create_task(line.take(session)) for session in sessions]
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    return tasks


def test_no_more_runs_than_places_in_the_order_of_arrival() -> None:
    async def work() -> None:
        line, people = Turns(2), [light() for _ in range(4)]
        tasks = await asked(line, *people)
        assert [task.done() for task in tasks] == [True, True, False, False]
        line.leave(people[1])
        await asyncio.sleep(0)
        assert [task.done() for task in tasks] == [True, True, True, False]
        line.leave(people[0])
        assert await tasks[3]

    in_a_loop(work)


def test_who_runs_all_the_time_comes_after_the_others_and_has_one_place() -> None:
    async def work() -> None:
        line, loops, people = Turns(2), [heavy() for _ in range(5)], [light() for _ in range(2)]
        first = await asked(line, *loops)
        assert [task.done() for task in first] == [True, False, False, False, False]
        (one, other) = await asked(line, *people)
        assert one.done() and not other.done()
        line.leave(people[0])
        await asyncio.sleep(0)
        assert other.done() and not any(task.done() for task in first[1:])
        for task in first[1:]:
            task.cancel()

    in_a_loop(work)


def test_control_sessions_alike_share_the_places() -> None:
    async def work() -> None:
        line, people = Turns(2), [light() for _ in range(5)]
        tasks = await asked(line, *people)
        assert sum(task.done() for task in tasks) == 2
        for task in tasks[2:]:
            task.cancel()

    in_a_loop(work)


def test_after_a_run_of_theirs_the_heavy_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    async def work() -> None:
        line, (one, other) = Turns(2), (heavy(), heavy())
        first, second = await asked(line, one, other)
        assert first.done()
        await asyncio.sleep(0.05)
        line.leave(one)
        await asyncio.sleep(0)
        assert not second.done()  # a place is free, and it rests
        assert await second  # then it goes on by itself

    in_a_loop(work)


def test_a_run_that_lasts_leaves_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that follows a document is asleep: four of them would hold all the places."""
    monkeypatch.setattr(turns, "LEASE", 0.05)

    async def work() -> None:
        line, people = Turns(1), [light(), light()]
        _, second = await asked(line, *people)
        assert not second.done()
        assert await second

    in_a_loop(work)


def test_a_run_that_follows_another_of_its_session_waits_for_nobody() -> None:
    async def work() -> None:
        line, people = Turns(1), [light(), light()]
        await asked(line, people[0])
        again, other = await asked(line, people[0], people[1])
        assert again.done() and not other.done()
        other.cancel()

    in_a_loop(work)


def test_use_is_the_share_of_the_processor_not_of_the_clock() -> None:
    """Four that run side by side for as long have a quarter each: the others' work makes nobody heavy."""

    async def work() -> None:
        line, people = Turns(4), [light() for _ in range(4)]
        await asked(line, *people)
        line._looked -= 80.0  # as if so many seconds had passed
        for session in people:
            line.leave(session)
        assert [round(session.own.now() / 10) for session in people] == [2] * 4

    in_a_loop(work)


# --- the websocket ---------------------------------------------------------------------------------------


def rerun() -> dict[str, Any]:
    ask = BackMsg()
    ask.rerun_script.query_string = ""
    return {"type": "websocket.receive", "bytes": ask.SerializeToString()}


def finished() -> dict[str, Any]:
    said = ForwardMsg()
    said.script_finished = ForwardMsg.FINISHED_SUCCESSFULLY
    return {"type": "websocket.send", "bytes": said.SerializeToString()}


def scope(address: str) -> dict[str, Any]:
    return {"type": "websocket", "path": "/_stcore/stream", "client": (address, 1), "headers": []}


class Page:
    """Streamlit, whose runs end when the test says; ``begun`` are those that were let in."""

    def __init__(self) -> None:
        self.begun: list[str] = []
        self.end = asyncio.Event()

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Any) -> None:
        while (await receive())["type"] != "websocket.disconnect":
            self.begun.append(scope["client"][0])
            await self.end.wait()
            await send(finished())


class Browser:
    """Asks for a run, and again when told to."""

    def __init__(self) -> None:
        self.asks: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self.got: list[dict[str, Any]] = []

    async def send(self, message: dict[str, Any]) -> None:
        self.got.append(message)


def test_a_run_that_waits_too_long_is_dropped_and_its_reader_told(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(turns, "PATIENCE", 0.05)
    monkeypatch.setattr(turns, "PLACES", 1)

    async def work() -> None:
        page = Page()
        share = FairShare(page)
        share._turns = Turns(1)
        browsers = [Browser(), Browser()]
        for browser in browsers:
            browser.asks.put_nowait(rerun())
        lines = [
            asyncio.create_task(share(scope(f"10.0.0.{k}"), browser.asks.get, browser.send))  # type: ignore[arg-type]
            for k, browser in enumerate(browsers)
        ]
        while not browsers[1].got:
            await asyncio.sleep(0.01)
        said = ForwardMsg.FromString(browsers[1].got[0]["bytes"])
        assert said.delta.new_element.toast.body == turns.BUSY and "réessayez" in turns.BUSY
        assert page.begun == ["10.0.0.0"]  # the other's run never began
        page.end.set()
        while not browsers[0].got:
            await asyncio.sleep(0.01)
        browsers[1].asks.put_nowait(rerun())  # the page lives: the next one is let in
        while len(page.begun) < 2:
            await asyncio.sleep(0.01)
        for browser in browsers:
            browser.asks.put_nowait({"type": "websocket.disconnect"})
        await asyncio.gather(*lines)

    in_a_loop(work)
    assert "run refused" in caplog.text and "10.0.0" not in caplog.text


def test_an_address_has_so_many_pages_open_and_no_more() -> None:
    async def work() -> None:
        share = FairShare(Page())
        browsers = [Browser() for _ in range(turns.AN_ADDRESS + 1)]
        lines = [asyncio.create_task(share(scope("10.0.0.1"), b.asks.get, b.send)) for b in browsers]  # type: ignore[arg-type]
        await asyncio.sleep(0)
        assert browsers[-1].got == [{"type": "websocket.close", "code": 1013}]
        assert not any(browser.got for browser in browsers[:-1])
        other = Browser()
        lines.append(asyncio.create_task(share(scope("10.0.0.2"), other.asks.get, other.send)))  # type: ignore[arg-type]
        await asyncio.sleep(0)
        assert not other.got
        for browser in (*browsers[:-1], other):
            browser.asks.put_nowait({"type": "websocket.disconnect"})
        await asyncio.gather(*lines)
        assert not share._open

    in_a_loop(work)


def test_what_is_no_ask_for_a_run_passes_and_what_cannot_be_read_is_streamlit_s() -> None:
    stop = BackMsg(stop_script=True).SerializeToString()
    for content in (stop, b"\xff\xff\xff", b"", None):
        assert not turns._asks_for_a_run({"type": "websocket.receive", "bytes": content})
    assert not turns._asks_for_a_run({"type": "websocket.receive", "text": "x"})
    assert turns._asks_for_a_run(rerun()) and turns._ends_a_run(finished())
    assert not turns._ends_a_run({"type": "websocket.send", "bytes": b"x" * 1_000_000})

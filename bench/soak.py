"""(f) What some abusive visitors cost the others: ``python -m bench.soak [--minutes N] [--visitors N] [--abusive N]``.

Visitors act every ten seconds, alone, then beside clients who ask without a pause for the atlas and for a meeting of
twenty views, and one who sends files of all sizes. Each has an address of its own, as a proxy would say it.
"""

from __future__ import annotations

import argparse
import asyncio
import math
import random
import statistics
import tempfile
import time
import uuid
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path

import httpx2 as httpx
from websockets.exceptions import ConnectionClosed

from bench.client import PageFailed, Visitor
from bench.crowd import CODES, DOMAINS, steps
from bench.servers import OURS, Server, running

EVERY = 10.0
MEBIBYTE = 1024 * 1024
MEETING = "/reunion?vues=" + ",".join([f"carte.{CODES[k % 13]}.{DOMAINS[k % 5]}" for k in range(20)])
LOOPS = ("/domaine?vue=atlas", MEETING)


@dataclass
class Measure:
    """What a phase gave: the visitors' waits in ms, the abusive clients' answers, the server's memory in MiB.

    ``processor``: the server's own seconds of it, a second; what the machine does beside does not change it.
    """

    waits: list[float] = field(default_factory=list)
    abuses: dict[str, int] = field(default_factory=dict)
    memory: list[float] = field(default_factory=list)
    processor: float = math.nan

    def p95(self) -> float:
        """Of the waits; none where fewer than two actions were answered."""
        return statistics.quantiles(self.waits, n=20)[-1] if len(self.waits) > 1 else math.nan


async def visitor(host: str, number: int, end: float, measure: Measure, every: float = EVERY) -> None:
    """Open loop: each wait is counted from the moment at which the action was due."""
    addresses = steps(number)
    async with Visitor(host, address=f"10.1.{number // 250}.{number % 250}") as one:
        await one.run(next(addresses))
        due = time.perf_counter() + random.Random(number).random() * every
        while due < end:
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
            await one.run(next(addresses))
            measure.waits.append(1000 * (time.perf_counter() - due))
            due += every


async def looping(host: str, number: int, end: float, measure: Measure, *, held: bool) -> None:
    """A client that asks again as soon as it is answered; not ``held``: it says no address, as the machine itself."""
    address = LOOPS[number % len(LOOPS)]
    while time.perf_counter() < end:
        with suppress(PageFailed, ConnectionClosed, OSError):
            async with Visitor(host, address=f"10.9.0.{number}" if held else None) as one:
                while time.perf_counter() < end:
                    async with asyncio.timeout(30):
                        await one.run(address)
                    measure.abuses["runs"] = measure.abuses.get("runs", 0) + 1


async def uploading(host: str, end: float, measure: Measure) -> None:
    """A client that sends files to a page that asks for one, of a size that is let in and of one that is not."""
    async with Visitor(host, address="10.9.1.1") as one:
        await one.run("/reunion")
        headers = {"X-Forwarded-For": "10.9.1.1"}
        async with httpx.AsyncClient(base_url=f"http://{host}", headers=headers, timeout=60) as client:
            token = (await client.get("/_stcore/health")).cookies.get("_streamlit_xsrf") or ""
            client.headers["X-Xsrftoken"] = token
            for size in iter(lambda: random.choice((MEBIBYTE // 2, 2 * MEBIBYTE, 40 * MEBIBYTE)), 0):
                if time.perf_counter() >= end:
                    return
                with suppress(httpx.HTTPError):
                    where = f"/_stcore/upload_file/{one.session}/{uuid.uuid4()}"
                    answer = await client.put(where, files={"file": ("reunion.json", b"x" * size)})
                    said = f"upload {answer.status_code}"
                    measure.abuses[said] = measure.abuses.get(said, 0) + 1
                await asyncio.sleep(0.2)


async def watching(server: Server, end: float, measure: Measure) -> None:
    while time.perf_counter() < end:
        measure.memory.append(server.memory())
        await asyncio.sleep(1)


async def abuse(host: str, seconds: float, abusive: int, held: bool) -> dict[str, int]:
    """What all the abusive clients were answered."""
    measure, end = Measure(), time.perf_counter() + seconds
    loops = [looping(host, number, end, measure, held=held) for number in range(abusive)]
    await asyncio.gather(*loops, uploading(host, end, measure))
    return measure.abuses


def abused(host: str, seconds: float, abusive: int, held: bool) -> dict[str, int]:
    """In a process of their own: what they do to the client must not count as what they do to the server."""
    return asyncio.run(abuse(host, seconds, abusive, held))


async def phase(server: Server, seconds: float, visitors: int, every: float = EVERY) -> Measure:
    """The visitors for so long."""
    measure, end = Measure(), time.perf_counter() + seconds
    people = [visitor(server.host, number, end, measure, every) for number in range(visitors)]
    before, began = server.processor(), time.perf_counter()
    await asyncio.gather(*people, watching(server, end, measure))
    measure.processor = (server.processor() - before) / (time.perf_counter() - began)
    return measure


def main(argv: Sequence[str] = ()) -> None:
    """Print the visitors' p95 alone and beside the others, the memory, and the lines of the log."""
    parser = argparse.ArgumentParser(prog="bench.soak")
    parser.add_argument("--minutes", type=float, default=2.0, help="all together (30 for a release)")
    parser.add_argument("--visitors", type=int, default=50)
    parser.add_argument("--abusive", type=int, default=5)
    parser.add_argument("--unheld", action="store_true", help="the control: nobody is paced (deploy/pace.py)")
    asked = parser.parse_args(argv)

    with (
        tempfile.TemporaryDirectory() as folder,
        running(OURS, log=Path(folder) / "log") as server,
    ):
        time.sleep(6)  # what it warms in the background
        alone = asyncio.run(phase(server, asked.minutes * 15, asked.visitors))
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as others:
            abuses = others.submit(abused, server.host, asked.minutes * 45, asked.abusive, not asked.unheld)
            beside = asyncio.run(phase(server, asked.minutes * 45, asked.visitors))
            answers = abuses.result()
        time.sleep(5)
        lines = (Path(folder) / "log").read_text(encoding="utf-8").count("\n")
        print(f"(f) {asked.visitors} visitors, {asked.abusive} abusive clients, {asked.minutes:g} min")
        print(f"{'':10}{'actions':>9}{'p50 ms':>9}{'p95 ms':>9}{'most MiB':>10}{'processor':>11}")
        for name, each in (("alone", alone), ("beside", beside)):
            middle = statistics.median(each.waits)
            print(
                f"{name:10}{len(each.waits):9}{middle:9.0f}{each.p95():9.0f}{max(each.memory):10.0f}{each.processor:11.2f}"
            )
        print(f"p95 beside / alone: {beside.p95() / alone.p95():.1f} (aim 2); log: {lines} lines (aim 1000)")
        print(f"memory at the end: {server.memory():.0f} MiB; abusive: {answers}")


if __name__ == "__main__":
    import sys

    main(sys.argv[1:])

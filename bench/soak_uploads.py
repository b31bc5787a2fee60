"""(h) Memory beside hostile uploads: ``python -m bench.soak_uploads [--minutes N] [--visitors N] [--uploads N]``.

Visitors act every ten seconds, alone, then while as many clients as are asked for open the page that takes a file and
all send the largest at once, and one of twenty times that; then alone again, for longer than a file is kept.
"""

from __future__ import annotations

import argparse
import asyncio
import tempfile
import time
import uuid
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from multiprocessing import get_context
from pathlib import Path

import httpx2 as httpx

from bench.client import Visitor
from bench.servers import OURS, running
from bench.soak import EVERY, MEBIBYTE, Measure, phase
from deploy.uploads import KEPT

AIM = 600.0
"""MiB."""
SMALL, LARGE = 2 * MEBIBYTE - 4096, 40 * MEBIBYTE
"""Bytes: the largest that is let in with its envelope, and far more."""
AT_ONCE = 10
"""Large ones: the client holds each whole."""


async def sending(
    host: str, number: int, start: asyncio.Barrier, large: asyncio.Semaphore, answers: Counter[str]
) -> None:
    """A client with an address and a session of its own: its file leaves with all the others', then its large one."""
    address = f"10.8.{number // 250}.{number % 250}"
    async with Visitor(host, address=address) as one:
        await one.run("/reunion")
        async with httpx.AsyncClient(base_url=f"http://{host}", timeout=600) as client:
            client.headers["X-Forwarded-For"] = address
            client.headers["X-Xsrftoken"] = (await client.get("/_stcore/health")).cookies.get("_streamlit_xsrf") or ""
            await start.wait()
            await _put(client, one.session, SMALL, answers)
            async with large:
                await _put(client, one.session, LARGE, answers)


async def _put(client: httpx.AsyncClient, session: str, size: int, answers: Counter[str]) -> None:
    with suppress(httpx.HTTPError):  # closed before the whole was sent
        where = f"/_stcore/upload_file/{session}/{uuid.uuid4()}"
        sent = await client.put(where, files={"file": ("reunion.json", b"x" * size)})
        answers[f"{round(size / MEBIBYTE)} MiB: {sent.status_code}"] += 1


async def hostile(host: str, count: int) -> Counter[str]:
    start, large, answers = asyncio.Barrier(count), asyncio.Semaphore(AT_ONCE), Counter[str]()
    await asyncio.gather(*(sending(host, number, start, large, answers) for number in range(count)))
    return answers


def sent(host: str, count: int) -> Counter[str]:
    """In a process of their own, as ``bench.soak.abused``."""
    return asyncio.run(hostile(host, count))


def main(argv: Sequence[str] = ()) -> None:
    """Print the most memory of each phase, the visitors' p95 and what the hostile clients were answered."""
    parser = argparse.ArgumentParser(prog="bench.soak_uploads")
    parser.add_argument("--minutes", type=float, default=5.0, help="all together, of which two after the uploads")
    parser.add_argument("--visitors", type=int, default=100)
    parser.add_argument("--uploads", type=int, default=200)
    parser.add_argument("--every", type=float, default=EVERY, help="seconds between two actions of a visitor")
    asked = parser.parse_args(argv)
    after = KEPT + 60
    part = max(30.0, (asked.minutes * 60 - after) / 2)

    with tempfile.TemporaryDirectory() as folder, running(OURS, log=Path(folder) / "log") as server:
        time.sleep(6)  # what it warms in the background

        def measured(seconds: float) -> Measure:
            return asyncio.run(phase(server, seconds, asked.visitors, asked.every))

        phases: dict[str, Measure] = {"alone": measured(part)}
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as others:
            answers = others.submit(sent, server.host, asked.uploads)
            phases["beside"] = measured(part)
            while not answers.done():  # a slow machine
                phases["beside"].memory += measured(part).memory
            phases["after"] = measured(after)
            print(f"(h) {asked.visitors} visitors, {asked.uploads} hostile uploads, {asked.minutes:g} min")
            print(f"{'':10}{'actions':>9}{'p95 ms':>9}{'most MiB':>10}{'last MiB':>10}")
            for name, each in phases.items():
                figures = f"{len(each.waits):9}{each.p95():9.0f}{max(each.memory):10.0f}{each.memory[-1]:10.0f}"
                print(f"{name:10}{figures}")
            print(f"aim: under {AIM:.0f} MiB; answered: {dict(answers.result())}")


if __name__ == "__main__":
    import sys

    main(sys.argv[1:])

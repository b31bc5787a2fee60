"""(c) How long people wait when many are there: ``python -m bench.crowd [--seconds N]``.

Open loop: each session acts at its own times, whether or not it has had its last answer, and a wait is counted from
the time that was due. « client late » says how far the client itself was behind: where it is not small, the numbers are
the client's. Client and server share the machine.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import random
import statistics
import time
from collections.abc import Sequence

from bench.client import Visitor
from bench.servers import OURS, behind_nginx, running

SESSIONS = (1, 10, 50, 100, 200)
EVERY = (10.0, 20.0)
CODES = ("11", "24", "27", "28", "32", "44", "52", "53", "75", "76", "84", "93", "94")
DOMAINS = ("emploi", "pauvrete", "sante", "education", "culture")


def steps(seed: int) -> itertools.cycle[str]:
    """What a visitor looks at, one after the other: their region, its domains, a comparison."""
    chance = random.Random(seed)
    region, other = chance.sample(CODES, 2)
    domain = chance.choice(DOMAINS)
    return itertools.cycle(
        (
            f"/?region={region}",
            f"/territoire?region={region}",
            f"/domaine?domaine={domain}&region={region}",
            f"/comparer?regions={region},{other}&region={region}",
            f"/territoire?region={other}",
        )
    )


async def session(host: str, number: int, every: float, seconds: float, waits: list[float], late: list[float]) -> None:
    """One visitor, from an address and a time of their own in the first period."""
    addresses = steps(number)
    async with Visitor(host, address=f"10.1.{number // 250}.{number % 250}") as visitor:
        await visitor.run(next(addresses))
        due = time.perf_counter() + random.Random(number).random() * every
        end = due + seconds
        while due < end:
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
            started = time.perf_counter()
            await visitor.run(next(addresses))
            waits.append(time.perf_counter() - due)
            late.append(started - due)
            due += every


async def crowd(host: str, count: int, every: float, seconds: float) -> str:
    """One line: the waits of so many sessions, in ms."""
    waits: list[float] = []
    late: list[float] = []
    people = [session(host, number, every, seconds, waits, late) for number in range(count)]
    await asyncio.gather(*people)
    cuts = statistics.quantiles(waits, n=100) if len(waits) > 1 else [waits[0]] * 99
    shown = "".join(f"{1000 * cuts[k - 1]:9.0f}" for k in (50, 95, 99))
    return f"{count:8} {every:7.0f}{shown}{1000 * statistics.median(late):12.0f}{len(waits):9}"


def main(argv: Sequence[str] = ()) -> None:
    """Print the waits on one process, then on two behind nginx."""
    parser = argparse.ArgumentParser(prog="bench.crowd")
    parser.add_argument("--seconds", type=float, default=40.0, help="how long each crowd acts")
    parser.add_argument("--sessions", type=int, nargs="*", default=SESSIONS)
    asked = parser.parse_args(argv)
    head = f"{'sessions':>8} {'every s':>7}{'p50 ms':>9}{'p95':>9}{'p99':>9}{'client late':>12}{'actions':>9}"
    for title, served in (("one process", running(OURS)), ("two processes behind nginx", behind_nginx(OURS))):
        with served as server:
            print(f"(c) {title}\n{head}")
            if server is None:
                print("    nginx is not installed here")
                continue
            time.sleep(4)
            for every, count in itertools.product(EVERY, asked.sessions):
                print(asyncio.run(crowd(server.host, count, every, asked.seconds)), flush=True)


if __name__ == "__main__":
    import sys

    main(sys.argv[1:])

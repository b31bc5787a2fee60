"""(d) From the start to the first page, and the memory, idle and after many reruns: ``python -m bench.start``."""

from __future__ import annotations

import asyncio
import statistics
import time

from bench.addresses import PAGES
from bench.client import Visitor
from bench.servers import BARE, OURS, Server, running

STARTS, RERUNS = 5, 500


async def first_page(server: Server) -> float:
    """Seconds of the first visitor's first page."""
    began = time.perf_counter()
    async with Visitor(server.host) as visitor:
        await visitor.run("/")
    return time.perf_counter() - began


async def many(server: Server) -> None:
    """Every page, in turn."""
    addresses = list(PAGES.values())
    async with Visitor(server.host) as visitor:
        for number in range(RERUNS):
            await visitor.run(addresses[number % len(addresses)])


def started(app: str) -> float:
    """Seconds from the command to the first page drawn by the server."""
    with running(app) as server:
        return server.started_in + asyncio.run(first_page(server))


def main() -> None:
    """Print the medians and the memory."""
    bare, own = (statistics.median(started(app) for _ in range(STARTS)) for app in (BARE, OURS))
    print(f"(d) start to first page: {own:.2f} s ({own / bare:.1f} x bare page, {bare:.2f} s)")
    with running(OURS) as server:
        asyncio.run(first_page(server))
        time.sleep(5)
        idle = server.memory()
        asyncio.run(many(server))
        once = server.memory()
        asyncio.run(many(server))
        print(
            f"    memory: {idle:.0f} MiB idle, {once:.0f} after {RERUNS} reruns, {server.memory():.0f} after twice that"
        )


if __name__ == "__main__":
    main()

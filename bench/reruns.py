"""(a) What a rerun of each page costs the server, against a bare page's: ``python -m bench.reruns``."""

from __future__ import annotations

import asyncio
import statistics
import time
from typing import NamedTuple

from bench.addresses import PAGES
from bench.client import Visitor
from bench.servers import BARE, OURS, Server, running

BATCHES, RERUNS, WARM = 5, 20, 4


class Cost(NamedTuple):
    """Medians of one rerun: processor and answer in ms, received in kB."""

    processor: float
    answer: float
    received: float


async def cost(server: Server, address: str) -> Cost:
    """Median of the batches: the processor's clock ticks a hundred times a second, so that a batch is many reruns."""
    async with Visitor(server.host) as visitor:
        for _ in range(WARM):
            received = await visitor.run(address)
        processor, answer = [], []
        for _ in range(BATCHES):
            used, began = server.processor(), time.perf_counter()
            for _ in range(RERUNS):
                await visitor.run(address)
            answer.append((time.perf_counter() - began) / RERUNS)
            processor.append((server.processor() - used) / RERUNS)
    return Cost(statistics.median(processor) * 1000, statistics.median(answer) * 1000, received / 1000)


def main() -> None:
    """Print each page's costs and their ratio to the bare page's."""
    with running(BARE) as server:
        bare = asyncio.run(cost(server, "/"))
    print(f"{'(a) a rerun':24} {'processor ms':>12} {'x bare':>7} {'answer ms':>10} {'x bare':>7} {'kB':>6}")
    print(f"{'bare page':24} {bare.processor:12.1f} {1:7.1f} {bare.answer:10.1f} {1:7.1f} {bare.received:6.0f}")
    with running(OURS) as server:
        time.sleep(4)  # what is made in the background after the start
        for name, address in PAGES.items():
            own = asyncio.run(cost(server, address))
            ratios = own.processor / bare.processor, own.answer / bare.answer
            print(
                f"{name:24} {own.processor:12.1f} {ratios[0]:7.1f} {own.answer:10.1f} {ratios[1]:7.1f} "
                f"{own.received:6.0f}"
            )


if __name__ == "__main__":
    main()

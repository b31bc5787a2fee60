"""(a) What a rerun of each page costs the server, against a bare page's: ``python -m bench.reruns``.

Against a page of the same elements too, which say nothing (``bench/bare/same.py``): what no page
of so many can be under, whatever is in them.
"""

from __future__ import annotations

import asyncio
import statistics
import time
from collections import Counter
from typing import NamedTuple
from urllib.parse import urlencode

from bench.addresses import PAGES
from bench.client import Visitor
from bench.servers import BARE, OURS, Server, running

BATCHES, RERUNS, WARM = 5, 20, 4


class Cost(NamedTuple):
    """Medians of one rerun: processor and answer in ms, received in kB; its elements by kind."""

    processor: float
    answer: float
    received: float
    elements: Counter[str]


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
    spent, waited = statistics.median(processor) * 1000, statistics.median(answer) * 1000
    return Cost(spent, waited, received / 1000, Counter(visitor.elements))


def main() -> None:
    """Print each page's costs and their ratio to the bare page's."""
    with running(BARE) as server:
        bare = asyncio.run(cost(server, "/"))
    print(
        f"{'(a) a rerun':24} {'processor ms':>12} {'x bare':>7} {'answer ms':>10} {'x bare':>7} {'kB':>6} "
        f"{'elements':>9} {'the same, bare, ms':>18} {'x the same':>10}"
    )
    with running(OURS) as server, running(BARE) as reference:
        time.sleep(10)  # what is made in the background after the start
        for name, address in {"bare page": "/", **PAGES}.items():
            own = bare if name == "bare page" else asyncio.run(cost(server, address))
            same = asyncio.run(cost(reference, f"/?{urlencode(own.elements)}"))
            print(
                f"{name:24} {own.processor:12.1f} {own.processor / bare.processor:7.1f} {own.answer:10.1f} "
                f"{own.answer / bare.answer:7.1f} {own.received:6.0f} {own.elements.total():9} {same.processor:18.1f} "
                f"{own.processor / same.processor:10.1f}",
                flush=True,
            )


if __name__ == "__main__":
    main()

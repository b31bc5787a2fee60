"""(e) What another visitor waits while a press, as the server's, writes decks without a pause.

``python -m bench.exports_meanwhile``.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import statistics
import threading
import time
from functools import partial

from bench.client import Visitor
from bench.reading import DATA, FOLDER
from bench.servers import OURS, running
from charts import exports
from charts.figures import Numbers
from charts.stamp import Stamp
from pages.shared.press import Press
from territory.analysis import Reading
from territory.factors import factor_shifts
from territory.loader import load_edition
from territory.robustness import domain_places
from territory.scores import score_table

SECONDS, EVERY = 12.0, 0.15


async def waits(host: str) -> list[float]:
    """The answers of a visitor who acts all the time, in ms."""
    found = []
    async with Visitor(host) as visitor:
        await visitor.run("/territoire?region=32")
        end = time.perf_counter() + SECONDS
        while time.perf_counter() < end:
            began = time.perf_counter()
            await visitor.run("/territoire?region=32")
            found.append(1000 * (time.perf_counter() - began))
            await asyncio.sleep(EVERY)
    return found


def p95(found: list[float]) -> float:
    return statistics.quantiles(found, n=20)[-1]


def main() -> None:
    """Print the visitor's p95 alone, then beside a press that writes without a pause."""
    edition = load_edition(FOLDER, DATA)
    stamp = Stamp(edition, Reading(), dt.date(2026, 11, 21))
    numbers = Numbers(score_table(edition), domain_places(edition), factor_shifts(edition))
    press, over = Press(), threading.Event()

    def write() -> None:
        make = partial(exports.report, "32", "pptx", stamp, numbers)
        while not over.is_set():
            press.write(make, told=lambda made, parts: None, ahead=lambda place: None)

    with running(OURS) as server:
        time.sleep(4)
        alone = p95(asyncio.run(waits(server.host)))
        writer = threading.Thread(target=write)
        writer.start()
        beside = p95(asyncio.run(waits(server.host)))
        over.set()
        writer.join()
    print(f"(e) another visitor's p95: {alone:.0f} ms alone, {beside:.0f} ms while decks are written", end="")
    print(f" ({beside / alone:.1f} x)")


if __name__ == "__main__":
    main()

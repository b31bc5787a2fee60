"""What is done by itself: workshops whose time is over are erased every day, addresses that asked every minute."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from deploy.workshop.rate import MINUTE
from territory.workshop.errors import StoreAway
from territory.workshop.store import Store

logger = logging.getLogger("observatoire")
DAY = 24 * 3600.0


@asynccontextmanager
async def upkeep(store: Callable[[], Store], forget: Callable[[], None]) -> AsyncIterator[None]:
    """For as long as the server runs."""
    tasks = [asyncio.create_task(_purge_daily(store)), asyncio.create_task(_forget(forget))]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def purge(store: Store) -> None:
    """A database that does not answer is logged; the rest of the dashboard does not need it."""
    try:
        if erased := store.purge_expired():
            logger.info("workshops: %d erased, their time was over", erased)
    except StoreAway as error:
        logger.error("workshops: none erased, the store does not answer: %s", type(error.__cause__).__name__)


async def _purge_daily(store: Callable[[], Store]) -> None:
    while True:
        await asyncio.to_thread(lambda: purge(store()))
        await asyncio.sleep(DAY)


async def _forget(forget: Callable[[], None]) -> None:
    while True:
        await asyncio.sleep(MINUTE)
        forget()

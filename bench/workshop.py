"""(g) How long a phone waits for « enregistré »: ``python -m bench.workshop [--rooms 1 5] [--phones 100]``.

Rooms vote at once: each phone opens the ballot, then sends it at a time of its own within ``--seconds``; a wait is
counted from the time that was due. Fifty readers use the dashboard meanwhile. The store is a new SQLite file, or what
``DATABASE_URL`` names. Acknowledged ballots are counted in the store at the end: none may be missing.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import re
import secrets
import statistics
import tempfile
import time
from collections.abc import Sequence
from http.cookiejar import DefaultCookiePolicy

import httpx2 as httpx

from bench.crowd import session
from bench.servers import OURS, running
from territory.workshop.address import STATE, address
from territory.workshop.model import ACTORS, Setup
from territory.workshop.records import Keys, Workshop
from territory.workshop.store import Store

DOMAINS = ("emploi", "pauvrete", "sante", "education", "culture", "mobilite", "securite", "numerique")
ASKED = Setup("Banc d’essai", "impact-2020", "32", ACTORS, DOMAINS, True, "Banc d’essai")
READERS, EVERY = 50, 10.0
HEAD = f"{'rooms':>5} {'phones':>7} {'within s':>8}{'p50 ms':>9}{'p95':>9}{'p99':>9}{'acknowledged':>13}{'lost':>6}"


async def phone(client: httpx.AsyncClient, code: str, begins: float, seconds: float, waits: list[float]) -> int:
    """Open the ballot, send it when it is due; 1 once it is acknowledged."""
    chance = random.Random()
    page = await client.get(f"/vote/{code}")
    held = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page.text))
    first, second = chance.sample(DOMAINS, 2)
    ballot = {
        "actor": chance.choice(ACTORS).code,
        "points": {first: 3, second: 2},
        "opinions": {first: "more"},
        "waited": 0,
    }
    headers = {"Origin": str(client.base_url).rstrip("/"), "Cookie": f"appareil={held['device']}"}
    due = begins + chance.random() * seconds
    await asyncio.sleep(max(0.0, due - time.perf_counter()))
    sent = {**held, **ballot, "ballot_id": secrets.token_hex(16)}
    answer = await client.post(f"/vote/{code}", json=sent, headers=headers)
    waits.append(time.perf_counter() - due)
    return int(answer.status_code == 201)


async def vote(url: str, codes: Sequence[str], phones: int, seconds: float) -> tuple[list[float], int]:
    """The waits of all phones, and how many ballots were acknowledged."""
    waits: list[float] = []
    begins = time.perf_counter() + 5 + len(codes) * phones / 50
    limits = httpx.Limits(max_connections=None, max_keepalive_connections=0)  # a phone has its own
    async with httpx.AsyncClient(base_url=url, timeout=60, limits=limits) as client:
        client.cookies.jar.set_policy(DefaultCookiePolicy(allowed_domains=[]))  # each phone says its own
        people = [phone(client, code, begins, seconds, waits) for code in codes for _ in range(phones)]
        readers = [
            session(url.removeprefix("http://"), number, EVERY, seconds + begins - time.perf_counter(), [], [])
            for number in range(READERS)
        ]
        acknowledged, _ = await asyncio.gather(asyncio.gather(*people), asyncio.gather(*readers))
    return waits, sum(acknowledged)


def led(store: Store, keys: Keys) -> Workshop:
    found = store.by_facilitator(keys.facilitator)
    assert found is not None
    return found


def measured(url: str, store: Store, rooms: int, phones: int, seconds: float) -> str:
    """One line: p50, p95 and p99 in ms, ballots acknowledged, and how many of them the store has not."""
    keys = [store.create(ASKED) for _ in range(rooms)]
    for each in keys:
        store.open_round(led(store, each))
    waits, acknowledged = asyncio.run(vote(url, [each.code for each in keys], phones, seconds))
    kept = sum(sum(store.progress(led(store, each)).values()) for each in keys)
    for each in keys:
        store.erase(led(store, each))
    cuts = statistics.quantiles(waits, n=100)
    shown = "".join(f"{1000 * cuts[k - 1]:9.0f}" for k in (50, 95, 99))
    return f"{rooms:5} {phones:7} {seconds:8.0f}{shown}{acknowledged:13}{acknowledged - kept:6}"


def main(argv: Sequence[str] = ()) -> None:
    parser = argparse.ArgumentParser(prog="bench.workshop")
    parser.add_argument("--rooms", type=int, nargs="*", default=(1, 5))
    parser.add_argument("--phones", type=int, default=100)
    parser.add_argument("--seconds", type=float, default=20.0, help="in which all phones vote")
    asked = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as state:
        os.environ[STATE] = state
        store = Store(address(os.environ))
        with running(OURS) as server:
            print(f"(g) ballots acknowledged, ms, beside 50 readers\n{HEAD}")
            time.sleep(4)
            for rooms in asked.rooms:
                print(measured(server.url, store, rooms, asked.phones, asked.seconds), flush=True)
        store.close()


if __name__ == "__main__":
    import sys

    main(sys.argv[1:])

"""(g) How long a phone waits for « enregistré »: ``python -m bench.workshop [--rooms 1 5] [--phones 100]``.

Rooms vote at once: each phone opens the ballot, then sends it at a time of its own within ``--seconds``; a wait is
counted from the time that was due. Fifty readers use the dashboard meanwhile. The store is a new SQLite file, or with
``--database postgresql`` a cluster of the system's packages, whose commits wait for the disk; ``--processes 2`` has two
servers on it, and each phone its own of the two. ``--kill`` ends one of them by kill -9 in the middle of the vote, and
its phones then ask another, as behind nginx. Acknowledged ballots are looked for in the store: none may be missing.
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
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from http.cookiejar import DefaultCookiePolicy

import httpx2 as httpx
from sqlalchemy import create_engine, select

from bench.crowd import session
from bench.servers import OURS, Server, running
from territory.workshop.address import STATE, URL, address
from territory.workshop.model import ACTORS, Setup
from territory.workshop.records import Keys, Workshop
from territory.workshop.schema import BALLOTS
from territory.workshop.store import Store
from tests.territory.workshop.postgresql import cluster

DOMAINS = ("emploi", "pauvrete", "sante", "education", "culture", "mobilite", "securite", "numerique")
ASKED = Setup("Banc d’essai", "impact-2020", "32", ACTORS, DOMAINS, True, "Banc d’essai")
READERS, EVERY = 50, 10.0
TRIES = 20
HEAD = f"{'rooms':>5} {'phones':>7} {'within s':>8}{'p50 ms':>9}{'p95':>9}{'p99':>9}{'acknowledged':>13}{'lost':>6}"


@dataclass
class Vote:
    """What phones are told: waits in seconds, and the ballots that were acknowledged. ``urls``: servers that live."""

    urls: list[str]
    waits: list[float] = field(default_factory=list)
    acknowledged: set[str] = field(default_factory=set)

    async def ask(
        self, client: httpx.AsyncClient, number: int, path: str, json: object = None, cookie: str = ""
    ) -> httpx.Response:
        """An answer of the phone's own server, or of another once that is gone: a ballot sent again counts once."""
        for _ in range(TRIES):
            url = self.urls[number % len(self.urls)]
            headers = {"Origin": url, "Cookie": cookie}
            try:
                if json is None:
                    return await client.get(f"{url}{path}")
                return await client.post(f"{url}{path}", json=json, headers=headers)
            except httpx.TransportError:
                await asyncio.sleep(0.2)
        raise RuntimeError(f"no server answered {TRIES} times")

    async def phone(self, client: httpx.AsyncClient, number: int, code: str, begins: float, seconds: float) -> None:
        """Open the ballot, send it when it is due."""
        chance = random.Random()
        page = await self.ask(client, number, f"/vote/{code}")
        held = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page.text))
        first, second = chance.sample(DOMAINS, 2)
        actor, points = chance.choice(ACTORS).code, {first: 3, second: 2}
        ballot = {"actor": actor, "points": points, "opinions": {first: "more"}, "waited": 0}
        due = begins + chance.random() * seconds
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        sent = {**held, **ballot, "ballot_id": secrets.token_hex(16)}
        answer = await self.ask(client, number, f"/vote/{code}", sent, f"appareil={held['device']}")
        self.waits.append(time.perf_counter() - due)
        if answer.status_code == 201:
            self.acknowledged.add(str(sent["ballot_id"]))


async def vote(servers: Sequence[Server], codes: Sequence[str], phones: int, seconds: float, *, kill: bool) -> Vote:
    """All phones of all rooms, beside readers of the first server."""
    told = Vote([server.url for server in servers])
    begins = time.perf_counter() + 5 + len(codes) * phones / 50
    limits = httpx.Limits(max_connections=None, max_keepalive_connections=0)  # a phone has its own
    async with httpx.AsyncClient(timeout=60, limits=limits) as client:
        client.cookies.jar.set_policy(DefaultCookiePolicy(allowed_domains=[]))  # each phone says its own
        rooms = [code for code in codes for _ in range(phones)]
        people = [told.phone(client, number, code, begins, seconds) for number, code in enumerate(rooms)]
        length = seconds + begins - time.perf_counter()
        readers = [session(servers[0].host, number, EVERY, length, [], []) for number in range(READERS)]
        ended = [end(told, servers[-1], begins + seconds / 2)] if kill else []
        await asyncio.gather(*people, *readers, *ended)
    return told


async def end(told: Vote, server: Server, at: float) -> None:
    """kill -9 of a server at a time; phones then know the others."""
    await asyncio.sleep(max(0.0, at - time.perf_counter()))
    server.process.kill()
    told.urls.remove(server.url)


def led(store: Store, keys: Keys) -> Workshop:
    found = store.by_facilitator(keys.facilitator)
    assert found is not None
    return found


def kept(database: str) -> set[str]:
    """The ballots that the database holds."""
    engine = create_engine(database.replace("postgresql:", "postgresql+psycopg:"))
    with engine.connect() as connection:
        found = set(connection.execute(select(BALLOTS.c.ballot_id)).scalars())
    engine.dispose()
    return found


def measured(servers: Sequence[Server], store: Store, database: str, asked: argparse.Namespace, rooms: int) -> str:
    """One line: p50, p95 and p99 in ms, ballots acknowledged, and how many of them the store has not."""
    keys = [store.create(ASKED) for _ in range(rooms)]
    for each in keys:
        store.open_round(led(store, each))
    codes = [each.code for each in keys]
    told = asyncio.run(vote(servers, codes, asked.phones, asked.seconds, kill=asked.kill))
    lost = len(told.acknowledged - kept(database))
    counted = sum(sum(store.progress(led(store, each)).values()) for each in keys)
    assert counted >= len(told.acknowledged) - lost, "a ballot that is held is not counted"
    for each in keys:
        store.erase(led(store, each))
    cuts = statistics.quantiles(told.waits, n=100)
    shown = "".join(f"{1000 * cuts[k - 1]:9.0f}" for k in (50, 95, 99))
    return f"{rooms:5} {asked.phones:7} {asked.seconds:8.0f}{shown}{len(told.acknowledged):13}{lost:6}"


@contextmanager
def database_of(kind: str) -> Iterator[str]:
    """The address of an empty store, which the servers find in their environment."""
    with ExitStack() as held:
        os.environ[STATE] = held.enter_context(tempfile.TemporaryDirectory())
        if kind == "postgresql":
            os.environ[URL] = held.enter_context(cluster(durable=True))
        yield address(os.environ)


def main(argv: Sequence[str] = ()) -> None:
    parser = argparse.ArgumentParser(prog="bench.workshop")
    parser.add_argument("--rooms", type=int, nargs="*", default=(1, 5))
    parser.add_argument("--phones", type=int, default=100)
    parser.add_argument("--seconds", type=float, default=20.0, help="in which all phones vote")
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--processes", type=int, default=1, help="servers on the one database")
    parser.add_argument("--kill", action="store_true", help="end the last server in the middle, by kill -9")
    asked = parser.parse_args(argv)
    if asked.kill and asked.processes < 2:
        parser.error("--kill leaves no server: ask for --processes 2")
    if asked.kill:
        asked.rooms = asked.rooms[-1:]  # a server ends once
    served = f"{asked.database}, {asked.processes} of ours{', one killed' if asked.kill else ''}"
    print(f"(g) ballots acknowledged, ms, beside {READERS} readers: {served}, load {os.getloadavg()[0]:.1f}")
    with database_of(asked.database) as database, ExitStack() as held:
        store = Store(database)
        servers = [held.enter_context(running(OURS)) for _ in range(asked.processes)]
        time.sleep(4)
        print(HEAD)
        for rooms in asked.rooms:
            print(measured(servers, store, database, asked, rooms), flush=True)
        store.close()


if __name__ == "__main__":
    import sys

    main(sys.argv[1:])

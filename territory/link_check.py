"""Checks each address of the catalogue, slowly and once; for maintainers, never called by the app.

    python -m territory check-links            # a CSV of what answers, redirects or is gone

One address at a time, a pause between two of a same site, no redirection followed: where it leads is written down
for a person to read. ``robots.txt`` asks nothing of a reader who opens one page once.
"""

from __future__ import annotations

import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from http.client import HTTPException, HTTPMessage
from typing import IO
from urllib.parse import urljoin, urlsplit

import pandas as pd

from territory.resources import Catalogue

AGENT = "observatoire-verification-des-liens (une demande par adresse)"
TIMEOUT, PAUSE = 10.0, 2.0
"""Seconds: what an address has to answer, and what is left to a site before it is asked again."""
READ = 512
"""Bytes read of an answer: only whether there is one matters."""
ANSWERS, MOVED, GONE, REFUSED, SILENT = "répond", "redirige", "disparue", "refusée", "ne répond pas"
COLUMNS = ["id", "title", "link", "result", "status", "leads_to", "error"]


@dataclass(frozen=True)
class Answer:
    """``status``: the HTTP status, 0 without an answer. ``leads_to``: where it redirects. ``error``: why it failed."""

    result: str
    status: int
    leads_to: str = ""
    error: str = ""


class _Stay(urllib.request.HTTPRedirectHandler):
    """No redirection is followed."""

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> None:
        return None


def ask(link: str, timeout: float = TIMEOUT) -> Answer:
    """One request for an address; nothing is raised whatever the other side does."""
    request = urllib.request.Request(link, headers={"User-Agent": AGENT, "Accept": "text/html,*/*;q=0.5"})
    try:
        with urllib.request.build_opener(_Stay).open(request, timeout=timeout) as answer:
            answer.read(READ)
            return Answer(ANSWERS, answer.status)
    except urllib.error.HTTPError as error:
        with error:
            return _answer(link, error)
    except (OSError, HTTPException, ValueError) as error:
        return Answer(SILENT, 0, error=str(getattr(error, "reason", error)) or type(error).__name__)


def _answer(link: str, error: urllib.error.HTTPError) -> Answer:
    """300 to 399 redirect; 404 and 410 mean that it is gone; other errors, that a machine is refused."""
    if 300 <= error.code < 400:
        return Answer(MOVED, error.code, urljoin(link, error.headers.get("Location", "")))
    return Answer(GONE if error.code in {404, 410} else REFUSED, error.code)


def addresses(catalogue: Catalogue, regions: Sequence[str]) -> dict[str, tuple[str, str]]:
    """Each address once, with the identifier and the title of the first that has it: resources, then grants."""
    found: dict[str, tuple[str, str]] = {}
    for resource in catalogue.resources.values():
        if resource.link:
            found.setdefault(resource.link, (resource.id, resource.title))
    for domain in catalogue.grants.slugs:
        found.setdefault(catalogue.grants.address(domain), (f"grants-{domain}", "Aides-territoires"))
    for region in regions:
        domain = next(iter(catalogue.grants.slugs))
        found.setdefault(catalogue.grants.address(domain, region), (f"grants-{region}", "Aides-territoires"))
    return found


def check(found: dict[str, tuple[str, str]], timeout: float = TIMEOUT, pause: float = PAUSE) -> pd.DataFrame:
    """Columns ``COLUMNS``, one row per address, in order."""
    rows = [(*found[link], link, answer) for link, answer in _asked(found, timeout, pause)]
    return pd.DataFrame(
        [(code, title, link, a.result, a.status, a.leads_to, a.error) for code, title, link, a in rows],
        columns=COLUMNS,
        dtype=object,
    )


def _asked(links: dict[str, tuple[str, str]], timeout: float, pause: float) -> Iterator[tuple[str, Answer]]:
    last: dict[str, float] = {}
    for link in links:
        host = urlsplit(link).netloc
        if host in last:
            time.sleep(max(0.0, last[host] + pause - time.monotonic()))
        yield link, ask(link, timeout)
        last[host] = time.monotonic()

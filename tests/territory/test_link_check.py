"""The addresses asked for once: a local server that answers, redirects, refuses, is gone or is silent."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pandas as pd
import pytest

from territory import __main__, link_check
from territory.link_check import ANSWERS, COLUMNS, GONE, MOVED, REFUSED, SILENT, Answer, addresses, ask, check
from territory.loader import Edition
from territory.resource_files import load_catalogue
from tests.territory.conftest import DATA, Outcome

Cli = Callable[..., Outcome]
STATUSES = {"/bien": 200, "/ailleurs": 301, "/passage": 307, "/parti": 404, "/fini": 410, "/non": 403, "/panne": 500}


class Site(ThreadingHTTPServer):
    """A server that keeps what it was asked."""

    asked: list[tuple[str, str, str]]
    silence: threading.Event


class Handler(BaseHTTPRequestHandler):
    server: Site

    def do_GET(self) -> None:
        self.server.asked.append((self.command, self.path, self.headers["User-Agent"]))
        if self.path == "/muet":
            self.server.silence.wait(30)
            return
        self.send_response(STATUSES[self.path])
        if self.path in {"/ailleurs", "/passage"}:
            self.send_header("Location", "/bien?vu=1")
        self.send_header("Content-Length", "2000")
        self.end_headers()
        self.wfile.write(b"x" * 2000)

    def log_message(self, *_: object) -> None:
        """Nothing is written on the terminal of the tests."""


@pytest.fixture
def site() -> Iterator[Site]:
    server = Site(("127.0.0.1", 0), Handler)
    server.asked, server.silence = [], threading.Event()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.silence.set()
    server.shutdown()
    server.server_close()


def at(site: Site, path: str) -> str:
    return f"http://127.0.0.1:{site.server_port}{path}"


@pytest.mark.parametrize(
    ("path", "result"),
    [("/bien", ANSWERS), ("/parti", GONE), ("/fini", GONE), ("/non", REFUSED), ("/panne", REFUSED)],
)
def test_what_an_address_answers(site: Site, path: str, result: str) -> None:
    assert ask(at(site, path)) == Answer(result, STATUSES[path])


@pytest.mark.parametrize("path", ["/ailleurs", "/passage"])
def test_a_redirection_is_written_down_and_not_followed(site: Site, path: str) -> None:
    assert ask(at(site, path)) == Answer(MOVED, STATUSES[path], leads_to=at(site, "/bien?vu=1"))
    assert [asked[1] for asked in site.asked] == [path]


def test_silence_ends_and_is_said(site: Site) -> None:
    found = ask(at(site, "/muet"), timeout=0.2)
    assert (found.result, found.status) == (SILENT, 0) and "timed out" in found.error


def test_no_server_is_said() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    found = ask(f"http://127.0.0.1:{port}/")
    assert (found.result, found.status) == (SILENT, 0) and found.error


def test_each_address_is_asked_for_once_with_a_pause_for_its_site(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[float] = []
    monkeypatch.setattr(link_check.time, "sleep", waits.append)
    links = {at(site, path): (path[1:], f"Titre {path}") for path in ("/bien", "/ailleurs", "/parti")}
    table = check(links, pause=5)
    assert list(table.columns) == COLUMNS
    assert table["result"].tolist() == [ANSWERS, MOVED, GONE]
    assert table["id"].tolist() == ["bien", "ailleurs", "parti"]
    assert [asked[:2] for asked in site.asked] == [("GET", "/bien"), ("GET", "/ailleurs"), ("GET", "/parti")]
    assert all("verification" in asked[2] for asked in site.asked)
    assert len(waits) == 2 and all(0 < wait <= 5 for wait in waits)


def test_every_address_of_the_catalogue_is_there_once(edition: Edition) -> None:
    catalogue = load_catalogue(DATA, edition.registry.domains, edition.regions)
    found = addresses(catalogue, list(edition.regions))
    links = {resource.link for resource in catalogue.resources.values() if resource.link}
    assert links <= set(found) and len(found) == len(links) + 16 + 13


def test_the_command_writes_a_csv(cli: Cli, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def few(found: dict[str, tuple[str, str]]) -> pd.DataFrame:
        asked.append(len(found))
        return check({at(site, "/bien"): ("essai", "Essai")})

    monkeypatch.setattr(__main__.link_check, "check", few)
    outcome = cli("check-links")
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out == f"{','.join(COLUMNS)}\nessai,Essai,{at(site, '/bien')},répond,200,,\n"
    assert asked and asked[0] > 100


@pytest.mark.parametrize("option", [["--region", "32"], ["--domain", "emploi"], ["--draws", "5"], ["file.csv"]])
def test_options_that_mean_nothing_are_refused(cli: Cli, option: list[str]) -> None:
    outcome = cli("check-links", *option)
    assert outcome.code == 2 and outcome.out == "" and len(outcome.err.splitlines()) == 1

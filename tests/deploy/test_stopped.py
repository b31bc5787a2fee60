"""A process that is killed, told to stop, or on a full disk: what its visitors keep, and what its log says."""

from __future__ import annotations

import json
import subprocess
import time
import urllib.request
from pathlib import Path

import pytest

from tests.browser.server import Server, start_server
from tests.deploy.line import FINISHED, opened

pytestmark = pytest.mark.slow
AS_THE_UNIT = ("--timeout-graceful-shutdown", "5")
"""The words of ``observatoire@.service``."""
GRACE = 90
"""Seconds that systemd leaves before it kills."""
CHOICES = "region=94&criteres=noyau&priorite=emploi"
MEETING = "region=32&vues=profil.32,carte.32.emploi"


def children(process: subprocess.Popen[bytes]) -> list[int]:
    found = Path(f"/proc/{process.pid}/task").glob("*/children")
    return [int(child) for task in found for child in task.read_text().split()]


def is_running(number: int) -> bool:
    try:
        return ") Z " not in Path(f"/proc/{number}/stat").read_text()
    except FileNotFoundError:
        return False


def test_after_kill_9_a_visitor_finds_the_page_in_its_address_and_a_stop_in_a_run_is_clean() -> None:
    first = start_server()
    with opened(first.host) as line:
        before, session = line.run("territoire", CHOICES), line.session
        assert before.title.startswith("En Corse") and line.run("territoire").said != before.said
        first.kill()
    second = start_server(host=first.host, options=AS_THE_UNIT)
    try:
        with opened(second.host, session=session) as line:  # as a page does that was cut
            assert line.run("territoire", CHOICES).said == before.said
            assert line.session != session, "the first process took all sessions with it"
        stopped_in_a_run(second)
    finally:
        second.stop()


def stopped_in_a_run(server: Server) -> None:
    """SIGTERM while a document and a page are being written."""
    with opened(server.host) as reader, opened(server.host) as busy:
        document = reader.run("reunion", MEETING).files["Diaporama (PowerPoint)"]
        press = children(server.process)
        assert press, "who opens the page of documents starts the press"
        reader.begin_file(document)
        busy.run()
        busy.ask("domaine", "vue=atlas")
        server.process.terminate()
        assert server.process.wait(timeout=GRACE) in (0, -15)  # uvicorn ends by the signal it was given
    log = server.text()
    assert "Traceback" not in log, log[-2000:]
    assert "Application shutdown complete" in log
    deadline = time.monotonic() + 10
    while any(map(is_running, press)):
        assert time.monotonic() < deadline, "the press outlives its server"
        time.sleep(0.05)


def test_on_a_full_disk_pages_and_documents_are_still_made() -> None:
    """Nothing of ours is kept in a file; the log, which says so, is refused too."""
    server = start_server(full_disk=True)
    try:
        assert bytes_a_file_may_have(server) == server.log.stat().st_size == 0
        told = json.load(urllib.request.urlopen(f"{server.url}/health"))
        assert (told["status"], told["unwritable"]) == ("degraded", ["workshops", "uploads"])
        with opened(server.host) as line:
            assert line.run("territoire", "region=99").words("alert")
            page = line.run("reunion", MEETING)
            assert page.ended in FINISHED
            for label in ("Diaporama (PowerPoint)", "Document (PDF)", "Classeur (Excel)"):
                given = urllib.request.urlopen(f"{server.url}{line.file(page.files[label])}")
                assert len(given.read()) > 10_000, label
        assert server.process.poll() is None
    finally:
        server.stop()


def bytes_a_file_may_have(server: Server) -> int:
    limits = Path(f"/proc/{server.process.pid}/limits").read_text()
    (line,) = [line for line in limits.splitlines() if line.startswith("Max file size")]
    return int(line.split()[3])

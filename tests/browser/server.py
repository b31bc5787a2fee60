"""A real server in a process of its own, started as `make run` starts it."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
APP = "deploy.serve:app"
START_SECONDS = 60
FULL = Path("/dev/full")
"""Where any write fails for lack of room."""


@dataclass(frozen=True)
class Server:
    url: str
    log: Path
    process: subprocess.Popen[bytes]
    state: Path
    """Where it keeps its workshops."""

    @property
    def host(self) -> str:
        return self.url.removeprefix("http://")

    def text(self) -> str:
        """What it has logged."""
        return self.log.read_text(encoding="utf-8", errors="replace")

    def kill(self) -> None:
        """As a machine that loses its power does."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        self.log.unlink(missing_ok=True)
        shutil.rmtree(self.state, ignore_errors=True)

    def stop(self) -> None:
        self.process.terminate()
        try:
            self.process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.log.unlink(missing_ok=True)
        shutil.rmtree(self.state, ignore_errors=True)


def start_server(
    root: Path = ROOT, app: str = APP, *, host: str = "", options: Sequence[str] = (), full_disk: bool = False
) -> Server:
    """Start the dashboard of `root` on a free port and wait until it answers; `app` is one of ours, or a test's.

    `host`: the address of a server that is no more, to take its place. `options`: more words for uvicorn. `full_disk`:
    no file can grow, by it or by what it starts, and its log is refused.
    """
    port = int(host.rpartition(":")[2]) if host else _free_port()
    state = Path(tempfile.mkdtemp(prefix="dashboard-state-"))
    with tempfile.NamedTemporaryFile(prefix="dashboard-", suffix=".log", delete=False) as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "uvicorn", app, "--host", "127.0.0.1", "--port", str(port), *options],
            cwd=root,
            stdout=FULL.open("wb") if full_disk else log,
            stderr=subprocess.STDOUT,
            env={**os.environ, "OBSERVATOIRE_STATE": str(state)},
            preexec_fn=_no_byte_more if full_disk else None,
        )
    server = Server(f"http://127.0.0.1:{port}", Path(log.name), process, state)
    try:
        _wait_until_healthy(server)
    except BaseException:
        server.stop()
        raise
    return server


def _no_byte_more() -> None:
    """Any byte written to a file is refused, as on a disk without room."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def _wait_until_healthy(server: Server) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if server.process.poll() is not None:
            raise RuntimeError(f"the server stopped at start:\n{_tail(server.log)}")
        try:
            with urllib.request.urlopen(f"{server.url}/_stcore/health", timeout=1) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, TimeoutError):
            time.sleep(0.1)
    raise RuntimeError(f"the server did not answer within {START_SECONDS} s:\n{_tail(server.log)}")


def _tail(log: Path, lines: int = 40) -> str:
    return "\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-lines:])


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])

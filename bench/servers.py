"""Servers to measure: ours and a bare page's, each in processes of its own."""

from __future__ import annotations

import getpass
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
OURS, BARE = "deploy.serve:app", "bench.bare.serve:app"
START_SECONDS = 60
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Server:
    """A running server; ``host`` is « 127.0.0.1:port »."""

    host: str
    process: subprocess.Popen[bytes]
    started_in: float
    """Seconds from the command to the first answer."""

    @property
    def url(self) -> str:
        return f"http://{self.host}"

    def processor(self) -> float:
        """Processor seconds used until now."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(") ")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def memory(self) -> float:
        """Resident memory, MiB."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        (line,) = [line for line in status.splitlines() if line.startswith("VmRSS")]
        return int(line.split()[1]) / 1024


@contextmanager
def running(app: str, log: Path | None = None) -> Iterator[Server]:
    """``app`` served by one process on a free port, until the block ends; ``log`` has what it writes."""
    port = free_port()
    began = time.perf_counter()
    command = [sys.executable, "-m", "uvicorn", app, "--host", "127.0.0.1", "--port", str(port)]
    with _process([*command, *([] if log else ["--log-level", "warning"])], _environment(), log) as process:
        wait_for(f"http://127.0.0.1:{port}/_stcore/health", process)
        yield Server(f"127.0.0.1:{port}", process, time.perf_counter() - began)


@contextmanager
def behind_nginx(app: str, processes: int = 2) -> Iterator[Server | None]:
    """``app`` served by two processes behind nginx as in ``deploy/nginx.conf``; ``None`` where there is no nginx."""
    nginx = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    if nginx is None:
        yield None
        return
    with tempfile.TemporaryDirectory() as folder, ExitStack() as held:
        place, host = Path(folder), f"127.0.0.1:{free_port()}"
        (place / "nginx.conf").write_text(_nginx_settings(place, host), encoding="utf-8")
        began = time.perf_counter()
        environment = {**_environment(), "STREAMLIT_SERVER_COOKIE_SECRET": "0" * 64}
        for number in range(1, processes + 1):
            (place / str(number)).mkdir()
            command = [sys.executable, "-m", "uvicorn", app, "--log-level", "warning"]
            held.enter_context(_process([*command, "--uds", f"{place}/{number}/http.sock"], environment))
        sockets = [place / str(number) / "http.sock" for number in range(1, processes + 1)]
        deadline = time.monotonic() + START_SECONDS
        while not all(each.exists() for each in sockets) and time.monotonic() < deadline:
            time.sleep(0.05)
        front = [nginx, "-c", f"{place}/nginx.conf", "-e", f"{place}/error.log", "-g", f"pid {place}/pid; daemon off;"]
        process = held.enter_context(_process(front, environment))
        wait_for(f"http://{host}/_stcore/health", process)
        yield Server(host, process, time.perf_counter() - began)


def _nginx_settings(place: Path, host: str) -> str:
    """Those of ``deploy/nginx.conf``, for a folder and an address of this machine."""
    settings = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    for before, after in (
        ("listen 80;", f"listen {host};"),
        ("user www-data;", f"user {getpass.getuser()};"),
        ("/run/observatoire/", f"{place}/"),
        ("/var/log/nginx/", f"{place}/"),
        ("hash $visitor consistent;", "random;"),  # the client here keeps no cookie, and all have one address
    ):
        settings = settings.replace(before, after)
    return settings


def _environment() -> dict[str, str]:
    """Ours, and what is compiled is kept, as on a machine that serves: a start does not compile the sources again."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


@contextmanager
def _process(
    command: list[str], environment: dict[str, str], log: Path | None = None
) -> Iterator[subprocess.Popen[bytes]]:
    with (log or Path(os.devnull)).open("wb") as out:
        process = subprocess.Popen(command, cwd=ROOT, stdout=out, stderr=out, env=environment)
        try:
            yield process
        finally:
            process.terminate()
            process.wait()


def wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    """Until ``address`` answers."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"the server of {address} stopped at start")
        try:
            urllib.request.urlopen(address, timeout=1).close()
            return
        except (urllib.error.URLError, TimeoutError):
            time.sleep(0.02)
    raise RuntimeError(f"{address} did not answer within {START_SECONDS} s")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])

"""A PostgreSQL of the system's packages, for the time of the tests or of a bench: a cluster on a loopback port."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

START_SECONDS = 30
PACKAGES = Path("/usr/lib/postgresql")
OWNER = "postgres"
"""Who runs it where the tests run as root, which PostgreSQL refuses."""


def programs() -> Path:
    """The newest version's; the test fails where there is none."""
    versions = sorted(PACKAGES.glob("*/bin/initdb"), key=lambda found: float(found.parts[-3]))
    if not versions:
        pytest.fail("PostgreSQL is missing: run `bash tests/install_system.sh`", pytrace=False)
    return versions[-1].parent


@contextmanager
def cluster(*, durable: bool = False) -> Iterator[str]:
    """The address of an empty database, in a folder that goes with it. ``durable``: a commit waits for the disk."""
    found, folder = programs(), Path(tempfile.mkdtemp(prefix="workshops-postgresql-"))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    root = os.geteuid() == 0
    if root:
        owner = pwd.getpwnam(OWNER)
        os.chown(folder, owner.pw_uid, owner.pw_gid)
    as_owner = [f"--reuid={OWNER}", f"--regid={OWNER}", "--clear-groups"] if root else []
    # It stops with the tests, however they end.
    run_as = ["setpriv", "--pdeathsig=INT", *as_owner]
    data = folder / "data"
    initdb = [*run_as, str(found / "initdb"), "-D", str(data), "-U", OWNER, "-A", "trust", "-E", "UTF8", "--no-sync"]
    subprocess.run([*initdb, "--no-locale"], check=True, capture_output=True, cwd=folder)
    quick = [] if durable else ["-c", "fsync=off"]
    settings = ["-p", str(port), "-h", "127.0.0.1", "-k", str(folder), "-c", "shared_buffers=16MB", *quick]
    command = [*run_as, str(found / "postgres"), "-D", str(data), *settings]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log)
    try:
        _wait(port, process)
        yield f"postgresql://{OWNER}@127.0.0.1:{port}/{OWNER}"
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=20)
        shutil.rmtree(folder, ignore_errors=True)


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    """Until it takes connections."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            psycopg.connect(host="127.0.0.1", port=port, user=OWNER, connect_timeout=2).close()
            return
        except psycopg.OperationalError:
            time.sleep(0.1)
    pytest.fail("PostgreSQL did not start", pytrace=False)

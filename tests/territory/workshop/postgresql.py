"""A PostgreSQL of the system's packages, for the time of the tests: its own cluster, on a loopback port."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

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
def cluster() -> Iterator[str]:
    """The address of an empty database, in a folder that goes with it."""
    found, folder = programs(), Path(tempfile.mkdtemp(prefix="workshops-postgresql-"))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    root = os.geteuid() == 0
    if root:
        owner = pwd.getpwnam(OWNER)
        os.chown(folder, owner.pw_uid, owner.pw_gid)
    run_as = ["setpriv", f"--reuid={OWNER}", f"--regid={OWNER}", "--clear-groups"] if root else []
    data = folder / "data"
    settings = f"-p {port} -h 127.0.0.1 -k {folder} -c fsync=off -c shared_buffers=16MB"
    control = [*run_as, str(found / "pg_ctl"), "-D", str(data), "-w", "-s"]
    initdb = [*run_as, str(found / "initdb"), "-D", str(data), "-U", OWNER, "-A", "trust", "-E", "UTF8", "--no-sync"]
    try:
        subprocess.run([*initdb, "--no-locale"], check=True, capture_output=True, cwd=folder)
        subprocess.run([*control, "-l", f"{folder}/log", "-o", settings, "start"], check=True, cwd=folder)
        yield f"postgresql://{OWNER}@127.0.0.1:{port}/{OWNER}"
    finally:
        subprocess.run([*control, "-m", "immediate", "stop"], check=False, cwd=folder)
        shutil.rmtree(folder, ignore_errors=True)

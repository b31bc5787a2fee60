"""Wait until a process answers on its socket and say what it serves: ``python -m deploy.ready SOCKET [SECONDS]``.

For systemd, whose service is started only then. Refused data do not stop it: pages say so to visitors, and this to the
journal.
"""

from __future__ import annotations

import http.client
import socket
import sys
import time
from collections.abc import Sequence

PATH = "/health"
"""Where a process says it (``deploy.health``); here, since who only asks loads nothing of the application."""
SECONDS = 90.0


class _OnSocket(http.client.HTTPConnection):
    def __init__(self, path: str) -> None:
        super().__init__("localhost", timeout=5)
        self._path = path

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(5)
        self.sock.connect(self._path)


def told(path: str) -> str:
    """What the process says of itself. Raises ``OSError`` while it does not answer."""
    link = _OnSocket(path)
    try:
        link.request("GET", PATH)
        return link.getresponse().read().decode("utf-8")
    finally:
        link.close()


def main(arguments: Sequence[str]) -> int:
    path, seconds = arguments[0], float(arguments[1]) if arguments[1:] else SECONDS
    end = time.monotonic() + seconds
    while True:
        try:
            print(told(path))
            return 0
        except (OSError, http.client.HTTPException) as error:
            if time.monotonic() > end:
                print(f"no answer on {path} in {seconds:.0f} s: {error}", file=sys.stderr)
                return 1
            time.sleep(0.2)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""How many workshops a network has prepared within the hour: a script could otherwise use up the limit for months.

Counted by a digest that nobody can read back, in memory, for an hour.
"""

from __future__ import annotations

import hashlib
import secrets
import threading
import time
from collections.abc import Callable

import streamlit as st

from territory.workshop.errors import Reason, Refused
from territory.workshop.network import network

MOST = 20
"""Workshops per hour: more than the facilitators of a training day prepare."""
HOUR = 3600.0
TOO_MANY = f"Plus de {MOST}\u00a0ateliers ont été préparés depuis ce réseau en une heure\u00a0: réessayez plus tard."


class Often:
    """``count(address)``: one more. Raises ``Refused`` beyond what an hour has."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock, self._lock, self._key = clock, threading.Lock(), secrets.token_bytes(32)
        self._at: list[tuple[float, bytes]] = []

    def count(self, address: str) -> None:
        mine = hashlib.blake2b(network(address).encode(), key=self._key, digest_size=16).digest()
        with self._lock:
            since = self._clock() - HOUR
            self._at = [one for one in self._at if one[0] > since]
            if sum(one[1] == mine for one in self._at) >= MOST:
                raise Refused(Reason.FULL, TOO_MANY)
            self._at.append((self._clock(), mine))


@st.cache_resource(show_spinner=False)
def often() -> Often:
    """The server's, for every session."""
    return Often()

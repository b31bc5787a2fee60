"""Whom an address stands for, where requests are counted by address."""

from __future__ import annotations

import ipaddress

from starlette.types import Scope

from territory.workshop.network import network


def sender(scope: Scope) -> str:
    """The network of who sends; behind nginx, of whom it passes on (uvicorn believes it where we tell it to)."""
    return network((scope.get("client") or ("", 0))[0])


def is_machine_itself(address: str) -> bool:
    """Whether it names nobody outside: a monitor, a test, or a proxy that does not say whom it passes on."""
    return not address or (_is_address(address) and ipaddress.ip_address(address).is_loopback)


def is_one_subscriber(address: str) -> bool:
    """Whether it is an address of the internet: a private one may be a gateway that stands for everybody."""
    return "/" in address or (_is_address(address) and ipaddress.ip_address(address).is_global)


def _is_address(text: str) -> bool:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True

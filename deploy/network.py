"""Who is behind an IP address, where requests are counted by address."""

from __future__ import annotations

import ipaddress

from starlette.types import Scope

from territory.workshop.network import network


def sender(scope: Scope) -> str:
    """The network of the client; behind nginx, of the client that it forwards (uvicorn trusts it where told to)."""
    return network((scope.get("client") or ("", 0))[0])


def is_machine_itself(address: str) -> bool:
    """Whether the address is this machine's own: a monitor, a test, or a proxy that does not forward its client's."""
    return not address or (_is_address(address) and ipaddress.ip_address(address).is_loopback)


def is_one_subscriber(address: str) -> bool:
    """Whether it is a public address: a private one may be a gateway shared by everybody."""
    return "/" in address or (_is_address(address) and ipaddress.ip_address(address).is_global)


def _is_address(text: str) -> bool:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True

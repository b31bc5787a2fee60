"""Who is behind an IP address, where visitors' requests are counted by address."""

from __future__ import annotations

import ipaddress


def network(address: str) -> str:
    """Of an IPv6 address, the 64 bits that a subscriber is given; any other as it is."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address[:45]
    if found.version == 4 or found.is_loopback:
        return address
    return str(ipaddress.ip_network((found, 64), strict=False))

"""What the store gives back of a workshop: no secret, no person."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from territory.workshop.model import Setup, State


class Role(StrEnum):
    """By which of its three addresses a workshop was opened. Only the facilitator's leads it."""

    FACILITATOR = "facilitator"
    READER = "reader"
    VOTER = "voter"


@dataclass(frozen=True)
class Keys:
    """Given once, when a workshop is created: only digests of the two secrets are kept."""

    code: str
    """Six characters, said aloud and projected: it only lets one vote."""
    facilitator: str = field(repr=False)
    """256 bits: whoever holds it leads the workshop."""
    reader: str = field(repr=False)
    """256 bits: whoever holds it reads what is revealed."""


@dataclass(frozen=True)
class Workshop:
    """A workshop as it stands when it is read; times are in UTC."""

    id: int
    setup: Setup
    code: str
    name: str
    """By which a list knows it; it opens nothing, not even the ballot."""
    role: Role
    number: int
    """Of the current round, from 1."""
    round_key: str
    """Of the current round; another one after a reset. A ballot says for which it was written."""
    state: State
    opened: datetime | None
    closes: datetime | None
    """When the round closes, or closed; ``None`` while nothing closes it."""
    live: bool
    expires: datetime


@dataclass(frozen=True)
class Receipt:
    """A ballot that is on the disk. ``reference``: by which its voter can have it put aside, « K7Q4NRTM »."""

    reference: str
    number: int


@dataclass(frozen=True)
class Entry:
    """A line of a workshop's journal, which is only ever added to."""

    at: datetime
    what: str
    """French: « bulletin mis de côté »."""
    detail: str

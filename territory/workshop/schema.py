"""The tables, as the queries name them; ``migrations/`` makes them. Times are whole microseconds since 1970, UTC.

Ballots and their answers are only ever added (triggers refuse any change) until their workshop is erased whole.
No column holds a person, an address or a browser.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from territory.workshop.model import MOST_ON_ONE

METADATA = MetaData()


def _owner() -> Column[int]:
    """The workshop that a row belongs to, and is erased with."""
    return Column("workshop", Integer, ForeignKey("workshops.id", ondelete="CASCADE"), nullable=False, index=True)


WORKSHOPS = Table(
    "workshops",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("code", String(6), nullable=False, unique=True),
    Column("facilitator", String(64), nullable=False, unique=True),
    Column("reader", String(64), nullable=False, unique=True),
    Column("salt", String(64), nullable=False),
    Column("setup", Text, nullable=False),
    Column("live", Boolean, nullable=False),
    Column("created", BigInteger, nullable=False),
    Column("expires", BigInteger, nullable=False, index=True),
)
ROUNDS = Table(
    "rounds",
    METADATA,
    Column("id", Integer, primary_key=True),
    _owner(),
    Column("number", Integer, nullable=False),
    Column("key", String(32), nullable=False),
    Column("state", String(16), nullable=False),
    Column("opened", BigInteger),
    Column("closes", BigInteger),
    Column("void", Boolean, nullable=False),
)
BALLOTS = Table(
    "ballots",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("round", Integer, ForeignKey("rounds.id", ondelete="CASCADE"), nullable=False),
    Column("ballot_id", String(64), nullable=False),
    Column("device", String(64), nullable=False),
    Column("actor", String(40), nullable=False),
    Column("paper", Boolean, nullable=False),
    Column("written", BigInteger, nullable=False),
    Column("reference", String(8), nullable=False),
    UniqueConstraint("round", "ballot_id", name="ballots_once"),
    Index("ballots_by_device", "round", "device"),
)
ANSWERS = Table(
    "answers",
    METADATA,
    Column("ballot", Integer, ForeignKey("ballots.id", ondelete="CASCADE"), primary_key=True),
    Column("domain", String(40), primary_key=True),
    Column("points", Integer, nullable=False),
    Column("opinion", String(16)),
    CheckConstraint(f"points BETWEEN 0 AND {MOST_ON_ONE}", name="answers_points"),
)
EXCLUSIONS = Table(
    "exclusions",
    METADATA,
    Column("ballot", Integer, ForeignKey("ballots.id", ondelete="CASCADE"), primary_key=True),
)
SHOWN = Table(
    "shown",
    METADATA,
    Column("ballot", Integer, ForeignKey("ballots.id", ondelete="CASCADE"), primary_key=True),
)
"""Ballots that results shown live were made of: they count for good."""
JOURNAL = Table(
    "journal",
    METADATA,
    Column("id", Integer, primary_key=True),
    _owner(),
    Column("at", BigInteger, nullable=False),
    Column("what", String(80), nullable=False),
    Column("detail", String(200), nullable=False),
)

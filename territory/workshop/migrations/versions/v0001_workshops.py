"""The first tables: workshops, rounds, ballots and what is said of them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

ADDED_ONLY = ("ballots", "answers", "exclusions", "shown", "journal")
"""Tables whose rows are never changed: only their workshop's end takes them away."""


def upgrade() -> None:
    _workshops()
    _ballots()
    _marks()
    for table in ADDED_ONLY:
        op.execute(f"CREATE TRIGGER {table}_added_only BEFORE UPDATE ON {table} {_refusal()}")


def _refusal() -> str:
    if op.get_bind().dialect.name == "sqlite":
        return "BEGIN SELECT RAISE(ABORT, 'rows are only added'); END"
    op.execute(
        "CREATE OR REPLACE FUNCTION added_only() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'rows are only added'; END $$"
    )
    return "FOR EACH ROW EXECUTE FUNCTION added_only()"


def _part_of(table: str, name: str, *, index: bool = False, primary_key: bool = False) -> sa.Column[int]:
    whole = sa.ForeignKey(f"{table}.id", ondelete="CASCADE")
    return sa.Column(name, sa.Integer, whole, nullable=False, index=index, primary_key=primary_key)


def _workshops() -> None:
    op.create_table(
        "workshops",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("code", sa.String(6), nullable=False, unique=True),
        sa.Column("facilitator", sa.String(64), nullable=False, unique=True),
        sa.Column("reader", sa.String(64), nullable=False, unique=True),
        sa.Column("salt", sa.String(64), nullable=False),
        sa.Column("setup", sa.Text, nullable=False),
        sa.Column("live", sa.Boolean, nullable=False),
        sa.Column("created", sa.BigInteger, nullable=False),
        sa.Column("expires", sa.BigInteger, nullable=False, index=True),
    )
    op.create_table(
        "rounds",
        sa.Column("id", sa.Integer, primary_key=True),
        _part_of("workshops", "workshop", index=True),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("key", sa.String(32), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("opened", sa.BigInteger),
        sa.Column("closes", sa.BigInteger),
        sa.Column("void", sa.Boolean, nullable=False),
    )


def _ballots() -> None:
    op.create_table(
        "ballots",
        sa.Column("id", sa.Integer, primary_key=True),
        _part_of("rounds", "round"),
        sa.Column("ballot_id", sa.String(64), nullable=False),
        sa.Column("device", sa.String(64), nullable=False),
        sa.Column("actor", sa.String(40), nullable=False),
        sa.Column("paper", sa.Boolean, nullable=False),
        sa.Column("written", sa.BigInteger, nullable=False),
        sa.Column("reference", sa.String(8), nullable=False),
        sa.UniqueConstraint("round", "ballot_id", name="ballots_once"),
    )
    op.create_index("ballots_by_device", "ballots", ["round", "device"])
    op.create_table(
        "answers",
        _part_of("ballots", "ballot", primary_key=True),
        sa.Column("domain", sa.String(40), primary_key=True),
        sa.Column("points", sa.Integer, nullable=False),
        sa.Column("opinion", sa.String(16)),
        sa.CheckConstraint("points BETWEEN 0 AND 3", name="answers_points"),
    )


def _marks() -> None:
    op.create_table("exclusions", _part_of("ballots", "ballot", primary_key=True))
    op.create_table("shown", _part_of("ballots", "ballot", primary_key=True))
    op.create_table(
        "journal",
        sa.Column("id", sa.Integer, primary_key=True),
        _part_of("workshops", "workshop", index=True),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("what", sa.String(80), nullable=False),
        sa.Column("detail", sa.String(200), nullable=False),
    )

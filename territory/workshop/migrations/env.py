"""Alembic's way in: on the connection it is given (``territory.workshop.engine``), in the caller's transaction.

A new version: ``alembic -c territory/workshop/migrations/alembic.ini revision -m "…"``, then written by hand.
"""

from __future__ import annotations

from alembic import context

from territory.workshop.schema import METADATA

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA)
context.run_migrations()

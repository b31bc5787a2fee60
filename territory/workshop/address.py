"""Where the workshops' store is, as the environment says it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

URL, STATE = "DATABASE_URL", "OBSERVATOIRE_STATE"
FOLDER, FILE = "var", "workshops.sqlite"


def address(environ: Mapping[str, str]) -> str:
    """``DATABASE_URL`` where it is set; else a SQLite file in the folder ``OBSERVATOIRE_STATE``, or in ``./var``."""
    if url := environ.get(URL, "").strip():
        kind, colon, rest = url.partition(":")
        return f"postgresql{colon}{rest}" if kind == "postgres" else url  # as hosts write it; not known by that name
    return f"sqlite:///{Path(environ.get(STATE, '').strip() or FOLDER).absolute() / FILE}"

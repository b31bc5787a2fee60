"""Data-quality remarks on an edition's cells, read from its ``flags.csv``, which may be absent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable

from territory.csvfile import read_rows
from territory.errors import DataError
from territory.indicators import Registry
from territory.regions import NATIONAL, Region

SEVERITIES = ("haute", "moyenne", "faible", "info")


@dataclass(frozen=True)
class Flag:
    """A data-quality remark for readers. ``territories`` is empty when it concerns every cell of the row."""

    indicator: str
    flag: str
    severity: str
    territories: frozenset[str]
    finding: str
    treatment: str

    def concerns(self, territory: str) -> bool:
        return not self.territories or territory in self.territories


def load_flags(path: Traversable, registry: Registry, regions: Mapping[str, Region]) -> tuple[Flag, ...]:
    """In the file's order; none without a file. Raises ``DataError``."""
    if not path.is_file():
        return ()
    return tuple(
        _flag(path.name, number, row, registry, regions) for number, row in enumerate(read_rows(path), start=2)
    )


def _flag(file: str, number: int, row: dict[str, str], registry: Registry, regions: Mapping[str, Region]) -> Flag:
    line = f"ligne {number}"
    columns = ("indicator", "flag", "severity", "territories", "finding", "treatment")
    for column in columns:
        if not row.get(column):
            raise DataError(file, line, column, "", "un texte")
    if row["indicator"] not in {"*", *registry.indicators}:
        raise DataError(file, line, "indicator", row["indicator"], "« * » ou un code du registre")
    if row["severity"] not in SEVERITIES:
        raise DataError(file, line, "severity", row["severity"], " | ".join(SEVERITIES))
    territories = frozenset(() if row["territories"] == "*" else row["territories"].split("|"))
    if unknown := territories - {NATIONAL, *regions}:
        raise DataError(file, line, "territories", min(unknown), "« * », FR ou des codes de région séparés par |")
    return Flag(row["indicator"], row["flag"], row["severity"], territories, row["finding"], row["treatment"])

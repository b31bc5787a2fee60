"""The values of territories that contain others: a région's own value, shown beside those of its départements.

Published values (``loader.PARENTS_FILE``), never a mean of what they hold: without one, nothing is said. No score
counts them.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from importlib.resources.abc import Traversable

from territory.csvfile import read_table
from territory.errors import DataError
from territory.harmonise import ALLOWED, parse_cell
from territory.indicators import Indicator, Registry
from territory.regions import Region

HEADER = ("indicateur", "ensemble", "valeur")

Parents = Mapping[tuple[str, str], Decimal]
"""The value of a parent, by its code and an indicator's, in the indicator's published unit."""


def load_parents(path: Traversable, registry: Registry, regions: Mapping[str, Region]) -> Parents:
    """The values of the file; none where there is no file.

    Raises ``DataError`` for an indicator or a parent that no territory has, a value written twice or that is no number.
    """
    if not path.is_file():
        return {}
    known = {region.parent for region in regions.values()} - {""}
    found: dict[tuple[str, str], Decimal] = {}
    for line, row in read_table(path, HEADER):
        code, parent, text = (row[name] for name in HEADER)
        if code not in registry.indicators:
            raise DataError(path.name, line, HEADER[0], code, "un code du registre")
        if parent not in known:
            raise DataError(path.name, line, HEADER[1], parent, "le code d’un ensemble de la liste des territoires")
        if (parent, code) in found:
            raise DataError(path.name, line, "", f"{code};{parent}", "une seule ligne pour cette valeur")
        if (value := _value(path.name, line, text, registry.indicators[code])) is not None:
            found[parent, code] = value
    return found


def _value(file: str, line: str, text: str, indicator: Indicator) -> Decimal | None:
    """``None`` for an empty cell, and for a range: a sentence has one number."""
    cell = parse_cell(text, indicator.form)
    if cell is None or cell.broken_bound:
        raise DataError(file, line, HEADER[2], text, ALLOWED[indicator.form])
    if cell.decimals > indicator.decimals + indicator.shift:
        allowed = f"au plus {indicator.decimals + indicator.shift} décimale(s), comme le dit le registre"
        raise DataError(file, line, HEADER[2], text, allowed)
    return None if cell.value is None else cell.value.scaleb(indicator.shift)

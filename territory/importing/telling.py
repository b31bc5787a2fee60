"""Findings about the cells of a column: worked out once per distinct cell, then reported at each cell's place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from territory.coded import Coded, Numbers, groups
from territory.importing.report import MOST, Log


@dataclass(frozen=True)
class Said:
    """What there is to say of a cell: what is ``allowed`` where it is refused, nothing where it was mended."""

    message: str
    found: str
    allowed: str = ""


@dataclass(frozen=True)
class _Told:
    """A finding about one cell, and how many others it stands for."""

    at: int
    said: Said
    count: int = 1


def tell(said: Coded[Said | None], rows: Numbers, columns: Numbers, log: Log) -> None:
    """Say it of each cell, in their order.

    Mended cells are one finding a column; of refused ones, the log lists the first and counts the others.
    """
    if not any(said.distinct):
        return
    for told in sorted(_told(said, columns), key=lambda told: told.at):
        row, column, one = int(rows[told.at]), int(columns[told.at]), told.said
        if not one.allowed:
            log.mended(one.message, row, column, one.found, told.count)
        elif told.count == 1:
            log.error(one.message, row, column, one.found, one.allowed)
        else:
            log.unlisted(one.message, told.count)


def _told(said: Coded[Said | None], columns: Numbers) -> Iterator[_Told]:
    """By message: the first cells that are refused, how many more there are; the first mended one of each column."""
    kinds: dict[str, int] = {}
    numbers = [-1 if one is None else kinds.setdefault(one.message, len(kinds)) for one in said.distinct]
    kind = np.array(numbers)[said.codes]
    for own in groups(kind):
        one = said[int(own[0])]
        if one is None:
            continue
        if one.allowed:
            yield from (_Told(place, said[place] or one) for place in own[:MOST].tolist())
            if len(own) > MOST:
                yield _Told(int(own[MOST]), one, len(own) - MOST)
        else:
            _, first, counts = np.unique(columns[own], return_index=True, return_counts=True)
            for place, count in zip(own[first].tolist(), counts.tolist(), strict=True):
                yield _Told(place, said[place] or one, count)

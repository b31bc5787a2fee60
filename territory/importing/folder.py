"""The folder of an edition, as bytes by file name: what the loader reads, from what was read and chosen."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from typing import IO, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from territory.coded import Numbers
from territory.grid import written
from territory.importing.grammar import proposed
from territory.importing.indicator import Indicator
from territory.importing.known import Territory
from territory.importing.registry import VALUES, About, Vocabulary, registry
from territory.parents import HEADER as PARENT_COLUMNS
from territory.wide_table import TERRITORY

REGISTRY, FLAGS, PARENTS = "indicators.toml", "flags.csv", "parents.csv"
TERRITORIES, OUTLINES, PLANE = "territories.csv", "territories.geojson", "territories.lambert93.json"
FLAG_COLUMNS = ("indicator", "flag", "severity", "territories", "finding", "treatment")
_TERRITORY_COLUMNS = ["code", "nom", "abrege", "article", "en", "de", "publie", "lon", "lat", "parent", "parent_nom"]


def files(
    about: About,
    indicators: Sequence[Indicator],
    territories: Mapping[str, Territory],
    flags: Sequence[Mapping[str, str]],
    vocabulary: Vocabulary,
    parents: Sequence[Sequence[str]] = (),
) -> dict[str, bytes]:
    """The files of the folder but its outlines; its territories too where they ship, since some may have no value.

    ``parents``: the values of what holds the territories, an indicator, a parent and a value a line.
    """
    made = {
        REGISTRY: registry(about, indicators, len(territories), vocabulary).encode(),
        VALUES: _values(indicators),
        TERRITORIES: _csv(_TERRITORY_COLUMNS, map(_territory_row, territories.values())),
    }
    if parents:
        made[PARENTS] = _csv(PARENT_COLUMNS, parents)
    if flags:
        made[FLAGS] = _csv(FLAG_COLUMNS, ([flag[column] for column in FLAG_COLUMNS] for flag in flags))
    return made


def as_folder(files: Mapping[str, bytes]) -> Traversable:
    """The files as a folder that was never on a disk."""
    return Held("", files)


@dataclass(frozen=True, eq=False)
class Held:
    """A ``Traversable``: a folder of files held in memory, by name, or one of them."""

    name: str
    files: Mapping[str, bytes]

    def joinpath(self, *descendants: Any) -> Held:
        return Held("/".join(map(str, descendants)), self.files)

    __truediv__ = joinpath

    def is_file(self) -> bool:
        return self.name in self.files

    def is_dir(self) -> bool:
        return not self.name

    def iterdir(self) -> Iterator[Held]:
        return (Held(name, self.files) for name in self.files)

    def read_bytes(self) -> bytes:
        return self.files[self.name]

    def read_text(self, encoding: str | None = None) -> str:
        return self.read_bytes().decode(encoding or "utf-8")

    def open(self, mode: Any = "r", *args: Any, **kwargs: Any) -> IO[Any]:
        stream = io.BytesIO(self.read_bytes())
        return stream if "b" in mode else io.TextIOWrapper(stream, *args, **kwargs)

    def __str__(self) -> str:
        return self.name


# --- the tables --------------------------------------------------------------------------------------------


def _values(indicators: Sequence[Indicator]) -> bytes:
    """One line a territory, a cell an indicator, empty where missing; codes and numbers hold no separator."""
    places = {id(indicator.places): indicator.places for indicator in indicators}
    rows: dict[str, int] = {}
    at: dict[int, Numbers] = {}
    written_before, numbers = np.array([], dtype=object), np.array([], np.intp)
    for key, own in places.items():
        if not np.array_equal(own.codes, written_before):  # the indicators of a long table mostly have the same
            written_before = own.codes
            numbers = np.array([rows.setdefault(code, len(rows)) for code in own.codes.tolist()], np.intp)
        at[key] = numbers
    codes = list(rows)
    columns = [pa.array(codes, pa.string())]
    for indicator in indicators:
        texts = np.full(len(codes), len(indicator.texts.distinct))
        texts[at[id(indicator.places)]] = indicator.texts.codes
        columns.append(pa.array([*indicator.texts.distinct, ""], pa.string()).take(pa.array(texts)))
    header = ";".join([TERRITORY, *(indicator.code for indicator in indicators)])
    lines = pc.binary_join_element_wise(*columns, ";")
    return f"{header}\n".encode() + written(pc.binary_join_element_wise(lines, "\n", ""))


def _territory_row(territory: Territory) -> list[str]:
    t = territory
    return [
        *(t.code, t.name, t.short or t.name, t.subject or t.name, t.locative, t.genitive, t.published or t.name),
        *(t.lon, t.lat, t.parent, t.parent_name),
    ]


def _csv(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=";", lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return stream.getvalue().encode()


def completed(territory: Territory, level: str) -> Territory:
    """A territory of a file with the grammar proposed where the file gives none."""
    grammar = proposed(level, territory.name)
    return Territory(
        code=territory.code,
        name=territory.name,
        short=territory.short or territory.name,
        subject=territory.subject or grammar.subject,
        locative=territory.locative or grammar.locative,
        genitive=territory.genitive or grammar.genitive,
        published=territory.published or territory.name,
        lon=territory.lon,
        lat=territory.lat,
        parent=territory.parent,
        parent_name=territory.parent_name,
    )

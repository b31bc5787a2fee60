"""The rows of a CSV as one array of texts: a million cells are no million objects, and a column is read at once."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, overload

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from territory.coded import Coded, Numbers

TextRow = tuple[str, ...]
_CHUNK = 200_000
"""Cells that are Python texts at one time, where a file has quotes."""
_NEWLINE = ord("\n")


@dataclass(frozen=True, eq=False)
class Grid(Sequence[TextRow]):
    """``texts``: of all cells, row after row, and an empty one at the end, which stands for cells that are not there.

    ``starts``: where each row begins in them; ``widths``: its cells; ``lines``: the line on which it ends, from 1.
    ``malformed``: the line from which nothing could be read, 0 when all was.
    """

    texts: Any
    starts: Numbers
    widths: Numbers
    lines: Numbers
    malformed: int = 0

    def __len__(self) -> int:
        return len(self.widths)

    @overload
    def __getitem__(self, at: int) -> TextRow: ...
    @overload
    def __getitem__(self, at: slice) -> list[TextRow]: ...
    def __getitem__(self, at: int | slice) -> TextRow | list[TextRow]:
        if isinstance(at, slice):
            return [self[number] for number in range(*at.indices(len(self)))]
        if not -len(self) <= at < len(self):
            raise IndexError(at)
        return tuple(self.texts.slice(self.starts[at], self.widths[at]).to_pylist())

    def __iter__(self) -> Iterator[TextRow]:
        for number in range(len(self)):
            yield self[number]

    def column(self, column: int, rows: Numbers) -> Coded[str]:
        """The cells of a column in these rows; a row that is too short has an empty one."""
        places = np.where(column < self.widths[rows], self.starts[rows] + column, len(self.texts) - 1)
        encoded = self.texts.take(pa.array(places)).dictionary_encode()
        return Coded(encoded.indices.to_numpy().astype(np.intp), encoded.dictionary.to_pylist())

    def texts_of(self, column: int) -> list[str]:
        """The cells of a column that every row has, one by one: for texts that hardly repeat."""
        texts: list[str] = self.texts.take(pa.array(self.starts + column)).to_pylist()
        return texts

    @cached_property
    def lengths(self) -> Numbers:
        """Bytes of the longest cell of each row."""
        return _by_row(np.maximum, self._sizes, self.starts) if len(self) else self.widths

    @cached_property
    def filled(self) -> Numbers:
        """Cells of each row that hold more than spaces."""
        return _by_row(np.add, self._full.astype(np.intp), self.starts) if len(self) else self.widths

    @property
    def _sizes(self) -> npt.NDArray[np.int32]:
        return np.diff(_offsets(self.texts))

    @cached_property
    def _full(self) -> npt.NDArray[np.bool_]:
        """Whether each cell holds more than spaces; only the few that begin with one are looked at one by one."""
        starts, sizes = _offsets(self.texts)[:-1], self._sizes
        full = sizes > 0
        octets = np.frombuffer(self.texts.buffers()[2] or b"\0", np.uint8)
        first = octets[np.minimum(starts, len(octets) - 1)]
        for cell in np.flatnonzero(full & ((first <= 32) | (first >= 128))).tolist():
            full[cell] = bool(self.texts[cell].as_py().strip())
        return full

    @cached_property
    def cut(self) -> Numbers:
        """The width of each row without the cells at its end that hold only spaces."""
        if not len(self):
            return self.widths
        places = np.where(self._full, np.arange(1, len(self._full) + 1), 0)
        widths: Numbers = np.maximum(_by_row(np.maximum, places, self.starts) - self.starts, 0)
        return widths

    def trimmed(self) -> Grid:
        """Without those cells, and without the rows at the end that hold no others."""
        last = int(np.flatnonzero(self.cut)[-1]) + 1 if self.cut.any() else 0
        return replace(self, starts=self.starts[:last], widths=self.cut[:last], lines=self.lines[:last])


def read_grid(text: bytes, separator: str) -> Grid:
    """The rows of a CSV in UTF-8, quoted or not, read as the csv module reads them when it is strict."""
    if b'"' in text:
        return _quoted(text, separator)
    if b"\r" in text:
        text = text.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    if text and not text.endswith(b"\n"):
        text += b"\n"
    grid = _plain(text, separator)
    return _quoted(text, separator) if grid.lengths.max(initial=0) > csv.field_size_limit() else grid


def _plain(text: bytes, separator: str) -> Grid:
    """A file without quotes: a cell ends at a separator or at the end of its line."""
    octets = np.frombuffer(text, np.uint8)
    ends = np.flatnonzero((octets == ord(separator)) | (octets == _NEWLINE)).astype(np.int32)
    last = np.flatnonzero(octets[ends] == _NEWLINE)
    offsets = np.zeros(len(ends) + 2, np.int32)
    np.subtract(ends, np.arange(len(ends), dtype=np.int32), out=offsets[1:-1])
    offsets[-1] = offsets[-2]
    kept = text.translate(None, b"\n" + separator.encode())
    texts = pa.StringArray.from_buffers(len(ends) + 1, pa.py_buffer(offsets), pa.py_buffer(kept))
    starts = np.concatenate([[0], last[:-1] + 1]) if len(last) else last
    widths = last + 1 - starts
    widths[(widths == 1) & (offsets[last] == offsets[last + 1])] = 0  # a line of nothing has no cell
    return Grid(texts, starts, widths, np.arange(1, len(last) + 1))


def _quoted(text: bytes, separator: str) -> Grid:
    """A file with quotes: read by the csv module, some thousands of rows at a time."""
    reader = csv.reader(io.StringIO(text.decode(), newline=""), delimiter=separator, strict=True)
    chunks, cells = [], list[str]()
    widths, lines, malformed = list[int](), list[int](), 0
    try:
        for row in reader:
            cells += row
            widths.append(len(row))
            lines.append(reader.line_num)
            if len(cells) > _CHUNK:
                chunks.append(pa.array(cells, pa.string()))
                cells = []
    except csv.Error:
        malformed = reader.line_num
    texts = pa.concat_arrays([*chunks, pa.array([*cells, ""], pa.string())])
    ends = np.cumsum(widths, dtype=np.intp)
    starts = ends - np.array(widths, np.intp)
    return Grid(texts, starts, np.array(widths, np.intp), np.array(lines, np.intp), malformed)


def written(texts: Any) -> bytes:
    """The texts of an array one after the other, in UTF-8."""
    ends = _offsets(texts)
    held: bytes = texts.buffers()[2].slice(ends[0], ends[-1] - ends[0]).to_pybytes() if len(texts) else b""
    return held


def _offsets(texts: Any) -> npt.NDArray[np.int32]:
    return np.frombuffer(texts.buffers()[1], np.int32)[texts.offset : texts.offset + len(texts) + 1]


def _by_row(work: np.ufunc, values: npt.NDArray[Any], starts: Numbers) -> Numbers:
    """The values of each row, from where it begins to where the next one does, made one; 0 where it has none."""
    made: Numbers = work.reduceat(values, starts)
    made[:-1][starts[1:] == starts[:-1]] = 0
    return made

"""Values repeated thousands of times, kept as the few distinct ones and, for each cell, the number of its value."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import numpy as np
import numpy.typing as npt
import pandas as pd

T = TypeVar("T")
U = TypeVar("U")
Numbers = npt.NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class Coded(Generic[T]):
    """``distinct[codes[i]]`` is the i-th value; ``distinct`` ones stand in the order in which they are met."""

    codes: Numbers
    distinct: Sequence[T]

    def __len__(self) -> int:
        return len(self.codes)

    def __getitem__(self, at: int) -> T:
        return self.distinct[int(self.codes[at])]

    def __iter__(self) -> Iterator[T]:
        return iter(self.objects().tolist())

    def of(self, change: Callable[[T], U]) -> Coded[U]:
        """Each distinct value changed once."""
        return Coded(self.codes, [change(value) for value in self.distinct])

    def merged(self) -> Coded[T]:
        """The same with equal distinct values merged, as they may be after ``of``."""
        numbers: dict[T, int] = {}
        made = [numbers.setdefault(value, len(numbers)) for value in self.distinct]
        return Coded(np.array(made, np.intp)[self.codes], list(numbers))

    def taken(self, at: Numbers) -> Coded[T]:
        """The values at these places; distinct values that no longer occur are dropped."""
        codes, kept = pd.factorize(self.codes[at])
        return Coded(codes, [self.distinct[number] for number in kept.tolist()])

    def where(self, holds: Callable[[T], bool]) -> npt.NDArray[np.bool_]:
        """For each value, whether it holds; asked once of each distinct one."""
        return np.fromiter(map(holds, self.distinct), bool, len(self.distinct))[self.codes]

    def objects(self) -> npt.NDArray[np.object_]:
        """The values themselves, shared: an array of references to the distinct ones."""
        return objects(self.distinct)[self.codes]


def objects(values: Sequence[Any]) -> npt.NDArray[np.object_]:
    """An array of the objects given, whatever they are."""
    made = np.empty(len(values), dtype=object)
    made[:] = values
    return made


def coded(values: Iterable[T], key: Callable[[T], object] = lambda value: value) -> Coded[T]:
    """Made of values one by one; those with the same ``key`` count as one value, the first of them."""
    numbers: dict[object, int] = {}
    distinct: list[T] = []
    codes: list[int] = []
    for value in values:
        code = numbers.setdefault(key(value), len(distinct))
        if code == len(distinct):
            distinct.append(value)
        codes.append(code)
    return Coded(np.array(codes, np.intp), distinct)


def same(values: Sequence[T]) -> Coded[T]:
    """Made of values compared by identity, which is quickest: right where equal values are one shared object."""
    codes, first = numbered(np.fromiter(map(id, values), np.int64, len(values)))
    return Coded(codes, [values[at] for at in first.tolist()])


def numbered(values: npt.NDArray[np.integer]) -> tuple[Numbers, Numbers]:
    """A number from 0 for each distinct value, in the order in which they are met, and where each is first."""
    codes, kept = pd.factorize(values)
    first = np.full(len(kept), len(values), np.intp)
    np.minimum.at(first, codes, np.arange(len(values)))
    return codes, first


def groups(codes: Numbers) -> list[Numbers]:
    """For each code in increasing order, the places where it stands."""
    order = np.argsort(codes, kind="stable")
    return np.split(order, np.flatnonzero(np.diff(codes[order])) + 1) if len(order) else []

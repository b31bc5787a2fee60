"""A column of a frame that holds each distinct value once: a million cells are a million small numbers.

What is read of it is what an object column would give: the very values, ``None`` where missing.
"""

from __future__ import annotations

import builtins
import operator
from collections.abc import Callable, Iterator, Sequence
from typing import Any, cast

import numpy as np
import numpy.typing as npt
import pandas as pd
from pandas.api.extensions import ExtensionArray, ExtensionDtype

from territory.coded import Coded, coded, objects, same

Codes = npt.NDArray[np.integer]


class CodedDtype(ExtensionDtype):
    """Any values; ``None`` is the missing one."""

    name = "coded"
    type = object
    kind = "O"
    na_value = cast(Any, None)

    @classmethod
    def construct_array_type(cls) -> builtins.type[CodedArray]:
        return CodedArray

    def _get_common_dtype(self, dtypes: list[Any]) -> Any:
        return self if all(isinstance(dtype, CodedDtype) for dtype in dtypes) else np.dtype(object)


def _alike(work: Callable[[Any, Any], Any], *, missing: bool) -> Any:
    """A comparison made once per distinct value; ``missing``: its answer for ``None``."""

    def method(self: CodedArray, other: Any) -> Any:
        if isinstance(other, pd.Series | pd.DataFrame | pd.Index):
            return NotImplemented
        once = not np.ndim(other) and len(self) >= len(self.values)
        own = self.values if once else self.to_numpy()
        found = np.where(pd.isna(own), missing, np.asarray(work(own, _plain(other)), dtype=bool))
        return found[self.codes] if once else found

    return method


def _worked(work: Callable[[Any, Any], Any], *, turned: bool = False) -> Any:
    """An operation on the values one by one."""

    def method(self: CodedArray, other: Any) -> Any:
        if isinstance(other, pd.Series | pd.DataFrame | pd.Index):
            return NotImplemented
        own, beside = self.to_numpy(), _plain(other)
        return work(beside, own) if turned else work(own, beside)

    return method


def _ordered(work: Callable[[Any, Any], Any]) -> Any:
    """An order, which a missing value has with nothing."""
    method = _worked(work)
    return lambda self, other: (
        NotImplemented if (found := method(self, other)) is NotImplemented else found.astype(bool)
    )


def _plain(other: Any) -> Any:
    return np.asarray(other, dtype=object) if np.ndim(other) else other


class CodedArray(ExtensionArray):
    """``values[codes[i]]`` is the i-th cell; the numbers are as small as they may be."""

    def __init__(self, codes: Codes, values: npt.NDArray[np.object_]) -> None:
        self.codes, self.values = codes, values

    @property
    def coded(self) -> Coded[Any]:
        """Without the distinct values that no cell has any more, once rows were left out."""
        codes, kept = pd.factorize(self.codes)
        return Coded(codes, self.values[kept].tolist())

    @classmethod
    def _from_sequence(cls, scalars: Any, *, dtype: Any = None, copy: bool = False) -> CodedArray:
        if isinstance(scalars, CodedArray):
            return scalars.copy() if copy else scalars
        made = coded(list(scalars), id)
        return cls(made.codes, objects(made.distinct))

    @classmethod
    def _from_factorized(cls, values: Any, original: CodedArray) -> CodedArray:
        return cls._from_sequence(values)

    @classmethod
    def _concat_same_type(cls, to_concat: Sequence[CodedArray]) -> CodedArray:
        starts = np.cumsum([0, *(len(each.values) for each in to_concat)]).tolist()
        codes = [each.codes.astype(np.intp) + start for each, start in zip(to_concat, starts, strict=False)]
        return cls(np.concatenate(codes), np.concatenate([each.values for each in to_concat]))

    @property
    def dtype(self) -> CodedDtype:
        return CodedDtype()

    @property
    def nbytes(self) -> int:
        return int(self.codes.nbytes)

    def __len__(self) -> int:
        return len(self.codes)

    def __getitem__(self, at: Any) -> Any:
        at = pd.api.indexers.check_array_indexer(self, at)
        found = self.codes[at]
        return self.values[found] if np.ndim(found) == 0 else CodedArray(found, self.values)

    def __setitem__(self, at: Any, value: Any) -> None:
        at = pd.api.indexers.check_array_indexer(self, at)
        several = pd.api.types.is_list_like(value)
        new, start = objects(list(value) if several else [value]), len(self.values)
        self.codes = self.codes.astype(np.intp)
        self.codes[at] = start + np.arange(len(new)) if several else start
        self.values = np.concatenate([self.values, new])

    def __iter__(self) -> Iterator[Any]:
        return iter(self.to_numpy().tolist())

    def isna(self) -> npt.NDArray[np.bool_]:
        if len(self) < len(self.values):
            return np.asarray(pd.isna(self.to_numpy()), dtype=bool)
        return np.asarray(pd.isna(self.values), dtype=bool)[self.codes]

    def take(self, indices: Any, *, allow_fill: bool = False, fill_value: Any = None) -> CodedArray:
        places = np.asarray(indices, np.intp)
        if not allow_fill or places.min(initial=0) >= 0:
            return CodedArray(self.codes.take(places), self.values)
        if places.min(initial=0) < -1:
            raise ValueError(int(places.min()))
        if not len(self.codes) and (places >= 0).any():
            raise IndexError("cannot do a non-empty take from an empty axes.")
        whole = np.append(self.codes.astype(np.intp), len(self.values))
        return CodedArray(whole[places], np.concatenate([self.values, objects([fill_value])]))

    def copy(self) -> CodedArray:
        return CodedArray(self.codes.copy(), self.values)

    def to_numpy(self, dtype: Any = None, copy: bool = False, na_value: Any = None) -> npt.NDArray[Any]:
        made = self.values[self.codes]
        return made if dtype is None else made.astype(dtype)

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> npt.NDArray[Any]:
        return self.to_numpy(dtype)

    def astype(self, dtype: Any, copy: bool = True) -> Any:
        if isinstance(dtype, CodedDtype):
            return self.copy() if copy else self
        if isinstance(pd.api.types.pandas_dtype(dtype), ExtensionDtype):
            return pd.array(self.to_numpy(), dtype=dtype)
        return self.to_numpy(dtype)

    def isin(self, values: Any) -> npt.NDArray[np.bool_]:
        own = pd.Series(self.values, dtype=object).isin(list(values)).to_numpy()
        return np.asarray(own, dtype=bool)[self.codes]

    def factorize(self, use_na_sentinel: bool = True) -> tuple[npt.NDArray[np.intp], CodedArray]:
        """By the numbers first, then by the few values that they stand for, of which two may be equal."""
        numbers, kept = pd.factorize(self.codes)
        equal, distinct = pd.factorize(self.values[kept], use_na_sentinel=use_na_sentinel)
        return equal[numbers], CodedArray(np.arange(len(distinct)), distinct)

    def unique(self) -> CodedArray:
        distinct = pd.unique(self.values[pd.unique(self.codes)])
        return CodedArray(np.arange(len(distinct)), distinct)

    def _values_for_argsort(self) -> npt.NDArray[Any]:
        return self.to_numpy()

    def _values_for_factorize(self) -> tuple[npt.NDArray[Any], Any]:
        return self.to_numpy(), None

    def _formatter(self, boxed: bool = False) -> Callable[[Any], str]:
        return str if boxed else repr

    def _reduce(self, name: str, *, skipna: bool = True, keepdims: bool = False, **kwargs: Any) -> Any:
        found = getattr(pd.Series(self.to_numpy(), dtype=object), name)(skipna=skipna, **kwargs)
        return CodedArray._from_sequence([found]) if keepdims else found

    def __neg__(self) -> npt.NDArray[Any]:
        return -self.to_numpy()

    def __abs__(self) -> npt.NDArray[Any]:
        return abs(self.to_numpy())

    __eq__, __ne__ = _alike(operator.eq, missing=False), _alike(operator.ne, missing=True)
    __lt__, __le__ = _ordered(operator.lt), _ordered(operator.le)
    __gt__, __ge__ = _ordered(operator.gt), _ordered(operator.ge)
    __add__, __radd__ = _worked(operator.add), _worked(operator.add, turned=True)
    __sub__, __rsub__ = _worked(operator.sub), _worked(operator.sub, turned=True)
    __mul__, __rmul__ = _worked(operator.mul), _worked(operator.mul, turned=True)
    __truediv__, __rtruediv__ = _worked(operator.truediv), _worked(operator.truediv, turned=True)
    __hash__ = None  # type: ignore[assignment]


def coded_of(column: pd.Series) -> Coded[Any]:
    """The cells of a column of scores or observations, whether each distinct one is held once or by references."""
    held = column.array
    return held.coded if isinstance(held, CodedArray) else same(column.tolist())


def small(numbers: npt.NDArray[np.integer], most: int) -> Codes:
    """Numbers from 0 to ``most`` in as few bytes as hold them."""
    return numbers.astype(np.min_scalar_type(most), copy=False)

"""A fragment's place in the page, copied once.

For each ``st.fragment`` of a run Streamlit keeps a deep copy of the containers it stands in. ``DeltaGenerator`` copies
its parent without the memory that ``copy.deepcopy`` hands it, so that n nested containers are copied n²/2 times: a
fifth of what our pages' runs did (``bench/README.md``). Streamlit 1.67; its pull request 14835 is of the same mind.
"""

from __future__ import annotations

from copy import copy, deepcopy
from typing import Any

from streamlit.cursor import Cursor, LockedCursor, RunningCursor, SparseList
from streamlit.delta_generator import DeltaGenerator


def copy_places_once() -> None:
    """Put our copies in the place of Streamlit's, for this process."""
    DeltaGenerator.__deepcopy__ = copied_generator  # type: ignore[assignment,method-assign]  # its own is replaced
    for kind in (RunningCursor, LockedCursor):
        kind.__deepcopy__ = copied_cursor  # type: ignore[union-attr]  # it declares none


def copied_generator(self: DeltaGenerator, memo: dict[int, Any]) -> DeltaGenerator:
    """A container and, once, those above it."""
    made = DeltaGenerator(
        root_container=self._root_container,
        cursor=deepcopy(self._cursor, memo),
        parent=deepcopy(self._parent, memo),
        block_type=self._block_type,
    )
    made._form_data = self._form_data
    made._creating_fragment_id = self._creating_fragment_id
    return made


def copied_cursor(self: Cursor, memo: dict[int, Any]) -> Cursor:
    """A cursor is numbers and tuples of numbers, but for the passing elements at its place."""
    made = copy(self)
    passing = SparseList[Any]()
    passing._data = dict(self._transient_elements._data)
    made._transient_elements = passing
    return made

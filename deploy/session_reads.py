"""One key of a session's state, read alone.

To know whether a list or a field was set to ``None``, Streamlit makes a dictionary of the whole state and looks one key
up in it: as many times the work as there are fields, so that twenty of them cost four hundred. Streamlit 1.67; said in
its issue 9415.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from streamlit.runtime.state.common import is_element_id
from streamlit.runtime.state.safe_session_state import SafeSessionState
from streamlit.runtime.state.session_state import SessionState, _is_internal_key


def read_one_key() -> None:
    """Put our view of the state in the place of Streamlit's dictionary, for this process."""
    SafeSessionState.filtered_state = property(lambda self: StateView(self))  # type: ignore[assignment,method-assign]


class StateView(Mapping[str, Any]):
    """What ``filtered_state`` holds: the user's keys and those of widgets that have one; made whole only to walk it."""

    def __init__(self, state: SafeSessionState) -> None:
        self._lock = state._lock
        self._state: SessionState = state._state

    def __getitem__(self, key: str) -> Any:
        if is_element_id(key) or _is_internal_key(key):
            raise KeyError(key)
        with self._lock:
            return self._state[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._whole())

    def __len__(self) -> int:
        return len(self._whole())

    def __repr__(self) -> str:
        return repr(self._whole())

    def _whole(self) -> dict[str, Any]:
        with self._lock:
            return self._state.filtered_state

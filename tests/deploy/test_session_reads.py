"""A key of a session's state is read alone, and as Streamlit reads it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from streamlit.runtime.state.common import WidgetMetadata
from streamlit.runtime.state.safe_session_state import SafeSessionState
from streamlit.runtime.state.session_state import SessionState
from streamlit.testing.v1 import AppTest

from deploy import session_reads

THEIRS = SafeSessionState.__dict__["filtered_state"]
KEYED, KEYLESS = "$$ID-0123-field", "$$ID-4567-None"


@pytest.fixture
def ours() -> Iterator[None]:
    session_reads.read_one_key()
    yield
    SafeSessionState.filtered_state = THEIRS  # type: ignore[method-assign]


def state() -> SessionState:
    """A key of the user's, one of Streamlit's own, a widget with a key and one without, a widget that was set."""
    held = SessionState()
    for widget, value in ((KEYED, "typed"), (KEYLESS, "not seen")):
        metadata = WidgetMetadata(widget, lambda found: found, lambda found: found, "string_value")
        held._new_widget_state.set_widget_metadata(metadata)
        held._new_widget_state.set_from_value(widget, value)
    held._set_key_widget_mapping(KEYED, "field")
    held["mine"] = [1]
    held["set"] = None
    held._old_state["$$STREAMLIT_INTERNAL_KEY_x"] = "not seen"
    held._old_state["before"] = 2
    return held


def test_the_view_holds_what_streamlit_s_dictionary_holds(ours: None) -> None:
    held = state()
    safe = SafeSessionState(held, lambda: None)
    whole, view = held.filtered_state, safe.filtered_state
    assert whole == {"field": "typed", "mine": [1], "set": None, "before": 2}
    assert dict(view) == whole and repr(view) == repr(whole) and len(view) == 4
    asked = (*whole, "absent", KEYED, KEYLESS, "$$STREAMLIT_INTERNAL_KEY_x")
    assert {key: key in view for key in asked} == {key: key in whole for key in asked}
    assert {key: view[key] for key in whole} == whole


def form() -> None:
    import streamlit as st

    st.session_state.setdefault("emptied", None)
    st.session_state.setdefault("typed", "gardé")
    st.text_input("a", "initial", key="emptied")
    st.text_input("b", "initial", key="typed")
    st.selectbox("c", ["x", "y"], key="left")


def test_a_field_set_to_nothing_stays_so_and_the_state_is_not_made_whole(
    ours: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    walked: list[Any] = []
    monkeypatch.setattr(session_reads.StateView, "_whole", lambda self: walked.append(self) or {})
    at = AppTest.from_function(form).run()
    assert not at.exception
    assert [field.value for field in at.text_input] == [None, "gardé"] and at.selectbox[0].value == "x"
    assert not walked

"""Elements of Streamlit's that say nothing, as many of each kind as a page of ours has: what it cannot be under."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

TEXT = "Un texte d’une ligne, comme il y en a sur nos pages, ni long ni court."
MARKUP = f"<div class='house'><p>{TEXT}</p></div>"
OPTIONS = tuple(f"Choix {number}" for number in range(13))

MAKE: Mapping[str, Callable[[str], Any]] = {
    "html": lambda key: st.html(MARKUP),
    "markdown": lambda key: st.markdown(TEXT),
    "heading": lambda key: st.header(TEXT, anchor=False),
    "alert": lambda key: st.info(TEXT),
    "flex_container": lambda key: st.container(key=key),
    "horizontal": lambda key: st.container(key=key),
    "column": lambda key: st.container(),
    "popover": lambda key: st.popover(TEXT, on_change="rerun", key=key),
    "expandable": lambda key: st.expander(TEXT, on_change="rerun", key=key),
    "button": lambda key: st.button(TEXT, key=key),
    "download_button": lambda key: st.download_button(TEXT, TEXT, file_name="texte.txt", on_click="ignore", key=key),
    "link_button": lambda key: st.link_button(TEXT, "/"),
    "selectbox": lambda key: st.selectbox(TEXT, OPTIONS, key=key),
    "radio": lambda key: st.radio(TEXT, OPTIONS[:3], key=key),
    "checkbox": lambda key: st.toggle(TEXT, key=key),
    "button_group": lambda key: st.pills(TEXT, OPTIONS, key=key),
    "slider": lambda key: st.slider(TEXT, key=key),
    "text_input": lambda key: st.text_input(TEXT, key=key),
    "text_area": lambda key: st.text_area(TEXT, key=key),
    "file_uploader": lambda key: st.file_uploader(TEXT, key=key),
}
"""An element of each kind; one that is not here is a line of HTML, the cheapest."""


def show(asked: Mapping[str, int]) -> None:
    """``asked``: the number of each kind; ``fragment`` is of fragments, in which some of the others stand."""
    fragments = asked.get("fragment", 0)
    counts = {kind: count for kind, count in asked.items() if kind != "fragment"}
    counts["flex_container"] = max(0, counts.get("flex_container", 0) - fragments)  # each stands in one of its own
    wanted = [(kind, number) for kind, count in counts.items() for number in range(count)]
    for position in range(min(fragments, len(wanted))):
        _fragment(*wanted.pop(), position)
    for kind, number in wanted:
        _one(kind, number)


@st.fragment
def _fragment(kind: str, number: int, position: int) -> None:
    _one(kind, number)


def _one(kind: str, number: int) -> None:
    MAKE.get(kind, MAKE["html"])(f"{kind}_{number}")

"""Text that comes from data, shown as it is: no character of it is read as Markdown."""

from __future__ import annotations

_MARKS = frozenset(r"\`*_{}[]()<>#+-.!|~$:&")


def escaped(text: str) -> str:
    """The text with every mark of Markdown, and of Streamlit's own, taken literally; on one line."""
    return "".join(f"\\{character}" if character in _MARKS else character for character in " ".join(text.split()))

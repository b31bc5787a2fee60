"""Text that comes from data, shown as it is: no character of it is read as Markdown."""

from __future__ import annotations

import re

_BREAKS = re.compile(r"[\r\n\t\v\f]+")
_MARKS = frozenset(r"\`*_{}[]()<>#+-.!|~$:&")


def escaped(text: str) -> str:
    """The text with every mark of Markdown, and of Streamlit's own, taken literally; on one line."""
    line = _BREAKS.sub(" ", text)  # not str.split(), which takes the French spaces for plain ones
    return "".join(f"\\{character}" if character in _MARKS else character for character in line)

"""Text that comes from data, shown as it is: no character of it is read as Markdown."""

from __future__ import annotations

import re

_BREAKS = re.compile(r"[\r\n\t\v\f]+")
_MARKS = frozenset(r"\`*_{}[]()<>#+-.!|~$:&")
_NOT_SPOKEN = re.compile(r"[^\w\s«»“”’,;!?()&+/%–:.-]|_|[:.&](?=\S)")


def escaped(text: str) -> str:
    """The text with every mark of Markdown, and of Streamlit's own, taken literally; on one line."""
    line = _BREAKS.sub(" ", text)  # not str.split(), which takes the French spaces for plain ones
    return "".join(f"\\{character}" if character in _MARKS else character for character in line)


def starred(text: str) -> str:
    """A sentence of ours: its asterisk is the mark of a discussed indicator, and no emphasis."""
    return text.replace("*", "\\*")


def spoken(text: str) -> str:
    """The words and the punctuation of a text, with no mark that Markdown reads inside a line.

    Streamlit names a checkbox with its label as it is written: a screen reader would read the backslashes
    of ``escaped``.
    """
    return re.sub(" {2,}", " ", _NOT_SPOKEN.sub(" ", _BREAKS.sub(" ", text))).strip()

"""The bytes of a CSV, whatever program wrote them, as one sheet of texts."""

from __future__ import annotations

import codecs
import io
import itertools
import re
from collections import Counter

from territory.csvfile import MALFORMED
from territory.errors import DataError
from territory.grid import read_grid
from territory.sheets import Bounds, Sheet, Tally

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_SEPARATORS = ";\t,"
_LOOKED_AT = 50
"""Lines from which the separator is told."""
_QUOTED = re.compile(r'"[^"]*"')


def read_csv(file: str, content: bytes, bounds: Bounds) -> Sheet:
    """Raises ``DataError`` for what is no text, no well-formed CSV, or more than the bounds."""
    text = decoded(file, content)
    grid = read_grid(text.encode(), _separator(text))
    Tally(file, bounds, bounds.cells).grid(grid)
    if grid.malformed:
        raise DataError(file, f"ligne {grid.malformed}", "", MALFORMED, "un CSV bien formé")
    return Sheet("", grid.trimmed())


def decoded(file: str, content: bytes) -> str:
    """Decoded by its byte order mark, else as UTF-8, else as Windows-1252; a null character is refused."""
    marked = [encoding for mark, encoding in _MARKS if content.startswith(mark)]
    for encoding in marked or ["utf-8", "cp1252"]:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            break
        return text
    raise DataError(
        file, "", "", "des octets qui ne sont pas du texte", "un CSV en UTF-8, UTF-16 marqué ou Windows-1252"
    )


def _separator(text: str) -> str:
    """The character found the same number of times on the most lines; a comma only if no other is, on half as many.

    Titles and sources have commas too, and so have decimals.
    """
    lines = [_QUOTED.sub("", line) for line in itertools.islice(io.StringIO(text[:200_000]), _LOOKED_AT)]

    def steadiness(separator: str) -> tuple[int, int]:
        counted = Counter(line.count(separator) for line in lines if separator in line)
        return max(((lines_of, count) for count, lines_of in counted.items()), default=(0, 0))

    best = max(_SEPARATORS, key=steadiness)
    other = max(_SEPARATORS.replace(",", ""), key=steadiness)
    return other if steadiness(other)[0] * 2 >= steadiness(best)[0] > 0 else best

"""Documents as PDF: Typst composes the blocks, from data and never from code.

Vector, tagged (PDF/UA-1), with bookmarks; the same document and stamp give the same bytes. A character that our
fonts lack is printed as « □ », because PDF/UA refuses a text without its glyphs.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime, time
from functools import partial
from typing import Any

import typst

from charts.canvas import ruler
from charts.documents.blocks import Document
from charts.documents.fitting import fitting_space
from charts.documents.image import PRINT
from charts.documents.typeset import document as typeset
from charts.progress import Told
from charts.stamp import Stamp

ATLAS_SPACE = "0.7"
"""The factor on the blank space between blocks where pages are not counted."""


def write(document: Document, stamp: Stamp, *, told: Told | None = None) -> bytes:
    """The document's bytes. ``told`` is called after each part: the maps of an atlas, else the sections."""
    data = typeset.data(document, stamp, told)
    inputs = {"data": json.dumps(printable(data), ensure_ascii=False)}
    space = fitting_space(partial(_end, inputs)) if document.kind == "region" else ATLAS_SPACE
    return typst.compile(
        PRINT / "document.typ",
        root=PRINT,
        format="pdf",
        sys_inputs={**inputs, "space": space},
        pdf_standards=["ua-1"],
        timestamp=datetime.combine(stamp.date, time(), UTC),
        font_paths=[ruler.FONTS],
        ignore_system_fonts=True,
    )


def _end(inputs: Mapping[str, str], space: str) -> tuple[int, float]:
    """The report's last page at a space, and how far down it ends, in parts of its height."""
    found = typst.query(
        PRINT / "document.typ",
        "<end>",
        field="value",
        one=True,
        root=PRINT,
        sys_inputs={**inputs, "space": space},
        font_paths=[ruler.FONTS],
        ignore_system_fonts=True,
    )
    end = json.loads(found)
    return end["page"], end["part"]


def printable(value: Any) -> Any:
    """Every text with the characters that our fonts draw."""
    if isinstance(value, str):
        unknown = {ord(c): "□" for c in set(value) if c != "\n" and not ruler.known(c)}
        return value.translate(unknown) if unknown else value
    if isinstance(value, Mapping):
        return {key: printable(cell) for key, cell in value.items()}
    if isinstance(value, list | tuple):
        return [printable(cell) for cell in value]
    return value

"""What a reader reads in a document: its words, whatever the format, one space between them."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Callable, Mapping

import openpyxl
from pptx import Presentation
from pptx.oxml.ns import qn

from tests.charts.pdf_pages import page_texts

_SPACES = re.compile(r"\s+")
_WORDS = qn("a:t")


def plain(text: str) -> str:
    """Words as they are compared: any run of spaces is nothing, so that a line's end is no difference."""
    return _SPACES.sub("", text.replace("\u00ad", ""))


def _pdf(content: bytes) -> str:
    return "\n".join(page_texts(content))


def _pptx(content: bytes) -> str:
    """The words of each slide, then of its notes: those in charts are numbers and names, and are not read."""
    said = []
    for slide in Presentation(io.BytesIO(content)).slides:
        said += [words.text or "" for words in slide.element.iter(_WORDS)]
        if slide.has_notes_slide:
            said.append(slide.notes_slide.notes_text_frame.text)
    return "\n".join(said)


def _xlsx(content: bytes) -> str:
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
    return "\n".join(
        str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None
    )


def _html(content: bytes) -> str:
    page = content.decode("utf-8")
    body = re.sub(r"<(style|svg)\b.*?</\1>", " ", page, flags=re.DOTALL)
    return html.unescape(re.sub(r"<[^>]+>", " ", body))


READ: Mapping[str, Callable[[bytes], str]] = {"pdf": _pdf, "pptx": _pptx, "xlsx": _xlsx, "html": _html}

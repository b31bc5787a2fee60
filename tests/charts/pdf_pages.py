"""What a reader reads on each page of a PDF."""

from __future__ import annotations

import pypdfium2

from charts.documents.fitting import MOST_PAGES

LINE_HYPHEN = "\x02"
"""PDFium's mark for a hyphen where a line ends."""


def page_texts(content: bytes) -> list[str]:
    """The text of each page, in the order in which it is written."""
    with pypdfium2.PdfDocument(content) as document:
        return [page.get_textpage().get_text_bounded().replace(LINE_HYPHEN, "-") for page in document]


def lowest_text(content: bytes, *, above: float) -> float:
    """Points from the foot of the last page to its lowest text, what stands under ``above`` left out."""
    with pypdfium2.PdfDocument(content) as document:
        text = document[len(document) - 1].get_textpage()
        bottoms = [text.get_rect(number)[1] for number in range(text.count_rects())]
    return min(bottom for bottom in bottoms if bottom > above)


A4 = (595.28, 841.89)
_MARGIN = 24 / 25.4 * 72
"""Points under the text of a page, where its foot is."""


def check_pages(printed: bytes) -> None:
    """A report is a few pages, and its last one is not nearly empty: Corse had a page too many, a few others one of
    three lines.
    """
    assert 4 <= len(page_texts(printed)) <= MOST_PAGES
    assert 1 - (lowest_text(printed, above=_MARGIN) - _MARGIN) / (A4[1] - _MARGIN) >= 0.25

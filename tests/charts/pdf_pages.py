"""What a reader reads on each page of a PDF."""

from __future__ import annotations

import pypdfium2
from pypdfium2.raw import FPDF_PAGEOBJ_PATH

from charts.documents.fitting import MOST_PAGES

Box = tuple[float, float, float, float]
"""Left, bottom, right and top, in points from the foot of the page."""
_SHAPE = 9
"""Points across and up, from which a path is a shape: a sign or a rule is none."""
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


def covered(content: bytes, said: str) -> list[str]:
    """Pieces of lines, of ten characters at least and found in ``said``, that a shape reaches; without blanks."""
    found = []
    with pypdfium2.PdfDocument(content) as document:
        for page in document:
            bounds = [drawn.get_bounds() for drawn in page.get_objects(filter=[FPDF_PAGEOBJ_PATH])]
            shapes = [b for b in bounds if b[2] - b[0] > _SHAPE and b[3] - b[1] > _SHAPE]
            text = page.get_textpage()
            for box in (text.get_rect(number) for number in range(text.count_rects())):
                piece = "".join(text.get_text_bounded(*box).split())
                if len(piece) >= 10 and piece in said and any(_meet(box, shape) for shape in shapes):
                    found.append(piece)
    return found


def _meet(text: Box, shape: Box) -> bool:
    """Whether a shape reaches the middle of a line."""
    middle = (text[1] + text[3]) / 2
    return text[0] < shape[2] and shape[0] < text[2] and shape[1] < middle < shape[3]


A4 = (595.28, 841.89)
_MARGIN = 24 / 25.4 * 72
"""Points under the text of a page, where its foot is."""


def check_pages(printed: bytes) -> None:
    """A report is a few pages, and its last one is not nearly empty: Corse had a page too many, a few others one of
    three lines.
    """
    with pypdfium2.PdfDocument(printed) as document:
        assert 4 <= len(document) <= MOST_PAGES
    assert 1 - (lowest_text(printed, above=_MARGIN) - _MARGIN) / (A4[1] - _MARGIN) >= 0.25

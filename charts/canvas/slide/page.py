"""A slide around a figure: finding, subtitle, source and notes; the legend and the call-out in its body."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from pptx.presentation import Presentation as Deck
from pptx.slide import Slide

from charts.canvas.slide.shapes import MIDDLE, Run, box, count_ids, describe, fitted, swatch, write
from charts.canvas.slide.template import (
    BODY_BOTTOM,
    BODY_TOP,
    FINDING,
    MARGIN,
    SOURCE,
    SOURCE_HEIGHT,
    SOURCE_SIZES,
    SOURCE_WIDTH,
    SPAN,
    SUBTITLE,
    SUBTITLE_HEIGHT,
    SUBTITLE_SIZES,
    TITLE_HEIGHT,
    TITLE_SIZES,
    layout,
    number_slide,
)
from charts.canvas.slide.text import clean, fit, height, one_line, width
from charts.record import LegendEntry, Record
from charts.stamp import Stamp
from charts.theme import ACCENT, MUTED, TEXT
from territory import wording
from territory.wording import NBSP

BODY_HEIGHT = BODY_BOTTOM - BODY_TOP

_ADDRESS_ROOM = 0.6
"""Of a line: what an address keeps when the choices take a line or two."""


def page(
    deck: Deck, stamp: Stamp, *, title: str, subtitle: str, source: str, address: str, notes: Sequence[str] = ()
) -> Slide:
    """A slide with its finding, its source line and its notes; the body is left empty."""
    slide: Slide = deck.slides.add_slide(layout(deck, FINDING))
    holders = placeholders(slide)
    title_shape: Any = slide.shapes.title
    shown, size = _fit_title(clean(title))
    write(title_shape.text_frame, [[Run(shown, size, True)]], insets=False)
    describe(title_shape, "Titre")
    fill_or_drop(holders[SUBTITLE], "Sous-titre", subtitle, (SPAN, SUBTITLE_HEIGHT), SUBTITLE_SIZES, colour=MUTED)
    write(holders[SOURCE].text_frame, source_lines(stamp, source, address, SOURCE_WIDTH, SOURCE_HEIGHT), insets=False)
    describe(holders[SOURCE], "Source")
    number_slide(slide)
    if notes:
        frame: Any = slide.notes_slide.notes_text_frame
        frame.text = "\n".join(clean(note) for note in notes)
    count_ids(slide.shapes)
    return slide


def placeholders(slide: Slide) -> dict[int, Any]:
    """A slide's placeholders by their index in the template."""
    return {shape.placeholder_format.idx: shape for shape in slide.placeholders}


def fill(
    holder: Any,
    name: str,
    said: str,
    room: tuple[float, float],
    sizes: Sequence[float],
    *,
    bold: bool = False,
    colour: str = TEXT,
) -> None:
    """A text in a placeholder of ``room`` inches, wide and high, at the largest of ``sizes`` that fits."""
    shown, size = fit(clean(said), room[0] * 72, room[1] * 72, sizes, bold=bold)
    write(holder.text_frame, [[Run(shown, size, bold, colour)]], insets=False)
    describe(holder, name)


def fill_or_drop(
    holder: Any, name: str, said: str, room: tuple[float, float], sizes: Sequence[float], *, colour: str
) -> None:
    """The same; without a text, no placeholder is left."""
    if said:
        fill(holder, name, said, room, sizes, colour=colour)
    else:
        holder._element.getparent().remove(holder._element)


def _fit_title(title: str) -> tuple[str, float]:
    """A finding too long for two lines keeps what it says before its colon, then is cut."""
    shown, size = fit(title, SPAN * 72, TITLE_HEIGHT * 72, TITLE_SIZES, bold=True)
    if shown != title and f"{NBSP}:" in title:
        shown, size = fit(title.split(f"{NBSP}:")[0], SPAN * 72, TITLE_HEIGHT * 72, TITLE_SIZES, bold=True)
    return shown, size


def source_lines(stamp: Stamp, source: str, address: str, wide: float, high: float) -> list[list[Run]]:
    """Source and year, then choices in force, address of the view and day of the export."""
    link = address if stamp.site else ""
    before, after = f"{stamp.choices} Vue{NBSP}: ", f" · Export du {stamp.day}"
    for size in SOURCE_SIZES:
        taken = height(clean(source), size, wide * 72) + height(f"{before}{address}{after}", size, wide * 72)
        if taken <= high * 72:
            break
    address = one_line(address, size, max(wide * 72 - width(before + after, size), wide * 72 * _ADDRESS_ROOM))
    rest = high * 72 - height(f"{before}{address}{after}", size, wide * 72)
    source, _ = fit(clean(source), wide * 72, rest, (size,))
    return [
        [Run(source, size, False, MUTED)],
        [Run(before, size, False, MUTED), Run(address, size, False, ACCENT, link), Run(after, size, False, MUTED)],
    ]


def legend(
    slide: Slide, record: Record, at: tuple[float, float], wide: float, size: float = 14, step: float = 0.4
) -> None:
    """The classes of a figure with their bounds and counts, top down, in one size."""
    labels = [_legend_label(entry) for entry in record.legend]
    room, high = wide - 0.32, step - 0.03
    sizes = [fit(clean(label), room * 72, high * 72, [size - k for k in range(4)])[1] for label in labels]
    for number, (entry, label) in enumerate(zip(record.legend, labels, strict=True)):
        top = at[1] + number * step
        swatch(slide.shapes, entry.fragility_class, entry.label, (at[0], top + (high - 0.2) / 2))
        fitted(
            slide.shapes,
            f"Légende, texte{NBSP}: {entry.label}",
            (at[0] + 0.32, top, room, high),
            label,
            [min(sizes)],
            anchor=MIDDLE,
        )


def _legend_label(entry: LegendEntry) -> str:
    """The record's label, with the class's sign and how many are in it, where it does not say them."""
    label = entry.label if re.search(r"\(\d", entry.label) else f"{entry.label} ({entry.count})"
    symbol = wording.CLASS_SYMBOL[entry.fragility_class]
    return f"{symbol} {label}" if symbol and not label.startswith(symbol) else label


def legend_row(slide: Slide, record: Record, top: float, size: float = 11) -> None:
    """The same on one line, or two."""
    left = MARGIN
    for entry in record.legend:
        room = width(entry.label, size) / 72 + 0.1
        if left + 0.26 + room > MARGIN + SPAN:
            left, top = MARGIN, top + 0.22
        swatch(slide.shapes, entry.fragility_class, entry.label, (left, top + 0.015), 0.16)
        box(
            slide.shapes,
            f"Légende, texte{NBSP}: {entry.label}",
            (left + 0.24, top, room, 0.2),
            [[Run(entry.label, size)]],
            anchor=MIDDLE,
        )
        left += 0.24 + room + 0.18


def callout(slide: Slide, row: Mapping[str, Any], at: tuple[float, float, float, float]) -> None:
    """The reader's region: its value in large figures, and the sentence that says it."""
    left, top, wide, high = at
    fitted(slide.shapes, "Région", (left, top, wide, 0.34), str(row["name"]), (18, 16, 14), bold=True)
    fitted(
        slide.shapes,
        "Valeur de la région",
        (left, top + 0.34, wide, 0.86),
        str(row["value_text"]),
        (48, 40, 32, 24),
        bold=True,
    )
    fitted(
        slide.shapes,
        "Phrase",
        (left, top + 1.24, wide, high - 1.24),
        str(row["sentence"]),
        (16, 15, 14, 13, 12, 11),
        colour=MUTED,
    )

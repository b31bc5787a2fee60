"""A record as a slide: the figure in native shapes, its title, source, choices, notes and alternative texts."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pandas as pd
from pptx.enum.shapes import MSO_SHAPE
from pptx.presentation import Presentation as Deck
from pptx.slide import Slide
from pptx.util import Inches

from charts.method import flag_lines, formula
from charts.projection import Outlines
from charts.record import LegendEntry, Record
from charts.slides import native_charts, places, regions_map, similarity
from charts.slides.native_charts import Bar, number_format
from charts.slides.regions_map import Frame, Look
from charts.slides.shapes import (
    CELL_MARGIN,
    CENTRE,
    LEFT,
    MIDDLE,
    RIGHT,
    TIGHT,
    Cell,
    Run,
    box,
    describe,
    fitted,
    header,
    line,
    paint,
    plain,
    swatch,
    table,
    write,
)
from charts.slides.template import (
    ACCENT,
    BODY_BOTTOM,
    BODY_TOP,
    FINDING,
    INK,
    MARGIN,
    MUTED,
    PAPER,
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
from charts.slides.text import clean, fit, height, one_line, width
from charts.stamp import Stamp, address_of
from charts.tables import displayed
from charts.theme import ink_on
from territory import wording
from territory.analysis import FragilityClass
from territory.wording import NBSP, THIN

BODY_HEIGHT = BODY_BOTTOM - BODY_TOP
_CLICK = re.compile(r" ?Cliquez [^.]*\.")
_CLASS_OF = {label: kind for kind, label in wording.CLASS_LABEL.items()}
MAX_MARKERS = 5
MOST_COLUMNS, MOST_ROWS = 8, 17
_NUMBER = re.compile(r"[+\u2212]?[\d\u202f]+(,\d+)?(\u202f%)?|n\.\u00a0d\.")
_ADDRESS_ROOM = 0.6
"""Of a line: what an address keeps when the choices take a line or two."""
_LABELLED = f"{THIN}; en étiquette, la valeur publiée"
"""Said of the screen's dumbbells; on a slide the values have their own table."""


@dataclass(frozen=True)
class Item:
    """A figure of a deck; ``title`` and ``caption``, when given, are the reader's own words."""

    record: Record
    title: str = ""
    caption: str = ""


# --- the page around a figure --------------------------------------------------------------------------


def page(
    deck: Deck, stamp: Stamp, *, title: str, subtitle: str, source: str, address: str, notes: Sequence[str] = ()
) -> Slide:
    """A slide with its finding, its source line and its notes; the body is left empty."""
    slide: Slide = deck.slides.add_slide(layout(deck, FINDING))
    shown, size = _fit_title(clean(title))
    title_shape: Any = slide.shapes.title
    write(title_shape.text_frame, [[Run(shown, size, True)]], insets=False)
    places = {shape.placeholder_format.idx: shape for shape in slide.placeholders}
    if subtitle:
        shown, size = fit(clean(subtitle), SPAN * 72, SUBTITLE_HEIGHT * 72, SUBTITLE_SIZES)
        write(places[SUBTITLE].text_frame, [[Run(shown, size, False, MUTED)]], insets=False)
        describe(places[SUBTITLE], "Sous-titre")
    else:
        places[SUBTITLE]._element.getparent().remove(places[SUBTITLE]._element)
    write(places[SOURCE].text_frame, source_lines(stamp, source, address, SOURCE_WIDTH, SOURCE_HEIGHT), insets=False)
    describe(title_shape, "Titre")
    describe(places[SOURCE], "Source")
    number_slide(slide)
    if notes:
        frame: Any = slide.notes_slide.notes_text_frame
        frame.text = "\n".join(clean(note) for note in notes)
    return slide


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


def notes_of(record: Record, stamp: Stamp) -> list[str]:
    """What the speaker may be asked: how to read, the formula, the remarks on data."""
    notes = [record.title, _CLICK.sub("", record.how_to_read), formula()]
    if flags := flag_lines(record.flags, stamp.edition.registry):
        notes += [f"Réserves sur les données{NBSP}:", *(f"– {flag}" for flag in flags)]
    return [*notes, record.source, f"{stamp.choices} Export du {stamp.day}."]


def add(deck: Deck, item: Item, stamp: Stamp, outlines: Outlines) -> None:
    """The slide of a figure, or its two slides (a comparison and its values)."""
    record = item.record
    caption = clean(item.caption)
    caption += f"{'' if caption[-1] in '.!?…' else '.'} " if caption else ""
    caption += record.subtitle.replace(_LABELLED, "") if record.kind == "comparaison" else record.subtitle
    slide = page(
        deck,
        stamp,
        title=item.title or record.title,
        subtitle=caption,
        source=record.source,
        address=address_of(record, stamp),
        notes=notes_of(record, stamp),
    )
    drawing = _DRAWINGS.get(record.kind)
    without_bar = record.kind == "classement" and all(value is None for value in record.rows["value"])
    if drawing is None and len(record.table):
        plain_table(slide, record)
        return
    if record.rows.empty or drawing is None or without_bar:
        fitted(
            slide.shapes,
            "Aucune figure",
            (MARGIN, BODY_TOP, SPAN, BODY_HEIGHT),
            record.alt,
            (20, 18, 16, 14),
            colour=MUTED,
            align=CENTRE,
            anchor=MIDDLE,
        )
        return
    drawing(slide, record, outlines)
    if record.kind == "comparaison" and len(record.extra["regions"]) <= MAX_MARKERS:
        second = page(
            deck,
            stamp,
            title=f"Les valeurs publiées{NBSP}: {wording.enumeration(record.extra['names'])}",
            subtitle=f"Domaines dans l’ordre de la table publiée{THIN}; la couleur et le signe disent la position par "
            "rapport à la valeur nationale.",
            source=record.source,
            address=address_of(record, stamp),
            notes=notes_of(record, stamp),
        )
        comparison_table(second, record)


# --- legend and call-out -------------------------------------------------------------------------------


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


# --- the figures ---------------------------------------------------------------------------------------


def profile(slide: Slide, record: Record, outlines: Outlines | None = None) -> None:
    """The domains as bars from France, right always more fragile."""
    bars = []
    for row in record.rows.to_dict("records"):
        kind = FragilityClass(row["class"])
        said = "" if row["score"] is not None and not pd.isna(row["score"]) else _unscored(kind)
        text = f"{one_line(clean(row['label']), 13, 200)} · {row['cell_text']}{said}"
        bars.append(Bar(text, _number(row["score"]), kind))
    native_charts.bars(
        slide.shapes,
        f"Graphique{NBSP}: {record.name}",
        record.alt,
        (MARGIN, BODY_TOP - 0.05, 8.7, BODY_HEIGHT + 0.08),
        "Écart comparé",
        bars,
        number_format(1, signed=True),
        13,
        ends=("◄ moins fragile", "France", "plus fragile ►"),
    )
    left = MARGIN + 8.7 + 0.35
    box(slide.shapes, "Légende, titre", (left, BODY_TOP, 3.0, 0.3), [[Run("Nombre de domaines", 14, True)]])
    legend(slide, record, (left, BODY_TOP + 0.35), MARGIN + SPAN - left, 13, min(0.45, 3.3 / len(record.legend)))
    note = "La barre part de la valeur nationale et mesure l’écart comparé. À côté du domaine, la valeur publiée." + (
        " * indicateur contestable." if any("*" in str(label) for label in record.rows["label"]) else ""
    )
    fitted(
        slide.shapes,
        "Comment lire",
        (left, BODY_BOTTOM - 0.78, MARGIN + SPAN - left, 0.78),
        note,
        (13, 12, 11),
        colour=MUTED,
    )


def _unscored(kind: FragilityClass) -> str:
    return "" if kind is FragilityClass.MISSING else f" ({wording.CLASS_LABEL[kind].lower()})"


def ranking(slide: Slide, record: Record, outlines: Outlines | None = None) -> None:
    """The published values of the regions and of France, in the order of the table."""
    rows = record.rows.to_dict("records")
    reader = record.extra.get("region")
    bars = [
        Bar(
            f"► {clean(row['name'])}" if row["region"] == reader else clean(row["name"]),
            _number(row["value"]),
            FragilityClass(row["class"]),
        )
        if row["value"] is not None
        else Bar(f"{clean(row['name'])} ({wording.MISSING})", None, FragilityClass.MISSING)
        for row in rows
    ]
    national: Decimal | None = record.extra["national"]
    if national is not None:
        bars.insert(_france_at(rows, national, record.extra["sign"]), Bar(wording.NATIONAL_NAME, float(national), INK))
    decimals = max((-_exponent(row["value"]) for row in rows if row["value"] is not None), default=0)
    suffix = f"{THIN}%" if any(str(row["value_text"]).endswith("%") for row in rows) else ""
    wide = 8.2
    native_charts.bars(
        slide.shapes,
        f"Graphique{NBSP}: {record.name}",
        record.alt,
        (MARGIN, BODY_TOP - 0.05, wide, BODY_HEIGHT + 0.08),
        record.subtitle,
        bars,
        number_format(decimals, suffix=suffix),
        13,
    )
    left = MARGIN + wide + 0.4
    _side(slide, record, left, MARGIN + SPAN - left)


def _france_at(rows: Sequence[Mapping[str, Any]], national: Decimal, sign: int) -> int:
    """Where France stands among the regions, most fragile first; last where they have no order."""
    if not sign:
        return len(rows)
    return sum(1 for row in rows if row["value"] is not None and sign * (row["value"] - national) > 0)


def _exponent(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return exponent if isinstance(exponent, int) and exponent < 0 else 0


def _number(value: Any) -> float | None:
    return None if value is None or pd.isna(value) else float(value)


def _side(slide: Slide, record: Record, left: float, wide: float, *, top: float = BODY_TOP) -> None:
    """Call-out of the reader's region, when there is one, over the legend."""
    reader = [row for row in record.rows.to_dict("records") if row["region"] == record.extra.get("region")]
    step = 0.4 if len(record.legend) <= 6 else 0.34
    room = step * len(record.legend)
    if reader:
        callout(slide, reader[0], (left, top, wide, BODY_HEIGHT - room - 0.25))
        legend(slide, record, (left, BODY_BOTTOM - room), wide, 13, step)
    else:
        legend(slide, record, (left, top + 0.1), wide, 13, step)


def choropleth(slide: Slide, record: Record, outlines: Outlines) -> None:
    """The map, the value on each region; beside it the reader's region, or the table of regions."""
    reader = record.extra.get("region")
    frame = Frame.within(outlines, MARGIN, BODY_TOP, 5.2, BODY_HEIGHT)
    rows = record.rows.to_dict("records")
    looks = {
        row["region"]: Look(
            f"{row['name']} ({row['region']})",
            f"{row['name']}{NBSP}: {row['sentence']}",
            FragilityClass(row["class"]),
            row["region"] == reader,
        )
        for row in rows
    }
    group = regions_map.draw(slide.shapes, frame, looks, f"Carte{NBSP}: {record.name}", record.alt)
    for row in rows:
        colour = ink_on(FragilityClass(row["class"]))
        label = _map_label(slide, frame, row, str(row["number"]), colour, 13, beside=True)
        group._element.append(label._element)
    group._element.recalculate_extents()
    left = MARGIN + 5.2 + 0.5
    if reader:
        _side(slide, record, left, MARGIN + SPAN - left)
        return
    shown = displayed(record)
    order = [header("Région"), header("Valeur", RIGHT), header("Rang", RIGHT)]
    body = [
        [
            Cell(str(row["Région"])),
            Cell(str(row["Valeur"]), RIGHT, bold=True),
            Cell(str(row["Rang"]), RIGHT, colour=MUTED),
        ]
        for row in shown.to_dict("records")
    ]
    table(
        slide.shapes,
        "Valeurs par région",
        f"Tableau des régions. {record.title}.",
        (left - 0.15, BODY_TOP),
        (2.3, 0.8, 1.2),
        BODY_HEIGHT / (len(body) + 1),
        [order, *body],
        12,
    )
    left += 4.4
    legend(
        slide,
        record,
        (left, BODY_TOP + 0.05),
        MARGIN + SPAN - left,
        13,
        min(0.7, BODY_HEIGHT / max(1, len(record.legend))),
    )


def _map_label(
    slide: Slide, frame: Frame, row: Mapping[str, Any], text: str, colour: str, size: float, *, beside: bool = False
) -> Any:
    """A value on its region; ``beside`` it, in ink, where the region is too narrow for it (Corse).

    Under the number of a class, its sign: in a greyscale print orange and blue are one grey.
    """
    x, y = frame.label(row["lon"], row["lat"])
    sign = wording.CLASS_SYMBOL[FragilityClass(row["class"])] if "class" in row else ""
    wide = max(width(clean(text), size, bold=True), width(sign, SIGN_SIZE)) / 72 + 0.04
    high = (size + (SIGN_SIZE if sign else 0)) * 1.2 / 72
    west, east = frame.extent(row["region"])
    if beside and wide > 0.9 * (east - west):
        x, colour = west - wide / 2 - 0.04, INK
    name = row.get("name", row.get("label"))
    shape = box(
        slide.shapes,
        f"{name} ({row['region']}), valeur",
        (x - wide / 2, y - high / 2, wide, high),
        [[Run(text, size, True, colour)], *([[Run(sign, SIGN_SIZE, False, colour)]] if sign else [])],
        align=CENTRE,
        anchor=MIDDLE,
    )
    shape.text_frame.word_wrap = False
    return shape


def circles(slide: Slide, record: Record, outlines: Outlines) -> None:
    """Counts as circles over the outline: the area is the count; a range draws its two bounds."""
    frame = Frame.within(outlines, MARGIN, BODY_TOP, 6.2, BODY_HEIGHT)
    rows = record.rows.to_dict("records")
    looks = {
        row["region"]: Look(
            f"{row['label']} ({row['region']})",
            f"{row['label']}{NBSP}: {row['text']}",
            PAPER,
            row["region"] == record.extra["region"],
        )
        for row in rows
    }
    group = regions_map.draw(slide.shapes, frame, looks, f"Carte{NBSP}: {record.name}", record.alt)
    largest = max((float(row["high"]) for row in rows if _number(row["high"]) is not None), default=1.0)
    for row in rows:
        for bound, said in (("high", "borne haute"), ("low", "borne basse")):
            if (value := _number(row[bound])) is not None:
                ranged = _number(row["low"]) is not None
                shape = _circle(slide, frame, row, value, largest, said if ranged else "nombre")
                group._element.append(shape._element)
    for row in rows:
        small = _number(row["high"]) is not None and math.sqrt(float(row["high"]) / largest) * MAX_RADIUS < SMALL_RADIUS
        label = _map_label(slide, frame, row, str(row["short"]), INK, 11, beside=small)
        group._element.append(label._element)
    group._element.recalculate_extents()
    left = MARGIN + 6.2 + 0.5
    names, shown = list(record.table.columns), displayed(record)
    read = {row["label"]: row["text"] for row in rows}
    body = [
        [Cell(name), Cell(read.get(name, _grouped(published)), RIGHT, bold=True)]
        for name, published in zip(shown[names[0]], shown[names[1]], strict=True)
    ]
    table(
        slide.shapes,
        "Valeurs par région",
        f"Tableau des régions. {record.title}.",
        (left, BODY_TOP),
        (2.9, 2.53),
        BODY_HEIGHT / (len(body) + 1),
        [[header(names[0]), header(names[1], RIGHT)], *body],
        12,
    )


def _grouped(published: str) -> str:
    """« 65018096 » as it is read, « 65 018 096 »; anything else as published."""
    return wording.number(Decimal(published), 0) if published.isdecimal() else published


MAX_RADIUS, SMALL_RADIUS = 0.42, 0.15
SIGN_SIZE = 9


def _circle(slide: Slide, frame: Frame, row: Mapping[str, Any], value: float, largest: float, said: str) -> Any:
    radius = MAX_RADIUS * math.sqrt(value / largest)
    x, y = frame.label(row["lon"], row["lat"])
    shape = slide.shapes.add_shape(
        MSO_SHAPE.OVAL, *(Inches(v) for v in (x - radius, y - radius, 2 * radius, 2 * radius))
    )
    plain(shape)
    if said == "borne basse":
        shape.fill.background()
    else:
        paint(shape.fill, "#9fd0c9")
    line(shape, ACCENT, 1.25)
    return describe(shape, f"{row['label']} ({row['region']}), {said}", f"{row['label']}{NBSP}: {row['text']}")


def comparison(slide: Slide, record: Record, outlines: Outlines | None = None) -> None:
    """Up to five regions as markers on the domains, up more fragile; more as the table."""
    regions = record.extra["regions"]
    if len(regions) > MAX_MARKERS:
        comparison_table(slide, record)
        return
    rows = record.rows
    domains = rows.drop_duplicates("y").sort_values("y")
    series = []
    for code, name in zip(regions, record.extra["names"], strict=True):
        own = rows[rows["region"] == code].set_index("y")["score"]
        series.append((name, [_number(own.get(y)) for y in domains["y"]]))
    native_charts.markers(
        slide.shapes,
        f"Graphique{NBSP}: {record.name}",
        record.alt,
        (MARGIN + 1.2, BODY_TOP - 0.05, SPAN - 1.2, BODY_HEIGHT + 0.08),
        [_short_lines(str(label)) for label in domains["label"]],
        series,
        number_format(0, signed=True),
        12,
    )


def _short_lines(label: str) -> str:
    return one_line(clean(label), 12, 130)


def comparison_table(slide: Slide, record: Record) -> None:
    """The published values side by side, each with its class as colour and sign."""
    names = record.extra["names"]
    many = len(names) > MAX_MARKERS
    size = 9 if many else 12 if len(names) <= 3 else 11
    shown = displayed(record)
    first = (2.3,) if many else (3.1, 3.9 if len(names) <= 3 else 2.6)
    wide = (SPAN - sum(first)) / (len(names) + 1)
    top = [header("Domaine"), *([] if many else [header("Indicateur")]), header("France", CENTRE)]
    top += [header(name, CENTRE) for name in names]
    body = []
    for row, raw in zip(shown.to_dict("records"), record.table.to_dict("records"), strict=True):
        cells = [
            Cell(str(row["Domaine"]), bold=not many),
            *([] if many else [Cell(str(row["Indicateur"]), colour=MUTED)]),
        ]
        unit = f"{THIN}%" if str(raw["Unité"]).startswith("%") else ""
        cells.append(Cell(_with_unit(str(row[wording.NATIONAL_NAME]), unit), CENTRE, bold=True))
        for name in names:
            kind = _CLASS_OF[raw[f"{name}, classe"]]
            value = _with_unit(str(row[name]), unit)
            text = f"{wording.CLASS_SYMBOL[kind]} {value}".strip()
            cells.append(Cell(text, CENTRE, colour=ink_on(kind), fill=kind, rule="#ffffff"))
        body.append(cells)
    top_height = 0.62 if many else 0.4
    table(
        slide.shapes,
        "Valeurs publiées",
        f"{record.alt} Valeur publiée de chaque indicateur.",
        (MARGIN, BODY_TOP - 0.02),
        (*first, *[wide] * (len(names) + 1)),
        (BODY_HEIGHT - top_height) / max(len(body), 1),
        [top, *body],
        size,
        header_height=top_height,
        header_size=8 if many else size,
        margin=TIGHT if many else CELL_MARGIN,
        uniform=many,
    )


def _with_unit(text: str, unit: str) -> str:
    return text if text == wording.MISSING else f"{text}{unit}"


def overview(slide: Slide, record: Record, outlines: Outlines | None = None) -> None:
    """The 13 × 16 table, each value with its class as colour and sign; missing cells hatched."""
    labels, headers = record.extra["labels"], record.extra["headers"]
    framed = record.extra["framed"]
    by_place = {(row["y"], row["x"]): row for row in record.rows.to_dict("records")}
    first = 1.62
    wide = (SPAN - first) / len(headers)
    top = [header(""), *(header(name, CENTRE) for name in headers)]
    body = []
    for y, label in enumerate(labels):
        cells = [Cell(str(label), bold=True)]
        for x in range(len(headers)):
            row = by_place[y, x]
            if not row["class"]:
                cells.append(Cell(row["text"], CENTRE, bold=True))
                continue
            kind = FragilityClass(row["class"])
            cells.append(Cell(row["text"], CENTRE, colour=ink_on(kind), fill=kind, rule="#ffffff", framed=x == framed))
        body.append(cells)
    top_height = 0.55
    table(
        slide.shapes,
        "Tableau des domaines et des régions",
        record.alt,
        (MARGIN, BODY_TOP - 0.02),
        (first, *[wide] * len(headers)),
        (BODY_HEIGHT - top_height - 0.5) / len(body),
        [top, *body],
        10,
        header_height=top_height,
        header_size=9,
        margin=TIGHT,
        uniform=True,
    )
    legend_row(slide, record, BODY_BOTTOM - 0.4)


def plain_table(slide: Slide, record: Record) -> None:
    """A figure of the screen that has no native drawing is shown by its table, as far as the slide goes."""
    shown = displayed(record)
    columns = list(shown.columns)[:MOST_COLUMNS]
    rows = shown[columns].astype(str).to_numpy().tolist()[:MOST_ROWS]
    numeric = [all(_NUMBER.fullmatch(row[k]) for row in rows) for k in range(len(columns))]
    sides = [RIGHT if is_number else LEFT for is_number in numeric]
    top = [header(str(label), side) for label, side in zip(columns, sides, strict=True)]
    body = [[Cell(text, side) for text, side in zip(row, sides, strict=True)] for row in rows]
    table(
        slide.shapes,
        f"Tableau{NBSP}: {record.name}",
        record.alt,
        (MARGIN, BODY_TOP),
        [SPAN / len(columns)] * len(columns),
        min(0.4, BODY_HEIGHT / (len(body) + 1)),
        [top, *body],
        13,
    )


_DRAWINGS: Mapping[str, Callable[[Slide, Record, Outlines], None]] = {
    "vue-ensemble": overview,
    "profil": profile,
    "carte": choropleth,
    "classement": ranking,
    "comparaison": comparison,
    "cercles": circles,
    "solidite": places.priorities,
    "essai": places.trial,
    "arbre": similarity.tree,
    "plan": similarity.plane,
}

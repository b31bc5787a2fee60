"""x"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
from pptx.presentation import Presentation as Deck
from pptx.slide import Slide

from charts.canvas.outline import Outlines
from charts.canvas.slide.shapes import CENTRE, LEFT, MIDDLE, RIGHT, Cell, fitted, header, table
from charts.canvas.slide.template import BODY_TOP, MARGIN, SPAN
from charts.canvas.slide.text import clean
from charts.documents.method import flag_lines, formula
from charts.record import Record
from charts.stamp import Stamp, address_of
from charts.tables import displayed
from charts.theme import MUTED
from territory import wording
from territory.wording import NBSP, THIN

_CLICK = re.compile(r" ?Cliquez [^.]*\.")

_CLASS_OF = {label: kind for kind, label in wording.CLASS_LABEL.items()}

MOST_COLUMNS, MOST_ROWS = 8, 17

_NUMBER = re.compile(r"[+\u2212]?[\d\u202f]+(,\d+)?(\u202f%)?|n\.\u00a0d\.")


@dataclass(frozen=True)
class Item:
    """A figure of a deck; ``title`` and ``caption``, when given, are the reader's own words."""

    record: Record
    title: str = ""
    caption: str = ""


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
    if record.kind == "comparaison" and len(record.regions) <= MAX_MARKERS:
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


def _number(value: Any) -> float | None:
    return None if value is None or pd.isna(value) else float(value)


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

"""Blocks of words: cards, tables, sentences, what helps, the method, remarks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from charts.canvas import qr
from charts.documents import words
from charts.documents.blocks import Cards, Helps, Line, Method, Paragraphs, Remarks, Sentences, TableBlock
from charts.legend import legend_label
from charts.tables import cell_text
from charts.theme import CLASS_LOOK
from territory import wording
from territory.analysis import FragilityClass
from territory.levels import Words
from territory.wording import NBSP

Data = dict[str, Any]


def runs(text: str) -> list[Data]:
    """« a **b** c » in pieces, plain or strong."""
    return [{"text": piece, "bold": k % 2 == 1} for k, piece in enumerate(text.split("**")) if piece]


def look(kind: FragilityClass, label: str) -> Data:
    """A class as a legend shows it, under a label of the caller's, else its own."""
    drawn = CLASS_LOOK[kind]
    return {"label": label or legend_label(kind), "fill": "hatch" if drawn.hatched else drawn.colour, "ink": drawn.ink}


def named(kind: FragilityClass, words: Words) -> Data:
    """A class under its own name, in the words of an edition."""
    return look(kind, legend_label(kind, merged=False, words=words))


def _cards(block: Cards) -> Data:
    return {
        "cards": [
            {
                "title": card.heading,
                "caption": card.caption,
                "lines": [
                    {
                        "sign": wording.CLASS_SYMBOL[line.kind],
                        "label": f"{line.number}. {line.label}" if line.number else line.label,
                        "values": values(line),
                        "remark": line.remark,
                    }
                    for line in card.lines[: card.shown]
                ],
                "more": card.more,
            }
            for card in block.cards
        ]
    }


def values(line: Line) -> str:
    return f"{line.value} ({line.reference}{NBSP}: {line.national})"


def _table(block: TableBlock) -> Data:
    columns = [block.column(label) for label in block.table.columns]
    rows = [
        [
            {
                "text": cell_text(cell, column),
                "class": _cell_class(column.classes, k, cell_text(cell, column)),
            }
            for cell, column in zip(row, columns, strict=True)
        ]
        for k, row in enumerate(block.table.itertuples(index=False))
    ]
    return {
        "title": block.title,
        "lead": block.lead,
        "header": [str(label) for label in block.table.columns],
        "widths": [float(width) for width in block.widths or [1.0] * len(columns)],
        "rows": rows,
        "note": block.note,
    }


def _cell_class(classes: tuple[FragilityClass | None, ...], row: int, text: str) -> Data | None:
    """The look of a cell that has a class: its text on the class's colour, its sign where it has no text."""
    kind = classes[row] if classes else None
    return None if kind is None else look(kind, text or wording.CLASS_SYMBOL[kind])


def _sentences(block: Sentences) -> Data:
    return {
        "groups": [
            {
                "label": group.label,
                "mean": group.mean,
                "rows": [{"label": s.label, "class": named(s.kind, s.words), "text": s.text} for s in group.sentences],
            }
            for group in block.groups
        ]
    }


def _paragraphs(block: Paragraphs) -> Data:
    return {"lines": [runs(line) for line in block.lines]}


def _helps(block: Helps) -> Data:
    return {
        "lead": block.lead,
        "also": block.also,
        "online": {"svg": qr.svg(block.online), "alt": words.online(block.online), "said": words.ONLINE}
        if block.online
        else None,
        "groups": [
            {
                "label": group.label,
                "helps": [{"title": h.title, "said": h.reason, "where": h.where, "link": h.link} for h in group.helps],
            }
            for group in block.groups
        ],
    }


def _method(block: Method) -> Data:
    return {
        "parts": [{"heading": part.heading, "lines": [runs(line) for line in part.lines]} for part in block.parts],
        "classes_title": block.classes_title,
        "classes_header": list(block.classes_header),
        "classes": [{"class": named(kind, block.words), "rule": rule} for kind, rule in block.classes],
    }


def _remarks(block: Remarks) -> Data:
    return {"rows": [runs(f"**{r.subject}**{NBSP}: {r.finding} {r.treatment}") for r in block.grave]}


WRITERS: Mapping[type[Any], Callable[[Any], Data]] = {
    Cards: _cards,
    TableBlock: _table,
    Sentences: _sentences,
    Paragraphs: _paragraphs,
    Helps: _helps,
    Method: _method,
    Remarks: _remarks,
}

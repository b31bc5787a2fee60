"""Documents as one self-contained page: figures as SVG with their tables, no script, nothing fetched.

The page says to the browser itself that nothing may be fetched (its Content-Security-Policy).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from string import Template
from typing import Any

import pandas as pd

from charts.canvas.svg import text_only
from charts.documents.blocks import (
    Block,
    Cards,
    Document,
    FigureBlock,
    Helps,
    Line,
    Method,
    Paragraphs,
    Remark,
    Remarks,
    Section,
    Sentences,
    SmallMaps,
    TableBlock,
)
from charts.documents.image import PRINT, bare, font_style
from charts.progress import Told, telling
from charts.record import Column, Record
from charts.stamp import Stamp
from charts.tables import cell_text, displayed, is_missing
from charts.theme import ACCENT, CLASS_LOOK, LINE, MUTED, PAPER, TEXT
from territory import wording
from territory.analysis import FragilityClass
from territory.wording import NBSP

_FIGURE = (1132.0, 560.0, 17.0)
_TALL = {"carte": 1.1, "cercles": 1.1}


def write(document: Document, stamp: Stamp, *, told: Told | None = None) -> bytes:
    """The document's bytes. ``told`` hears of each section."""
    sections = [_section(section, k) for k, section in enumerate(telling(document.sections, told), start=1)]
    contents = (
        f'<li><a href="#partie-{k}">{text_only(_heading(section))}</a></li>'
        for k, section in enumerate(document.sections, start=1)
        if _heading(section)
    )
    lead = "" if document.kind in ("meeting", "figure") else f"<p>{_strong(document.lead)}</p>"
    finding = "" if document.finding == document.heading else f'<p class="finding">{text_only(document.finding)}</p>'
    page = Template((PRINT / "page.html").read_text(encoding="utf-8")).substitute(
        title=text_only(document.heading),
        fonts=font_style(),
        ink=TEXT,
        muted=MUTED,
        rule=LINE,
        tint=PAPER,
        accent=ACCENT,
        kicker=f'<p class="kicker">{text_only(document.kicker)}</p>' if document.kicker else "",
        opening=f"{finding}{lead}",
        choices=f'<p class="choices">{text_only(stamp.said_choices)}</p>\n' if stamp.said_choices else "",
        imprint=text_only(stamp.line(document.address)),
        contents="\n".join(contents),
        sections="\n".join(sections),
        licence=text_only(document.notice),
    )
    return page.encode("utf-8")


def _heading(section: Section) -> str:
    return section.heading


def _section(section: Section, number: int) -> str:
    figures = [block for block in section.blocks if isinstance(block, FigureBlock)]
    alone = len(figures) == 1 and section.heading == figures[0].finding
    parts = [f'<section id="partie-{number}">']
    if section.heading and not alone:
        parts.append(f"<h2>{text_only(section.heading)}</h2>")
    if section.lead:
        parts.append(f'<p class="quiet">{_strong(section.lead)}</p>')
    parts += [_block(block, f"partie-{number}-{k}-", alone) for k, block in enumerate(section.blocks)]
    return "\n".join([*parts, "</section>"])


def _block(block: Block, prefix: str, alone: bool) -> str:
    if isinstance(block, FigureBlock):
        return _figure(block, prefix, "h2" if alone else "h3")
    if isinstance(block, SmallMaps):
        return "\n".join(_figure(FigureBlock(record), f"{prefix}{k}-", "h3") for k, record in enumerate(block.records))
    return _WRITERS[type(block)](block)


def _strong(text: str) -> str:
    """Text as text; « **strong** » is the only mark of our own sentences."""
    pieces = (text_only(piece) for piece in text.split("**"))
    return "".join(f"<strong>{piece}</strong>" if k % 2 else piece for k, piece in enumerate(pieces))


def _figure(block: FigureBlock, prefix: str, level: str) -> str:
    record = block.record
    width, height, size = _FIGURE
    drawing = bare(record, width, height * _TALL.get(record.view.figure, 1), size, prefix=prefix)
    reserves = "".join(f"<li>{text_only(f'{flag.finding} {flag.treatment}')}</li>" for flag in record.flags)
    parts = [
        f"<{level}>{text_only(block.finding)}</{level}>",
        f'<p class="quiet">{text_only(record.subtitle)}</p>',
        f'<p class="note">{text_only(block.caption)}</p>' if block.caption else "",
        f'<div class="figure">{drawing}</div>',
        f'<p class="source">{text_only(record.credit)}</p>',
        f"<details><summary>Voir le tableau</summary>{_record_table(record)}</details>",
        f"<details><summary>Réserves sur ces données</summary><ul>{reserves}</ul></details>" if reserves else "",
    ]
    return "\n".join(part for part in parts if part)


def _record_table(record: Record) -> str:
    shown = displayed(record, None)
    columns = [record.column(str(label)) for label in shown.columns]
    numbers = [
        _is_number_column(record.table[label], column) for label, column in zip(shown.columns, columns, strict=True)
    ]
    return _rows(shown.columns, shown.itertuples(index=False, name=None), numbers, columns, record.subtitle)


def _is_number_column(cells: pd.Series, column: Column) -> bool:
    known = [cell for cell in cells if not is_missing(cell)]
    numeric = bool(known) and not column.as_text and not any(isinstance(cell, str) for cell in known)
    return numeric or column.right


def _rows(
    header: Iterable[Any], rows: Iterable[tuple[Any, ...]], numbers: list[bool], columns: list[Column], caption: str
) -> str:
    head = "".join(f'<th scope="col">{text_only(str(label))}</th>' for label in header)
    body = "".join(
        "<tr>"
        + "".join(
            f"<td{_NUMERIC if number else ''}>{_cell(str(cell), column, k)}</td>"
            for cell, number, column in zip(row, numbers, columns, strict=True)
        )
        + "</tr>"
        for k, row in enumerate(rows)
    )
    said = f"<caption>{text_only(caption)}</caption>" if caption else ""
    return f'<div class="scroll"><table>{said}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'


def _cell(text: str, column: Column, row: int) -> str:
    """A cell on its class's colour, where the column has them."""
    kind = column.classes[row] if column.classes else None
    return text_only(text) if kind is None else _chip(kind, text or wording.CLASS_SYMBOL[kind])


_NUMERIC = ' class="n"'


def _chip(kind: FragilityClass, label: str = "") -> str:
    look = CLASS_LOOK[kind]
    said = label or f"{wording.CLASS_SYMBOL[kind]} {wording.CLASS_LABEL[kind]}".strip()
    style = "" if look.hatched else f' style="background:{look.colour};color:{look.ink}"'
    return f'<span class="chip{" hatched" if look.hatched else ""}"{style}>{text_only(said)}</span>'


def _cards(block: Cards) -> str:
    cards = []
    for card in block.cards:
        listed = f"<ul>{''.join(map(_card_line, card.lines))}</ul>"
        cards.append(
            f'<div class="card"><h3>{text_only(card.heading)}</h3><p class="quiet">{text_only(card.caption)}</p>'
            f"{listed if card.lines else f'<p>{text_only(card.nothing)}</p>'}</div>"
        )
    return f'<div class="cards">{"".join(cards)}</div>'


def _card_line(line: Line) -> str:
    name = f"{line.number}. {line.label}" if line.number else line.label
    remark = f'<br><span class="quiet">{text_only(line.remark)}</span>' if line.remark else ""
    return (
        f"<li>{_chip(line.kind, wording.CLASS_SYMBOL[line.kind])} <strong>{text_only(name)}</strong>{NBSP}: "
        f"{text_only(line.value)} (France{NBSP}: {text_only(line.national)})"
        f'<br><span class="quiet">{text_only(line.indicator)}</span>{remark}</li>'
    )


def _table(block: TableBlock) -> str:
    columns = [block.column(str(label)) for label in block.table.columns]
    numbers = [
        _is_number_column(block.table[label], column)
        for label, column in zip(block.table.columns, columns, strict=True)
    ]
    rows = (
        tuple(cell_text(cell, column) for cell, column in zip(row, columns, strict=True))
        for row in block.table.itertuples(index=False, name=None)
    )
    note = " ".join(part for part in (block.note, block.source) if part)
    return (
        f"<h3>{text_only(block.title)}</h3>"
        + (f'<p class="quiet">{text_only(block.lead)}</p>' if block.lead else "")
        + _rows(block.table.columns, rows, numbers, columns, "")
        + f'<p class="source">{text_only(note)}</p>'
    )


def _sentences(block: Sentences) -> str:
    return "".join(
        f"<h3>{text_only(group.label)}</h3>"
        + (f'<p class="quiet">{text_only(group.mean)}</p>' if group.mean else "")
        + "".join(
            f"<p><strong>{text_only(s.label)}</strong> {_chip(s.kind)}<br>{text_only(s.text)}</p>"
            for s in group.sentences
        )
        for group in block.groups
    )


def _paragraphs(block: Paragraphs) -> str:
    return "".join(f"<p>{_strong(line)}</p>" for line in block.lines)


def _helps(block: Helps) -> str:
    groups = "".join(
        (f"<h3>{text_only(group.label)}</h3>" if group.label else "")
        + (f'<p class="quiet">{text_only(group.remark)}</p>' if group.remark else "")
        + "<ul>"
        + "".join(
            f"<li><strong>{text_only(h.title)}</strong><br>{text_only(f'{h.reason} {h.where}'.strip())}</li>"
            for h in group.helps
        )
        + "</ul>"
        for group in block.groups
    )
    also = f"<p>{text_only(block.also)}</p>" if block.also else ""
    return f'<p class="quiet">{text_only(block.lead)}</p>{groups}{also}'


def _method(block: Method) -> str:
    parts = "".join(
        f"<h3>{text_only(part.heading)}</h3>" + "".join(f"<p>{_strong(line)}</p>" for line in part.lines)
        for part in block.parts
    )
    rules = "".join(f"<tr><td>{_chip(kind)}</td><td>{text_only(rule)}</td></tr>" for kind, rule in block.classes)
    head = "".join(f'<th scope="col">{text_only(label)}</th>' for label in block.classes_header)
    return (
        f"{parts}<h3>{text_only(block.classes_title)}</h3>"
        f"<table><thead><tr>{head}</tr></thead><tbody>{rules}</tbody></table>"
    )


def _remarks(block: Remarks) -> str:
    def said(found: Remark) -> str:
        text = text_only(f"{found.finding} {found.treatment}")
        return f"<li><strong>{text_only(found.subject)}</strong>{NBSP}: {text}</li>"

    return f"<ul>{''.join(map(said, block.every))}</ul>"


_WRITERS: Mapping[type[Any], Callable[[Any], str]] = {
    Cards: _cards,
    TableBlock: _table,
    Sentences: _sentences,
    Paragraphs: _paragraphs,
    Helps: _helps,
    Method: _method,
    Remarks: _remarks,
}

"""What the blocks of words say, in two columns: what it is about, and the sentence."""

from __future__ import annotations

from collections.abc import Iterator

from charts.documents.blocks import Block, Cards, Helps, Paragraphs, Sentences
from territory import wording
from territory.wording import NBSP


def said(block: Block) -> Iterator[tuple[str, str]]:
    """Nothing of a block that has a sheet of its own."""
    match block:
        case Cards():
            yield from _cards(block)
        case Sentences():
            yield from _sentences(block)
        case Paragraphs():
            yield from (("", line) for line in block.lines)
        case Helps():
            yield from _helps(block)


def _cards(block: Cards) -> Iterator[tuple[str, str]]:
    for card in block.cards:
        yield card.heading, card.caption
        for line in card.lines:
            name = f"{line.number}. {line.label}" if line.number else line.label
            remark = f" ({line.remark})" if line.remark else ""
            sign = wording.CLASS_SYMBOL[line.kind]
            yield name, f"{sign} {line.value} ({line.reference}{NBSP}: {line.national}){remark}"


def _sentences(block: Sentences) -> Iterator[tuple[str, str]]:
    for group in block.groups:
        if group.mean:
            yield group.label, group.mean
        yield from ((sentence.label, sentence.text) for sentence in group.sentences)


def _helps(block: Helps) -> Iterator[tuple[str, str]]:
    yield "Ce qui peut aider", block.lead
    for group in block.groups:
        yield from ((found.title, f"{found.reason} ({found.where})") for found in group.helps)
    if block.also:
        yield "", block.also

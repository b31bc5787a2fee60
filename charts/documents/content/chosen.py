"""What the reader composes: the list of a meeting, and one figure as a document of its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from charts.documents import words
from charts.documents.blocks import Document, FigureBlock, Section
from charts.documents.content import resources
from charts.documents.content.parts import ending
from charts.record import Record
from charts.stamp import Stamp
from territory.resources import Resource


class Chosen(NamedTuple):
    """A view of a meeting: its record, and the reader's own title and caption."""

    record: Record
    title: str = ""
    caption: str = ""


def meeting(stamp: Stamp, title: str, views: Sequence[Chosen], picked: Sequence[Resource] = ()) -> Document:
    """The reader's list, in order, then the resources that were picked, then the method."""
    edition = stamp.edition
    blocks = [FigureBlock(*view) for view in views]
    sections = tuple(
        Section(f"vue-{number}", block.finding, (block,), stamp.address_of(block.record.view))
        for number, block in enumerate(blocks, start=1)
    )
    return Document(
        kind="meeting",
        kicker=words.MEETING,
        heading=title,
        finding=title,
        lead=stamp.choices,
        indicators=tuple(edition.registry.indicators.values()),
        sections=(
            *sections,
            *([resources.of_reader(stamp, picked)] if picked else []),
            *ending(stamp, None, edition.registry.fragility),
        ),
        notice=words.notice(edition.registry),
        address=stamp.address("reunion"),
    )


def figure(stamp: Stamp, record: Record) -> Document:
    """One figure as a document of its own."""
    registry = stamp.edition.registry
    indicators = (registry.indicators[record.view.indicator],) if record.view.indicator else registry.fragility
    address = stamp.address_of(record.view)
    return Document(
        kind="figure",
        kicker="",
        heading=record.title,
        finding=record.title,
        lead=record.subtitle,
        indicators=tuple(indicators),
        sections=(Section("figure", record.title, (FigureBlock(record),), address),),
        notice=words.notice(registry),
        address=address,
    )

"""All the domains of an edition: the atlas, one map each; everything as the tables of a workbook."""

from __future__ import annotations

from collections.abc import Sequence

from charts.documents import words
from charts.documents.blocks import Block, Document, FigureBlock, Section, SmallMaps
from charts.documents.content.parts import ending
from charts.documents.reference import method, remarks
from charts.documents.reference_tables import cells_table, registry_table, scores_table
from charts.figures import Numbers
from charts.figures.overview import record as overview
from charts.figures.ranking import record as ranking
from charts.figures.region_map import record as region_map
from charts.stamp import Stamp
from territory.harmonise import Form
from territory.indicators import Indicator


def atlas(stamp: Stamp, numbers: Numbers, region: str | None = None) -> Document:
    """One map per domain that has values, the same classes and one legend everywhere. ``region`` is framed on each."""
    edition = stamp.edition
    kept = [i for i in edition.registry.fragility if stamp.reading.keeps(i) and i.form is not Form.EMPTY]
    blocks, lead = _atlas_blocks(stamp, kept, numbers, region)
    address = stamp.address("domaine", region=region)
    return Document(
        kind="atlas" if edition.outlines else "meeting",  # figures one after the other
        kicker=words.ATLAS,
        heading=words.ATLAS_TITLE,
        finding=words.ATLAS_TITLE,
        lead=lead,
        indicators=tuple(kept),
        sections=(
            Section("cartes", words.ATLAS_TITLE, blocks, address, lead=lead),
            *ending(stamp, region, kept),
        ),
        notice=words.notice(edition.registry),
        address=address,
        highlighted=(region,) if region else (),
    )


def _atlas_blocks(
    stamp: Stamp, indicators: Sequence[Indicator], numbers: Numbers, region: str | None
) -> tuple[tuple[Block, ...], str]:
    """Small maps under one legend; where no territory has an outline, the order of each domain."""
    edition = stamp.edition
    if edition.outlines is None:
        ordered = (ranking.record(edition, numbers.scores, i, stamp.reading, region) for i in indicators)
        return tuple(map(FigureBlock, ordered)), words.WITHOUT_MAPS
    records = tuple(region_map.record(edition, numbers.scores, i, stamp.reading, region) for i in indicators)
    return (SmallMaps(records, words.shared_legend(records)),), words.atlas_lead(edition.words)


def data(stamp: Stamp, numbers: Numbers) -> Document:
    """Everything: the table of domains and regions, the scores, the published cells, the registry, the remarks."""
    edition = stamp.edition
    drawn = overview.record(edition, numbers.scores, stamp.reading)
    everything = list(edition.registry.indicators.values())
    address = stamp.address("donnees")
    blocks: tuple[Block, ...] = (
        FigureBlock(drawn),
        scores_table(stamp, numbers.scores),
        cells_table(edition),
        registry_table(stamp),
        remarks(edition, everything, None),
        method(edition),
    )
    return Document(
        kind="data",
        kicker="",
        heading=words.data_title(edition.registry),
        finding=drawn.title,
        lead="",
        indicators=tuple(everything),
        sections=(Section("donnees", words.OVERVIEW, blocks, address),),
        notice=words.notice(edition.registry),
        address=address,
    )

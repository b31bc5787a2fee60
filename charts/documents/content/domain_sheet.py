"""The sheet of a domain: its map, its ranking, the sentence of each region, what helps."""

from __future__ import annotations

import pandas as pd

from charts.documents import words
from charts.documents.blocks import Document, Section, Sentence, SentenceGroup, Sentences
from charts.documents.content import resources
from charts.documents.content.parts import ending, map_and_ranking
from charts.figures import Numbers
from charts.figures.region_map.table import ranking_order
from charts.stamp import Stamp
from territory import wording
from territory.analysis import FragilityClass
from territory.indicators import Indicator
from territory.resources import Catalogue


def domain(
    stamp: Stamp, indicator: Indicator, numbers: Numbers, region: str | None = None, catalogue: Catalogue | None = None
) -> Document:
    """The sheet of a domain: its map, its ranking, the sentence of each region, what helps."""
    edition = stamp.edition
    where = edition.registry.domains[indicator.domain]
    address = stamp.address("domaine", region=region, domain=where.code)
    figures = map_and_ranking(stamp, indicator, numbers.scores, region)
    return Document(
        kind="domain",
        kicker=words.DOMAIN_SHEET,
        heading=where.label,
        finding=figures[0].record.title,
        lead=indicator.definition,
        indicators=(indicator,),
        sections=(
            Section("carte", words.map_heading(indicator), figures, address, lead=indicator.definition),
            Section("phrases", words.each_region(indicator), (_sentences(stamp, indicator, numbers.scores),), address),
            *([resources.of_sheet(stamp, where.code, region, catalogue)] if catalogue else []),
            *ending(stamp, region, [indicator]),
        ),
        notice=words.notice(edition.registry),
        address=address,
        highlighted=(region,) if region else (),
    )


def _sentences(stamp: Stamp, indicator: Indicator, scores: pd.DataFrame) -> Sentences:
    """The sentence of each region, the most fragile first."""
    edition, domain = stamp.edition, stamp.edition.registry.domains[indicator.domain]
    rows = scores[scores["indicator"] == indicator.code].to_dict("records")
    said = tuple(
        Sentence(
            edition.regions[row["region"]].name,
            FragilityClass(row["class"]),
            wording.cell_sentence(row, indicator, domain),
            edition.words,
        )
        for row in sorted(rows, key=ranking_order)
    )
    return Sentences((SentenceGroup(domain.label, "", said),))

"""A region beside those of a close profile, or beside those asked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from charts.documents import words
from charts.documents.blocks import Block, FigureBlock, Paragraphs, Section, TableBlock
from charts.figures.comparison import record as comparison
from charts.stamp import Stamp
from territory import wording
from territory.portrait import Portrait
from territory.similarity import MOST, bonds, distances, nearest, neighbours, profiles

COMPARED = 4
"""Regions to which a region can be compared."""


def beside(stamp: Stamp, told: Portrait, scores: pd.DataFrame, asked: Sequence[str]) -> Section:
    """The region beside those of a close profile, or beside those asked for."""
    edition, code = stamp.edition, told.region.code
    chosen = [other for other in dict.fromkeys(asked) if other != code][:COMPARED]
    found = neighbours(scores)
    near = found[found["region"] == code].to_dict("records")
    others = chosen or [row["neighbour"] for row in near]
    if others:
        drawn = comparison.record(edition, scores, [code, *others], stamp.reading)
        sentences = [f"{wording.comparison_finding(edition, scores, [code, *others])}."]
        sentences += [] if chosen else [_bonds(stamp, row) for row in near]
        blocks: tuple[Block, ...] = (FigureBlock(drawn), Paragraphs(tuple(sentences)))
    elif len(edition.regions) > MOST:
        blocks = (Paragraphs((f"{wording.not_computed(edition.level, MOST)}.",)),)
    else:
        blocks = (Paragraphs(words.no_neighbour(told.region, told.words)), *_least_far(stamp, told, scores))
    heading = words.chosen(edition.level) if chosen else words.similar(edition.level)
    return Section("comparaison", heading, blocks, stamp.address("comparer", regions=[code, *others]))


def _bonds(stamp: Stamp, row: dict[Any, Any]) -> str:
    """How close a neighbour is, then what brings it near and what sets it apart."""
    domains = stamp.edition.registry.domains
    together, apart = ([domains[name] for name in row[side]] for side in ("together", "apart"))
    said = wording.neighbour_sentence(row, stamp.edition.regions[row["neighbour"]])
    return f"{said} {wording.bonds_sentence(together, apart)}"


def _least_far(stamp: Stamp, told: Portrait, scores: pd.DataFrame) -> tuple[TableBlock, ...]:
    """For a region without a close profile: the least different regions; nothing where none has a profile."""
    rows = _least_far_rows(stamp, told.region.code, profiles(scores))
    if not rows:
        return ()
    indicators = [fact.indicator for fact in told.facts if fact.score is not None]
    return (
        TableBlock(
            "Profils",
            words.LEAST_FAR,
            "",
            pd.DataFrame(rows, dtype=object),
            f"Tableau des {told.words.level.plural} au profil le moins éloigné {told.region.genitive}.",
            wording.source_line(stamp.edition.registry, indicators),
            widths=(3.3, 1.2, 3.8, 3.8),
            note=words.distance_note(told.words),
        ),
    )


def _least_far_rows(stamp: Stamp, code: str, profile_of: pd.DataFrame) -> list[dict[str, object]]:
    """How far each is, what brings it near and what sets it apart."""
    if code not in profile_of.index:
        return []
    edition, distance, own = stamp.edition, distances(profile_of), list(profile_of.index).index(code)
    rows: list[dict[str, object]] = []
    for position in nearest(distance)[own]:
        other = str(profile_of.index[position])
        together, apart = bonds(profile_of, code, other)
        rows.append(
            {
                "Les profils les moins éloignés": edition.regions[other].name,
                "Distance": wording.distance_text(float(distance[own, position])),
                "Ce qui rapproche": words.short_names(edition.registry, together),
                "Ce qui distingue": words.short_names(edition.registry, apart),
            }
        )
    return rows

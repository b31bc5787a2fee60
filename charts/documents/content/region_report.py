"""The report of a region: its cards, its profile, its fragilities, then what explains them and what helps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pandas as pd

from charts.documents import words
from charts.documents.blocks import (
    Card,
    Cards,
    Document,
    FigureBlock,
    Line,
    Paragraphs,
    Section,
    Sentence,
    SentenceGroup,
    Sentences,
    TableBlock,
)
from charts.documents.content import resources
from charts.documents.content.neighbours import beside
from charts.documents.content.parts import ending, map_and_ranking, with_variants
from charts.documents.reference_tables import context_table
from charts.figures import Numbers
from charts.figures.profile import record as profile
from charts.figures.solidity import record as solidity
from charts.record import Column
from charts.stamp import Stamp
from territory import portrait as portraits
from territory import wording
from territory.fact import Fact
from territory.portrait import Portrait
from territory.resources import Catalogue
from territory.scores import dimension_means

SHOWN = 5
"""Domains that a card lists before « et 2 autres »."""


def region(
    stamp: Stamp,
    code: str,
    numbers: Numbers,
    *,
    compared: Sequence[str] = (),
    catalogue: Catalogue | None = None,
) -> Document:
    """A region's report. ``compared``: up to four other regions, instead of those of a close profile.

    ``catalogue`` adds what helps on what stands first.
    """
    edition = stamp.edition
    numbers = with_variants(stamp, numbers)
    told = portraits.portrait(edition, numbers.scores, code, numbers.places, numbers.shifts)
    home = stamp.address("territoire", region=code)
    return Document(
        kind="region",
        kicker=words.report(edition.level),
        heading=told.region.name,
        finding=told.finding,
        lead=told.lead,
        indicators=tuple(fact.indicator for fact in told.facts),
        sections=(
            Section("essentiel", "", (_cards(told),), home),
            _profile(stamp, told, numbers.scores, home),
            *(_fragilities(stamp, told, numbers, home) if told.fragilities else ()),
            _domains(stamp, told, numbers.scores, home),
            _opening(stamp, told, numbers.scores),
            beside(stamp, told, numbers.scores, compared),
            *([_context(stamp, told, home)] if edition.registry.context else []),
            *([resources.of_region(stamp, told, catalogue)] if catalogue and told.fragilities else []),
            *ending(stamp, code, [fact.indicator for fact in told.facts]),
        ),
        notice=words.notice(edition.registry),
        address=home,
        highlighted=(code,),
    )


def _cards(told: Portrait) -> Cards:
    return Cards(
        tuple(
            Card(card.code, card.title, card.caption, card.nothing, tuple(_line(fact) for fact in card.facts), SHOWN)
            for card in told.cards
        )
    )


def _line(fact: Fact) -> Line:
    return Line(
        fact.domain.code,
        fact.kind,
        fact.label,
        fact.indicator.label,
        fact.value_text,
        fact.national_cell,
        fact.remark,
        fact.priority,
        fact.indicator.words.reference.short,
    )


def _profile(stamp: Stamp, told: Portrait, scores: pd.DataFrame, home: str) -> Section:
    drawn = profile.record(stamp.edition, scores, told.region.code, stamp.reading)
    return Section("profil", words.PROFILE, (FigureBlock(drawn),), home, lead=words.profile_note(told.words))


def _fragilities(stamp: Stamp, told: Portrait, numbers: Numbers, home: str) -> tuple[Section, Section]:
    """The priorities and what is to be confirmed, in one table; then how much each owes to the formula."""
    assert numbers.places is not None and numbers.shifts is not None
    drawn = solidity.record(
        stamp.edition, numbers.scores, numbers.places, numbers.shifts, told.region.code, stamp.reading
    )
    return (
        Section("priorites", words.FRAGILITIES, (_fragility_table(stamp, told),), home),
        Section("solidite", words.SOLIDITY, (FigureBlock(drawn),), home),
    )


def _fragility_table(stamp: Stamp, told: Portrait) -> TableBlock:
    indicators = [fact.indicator for fact in told.fragilities]
    return TableBlock(
        "Priorités",
        words.fragilities_title(told),
        words.fragilities_lead(told.words),
        pd.DataFrame([_fragility_row(fact) for fact in told.fragilities], dtype=object),
        f"Tableau des domaines plus fragiles {told.words.reference.than}, {told.region.locative}.",
        wording.source_line(stamp.edition.registry, indicators),
        columns={
            wording.SCORE: Column(decimals=2, score=True, right=True),
            **{label: Column(right=True) for label in (told.region.short, told.words.reference.short, "Écart")},
            "N°": Column(classes=tuple(fact.kind for fact in told.fragilities)),
        },
        widths=(0.45, 1.8, 3.0, 1.95, 0.78, 0.78, 0.85, 0.9, 2.25),
        note=wording.mark_note(indicators),
    )


def _fragility_row(fact: Fact) -> dict[str, object]:
    return {
        "N°": "" if fact.priority is None else str(fact.priority),
        "Domaine": fact.label,
        "Indicateur": wording.indicator_and_unit(fact.indicator),
        fact.region.short: wording.cell_text(fact.indicator, fact.value),
        fact.indicator.words.reference.short: fact.national_cell,
        "Écart": wording.gap_cell(fact.indicator, fact.gap),
        wording.SCORE: None if fact.score is None else abs(fact.score),
        "Rang": wording.rank_cell(fact.rank, tied=fact.tied, level=fact.region.level),
        "Place et réserve": fact.remark,
    }


def _domains(stamp: Stamp, told: Portrait, scores: pd.DataFrame, home: str) -> Section:
    said = Sentences(tuple(_sentence_groups(stamp, told, scores)))
    return Section("domaines", words.DOMAINS, (said,), home, lead=words.domains_lead(told.words))


def _sentence_groups(stamp: Stamp, told: Portrait, scores: pd.DataFrame) -> Iterator[SentenceGroup]:
    """The sentences of each dimension, under its mean score."""
    means = dimension_means(scores, stamp.edition)
    means = means[means["region"] == told.region.code].set_index("dimension")
    for code, dimension in stamp.edition.registry.dimensions.items():
        facts = [fact for fact in told.facts if fact.domain.dimension == code]
        if not facts:
            continue
        row = means.loc[code]
        mean = "" if row["mean"] is None else words.dimension_mean(row["mean"], row["count"], row["domains"])
        said = tuple(Sentence(fact.domain_label, fact.kind, fact.sentence, told.words) for fact in facts)
        yield SentenceGroup(dimension.label, mean, said)


def _opening(stamp: Stamp, told: Portrait, scores: pd.DataFrame) -> Section:
    """The map and the ranking of the first priority, or the sentence that says that there is none."""
    code = told.region.code
    if told.opening is None:
        home = stamp.address("territoire", region=code)
        return Section("carte", words.NOTHING_MAPPED, (Paragraphs((f"{told.opening_text}.",)),), home)
    indicator = told.opening.indicator
    address = stamp.address("domaine", region=code, domain=told.opening.domain.code)
    return Section("carte", told.opening_text, map_and_ranking(stamp, indicator, scores, code), address)


def _context(stamp: Stamp, told: Portrait, home: str) -> Section:
    return Section("contexte", words.CONTEXT, (context_table(stamp.edition, told.region),), home)

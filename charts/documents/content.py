"""What each document says: its blocks, chosen, ordered and worded once, for every format.

    region(stamp, "32", numbers)                 # the report of a region: PDF, deck, workbook or page
    domain(stamp, indicator, numbers, "32")      # the sheet of a domain
    atlas(stamp, numbers)                        # one map per domain
    meeting(stamp, title, views, numbers)        # the reader's list
    figure(stamp, record)                        # one figure

The rule of a priority is ``territory.portrait``'s: what is said first, mapped first and helped first is
``Portrait.opening`` and the lists of ``Portrait.fragilities``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd

from charts.documents import words
from charts.documents.blocks import (
    Block,
    Card,
    Cards,
    Document,
    FigureBlock,
    Help,
    HelpGroup,
    Helps,
    Line,
    Paragraphs,
    Section,
    Sentence,
    SentenceGroup,
    Sentences,
    SmallMaps,
    TableBlock,
)
from charts.documents.reference import (
    cells_table,
    context_table,
    method,
    registry_table,
    remarks,
    scores_table,
    sources_table,
)
from charts.figures import Numbers
from charts.figures.comparison import record as comparison
from charts.figures.overview import record as overview
from charts.figures.profile import record as profile
from charts.figures.ranking import record as ranking
from charts.figures.region_map import record as region_map
from charts.figures.solidity import record as solidity
from charts.record import Column, Record
from charts.stamp import Stamp
from territory import portrait as portraits
from territory import wording
from territory.analysis import FragilityClass
from territory.fact import Fact
from territory.factors import factor_shifts
from territory.harmonise import Form
from territory.indicators import Indicator
from territory.next_steps import Step, home_region, next_steps, of_domain, region_report
from territory.portrait import Portrait
from territory.resources import Catalogue, Resource
from territory.robustness import domain_places
from territory.scores import dimension_means
from territory.similarity import MOST, bonds, distances, nearest, neighbours, profiles
from territory.wording import short_address

SHOWN = 5
"""Domains that a card lists before « et 2 autres »."""
HELPED = 3
"""Domains that the part on what helps speaks of."""
COMPARED = 4
"""Regions to which a region can be compared."""


class Chosen(NamedTuple):
    """A view of a meeting: its record, and the reader's own title and caption."""

    record: Record
    title: str = ""
    caption: str = ""


def with_variants(stamp: Stamp, numbers: Numbers) -> Numbers:
    """The same numbers with the variants of the reading in force, computed where the caller has none."""
    edition, reading = stamp.edition, stamp.reading
    return numbers._replace(
        places=domain_places(edition, reading=reading) if numbers.places is None else numbers.places,
        shifts=factor_shifts(edition, reading=reading) if numbers.shifts is None else numbers.shifts,
    )


# --- a region ------------------------------------------------------------------------------------------


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
    sections = (
        Section("essentiel", "", (_cards(told),), home),
        Section(
            "profil",
            words.PROFILE,
            (FigureBlock(profile.record(edition, numbers.scores, code, stamp.reading)),),
            home,
            lead=words.profile_note(edition.words),
        ),
        *_fragilities(stamp, told, numbers, home),
        Section(
            "domaines",
            words.DOMAINS,
            (_sentences(stamp, told, numbers.scores),),
            home,
            lead=words.domains_lead(edition.words),
        ),
        _opening(stamp, told, numbers.scores),
        _compared(stamp, told, numbers.scores, compared),
        *([_context(stamp, told, home)] if edition.registry.context else []),
        *([_helps(stamp, told, catalogue)] if catalogue and told.fragilities else []),
        *_reference(stamp, code, [fact.indicator for fact in told.facts]),
    )
    return Document(
        kind="region",
        kicker=words.report(edition.level),
        heading=told.region.name,
        finding=told.finding,
        lead=told.lead,
        indicators=tuple(fact.indicator for fact in told.facts),
        flags=(),
        sections=sections,
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


def _fragilities(stamp: Stamp, told: Portrait, numbers: Numbers, home: str) -> tuple[Section, ...]:
    """The priorities and what is to be confirmed, in one table; then how much each owes to the formula."""
    if not told.fragilities:
        return ()
    edition = stamp.edition
    indicators = [fact.indicator for fact in told.fragilities]
    table = TableBlock(
        "Priorités",
        words.fragilities_title(told),
        words.fragilities_lead(told.words),
        pd.DataFrame([_fragility_row(fact) for fact in told.fragilities], dtype=object),
        f"Tableau des domaines plus fragiles {told.words.reference.than}, {told.region.locative}.",
        wording.source_line(edition.registry, indicators),
        columns={
            wording.SCORE: Column(decimals=2, score=True, right=True),
            **{label: Column(right=True) for label in (told.region.short, told.words.reference.short, "Écart")},
            "N°": Column(classes=tuple(fact.kind for fact in told.fragilities)),
        },
        widths=(0.45, 1.8, 3.0, 1.95, 0.78, 0.78, 0.85, 0.9, 2.25),
        note=wording.mark_note(indicators),
    )
    assert numbers.places is not None and numbers.shifts is not None
    drawn = solidity.record(edition, numbers.scores, numbers.places, numbers.shifts, told.region.code, stamp.reading)
    return (
        Section("priorites", words.FRAGILITIES, (table,), home),
        Section("solidite", words.SOLIDITY, (FigureBlock(drawn),), home),
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


def _sentences(stamp: Stamp, told: Portrait, scores: pd.DataFrame) -> Sentences:
    registry = stamp.edition.registry
    means = dimension_means(scores, stamp.edition)
    means = means[means["region"] == told.region.code].set_index("dimension")
    groups = []
    for code, dimension in registry.dimensions.items():
        facts = [fact for fact in told.facts if fact.domain.dimension == code]
        if not facts:
            continue
        row = means.loc[code]
        mean = "" if row["mean"] is None else words.dimension_mean(row["mean"], row["count"], row["domains"])
        said = tuple(Sentence(fact.domain_label, fact.kind, fact.sentence, told.words) for fact in facts)
        groups.append(SentenceGroup(dimension.label, mean, said))
    return Sentences(words.domains_lead(told.words), tuple(groups))


def _opening(stamp: Stamp, told: Portrait, scores: pd.DataFrame) -> Section:
    """The map and the ranking of the first priority, or the sentence that says that there is none."""
    code = told.region.code
    if told.opening is None:
        home = stamp.address("territoire", region=code)
        return Section("carte", words.NOTHING_MAPPED, (Paragraphs((f"{told.opening_text}.",)),), home)
    indicator = told.opening.indicator
    address = stamp.address("domaine", region=code, domain=told.opening.domain.code)
    return Section("carte", told.opening_text, _map_and_ranking(stamp, indicator, scores, code), address)


def _map_and_ranking(
    stamp: Stamp, indicator: Indicator, scores: pd.DataFrame, region: str | None
) -> tuple[FigureBlock, ...]:
    """The two drawings of the same values; the second alone where no territory has an outline."""
    listed = FigureBlock(ranking.record(stamp.edition, scores, indicator, stamp.reading, region))
    if stamp.edition.outlines is None:
        return (listed,)
    return FigureBlock(region_map.record(stamp.edition, scores, indicator, stamp.reading, region)), listed


def _compared(stamp: Stamp, told: Portrait, scores: pd.DataFrame, compared: Sequence[str]) -> Section:
    """The region beside those of a close profile, or beside those asked for."""
    edition, code = stamp.edition, told.region.code
    chosen = [other for other in dict.fromkeys(compared) if other != code][:COMPARED]
    found = neighbours(scores)
    near = found[found["region"] == code].to_dict("records")
    heading = words.chosen(edition.level) if chosen else words.similar(edition.level)
    others = chosen or [row["neighbour"] for row in near]
    if not others and len(edition.regions) > MOST:
        why = Paragraphs((f"{wording.not_computed(edition.level, MOST)}.",))
        return Section("comparaison", heading, (why,), stamp.address("comparer", regions=[code]))
    if not others:
        blocks: tuple[Block, ...] = (
            Paragraphs(words.no_neighbour(told.region, told.words)),
            *_least_far(stamp, told, scores),
        )
        return Section("comparaison", heading, blocks, stamp.address("comparer", regions=[code]))
    domains = edition.registry.domains
    sentences = [f"{wording.comparison_finding(edition, scores, [code, *others])}."]
    for row in near if not chosen else []:
        together, apart = ([domains[name] for name in row[side]] for side in ("together", "apart"))
        said = wording.neighbour_sentence(row, edition.regions[row["neighbour"]])
        sentences.append(f"{said} {wording.bonds_sentence(together, apart)}")
    drawn = comparison.record(edition, scores, [code, *others], stamp.reading)
    return Section(
        "comparaison",
        heading,
        (FigureBlock(drawn), Paragraphs(tuple(sentences))),
        stamp.address("comparer", regions=[code, *others]),
    )


def _least_far(stamp: Stamp, told: Portrait, scores: pd.DataFrame) -> tuple[Block, ...]:
    """For a region without a close profile: the least different regions, and the sentence that explains it."""
    edition, code, profile_of = stamp.edition, told.region.code, profiles(scores)
    if code not in profile_of.index:
        return ()
    distance = distances(profile_of)
    own = list(profile_of.index).index(code)
    rows = []
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
            wording.source_line(edition.registry, indicators),
            widths=(3.3, 1.2, 3.8, 3.8),
            note=words.distance_note(told.words),
        ),
    )


def _context(stamp: Stamp, told: Portrait, home: str) -> Section:
    return Section("contexte", words.CONTEXT, (context_table(stamp.edition, told.region),), home)


def _helps(stamp: Stamp, told: Portrait, catalogue: Catalogue) -> Section:
    """What can help on the first priorities, domain by domain; the pages make the same choice."""
    domains = list(dict.fromkeys(fact.domain.code for fact in told.fragilities))[:HELPED]
    labels = stamp.edition.registry.domains
    steps = {code: next_steps(catalogue, told.region, code) for code in domains}
    groups = tuple(HelpGroup(labels[code].label, _offered(catalogue, own.steps)) for code, own in steps.items())
    report, _ = region_report(catalogue, home_region(told.region))
    address = stamp.resources_address(domains, told.region.code)
    offered = [step for own in steps.values() for step in own.steps]
    return Section(
        "aides",
        words.helps_heading(told.region),
        (Helps(words.HELPS_LEAD, groups, words.also(report, _shared(offered)), address if stamp.site else ""),),
        address,
        source=words.resources_source(catalogue, offered),
    )


def _offered(catalogue: Catalogue, steps: Sequence[Step]) -> tuple[Help, ...]:
    return tuple(
        Help(
            step.resource.title,
            words.why(catalogue, step),
            short_address(step.link) if step.link else step.resource.ask,
            step.link,
        )
        for step in steps
        if step.own
    )


def _shared(steps: Sequence[Step]) -> tuple[Resource, ...]:
    """The resources that belong to no domain, listed once instead of under each domain."""
    return tuple(dict.fromkeys(step.resource for step in steps if not step.own))


def _reference(stamp: Stamp, region: str | None, indicators: Sequence[Indicator]) -> tuple[Section, ...]:
    """How it is measured, what is known of the data, where each indicator comes from: the end of every document."""
    shown = [*indicators, *(stamp.edition.registry.context if region else ())]
    address = stamp.address("methode")
    found = remarks(stamp.edition, shown, region)
    return (
        Section("methode", words.METHOD, (method(stamp.edition),), address),
        *([Section("reserves", found.title, (found,), stamp.address("donnees"))] if found.every else []),
        Section("sources", words.SOURCES, (sources_table(stamp, indicators),), stamp.address("donnees")),
    )


# --- a domain, the atlas, all the data -----------------------------------------------------------------


def domain(
    stamp: Stamp, indicator: Indicator, numbers: Numbers, region: str | None = None, catalogue: Catalogue | None = None
) -> Document:
    """The sheet of a domain: its map, its ranking, the sentence of each region, what helps."""
    edition = stamp.edition
    where = edition.registry.domains[indicator.domain]
    address = stamp.address("domaine", region=region, domain=where.code)
    figures = _map_and_ranking(stamp, indicator, numbers.scores, region)
    rows = numbers.scores[numbers.scores["indicator"] == indicator.code].to_dict("records")
    said = tuple(
        Sentence(
            edition.regions[row["region"]].name,
            FragilityClass(row["class"]),
            wording.cell_sentence(row, indicator, where),
            edition.words,
        )
        for row in sorted(rows, key=region_map.ranking_order)
    )
    helps = _domain_helps(stamp, where.code, region, catalogue) if catalogue else []
    return Document(
        kind="domain",
        kicker=words.DOMAIN_SHEET,
        heading=where.label,
        finding=figures[0].record.title,
        lead=indicator.definition,
        indicators=(indicator,),
        flags=edition.flags_of(indicator.code),
        sections=(
            Section("carte", words.map_heading(indicator), figures, address, lead=indicator.definition),
            Section(
                "phrases",
                words.each_region(indicator),
                (Sentences("", (SentenceGroup(where.label, "", said),)),),
                address,
            ),
            *helps,
            *_reference(stamp, region, [indicator]),
        ),
        notice=words.notice(edition.registry),
        address=address,
        highlighted=(region,) if region else (),
    )


def _domain_helps(stamp: Stamp, code: str, region: str | None, catalogue: Catalogue) -> list[Section]:
    """The same choice as the page of the domain, for the region that is looked at, if any."""
    edition = stamp.edition
    steps = next_steps(catalogue, edition.regions[region] if region else None, code).steps
    report, _ = region_report(catalogue, home_region(edition.regions[region]) if region else "")
    lead, also = words.tied(len(of_domain(catalogue, code))), words.also(report, _shared(steps))
    address = stamp.resources_address([code], region)
    block = Helps(lead, (HelpGroup("", _offered(catalogue, steps)),), also, address if stamp.site else "")
    return [Section("aides", words.HELPS, (block,), address, source=words.resources_source(catalogue, steps))]


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
        flags=(),
        sections=(
            Section("cartes", words.ATLAS_TITLE, blocks, address, lead=lead),
            *_reference(stamp, region, kept),
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
        flags=edition.flags,
        sections=(Section("donnees", words.OVERVIEW, blocks, address),),
        notice=words.notice(edition.registry),
        address=address,
    )


# --- what the reader composes --------------------------------------------------------------------------


def meeting(stamp: Stamp, title: str, views: Sequence[Chosen], picked: Sequence[Resource] = ()) -> Document:
    """The reader's list, in order, then the resources that were picked, then the method."""
    edition = stamp.edition
    blocks = [FigureBlock(*view) for view in views]
    sections = tuple(
        Section(f"vue-{number}", block.finding, (block,), stamp.address_of(block.record.view))
        for number, block in enumerate(blocks, start=1)
    )
    chosen = [_picked(stamp, picked)] if picked else []
    return Document(
        kind="meeting",
        kicker=words.MEETING,
        heading=title,
        finding=title,
        lead=stamp.choices,
        indicators=tuple(edition.registry.indicators.values()),
        flags=tuple(dict.fromkeys(flag for block in blocks for flag in block.record.flags)),
        sections=(*sections, *chosen, *_reference(stamp, None, edition.registry.fragility)),
        notice=words.notice(edition.registry),
        address=stamp.address("reunion"),
    )


def _picked(stamp: Stamp, resources: Sequence[Resource]) -> Section:
    rows = [
        {
            "Ressource": resource.title,
            "Auteur": wording.enumeration(resource.authors) if resource.authors else wording.MISSING,
            "Année": resource.dated or wording.MISSING,
            "Où la trouver": resource.link or resource.ask,
        }
        for resource in resources
    ]
    source = words.RESOURCES_SOURCE
    table = TableBlock(
        "Ressources",
        words.PICKED,
        words.picked_lead(len(resources)),
        pd.DataFrame(rows, dtype=object),
        "Tableau des ressources choisies, de leurs auteurs et de leur adresse.",
        source,
        columns={"Année": Column(as_text=True)},
        widths=(4.8, 2.4, 1.0, 3.9),
    )
    return Section("ressources", words.PICKED, (table,), stamp.address("ressources"), source=source)


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
        flags=record.flags,
        sections=(Section("figure", record.title, (FigureBlock(record),), address),),
        notice=words.notice(registry),
        address=address,
    )

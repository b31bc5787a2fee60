"""The account of a workshop, or of a survey: its blocks, chosen, ordered and worded once, for every format."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pandas as pd

from charts.documents import words
from charts.documents.blocks import Document, FigureBlock, Method, MethodPart, Section, TableBlock
from charts.documents.reference import method
from charts.figures.opinion import record as opinion_record
from charts.figures.perception import record as perception
from charts.record import Column, Record
from charts.stamp import Stamp
from territory import wording
from territory.levels import Words
from territory.loader import Edition
from territory.wording import NBSP, opinion
from territory.wording import perception as said
from territory.wording.differences import agreement_sentence, difference_sentences, move_sentences
from territory.workshop.comparison import agreed, differences, levels, moved
from territory.workshop.opinions import answers_of, partings
from territory.workshop.perception import Group
from territory.workshop.regards import Regards

KICKER, SAYABLE, SHARES, ROUNDS = (
    "Regards croisés",
    "Ce qui peut se dire",
    "La part de chaque domaine",
    "Les deux tours",
)
SHARES_BEFORE = f"{SHARES} au premier tour"
WHO, WHAT = "Sujet", "Constat"
_SAID_WIDTHS = (1.6, 8.4)


def account(stamp: Stamp, regards: Regards, earlier: Regards | None = None) -> Document:
    """What a group takes away: what can be told, one figure per actor, the shares, the method.

    ``earlier``: the round before, on the same domains. Nothing but aggregates of shown groups is in it.
    """
    edition = stamp.edition
    labels = {code: domain.label for code, domain in edition.registry.domains.items()}
    address = stamp.address("atelier", region=regards.territory)
    region = edition.regions[regards.territory]
    indicators = [edition.registry.indicators[one.indicator] for one in regards.measures if one.indicator]
    source = wording.source_line(edition.registry, indicators)
    rounds = [_rounds(earlier, regards, labels, source, edition.words, address)] if earlier else []
    return Document(
        kind="workshop",
        kicker=KICKER,
        heading=regards.title,
        finding=_finding(regards, labels),
        lead=_lead(regards, region.name),
        indicators=tuple(indicators),
        sections=(
            Section("essentiel", SAYABLE, (_sayable(regards, labels, source),), address),
            *(_of_group(edition, regards, k, group, address) for k, group in enumerate(regards.groups, start=1)),
            *(
                [Section("parts", SHARES, (_shares(regards, labels, source, edition.words),), address)]
                if regards.groups
                else []
            ),
            *rounds,
            Section("methode", words.METHOD, (_method(stamp, regards),), stamp.address("methode")),
        ),
        notice=words.notice(edition.registry),
        address=address,
        highlighted=(regards.territory,),
    )


def _of_group(edition: Edition, regards: Regards, number: int, group: Group, address: str) -> Section:
    blocks = tuple(map(FigureBlock, _records(edition, regards, group)))
    return Section(f"groupe-{number}", said.group_label(group), blocks, address)


def _records(edition: Edition, regards: Regards, group: Group) -> tuple[Record, ...]:
    """The plane of a group; and its answers to the second question, where some may be shown."""
    plane = perception.record(edition, regards, group.actor)
    return (plane, opinion_record.record(edition, regards, group.actor)) if answers_of(group) else (plane,)


def _finding(regards: Regards, labels: Mapping[str, str]) -> str:
    if not regards.placed:
        return "Trop peu de réponses pour montrer un groupe"
    group, placed = regards.placed[0]
    return said.finding(group, placed, labels)


def _lead(regards: Regards, region: str) -> str:
    """« Hauts-de-France, 22 novembre 2026. Tous les acteurs : 52 bulletins ; élus : 14 bulletins. »"""
    day = f", {wording.date_text(regards.on)}" if regards.on else ""
    counts = [
        f"{wording.lowered(said.group_label(group))}{NBSP}: {said.answers_text(group)}" for group in regards.groups
    ]
    paper = f"Dont {said.ballots_text(regards.paper)} sur papier." if regards.paper else ""
    groups = f"{wording.capital(f'{wording.THIN}; '.join(counts))}." if counts else said.nothing_shown()
    return " ".join(
        part for part in (f"{region}{day}.", groups, paper, said.withheld_sentence(regards.withheld)) if part
    )


def sentences(regards: Regards, labels: Mapping[str, str]) -> list[tuple[str, str]]:
    """What can be told of each group, then of actors between them: what it is about, and the sentence."""
    rows = [
        (said.group_label(group), sentence)
        for group, placed in regards.placed
        for sentence in (
            *said.group_sentences(group, placed, labels),
            said.order_sentence(levels(group), labels),
            *opinion.sentences(answers_of(group), regards.measures, labels),
        )
    ]
    if regards.actors:
        shared = agreement_sentence(agreed(regards.actors), regards.actors, labels)
        rows.append(("Accords", shared))
    if len(regards.actors) > 1:
        told = difference_sentences(differences(regards.actors), labels)
        told += opinion.parting_sentences(partings(regards.actors), labels)
        rows += [("Désaccords", sentence) for sentence in told]
    return rows or [("", said.nothing_shown())]


def between_rounds(earlier: Regards, later: Regards, labels: Mapping[str, str]) -> list[tuple[str, str]]:
    """What the second round moved, for each group shown in both."""
    rows = []
    for group in later.groups:
        before = earlier.group(group.actor)
        if before is not None:
            told = move_sentences(moved(before, group), group, labels)
            told += opinion.move_sentences(partings((before, group)), group, labels)
            rows += [(said.group_label(group), sentence) for sentence in told]
    return rows or [("", "Aucun groupe ne peut être montré dans les deux tours.")]


def _sayable(regards: Regards, labels: Mapping[str, str], source: str) -> TableBlock:
    return _said("À retenir", SAYABLE, sentences(regards, labels), source)


def _rounds(
    earlier: Regards, later: Regards, labels: Mapping[str, str], source: str, words: Words, address: str
) -> Section:
    """What moved, and the shares of the first round: those of the second stand before."""
    moved = _said("Deux tours", ROUNDS, between_rounds(earlier, later, labels), source)
    before = [_shares(earlier, labels, source, words, before=True)] if earlier.groups else []
    return Section("tours", ROUNDS, (moved, *before), address)


def _said(tab: str, title: str, rows: Sequence[tuple[str, str]], source: str) -> TableBlock:
    table = pd.DataFrame(rows, columns=[WHO, WHAT], dtype=object)
    return TableBlock(
        tab, title, said.NO_ELECTION, table, f"Tableau{NBSP}: {wording.lowered(title)}.", source,
        columns={WHAT: Column(prose=True)}, widths=_SAID_WIDTHS,
    )  # fmt: skip


def _shares(
    regards: Regards, labels: Mapping[str, str], source: str, words: Words, *, before: bool = False
) -> TableBlock:
    """Domains × groups, in per cent, beside what is measured; only the groups that are shown."""
    names = [f"{said.group_label(group)} (%)" for group in regards.groups]
    rows = [
        {
            "Domaine": labels[measure.domain],
            **{name: group.of(measure.domain).share * 100 for name, group in zip(names, regards.groups, strict=True)},
            perception.MEASURED: said.measure_text(measure, words),
        }
        for measure in regards.measures
    ]
    counts = ", ".join(
        f"{wording.lowered(said.group_label(group))} n{NBSP}={NBSP}{group.ballots}" for group in regards.groups
    )
    table = pd.DataFrame(rows, dtype=object)
    tab, title = ("Parts, 1er tour", SHARES_BEFORE) if before else ("Parts", SHARES)
    return TableBlock(
        tab, title, f"Part donnée à chaque domaine, en %{wording.THIN}; {counts}.", table,
        "Tableau des parts par domaine et par groupe, et de ce qui est mesuré.", source,
        columns={name: Column(decimals=1, right=True) for name in names},
        widths=(3.0, *(1.2 for _ in names), 3.2),
        note=said.withheld_sentence(regards.withheld),
    )  # fmt: skip


def _method(stamp: Stamp, regards: Regards) -> Method:
    """How it is perceived, then how it is measured."""
    base, words = method(stamp.edition), stamp.edition.words
    lines = said.method_lines(len(regards.measures), words) if regards.number else said.how(words)
    if any(answers_of(group) for group in regards.groups):
        lines = (*lines[:-1], opinion.METHOD_LINE, lines[-1])
    return replace(base, parts=(MethodPart(KICKER, lines), *base.parts[1:3]))

"""What a group answers to the second question, domain by domain, in the order of the ballot."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import pandas as pd

from charts.figures.perception.source import domain_labels, indicators_of, perceived_view, round_text, source_line
from charts.record import Column, Record, SheetChart
from territory import wording
from territory.loader import Edition
from territory.wording import NBSP, opinion
from territory.wording import perception as said
from territory.workshop.model import Opinion
from territory.workshop.opinions import Answers, answers_of
from territory.workshop.perception import Group, Measure, Side
from territory.workshop.regards import Regards

GIVEN, MEASURED, TOLD = "Réponses", "Mesuré", "Se détache"
_SIDE = {Side.ABOVE: "plus fragile", Side.BELOW: "moins fragile", Side.UNSURE: ""}


@dataclass(frozen=True, kw_only=True)
class Opinions(Record):
    """``rows``: a domain whose answers may be shown; ``domain, label, short, given, sure, sentence`` and a count
    for each ``Opinion`` by its value. ``group``: its label.
    """

    group: str
    ballots: int


def record(edition: Edition, regards: Regards, actor: str | None = None) -> Opinions:
    """What a group answers; ``actor`` is ``None`` for all together. Without answers to show, why there are none."""
    group = regards.group(actor)
    answers = answers_of(group) if group is not None else ()
    labels = domain_labels(edition, regards)
    measures = {one.domain: one for one in regards.measures}
    who = said.group_label(group) if group is not None else said.EVERYONE
    title = opinion.finding(group, answers, labels) if group is not None and answers else opinion.NOTHING
    rows = [_row(one, labels, edition) for one in answers]
    table = pd.DataFrame([_cells(one, labels, measures[one.domain], edition) for one in answers], dtype=object)
    return Opinions(
        view=perceived_view("avis", regards, actor),
        name=f"seconde question {edition.regions[regards.territory].name} {who} {round_text(regards)}".strip(),
        title=f"{who}. {title}",
        subtitle=_subtitle(edition, regards, group),
        source=source_line(edition, regards),
        alt=_alt(who, title, answers, labels),
        how_to_read=(
            "Chaque barre partage les réponses du groupe sur un domaine, de «\u00a0plus fragile qu’ailleurs\u00a0», au "
            "plus foncé, à «\u00a0moins fragile\u00a0»\u202f; les nombres sont des réponses. En gras, ce que le hasard "
            "n’explique pas. L’ordre est celui du bulletin."
        ),
        words=edition.words,
        rows=pd.DataFrame(rows),
        table=table if len(table) else pd.DataFrame(columns=["Domaine"]),
        columns={name: Column(decimals=0, right=True) for name in (*opinion.HEADING.values(), GIVEN)},
        chart=SheetChart("Domaine", tuple(opinion.HEADING.values()), 220 + 20 * len(table), piled=True),
        note=_note(edition, regards, group, answers, labels),
        group=who,
        ballots=group.ballots if group is not None else 0,
    )


def _row(one: Answers, labels: Mapping[str, str], edition: Edition) -> dict[str, object]:
    label, short = labels[one.domain], edition.registry.domains[one.domain].short
    return {
        "domain": one.domain,
        "label": label,
        "short": f"{short}{wording.MARK}" if label.endswith(wording.MARK) else short,
        "given": one.given,
        "sure": one.side is not Side.UNSURE,
        "sentence": opinion.row_sentence(one, label),
        **{each.value: one.counts.get(each, 0) for each in Opinion},
    }


def _cells(one: Answers, labels: Mapping[str, str], measure: Measure, edition: Edition) -> dict[str, object]:
    return {
        "Domaine": labels[one.domain],
        **{heading: Decimal(one.counts.get(each, 0)) for each, heading in opinion.HEADING.items()},
        GIVEN: Decimal(one.given),
        TOLD: _SIDE[one.side],
        MEASURED: said.measure_text(measure, edition.words),
    }


def _subtitle(edition: Edition, regards: Regards, group: Group | None) -> str:
    """« Hauts-de-France · Élus, 14 bulletins · Plus fragile qu’ailleurs… ? Nombre de réponses »."""
    who = f"{said.group_label(group)}, {said.answers_text(group)}" if group is not None else ""
    parts = (edition.regions[regards.territory].name, ", ".join(part for part in (who, round_text(regards)) if part))
    return " · ".join((*(part for part in parts if part), f"{opinion.QUESTION} Nombre de réponses"))


def _note(
    edition: Edition, regards: Regards, group: Group | None, answers: Sequence[Answers], labels: Mapping[str, str]
) -> str:
    """What is not shown, and what « * » means."""
    shown = {one.domain for one in answers}
    hidden = [one.domain for one in group.domains if one.domain not in shown] if group is not None and answers else []
    parts = (
        opinion.hidden_sentence(hidden, labels),
        said.withheld_sentence(regards.withheld),
        wording.mark_note(indicators_of(edition, regards)),
    )
    return " ".join(part for part in parts if part)


def _alt(who: str, title: str, answers: Sequence[Answers], labels: Mapping[str, str]) -> str:
    if not answers:
        return opinion.NOTHING
    told = " ".join(opinion.row_sentence(one, labels[one.domain]) for one in answers)
    return f"Barres des réponses à la seconde question, groupe «{NBSP}{who}{NBSP}». {title}. {told}"

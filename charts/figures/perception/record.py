"""A group's domains on a plane: how much it sees each, and how fragile it is measured to be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

import pandas as pd

from charts.figures.perception.source import domain_labels, indicators_of, perceived_view, round_text, source_line
from charts.record import Column, Record, SheetChart
from territory import wording
from territory.analysis import NEAR_BELOW
from territory.indicators import Domain
from territory.levels import Words
from territory.loader import Edition
from territory.wording import NBSP, THIN
from territory.wording import perception as said
from territory.workshop.comparison import levels
from territory.workshop.perception import Group, Placed, Zone
from territory.workshop.regards import Regards

SHARE, MARGIN, NAMED, LEVEL = "Part (%)", "± (points)", "Cité par", "Palier"
MEASURED, ZONE = "Mesuré", "Lecture"
_ROOM = 1.25
"""How far beyond the largest share the plane goes: room for names."""
_LEAST_SHARE, _EDGE = 0.12, 0.45
"""Least width of the plane, as a share; room under the lowest score and over the highest."""


@dataclass(frozen=True, kw_only=True)
class Perception(Record):
    """``rows``: a domain that is placed; ``domain, label, share, low, high, score, zone, sure, sentence``.

    ``reference``: an equal share, where « vu » begins; ``reach``: the largest share of the plane, the group's own;
    ``lowest`` and ``highest``: its scores, those of the territory. ``group``: its label. Shares are from 0 to 1.
    """

    group: str
    ballots: int
    reference: float
    reference_name: str
    reach: float
    lowest: float
    highest: float

    @property
    def bound(self) -> float:
        """The score from which a domain is a fragility."""
        return float(NEAR_BELOW)


def record(edition: Edition, regards: Regards, actor: str | None = None) -> Perception:
    """What the plane of a group says; ``actor`` is ``None`` for all together. Without the group, why there is none."""
    group = regards.group(actor)
    if group is None:
        return _empty(edition, regards, actor)
    placed = next(found for own, found in regards.placed if own is group)
    labels = domain_labels(edition, regards)
    rows = [_row(group, one, labels, edition) for one in placed if one.zone is not None]
    table = pd.DataFrame(_table(group, placed, labels, edition.words), dtype=object)
    who = said.group_label(group)
    low, high = _scores(regards)
    return Perception(
        view=perceived_view("regards", regards, actor),
        source=source_line(edition, regards),
        how_to_read=_how_to_read(edition.words),
        words=edition.words,
        name=f"regards croisés {edition.regions[regards.territory].name} {who} {round_text(regards)}".strip(),
        title=f"{who}. {said.finding(group, placed, labels)}",
        subtitle=_subtitle(edition, regards, group),
        alt=_alt(group, placed, labels),
        rows=pd.DataFrame(rows),
        table=table,
        columns=_columns(),
        chart=SheetChart("Domaine", (SHARE,), 200 + 18 * len(table)),
        note=_note(edition, regards, placed, labels),
        group=who,
        ballots=group.ballots,
        reference=float(group.reference),
        reference_name=said.reference_text(group),
        reach=_reach(group),
        lowest=low,
        highest=high,
    )


def _how_to_read(words: Words) -> str:
    return (
        f"Vers la droite, le groupe voit davantage ce domaine{THIN}; vers le haut, il est mesuré plus fragile "
        f"{words.reference.than}. La barre dit l’incertitude. Un point plein se détache d’un partage égal{THIN}; un "
        "point creux peut être de l’autre côté."
    )


def _empty(edition: Edition, regards: Regards, actor: str | None) -> Perception:
    return Perception(
        view=perceived_view("regards", regards, actor),
        name="regards croisés",
        title="Trop peu de réponses pour montrer un groupe",
        subtitle=edition.regions[regards.territory].name,
        source=source_line(edition, regards),
        alt=said.nothing_shown(),
        how_to_read=_how_to_read(edition.words),
        words=edition.words,
        rows=pd.DataFrame(),
        table=pd.DataFrame(columns=["Domaine"]),
        group="",
        ballots=0,
        reference=0.0,
        reference_name="",
        reach=1.0,
        lowest=-1.0,
        highest=1.0,
    )


def _row(group: Group, one: Placed, labels: Mapping[str, str], edition: Edition) -> dict[str, object]:
    share, margin = float(one.perceived.share), group.margin(one.perceived)
    domain: Domain = edition.registry.domains[one.measure.domain]
    assert one.zone is not None
    starred = labels[domain.code].endswith(wording.MARK)
    return {
        "domain": domain.code,
        "label": labels[domain.code],
        "short": f"{domain.short}{wording.MARK}" if starred else domain.short,
        "share": share,
        "low": max(0.0, share - margin),
        "high": share + margin,
        "score": float(one.measure.height),
        "zone": one.zone.value,
        "sure": one.sure,
        "sentence": (
            f"{labels[domain.code]}{NBSP}: {said.margin_text(group, one.perceived)}{THIN}; "
            f"{said.measure_text(one.measure, edition.words)}. {said.zone_text(one)}."
        ),
    }


def _table(
    group: Group, placed: tuple[Placed, ...], labels: Mapping[str, str], words: Words
) -> list[dict[str, object]]:
    """Every domain asked, the largest shares first; what is not known has no column."""
    level = {one.domain: k for k, tied in enumerate(levels(group), start=1) for one in tied}
    ordered = sorted(placed, key=lambda one: -one.perceived.share)
    counted = any(one.perceived.named is not None for one in placed)
    rows = []
    for one in ordered:
        row: dict[str, object] = {
            "Domaine": labels[one.measure.domain],
            SHARE: one.perceived.share * 100,
            MARGIN: Decimal(repr(group.margin(one.perceived))) * 100,
        }
        if counted:
            row[NAMED] = None if one.perceived.named is None else Decimal(one.perceived.named)
        row |= {
            MEASURED: said.measure_text(one.measure, words),
            wording.SCORE: one.measure.score,
            ZONE: said.zone_text(one),
            LEVEL: Decimal(level[one.measure.domain]),
        }
        rows.append(row)
    return rows


def _columns() -> dict[str, Column]:
    whole = Column(decimals=0, right=True)
    return {
        SHARE: Column(decimals=1, right=True),
        MARGIN: Column(decimals=1, right=True),
        NAMED: whole,
        LEVEL: whole,
        wording.SCORE: Column(decimals=2, score=True, signed=True, right=True, everywhere=False),
    }


# --- what it says ----------------------------------------------------------------------------------------


def _subtitle(edition: Edition, regards: Regards, group: Group) -> str:
    """« Hauts-de-France · Élus, 14 bulletins, premier tour · part des points, écart à la France »."""
    who = f"{said.group_label(group)}, {said.answers_text(group)}"
    parts = (edition.regions[regards.territory].name, ", ".join(part for part in (who, round_text(regards)) if part))
    measured = f"part de chaque domaine (%), et écart {edition.words.reference.dative} (fois l’écart moyen)"
    return " · ".join((*parts, measured))


def _note(edition: Edition, regards: Regards, placed: tuple[Placed, ...], labels: Mapping[str, str]) -> str:
    """What the figure does not place or does not show, and what « * » means."""
    parts = (
        said.unmeasured_sentence(placed, labels),
        said.withheld_sentence(regards.withheld),
        wording.mark_note(indicators_of(edition, regards)),
    )
    return " ".join(part for part in parts if part)


def _alt(group: Group, placed: tuple[Placed, ...], labels: Mapping[str, str]) -> str:
    zones = []
    for zone in Zone:
        names = [wording.lowered(labels[one.measure.domain]) for one in placed if one.zone is zone]
        if names:
            zones.append(f"{wording.lowered(said.ZONE_LABEL[zone])}, {wording.enumeration(names)}")
    head = f"Plan des domaines, perçus par le groupe «{NBSP}{said.group_label(group)}{NBSP}» et mesurés."
    return f"{head} {said.finding(group, placed, labels)}. Sur le plan{NBSP}: {f'{THIN}; '.join(zones)}."


# --- the plane -----------------------------------------------------------------------------------------


def _reach(group: Group) -> float:
    return max(_LEAST_SHARE, *(float(one.share) * _ROOM for one in group.domains))


def _scores(regards: Regards) -> tuple[float, float]:
    heights = [float(one.height) for one in regards.measures if one.placed]
    return min([-1.0, *heights]) - _EDGE, max([1.0, *heights]) + _EDGE

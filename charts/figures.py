"""The figures that can be named: on the command line, in a meeting's list, in an export."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import pandas as pd

from charts import (
    comparison,
    count_circles,
    overview,
    priority_places,
    ranking,
    region_map,
    region_profile,
    similarity_views,
    trial_places,
)
from charts.record import Record
from territory.analysis import Reading
from territory.indicators import Indicator
from territory.loader import Edition
from territory.robustness import domain_places, factor_shifts
from territory.trial import METHOD, Trial


class Numbers(NamedTuple):
    """What figures are drawn from: the scores, and the variants of the calculation when the caller has them.

    ``places`` and ``shifts`` are ``robustness.domain_places`` and ``factor_shifts``, else computed (a quarter of a
    second).
    """

    scores: pd.DataFrame
    places: pd.DataFrame | None = None
    shifts: pd.DataFrame | None = None


@dataclass(frozen=True)
class Subject:
    """What a figure is about. ``indicator`` is a registry code, ``regions`` the regions compared.

    ``places`` and ``shifts`` as in ``Numbers``; ``trial`` is the reader's own variant.
    """

    edition: Edition
    scores: pd.DataFrame
    reading: Reading
    region: str | None = None
    indicator: str | None = None
    regions: Sequence[str] = ()
    places: pd.DataFrame | None = None
    shifts: pd.DataFrame | None = None
    trial: Trial = METHOD


@dataclass(frozen=True)
class FigureKind:
    """A figure by its French code: what it needs, and how its record is made."""

    code: str
    label: str
    needs: frozenset[str]
    record: Callable[[Subject], Record]


def _indicator(subject: Subject) -> Indicator:
    assert subject.indicator is not None
    return subject.edition.registry.indicators[subject.indicator]


def _priority_places(subject: Subject) -> Record:
    edition = subject.edition
    places = domain_places(edition) if subject.places is None else subject.places
    shifts = factor_shifts(edition) if subject.shifts is None else subject.shifts
    return priority_places.record(edition, subject.scores, places, shifts, str(subject.region))


FIGURES: Mapping[str, FigureKind] = {
    kind.code: kind
    for kind in (
        FigureKind(
            "vue-ensemble",
            "Vue d’ensemble",
            frozenset(),
            lambda s: overview.record(s.edition, s.scores, region=s.region, five_classes=True),
        ),
        FigureKind(
            "profil",
            "Profil d’une région",
            frozenset({"region"}),
            lambda s: region_profile.record(s.edition, s.scores, str(s.region)),
        ),
        FigureKind(
            "carte",
            "Carte d’un indicateur",
            frozenset({"indicator"}),
            lambda s: region_map.record(s.edition, s.scores, _indicator(s), s.reading, s.region),
        ),
        FigureKind(
            "classement",
            "Les régions sur un indicateur",
            frozenset({"indicator"}),
            lambda s: ranking.record(s.edition, s.scores, _indicator(s), s.reading, s.region),
        ),
        FigureKind(
            "comparaison",
            "Comparaison de régions",
            frozenset({"regions"}),
            lambda s: comparison.record(s.edition, s.scores, s.regions),
        ),
        FigureKind(
            "cercles",
            "Un nombre en cercles",
            frozenset({"indicator"}),
            lambda s: count_circles.record(s.edition, _indicator(s), s.region),
        ),
        FigureKind("solidite", "Solidité des priorités d’une région", frozenset({"region"}), _priority_places),
        FigureKind(
            "essai",
            "Un autre calcul, essayé sur une région",
            frozenset({"region", "trial"}),
            lambda s: trial_places.record(s.edition, s.reading, s.trial, str(s.region)),
        ),
        FigureKind(
            "arbre",
            "Arbre des ressemblances entre régions",
            frozenset({"region"}),
            lambda s: similarity_views.tree_record(s.edition, s.scores, s.region),
        ),
        FigureKind(
            "plan",
            "Plan des ressemblances entre régions",
            frozenset({"region"}),
            lambda s: similarity_views.plane_record(s.edition, s.scores, s.region),
        ),
    )
}

"""The figures that can be named: on the command line, in a meeting's list, in an export."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from charts import comparison, count_circles, overview, ranking, region_map, region_profile
from charts.record import Record
from territory.analysis import Reading
from territory.indicators import Indicator
from territory.loader import Edition


@dataclass(frozen=True)
class Subject:
    """What a figure is about. ``indicator`` is a registry code, ``regions`` the regions compared."""

    edition: Edition
    scores: pd.DataFrame
    reading: Reading
    region: str | None = None
    indicator: str | None = None
    regions: Sequence[str] = ()


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
    )
}

"""Which regions have similar profiles, as Ward's tree; shown on demand, with a caution."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

import pandas as pd

from charts.measures import level_label
from charts.record import Column, Record, View
from territory import grouping, wording
from territory.flags import Flag
from territory.grouping import DRAWN
from territory.indicators import Indicator
from territory.loader import Edition
from territory.similarity import profiles


def base(edition: Edition, scores: pd.DataFrame) -> tuple[str, str, tuple[Flag, ...]]:
    """Subtitle, source and flags, the same for the tree and the plane."""
    indicators = [edition.registry.indicators[code] for code in scores["indicator"].unique()]
    found = grouping.groups(scores)
    kept = f"{int(found['kept'].min())} calculs sur {int(found['runs'].min())}" if len(found) else wording.MISSING
    compared = wording.plural(profiles(scores).shape[1], "domaine comparé", "domaines comparés")
    subtitle = (
        f"D’après les écarts {edition.words.reference.dative}, sur {compared}. "
        f"Groupes retrouvés dans {kept} quand un domaine est laissé de côté. "
        f"{wording.years_sentence(indicators)} {wording.group_caution(edition.level)}"
    )
    flags = tuple(flag for indicator in indicators for flag in edition.flags_of(indicator.code))
    return subtitle, wording.source_line(edition.registry, indicators), flags


@dataclass(frozen=True, kw_only=True)
class Tree(Record):
    """``leaves`` and their ``names`` from top to bottom; ``groups``: first and last leaf of each."""

    region: str | None
    leaves: tuple[str, ...]
    names: tuple[str, ...]
    groups: tuple[tuple[int, int], ...]


def record(edition: Edition, scores: pd.DataFrame, region: str | None = None) -> Tree:
    """What the tree says; the reader's region in bold."""
    leaves, brackets = grouping.dendrogram(scores)
    subtitle, source, flags = base(edition, scores)
    title = too_many(edition) or _closest(edition, leaves, brackets)
    return Tree(
        view=View("arbre", region or ""),
        name="arbre des ressemblances",
        title=title,
        subtitle=f"{subtitle} {wording.tree_and_neighbours(edition.level)}",
        source=source,
        alt=f"Arbre des ressemblances entre {edition.level.plural}. {title}. Dans l’ordre de l’arbre\u00a0: "
        f"{wording.enumeration([edition.regions[c].name for c in leaves] or [wording.MISSING])}.",
        how_to_read=(
            f"Deux {edition.level.plural} qui se rejoignent tôt, à gauche, ont des profils proches\u202f; "
            "plus le lien est à droite, plus leurs profils diffèrent. La longueur n’a pas d’unité. "
            "Les bandes séparent les groupes."
        ),
        rows=brackets,
        table=group_table(edition, scores),
        columns=group_columns(edition),
        words=edition.words,
        flags=flags,
        leaves=tuple(leaves),
        names=tuple(edition.regions[c].name for c in leaves),
        groups=tuple(_runs(leaves, grouping.groups(scores))),
        region=region,
    )


def _runs(leaves: Sequence[str], groups: pd.DataFrame) -> list[tuple[int, int]]:
    """First and last leaf of each group: a group is a branch, so that its leaves follow one another."""
    group = dict(zip(groups["region"], groups["group"], strict=True))
    runs = [list(run) for _, run in groupby(range(len(leaves)), key=lambda k: group.get(leaves[k]))]
    return [(run[0], run[-1]) for run in runs]


def too_many(edition: Edition) -> str:
    """What is said where there are more territories than a drawing has room for; empty where it has."""
    return f"Non dessiné au-delà de {DRAWN}\u00a0{edition.level.plural}" if len(edition.regions) > DRAWN else ""


def _closest(edition: Edition, leaves: tuple[str, ...], brackets: pd.DataFrame) -> str:
    if brackets.empty:
        return f"Trop peu de valeurs pour rapprocher des {edition.level.plural}"
    first = brackets.iloc[0]
    pair = [edition.regions[leaves[round(first[side])]].name for side in ("left", "right")]
    return f"{wording.enumeration(pair)} ont les profils les plus proches"


def group_columns(edition: Edition) -> Mapping[str, Column]:
    """Of ``group_table``."""
    return {
        edition.level.code_name: Column(as_text=True, everywhere=False),
        "D’après": Column(everywhere=False),
        "Source": Column(everywhere=False),
    }


def _compared(edition: Edition, scores: pd.DataFrame) -> list[Indicator]:
    """The indicators that bring regions together or set them apart: those that are scored."""
    return [edition.registry.indicators[code] for code in scores.loc[scores["score"].notna(), "indicator"].unique()]


def group_table(edition: Edition, scores: pd.DataFrame) -> pd.DataFrame:
    """The regions by group, how often each group is found again, and what from."""
    found = grouping.groups(scores)
    return pd.DataFrame(
        {
            level_label(edition.level): [edition.regions[code].name for code in found["region"]],
            edition.level.code_name: list(found["region"]),
            "Groupe": found["group"],
            "Groupe retrouvé": [f"{k} fois sur {n}" for k, n in zip(found["kept"], found["runs"], strict=True)],
            "D’après": "; ".join(indicator.label for indicator in _compared(edition, scores)),
            "Source": edition.registry.publisher,
        },
        dtype=object,
    )

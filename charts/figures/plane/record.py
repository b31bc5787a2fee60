"""Which regions have similar profiles, on two axes; shown on demand, with a caution."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from charts.figures.tree.record import base, group_columns, group_table, too_many
from charts.record import Record, View
from territory import grouping, wording
from territory.loader import Edition


@dataclass(frozen=True, kw_only=True)
class Plane(Record):
    """``region`` is the reader's, in bold."""

    region: str | None


def record(edition: Edition, scores: pd.DataFrame, region: str | None = None) -> Plane:
    """What the two-axis drawing says."""
    points = grouping.coordinates(scores)
    (x_share, y_share), _ = grouping.axes(scores)
    subtitle, source, flags = base(edition, scores)
    shown = wording.share_text(wording.as_share(x_share + y_share))
    rows = points.assign(
        name=[edition.regions[code].name for code in points["region"]],
        short=[edition.regions[code].short for code in points["region"]],
    )
    level = edition.level
    title = too_many(edition) or f"Deux axes résument {shown} des différences entre {edition.level.plural}"
    return Plane(
        view=View("plan", region or ""),
        name="plan des ressemblances",
        title=title,
        subtitle=subtitle,
        source=source,
        alt=f"{wording.capital(level.plural)} placé{level.e}s sur un plan selon leur ressemblance. {title}.",
        how_to_read=(
            f"Deux {level.plural} proches sur le dessin ont des profils voisins\u202f; les axes n’ont pas de nom, "
            "et une partie des différences ne tient pas dans un plan."
        ),
        rows=rows,
        table=group_table(edition, scores),
        columns=group_columns(edition),
        words=edition.words,
        flags=flags,
        region=region,
    )

"""Who resembles whom: Ward's tree, and the two-axis drawing. For readers who want it, with their caution.

``rows`` of the tree: its brackets (``similarity.dendrogram``); of the plane: ``region, x, y, name, short``. The
tree's ``extra`` has its leaves from top to bottom (``leaves``, ``names``) and the runs of leaves that a group
makes (``groups``: first and last leaf).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, pairwise

import pandas as pd
import plotly.graph_objects as go

from charts.record import Record
from charts.theme import ACCENT, SMALL_SIZE, Palette, empty, frame, plain
from territory import similarity, wording
from territory.loader import Edition, Flag

LEAF_HEIGHT = 30
PLANE_HEIGHT = 420
LABEL_LINE = 15


def _base(edition: Edition, scores: pd.DataFrame) -> tuple[str, str, tuple[Flag, ...]]:
    """Subtitle, source and flags, the same for the tree and the plane."""
    indicators = [edition.registry.indicators[code] for code in scores["indicator"].unique()]
    found = similarity.groups(scores)
    kept = f"{int(found['kept'].min())} calculs sur {int(found['runs'].min())}" if len(found) else wording.MISSING
    subtitle = (
        f"D’après les écarts comparés des domaines orientés. Groupes retrouvés dans {kept} quand un domaine est "
        f"laissé de côté. Millésimes {wording.years_text(indicators)}. {wording.GROUP_CAUTION}"
    )
    flags = tuple(flag for indicator in indicators for flag in edition.flags_of(indicator.code))
    return subtitle, wording.source_line(edition.registry, indicators), flags


def tree_record(edition: Edition, scores: pd.DataFrame, region: str | None = None) -> Record:
    """What the tree says; the reader's region in bold."""
    leaves, brackets = similarity.dendrogram(scores)
    subtitle, source, flags = _base(edition, scores)
    title = _closest(edition, leaves, brackets)
    return Record(
        kind="arbre",
        name="arbre des ressemblances",
        title=title,
        subtitle=subtitle,
        source=source,
        alt=f"Arbre des ressemblances entre régions. {title}. Dans l’ordre de l’arbre\u00a0: "
        f"{wording.enumeration([edition.regions[c].name for c in leaves] or [wording.MISSING])}.",
        how_to_read=(
            "Deux régions qui se rejoignent tôt, à gauche, ont des profils proches\u202f; plus le lien est à droite, "
            "plus leurs profils diffèrent. La longueur n’a pas d’unité. Les bandes séparent les groupes."
        ),
        rows=brackets,
        table=_group_table(edition, scores),
        flags=flags,
        extra={
            "leaves": leaves,
            "names": [edition.regions[c].name for c in leaves],
            "groups": _runs(leaves, similarity.groups(scores)),
            "region": region,
        },
    )


def _runs(leaves: Sequence[str], groups: pd.DataFrame) -> list[tuple[int, int]]:
    """First and last leaf of each group: a group is a branch, so that its leaves follow one another."""
    group = dict(zip(groups["region"], groups["group"], strict=True))
    runs = [list(run) for _, run in groupby(range(len(leaves)), key=lambda k: group.get(leaves[k]))]
    return [(run[0], run[-1]) for run in runs]


def _closest(edition: Edition, leaves: tuple[str, ...], brackets: pd.DataFrame) -> str:
    if brackets.empty:
        return "Trop peu de valeurs pour rapprocher des régions"
    first = brackets.iloc[0]
    pair = [edition.regions[leaves[round(first[side])]].name for side in ("left", "right")]
    return f"{wording.enumeration(pair)} ont les profils les plus proches"


def _group_table(edition: Edition, scores: pd.DataFrame) -> pd.DataFrame:
    found = similarity.groups(scores)
    return pd.DataFrame(
        {
            "Région": [edition.regions[code].name for code in found["region"]],
            "Groupe": found["group"],
            "Groupe retrouvé": [f"{k} fois sur {n}" for k, n in zip(found["kept"], found["runs"], strict=True)],
        },
        dtype=object,
    )


def draw_tree(record: Record, palette: Palette) -> go.Figure:
    if record.rows.empty:
        return empty(record, palette)
    figure = go.Figure()
    for first, last in record.extra["groups"][::2]:
        figure.add_hrect(y0=first - 0.5, y1=last + 0.5, fillcolor=ACCENT, opacity=0.06, line_width=0, layer="below")
    for row in record.rows.itertuples():
        figure.add_scatter(
            x=[row.left_height, row.height, row.height, row.right_height],
            y=[row.left, row.left, row.right, row.right],
            mode="lines", line={"color": palette.muted, "width": 2}, hoverinfo="skip", showlegend=False,
        )  # fmt: skip
    names = [
        _marked(name, code == record.extra["region"])
        for code, name in zip(record.extra["leaves"], record.extra["names"], strict=True)
    ]
    quiet = {"showgrid": False, "zeroline": False, "ticks": "", "fixedrange": True}
    figure.update_xaxes(showticklabels=False, **quiet)
    figure.update_yaxes(tickvals=list(range(len(names))), ticktext=names, range=[len(names) - 0.5, -0.5], **quiet)
    return frame(figure, record, palette, body=LEAF_HEIGHT * len(names), left=190)


def plane_record(edition: Edition, scores: pd.DataFrame, region: str | None = None) -> Record:
    """What the two-axis drawing says."""
    points = similarity.coordinates(scores)
    (x_share, y_share), _ = similarity.axes(scores)
    subtitle, source, flags = _base(edition, scores)
    shown = wording.share_text(wording.as_share(x_share + y_share))
    rows = points.assign(
        name=[edition.regions[code].name for code in points["region"]],
        short=[edition.regions[code].short for code in points["region"]],
    )
    title = f"Deux axes résument {shown} des différences entre régions"
    return Record(
        kind="plan",
        name="plan des ressemblances",
        title=title,
        subtitle=subtitle,
        source=source,
        alt=f"Régions placées sur un plan selon leur ressemblance. {title}.",
        how_to_read=(
            "Deux régions proches sur le dessin ont des profils voisins\u202f; les axes n’ont pas de nom, "
            "et une partie des différences ne tient pas dans un plan."
        ),
        rows=rows,
        table=_group_table(edition, scores),
        flags=flags,
        extra={"region": region},
    )


def draw_plane(record: Record, palette: Palette) -> go.Figure:
    rows = record.rows
    if rows.empty:
        return empty(record, palette)
    own = rows["region"] == record.extra["region"]
    figure = go.Figure()
    figure.add_scatter(
        x=list(rows["x"]), y=list(rows["y"]), mode="markers", showlegend=False, name="Régions",
        marker={"size": 11, "color": [ACCENT if mine else palette.muted for mine in own]},
        customdata=[[code] for code in rows["region"]], hovertext=[plain(name) for name in rows["name"]],
        hoverinfo="text", selected={"marker": {"opacity": 1}}, unselected={"marker": {"opacity": 1}},
    )  # fmt: skip
    low, high = widened(rows["y"], 0.1)
    pixels = PLANE_HEIGHT / ((high - low) or 1)
    heights = _label_heights(rows, [(high - y) * pixels for y in rows["y"]], LABEL_LINE, PLANE_HEIGHT)
    for row, mine, height in zip(rows.itertuples(), own, heights, strict=True):
        side = label_side(row.x, rows)
        figure.add_annotation(
            x=row.x, y=row.y, text=_marked(row.short, mine), ax=side * 22, ay=height - (high - row.y) * pixels,
            xanchor="left" if side > 0 else "right", showarrow=True, arrowhead=0, arrowwidth=0.8,
            arrowcolor=palette.line, standoff=6, font={"size": SMALL_SIZE + 1},
        )  # fmt: skip
    quiet = {"showgrid": False, "zeroline": False, "ticks": "", "fixedrange": True, "showticklabels": False}
    figure.update_xaxes(range=widened(rows["x"], 0.45), **quiet)
    figure.update_yaxes(range=[low, high], **quiet)
    return frame(figure, record, palette, body=PLANE_HEIGHT)


def widened(values: pd.Series, share: float) -> list[float]:
    """The extent of the values, wider by a share of it on each side: room for labels."""
    margin = (values.max() - values.min()) * share
    return [values.min() - margin, values.max() + margin]


def label_side(x: float, rows: pd.DataFrame) -> int:
    """Labels go outwards: left of the points of the left half, right of the others."""
    return 1 if x > rows["x"].median() else -1


def _label_heights(rows: pd.DataFrame, heights: Sequence[float], line: float, room: float) -> list[float]:
    """Where each label stands, from the top: at its point, or moved so that labels of a side are a line apart.

    On a screen whose width is not known, only heights can be promised: ``charts.label_places`` does better in print.

    ``heights``: the points, from the top; ``room``: the drawing's height, which no label leaves.
    """
    placed = list(heights)
    for side in (-1, 1):
        own = sorted((k for k, x in enumerate(rows["x"]) if label_side(x, rows) == side), key=lambda k: (heights[k], k))
        for above, below in pairwise(own):
            placed[below] = max(placed[below], placed[above] + line)
        lowest = room - line / 2
        for k in reversed(own):
            placed[k] = min(placed[k], lowest)
            lowest = placed[k] - line
    return placed


def _marked(name: str, mine: bool) -> str:
    return f"<b>{plain(name)}</b>" if mine else plain(name)

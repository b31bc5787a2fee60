"""Who resembles whom: Ward's tree, and the two-axis drawing. For readers who want it, with their caution.

``rows`` of the tree: its brackets (``similarity.dendrogram``); of the plane: ``region, x, y, name, group``.
"""

from __future__ import annotations

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
            "plus leurs profils diffèrent. La longueur n’a pas d’unité."
        ),
        rows=brackets,
        table=_group_table(edition, scores),
        flags=flags,
        extra={"leaves": leaves, "names": [edition.regions[c].name for c in leaves], "region": region},
    )


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
    pixels = PLANE_HEIGHT / ((rows["y"].max() - rows["y"].min()) * 1.2)
    for row, mine, lift in zip(rows.itertuples(), own, _label_lifts(rows, pixels), strict=True):
        side = _side(row.x, rows)
        figure.add_annotation(
            x=row.x, y=row.y, text=_marked(row.short, mine), ax=side * 22, ay=lift,
            xanchor="left" if side > 0 else "right", showarrow=True, arrowhead=0, arrowwidth=0.8,
            arrowcolor=palette.line, standoff=6, font={"size": SMALL_SIZE + 1},
        )  # fmt: skip
    quiet = {"showgrid": False, "zeroline": False, "ticks": "", "fixedrange": True, "showticklabels": False}
    figure.update_xaxes(range=_widened(rows["x"], 0.45), **quiet)
    figure.update_yaxes(range=_widened(rows["y"], 0.1), **quiet)
    return frame(figure, record, palette, body=PLANE_HEIGHT)


def _widened(values: pd.Series, share: float) -> list[float]:
    margin = (values.max() - values.min()) * share
    return [values.min() - margin, values.max() + margin]


def _side(x: float, rows: pd.DataFrame) -> int:
    """Labels go outwards: left of the points of the left half, right of the others."""
    return 1 if x > rows["x"].median() else -1


def _label_lifts(rows: pd.DataFrame, pixels: float) -> list[float]:
    """How far each label stands under its point, in px, so that labels of a side are a line apart."""
    lifts = pd.Series(0.0, index=rows.index)
    for side in (-1, 1):
        points = rows[[_side(x, rows) == side for x in rows["x"]]].sort_values("y", ascending=False)
        heights = [-y * pixels for y in points["y"]]
        places = list(heights)
        for k in range(1, len(places)):
            places[k] = max(places[k], places[k - 1] + LABEL_LINE)
        lifts[points.index] = [place - height for place, height in zip(places, heights, strict=True)]
    return list(lifts)


def _marked(name: str, mine: bool) -> str:
    return f"<b>{plain(name)}</b>" if mine else plain(name)

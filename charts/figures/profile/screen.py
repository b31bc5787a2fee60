"""The profile in the browser: lollipops around France, the other regions as small dots."""

from __future__ import annotations

import pandas as pd

from charts.canvas.plot import Plot
from charts.canvas.screen import SMALL_SIZE, empty, frame, hover, label_width, plain, score_axes, wrap
from charts.figures.profile.record import Profile
from charts.theme import Palette
from territory import wording
from territory.analysis import FragilityClass

ROW_HEIGHT = 40


def draw(record: Profile, palette: Palette) -> Plot:
    rows = record.rows
    if rows.empty:
        return empty(record, palette)
    scored = rows[rows["score"].notna()]
    figure = Plot()
    _add_others(figure, record.others, f"Autres {record.words.level.plural}", palette)
    for row in scored.itertuples():
        figure.add_shape(
            type="line", x0=0, x1=row.score, y0=row.y, y1=row.y, layer="below",
            line={"color": palette.muted, "width": 2},
        )  # fmt: skip
    _add_region(figure, scored, record.region_name, palette)
    _add_intervals(figure, scored[scored["low"].notna()], palette)
    _add_unscored(figure, rows[rows["score"].isna()], palette)
    marked = [f"{plain(row.label)}<br><b>{plain(row.cell_text)}</b>" for row in rows.itertuples()]
    score_axes(figure, list(rows["y"]), marked, record.known, palette, margin=1.06, middle=record.words.reference.short)
    return frame(figure, palette, body=ROW_HEIGHT * len(rows) + 30, below=4, left=label_width(rows["label"]))


def _add_intervals(figure: Plot, rows: pd.DataFrame, palette: Palette) -> None:
    """What rounding leaves possible, across the point that it cannot tell from France."""
    for row in rows.itertuples():
        figure.add_shape(
            type="line", x0=row.low, x1=row.high, y0=row.y, y1=row.y, layer="above",
            line={"color": palette.text, "width": 1.5},
        )  # fmt: skip


def _add_unscored(figure: Plot, rows: pd.DataFrame, palette: Palette) -> None:
    """Domains without a score say why, where their point would be."""
    for y, kind in zip(rows["y"], rows["class"], strict=True):
        figure.add_annotation(
            x=0.02, xref="paper", y=y, text=wrap(wording.CLASS_LABEL[FragilityClass(kind)].lower(), 16),
            showarrow=False, xanchor="left", font={"size": SMALL_SIZE, "color": palette.muted},
        )  # fmt: skip


def _add_others(figure: Plot, others: pd.DataFrame, name: str, palette: Palette) -> None:
    figure.add_scatter(
        x=list(others["score"]), y=list(others["y"]), mode="markers", name=name, showlegend=False,
        marker={"size": 6, "color": palette.muted, "opacity": 0.35},
        customdata=others[["domain", "region"]].to_numpy().tolist(),
        hovertext=[plain(f"{n} : {v}") for n, v in zip(others["name"], others["value_text"], strict=True)],
        hoverinfo="text", selected={"marker": {"opacity": 0.35}}, unselected={"marker": {"opacity": 0.35}},
    )  # fmt: skip


def _add_region(figure: Plot, scored: pd.DataFrame, name: str, palette: Palette) -> None:
    kinds = [FragilityClass(kind) for kind in scored["class"]]
    figure.add_scatter(
        x=list(scored["score"]),
        y=list(scored["y"]),
        mode="markers",
        name=plain(name),
        showlegend=False,
        marker={
            "size": 16,
            "color": [palette.background if k is FragilityClass.INDISTINGUISHABLE else palette.fill(k) for k in kinds],
            "symbol": ["circle-dot" if k is FragilityClass.INDISTINGUISHABLE else "circle" for k in kinds],
            "line": {"width": 1.5, "color": palette.text},
        },
        cliponaxis=False,
        customdata=[[domain, ""] for domain in scored["domain"]],
        hovertext=[hover(sentence) for sentence in scored["sentence"]],
        hoverinfo="text",
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 1}},
    )

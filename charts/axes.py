"""The axis of an écart comparé: France in the middle, right always more fragile."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go

from charts.theme import SMALL_SIZE, Palette


def score_axes(
    figure: go.Figure,
    ys: Sequence[int],
    labels: Sequence[str],
    scores: Sequence[float],
    palette: Palette,
    *,
    margin: float,
) -> None:
    """Rows from the top at integer ``ys``, ``labels`` already safe as markup.

    The axis reaches the largest |score|, widened by ``margin``.
    """
    reach = max((abs(score) for score in scores), default=1) * margin
    figure.add_shape(
        type="line", x0=0, x1=0, y0=-0.65, y1=len(ys) - 0.4, line={"color": palette.text, "width": 1.5}
    )  # fmt: skip
    ends = ((-reach, "left", "◀ moins fragile"), (0, "center", "France"), (reach, "right", "plus fragile ▶"))
    for x, anchor, text in ends:
        figure.add_annotation(
            x=x,
            y=-0.95,
            text=text,
            showarrow=False,
            xanchor=anchor,
            font={"size": SMALL_SIZE + 1, "color": palette.muted},
        )
    quiet = {"showgrid": False, "zeroline": False, "ticks": "", "fixedrange": True}
    figure.update_xaxes(range=[-reach, reach], showticklabels=False, **quiet)
    figure.update_yaxes(tickvals=list(ys), ticktext=list(labels), range=[len(ys) - 0.4, -1.4], **quiet)

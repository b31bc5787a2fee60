"""A Plotly figure while it is drawn: plain dicts, under the names of Plotly's own.

Plotly's classes check each number that they are given, at each call: most of the time of a drawing. Here
nothing is checked; the tests give every figure to Plotly's classes, which refuse what they do not know.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Self

import plotly.io
from plotly.basedatatypes import BaseFigure


class Plot:
    """Traces and layout; its methods add to them, and have the names of those of ``plotly.graph_objects.Figure``."""

    def __init__(self) -> None:
        self.data: list[dict[str, Any]] = []
        self.layout: dict[str, Any] = {"template": plotly.io.templates["none"].to_plotly_json()}

    def to_dict(self) -> dict[str, Any]:
        return {"data": self.data, "layout": self.layout}

    def add_scatter(self, **trace: Any) -> None:
        self.data.append({"type": "scatter", **trace})

    def add_bar(self, **trace: Any) -> None:
        self.data.append({"type": "bar", **trace})

    def add_shape(self, **shape: Any) -> None:
        self.layout.setdefault("shapes", []).append(shape)

    def add_annotation(self, **annotation: Any) -> None:
        self.layout.setdefault("annotations", []).append(annotation)

    def add_hrect(self, y0: float, y1: float, **look: Any) -> None:
        """A band from edge to edge."""
        self.add_shape(type="rect", x0=0, x1=1, xref="x domain", y0=y0, y1=y1, yref="y", **look)

    def add_vrect(self, x0: float, x1: float, **look: Any) -> None:
        """A band from top to bottom."""
        self.add_shape(type="rect", x0=x0, x1=x1, xref="x", y0=0, y1=1, yref="y domain", **look)

    def update_layout(self, **given: Any) -> Self:
        _merge(self.layout, given)
        return self

    def update_xaxes(self, **given: Any) -> Self:
        return self.update_layout(xaxis=given)

    def update_yaxes(self, **given: Any) -> Self:
        return self.update_layout(yaxis=given)


class Sent(BaseFigure):
    """A drawn figure, ready to be sent again and again.

    Plotly copies a figure whole and cleans it for JSON each time that Streamlit sends it; here that is done once.
    Nothing can be changed in it.
    """

    def __init__(self, plot: Plot) -> None:  # no call of Plotly's own, which would check it all
        self._sent: dict[str, Any] = json.loads(plotly.io.to_json(plot.to_dict(), validate=False))

    def to_dict(self) -> dict[str, Any]:
        return self._sent


def ready(figure: Any) -> Any:
    """A drawing as it is sent; pydeck's as it is."""
    return Sent(figure) if isinstance(figure, Plot) else figure


def _merge(held: dict[str, Any], given: Mapping[str, Any]) -> None:
    """As Plotly's ``update``: what is nested is added to what is there, the rest takes its place."""
    for name, value in given.items():
        if isinstance(value, Mapping) and isinstance(held.get(name), dict):
            _merge(held[name], value)
        else:
            held[name] = dict(value) if isinstance(value, Mapping) else value

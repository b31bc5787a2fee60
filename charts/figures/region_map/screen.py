"""The map in the browser: a choropleth a class, values printed, in Lambert's conic projection."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd

from charts.canvas.outline import diagonals
from charts.canvas.plot import Plot
from charts.canvas.screen import FAMILY, GEOJSON_ADDRESS, SMALL_SIZE, empty, frame, hover, plain, wrap
from charts.figures.region_map.record import RegionMap
from charts.legend import legend_class, legend_label
from charts.record import LegendEntry
from charts.theme import CLASS_COLOUR, HATCH, OUTLINE, Palette, ink_on
from territory.analysis import FragilityClass
from territory.wording import NBSP

HATCH_STEP = 0.22
"""Degrees between two diagonals of a region without a value."""

NARROW, BESIDE = 1.2, 0.15
"""Degrees of longitude, about 90 and 11 km: a narrow region, and how far its value stands from it."""

LEGEND_WIDTH = 46
"""Characters of a legend's line: what a phone holds."""

MAP_HEIGHT = 440

SMALL_HEIGHT = 210

SMALL_TOP = 128


def draw(record: RegionMap, palette: Palette, *, small: bool = False) -> Plot:
    """The map; ``small`` for the atlas: no values, no legend, which the atlas gives once."""
    rows = record.rows
    if not record.valued:
        return empty(record, palette)
    figure = Plot()
    drawn = rows["class"].map(lambda kind: legend_class(FragilityClass(kind)).value)
    for entry in record.legend:
        _add_class(figure, entry, rows[drawn == entry.fragility_class.value])
    _add_hatch(figure, record, rows[rows["class"] == FragilityClass.MISSING.value])
    if record.region:
        _add_reader(figure, rows[rows["region"] == record.region], record.region_name, palette)
    if not small:
        _add_values(figure, record, rows, palette)
    figure.update_geos(
        projection={"type": "conic conformal", "parallels": [44, 49], "rotation": {"lon": 3}},
        center={"lon": 2.4, "lat": 46.4},
        lonaxis={"range": [-5.3, 9.8]},
        lataxis={"range": [41.2, 51.2]},
        visible=False,
        bgcolor="rgba(0,0,0,0)",
    )  # fmt: skip  (fitbounds and rotation.lat break with this projection)
    if small:
        framed = frame(figure, record, palette, body=SMALL_HEIGHT, title_width=30, source_width=40)
        del framed.layout["annotations"]
        return framed.update_layout(
            showlegend=False,
            title={"font": {"size": 14}},
            margin={"t": SMALL_TOP, "b": 4},
            height=SMALL_TOP + SMALL_HEIGHT,
        )
    lines = sum(wrap(entry.label, LEGEND_WIDTH).count("<br>") + 1 for entry in record.legend)
    return frame(figure, record, palette, body=MAP_HEIGHT, below=19 * (lines + bool(record.region)) + 18)


def _add_class(figure: Plot, entry: LegendEntry, rows: pd.DataFrame) -> None:
    kind = entry.fragility_class
    figure.add_choropleth(
        geojson=GEOJSON_ADDRESS,
        featureidkey="id",
        locations=list(rows["region"]),
        z=[0] * len(rows),
        zmin=0,
        zmax=1,
        colorscale=[[0, CLASS_COLOUR[kind]], [1, CLASS_COLOUR[kind]]],
        showscale=False,
        showlegend=False,
        marker={"line": {"color": OUTLINE, "width": 0.8}, "opacity": 1},
        hovertext=[hover(f"{row.name}. {row.sentence}") for row in rows[["name", "sentence"]].itertuples(index=False)],
        hoverinfo="text",
        name=wrap(entry.label, LEGEND_WIDTH),
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 1}},
    )
    figure.add_scattergeo(
        lon=[None], lat=[None], mode="markers", name=wrap(entry.label, LEGEND_WIDTH), showlegend=True, hoverinfo="skip",
        marker=_swatch(kind),
    )  # fmt: skip


def _add_hatch(figure: Plot, record: RegionMap, rows: pd.DataFrame) -> None:
    """Diagonals over the regions without a value: their colour alone would say « near »."""
    if rows.empty or record.outlines is None:
        return
    rings = record.outlines.rings
    segments = [segment for code in rows["region"] for segment in diagonals(rings[code], HATCH_STEP)]
    figure.add_scattergeo(
        lon=[lon for (a, _), (b, _) in segments for lon in (a, b, None)],
        lat=[lat for (_, a), (_, b) in segments for lat in (a, b, None)],
        mode="lines", line={"color": HATCH, "width": 1}, hoverinfo="skip", showlegend=False, name="Hachures",
    )  # fmt: skip


def _add_reader(figure: Plot, rows: pd.DataFrame, name: str, palette: Palette) -> None:
    figure.add_choropleth(
        geojson=GEOJSON_ADDRESS, featureidkey="id", locations=list(rows["region"]), z=[0] * len(rows),
        colorscale=[[0, "rgba(0,0,0,0)"], [1, "rgba(0,0,0,0)"]], showscale=False, hoverinfo="skip", showlegend=False,
        marker={"line": {"color": palette.text, "width": 2.5}},
    )  # fmt: skip
    figure.add_scattergeo(
        lon=[None], lat=[None], mode="markers", name=plain(f"Votre région{NBSP}: {name}"), showlegend=True,
        hoverinfo="skip", marker={"symbol": "square-open", "size": 13, "color": palette.text, "line": {"width": 3}},
    )  # fmt: skip


def _add_values(figure: Plot, record: RegionMap, rows: pd.DataFrame, palette: Palette) -> None:
    """The value on each region; beside it, in the page's ink, where the region is too narrow for it (Corse)."""
    west = _narrow_regions(record)
    beside = [row.region in west for row in rows.itertuples()]
    inks = [ink_on(FragilityClass(kind)) for kind in rows["class"]]
    figure.add_scattergeo(
        lon=[west.get(row.region, row.lon) for row in rows.itertuples()], lat=list(rows["lat"]), mode="text",
        text=[plain(text) for text in rows["number"]],
        textposition=["middle left" if aside else "middle center" for aside in beside],
        textfont={
            "size": SMALL_SIZE + 2, "weight": 600,
            "color": [palette.text if aside else ink for ink, aside in zip(inks, beside, strict=True)],
        },
        hoverinfo="skip", showlegend=False, name="Valeurs",
    )  # fmt: skip


def _narrow_regions(record: RegionMap) -> dict[str, float]:
    """The regions narrower than a number on a phone, with a longitude just west of them."""
    rings = record.outlines.rings if record.outlines else {}
    edges = {code: [lon for ring in own for lon, _ in ring] for code, own in rings.items()}
    return {code: min(lons) - BESIDE for code, lons in edges.items() if max(lons) - min(lons) < NARROW}


def _swatch(kind: FragilityClass) -> dict[str, Any]:
    return {"symbol": "square", "size": 13, "color": CLASS_COLOUR[kind], "line": {"width": 1, "color": OUTLINE}}


def legend_strip(kinds: Iterable[FragilityClass], palette: Palette) -> Plot:
    """The classes alone, as the atlas's one legend."""
    figure = Plot()
    for kind in kinds:
        figure.add_scatter(x=[None], y=[None], mode="markers", name=legend_label(kind), marker=_swatch(kind))
    figure.update_xaxes(visible=False).update_yaxes(visible=False)
    return figure.update_layout(
        height=64, margin={"t": 0, "b": 0, "l": 0, "r": 0}, paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)", font={"family": FAMILY, "color": palette.text},
        legend={"orientation": "h", "x": 0, "y": 1, "bgcolor": "rgba(0,0,0,0)"},
    )  # fmt: skip

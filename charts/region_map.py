"""One indicator on the map of regions, the value printed on each, in Lambert's conic projection.

``rows``: one a region, ``region, name, short, value_text, class, sentence, lon, lat``, published order.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.outline import diagonals
from charts.record import LegendEntry, Record, as_published
from charts.theme import (
    CLASS_COLOUR,
    FONT,
    GEOJSON_ADDRESS,
    SMALL_SIZE,
    Palette,
    empty,
    frame,
    hover,
    ink_on,
    plain,
    wrap,
)
from territory import wording
from territory.analysis import FragilityClass, Reading, class_intervals, mean_gap
from territory.indicators import Indicator
from territory.loader import Edition

_SHORT_LABEL = {FragilityClass.NEAR: "Proche", FragilityClass.INDISTINGUISHABLE: "Dans l’arrondi"}
OUTLINE = "#6b6f6d"
HATCH_STEP = 0.22
"""Degrees between two diagonals of a region without a value."""
NARROW, BESIDE = 1.2, 0.15
"""Degrees of longitude, about 90 and 11 km: a narrow region, and how far its value stands from it."""
LEGEND_WIDTH = 46
"""Characters of a legend's line: what a phone holds."""
MAP_HEIGHT = 440
SMALL_HEIGHT = 210
SMALL_TOP = 128


def record(
    edition: Edition, scores: pd.DataFrame, indicator: Indicator, reading: Reading, region: str | None = None
) -> Record:
    """What the map of an indicator says. ``region`` is the reader's, framed and named in the legend."""
    cells = scores[scores["indicator"] == indicator.code].to_dict("records")
    domain = edition.registry.domains[indicator.domain]
    rows = pd.DataFrame([_row(edition, cell, indicator) for cell in cells])
    title = wording.indicator_finding(indicator, [FragilityClass(kind) for kind in rows["class"]])
    values = [f"{row.name} {row.value_text}" for row in rows[["name", "value_text"]].itertuples(index=False)]
    return Record(
        kind="carte",
        name=f"carte {indicator.label} {edition.regions[region].name if region else ''}",
        title=title,
        subtitle=f"{domain.label}, {indicator.unit or 'sans unité'}, {indicator.year or 'millésime non précisé'}",
        source=wording.source_line(edition.registry, [indicator]),
        alt=f"Carte des régions. {title}. {wording.full_stop(wording.enumeration(values))}",
        how_to_read=(
            "La couleur dit la position par rapport à la valeur nationale, le nombre est la valeur publiée. "
            "La légende donne les bornes de chaque classe et le nombre de régions. "
            "Cliquez sur une région pour la choisir."
        ),
        rows=rows,
        table=ranking_table(edition, cells, indicator),
        decimals={"Écart comparé": 2},
        legend=_legend(rows, cells, indicator, reading),
        flags=edition.flags_of(indicator.code),
        extra={
            "region": region,
            "region_name": edition.regions[region].name if region else "",
            "domain": domain.code,
            "indicator": indicator.code,
            "outlines": edition.outlines,
        },
    )


def _row(edition: Edition, cell: Mapping[str, Any], indicator: Indicator) -> dict[str, Any]:
    region = edition.regions[cell["region"]]
    domain = edition.registry.domains[indicator.domain]
    value = cell["value"]
    return {
        "region": region.code,
        "name": region.name,
        "short": region.short,
        "value": value,
        "value_text": wording.value_text(indicator, value),
        "number": wording.MISSING if value is None else wording.number(value, indicator.decimals),
        "class": cell["class"],
        "sentence": wording.cell_sentence(cell, indicator, domain),
        "lon": region.lon,
        "lat": region.lat,
    }


def ranking_order(cell: Mapping[str, Any]) -> tuple[bool, int]:
    """Most fragile first, published order where not ranked, missing values last."""
    return cell["value"] is None, cell["rank"] or 0


def ranking_table(edition: Edition, cells: Iterable[Mapping[str, Any]], indicator: Indicator) -> pd.DataFrame:
    """The 13 regions, most fragile first, as a reader reads them; published order where not ranked."""
    ordered = sorted(cells, key=ranking_order)
    return pd.DataFrame(
        [
            {
                "Région": edition.regions[cell["region"]].name,
                "Rang": ""
                if cell["rank"] is None
                else wording.ordinal(cell["rank"]) + (" ex æquo" if cell["tied"] else ""),
                "Valeur": as_published(cell["value"], indicator.decimals),
                "Écart": cell["gap"],
                "Écart comparé": cell["score"],
                "Classe": wording.CLASS_LABEL[FragilityClass(cell["class"])],
                "Millésime": indicator.year,
            }
            for cell in ordered
        ],
        dtype=object,
    )


def _legend(
    rows: pd.DataFrame, cells: list[dict[str, Any]], indicator: Indicator, reading: Reading
) -> tuple[LegendEntry, ...]:
    counts = rows["class"].value_counts()
    average = mean_gap([cell["gap"] for cell in cells])
    national: Decimal | None = cells[0]["national"]
    polarity = reading.polarity(indicator)
    bounds: Mapping[FragilityClass, tuple[Decimal | None, Decimal | None]] = {}
    if polarity.sign and average and national is not None:
        bounds = class_intervals(indicator, polarity, national, average)
    entries = []
    for kind in FragilityClass:
        count = int(counts.get(kind.value, 0))
        if not count and kind not in bounds:
            continue
        label = f"{wording.CLASS_SYMBOL[kind]} {_SHORT_LABEL.get(kind, wording.CLASS_LABEL[kind])}".strip()
        if kind in bounds:
            label += f"{wording.NBSP}: {wording.interval_text(indicator, *bounds[kind])}"
        entries.append(LegendEntry(kind, f"{label} ({wording.plural(count, 'région')})", count))
    return tuple(entries)


def draw(record: Record, palette: Palette, *, small: bool = False) -> go.Figure:
    """The map; ``small`` for the atlas: no values, no legend, which the atlas gives once."""
    rows = record.rows
    if rows.empty or (rows["class"] == FragilityClass.MISSING).all():
        return empty(record, palette)
    figure = go.Figure()
    for entry in record.legend:
        _add_class(figure, entry, rows[rows["class"] == entry.fragility_class.value], palette)
    _add_hatch(figure, record, rows[rows["class"] == FragilityClass.MISSING.value])
    if record.extra["region"]:
        _add_reader(figure, rows[rows["region"] == record.extra["region"]], record.extra["region_name"], palette)
    if not small:
        _add_values(figure, record, rows, palette)
    figure.update_geos(
        projection={"type": "conic conformal", "parallels": [44, 49], "rotation": {"lon": 3}},
        center={"lon": 2.4, "lat": 46.4},
        lonaxis_range=[-5.3, 9.8],
        lataxis_range=[41.2, 51.2],
        visible=False,
        bgcolor="rgba(0,0,0,0)",
    )  # fmt: skip  (fitbounds and rotation.lat break with this projection)
    if small:
        framed = frame(figure, record, palette, body=SMALL_HEIGHT, title_width=30, source_width=40)
        framed.layout.annotations = ()
        return framed.update_layout(
            showlegend=False,
            title_font_size=14,
            margin={"t": SMALL_TOP, "b": 4},
            height=SMALL_TOP + SMALL_HEIGHT,
        )
    lines = sum(wrap(entry.label, LEGEND_WIDTH).count("<br>") + 1 for entry in record.legend)
    return frame(figure, record, palette, body=MAP_HEIGHT, below=19 * (lines + bool(record.extra["region"])) + 18)


def _add_class(figure: go.Figure, entry: LegendEntry, rows: pd.DataFrame, palette: Palette) -> None:
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


def _add_hatch(figure: go.Figure, record: Record, rows: pd.DataFrame) -> None:
    """Diagonals over the regions without a value: their colour alone would say « near »."""
    if rows.empty or record.extra["outlines"] is None:
        return
    rings = record.extra["outlines"].rings
    segments = [segment for code in rows["region"] for segment in diagonals(rings[code], HATCH_STEP)]
    figure.add_scattergeo(
        lon=[lon for (a, _), (b, _) in segments for lon in (a, b, None)],
        lat=[lat for (_, a), (_, b) in segments for lat in (a, b, None)],
        mode="lines", line={"color": "#8a8f8c", "width": 1}, hoverinfo="skip", showlegend=False, name="Hachures",
    )  # fmt: skip


def _add_reader(figure: go.Figure, rows: pd.DataFrame, name: str, palette: Palette) -> None:
    figure.add_choropleth(
        geojson=GEOJSON_ADDRESS, featureidkey="id", locations=list(rows["region"]), z=[0] * len(rows),
        colorscale=[[0, "rgba(0,0,0,0)"], [1, "rgba(0,0,0,0)"]], showscale=False, hoverinfo="skip", showlegend=False,
        marker={"line": {"color": palette.text, "width": 2.5}},
    )  # fmt: skip
    figure.add_scattergeo(
        lon=[None], lat=[None], mode="markers", name=plain(f"Votre région : {name}"), showlegend=True, hoverinfo="skip",
        marker={"symbol": "square-open", "size": 13, "color": palette.text, "line": {"width": 3}},
    )  # fmt: skip


def _add_values(figure: go.Figure, record: Record, rows: pd.DataFrame, palette: Palette) -> None:
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


def _narrow_regions(record: Record) -> dict[str, float]:
    """The regions narrower than a number on a phone, with a longitude just west of them."""
    rings = record.extra["outlines"].rings if record.extra["outlines"] else {}
    edges = {code: [lon for ring in own for lon, _ in ring] for code, own in rings.items()}
    return {code: min(lons) - BESIDE for code, lons in edges.items() if max(lons) - min(lons) < NARROW}


def _swatch(kind: FragilityClass) -> dict[str, Any]:
    return {"symbol": "square", "size": 13, "color": CLASS_COLOUR[kind], "line": {"width": 1, "color": OUTLINE}}


def legend_strip(kinds: Iterable[FragilityClass], palette: Palette) -> go.Figure:
    """The classes alone, as the atlas's one legend."""
    figure = go.Figure()
    for kind in kinds:
        label = f"{wording.CLASS_SYMBOL[kind]} {wording.CLASS_LABEL[kind]}".strip()
        figure.add_scatter(
            x=[None], y=[None], mode="markers", name=label,
            marker=_swatch(kind),
        )  # fmt: skip
    figure.update_xaxes(visible=False).update_yaxes(visible=False)
    return figure.update_layout(
        template="none", height=64, margin={"t": 0, "b": 0, "l": 0, "r": 0}, paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)", font={"family": FONT, "color": palette.text},
        legend={"orientation": "h", "x": 0, "y": 1, "bgcolor": "rgba(0,0,0,0)"},
    )  # fmt: skip

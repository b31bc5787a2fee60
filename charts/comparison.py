"""Two to five regions on the domains: dumbbells for two, strips with shape and colour from three on.

``rows``: one a (indicator, region), ``y, indicator, domain, region, name, score, value_text, sentence``.
Domains sorted by the largest difference of S between the regions shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.axes import score_axes
from charts.record import Record, as_published
from charts.theme import (
    REGION_COLOURS,
    REGION_SHAPES,
    SMALL_SIZE,
    Palette,
    empty,
    frame,
    hover,
    label_width,
    plain,
)
from territory import wording
from territory.analysis import FragilityClass, rounding_half_width
from territory.indicators import Indicator
from territory.loader import Edition

ROW_HEIGHT = 36
MAX_REGIONS = 5
MARGIN, LABELLED_MARGIN = 1.3, 1.9
"""The axis beyond the farthest point; with labels, on a phone, each takes 50 px of the 120 of its side."""


def record(edition: Edition, scores: pd.DataFrame, regions: Sequence[str]) -> Record:
    """What the comparison says; ``regions`` in the reader's order, at least two."""
    chosen = scores[scores["region"].isin(regions)]
    codes = list(dict.fromkeys(chosen.loc[chosen["score"].notna(), "indicator"]))
    indicators = [edition.registry.indicators[code] for code in codes]
    cells = {(row["indicator"], row["region"]): row for row in chosen.to_dict("records")}
    ordered = sorted(indicators, key=lambda i: -_spread(cells, i.code, regions))
    alike = {i.code for i in ordered if _within_rounding(i, [cells[i.code, region] for region in regions])}
    rows = pd.DataFrame(
        [_row(edition, cells[i.code, region], y, i.code in alike) for y, i in enumerate(ordered) for region in regions]
    )
    names = [edition.regions[region].name for region in regions]
    title = _title(edition, ordered, cells, regions)
    return Record(
        kind="comparaison",
        name=f"comparaison {' '.join(names)}",
        title=title,
        subtitle=(
            "Écart comparé à la valeur nationale, domaines triés par la plus grande différence"
            f"{wording.THIN}; en étiquette, la valeur publiée. Millésimes {wording.years_text(indicators)}."
        ),
        source=wording.source_line(edition.registry, indicators),
        alt=f"{title}. Comparaison de {wording.enumeration(names)} sur {wording.plural(len(ordered), 'domaine')}.",
        how_to_read=(
            "La ligne verticale est la valeur nationale. À droite, plus fragile\u202f; à gauche, moins fragile. "
            "Les domaines du haut sont ceux qui séparent le plus ces régions\u202f; ≈ signale une différence "
            "qui tient dans l’arrondi des valeurs publiées. "
            "Cliquez sur un point pour ouvrir le domaine."
        ),
        rows=rows,
        table=_table(
            edition,
            [edition.registry.indicators[c] for c in dict.fromkeys(chosen["indicator"])],
            cells,
            regions,
        ),
        flags=tuple(f for i in indicators for f in edition.flags_of(i.code)),
        extra={"regions": list(regions), "names": names},
    )


def _spread(cells: dict[tuple[str, str], dict[str, Any]], code: str, regions: Sequence[str]) -> Decimal:
    known = [cells[code, region]["score"] for region in regions if cells[code, region]["score"] is not None]
    return max(known) - min(known) if known else Decimal(0)


def _title(
    edition: Edition,
    ordered: list[Indicator],
    cells: dict[tuple[str, str], dict[str, Any]],
    regions: Sequence[str],
) -> str:
    if not ordered:
        return "Aucun domaine comparable entre ces régions"
    first = ordered[0]
    label = edition.registry.domains[first.domain].label
    said = wording.enumeration(
        f"{wording.value_text(first, cells[first.code, region]['value'])} {edition.regions[region].locative}"
        for region in regions
    )
    return f"{label} sépare le plus ces régions{wording.NBSP}: {said}"


def _row(edition: Edition, cell: dict[str, Any], y: int, alike: bool) -> dict[str, Any]:
    indicator = edition.registry.indicators[cell["indicator"]]
    domain = edition.registry.domains[cell["domain"]]
    marks = f"{wording.THIN}*" * indicator.contestable + f"{wording.THIN}≈" * alike
    return {
        "y": y,
        "label": domain.short + marks,
        "indicator": indicator.code,
        "domain": domain.code,
        "region": cell["region"],
        "name": edition.regions[cell["region"]].name,
        "score": None if cell["score"] is None else float(cell["score"]),
        "value_text": wording.cell_text(indicator, cell["value"]),
        "sentence": wording.cell_sentence(cell, indicator, domain),
    }


def _table(
    edition: Edition,
    indicators: list[Indicator],
    cells: dict[tuple[str, str], dict[str, Any]],
    regions: Sequence[str],
) -> pd.DataFrame:
    rows = []
    for indicator in indicators:
        own = [cells[indicator.code, region] for region in regions]
        row: dict[str, object] = {
            "Domaine": edition.registry.domains[indicator.domain].label,
            "Indicateur": indicator.label,
            "Unité": indicator.unit,
            "Millésime": indicator.year,
            "France métropolitaine": as_published(own[0]["national"], indicator.benchmark_decimals),
        }
        for region, cell in zip(regions, own, strict=True):
            name = edition.regions[region].name
            row[name] = as_published(cell["value"], indicator.decimals)
            row[f"{name}, classe"] = wording.CLASS_LABEL[FragilityClass(cell["class"])]
        row["Différence"] = _difference_text(indicator, own)
        rows.append(row)
    return pd.DataFrame(rows, dtype=object)


def _within_rounding(indicator: Indicator, cells: Sequence[dict[str, Any]]) -> bool:
    """The regions cannot be told apart: their published values differ by no more than two half digits."""
    values = [cell["value"] for cell in cells if cell["value"] is not None]
    return len(values) > 1 and max(values) - min(values) <= rounding_half_width(indicator.decimals, indicator.decimals)


def _difference_text(indicator: Indicator, cells: Sequence[dict[str, Any]]) -> str:
    if sum(cell["value"] is not None for cell in cells) < 2:
        return wording.MISSING
    return "dans l’arrondi" if _within_rounding(indicator, cells) else "au-delà de l’arrondi"


def draw(record: Record, palette: Palette) -> go.Figure:
    rows = record.rows
    if rows.empty:
        return empty(record, palette)
    figure = go.Figure()
    pair = len(record.extra["regions"]) == 2
    for y, group in rows[rows["score"].notna()].groupby("y"):
        figure.add_shape(
            type="line", x0=group["score"].min(), x1=group["score"].max(), y0=y, y1=y, layer="below",
            line={"color": palette.muted if pair else palette.line, "width": 4 if pair else 2},
        )  # fmt: skip
    for k, region in enumerate(record.extra["regions"]):
        own = rows[(rows["region"] == region) & rows["score"].notna()]
        figure.add_scatter(
            x=list(own["score"]), y=list(own["y"]), mode="markers+text" if pair else "markers",
            name=plain(record.extra["names"][k]),
            marker={
                "size": 14, "color": REGION_COLOURS[k], "symbol": REGION_SHAPES[k],
                "line": {"width": 1, "color": palette.background},
            },
            text=[f"  {plain(text)}  " for text in own["value_text"]], textposition=_label_sides(rows, own),
            textfont={"size": SMALL_SIZE + 1, "color": palette.text}, cliponaxis=False,
            customdata=own[["domain", "region"]].to_numpy().tolist(),
            hovertext=[hover(f"{name}. {said}") for name, said in zip(own["name"], own["sentence"], strict=True)],
            hoverinfo="text", selected={"marker": {"opacity": 1}}, unselected={"marker": {"opacity": 1}},
        )  # fmt: skip
    labels = rows.drop_duplicates("y")
    score_axes(
        figure,
        list(labels["y"]),
        [plain(label) for label in labels["label"]],
        list(rows["score"].dropna()),
        palette,
        margin=LABELLED_MARGIN if pair else MARGIN,
    )
    count = len(record.extra["regions"])
    return frame(
        figure,
        record,
        palette,
        body=ROW_HEIGHT * rows["y"].nunique() + 30,
        below=20 * count + 14,
        left=label_width(rows["label"]),
    )


def _label_sides(rows: pd.DataFrame, own: pd.DataFrame) -> list[str]:
    """Labels outside the pair: the right-hand point's on the right, the other's on the left."""
    middle = rows.groupby("y")["score"].mean()
    first = own["region"].iloc[0] == rows["region"].iloc[0] if len(own) else True
    return [
        "middle right" if score > middle[y] or (score == middle[y] and first) else "middle left"
        for score, y in zip(own["score"], own["y"], strict=True)
    ]

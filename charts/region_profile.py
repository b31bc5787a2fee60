"""A region's domains as a sorted lollipop around France: right always means more fragile.

``rows``: one a domain indicator, ``y`` from the top, ``label, indicator, domain, score, class, value_text,
sentence``; ``others``: ``y, score, region, name, value_text`` of the other regions.
"""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.axes import score_axes
from charts.record import LegendEntry, Record, as_published
from charts.theme import CLASS_COLOUR, SMALL_SIZE, Palette, empty, frame, hover, label_width, plain
from territory import wording
from territory.analysis import FragilityClass
from territory.loader import Edition

ROW_HEIGHT = 34


def record(edition: Edition, scores: pd.DataFrame, region: str) -> Record:
    """What the profile of a region says; oriented domains by decreasing S, then the others."""
    registry, place = edition.registry, edition.regions[region]
    own = scores[scores["region"] == region]
    ordered = sorted(
        own.to_dict("records"), key=lambda row: (row["score"] is None, -(row["score"] or 0), row["rank"] or 0)
    )
    rows = pd.DataFrame([_row(edition, y, row) for y, row in enumerate(ordered)])
    indicators = [registry.indicators[code] for code in own["indicator"]]
    fragile = [registry.domains[row["domain"]].label for row in ordered if row["priority"] is not None]
    title = wording.region_profile_finding(place, fragile[:3])
    return Record(
        kind="profil",
        name=f"profil {place.name}",
        title=title,
        subtitle=(
            "Écart comparé à la valeur nationale (1 = l’écart moyen des régions à la France)"
            f"{wording.THIN}; en regard du domaine, la valeur publiée. Millésimes {wording.years_text(indicators)}."
        ),
        source=wording.source_line(registry, indicators),
        alt=f"{title}. Du plus au moins fragile{wording.NBSP}: {wording.full_stop(wording.enumeration(_spoken(rows)))}",
        how_to_read=(
            "La ligne verticale est la valeur nationale. À droite, plus fragile\u202f; à gauche, moins fragile. "
            f"Le grand point est {place.subject}, les petits points les autres régions. Un point cerclé n’est pas "
            "distinguable de la valeur nationale aux arrondis près. Cliquez sur un point pour ouvrir le domaine."
        ),
        rows=rows,
        table=_table(edition, ordered),
        decimals={"Écart comparé": 2},
        legend=_legend(rows),
        flags=tuple(f for i in indicators for f in edition.flags_of(i.code, region)),
        extra={"others": _others(edition, scores, region, rows), "region": region, "name": place.name},
    )


def _spoken(rows: pd.DataFrame) -> list[str]:
    said = [f"{label} {value}" for label, value in zip(rows["label"], rows["value_text"], strict=True)]
    return said or [wording.MISSING]


def _row(edition: Edition, y: int, row: dict[str, Any]) -> dict[str, Any]:
    indicator = edition.registry.indicators[row["indicator"]]
    domain = edition.registry.domains[row["domain"]]
    label = indicator.label if row["value"] is None else domain.short
    return {
        "y": y,
        "label": f"{label}{wording.THIN}*" if indicator.contestable else label,
        "cell_text": wording.cell_text(indicator, row["value"]),
        "indicator": indicator.code,
        "domain": domain.code,
        "score": None if row["score"] is None else float(row["score"]),
        "class": row["class"],
        "value_text": wording.value_text(indicator, row["value"]),
        "sentence": wording.cell_sentence(row, indicator, domain),
    }


def _others(edition: Edition, scores: pd.DataFrame, region: str, rows: pd.DataFrame) -> pd.DataFrame:
    height = dict(zip(rows["indicator"], rows["y"], strict=True))
    return pd.DataFrame(
        [
            (
                height[row["indicator"]],
                float(row["score"]),
                row["region"],
                edition.regions[row["region"]].name,
                wording.value_text(edition.registry.indicators[row["indicator"]], row["value"]),
                row["domain"],
            )
            for row in scores[(scores["region"] != region) & scores["score"].notna()].to_dict("records")
        ],
        columns=["y", "score", "region", "name", "value_text", "domain"],
    )


def _legend(rows: pd.DataFrame) -> tuple[LegendEntry, ...]:
    counts = rows["class"].value_counts()
    return tuple(
        LegendEntry(
            kind,
            f"{wording.CLASS_SYMBOL[kind]} {wording.CLASS_LABEL[kind]}".strip()
            + f" ({wording.plural(int(counts[kind.value]), 'indicateur')})",
            int(counts[kind.value]),
        )
        for kind in FragilityClass
        if kind in counts
    )


def _table(edition: Edition, ordered: list[dict[str, Any]]) -> pd.DataFrame:
    rows = []
    for row in ordered:
        indicator = edition.registry.indicators[row["indicator"]]
        domain = edition.registry.domains[row["domain"]]
        rows.append(
            {
                "Domaine": domain.label,
                "Indicateur": indicator.label,
                "Valeur": as_published(row["value"], indicator.decimals),
                "France métropolitaine": as_published(row["national"], indicator.benchmark_decimals),
                "Unité": indicator.unit,
                "Millésime": indicator.year,
                "Écart comparé": row["score"],
                "Rang": row["rank"],
                "Classe": wording.CLASS_LABEL[FragilityClass(row["class"])],
                "Priorité": row["priority"] if row["priority"] is not None else "",
                "Phrase": wording.cell_sentence(row, indicator, domain),
            }
        )
    return pd.DataFrame(rows, dtype=object)


def draw(record: Record, palette: Palette) -> go.Figure:
    rows = record.rows
    if rows.empty:
        return empty(record, palette)
    scored = rows[rows["score"].notna()]
    figure = go.Figure()
    _add_others(figure, record.extra["others"], palette)
    for row in scored.itertuples():
        figure.add_shape(
            type="line", x0=0, x1=row.score, y0=row.y, y1=row.y, layer="below",
            line={"color": palette.muted, "width": 2},
        )  # fmt: skip
    _add_region(figure, scored, record.extra["name"], palette)
    _add_unscored(figure, rows[rows["score"].isna()], palette)
    known = [*rows["score"].dropna(), *record.extra["others"]["score"]]
    labels = [f"{row.label}  {row.cell_text}" for row in rows.itertuples()]
    marked = [f"{plain(row.label)}  <b>{plain(row.cell_text)}</b>" for row in rows.itertuples()]
    score_axes(figure, list(rows["y"]), marked, known, palette, margin=1.06)
    return frame(figure, record, palette, body=ROW_HEIGHT * len(rows) + 30, below=4, left=label_width(labels))


def _add_unscored(figure: go.Figure, rows: pd.DataFrame, palette: Palette) -> None:
    """Domains without an écart comparé say why, where their point would be."""
    for y, kind in zip(rows["y"], rows["class"], strict=True):
        figure.add_annotation(
            x=0.02, xref="paper", y=y, text=plain(wording.CLASS_LABEL[FragilityClass(kind)].lower()),
            showarrow=False, xanchor="left", font={"size": SMALL_SIZE + 1, "color": palette.muted},
        )  # fmt: skip


def _add_others(figure: go.Figure, others: pd.DataFrame, palette: Palette) -> None:
    figure.add_scatter(
        x=list(others["score"]), y=list(others["y"]), mode="markers", name="Autres régions", showlegend=False,
        marker={"size": 6, "color": palette.muted, "opacity": 0.35},
        customdata=others[["domain", "region"]].to_numpy().tolist(),
        hovertext=[plain(f"{n} : {v}") for n, v in zip(others["name"], others["value_text"], strict=True)],
        hoverinfo="text", selected={"marker": {"opacity": 0.35}}, unselected={"marker": {"opacity": 0.35}},
    )  # fmt: skip


def _add_region(figure: go.Figure, scored: pd.DataFrame, name: str, palette: Palette) -> None:
    kinds = [FragilityClass(kind) for kind in scored["class"]]
    figure.add_scatter(
        x=list(scored["score"]),
        y=list(scored["y"]),
        mode="markers",
        name=plain(name),
        showlegend=False,
        marker={
            "size": 16,
            "color": [palette.background if k is FragilityClass.INDISTINGUISHABLE else CLASS_COLOUR[k] for k in kinds],
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

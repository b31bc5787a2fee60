"""The place of each priority over the variants of calculation: a dot (median) on a bar (the interval).

``rows``: one a priority, ``y, label, indicator, domain, place, low, high, interval, word, verdict, sentence``
(``interval`` says the three places).
"""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.record import Record
from charts.theme import ACCENT, SMALL_SIZE, Palette, empty, frame, hover, label_width, plain
from territory import wording
from territory.loader import Edition
from territory.robustness import FIRST, Verdict
from territory.variants import DRAWS, SEED

ROW_HEIGHT = 42


def record(edition: Edition, scores: pd.DataFrame, places: pd.DataFrame, shifts: pd.DataFrame, region: str) -> Record:
    """What the variants say of a region's priorities; ``places`` and ``shifts`` from ``robustness``."""
    registry, where = edition.registry, edition.regions[region]
    own = scores[(scores["region"] == region) & scores["priority"].notna()].sort_values("priority")
    placed = places[places["region"] == region].set_index("domain").to_dict("index")
    moved = shifts[shifts["region"] == region].set_index("domain").to_dict("index")
    rows = pd.DataFrame(
        [
            _row(edition, y, row, placed[row["domain"]], moved[row["domain"]])
            for y, row in enumerate(own.to_dict("records"))
        ],
        columns=["y", "label", "indicator", "domain", "priority", "place", "low", "high", "interval", "verdict", "word",
                 "share", "sentence", "factor"],
    )  # fmt: skip
    solid = [registry.domains[d].label for d in rows.loc[rows["verdict"] == Verdict.SOLID, "domain"]]
    title = wording.solid_finding(where, solid, len(rows))
    known = rows["indicator"] if len(rows) else scores["indicator"].unique()
    indicators = [registry.indicators[code] for code in known]
    return Record(
        kind="solidite",
        name=f"solidité des priorités {where.name}",
        title=title,
        subtitle=(
            f"Place de chaque priorité parmi les {len(registry.domains)} domaines de la région (les {FIRST} premières "
            f"sont teintées), selon {wording.variants_text(DRAWS, SEED)}. "
            f"{wording.interval_meaning()} Millésimes {wording.years_text(indicators)}."
        ),
        source=wording.source_line(registry, indicators),
        alt=" ".join([f"{title}.", *(f"{row.label}, {row.sentence}" for row in rows.itertuples())]),
        how_to_read=(
            f"Les places vont de la 1re, la plus fragile, à la {wording.ordinal(len(registry.domains))}. "
            f"La bande claire marque les {FIRST} premières places. Une barre courte\u00a0: la place ne dépend "
            "guère de la façon de calculer. " + " ".join(wording.verdict_meaning(v) for v in Verdict)
        ),
        rows=rows,
        table=_table(edition, rows),
        flags=tuple(f for i in indicators for f in edition.flags_of(i.code, region)),
        extra={"domains": len(registry.domains), "region": region},
    )


def _row(
    edition: Edition, y: int, row: dict[str, Any], placed: dict[str, Any], moved: dict[str, Any]
) -> tuple[object, ...]:
    indicator = edition.registry.indicators[row["indicator"]]
    label = edition.registry.domains[row["domain"]].short
    return (
        y,
        f"{label}{wording.THIN}*" if indicator.contestable else label,
        indicator.code,
        row["domain"],
        row["priority"],
        placed["place"],
        placed["low"],
        placed["high"],
        wording.span_text(placed["place"], placed["low"], placed["high"]),
        placed["verdict"],
        wording.VERDICT_LABEL[Verdict(placed["verdict"])],
        placed["share_top5"],
        wording.robustness_sentence(placed),
        wording.factor_sentence(moved),
    )


def _table(edition: Edition, rows: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Priorité": rows["priority"],
            "Domaine": [edition.registry.domains[code].label for code in rows["domain"]],
            "Solidité": rows["word"],
            "Place médiane": rows["place"],
            "De la place": rows["low"],
            "À la place": rows["high"],
            "Part dans les cinq premières": [wording.share_text(share) for share in rows["share"]],
            "Ce qui la déplace le plus": rows["factor"],
        },
        dtype=object,
    )


def place_ticks(last: int) -> dict[int, str]:
    """The places that an axis names: « 1re place », the last of the first ones, the last of all."""
    return {k: f"{wording.ordinal(k)} place" if k == 1 else wording.ordinal(k) for k in (1, FIRST, last) if k <= last}


def draw(record: Record, palette: Palette) -> go.Figure:
    rows = record.rows
    if rows.empty:
        return empty(record, palette)
    figure = go.Figure()
    for row in rows.itertuples():
        figure.add_shape(
            type="line", x0=row.low, x1=row.high, y0=row.y, y1=row.y, layer="below",
            line={"color": palette.muted, "width": 5 if row.verdict == Verdict.SOLID else 2.5},
        )  # fmt: skip
    solid = rows["verdict"] == Verdict.SOLID
    figure.add_scatter(
        x=list(rows["place"]), y=list(rows["y"]), mode="markers", showlegend=False, name="Place médiane",
        marker={
            "size": 14, "color": [ACCENT if s else palette.background for s in solid],
            "line": {"width": 2, "color": ACCENT},
        },
        customdata=[[domain] for domain in rows["domain"]], hoverinfo="text",
        hovertext=[hover(f"{said} {why}") for said, why in zip(rows["sentence"], rows["factor"], strict=True)],
        selected={"marker": {"opacity": 1}}, unselected={"marker": {"opacity": 1}},
    )  # fmt: skip
    return lanes(figure, record, palette, [(row.label, row.word) for row in rows.itertuples()])


def lanes(figure: go.Figure, record: Record, palette: Palette, said: list[tuple[str, str]]) -> go.Figure:
    """The frame of a figure whose rows are domains and whose abscissas are places: each row's label and word."""
    ticks = place_ticks(record.extra["domains"])
    quiet = {"showgrid": False, "zeroline": False, "ticks": "", "fixedrange": True}
    figure.add_vrect(
        x0=0.5,
        x1=min(FIRST, record.extra["domains"]) + 0.5,
        fillcolor=ACCENT,
        opacity=0.08,
        line_width=0,
        layer="below",
    )
    figure.update_xaxes(
        side="top", range=[0.3, record.extra["domains"] + 0.5], tickvals=list(ticks), tickfont={"size": SMALL_SIZE + 1},
        ticktext=list(ticks.values()), tickangle=0, **quiet,
    )  # fmt: skip
    figure.update_yaxes(
        tickvals=list(range(len(said))), range=[len(said) - 0.4, -0.7],
        ticktext=[f"{plain(label)}<br><b>{plain(word)}</b>" for label, word in said],
        tickfont={"size": SMALL_SIZE + 1}, **quiet,
    )  # fmt: skip
    left = label_width([text for pair in said for text in pair])
    framed = frame(figure, record, palette, body=ROW_HEIGHT * len(said) + 16, left=left)
    return framed.update_layout(height=framed.layout.height + 22, margin={"t": framed.layout.margin.t + 22})

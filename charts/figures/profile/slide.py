"""The profile on a slide."""

from __future__ import annotations

import pandas as pd
from pptx.slide import Slide

from charts.canvas.slide import native_charts
from charts.canvas.slide.native_charts import Bar, finite, number_format, score_format
from charts.canvas.slide.page import BODY_HEIGHT, legend
from charts.canvas.slide.shapes import Run, box, fitted
from charts.canvas.slide.template import BODY_BOTTOM, BODY_TOP, MARGIN, SPAN
from charts.canvas.slide.text import clean, one_line
from charts.figures.profile.record import Profile
from charts.tables import SCREEN_DIGITS
from charts.theme import MUTED
from territory import wording
from territory.analysis import FragilityClass
from territory.wording import NBSP


def draw(slide: Slide, record: Profile) -> None:
    """The domains as bars from France, right always more fragile."""
    bars = []
    for row in record.rows.to_dict("records"):
        kind = FragilityClass(row["class"])
        said = "" if row["score"] is not None and not pd.isna(row["score"]) else _unscored(kind)
        text = f"{one_line(clean(row['label']), 13, 200)} · {row['cell_text']}{said}"
        score = finite(row["score"])
        bars.append(Bar(text, score, kind, "" if score is None else score_format(score, signed=True)))
    native_charts.bars(
        slide.shapes,
        f"Graphique{NBSP}: {record.name}",
        record.alt,
        (MARGIN, BODY_TOP - 0.05, 8.7, BODY_HEIGHT + 0.08),
        wording.SCORE,
        bars,
        number_format(SCREEN_DIGITS, signed=True),
        13,
        ends=("◄ moins fragile", record.words.reference.short, "plus fragile ►"),
    )
    left = MARGIN + 8.7 + 0.35
    box(slide.shapes, "Légende, titre", (left, BODY_TOP, 3.0, 0.3), [[Run("Nombre d’indicateurs", 14, True)]])
    legend(slide, record, (left, BODY_TOP + 0.35), MARGIN + SPAN - left, 13, min(0.45, 3.3 / len(record.legend)))
    note = (
        f"La barre part de {record.words.the_value} et compte combien de fois {record.words.mean_gap}. "
        "À côté du domaine, la valeur publiée."
    )
    fitted(
        slide.shapes,
        "Comment lire",
        (left, BODY_BOTTOM - 0.78, MARGIN + SPAN - left, 0.78),
        note,
        (13, 12, 11),
        colour=MUTED,
    )


def _unscored(kind: FragilityClass) -> str:
    return "" if kind is FragilityClass.MISSING else f" ({wording.CLASS_LABEL[kind].lower()})"

"""The profile on a slide."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from pptx.slide import Slide

from charts.canvas.slide.bars import Bar, bars
from charts.canvas.slide.native_charts import finite
from charts.canvas.slide.page import BODY_HEIGHT, legend
from charts.canvas.slide.shapes import Run, box, fitted
from charts.canvas.slide.template import BODY_BOTTOM, BODY_TOP, MARGIN, SPAN
from charts.canvas.slide.text import clean, one_line
from charts.figures.profile.record import Profile
from charts.tables import SCREEN_DIGITS, number_format
from charts.theme import MUTED
from territory import wording
from territory.analysis import FragilityClass
from territory.wording import NBSP


def draw(slide: Slide, record: Profile) -> None:
    """The domains as bars from France, right always more fragile."""
    bars(
        slide.shapes,
        f"Graphique{NBSP}: {record.name}",
        record.alt,
        (MARGIN, BODY_TOP - 0.05, 8.7, BODY_HEIGHT + 0.08),
        wording.SCORE,
        [_bar(row) for row in record.rows.to_dict("records")],
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
    at = (left, BODY_BOTTOM - 0.78, MARGIN + SPAN - left, 0.78)
    fitted(slide.shapes, "Comment lire", at, note, (13, 12, 11), colour=MUTED)


def _bar(row: Mapping[Any, Any]) -> Bar:
    """A domain's score, with as many digits as keep it on its side of a class's bound."""
    kind, score, label = FragilityClass(row["class"]), finite(row["score"]), one_line(clean(row["label"]), 13, 200)
    if score is None:
        return Bar(f"{label} · {row['cell_text']}{_unscored(kind)}", None, kind)
    digits = wording.score_digits(Decimal(repr(score)), SCREEN_DIGITS)
    return Bar(f"{label} · {row['cell_text']}", score, kind, number_format(digits, signed=True))


def _unscored(kind: FragilityClass) -> str:
    return "" if kind is FragilityClass.MISSING else f" ({wording.CLASS_LABEL[kind].lower()})"

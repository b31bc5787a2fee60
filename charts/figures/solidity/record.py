"""The place of each priority over the variants of calculation: a dot (median) on a bar (the interval).

``rows``: one a priority, ``y, label, indicator, domain, place, low, high, interval, word, verdict, sentence``
(``interval`` says the three places).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from charts.canvas.lanes.record import Lanes
from charts.figures.kind import Subject
from charts.record import View
from territory import wording
from territory.loader import Edition
from territory.robustness import FIRST, Verdict, domain_places, factor_shifts
from territory.variants import DRAWS, SEED


@dataclass(frozen=True, kw_only=True)
class Solidity(Lanes):
    """The priorities of a region over the variants."""


def of_subject(subject: Subject) -> Solidity:
    """The record of a subject; the variants are computed where the caller has none."""
    edition = subject.edition
    places = domain_places(edition) if subject.places is None else subject.places
    shifts = factor_shifts(edition) if subject.shifts is None else subject.shifts
    return record(edition, subject.scores, places, shifts, str(subject.region))


def record(edition: Edition, scores: pd.DataFrame, places: pd.DataFrame, shifts: pd.DataFrame, region: str) -> Solidity:
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
    return Solidity(
        view=View("solidite", region),
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
        last=len(registry.domains),
        region=region,
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

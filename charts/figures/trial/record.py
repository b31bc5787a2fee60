"""The reader's own variant: where each domain of a region stands in the method, and with the reader's choices.

``rows``: one a domain, ``y, label, domain, before, after, effect, move`` (places, ``None`` where left out; ``effect``
says what the choices do to it, ``move`` the two places).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from charts.canvas.lanes.record import Lanes, lane_columns
from charts.measures import measure_cells, region_cells
from charts.record import View, as_published
from territory import wording
from territory.analysis import Reading
from territory.harmonise import Form
from territory.indicators import Indicator
from territory.loader import Edition
from territory.regions import NATIONAL
from territory.trial import METHOD, Trial

LEFT_OUT = "hors du calcul"
"""What is said of a domain left out, whatever the gender of its name."""


@dataclass(frozen=True, kw_only=True)
class TrialPlaces(Lanes):
    """``trial``: the reader's choices."""

    trial: Trial


def record(edition: Edition, reading: Reading, trial: Trial, region: str) -> TrialPlaces:
    """What the reader's choices move in a region, and what they do not."""
    registry, where = edition.registry, edition.regions[region]
    measures = _measures(edition, reading)
    rows = _rows(edition, reading, trial, region, measures)
    title = wording.variant_finding(where, list(zip(rows["before"], rows["after"], strict=True)))
    indicators = [measures[code] for code in rows["domain"]]
    return TrialPlaces(
        view=View("essai", region, trial=trial.code),
        name=f"essai de calcul {where.name}",
        title=title,
        subtitle=(
            f"Place de chaque domaine parmi les {len(rows)} qui en ont une{wording.NBSP}: marque vide, dans la "
            f"méthode{wording.THIN}; pleine, avec ces choix. {wording.years_sentence(indicators)}"
        ),
        source=f"{wording.source_line(registry, indicators)} {wording.trial_text(registry, trial)}",
        note=wording.mark_note(indicators),
        alt=" ".join([f"{title}.", *(f"{row.label}, {row.move}." for row in rows.itertuples())]),
        how_to_read=(
            f"Les places vont de la 1re, le domaine le plus fragile {edition.level.genitive}, à la "
            f"{wording.ordinal(len(rows))}. Un trait court\u00a0: ces choix ne changent guère la place. "
            "Un domaine laissé de côté fait monter ceux qui le suivaient."
        ),
        words=edition.words,
        rows=rows,
        table=_table(edition, rows, indicators, region),
        columns=lane_columns(edition.words),
        flags=tuple(flag for i in indicators for flag in edition.flags_of(i.code, region)),
        last=len(rows),
        region=region,
        trial=trial,
    )


def _measures(edition: Edition, reading: Reading) -> dict[str, Indicator]:
    """What each domain is measured by: the first of its indicators that has values and that the reading keeps."""
    kept = [i for i in edition.registry.fragility if reading.keeps(i) and i.form is not Form.EMPTY]
    return {indicator.domain: indicator for indicator in reversed(kept)}


def _table(edition: Edition, rows: pd.DataFrame, indicators: Sequence[Indicator], region: str) -> pd.DataFrame:
    """The two places of each domain; then what a CSV needs for each row to stand alone."""
    values = edition.observations.set_index(["indicator", "territory"])["value"].to_dict()
    return pd.DataFrame(
        [
            {
                "Domaine": wording.marked(edition.registry.domains[row.domain].label, indicator),
                "Place dans la méthode": row.before,
                "Place avec ces choix": LEFT_OUT if row.after is None else row.after,
                "Effet": row.effect,
                **region_cells(edition.regions[region]),
                "Valeur": as_published(values[indicator.code, region], indicator.decimals),
                wording.YEAR: indicator.year,
                **measure_cells(indicator, values[indicator.code, NATIONAL]),
            }
            for row, indicator in zip(rows.itertuples(), indicators, strict=True)
        ],
        dtype=object,
    )


def _rows(
    edition: Edition, reading: Reading, trial: Trial, region: str, measures: Mapping[str, Indicator]
) -> pd.DataFrame:
    """The domains that the method places in the region, in its order."""
    before, after = (_places(edition, reading, variant, region) for variant in (METHOD, trial))
    placed = sorted((code for code in before if before[code] is not None), key=lambda code: before[code] or 0)
    shared = {place for place, count in Counter(after.values()).items() if count > 1}
    rows = [
        (y, *_row(edition, measures[code], before[code] or 0, after[code], after[code] in shared))
        for y, code in enumerate(placed)
    ]
    columns = ["y", "label", "domain", "before", "after", "effect", "move"]
    return pd.DataFrame(rows, columns=columns, dtype=object)


def _places(edition: Edition, reading: Reading, trial: Trial, region: str) -> dict[str, int | None]:
    places = trial.places(edition, reading)
    own = places[places["region"] == region]
    return {
        code: None if pd.isna(place) else int(place) for code, place in zip(own["domain"], own["place"], strict=True)
    }


def _row(edition: Edition, indicator: Indicator, before: int, after: int | None, shared: bool) -> tuple[object, ...]:
    """``shared``: whether another domain has the same place after."""
    code, first = indicator.domain, wording.ordinal(before)
    label = wording.marked(edition.registry.domains[code].short, indicator)
    if after is None:
        return label, code, before, None, LEFT_OUT, f"{first} place, {LEFT_OUT}"
    move = f"{first} place" if after == before else f"de la {first} à la {wording.ordinal(after)} place"
    return label, code, before, after, wording.move_text(before, after), move + (", ex æquo" if shared else "")

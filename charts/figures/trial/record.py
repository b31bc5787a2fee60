"""The reader's own variant: where each domain of a region stands in the method, and with the reader's choices.

``rows``: one a domain, ``y, label, domain, before, after, effect, move`` (places, ``None`` where left out; ``effect``
says what the choices do to it, ``move`` the two places).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import pandas as pd

from charts.canvas.lanes.record import Lanes
from charts.record import View
from territory import wording
from territory.analysis import Reading
from territory.loader import Edition
from territory.trial import METHOD, Trial

LEFT_OUT = "laissé de côté"


@dataclass(frozen=True, kw_only=True)
class TrialPlaces(Lanes):
    """``trial``: the reader's choices."""

    trial: Trial


def record(edition: Edition, reading: Reading, trial: Trial, region: str) -> TrialPlaces:
    """What the reader's choices move in a region, and what they do not."""
    registry, where = edition.registry, edition.regions[region]
    rows = _rows(edition, reading, trial, region)
    title = wording.variant_finding(where, list(zip(rows["before"], rows["after"], strict=True)))
    domains = set(rows["domain"])
    indicators = [i for i in registry.fragility if i.domain in domains and reading.keeps(i)]
    return TrialPlaces(
        view=View("essai", region, trial=trial.code),
        name=f"essai de calcul {where.name}",
        title=title,
        subtitle=(
            f"Place de chaque domaine parmi les {len(rows)} qui en ont une{wording.NBSP}: marque vide, dans la "
            f"méthode{wording.THIN}; pleine, avec ces choix. Millésimes {wording.years_text(indicators)}."
        ),
        source=f"{wording.source_line(registry, indicators)} {wording.trial_text(registry, trial)}",
        note=wording.mark_note(indicators),
        alt=" ".join([f"{title}.", *(f"{row.label}, {row.move}." for row in rows.itertuples())]),
        how_to_read=(
            "Les places vont de la 1re, le domaine le plus fragile de la région, à la "
            f"{wording.ordinal(len(rows))}. Un trait court\u00a0: ces choix ne changent guère la place. "
            "Un domaine laissé de côté fait monter ceux qui le suivaient."
        ),
        rows=rows,
        table=pd.DataFrame(
            {
                "Domaine": [registry.domains[code].label for code in rows["domain"]],
                "Place dans la méthode": rows["before"],
                "Place avec ces choix": [LEFT_OUT if place is None else place for place in rows["after"]],
                "Effet": rows["effect"],
            },
            dtype=object,
        ),
        flags=tuple(flag for i in indicators for flag in edition.flags_of(i.code, region)),
        last=len(rows),
        region=region,
        trial=trial,
    )


def _rows(edition: Edition, reading: Reading, trial: Trial, region: str) -> pd.DataFrame:
    """The domains that the method places in the region, in its order."""
    before, after = (_places(edition, reading, variant, region) for variant in (METHOD, trial))
    placed = sorted((code for code in before if before[code] is not None), key=lambda code: before[code] or 0)
    shared = {place for place, count in Counter(after.values()).items() if count > 1}
    rows = [
        (y, *_row(edition, code, before[code] or 0, after[code], after[code] in shared))
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


def _row(edition: Edition, code: str, before: int, after: int | None, shared: bool) -> tuple[object, ...]:
    """``shared``: whether another domain has the same place after."""
    label, first = edition.registry.domains[code].short, wording.ordinal(before)
    if after is None:
        return label, code, before, None, LEFT_OUT, f"{first} place, {LEFT_OUT}"
    move = f"{first} place" if after == before else f"de la {first} à la {wording.ordinal(after)} place"
    return label, code, before, after, wording.move_text(before, after), move + (", ex æquo" if shared else "")

"""The values of an indicator as labelled dots on a line, beside the map: same colours, same order as its table.

``rows``: as in ``charts.figures.region_map``, most fragile first. Right always means more fragile, so the axis of
an indicator where lower is more fragile runs backwards.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from functools import cached_property

import pandas as pd

from charts.figures.crowd import Form, form_of
from charts.figures.region_map.record import RegionMap
from charts.figures.region_map.record import record as region_map
from charts.figures.region_map.said import spoken, values_said
from territory import wording
from territory.analysis import Reading
from territory.indicators import Indicator
from territory.loader import Edition


@dataclass(frozen=True, kw_only=True)
class Ranking(RegionMap):
    """``sign``: +1 where a higher value is more fragile, −1 where a lower one is, 0 where regions are not ranked."""

    sign: int

    @property
    def drawable(self) -> bool:
        return self.valued

    @property
    def form(self) -> Form:
        """A name, a dot, or a share of a distribution for each territory, by their number."""
        return form_of(len(self.rows))

    @cached_property
    def ends(self) -> tuple[float, float]:
        """The lowest and the highest of the values, that of the reference among them."""
        known = [*self.rows["value"].dropna(), *([] if self.national is None else [self.national])]
        return float(min(known)), float(max(known))

    def share(self, value: float) -> float:
        """Where a value stands on the axis, from 0 at its left to 1: more fragile is right."""
        low, high = self.ends
        found = (value - low) / ((high - low) or 1.0)
        return 1 - found if self.sign < 0 else found


def record(
    edition: Edition, scores: pd.DataFrame, indicator: Indicator, reading: Reading, region: str | None = None
) -> Ranking:
    """What the ranking says: the map's content, in the order of its table."""
    base = region_map(edition, scores, indicator, reading, region)
    rows = base.rows.set_index("region").loc[base.table[edition.level.code_name].tolist()].reset_index()
    sign = reading.polarity(indicator).sign
    listed = form_of(len(rows)) is Form.LABELLED
    order_said = edition.level.from_most_to_least if sign else "sans classement"
    pairs = zip(rows["region"], rows["value"], strict=True)
    valued = [(edition.regions[code], value) for code, value in pairs if value is not None]
    title = wording.extent_finding(indicator, valued if sign else sorted(valued, key=lambda pair: pair[1]))
    content = {field.name: getattr(base, field.name) for field in fields(base)}
    content |= {
        "view": replace(base.view, figure="classement"),
        "name": f"classement {indicator.label} {base.region_name}",
        "title": title,
        "subtitle": f"{base.subtitle} ({order_said})" if valued and (listed or not sign) else base.subtitle,
        "alt": f"{wording.capital(edition.level.plural)} {_laid_out(edition, len(rows))}, {order_said}. "
        + spoken(title, base.subtitle, values_said(rows, base.legend), indicator),
        "how_to_read": _how(edition, len(rows))
        + ("À droite, plus fragile\u202f; à gauche, moins fragile." if sign else "Cet indicateur n’est pas classé."),
        "rows": rows,
    }
    return Ranking(**content, sign=sign)


def _laid_out(edition: Edition, count: int) -> str:
    return f"compté{edition.level.e}s par valeur" if form_of(count) is Form.DISTRIBUTION else "en points alignés"


def _how(edition: Edition, count: int) -> str:
    """What a mark is, by the number of territories."""
    level, value = edition.level, edition.words.the_value
    if form_of(count) is Form.DISTRIBUTION:
        return f"Chaque barre compte les {level.plural} d’un intervalle de valeurs, la ligne noire est {value}. "
    return f"Chaque point est {level.a}, la ligne verticale {value}. "

"""A region's domains as a sorted lollipop around France: right always means more fragile.

``rows``: one a domain indicator, ``y`` from the top, ``label, indicator, domain, score, class, cell_text, value_text,
named, sentence, low, high`` (``cell_text`` repeats no unit but %, ``named`` says its indicator; ``low`` and ``high``
are the ends that rounding leaves to the score, where it cannot be told from France); ``others``: ``y, score, region,
name, value_text, domain`` of the other regions.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from charts.addresses import address_code
from charts.figures.crowd import DOTS
from charts.legend import legend_of
from charts.measures import region_cells, region_columns, standing_cells
from charts.record import Column, Record, SheetChart, View
from territory import wording
from territory.analysis import FragilityClass, Reading, mean_gap, rounding_half_width
from territory.harmonise import Form
from territory.loader import Edition
from territory.portrait import portrait


@dataclass(frozen=True, kw_only=True)
class Profile(Record):
    """``others``: the points of the other regions, ``y, score, region, name, value_text, domain``.

    ``reading`` and ``edition``, the code of an address, are for the links to the domains.
    """

    reading: Reading
    edition: str
    region: str
    region_name: str
    others: pd.DataFrame

    @property
    def known(self) -> list[float]:
        """Every écart comparé that is drawn, ends of intervals included: what the axis must hold."""
        drawn = (*self.rows["score"], *self.rows["low"], *self.rows["high"], *self.others["score"])
        return [float(score) for score in drawn if pd.notna(score)]


def record(edition: Edition, scores: pd.DataFrame, region: str, reading: Reading) -> Profile:
    """What the profile of a region says; oriented domains by decreasing S, then the others."""
    registry, where = edition.registry, edition.regions[region]
    own = scores[scores["region"] == region]
    told = portrait(edition, scores, region)
    order = {fact.indicator.code: k for k, fact in enumerate(told.by_score)}
    ordered = sorted(own.to_dict("records"), key=lambda row: order[row["indicator"]])
    rows = pd.DataFrame([_row(edition, y, row) | _interval(edition, scores, row) for y, row in enumerate(ordered)])
    indicators = [registry.indicators[code] for code in own["indicator"]]
    title = wording.region_profile_finding(where, [fact.domain.label for fact in told.priorities])
    return Profile(
        view=View("profil", region),
        name=f"profil {where.name}",
        title=title,
        subtitle=(
            f"Écart {edition.words.reference.dative} (1 = {edition.words.mean_gap})"
            f"{wording.THIN}; en regard du domaine, la valeur publiée. {wording.years_sentence(indicators)}"
        ),
        source=wording.source_line(registry, indicators),
        note=wording.mark_note(indicators),
        alt=f"{title}. Du plus au moins fragile{wording.NBSP}: {wording.full_stop(wording.enumeration(_spoken(rows)))}",
        how_to_read=(
            f"La ligne verticale est {edition.words.the_value}. À droite, plus fragile\u202f; à gauche, moins fragile. "
            f"Le grand point est {where.subject}{_dots_said(edition, region)}. "
            f"Un point traversé d’un trait n’est pas distinguable de {edition.words.the_value}{wording.NBSP}: "
            "le trait dit ce que l’arrondi laisse possible."
        ),
        words=edition.words,
        how_to_click="Cliquez sur une ligne pour ouvrir le domaine.",
        rows=rows,
        table=_table(edition, ordered),
        columns={
            **region_columns(edition.level),
            wording.SCORE: Column(decimals=2, signed=True, score=True),
            "Classe": Column(classes=tuple(FragilityClass(row["class"]) for row in ordered)),
            "Écart": Column(signed=True),
            "Indicateur discuté": Column(everywhere=False),
            "Source": Column(everywhere=False),
            "Phrase": Column(prose=True),
        },
        chart=SheetChart("Domaine", (wording.SCORE,), 460, tuple(FragilityClass(row["class"]) for row in ordered)),
        legend=legend_of(map(FragilityClass, rows["class"]), "indicateur", merged=False, words=edition.words),
        flags=tuple(f for i in indicators for f in edition.flags_of(i.code, region)),
        others=_others(edition, scores, region, rows),
        reading=reading,
        edition=address_code(edition),
        region=region,
        region_name=where.name,
    )


def _spoken(rows: pd.DataFrame) -> list[str]:
    said = [f"{label} ({value})" for label, value in zip(rows["label"], rows["named"], strict=True)]
    return said or [wording.MISSING]


def _row(edition: Edition, y: int, row: dict[str, Any]) -> dict[str, Any]:
    indicator = edition.registry.indicators[row["indicator"]]
    domain = edition.registry.domains[row["domain"]]
    label = indicator.label if indicator.form is Form.EMPTY else domain.short
    return {
        "y": y,
        "label": wording.marked(label, indicator),
        "cell_text": wording.cell_text(indicator, row["value"]),
        "indicator": indicator.code,
        "domain": domain.code,
        "score": None if row["score"] is None else float(row["score"]),
        "class": row["class"],
        "value_text": wording.unit_text(indicator, row["value"]),
        "named": wording.named_value(indicator, row["value"]),
        "sentence": wording.cell_sentence(row, indicator, domain, _parent_text(edition, row)),
    }


def _parent_text(edition: Edition, row: Mapping[str, Any]) -> str:
    indicator = edition.registry.indicators[row["indicator"]]
    value = edition.parent_value(row["region"], indicator.code)
    return wording.parent_text(edition.regions[row["region"]], indicator, value)


def _interval(edition: Edition, scores: pd.DataFrame, row: Mapping[str, Any]) -> dict[str, float | None]:
    """S ± h / D, where h is what rounding may hide of the gap and D the mean gap: it holds 0, as |e| ≤ h says."""
    if FragilityClass(row["class"]) is not FragilityClass.INDISTINGUISHABLE or row["score"] is None:
        return {"low": None, "high": None}
    indicator = edition.registry.indicators[row["indicator"]]
    average = mean_gap(list(scores.loc[scores["indicator"] == indicator.code, "gap"]))
    assert average  # a score was computed from it
    hidden = rounding_half_width(indicator.decimals, indicator.benchmark_decimals) / average
    return {"low": round(float(row["score"] - hidden), 9), "high": round(float(row["score"] + hidden), 9)}


def _others(edition: Edition, scores: pd.DataFrame, region: str, rows: pd.DataFrame) -> pd.DataFrame:
    height = dict(zip(rows["indicator"], rows["y"], strict=True))
    beside = _beside(edition, region)
    return pd.DataFrame(
        [
            (
                height[row["indicator"]],
                float(row["score"]),
                row["region"],
                edition.regions[row["region"]].name,
                wording.unit_text(edition.registry.indicators[row["indicator"]], row["value"]),
                row["domain"],
            )
            for row in scores[scores["region"].isin(beside) & scores["score"].notna()].to_dict("records")
        ],
        columns=["y", "score", "region", "name", "value_text", "domain"],
    )


def _beside(edition: Edition, region: str) -> frozenset[str]:
    """The other territories that have a dot: all of them, or those of the same parent where dots would hide each other.

    None where there are too many of those too.
    """
    others = {code: each for code, each in edition.regions.items() if code != region}
    if len(others) > DOTS:
        parent = edition.regions[region].parent
        others = {code: each for code, each in others.items() if parent and each.parent == parent}
    return frozenset(others) if len(others) <= DOTS else frozenset()


def _dots_said(edition: Edition, region: str) -> str:
    """« les petits points les autres régions »: who the small dots are."""
    beside, plural_form = len(_beside(edition, region)), edition.level.plural
    if beside == len(edition.regions) - 1:
        return f", les petits points les autres {plural_form}"
    where = edition.regions[region]
    held = where.parent_name or where.parent
    return f", les petits points les autres {plural_form} du même ensemble ({held})" if beside else ""


def _table(edition: Edition, ordered: list[dict[str, Any]]) -> pd.DataFrame:
    rows = []
    for row in ordered:
        indicator = edition.registry.indicators[row["indicator"]]
        domain = edition.registry.domains[row["domain"]]
        rows.append(
            {
                **region_cells(edition.regions[row["region"]]),
                "Domaine": wording.marked(domain.label, indicator),
                **standing_cells(indicator, row),
                "Phrase": wording.cell_sentence(row, indicator, domain, _parent_text(edition, row)),
            }
        )
    return pd.DataFrame(rows, dtype=object)

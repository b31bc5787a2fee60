"""Every figure of the product, by name, and what a reader can see of it."""

from __future__ import annotations

import csv
import html
import re
import tomllib
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
import plotly.graph_objects as go

from charts import (
    comparison,
    count_circles,
    overview,
    priority_places,
    ranking,
    region_map,
    region_profile,
    similarity_views,
    theme,
    trial_places,
)
from charts.record import Record
from territory import robustness
from territory.analysis import Reading, score_table
from territory.loader import Edition
from territory.trial import Trial

DATA = Path(__file__).resolve().parents[2] / "data"
with (DATA / "regions.csv").open(encoding="utf-8", newline="") as stream:
    REGIONS = [row["code"] for row in csv.DictReader(stream, delimiter=";")]
with (DATA / "editions/impact-2020/indicators.toml").open("rb") as binary:
    FRAGILITY = [code for code, entry in tomllib.load(binary)["indicators"].items() if entry.get("domain")]
VALUED = [code for code in FRAGILITY if code != "handicap"]
COUNTS = ("population", "entreprises", "associations")
READINGS = {
    "default": Reading(),
    "source": Reading(source_reading=True),
    "without contestable": Reading(without_contestable=True),
    "core": Reading(core_only=True),
}


class Case(NamedTuple):
    """One figure: its module, and what it is asked for."""

    kind: str
    indicator: str = ""
    regions: tuple[str, ...] = ()
    five: bool = False
    reading: str = "default"

    def __str__(self) -> str:
        return " ".join(str(part) for part in (self.kind, self.indicator, *self.regions, self.reading) if part)

    @property
    def region(self) -> str | None:
        return self.regions[0] if self.regions else None


def _region_for(position: int) -> tuple[str, ...]:
    """Corse, Île-de-France, nobody, then each other region in turn: every region meets maps and rankings."""
    turn: list[tuple[str, ...]] = [("94",), ("11",), ()] + [(code,) for code in REGIONS if code not in ("94", "11")]
    return turn[position % len(turn)]


MAPS = [Case("map", code, _region_for(k)) for k, code in enumerate(FRAGILITY)]
MAPS += [Case("map", "diversite", ("11",), reading="source")]
RANKINGS = [case._replace(kind="ranking") for case in MAPS if case.indicator != "handicap"]
PROFILES = [Case("profile", regions=(code,)) for code in REGIONS]
PROFILES += [Case("profile", regions=("11",), reading=name) for name in READINGS if name != "default"]
COMPARISONS = [
    Case("comparison", regions=regions)
    for regions in (("32", "53"), ("94", "11"), ("11", "94", "32"), ("44", "75", "84", "28", "27"))
]
COMPARISONS += [Case("comparison", regions=("11", "52"), reading="source")]
OVERVIEWS = [
    Case("overview"),
    Case("overview", regions=("94",)),
    Case("overview", regions=("11",), five=True),
    Case("overview", reading="core"),
    Case("overview", reading="source", five=True),
]
CIRCLES = [Case("circles", code, ("94",)) for code in COUNTS]
PLACES = [Case("places", regions=(code,)) for code in REGIONS]
TRIALS = [Case("trial", regions=(code,)) for code in ("32", "94", "11")]
TRIALS += [Case("trial", regions=("11",), reading=name) for name in READINGS if name != "default"]
TREES = [Case("tree", regions=("32",)), Case("tree", regions=("94",)), Case("tree", reading="core")]
PLANES = [case._replace(kind="plane") for case in TREES]
PLOTLY = MAPS + RANKINGS + PROFILES + COMPARISONS + OVERVIEWS + PLACES + TRIALS + TREES + PLANES
ALL = PLOTLY + CIRCLES


def make_record(edition: Edition, scores: pd.DataFrame, case: Case) -> Record:
    reading = READINGS[case.reading]
    indicator = edition.registry.indicators.get(case.indicator)
    if case.kind == "map":
        assert indicator
        return region_map.record(edition, scores, indicator, reading, case.region)
    if case.kind == "ranking":
        assert indicator
        return ranking.record(edition, scores, indicator, reading, case.region)
    if case.kind == "profile":
        assert case.region
        return region_profile.record(edition, scores, case.region)
    if case.kind == "comparison":
        return comparison.record(edition, scores, list(case.regions))
    if case.kind == "overview":
        return overview.record(edition, scores, region=case.region, five_classes=case.five)
    if case.kind == "places":
        assert case.region
        return priority_places.record(edition, scores, *variants(edition), case.region)
    if case.kind == "trial":
        assert case.region
        return trial_places.record(edition, reading, trial_of(edition), case.region)
    if case.kind == "tree":
        return similarity_views.tree_record(edition, scores, case.region)
    if case.kind == "plane":
        return similarity_views.plane_record(edition, scores, case.region)
    assert case.kind == "circles" and indicator
    return count_circles.record(edition, indicator, case.region)


def variants(edition: Edition, draws: int = 400) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Places and shifts over fewer variants than the product's: enough to draw."""
    return robustness.domain_places(edition, draws, 1), robustness.factor_shifts(edition, draws, 1)


def trial_of(edition: Edition) -> Trial:
    """A trial that moves places, leaves domains out and weighs dimensions."""
    return Trial.of(edition, "range", ["culture", "emploi"], {"economique": "0.5", "sociale": "2"})


def make_figure(record: Record, case: Case, palette: theme.Palette = theme.LIGHT) -> Any:
    drawing = {
        "map": region_map.draw,
        "ranking": ranking.draw,
        "profile": region_profile.draw,
        "comparison": comparison.draw,
        "overview": overview.draw,
        "circles": count_circles.draw,
        "places": priority_places.draw,
        "trial": trial_places.draw,
        "tree": similarity_views.draw_tree,
        "plane": similarity_views.draw_plane,
    }
    return drawing[case.kind](record, palette)


class Gallery:
    """Records and figures of an edition, made once each."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self._scores: dict[str, pd.DataFrame] = {}
        self._records: dict[Case, Record] = {}
        self._figures: dict[tuple[Case, theme.Palette], Any] = {}

    def scores(self, reading: str = "default") -> pd.DataFrame:
        if reading not in self._scores:
            self._scores[reading] = score_table(self.edition, READINGS[reading])
        return self._scores[reading]

    def cells(self, case: Case) -> dict[tuple[str, str], dict[str, Any]]:
        """Rows of the score table by (region, indicator)."""
        rows = self.scores(case.reading).to_dict("records")
        return {(row["region"], row["indicator"]): row for row in rows}

    def record(self, case: Case) -> Record:
        if case not in self._records:
            self._records[case] = make_record(self.edition, self.scores(case.reading), case)
        return self._records[case]

    def figure(self, case: Case, palette: theme.Palette = theme.LIGHT) -> Any:
        if (case, palette) not in self._figures:
            self._figures[case, palette] = make_figure(self.record(case), case, palette)
        return self._figures[case, palette]


def seen(marked: str) -> str:
    """A label as a reader sees it: tags drawn, entities read, spaces even."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", marked)).split(" ")).strip()


def flat(text: str) -> str:
    """Without spaces of any kind nor line breaks, to compare texts that were wrapped."""
    return re.sub(r"\s", "", text)


def marked_texts(figure: go.Figure) -> Iterator[str]:
    """Every text of a figure, with its markup: title, axes, annotations, marks, hovers and legend."""
    layout = figure.layout
    yield layout.title.text
    for annotation in layout.annotations:
        yield annotation.text
    for axis in (layout.xaxis, layout.yaxis):
        yield from axis.ticktext or ()
    for trace in figure.data:
        for name in ("text", "hovertext"):
            said = getattr(trace, name, None)
            yield from [said] if isinstance(said, str) else [part for part in said or () if part]
        yield trace.name or ""


_NUMBER = re.compile(r"\d[\d\u202f]*(?:,\d+)?")


def numbers(text: str) -> set[str]:
    return set(_NUMBER.findall(text))


def record_text(record: Record) -> str:
    """All the words of a record, for « nothing else »."""
    parts: list[str] = [record.title, record.subtitle, record.source, record.alt]
    parts += [entry.label for entry in record.legend]
    parts += list(_strings(record.rows)) + list(_strings(record.extra))
    return " | ".join(parts)


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, pd.DataFrame):
        for column in value.columns:
            yield from (cell for cell in value[column] if isinstance(cell, str))
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from _strings(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _strings(item)


def read_number(text: str) -> Decimal | None:
    """« ▲▲ 12 246 234 », « −2,2 % », « 9,22 tonnes » → exact; ``None`` for « n. d. »."""
    if "n.\u00a0d." in text:
        return None
    found = re.search(r"\u2212?\d[\d\u202f]*(?:,\d+)?", text)
    assert found, text
    return Decimal(found[0].replace("\u202f", "").replace(",", ".").replace("\u2212", "-"))

"""Every figure of the product, by name, and what a reader can see of it."""

from __future__ import annotations

import csv
import html
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import fields
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
import plotly.graph_objects as go
from markupsafe import Markup

from charts import theme
from charts.canvas.plot import Plot
from charts.figures import FIGURES, Need, Subject
from charts.record import LegendEntry, Record
from territory import factors, robustness
from territory.analysis import Reading
from territory.loader import Edition
from territory.scores import score_table
from territory.trial import METHOD, Trial
from tests.charts import markup_reader

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
    """One figure: its code in ``charts.figures``, and what it is asked for."""

    kind: str
    indicator: str = ""
    regions: tuple[str, ...] = ()
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


MAPS = [Case("carte", code, _region_for(k)) for k, code in enumerate(FRAGILITY)]
MAPS += [Case("carte", "diversite", ("11",), reading="source")]
RANKINGS = [case._replace(kind="classement") for case in MAPS if case.indicator != "handicap"]
PROFILES = [Case("profil", regions=(code,)) for code in REGIONS]
PROFILES += [Case("profil", regions=("11",), reading=name) for name in READINGS if name != "default"]
COMPARISONS = [
    Case("comparaison", regions=regions)
    for regions in (("32", "53"), ("94", "11"), ("11", "94", "32"), ("44", "75", "84", "28", "27"))
]
COMPARISONS += [Case("comparaison", regions=("11", "52"), reading="source")]
OVERVIEWS = [
    Case("vue-ensemble"),
    Case("vue-ensemble", regions=("94",)),
    Case("vue-ensemble", regions=("11",)),
    Case("vue-ensemble", reading="core"),
    Case("vue-ensemble", reading="source"),
]
CIRCLES = [Case("cercles", code, ("94",)) for code in COUNTS]
PLACES = [Case("solidite", regions=(code,)) for code in REGIONS]
PLACES += [Case("solidite", regions=("11",), reading=name) for name in READINGS if name != "default"]
TRIALS = [Case("essai", regions=(code,)) for code in ("32", "94", "11")]
TRIALS += [Case("essai", regions=("11",), reading=name) for name in READINGS if name != "default"]
TREES = [Case("arbre", regions=("32",)), Case("arbre", regions=("94",)), Case("arbre", reading="core")]
PLANES = [case._replace(kind="plan") for case in TREES]
MARKUP = [case for case in MAPS if case.indicator != "handicap"] + OVERVIEWS + PROFILES + RANKINGS + COMPARISONS
"""What a page is given as SVG or HTML."""
EMPTY = [case for case in MAPS if case not in MARKUP]
"""Without a value, a map is a sentence."""
PLOTLY = EMPTY + PLACES + TRIALS + TREES + PLANES
SCREENS = MARKUP + PLOTLY
ALL = SCREENS + CIRCLES


def make_record(edition: Edition, scores: pd.DataFrame, case: Case) -> Record:
    figure, reading = FIGURES[case.kind], READINGS[case.reading]
    compared = Need.REGIONS in figure.needs
    places, shifts = variants(edition, reading=reading) if case.kind == "solidite" else (None, None)
    return figure.record(
        Subject(
            edition,
            scores,
            reading,
            region=None if compared else case.region,
            indicator=case.indicator or None,
            regions=case.regions if compared else (),
            places=places,
            shifts=shifts,
            trial=trial_of(edition) if Need.TRIAL in figure.needs else METHOD,
        )
    )


_VARIANTS: dict[tuple[int, int, Reading], tuple[Edition, tuple[pd.DataFrame, pd.DataFrame]]] = {}
"""By the edition's identity, which lasts as long as it is held here."""


def variants(edition: Edition, draws: int = 400, reading: Reading | None = None) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Places and shifts over fewer variants than the product's: enough to draw. Once a process; read-only."""
    reading = reading or Reading()
    key = id(edition), draws, reading
    if key not in _VARIANTS:
        places = robustness.domain_places(edition, draws, 1, reading=reading)
        _VARIANTS[key] = edition, (places, factors.factor_shifts(edition, draws, 1, reading=reading))
    return _VARIANTS[key][1]


def trial_of(edition: Edition) -> Trial:
    """A trial that moves places, leaves domains out and weighs dimensions."""
    return Trial.of(edition, "range", ["culture", "emploi"], {"economique": "0.5", "sociale": "2"})


def make_figure(record: Record, case: Case, palette: theme.Palette = theme.LIGHT) -> Any:
    return checked(FIGURES[case.kind].screen(record, palette))


def checked(drawn: Any) -> Any:
    """A drawing given to Plotly's own classes, which refuse what they do not know; others as they are."""
    return go.Figure(drawn.to_dict()) if isinstance(drawn, Plot) else drawn


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
    """Every text of a Plotly figure, with its markup: axes, annotations, marks, hovers and legend."""
    layout = figure.layout
    assert layout.title.text is None, "the page says the title"
    for annotation in layout.annotations:
        yield annotation.text
    for axis in (layout.xaxis, layout.yaxis):
        yield from axis.ticktext or ()
    for trace in figure.data:
        for name in ("text", "hovertext"):
            said = getattr(trace, name, None)
            yield from [said] if isinstance(said, str) else [part for part in said or () if part]
        yield trace.name or ""


def texts_of(drawn: Any) -> list[str]:
    """What a reader sees of a screen's drawing, whichever it is."""
    if isinstance(drawn, Markup):
        return markup_reader.words(drawn)
    return [seen(text) for text in marked_texts(drawn)]


_NUMBER = re.compile(r"\d[\d\u202f]*(?:,\d+)?")


def numbers(text: str) -> set[str]:
    return set(_NUMBER.findall(text))


def record_text(record: Record) -> str:
    """All the words of a record, for « nothing else »."""
    return " | ".join(text for field in fields(record) for text in _strings(getattr(record, field.name)))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, pd.DataFrame):
        for column in value.columns:
            yield from (cell for cell in value[column] if isinstance(cell, str))
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from _strings(item)
    elif isinstance(value, LegendEntry):
        yield value.label
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

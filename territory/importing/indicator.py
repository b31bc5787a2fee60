"""An indicator of a file once it is read: its values by territory, and what is said or proposed of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property

from territory.harmonise import Form
from territory.importing import figures, headers
from territory.importing.choices import Choice, Entry
from territory.importing.headers import Role
from territory.importing.layouts import Series
from territory.importing.report import Log
from territory.indicators import Polarity
from territory.regions import NATIONAL
from territory.text import slug

NO_UNIT = "(unité non précisée)"
NO_YEAR = "année non précisée"
NO_SOURCE = "source non précisée"


@dataclass(frozen=True)
class Indicator:
    """``values``: text in French writing by code of territory, those that are missing left out.

    ``at``: of each code that has a cell, where that is in the series.
    """

    code: str
    series: Series
    choice: Choice
    values: Mapping[str, str]
    at: Mapping[str, int]

    def place(self, code: str) -> tuple[int, int]:
        """The row and column of a territory's cell."""
        index = self.at[code]
        return self.series.values.rows[index], self.series.values.columns[index]

    @property
    def form(self) -> Form:
        return self.series.values.form

    @property
    def label(self) -> str:
        return self.choice.label or headers.label_of(self.series.header)

    @property
    def unit(self) -> str:
        said = self.series.about.get(Role.UNIT, "") or headers.unit_of(self.series.header)
        return self.choice.unit or said or self.series.values.suffix

    @property
    def year(self) -> str:
        return self.choice.year or self.series.about.get(Role.YEAR, "") or headers.year_of(self.series.header)

    @property
    def source(self) -> str:
        return self.choice.source or self.series.about.get(Role.SOURCE, "")

    @cached_property
    def decimals(self) -> int:
        """Those of the territories' values."""
        texts = [text for code, text in self.values.items() if code != NATIONAL and "," in text]
        return max(map(figures.decimals, texts), default=0)

    @property
    def reference_decimals(self) -> int:
        return figures.decimals(self.values.get(NATIONAL, ""))

    @property
    def polarity(self) -> Polarity:
        return Polarity(self.choice.polarity) if self.choice.polarity else Polarity.NOT_ORIENTED

    @property
    def needed(self) -> tuple[str, ...]:
        """What nobody said yet, in words."""
        oriented = self.polarity is not Polarity.NOT_ORIENTED
        asked = {
            "l’unité": not self.unit and bool(self.values),
            "l’année": not self.year and bool(self.values),
            "la source": not self.source,
            "le domaine": not self.choice.domain,
            "le sens de lecture": not self.choice.polarity,
            "la raison du sens": oriented and not self.choice.polarity_reason,
            "la fiabilité": bool(self.choice.domain) and not self.choice.reliability,
        }
        return tuple(word for word, missing in asked.items() if missing)

    def entry(self, territories: int) -> Entry:
        known = sum(code != NATIONAL for code in self.values)
        return Entry(
            code=self.code,
            header=self.series.header,
            label=self.label,
            unit=self.unit,
            decimals=self.decimals,
            choice=self.choice,
            year=self.year,
            source=self.source,
            values=known,
            missing=territories - known,
            needed=self.needed,
        )


def made(
    series: Series, codes: tuple[str | None, ...], whole: Mapping[str, int], choice: Choice, taken: set[str], log: Log
) -> Indicator:
    """The indicator of a series whose cells are read.

    ``whole``: where each code is in a series that has a cell for each key, as all have but those of a long table.
    """
    at = whole if isinstance(series.keys, range) else _found(series, codes, log)
    texts = series.values.texts
    values = {code: text for code, index in at.items() if (text := texts[index])}
    indicator = Indicator("", series, choice, values, at)
    if choice.decimals is not None:
        values = {code: _rounded(text, choice.decimals, indicator.place(code), log) for code, text in values.items()}
    code = _code(choice.label or headers.label_of(series.header), taken)
    return Indicator(code, series, choice, values, at)


def _found(series: Series, codes: tuple[str | None, ...], log: Log) -> dict[str, int]:
    """Where each code is in a series of a long table; a territory valued twice is an error."""
    at: dict[str, int] = {}
    rows, columns = series.values.rows, series.values.columns
    for index, whose in enumerate(series.keys):
        code = codes[whose]
        if code is None:
            continue
        if code in at:
            message = "une valeur donnée deux fois pour un indicateur et un territoire"
            allowed = f"une seule (déjà ligne {rows[at[code]] + 1})"
            log.error(message, rows[index], columns[index], series.values.texts[index], allowed)
        at[code] = index
    return at


def _rounded(text: str, digits: int, place: tuple[int, int], log: Log) -> str:
    value = figures.exact(text)
    if value is None or figures.decimals(text) <= digits:
        return text
    log.mended(f"une valeur arrondie à {digits} décimale{'s' if digits > 1 else ''}, comme demandé", *place, text)
    number = figures.french(value.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP))
    suffix = figures.bare(text)[1]
    return f"{number}\u202f{suffix}" if suffix else number


def _code(label: str, taken: set[str]) -> str:
    """An identifier of the label, unlike those already taken; the set gains it."""
    plain = slug(label).replace("-", "_")[:48].strip("_") or "indicateur"
    code, number = plain, 2
    while code in taken:
        code, number = f"{plain}_{number}", number + 1
    taken.add(code)
    return code

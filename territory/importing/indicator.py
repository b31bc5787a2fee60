"""An indicator of a file once it is read: its values by territory, and what is said or proposed of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property

import numpy as np
import numpy.typing as npt

from territory.coded import Coded, Numbers, objects
from territory.harmonise import Form
from territory.importing import figures, headers
from territory.importing.choices import Choice, Entry
from territory.importing.column import Column
from territory.importing.headers import Role
from territory.importing.layouts import Series
from territory.importing.remarks import Mark
from territory.importing.report import Log
from territory.importing.telling import Said, tell
from territory.indicators import Polarity
from territory.plain import plain
from territory.regions import NATIONAL
from territory.text import slug

NO_UNIT = "(unité non précisée)"
NO_YEAR = "année non précisée"
NO_SOURCE = "source non précisée"


@dataclass(frozen=True, eq=False)
class Places:
    """The territories that have a cell in a series, in its order, by code, and where in the series each one's is."""

    codes: npt.NDArray[np.object_]
    index: Numbers

    def of(self, code: str) -> int | None:
        """Which of them a code is."""
        found = np.flatnonzero(self.codes == code)
        return int(found[0]) if len(found) else None


@dataclass(frozen=True, eq=False)
class Indicator:
    """``texts``: in French writing, of each of the ``places``; the empty text where missing."""

    code: str
    series: Series
    choice: Choice
    places: Places
    texts: Coded[str]

    def place(self, code: str) -> tuple[int, int]:
        """The row and column of a territory's cell."""
        at = self.places.of(code)
        assert at is not None, code
        return self.series.values.place(int(self.places.index[at]))

    @cached_property
    def valued(self) -> Numbers:
        """Which of the places have a value; the reference is not counted."""
        return np.flatnonzero(self.texts.where(bool) & (self.places.codes != NATIONAL))

    @cached_property
    def reference(self) -> str:
        """The text of the reference, empty where missing."""
        at = self.places.of(NATIONAL)
        return "" if at is None else self.texts[at]

    @property
    def remarked(self) -> list[tuple[str, tuple[Mark, ...]]]:
        """The territories whose value has marks beside it, and which."""
        remarks = self.series.values.remarks
        if remarks is None:
            return []
        own = remarks.taken(self.places.index)
        return [(str(self.places.codes[at]), own[at]) for at in np.flatnonzero(own.where(bool)).tolist()]

    @property
    def has_values(self) -> bool:
        return bool(len(self.valued) or self.reference)

    @property
    def form(self) -> Form:
        return self.series.values.form

    @property
    def label(self) -> str:
        return self.choice.label or headers.label_of(self.series.header)

    @property
    def unit(self) -> str:
        return unit_said(self.series, self.choice) or self.series.values.suffix

    @property
    def year(self) -> str:
        return self.choice.year or self.series.about.get(Role.YEAR, "") or headers.year_of(self.series.header)

    @property
    def source(self) -> str:
        return self.choice.source or self.series.about.get(Role.SOURCE, "")

    @cached_property
    def decimals(self) -> int:
        """Those of the territories' values."""
        texts = self.texts.taken(self.valued).distinct
        if (written := plain(texts)) is not None:
            return written.most_decimals
        return max((figures.decimals(text) for text in texts if "," in text), default=0)

    @property
    def reference_decimals(self) -> int:
        return figures.decimals(self.reference)

    @property
    def polarity(self) -> Polarity:
        return Polarity(self.choice.polarity) if self.choice.polarity else Polarity.NOT_ORIENTED

    @property
    def needed(self) -> tuple[str, ...]:
        """What is still to be said of it before it can be compared, in French."""
        oriented = self.polarity is not Polarity.NOT_ORIENTED
        asked = {
            "l’unité": not self.unit and self.has_values,
            "l’année": not self.year and self.has_values,
            "la source": not self.source,
            "le domaine": not self.choice.domain,
            "le sens de lecture": not self.choice.polarity,
            "la raison du sens": oriented and not self.choice.polarity_reason,
            "la fiabilité": bool(self.choice.domain) and not self.choice.reliability,
        }
        return tuple(word for word, missing in asked.items() if missing)

    def entry(self, territories: int) -> Entry:
        known = len(self.valued)
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


def unit_said(series: Series, choice: Choice) -> str:
    """The unit that a person, a column of the file or the header says; empty when none of them does."""
    return choice.unit or series.about.get(Role.UNIT, "") or headers.unit_of(series.header)


def made(series: Series, keyed: Keyed, choice: Choice, taken: set[str], log: Log) -> Indicator:
    """The indicator of a series whose cells are read."""
    places = keyed.whole if isinstance(series.keys, range) else _found(series, keyed, log)
    texts = series.values.texts.taken(places.index)
    if choice.decimals is not None:
        texts = _rounded(texts, choice.decimals, places, series.values, log)
    return Indicator(_code(choice.label or headers.label_of(series.header), taken), series, choice, places, texts)


@dataclass(frozen=True, eq=False)
class Keyed:
    """The code of each territory as written; ``whole``: the places of a series that has a cell for each of them."""

    codes: npt.NDArray[np.object_]
    numbers: Numbers
    whole: Places


def keyed(codes: Sequence[str | None]) -> Keyed:
    """``codes``: of each territory as written, ``None`` where it is left out."""
    at = {code: index for index, code in enumerate(codes) if code is not None}
    numbers = {code: number for number, code in enumerate(at)}
    own = [-1 if code is None else numbers[code] for code in codes]
    known = objects(list(at))
    return Keyed(known, np.array(own, np.intp), Places(known, np.fromiter(at.values(), np.intp, len(at))))


def _found(series: Series, keyed: Keyed, log: Log) -> Places:
    """Where each code is in a series of a long table; a territory valued twice is an error."""
    numbers = keyed.numbers[np.asarray(series.keys)]
    index = np.flatnonzero(numbers >= 0)
    if len(np.unique(numbers[index])) < len(index):
        index = _repeated(series, keyed.codes[numbers[index]].tolist(), index, log)
    return Places(keyed.codes[numbers[index]], index)


def _repeated(series: Series, codes: Sequence[str], index: Numbers, log: Log) -> Numbers:
    """The last place of each code, after the earlier ones were reported."""
    at: dict[str, int] = {}
    values = series.values
    for code, place in zip(codes, index.tolist(), strict=True):
        if code in at:
            message = "une valeur donnée deux fois pour un indicateur et un territoire"
            allowed = f"une seule (déjà ligne {values.place(at[code])[0] + 1})"
            log.error(message, *values.place(place), values.texts[place], allowed)
        at[code] = place
    return np.fromiter(at.values(), np.intp, len(at))


def _rounded(texts: Coded[str], digits: int, places: Places, values: Column, log: Log) -> Coded[str]:
    """Round each text that has too many decimals, and report it."""
    made = [with_digits(text, digits) for text in texts.distinct]
    message = f"une valeur arrondie à {digits} décimale{'s' if digits > 1 else ''}, comme demandé"
    said = [Said(message, text) if text != other else None for text, other in zip(texts.distinct, made, strict=True)]
    tell(Coded(texts.codes, said), values.rows[places.index], values.columns[places.index], log)
    return Coded(texts.codes, made).merged()


def with_digits(text: str, digits: int) -> str:
    """A text in French writing with at most so many decimals."""
    value = figures.exact(text)
    if value is None or figures.decimals(text) <= digits:
        return text
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

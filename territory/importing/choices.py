"""What a person says of a file that does not say it itself, and what the import proposes meanwhile."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

from territory.importing.known import Territory


@dataclass(frozen=True)
class Choice:
    """What is said of an indicator; empty or ``None``: as the file says, or as it is proposed.

    ``polarity``: a code of ``territory.indicators.Polarity``; ``domain`` and ``dimension``: a label, or a code.
    """

    label: str = ""
    unit: str = ""
    decimals: int | None = None
    domain: str = ""
    dimension: str = ""
    polarity: str = ""
    polarity_reason: str = ""
    source: str = ""
    year: str = ""
    contestable: bool | None = None
    contestable_reason: str = ""
    reliability: str = ""

    def over(self, other: Choice) -> Choice:
        """This choice, completed by another where it says nothing."""
        return replace(other, **_said(self))


@dataclass(frozen=True)
class Choices:
    """What a person filled in of an edition; ``indicators``: by the header that the file gives each.

    ``sheet``: which sheet holds the values, where several could; ``year``: which one, where a long table has several.
    """

    title: str = ""
    publisher: str = ""
    published: int | None = None
    level: str = ""
    licence: str = ""
    reference: str = ""
    sheet: str = ""
    year: str = ""
    indicators: Mapping[str, Choice] = field(default_factory=dict)

    def over(self, other: Choices) -> Choices:
        """These choices, completed by others where they say nothing."""
        headers = {**other.indicators, **self.indicators}
        merged = {
            header: self.indicators.get(header, Choice()).over(other.indicators.get(header, Choice()))
            for header in headers
        }
        return replace(other, **_said(self), indicators=merged)


def _said(choice: Choice | Choices) -> dict[str, Any]:
    """What is neither empty nor ``None``; what is said of the indicators is completed one by one, elsewhere."""
    values = {each.name: getattr(choice, each.name) for each in fields(choice) if each.name != "indicators"}
    return {name: value for name, value in values.items() if value not in ("", None)}


@dataclass(frozen=True)
class Entry:
    """An indicator as it would be imported: what was read or chosen of it, and ``needed``, what nobody said yet."""

    code: str
    header: str
    label: str
    unit: str
    decimals: int
    choice: Choice
    year: str
    source: str
    values: int
    missing: int
    needed: tuple[str, ...]


@dataclass(frozen=True)
class Proposal:
    """What a file says, or what is proposed for it, to be shown in a form."""

    layout: str
    sheet: str
    level: str
    title: str
    publisher: str
    published: int
    reference: str
    territories: Mapping[str, Territory]
    entries: tuple[Entry, ...]

"""The meaning of « * » and « à confirmer », and the line under a figure that names its measure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from territory.analysis import Reason
from territory.indicators import Domain, Indicator
from territory.wording.typography import NBSP, THIN, capital, enumeration, lowered
from territory.wording.values import unit_text, value_text

MARK = f"{THIN}*"
"""What follows the name of a contestable indicator, or of a domain that one measures."""
REASON_LABEL: Mapping[Reason, str] = {
    Reason.CONTESTABLE: "indicateur discuté",
    Reason.RELIABILITY: "donnée à confirmer",
}


def marked(label: str, indicator: Indicator) -> str:
    """« Familles monoparentales * »: the label, with the mark of a contestable indicator."""
    return f"{label}{MARK}" if indicator.contestable else label


def reasons_text(reasons: Iterable[Reason]) -> str:
    """« indicateur discuté et donnée à confirmer »; empty without a reason."""
    labels = [REASON_LABEL[reason] for reason in reasons]
    return enumeration(labels) if labels else ""


def mark_note(indicators: Iterable[Indicator]) -> str:
    """What « * » means in a figure of these indicators; empty when none is contestable.

    Of a single indicator, its own reasons, the one for which its value is to be confirmed included.
    """
    shown = list(dict.fromkeys(indicators))
    discussed = f"*{NBSP}{capital(REASON_LABEL[Reason.CONTESTABLE])}{NBSP}: "
    if len(shown) != 1:
        any_contestable = any(indicator.contestable for indicator in shown)
        return f"{discussed}la mesure se discute pour ce domaine (raisons dans Méthode)." if any_contestable else ""
    (only,) = shown
    notes = [discussed + lowered(only.contestable_reason)] if only.contestable else []
    if only.reliability == "C" and only.reliability_reason:
        label = capital(REASON_LABEL[Reason.RELIABILITY])
        notes.append(f"{label}{NBSP}: {lowered(only.reliability_reason)}")
    return " ".join(notes)


def measure_line(indicator: Indicator, domain: Domain, national: Decimal | None) -> str:
    """« Lien social : familles monoparentales *, en %, 2016 ; France métropolitaine : 9,3 % ».

    What every figure of one indicator prints under its title. A unit in brackets stands as it is; a unit or
    a year that the source does not give is left out.
    """
    bracketed = indicator.unit.startswith("(")
    name = marked(lowered(indicator.label), indicator)
    named = f"{name} {indicator.unit}" if bracketed else name
    unit = f"en {indicator.unit}" if indicator.unit and not bracketed else ""
    facts = ", ".join(part for part in (named, unit, indicator.year) if part)
    value = (value_text if bracketed or indicator.symbol else unit_text)(indicator, national, national=True)
    return f"{domain.label}{NBSP}: {facts}{THIN}; {indicator.words.reference.name}{NBSP}: {value}"

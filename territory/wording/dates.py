"""How a day is written."""

from __future__ import annotations

from datetime import date

from territory.wording.typography import NBSP

_DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip


def date_text(day: date) -> str:
    """« 21 novembre 2026 », « 1er mars 2026 »."""
    return f"{'1er' if day.day == 1 else day.day} {_MONTHS[day.month - 1]} {day.year}"


def long_date(day: date) -> str:
    """« jeudi 17 janvier 2019 », « vendredi 1er mars 2019 »: the number is never parted from its month."""
    return f"{_DAYS[day.weekday()]} {date_text(day).replace(' ', NBSP, 1)}"

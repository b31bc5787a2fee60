"""What an export says of itself: its date, the choices in force, the address of its view, the version."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from territory.wording import date_text

SITE = "Fragilités des territoires"


@dataclass(frozen=True)
class Imprint:
    """Printed on every image and every page. ``day`` is given, never read from a clock: two runs are equal.

    ``choices`` (``Stamp.said_choices``) is empty under the default ones, ``address`` (of the view, as it opens in a
    browser) when there is none.
    """

    day: date
    choices: str = ""
    address: str = ""
    version: str = ""

    @property
    def line(self) -> str:
        """« Fragilités des territoires, 21 novembre 2026 · adresse »; the choices stand on a line of their own."""
        return " · ".join(part for part in (f"{SITE}, {date_text(self.day)}", self.version, self.address) if part)

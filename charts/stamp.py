"""What every export prints beside its figures: when it was made, under which choices, from which view."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from charts.record import Record, slug
from territory import wording
from territory.analysis import Reading
from territory.loader import Edition
from territory.trial import METHOD, Trial

PATHS = {
    "vue-ensemble": "",
    "profil": "territoire",
    "carte": "domaine",
    "classement": "domaine",
    "comparaison": "comparer",
    "cercles": "territoire",
    "solidite": "territoire",
    "essai": "methode",
    "arbre": "territoire",
    "plan": "territoire",
}
"""The page of each figure; ``pages.shared.sitemap`` has the same, a test holds them together."""


@dataclass(frozen=True)
class Stamp:
    """``site`` is the address of the site, with its scheme and no final slash; empty when it is not known.

    ``trial`` is the reader's own variant, said beside figures that do not follow it.
    """

    edition: Edition
    reading: Reading
    date: dt.date
    site: str = ""
    trial: Trial = METHOD

    @property
    def day(self) -> str:
        """« 21 novembre 2026 », « 1er décembre 2026 »."""
        return wording.date_text(self.date)

    @property
    def choices(self) -> str:
        """What is printed on every page of every export."""
        return self.said_choices or f"Choix en vigueur{wording.NBSP}: ceux par défaut."

    @property
    def said_choices(self) -> str:
        """The same, empty when they are the default ones. A figure of a trial says its own."""
        tried = wording.tried_beside(self.edition.registry, self.trial)
        return " ".join(said for said in (wording.choices(self.reading), tried) if said)

    def address(
        self,
        page: str,
        *,
        region: str | None = None,
        domain: str | None = None,
        regions: Sequence[str] = (),
        trial: Trial = METHOD,
    ) -> str:
        """The address of a view: the page, then codes only, as ``pages.shared.selection`` reads them."""
        codes = {"region": region, "domaine": domain, "regions": ",".join(regions)}
        criteria = (
            "noyau" if self.reading.core_only else "sans-contestables" if self.reading.without_contestable else ""
        )
        codes |= {"criteres": criteria, "lecture": "source" if self.reading.source_reading else ""} | trial.parameters
        query = urlencode({name: code for name, code in codes.items() if code}, safe=",")
        return f"{self.site}/{page}" + (f"?{query}" if query else "")

    def file_name(self, *parts: str, extension: str) -> str:
        """« profil-hauts-de-france-2026-11-21.pptx »."""
        return f"{slug(' '.join(parts))[:120]}-{self.date.isoformat()}.{extension}"


def address_of(record: Record, stamp: Stamp) -> str:
    """The view that a figure comes from."""
    extra = record.extra
    domain = extra.get("domain") if record.kind in ("carte", "classement") else None
    return stamp.address(
        PATHS.get(record.kind, ""),
        region=extra.get("region"),
        domain=domain,
        regions=extra.get("regions", ()) if record.kind == "comparaison" else (),
        trial=extra.get("trial", METHOD),
    )

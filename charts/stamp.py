"""What every export states about itself: its date, the choices in force, its data and its view."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from charts.addresses import address, address_code
from charts.figures import ROOMS
from charts.record import View, slug
from territory import wording
from territory.analysis import Reading
from territory.editions import IMPORTED
from territory.loader import Edition
from territory.trial import METHOD, Trial, parse

SITE = "Fragilités des territoires"


@dataclass(frozen=True)
class Stamp:
    """Printed on every image, slide, sheet and page. ``date`` is given, never read from a clock: two runs are equal.

    ``site`` is the address of the site, with its scheme and no final slash; empty when it is not known.
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
        return self.said_choices or f"{wording.SETTINGS}{wording.NBSP}: ceux par défaut."

    @property
    def said_choices(self) -> str:
        """The same, empty when they are the default ones. A figure of a trial says its own."""
        tried = wording.tried_beside(self.edition.registry, self.trial)
        return " ".join(said for said in (wording.choices(self.reading, self.edition.registry), tried) if said)

    def line(self, address: str) -> str:
        """« Fragilités des territoires, 21 novembre 2026 · données impact-2020 · adresse de la vue »."""
        code = self.edition.registry.code
        data = "édition importée, non publiée ici" if code == IMPORTED else f"données {code}"
        return " · ".join(part for part in (f"{SITE}, {self.day}", data, address) if part)

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
        codes = {"region": region, "domaine": domain, "regions": ",".join(regions)} | trial.parameters
        codes["edition"] = address_code(self.edition)
        return f"{self.site}{address(page, self.reading, **codes)}"

    def resources_address(self, domains: Sequence[str], region: str | None = None) -> str:
        """The address of the catalogue as it is filtered by domains."""
        codes = {"region": region, "sujet": ",".join(domains), "edition": address_code(self.edition)}
        return f"{self.site}{address('ressources', self.reading, **codes)}"

    def address_of(self, view: View) -> str:
        """The address that a figure comes from."""
        figure, indicators = ROOMS[view.figure], self.edition.registry.indicators
        return self.address(
            figure.page,
            region=view.region or None,
            domain=None if figure.counts or not view.indicator else indicators[view.indicator].domain,
            regions=view.regions,
            trial=parse(view.trial, self.edition) if view.trial else METHOD,
        )

    def file_name(self, *parts: str, extension: str) -> str:
        """« profil-hauts-de-france-2026-11-21.pptx »."""
        return f"{slug(' '.join(parts))[:120]}-{self.date.isoformat()}.{extension}"

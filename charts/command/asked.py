"""What a command asks for, read against the edition: a code that is not in it is refused with those that are."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pandas as pd

from charts.batch import catalogue_of
from charts.figures import FIGURES, Figure, Need, Numbers, Subject
from charts.stamp import Stamp
from territory import wording
from territory.analysis import Reading
from territory.harmonise import Form
from territory.indicators import Indicator
from territory.loader import Edition
from territory.resources import Catalogue
from territory.scores import score_table
from territory.similarity import neighbours
from territory.trial import WEIGHTS, Trial, normalisations


@dataclass(frozen=True)
class Asked:
    """The arguments of a command. ``folder`` is the edition's, ``None`` for the product's own.

    Its methods end the command with a French line (``parser.error``) where an argument is wrong.
    """

    parser: argparse.ArgumentParser
    arguments: argparse.Namespace
    folder: Path | None
    edition: Edition

    @cached_property
    def stamp(self) -> Stamp:
        given = self.arguments
        reading = Reading(
            source_reading=given.source_reading, without_contestable=given.without_contestable, core_only=given.core
        )
        return Stamp(self.edition, reading, given.date or dt.date.today(), given.site or "")

    @cached_property
    def scores(self) -> pd.DataFrame:
        return score_table(self.edition, self.stamp.reading)

    @property
    def numbers(self) -> Numbers:
        return Numbers(self.scores)

    @property
    def catalogue(self) -> Catalogue | None:
        return catalogue_of(self.edition, self.folder)

    @property
    def figure(self) -> Figure:
        kind = FIGURES.get(self.arguments.name)
        if kind is None:
            self.parser.error(f"figure « {self.arguments.name} » inconnue ; figures admises : {', '.join(FIGURES)}")
        return kind

    def region(self, code: str) -> str:
        if code not in self.edition.regions:
            self.parser.error(f"région « {code} » inconnue ; codes admis : {', '.join(self.edition.regions)}")
        return code

    @property
    def regions(self) -> list[str]:
        """Those of ``--regions``, each once."""
        codes = [code.strip() for code in (self.arguments.regions or "").split(",") if code.strip()]
        return list(dict.fromkeys(map(self.region, codes)))

    # --- a figure's subject ----------------------------------------------------------------------------

    def subject(self, kind: Figure) -> Subject:
        """What a figure is about."""
        given, needs = self.arguments, kind.needs
        region = self.region(given.region) if given.region is not None else None
        if Need.REGION in needs and region is None:
            self.parser.error(f"{kind.code} demande --region ; codes admis : {', '.join(self.edition.regions)}")
        if given.domain is not None and Need.INDICATOR not in needs:
            self.parser.error(f"--domain ne s’applique pas à {kind.code}")
        if given.regions is not None and Need.REGIONS not in needs:
            self.parser.error(f"--regions ne s’applique pas à {kind.code}")
        indicator = self.indicator(kind).code if Need.INDICATOR in needs else None
        trial = self._trial(kind)
        regions = self._compared(kind, region) if Need.REGIONS in needs else self.regions
        return Subject(self.edition, self.scores, self.stamp.reading, region, indicator, regions, trial=trial)

    def indicator(self, kind: Figure) -> Indicator:
        """The indicator that ``--domain`` names: a count of the context for the figure of counts, else a measure."""
        registry, code = self.edition.registry, self.arguments.domain
        counts = [i.code for i in registry.context if i.form in (Form.NUMBER, Form.RANGE) and i.decimals == 0]
        allowed = counts if kind.counts else list(registry.domains)
        if code is None:
            self.parser.error(f"{kind.code} demande --domain ; codes admis : {', '.join(allowed)}")
        if kind.counts and code not in allowed:
            self.parser.error(f"nombre « {code} » inconnu ; codes admis : {', '.join(allowed)}")
        return registry.indicators[code] if kind.counts else self._measure(code, allowed)

    def _measure(self, code: str, allowed: Sequence[str]) -> Indicator:
        """The indicator of a code: its own, or the first of its domain that has values."""
        registry = self.edition.registry
        domain = registry.domain_of(code)
        if domain is None:
            self.parser.error(f"domaine « {code} » inconnu ; codes admis : {', '.join(allowed)}")
        found = registry.indicators.get(code)
        if found is None or found.domain != domain.code or code in registry.domains:
            own = registry.of_domain(domain.code)
            found = next((i for i in own if i.form is not Form.EMPTY), own[0])
        if not self.stamp.reading.keeps(found):
            self.parser.error(f"« {code} » n’est pas parmi les indicateurs que ce réglage de lecture garde")
        return found

    def _compared(self, kind: Figure, region: str | None) -> list[str]:
        """The regions of a comparison; of one alone, those of a close profile beside it."""
        regions = list(dict.fromkeys([*([region] if region else []), *self.regions]))
        if len(regions) == 1:
            near = neighbours(self.scores)
            regions += list(near.loc[near["region"] == regions[0], "neighbour"])
        if len(regions) < 2:
            why = f" ({wording.NO_NEIGHBOUR})" if regions else ""
            self.parser.error(
                f"{kind.code} demande deux régions{why} : --regions 32,53 ; au plus {len(self.edition.regions)}"
            )
        return regions

    def _trial(self, kind: Figure) -> Trial:
        """The reader's own variant, for the figure that shows one."""
        given, edition = self.arguments, self.edition
        if any((given.normalisation, given.leave_out, given.weights)) and Need.TRIAL not in kind.needs:
            self.parser.error(f"--normalisation, --leave-out et --weights ne s’appliquent pas à {kind.code}")
        left_out = [code for code in (given.leave_out or "").split(",") if code]
        weights = dict(pair.partition("=")[::2] for pair in (given.weights or "").split(",") if pair)
        try:
            return Trial.of(edition, given.normalisation or "", left_out, weights)
        except ValueError as error:
            self.parser.error(
                f"essai : « {error} » inconnu ; normalisations : {', '.join(normalisations(edition))} ; domaines : "
                f"{', '.join(edition.registry.domains)} ; dimensions : {', '.join(edition.registry.dimensions)} ; "
                f"poids : {', '.join(map(str, WEIGHTS))}"
            )

"""The reader's own variant of the calculation: what gaps are compared with, what is left out, what weighs more."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

import pandas as pd

from territory.analysis import Reading
from territory.loader import Edition
from territory.robustness import missing_normalisations, variant_places
from territory.variants import Normalisation

WEIGHTS = tuple(Decimal(text) for text in ("0", "0.5", "1", "1.5", "2"))
"""What a dimension may weigh; 1 is the method's."""
NORMALISATION, WITHOUT, WEIGHT_OF = "norme", "sans", "poids-"
"""Names in an address; the last is followed by a dimension's code."""


@dataclass(frozen=True)
class Trial:
    """``without``: domains left out, by code; ``weights``: of the dimensions that do not weigh 1, by code.

    Without argument, it is the method itself.
    """

    normalisation: Normalisation = Normalisation.MEAN_GAP
    without: tuple[str, ...] = ()
    weights: tuple[tuple[str, Decimal], ...] = ()

    @classmethod
    def of(
        cls,
        edition: Edition,
        normalisation: str = "",
        without: Iterable[str] = (),
        weights: Mapping[str, str] | None = None,
    ) -> Trial:
        """A trial from codes, each in the registry's order. Raises ``ValueError`` with the code that is unknown."""
        registry, weights = edition.registry, weights or {}
        given = normalisation or Normalisation.MEAN_GAP.value
        allowed = (given,) if given == Normalisation.MEAN_GAP.value else normalisations(edition)  # which are worked out
        known = {str(weight): weight for weight in WEIGHTS}
        unknown = [
            *([] if given in allowed else [given]),
            *(code for code in without if code not in registry.domains),
            *(code for code in weights if code not in registry.dimensions),
            *(text for text in weights.values() if text not in known),
        ]
        if unknown:
            raise ValueError(unknown[0])
        return cls(
            Normalisation(given),
            tuple(code for code in registry.domains if code in set(without)),
            tuple((code, known[weights[code]]) for code in registry.dimensions if weights.get(code, "1") != "1"),
        )

    @property
    def is_method(self) -> bool:
        return self == METHOD

    @property
    def code(self) -> str:
        """In an address: « sd~culture-emploi~economique:50 », weights in percent."""
        weights = "-".join(f"{code}:{int(weight * 100)}" for code, weight in self.weights)
        return "~".join((self.normalisation.value, "-".join(self.without), weights)).rstrip("~")

    @property
    def parameters(self) -> dict[str, str]:
        """As the Méthode page has them in its address: ``norme``, ``sans``, ``poids-<dimension>``."""
        if self.is_method:
            return {}
        weights = {f"{WEIGHT_OF}{code}": str(weight) for code, weight in self.weights}
        return {NORMALISATION: self.normalisation.value, WITHOUT: ",".join(self.without)} | weights

    def places(self, edition: Edition, reading: Reading) -> pd.DataFrame:
        """``robustness.variant_places`` of this trial."""
        weights = {code: float(weight) for code, weight in self.weights}
        return variant_places(edition, self.normalisation, self.without, weights, reading)


METHOD = Trial()
"""The calculation as the method makes it."""


def parse(code: str, edition: Edition) -> Trial:
    """The trial of a ``Trial.code``. Raises ``ValueError`` with what is unknown."""
    normalisation, without, weights, *rest = [*code.split("~"), "", "", ""][: max(3, code.count("~") + 1)]
    if rest:
        raise ValueError(rest[0])
    pairs = [pair.partition(":")[::2] for pair in weights.split("-") if pair]
    texts = {str(int(weight * 100)): str(weight) for weight in WEIGHTS}
    if unknown := [percent for _, percent in pairs if percent not in texts]:
        raise ValueError(unknown[0])
    return Trial.of(
        edition,
        normalisation,
        [part for part in without.split("-") if part],
        {dimension: texts[percent] for dimension, percent in pairs},
    )


def normalisations(edition: Edition) -> tuple[str, ...]:
    """The codes that the edition allows."""
    missing = missing_normalisations(edition)
    return tuple(n.value for n in Normalisation if n not in missing)

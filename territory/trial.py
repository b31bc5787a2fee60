"""The reader's own variant of the calculation: what gaps are compared with, what is left out, what weighs more."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
import pandas as pd

from territory.analysis import Reading
from territory.arrays import Array, Arrays, arrays_of
from territory.counts import places_of
from territory.loader import Edition
from territory.variants import (
    PRECISION,
    Normalisation,
    by_domain,
    missing_normalisations,
    normalisations_of,
    published_scores,
)

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
        """``variant_places`` of this trial."""
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


def variant_places(
    edition: Edition,
    normalisation: Normalisation = Normalisation.MEAN_GAP,
    without: Collection[str] = (),
    dimension_weights: Mapping[str, float] | None = None,
    reading: Reading | None = None,
) -> pd.DataFrame:
    """One variant, the reader's own: published values, no draw.

    Columns ``region, domain, score, place``: ``score`` (``float``, NaN without) is s · e / D times the weight
    of its dimension (1 unless given), ``place`` its place in the region (``Int64``, NA without; 1 = most
    fragile, ties share the best place). ``without`` leaves out domains by code. Rows as ``domain_places``.
    Raises ``ValueError`` for an unknown code, a normalisation that the edition does not allow, or a
    weight that is negative or not finite.
    """
    arrays = arrays_of(edition, reading)
    weights = _checked_weights(edition, arrays, normalisation, without, dimension_weights or {})
    read = arrays.default & np.array([i.domain not in without for i in arrays.indicators], bool)
    scores = np.where(read[:, None], published_scores(arrays, normalisation), np.nan)
    weighted = (by_domain(scores, arrays) * weights[:, None, None]).round(PRECISION) + 0.0  # no −0
    places = places_of(weighted, np.ones((1, len(arrays.domains)), bool))
    known = pd.DataFrame(
        {"score": weighted[:, 0].T.ravel(), "place": places[:, 0].T.ravel()},
        index=pd.MultiIndex.from_product([arrays.regions, arrays.domains], names=["region", "domain"]),
    )
    every = pd.MultiIndex.from_product([arrays.regions, edition.registry.domains], names=["region", "domain"])
    frame = known.reindex(every).reset_index().astype({"place": "Int64"})
    return frame.assign(place=frame["place"].mask(frame["place"] == 0))


def _checked_weights(
    edition: Edition,
    arrays: Arrays,
    normalisation: Normalisation,
    without: Collection[str],
    dimension_weights: Mapping[str, float],
) -> Array:
    """The weight of each domain. Raises ``ValueError`` for a choice that the edition does not know."""
    registry = edition.registry
    if unknown := (set(without) - set(registry.domains)) | (set(dimension_weights) - set(registry.dimensions)):
        raise ValueError(f"unknown code: {min(unknown)}")
    if normalisation not in normalisations_of(arrays):
        raise ValueError(f"normalisation not available: {normalisation}")
    if any(not 0 <= weight < float("inf") for weight in dimension_weights.values()):
        raise ValueError("a weight is a finite number, zero or more")
    return np.array([dimension_weights.get(registry.domains[d].dimension, 1.0) for d in arrays.domains], np.float64)

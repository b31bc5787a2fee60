"""The regions that resemble one another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from territory.indicators import Domain
from territory.regions import Region
from territory.wording.numbers import number
from territory.wording.typography import NBSP, THIN, capital, enumeration, lowered

NO_NEIGHBOUR = "pas de région au profil proche"
GROUP_CAUTION = (
    f"Groupes et axes sont sans nom{NBSP}: ils décrivent des ressemblances entre quelques régions, "
    "et non des types de territoires."
)
TREE_AND_NEIGHBOURS = (
    "Même mesure que pour les régions les plus proches, mais l’arbre réunit des groupes entiers"
    f"{NBSP}: la plus proche d’une région peut être dans une autre branche."
)
"""Why the first region that the tree joins to another is not always the nearest to it (5 regions of 13 in 2020)."""


def no_neighbour_sentence(region: Region) -> str:
    return f"{capital(region.subject)}{NBSP}: {NO_NEIGHBOUR}."


def distance_text(distance: float) -> str:
    """« 0,73 »: of two profiles; 1 = the regions' mean gap to France."""
    return number(Decimal(str(distance)), 2)


def neighbour_sentence(row: Mapping[str, object], neighbour: Region) -> str:
    """A similar region, its distance and its stability, from a row of ``neighbours``."""
    distance = distance_text(float(str(row["distance"])))
    return (
        f"{neighbour.name}{NBSP}: distance {distance}{THIN}; parmi les plus proches dans {row['kept']} "
        f"calculs sur {row['runs']} quand un domaine est laissé de côté."
    )


def bonds_sentence(together: Iterable[Domain], apart: Iterable[Domain]) -> str:
    """« Ce qui rapproche : emploi et pauvreté. Ce qui distingue : santé. »"""
    parts = []
    for title, domains in (("Ce qui rapproche", together), ("Ce qui distingue", apart)):
        if names := [lowered(domain.label) for domain in domains]:
            parts.append(f"{title}{NBSP}: {enumeration(names)}.")
    return " ".join(parts)

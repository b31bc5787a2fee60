"""The regions that resemble one another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from territory.indicators import Domain
from territory.levels import REGION, Level
from territory.regions import Region
from territory.wording.numbers import number
from territory.wording.typography import NBSP, THIN, capital, enumeration, lowered

NO_NEIGHBOUR = "pas de région au profil proche"


def group_caution(level: Level = REGION) -> str:
    """What groups and axes are not."""
    return (
        f"Groupes et axes sont sans nom{NBSP}: ils décrivent des ressemblances entre quelques {level.plural}, "
        "et non des types de territoires."
    )


def tree_and_neighbours(level: Level = REGION) -> str:
    """Why the first region that the tree joins to another is not always the nearest to it (5 regions of 13 in 2020)."""
    return (
        f"Même mesure que pour les {level.plural} les plus proches, mais l’arbre réunit des groupes entiers"
        f"{NBSP}: {level.article} plus proche d’{level.a} peut être dans une autre branche."
    )


GROUP_CAUTION, TREE_AND_NEIGHBOURS = group_caution(), tree_and_neighbours()


def no_neighbour_sentence(region: Region) -> str:
    return f"{capital(region.subject)}{NBSP}: pas {region.level.de} au profil proche."


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

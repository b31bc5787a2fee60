"""The reader's own choices: those in force, and what they move."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from territory.analysis import Reading
from territory.indicators import Registry
from territory.regions import Region
from territory.trial import Trial
from territory.variants import Normalisation
from territory.wording.numbers import number
from territory.wording.robustness import NORMALISATION_LABEL
from territory.wording.typography import NBSP, THIN, capital, enumeration, plural


def trial_text(registry: Registry, trial: Trial) -> str:
    """« Choix essayés : écarts comparés à l’écart-type entre les régions ; sans emploi ni culture. »"""
    parts = []
    if trial.normalisation is not Normalisation.MEAN_GAP:
        divisor = NORMALISATION_LABEL[trial.normalisation]
        parts.append(f"écarts comparés {'au ' if divisor.startswith('plus') else 'à l’'}{divisor}")
    if trial.without:
        names = [registry.domains[code].short.lower() for code in trial.without]
        parts.append(f"sans {' ni '.join(names) if len(names) < 3 else enumeration(names)}")
    if trial.weights:
        weights = [
            f"{registry.dimensions[code].label.split()[-1]} {number(weight, 1).removesuffix(',0')}"
            for code, weight in trial.weights
        ]
        parts.append(f"poids des dimensions{NBSP}: {enumeration(weights)}")
    return f"Choix essayés{NBSP}: {f'{THIN}; '.join(parts) or 'ceux de la méthode'}."


def tried_beside(registry: Registry, trial: Trial) -> str:
    """What the reader tries on the Méthode page, on a document that follows the method; empty for the method."""
    if trial.is_method:
        return ""
    return f"{trial_text(registry, trial)} Sans effet sur ce document, qui suit la méthode."


def choices(reading: Reading) -> str:
    """The choices in force, empty when they are the default ones."""
    parts = []
    if reading.core_only:
        parts.append("noyau robuste seul (7 indicateurs)")
    elif reading.without_contestable:
        parts.append("sans les indicateurs contestables")
    if reading.source_reading and not reading.core_only and not reading.without_contestable:
        parts.append(f"«{NBSP}lecture de la source{NBSP}» pour diversité")
    return f"Choix en vigueur{NBSP}: {enumeration(parts)}." if parts else ""


def move_text(before: int | None, after: int | None) -> str:
    """« inchangée », « monte de 2 places », « descend d’une place »: up is towards the first priority."""
    if pd.isna(before) or pd.isna(after):
        return ""
    assert before is not None and after is not None
    steps = int(after) - int(before)
    if not steps:
        return "inchangée"
    many = "d’une place" if abs(steps) == 1 else f"de {abs(steps)} places"
    return f"{'descend' if steps > 0 else 'monte'} {many}"


def variant_finding(region: Region, moves: Iterable[int]) -> str:
    """« Dans les Hauts-de-France, vos choix déplacent 4 domaines sur 15, d’une place au plus »."""
    known = [abs(move) for move in moves]
    moved = [move for move in known if move]
    if not moved:
        return f"{capital(region.locative)}, vos choix ne déplacent aucun domaine"
    most = "d’une place au plus" if max(moved) == 1 else f"de {max(moved)} places au plus"
    return f"{capital(region.locative)}, vos choix déplacent {plural(len(moved), 'domaine')} sur {len(known)}, {most}"

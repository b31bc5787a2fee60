"""The reader's own choices: those in force, and what they move."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from territory.analysis import Reading
from territory.indicators import Registry
from territory.regions import Region
from territory.trial import Trial
from territory.variants import Normalisation
from territory.wording.glossary import SETTINGS
from territory.wording.numbers import number
from territory.wording.robustness import normalisation_label
from territory.wording.typography import NBSP, THIN, capital, enumeration, lowered, plural

_NAMED = 4
"""Domains left out that a line names."""


def trial_text(registry: Registry, trial: Trial) -> str:
    """« Calcul essayé : écarts divisés par l’écart-type entre les régions ; sans emploi ni culture. »

    Beyond a few, the domains left out are counted: the figure and its table name them.
    """
    parts = []
    if trial.normalisation is not Normalisation.MEAN_GAP:
        divisor = normalisation_label(trial.normalisation, registry.words)
        parts.append(f"écarts divisés par {'le ' if trial.normalisation is Normalisation.MAX else 'l’'}{divisor}")
    if trial.without:
        names = [registry.domains[code].label for code in trial.without]
        few = f"sans {' ni '.join(lowered(name) for name in names)}"
        parts.append(few if len(names) <= _NAMED else f"sans {len(names)} des {len(registry.domains)} domaines")
    if trial.weights:
        weights = [
            f"{registry.dimensions[code].label.split()[-1]} {number(weight, 1).removesuffix(',0')}"
            for code, weight in trial.weights
        ]
        parts.append(f"poids des dimensions{NBSP}: {enumeration(weights)}")
    return f"Calcul essayé{NBSP}: {f'{THIN}; '.join(parts) or 'celui de la méthode'}."


def tried_beside(registry: Registry, trial: Trial) -> str:
    """What the reader tries on the Méthode page, on a document that follows the method; empty for the method."""
    if trial.is_method:
        return ""
    return f"{trial_text(registry, trial)} Sans effet sur ce document, qui suit la méthode."


def choices(reading: Reading, registry: Registry | None = None) -> str:
    """The choices in force, empty when they are the default ones; of the shipped registry unless given."""
    parts = []
    if reading.core_only:
        count = 7 if registry is None else sum(indicator.core for indicator in registry.fragility)
        parts.append(f"les {count} indicateurs les plus sûrs, seuls")
    elif reading.without_contestable:
        parts.append("sans les indicateurs discutés")
    if reading.source_reading and not reading.core_only and not reading.without_contestable:
        parts.append(f"«{NBSP}lecture de la source{NBSP}» pour diversité")
    return f"{SETTINGS}{NBSP}: {enumeration(parts)}." if parts else ""


def move_text(before: int | None, after: int | None) -> str:
    """« même place », « monte de 2 places », « descend d’une place »: up is towards the first priority."""
    if pd.isna(before) or pd.isna(after):
        return ""
    assert before is not None and after is not None
    steps = int(after) - int(before)
    if not steps:
        return "même place"
    many = "d’une place" if abs(steps) == 1 else f"de {abs(steps)} places"
    return f"{'descend' if steps > 0 else 'monte'} {many}"


def variant_finding(region: Region, places: Sequence[tuple[int, int | None]]) -> str:
    """« Dans les Hauts-de-France, vos choix déplacent 4 domaines sur 15, d’une place au plus ».

    ``places``: of each domain, in the method and with the reader's choices (``None`` where it is left out).
    """
    where, kept = capital(region.locative), [(before, after) for before, after in places if after is not None]
    left_out = len(places) - len(kept)
    beside = f"{THIN}; {left_out} {'laissé' if left_out == 1 else 'laissés'} de côté" if left_out else ""
    if not kept:
        return f"{where}, vos choix ne gardent aucun domaine"
    if len(kept) > 1 and all(after == 1 for _, after in kept):
        return f"{where}, vos choix ne distinguent plus les domaines{beside}"
    steps = [abs(after - before) for before, after in kept]
    moved = [step for step in steps if step]
    if not moved:
        return f"{where}, vos choix ne déplacent aucun domaine{beside}"
    most = "d’une place au plus" if max(moved) == 1 else f"de {max(moved)} places au plus"
    return f"{where}, vos choix déplacent {plural(len(moved), 'domaine')} sur {len(steps)}, {most}{beside}"

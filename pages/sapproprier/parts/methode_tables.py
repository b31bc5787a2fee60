"""The tables of the Méthode page; made once, shared by all visitors, never changed."""

from __future__ import annotations

import pandas as pd

from pages.shared import reads
from pages.shared.editions import kept
from pages.shared.sheets import Sheet, sheet
from territory import wording
from territory.analysis import Reading


@kept(1)
def classes() -> Sheet:
    """The classes, their bounds and their sign."""
    words = reads.edition().words
    return sheet(
        pd.DataFrame(
            [
                {"Classe": wording.class_label(kind, words), "Signe": wording.CLASS_SYMBOL[kind] or "–", "Règle": rule}
                for kind, rule in wording.class_rules().items()
            ]
        )
    )


@kept(1)
def glossary() -> Sheet:
    """What pages and documents say, the word of the method, what it means."""
    return sheet(
        pd.DataFrame(
            [
                {
                    "Ce qui est dit": each.plain,
                    "Dans la méthode": wording.capital(each.term),
                    "Définition": each.definition,
                }
                for each in wording.GLOSSARY
            ]
        )
    )


@kept(1)
def polarities() -> Sheet:
    """Each indicator's direction, with its reason."""
    registry = reads.edition().registry
    return sheet(
        pd.DataFrame(
            [
                {
                    "Domaine": registry.domains[indicator.domain].label,
                    "Indicateur": indicator.label,
                    "Sens de lecture": wording.polarity_text(indicator.polarity),
                    "Indicateur discuté": "oui" if indicator.contestable else "non",
                    "Fiabilité": indicator.reliability or wording.MISSING,
                    "Noyau robuste": "oui" if indicator.core else "non",
                    "Raison": " ".join(
                        (indicator.polarity_reason, indicator.contestable_reason, indicator.reliability_reason)
                    ).strip(),
                }
                for indicator in registry.fragility
            ]
        )
    )


@kept(reads.READINGS)
def positions(reading: Reading) -> Sheet:
    """Each region's overall interval, in published order: not a ranking."""
    regions, found = reads.edition().regions, reads.positions_of(reading)
    return sheet(
        pd.DataFrame(
            {
                wording.capital(reads.edition().level.singular): [regions[code].name for code in found["region"]],
                "Position d’ensemble selon les variantes": [
                    wording.position_sentence(regions[row["region"]], row, len(regions))
                    for row in found.to_dict("records")
                ],
            }
        )
    )

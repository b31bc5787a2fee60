"""Editions made up from a seed: any level, any number of territories and domains, values missing anywhere.

Every value is invented, and the edition's title says so.
"""

from __future__ import annotations

import random
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from territory.__main__ import DATA
from territory.loader import Edition, load_edition

POLARITIES = ("higher_is_more_fragile", "lower_is_more_fragile", "not_oriented")


@dataclass(frozen=True)
class Made:
    """What is made up. ``territories``: of a list of its own, ``None`` for those of the level that ships.

    ``missing``: the share of cells without a value; ``without_reference``: the indicators that have none.
    ``constant``: the indicators whose values are all the same. ``polarities`` turn by indicator. ``parent_values``: an
    indicator, a parent's code and its value.
    """

    seed: int = 1
    level: str = "departement"
    territories: int | None = None
    domains: int = 4
    missing: float = 0.05
    without_reference: Collection[int] = ()
    constant: Collection[int] = ()
    polarities: tuple[str, ...] = POLARITIES[:2]
    parents: int = 0
    parent_values: Collection[tuple[int, str, str]] = ()
    reference: Mapping[str, str] = field(default_factory=dict)


def write(made: Made, folder: Path) -> Path:
    """The folder of an edition, ready for ``load_edition``."""
    folder.mkdir(parents=True, exist_ok=True)
    codes = _codes(made)
    if made.territories is not None:
        lines = ["code;nom;abrege;article;en;de;publie;lon;lat;parent;parent_nom"]
        for number, code in enumerate(codes):
            name, parent = f"Essai {number + 1}", number % made.parents + 1 if made.parents else 0
            held = f"P{parent};Ensemble {parent}" if parent else ";"
            lines.append(f"{code};{name};{name};{name};à {name};de {name};{name};;;{held}")
        (folder / "territories.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / "indicators.toml").write_text(_registry(made), encoding="utf-8")
    (folder / "values.csv").write_text("\n".join(_values(made, codes)) + "\n", encoding="utf-8")
    if made.parent_values:
        values = [f"i{number};{parent};{text}" for number, parent, text in made.parent_values]
        (folder / "parents.csv").write_text("\n".join(["indicateur;ensemble;valeur", *values]) + "\n", encoding="utf-8")
    return folder


def edition(made: Made, folder: Path) -> Edition:
    return load_edition(write(made, folder), DATA)


def _codes(made: Made) -> list[str]:
    if made.territories is not None:
        return [f"T{number:05}" for number in range(made.territories)]
    name = {"region": "regions", "departement": "departements"}[made.level]
    rows = (DATA / f"{name}.csv").read_text(encoding="utf-8").splitlines()[1:]
    return [row.split(";")[0] for row in rows if row.split(";")[7]]


def _registry(made: Made) -> str:
    parts = [
        "[edition]",
        'code = "essai"\ntitle = "Valeurs inventées pour les essais"\npublisher = "Les essais"',
        f'published = 2024\ntable = "values.csv"\nscope = "Essai"\nlayout = "long"\nlevel = "{made.level}"',
        '[dimensions.une]\nlabel = "Dimension une"\n[dimensions.deux]\nlabel = "Dimension deux"',
    ]
    if made.reference:
        parts.append("[reference]\n" + "\n".join(f'{name} = "{text}"' for name, text in made.reference.items()))
    for number in range(made.domains):
        dimension = "une" if number % 2 else "deux"
        parts.append(f'[domains.d{number}]\nlabel = "Domaine {number}"\ndimension = "{dimension}"')
    for number in range(made.domains):
        polarity = made.polarities[number % len(made.polarities)]
        parts.append(
            f'[indicators.i{number}]\ncriterion_published = "Critère {number}"\nindicator_published = "Taux {number}"\n'
            f'label = "Taux {number}"\nshort = "Taux {number}"\ndefinition = "Un taux inventé."\n'
            f'phrase = "{{v}} de taux {number}"\nsymbol = "%"\nunit_published = "%"\nunit = "%"\ngap_unit = "point"\n'
            f'form = "number"\ndecimals = 1\nsource_published = "Essai"\nsource = "Essai"\nyear_published = "2023"\n'
            f'year = "2023"\ncoverage = "Essai"\ndomain = "d{number}"\npolarity = "{polarity}"\n'
            f'polarity_reason = "Inventée."\nreliability = "{"ABC"[number % 3]}"\nreliability_reason = "Inventée."'
        )
    return "\n".join(parts) + "\n"


def _values(made: Made, codes: list[str]) -> list[str]:
    chance = random.Random(made.seed)
    lines = ["indicateur;territoire;valeur"]
    for number in range(made.domains):
        middle, spread = chance.uniform(5, 60), chance.uniform(0.5, 8)
        for code in ("FR", *codes):
            if (number in made.without_reference) if code == "FR" else chance.random() < made.missing:
                continue
            value = middle if code == "FR" or number in made.constant else chance.gauss(middle, spread)
            lines.append(f"i{number};{code};{f'{max(value, 0):.1f}'.replace('.', ',')}")
    return lines

"""The method in a few plain lines, for the notes of a slide and the sheet of a workbook; numbers from the code."""

from __future__ import annotations

from territory.analysis import MUCH_FROM, NEAR_BELOW
from territory.indicators import Registry
from territory.loader import Flag
from territory.wording import NBSP, THIN, foot, number


def formula() -> str:
    """The formula in one sentence."""
    return (
        f"Formule{NBSP}: écart e = x − N (valeur de la région moins valeur nationale){THIN}; D = moyenne des |x − N| "
        f"des régions{THIN}; écart comparé S = s × e / D, où s = +1 si plus haut est plus fragile, "
        f"−1 si plus bas est plus fragile. 1 = l’écart moyen des régions à la France{THIN}; positif = plus fragile."
    )


def lines(registry: Registry) -> list[tuple[str, str]]:
    """The method: a heading and a sentence each."""
    near, much = number(NEAR_BELOW, 1), number(MUCH_FROM, 1)
    return [
        (
            "Référence",
            f"La valeur de la {registry.scope} publiée dans la même table. Ni cible, ni barème{NBSP}: un écart.",
        ),
        (
            "Écart comparé",
            f"S = s × (x − N) / D, où D est la moyenne des écarts des régions à la France. "
            f"S{NBSP}={NBSP}1{NBSP}: l’écart moyen{THIN}; S{NBSP}={NBSP}2{NBSP}: le double. "
            f"Positif{NBSP}: plus fragile.",
        ),
        ("Rang", "1re = la région la plus fragile. Les ex æquo partagent le meilleur rang."),
        (
            "Arrondis",
            "Un écart qui tient dans l’arrondi des valeurs publiées est dit non distinguable, "
            "et n’est jamais une priorité.",
        ),
        (
            "Classes",
            f"Bornes {near} et {much}, les mêmes pour tous les domaines{NBSP}: "
            "une couleur veut dire la même chose partout.",
        ),
        (
            "Priorités",
            f"Indicateurs orientés, écarts distinguables, S{NBSP}≥{NBSP}{near}, du plus grand au plus petit. "
            "L’astérisque signale un indicateur contestable.",
        ),
        (
            "Données manquantes",
            f"Une valeur absente de la source reste absente (n.{NBSP}d.){NBSP}: ni estimée, ni remplacée par zéro.",
        ),
        ("Limites", foot(registry)),
    ]


def flag_lines(flags: tuple[Flag, ...], registry: Registry) -> list[str]:
    """The remarks on data, most serious first, with the indicator they are about."""
    order = ("haute", "moyenne", "faible", "info")
    told = sorted((flag for flag in flags if flag.severity != "info"), key=lambda flag: order.index(flag.severity))
    return [
        (f"{registry.indicators[flag.indicator].label}{NBSP}: " if flag.indicator in registry.indicators else "")
        + f"{flag.finding} {flag.treatment}"
        for flag in told
    ]

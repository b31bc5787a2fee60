"""What is known of the data: source, years, sense of reading, remarks on quality."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from territory.indicators import Indicator, Polarity, Registry
from territory.wording.typography import NBSP, THIN

FLAG_LABEL: Mapping[str, str] = {
    "ARRONDI": "arrondi large",
    "CHAMP_DIFFERENT": "périmètre différent",
    "COLLAGE": "cellules collées",
    "COQUILLE_PROBABLE": "coquille probable",
    "CORRELATION": "double compte",
    "DECOMPTE": "décompte",
    "DEFINITION": "définition",
    "DEFINITION_INCONNUE": "définition inconnue",
    "DOUBLON_VALEUR": "valeur répétée",
    "LIBELLE": "libellé",
    "LIBELLE_DOUTEUX": "libellé douteux",
    "META_MANQUANTE": "information manquante",
    "MILLESIME": "millésime",
    "MILLESIMES_MELES": "millésimes mêlés",
    "NATIONAL_NEGATIF": "valeur nationale négative",
    "NATIONAL_TIRE_PAR_IDF": "valeur nationale tirée par l’Île-de-France",
    "ND": "non disponible",
    "OK": "contrôle réussi",
    "OK_ARRONDI": "contrôle réussi",
    "OK_SOMME": "contrôle réussi",
    "PETITS_NOMBRES": "petits nombres",
    "PLAGE": "fourchette",
    "PRECISION_BRUTE": "précision brute",
    "PRECISION_MIXTE": "précision mixte",
    "PROXY": "mesure indirecte",
    "SEPARATEUR_AMBIGU": "séparateur ambigu",
    "SIGNE_A_VERIFIER": "signe à vérifier",
    "TOTAL_ABSENT": "total absent",
    "TOTAL_PARTIEL": "total partiel",
    "UNITE": "unité",
    "UNITE_DOUTEUSE": "unité déduite",
    "UNITE_FAUSSE": "unité publiée impossible",
    "VIDE": "aucune donnée",
}
"""A data-quality flag's code in a reader's words; a code of another edition is shown as it is."""


def flags_text(codes: str) -> str:
    """« fourchette, coquille probable » for the codes of an observation, joined by ``|``."""
    return ", ".join(FLAG_LABEL.get(code, code) for code in codes.split("|") if code)


def polarity_text(polarity: Polarity | None) -> str:
    """How an indicator is read, for tables."""
    return {
        Polarity.HIGHER_IS_MORE_FRAGILE: "plus haut = plus fragile",
        Polarity.LOWER_IS_MORE_FRAGILE: "plus bas = plus fragile",
        Polarity.NOT_ORIENTED: "non orienté",
        None: "contexte, non comparé",
    }[polarity]


def years_text(indicators: Iterable[Indicator]) -> str:
    """« 2016 », « 2012 à 2019 »: from the oldest to the newest year of what is shown."""
    years = sorted({year for indicator in indicators for year in indicator.years})
    if not years:
        return "non précisés"
    return str(years[0]) if years[0] == years[-1] else f"{years[0]} à {years[-1]}"


def source_line(registry: Registry, indicators: Iterable[Indicator]) -> str:
    """The source line under a figure, from the metadata of what is plotted."""
    shown = list(indicators)
    single = f"{shown[0].source}, millésime {shown[0].year or 'non précisé'}" if len(shown) == 1 else ""
    detail = single or f"millésimes {years_text(shown)}"
    table = f"{registry.publisher}, table «{NBSP}{registry.title}{NBSP}», {registry.published}"
    return f"Source{NBSP}: {table}{THIN}; {detail}."


def foot(registry: Registry) -> str:
    """The line at the foot of every view."""
    return (
        f"Écarts entre territoires, et non distance à un idéal. Données publiées de "
        f"{years_text(registry.indicators.values())}, jamais corrigées."
    )

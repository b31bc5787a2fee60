"""What is known of the data: source, years, sense of reading, remarks on quality."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from territory.editions import IMPORTED
from territory.indicators import Indicator, Polarity, Registry
from territory.wording.glossary import NEITHER
from territory.wording.typography import NBSP, THIN, capital, lowered, plural

FLAG_LABEL: Mapping[str, str] = {
    "APPEL_DE_NOTE": "appel de note",
    "ARRONDI": "arrondi large",
    "CHAMP_DIFFERENT": "périmètre différent",
    "COLLAGE": "cellules collées",
    "COQUILLE_PROBABLE": "coquille probable",
    "CORRELATION": "double compte",
    "DECOMPTE": "décompte",
    "DEFINITION": "définition",
    "DEFINITION_INCONNUE": "définition inconnue",
    "DOUBLON_VALEUR": "valeur répétée",
    "ESTIMATION": "valeur estimée",
    "LIBELLE": "libellé",
    "LIBELLE_DOUTEUX": "libellé douteux",
    "META_MANQUANTE": "information manquante",
    "MILLESIME": "année des données",
    "MILLESIMES_MELES": "années mêlées",
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
    "PROVISOIRE": "valeur provisoire",
    "PROXY": "mesure indirecte",
    "REVISEE": "valeur révisée",
    "SEMI_DEFINITIF": "valeur semi-définitive",
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


def scope_text(registry: Registry, compared: int | None = None) -> str:
    """« 16 domaines, dont 15 comparés »: the same count everywhere; ``compared`` where a reading leaves some out."""
    kept = len(registry.domains) - len(registry.not_compared) if compared is None else compared
    total = plural(len(registry.domains), "domaine")
    return total if kept == len(registry.domains) else f"{total}, dont {kept} comparé{'s' if kept > 1 else ''}"


def scope_reason(registry: Registry) -> str:
    """Which domains are shown and not compared, and why; empty when all are compared."""
    return " ".join(
        f"{domain.label} est montré sans être comparé{NBSP}: "
        + f"{THIN}; ".join(
            f"{lowered(i.label)}, {lowered(i.polarity_reason).removesuffix('.')}"
            for i in registry.of_domain(domain.code)
        )
        + "."
        for domain in registry.not_compared
    )


def polarity_text(polarity: Polarity | None) -> str:
    """How an indicator is read, for tables."""
    return {
        Polarity.HIGHER_IS_MORE_FRAGILE: "plus haut = plus fragile",
        Polarity.LOWER_IS_MORE_FRAGILE: "plus bas = plus fragile",
        Polarity.NOT_ORIENTED: lowered(NEITHER),
        None: "contexte, non comparé",
    }[polarity]


def years_text(indicators: Iterable[Indicator]) -> str:
    """« 2016 », « 2012 à 2019 »: from the oldest to the newest year of what is shown; empty without a year."""
    years = sorted({year for indicator in indicators for year in indicator.years})
    if not years:
        return ""
    return str(years[0]) if years[0] == years[-1] else f"{years[0]} à {years[-1]}"


def years_said(indicators: Iterable[Indicator]) -> str:
    """« données de 2016 », « données de 2012 à 2019 », « année non précisée »: of what a figure shows."""
    years = years_text(indicators)
    return f"données de {years}" if years else "année non précisée"


def years_sentence(indicators: Iterable[Indicator]) -> str:
    """« Données de 2012 à 2019. »"""
    return f"{capital(years_said(indicators))}."


def source_line(registry: Registry, indicators: Iterable[Indicator]) -> str:
    """The source line under a figure, from the metadata of what is plotted."""
    shown = list(indicators)
    alone = shown[0] if len(shown) == 1 else None
    when = f"données {alone.year}" if alone and alone.year else years_said(shown)
    detail = f"{alone.source}, {when}" if alone else when
    imported = "édition importée, non publiée ici, de " if registry.code == IMPORTED else ""
    table = f"{imported}{registry.publisher}, table «{NBSP}{registry.title}{NBSP}», {registry.published}"
    return f"Source{NBSP}: {table}{THIN}; {detail}."


def foot(registry: Registry) -> str:
    """The line at the foot of every view."""
    return (
        f"Écarts entre territoires, et non distance à un idéal. Données publiées de "
        f"{years_text(registry.indicators.values())}, jamais corrigées."
    )

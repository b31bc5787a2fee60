"""The last parts of every document (method, remarks, sources), and the tables of the whole edition."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from charts.documents import words
from charts.documents.blocks import Method, MethodPart, Remark, Remarks, TableBlock
from charts.measures import region_cells, standing_cells
from charts.record import Column, as_published
from charts.stamp import Stamp
from charts.tables import OBSERVATION_COLUMNS, all_observations
from territory import wording
from territory.analysis import MUCH_FROM, NEAR_BELOW, FragilityClass
from territory.flags import SEVERITIES, Flag
from territory.indicators import Indicator
from territory.levels import WORDS, Words
from territory.loader import Edition
from territory.regions import NATIONAL, Region
from territory.wording import NBSP, THIN

GRAVE = SEVERITIES[0]
"""Severity of the remarks that a printed page must carry."""
FEW = 6
"""Remarks that a page can carry whatever their severity."""
NOT_TOLD = SEVERITIES[-1]
"""Severity of the remarks that only say that a check was passed."""
_RELIABILITY = {"A": "fiabilité établie", "B": "à lire avec ses réserves", "C": "donnée à confirmer"}


def formula(words: Words = WORDS) -> str:
    """The formula in one sentence."""
    return (
        f"Formule{NBSP}: écart e = x − N (valeur {words.level.genitive} moins {words.value}){THIN}; D = moyenne des "
        f"|x − N| des {words.level.plural}{THIN}; écart comparé S = s × e / D, où s = +1 si plus haut est plus fragile, "
        f"−1 si plus bas est plus fragile. 1 = {words.mean_gap}{THIN}; positif = plus fragile."
    )


def method(edition: Edition) -> Method:
    """How it is measured, in short; bounds come from the code."""
    own, level = edition.words, edition.level
    near, much, count = wording.number(NEAR_BELOW, 1), wording.number(MUCH_FROM, 1), len(edition.regions)
    parts = (
        MethodPart(
            "Un écart, et non un barème",
            (
                f"{wording.scope_text(edition.registry)}. {wording.scope_reason(edition.registry)}",
                f"Il n’y a ni seuil idéal ni barème. La référence est {_published_value(edition)} publiée "
                "dans la même table, et ce qui est montré est un **écart**. Aucune valeur n’est corrigée ni "
                f"complétée{THIN}; rangs et classes sont calculés sur les valeurs non arrondies, seul l’affichage est "
                "arrondi.",
            ),
        ),
        MethodPart(
            "Combien de fois l’écart moyen",
            (
                f"Pour comparer des domaines entre eux, l’écart {own.reference.dative} est divisé par **l’écart moyen des {count} "
                f"{level.plural} {own.reference.dative}** (la moyenne des écarts absolus){NBSP}: 1 veut dire «{NBSP}aussi grand que l’écart "
                f"moyen{NBSP}», 2 le double. La méthode le nomme «{NBSP}écart comparé{NBSP}». Positif, il est du côté plus "
                "fragile, selon le sens de lecture de l’indicateur.",
                formula(own),
            ),
        ),
        MethodPart(
            "Une priorité",
            (
                f"Une **priorité** est un domaine plus fragile {own.reference.than}, au-delà des arrondis de la source, avec un "
                f"écart d’au moins {near}{NBSP}fois l’écart moyen, sur un indicateur ni discuté ni à confirmer. Un domaine plus fragile "
                "dont l’indicateur est discuté, ou la donnée incertaine, est **à confirmer**. La **place** d’un "
                f"domaine selon les variantes de calcul est une remarque{THIN}; elle ne change pas de liste. À partir de "
                f"{much}, l’écart est dit «{NBSP}nettement{NBSP}».",
            ),
        ),
        MethodPart(
            "Rang et données manquantes",
            (
                f"{level.first} = {level.subject} {level.most_fragile}. Les ex æquo partagent le meilleur rang. Une valeur absente de la source "
                f"reste absente ({wording.MISSING}){NBSP}: ni estimée, ni remplacée par zéro.",
            ),
        ),
        MethodPart(
            "Ce que ces chiffres ne disent pas",
            (
                "Les années diffèrent d’un indicateur à l’autre\u00a0: ce n’est la situation d’aucune année précise. Un "
                f"écart n’est pas une cause, et {level.a} n’est pas homogène. Il n’y a pas de classement général des "
                f"{level.plural}.",
            ),
        ),
    )
    rules = tuple(wording.class_rules(hatched=True).items())
    return Method(parts, rules, words.CLASSES, words.CLASSES_HEADER, own)


def _published_value(edition: Edition) -> str:
    """« la valeur de la France métropolitaine », « la valeur de référence (Bretagne) »."""
    if edition.words.reference.name == wording.NATIONAL_NAME:
        return f"la valeur de la {edition.registry.scope}"
    return f"{edition.words.the_value} ({edition.words.reference.name})"


def remarks(edition: Edition, indicators: Sequence[Indicator], region: str | None) -> Remarks:
    """What is known of the data shown, most serious first; of one region's cells when one is given."""
    shown = {"*", *(indicator.code for indicator in indicators)}
    found = [
        flag
        for flag in edition.flags
        if flag.indicator in shown and flag.severity != NOT_TOLD and (region is None or flag.concerns(region))
    ]
    found.sort(key=lambda flag: SEVERITIES.index(flag.severity))
    every = tuple(_remark(edition, flag) for flag in found)
    grave = every if len(every) <= FEW else tuple(found for found in every if found.severity == GRAVE)
    return Remarks("Les réserves sur les données", grave, every)


def _remark(edition: Edition, flag: Flag) -> Remark:
    names = {NATIONAL: edition.words.reference.name} | {code: region.name for code, region in edition.regions.items()}
    named = edition.registry.indicators.get(flag.indicator)
    return Remark(
        named.label if named else "Toute la table",
        wording.FLAG_LABEL.get(flag.flag, flag.flag),
        flag.severity,
        ", ".join(names.get(code, code) for code in sorted(flag.territories)) or "tous",
        flag.finding,
        flag.treatment,
    )


def remark_lines(flags: Sequence[Flag], edition: Edition) -> list[str]:
    """The remarks on data in plain lines, most serious first, for a speaker's notes."""
    told = sorted((f for f in flags if f.severity != NOT_TOLD), key=lambda flag: SEVERITIES.index(flag.severity))
    return [
        f"{found.subject}{NBSP}: {found.finding} {found.treatment}"
        for found in (_remark(edition, flag) for flag in told)
    ]


def sources_table(stamp: Stamp, indicators: Sequence[Indicator]) -> TableBlock:
    """Each indicator with its unit, year, source and sense of reading, and what must be known of it."""
    registry = stamp.edition.registry
    rows = [
        {
            "Domaine": f"{_domain(stamp, i)}{THIN}*" if i.contestable else _domain(stamp, i),
            "Indicateur": wording.indicator_and_unit(i),
            wording.YEAR: i.year or wording.MISSING,
            "Source": i.source,
            "Sens de lecture": wording.polarity_text(stamp.reading.polarity(i) if i.domain else None),
            "À savoir": _to_know(i),
        }
        for i in indicators
    ]
    return TableBlock(
        "Sources",
        words.SOURCES,
        "Les indicateurs, leur sens de lecture, leur année et leur source.",
        pd.DataFrame(rows, dtype=object),
        "Tableau des indicateurs, de leur sens de lecture et de leur source.",
        wording.source_line(registry, indicators),
        widths=(1.6, 3.2, 1.2, 2.4, 1.9, 2.4),
        note=wording.mark_note(indicators),
    )


def _domain(stamp: Stamp, indicator: Indicator) -> str:
    if indicator.form == "empty":
        return indicator.label
    return stamp.edition.registry.domains[indicator.domain].short if indicator.domain else "Contexte"


def _to_know(indicator: Indicator) -> str:
    parts = ["indicateur discuté"] if indicator.contestable else []
    if indicator.reliability:
        parts.append(_RELIABILITY[indicator.reliability])
    return wording.capital(", ".join(parts))


def context_table(edition: Edition, region: Region) -> TableBlock:
    """The criteria that describe a territory and are never compared, beside those of France."""
    context = edition.registry.context
    cells = edition.observations.set_index(["indicator", "territory"])
    rows = []
    for indicator in context:
        own = cells.loc[(indicator.code, region.code)].to_dict()
        national = cells.loc[(indicator.code, NATIONAL)].to_dict()
        ranged = own["value"] is None and (own["low"] is not None or own["high"] is not None)
        value = wording.observation_text(indicator, own) if ranged else as_published(own["value"], indicator.decimals)
        rows.append(
            {
                "Repère": indicator.label,
                region.name: value,
                edition.words.reference.name: as_published(national["value"], indicator.benchmark_decimals),
                "Unité": indicator.unit or wording.MISSING,
                wording.YEAR: indicator.year or wording.MISSING,
                "Source": indicator.source,
            }
        )
    return TableBlock(
        "Contexte",
        words.context_title(region, len(rows)),
        words.context_lead(region, edition.words),
        pd.DataFrame(rows, dtype=object),
        f"Tableau des {len(rows)} repères {region.genitive}.",
        wording.source_line(edition.registry, context),
        columns={
            region.name: Column(right=True),
            edition.words.reference.name: Column(right=True),
        },
        widths=(2.4, 2.1, 1.5, 1.5, 1.0, 3.5),
    )


def scores_table(stamp: Stamp, scores: pd.DataFrame) -> TableBlock:
    """Every region and indicator: value, gap, score, rank, class, priority; what is to be confirmed, and why."""
    edition, records = stamp.edition, scores.to_dict("records")
    rows = []
    for row in records:
        indicator = edition.registry.indicators[row["indicator"]]
        rows.append(
            {
                **region_cells(edition.regions[row["region"]]),
                "Domaine": edition.registry.domains[row["domain"]].label,
                **standing_cells(indicator, row),
            }
        )
    return TableBlock(
        "Écarts",
        f"L’écart de chaque {edition.level.singular} à {edition.words.the_value}",
        f"{wording.SCORE}{NBSP}: 1 = {edition.words.mean_gap}{THIN}; positif = plus fragile.",
        pd.DataFrame(rows, dtype=object),
        f"Tableau des écarts de chaque {edition.level.singular}, indicateur par indicateur.",
        wording.source_line(edition.registry, edition.registry.fragility),
        columns={
            edition.level.code_name: Column(as_text=True),
            "Écart": Column(signed=True),
            wording.SCORE: Column(decimals=2, signed=True, score=True),
            "Classe": Column(classes=tuple(FragilityClass(row["class"]) for row in records)),
        },
    )


def cells_table(edition: Edition) -> TableBlock:
    """The published cells, string and value."""
    return TableBlock(
        "Données",
        "Les valeurs publiées, cellule par cellule",
        "La chaîne telle que publiée, à côté de la valeur lue.",
        all_observations(edition),
        "Tableau de toutes les cellules publiées.",
        wording.source_line(edition.registry, edition.registry.indicators.values()),
        columns=OBSERVATION_COLUMNS,
    )


def registry_table(stamp: Stamp) -> TableBlock:
    """What each row of the published table measures, and how it is read."""
    registry, reading = stamp.edition.registry, stamp.reading
    rows = [
        {
            "Code": i.code,
            "Indicateur": i.label,
            "Critère publié": i.criterion_published,
            "Domaine": registry.domains[i.domain].label if i.domain else "Contexte",
            "Définition": i.definition,
            "Unité": i.unit,
            "Unité publiée": i.unit_published,
            "Sens de lecture": wording.polarity_text(reading.polarity(i) if i.domain else None),
            "Pourquoi ce sens": i.polarity_reason,
            "Indicateur discuté": "oui" if i.contestable else "non",
            "Pourquoi discuté": i.contestable_reason,
            "Fiabilité": i.reliability,
            wording.YEAR: i.year,
            "Source": i.source,
        }
        for i in registry.indicators.values()
    ]
    return TableBlock(
        "Registre",
        f"Les {len(rows)} critères et leur lecture",
        "Ce que chaque ligne de la table mesure, et comment elle est lue.",
        pd.DataFrame(rows, dtype=object),
        "Tableau des critères et de leur lecture.",
        wording.source_line(registry, registry.indicators.values()),
        columns={
            "Code": Column(as_text=True),
            "Définition": Column(prose=True),
            "Pourquoi ce sens": Column(prose=True),
            "Pourquoi discuté": Column(prose=True),
        },
    )

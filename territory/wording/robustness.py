"""How sure a place is: verdicts, intervals, what moves it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from territory.counts import INTERVAL
from territory.factors import Factor
from territory.levels import REGION, WORDS, Level, Words
from territory.regions import Region
from territory.robustness import FIRST, PROBABLE_FROM, SOLID_FROM, Verdict
from territory.variants import Normalisation
from territory.wording.numbers import MISSING, number, share_text
from territory.wording.typography import NBSP, THIN, capital, enumeration, lowered, ordinal, plural

VERDICT_SHORT: Mapping[Verdict, str] = {
    Verdict.SOLID: "solide",
    Verdict.PROBABLE: "probable",
    Verdict.SENSITIVE: "dépend du calcul",
}
"""The word alone, under a heading that says « Place »."""
VERDICT_LABEL: Mapping[Verdict, str] = {
    Verdict.SOLID: "place solide",
    Verdict.PROBABLE: "place probable",
    Verdict.SENSITIVE: "place qui dépend du calcul",
}
FACTOR_LABEL: Mapping[Factor, str] = {
    Factor.NORMALISATION: "la façon de comparer les écarts",
    Factor.ROUNDING: "les arrondis de la source",
    Factor.LEFT_OUT: "les indicateurs laissés de côté",
}


def normalisation_label(normalisation: Normalisation, words: Words = WORDS) -> str:
    """« écart moyen des régions à la France »: what a gap is divided by."""
    plural_form, to = words.level.plural, words.reference.dative
    return {
        Normalisation.MEAN_GAP: f"écart moyen des {plural_form} {to}",
        Normalisation.RMS: f"écart quadratique des {plural_form} {to}",
        Normalisation.SD: f"écart-type entre les {plural_form}",
        Normalisation.RANGE: f"étendue entre les {plural_form}",
        Normalisation.MAX: f"plus grand écart {to}",
        Normalisation.MEDIAN: f"écart médian des {plural_form} {to}",
        Normalisation.WEIGHTED_MEAN_GAP: "écart moyen pondéré par la population",
        Normalisation.MEAN_GAP_TYPICAL: "écart moyen sans l’Île-de-France ni la Corse",
    }[normalisation]


NORMALISATION_LABEL: Mapping[Normalisation, str] = {each: normalisation_label(each) for each in Normalisation}
"""Those of the régions compared with France."""


def verdict_meaning(verdict: Verdict, level: Level = REGION) -> str:
    """« Place solide : parmi les cinq premières places… »: what the word says, to stand where the word is."""
    return f"{capital(VERDICT_LABEL[verdict])}{NBSP}: {verdict_extent(verdict, level)}"


def verdict_extent(verdict: Verdict, level: Level = REGION) -> str:
    """« parmi les cinq premières places de la région dans au moins 90 % des variantes de calcul. »"""
    within = f"parmi les {_number_word(FIRST)} premières places {level.genitive} dans"
    low, high = share_text(PROBABLE_FROM), share_text(SOLID_FROM)
    extent = {
        Verdict.SOLID: f"au moins {high} des variantes de calcul",
        Verdict.PROBABLE: f"{low} à {high} des variantes de calcul",
        Verdict.SENSITIVE: f"moins de {low} des variantes de calcul",
    }[verdict]
    return f"{within} {extent}."


def solid_meaning(words: Words = WORDS) -> str:
    """What « place solide » means on either side, for the switch that dims the rest."""
    return (
        f"{verdict_meaning(Verdict.SOLID, words.level)} Du côté le moins fragile, de même pour les "
        f"{_number_word(FIRST)} dernières places. Une case proche de {words.the_value} est mise en retrait aussi."
    )


def solid_finding(region: Region, solid: Sequence[str], count: int) -> str:
    """« Dans les Hauts-de-France, la place de 3 priorités sur 6 est solide : éducation, emploi et pauvreté ».

    ``solid``: labels of the priorities whose place is solid, among the ``count`` priorities of the region.
    """
    where = capital(region.locative)
    if not count:
        return f"{where}, aucun domaine n’est une priorité"
    if not solid:
        whose = (
            "la place de la seule priorité n’est pas"
            if count == 1
            else f"la place d’aucune des {count} priorités n’est"
        )
        return f"{where}, {whose} solide"
    if len(solid) == count:
        whose = "de la seule priorité" if count == 1 else f"des {count} priorités"
    else:
        whose = f"d’une priorité sur {count}" if len(solid) == 1 else f"de {len(solid)} priorités sur {count}"
    return f"{where}, la place {whose} est solide{NBSP}: {enumeration(lowered(label) for label in solid)}"


def place_text(place: int, low: int, high: int) -> str:
    """« 2e place (de la 1re à la 3e) », « 1re place (la même dans presque toutes les variantes) »."""
    return f"{ordinal(place)} place ({_extent(low, high)})"


def _extent(low: int, high: int) -> str:
    if low == high:
        return "la même dans presque toutes les variantes"
    return f"de la {ordinal(low)} à la {ordinal(high)}"


def span_text(place: int, low: int, high: int) -> str:
    """The same beside a mark: « 2e place (1re à 3e) », « 1re place (presque toujours) »."""
    extent = "presque toujours" if low == high else f"{ordinal(low)} à {ordinal(high)}"
    return f"{ordinal(place)} place ({extent})"


def robustness_sentence(row: Mapping[str, object], *, last: bool = False) -> str:
    """Why a place has its word, from a row of ``domain_places``; « n. d. » where nothing was placed.

    ``last``: of a domain that is less fragile, its word among the last places instead of the first.
    """
    place, low, high = (row[name] for name in ("place", "low", "high"))
    share, word, which = (
        (row["share_last5"], row["strength"], "dernières") if last else (row["share_top5"], row["verdict"], "premières")
    )
    if not (isinstance(place, int) and isinstance(low, int) and isinstance(high, int)):
        return MISSING
    assert isinstance(share, Decimal)
    return (
        f"{capital(VERDICT_LABEL[Verdict(str(word))])}{NBSP}: {ordinal(place)} ({_extent(low, high)}){THIN}; parmi "
        f"les {_number_word(FIRST)} {which} dans {share_text(share)} des variantes de calcul."
    )


def kept_domains_text(mean: Decimal, total: int) -> str:
    """« parmi les domaines que garde chaque variante (12,7 en moyenne) », from ``arrays.kept_domains``."""
    if mean == total:
        return f"parmi les {plural(total, 'domaine')}"
    return f"parmi les domaines que garde chaque variante ({number(mean, 1)} en moyenne)"


def interval_meaning() -> str:
    """What a bar from ``low`` to ``high`` holds."""
    low, high = INTERVAL
    within = f"{high - low}{THIN}% des variantes de calcul"
    return f"L’intervalle contient au moins {within}{THIN}; la marque est à la place médiane."


def position_sentence(region: Region, row: Mapping[str, object], total: int) -> str:
    """A region's overall position, never without its interval; from a row of ``overall_positions``."""
    low, high = row["low"], row["high"]
    if not (isinstance(low, int) and isinstance(high, int)):
        return f"{capital(region.subject)}{NBSP}: non classable, trop de valeurs manquent."
    extent = f"de la {ordinal(low)} à la {ordinal(high)} place" if low < high else f"{ordinal(low)} place"
    word = "" if row["rankable"] else "non classable, "
    return f"{capital(region.subject)}{NBSP}: {word}{extent} sur {total} selon les variantes de calcul."


def factor_sentence(row: Mapping[str, object]) -> str:
    """What moves a place most, from a row of ``factor_shifts``; empty where the domain has no place."""
    if row["reference"] is None:
        return ""
    if row["factor"] is None:
        return "Aucun de ces choix, pris seul, ne change cette place."
    factor = Factor(str(row["factor"]))
    return f"Ce qui déplace le plus cette place{NBSP}: {FACTOR_LABEL[factor]}."


def missing_normalisations_text(missing: Iterable[Normalisation], words: Words = WORDS) -> str:
    """Which variants the edition does not allow; empty when it allows all."""
    labels = [normalisation_label(normalisation, words) for normalisation in missing]
    return f"Non calculé pour cette édition{NBSP}: {enumeration(labels)}." if labels else ""


def not_computed(level: Level, most: int) -> str:
    """« Non calculé au-delà de 400 communes »: what is said where an edition has too many territories."""
    return f"Non calculé au-delà de {number(Decimal(most), 0)}{NBSP}{level.plural}"


def variants_text(draws: int, seed: int) -> str:
    """« 10 000 variantes de calcul (tirage 2020) », for exports and the method."""
    return f"{number(Decimal(draws), 0)} variantes de calcul (tirage{NBSP}{seed})"


def _number_word(count: int) -> str:
    return {3: "trois", 4: "quatre", 5: "cinq"}.get(count, str(count))

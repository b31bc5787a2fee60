"""Every French sentence that a reader is given about a number, and how numbers are written.

Pure text: same words on screen, in alt text, tables and exports. Typography: U+202F before % ; ! ? and
between thousands, U+00A0 before « : » and inside guillemets, decimal comma, U+2212 for minus.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

import pandas as pd

from territory.analysis import FragilityClass, Reading
from territory.indicators import Domain, Indicator, Polarity, Registry
from territory.loader import Edition
from territory.regions import NATIONAL, Region
from territory.robustness import FIRST, INTERVAL, PROBABLE_FROM, SOLID_FROM, Factor, Verdict
from territory.variants import Normalisation

THIN = "\u202f"
NBSP = "\u00a0"
MISSING = f"n.{NBSP}d."
NATIONAL_NAME = "France métropolitaine"

CLASS_LABEL: Mapping[FragilityClass, str] = {
    FragilityClass.MUCH_MORE_FRAGILE: "Nettement plus fragile",
    FragilityClass.MORE_FRAGILE: "Plus fragile",
    FragilityClass.NEAR: "Proche de la valeur nationale",
    FragilityClass.LESS_FRAGILE: "Moins fragile",
    FragilityClass.MUCH_LESS_FRAGILE: "Nettement moins fragile",
    FragilityClass.INDISTINGUISHABLE: "Non distinguable aux arrondis près",
    FragilityClass.NOT_ORIENTED: "Non orienté",
    FragilityClass.MISSING: "Donnée non disponible",
}
CLASS_SYMBOL: Mapping[FragilityClass, str] = {
    FragilityClass.MUCH_MORE_FRAGILE: "▲▲",
    FragilityClass.MORE_FRAGILE: "▲",
    FragilityClass.NEAR: "=",
    FragilityClass.LESS_FRAGILE: "▼",
    FragilityClass.MUCH_LESS_FRAGILE: "▼▼",
    FragilityClass.INDISTINGUISHABLE: "=",
    FragilityClass.NOT_ORIENTED: "",
    FragilityClass.MISSING: "",
}

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


# --- numbers -------------------------------------------------------------------------------------------


def rounded(value: Decimal, decimals: int) -> Decimal:
    """As it is printed: half goes away from zero."""
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def number(value: Decimal, decimals: int, *, signed: bool = False) -> str:
    """``65018096`` → « 65 018 096 », ``-2.2`` → « −2,2 »; half is rounded away from zero."""
    printed = rounded(value, decimals)
    digits = f"{abs(printed):,.{decimals}f}".replace(",", THIN).replace(".", ",")
    sign = "\u2212" if printed < 0 else "+" if signed and printed > 0 else ""
    return sign + digits


def with_symbol(text: str, symbol: str) -> str:
    """A number and what follows it, never parted at a line's end."""
    return text + {"": "", "%": f"{THIN}%"}.get(symbol, NBSP + symbol)


def value_text(indicator: Indicator, value: Decimal | None, *, national: bool = False) -> str:
    """« 8,4 % », « 9,22 tonnes », « n. d. »: a value with the decimals it was published with."""
    if value is None:
        return MISSING
    decimals = indicator.benchmark_decimals if national else indicator.decimals
    return with_symbol(number(value, decimals), indicator.symbol)


def cell_text(indicator: Indicator, value: Decimal | None, *, national: bool = False) -> str:
    """« 8,4 % », « 9,22 », « n. d. »: a value where room is short; only % stands for its unit."""
    if value is None or indicator.symbol == "%":
        return value_text(indicator, value, national=national)
    return number(value, indicator.benchmark_decimals if national else indicator.decimals)


def range_text(low: Decimal | None, high: Decimal | None) -> str:
    """« de 90 000 à 105 000 »; a bound that could not be read says so."""
    lower = MISSING if low is None else number(low, 0)
    upper = MISSING if high is None else number(high, 0)
    return f"de {lower} à {upper}"


def compact_text(low: Decimal | None, high: Decimal | None = None) -> str:
    """A count where room is short: « 12,2 M », « 337 k », « 200–220 k »; the full number stands in the table."""
    known = [bound for bound in (low, high) if bound is not None]
    if not known:
        return MISSING
    scale, unit, decimals = (Decimal(10**6), "M", 1) if max(known) >= 10**6 else (Decimal(10**3), "k", 0)
    decimals = 1 if max(known) < 10**4 else decimals
    spread = "–".join(number(bound / scale, decimals) for bound in known)
    return f"{'≤ ' if low is None else ''}{spread}{NBSP}{unit}"


def observation_text(indicator: Indicator, row: Mapping[str, object], *, national: bool = False) -> str:
    """What an observation says: its value, its range, or « n. d. »."""
    value, low, high = (row[name] for name in ("value", "low", "high"))
    if isinstance(low, Decimal) or isinstance(high, Decimal):
        return range_text(low if isinstance(low, Decimal) else None, high if isinstance(high, Decimal) else None)
    return value_text(indicator, value if isinstance(value, Decimal) else None, national=national)


def gap_text(indicator: Indicator, gap: Decimal) -> str:
    """« +2,4 points », « −39,0 pour 100 000 hab. »."""
    decimals = max(indicator.decimals, indicator.benchmark_decimals)
    text = number(gap, decimals, signed=True)
    several = abs(rounded(gap, decimals)) >= 2
    return with_symbol(text, "points" if indicator.gap_unit == "point" and several else indicator.gap_unit)


def times_text(score: Decimal) -> str:
    """« 2,5 fois », « moins de 0,1 fois »: |S| as a reader says it."""
    times = rounded(abs(score), 1)
    return f"{number(times, 1)}{NBSP}fois" if times else f"moins de 0,1{NBSP}fois"


def score_text(score: Decimal | None) -> str:
    """« +2,46 »: an écart comparé in a table."""
    return MISSING if score is None else number(score, 2, signed=True)


def plural(count: int, singular: str, plural_form: str | None = None) -> str:
    """« 1 région », « 4 régions »; in French, zero and one are singular."""
    word = singular if abs(count) < 2 else plural_form or f"{singular}s"
    return f"{count}{NBSP}{word}"


def ordinal(rank: int, *, feminine: bool = True) -> str:
    """« 1re », « 1er », « 12e »."""
    return f"{rank}{'e' if rank > 1 else 're' if feminine else 'er'}"


def rank_text(rank: int, total: int, *, tied: bool) -> str:
    """« 1re région sur 13 », « 12e région sur 13, ex æquo »; 1re = the most fragile."""
    return f"{ordinal(rank)} région sur {total}" + (", ex æquo" if tied else "")


def capital(text: str) -> str:
    """First letter raised, the rest untouched (``str.capitalize`` lowers proper nouns)."""
    return text[:1].upper() + text[1:]


def full_stop(text: str) -> str:
    """The text as a sentence; « n. d. » has its full stop already."""
    return text if text.endswith(".") else f"{text}."


def enumeration(items: Iterable[str]) -> str:
    """« a », « a et b », « a, b et c »."""
    *head, last = list(items)
    return f"{', '.join(head)} et {last}" if head else last


# --- one sentence a cell -------------------------------------------------------------------------------


def cell_sentence(row: Mapping[str, object], indicator: Indicator, domain: Domain) -> str:
    """The sentence of a cell of ``score_table``."""
    value, national, gap = row["value"], row["national"], row["gap"]
    title = indicator.label if row["class"] == FragilityClass.MISSING else domain.label
    if not (isinstance(value, Decimal) and isinstance(national, Decimal) and isinstance(gap, Decimal)):
        return f"{title}{NBSP}: {MISSING} {indicator.definition}"
    phrase = indicator.phrase.replace("{v}", value_text(indicator, value))
    benchmark = value_text(indicator, national, national=True)
    facts = f"{title}{NBSP}: {phrase}, contre {benchmark} en {NATIONAL_NAME} ({indicator.year})."
    return " ".join(part for part in (facts, _gap_sentence(row, indicator, gap), *_cautions(row, indicator)) if part)


def _gap_sentence(row: Mapping[str, object], indicator: Indicator, gap: Decimal) -> str:
    score, rank, ranked = row["score"], row["rank"], row["ranked"]
    if row["class"] == FragilityClass.NOT_ORIENTED:
        return f"{capital(comparison(gap))}{THIN}; ni une fragilité ni un atout."
    if row["class"] == FragilityClass.INDISTINGUISHABLE:
        return "Écart non distinguable aux arrondis près."
    assert isinstance(score, Decimal) and isinstance(rank, int) and isinstance(ranked, int)
    return (
        f"L’écart, {gap_text(indicator, gap)}, est {times_text(score)} l’écart moyen des régions à la France. "
        f"{capital(rank_text(rank, ranked, tied=bool(row['tied'])))}."
    )


def _cautions(row: Mapping[str, object], indicator: Indicator) -> list[str]:
    cautions = []
    if row["oriented"] and indicator.polarity is Polarity.NOT_ORIENTED:
        cautions.append("Lecture de la source.")
    if indicator.contestable:
        cautions.append("Indicateur contestable.")
    if indicator.reliability == "C" and row["oriented"]:
        cautions.append("À confirmer.")
    return cautions


def comparison(gap: Decimal) -> str:
    """« supérieur à la valeur nationale »: a side without a judgement."""
    side = "supérieur à" if gap > 0 else "inférieur à" if gap < 0 else "égal à"
    return f"{side} la valeur nationale"


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


# --- findings: the titles of views and figures ---------------------------------------------------------


def region_finding(region: Region, more_fragile: int, oriented: int) -> str:
    """« Dans les Hauts-de-France, 11 domaines sur 15 sont plus fragiles que la valeur nationale »."""
    if more_fragile == 0:
        return f"{capital(region.locative)}, aucun domaine sur {oriented} n’est plus fragile que la valeur nationale"
    verb, agreement = ("sont", "s") if more_fragile > 1 else ("est", "")
    return (
        f"{capital(region.locative)}, {plural(more_fragile, 'domaine')} sur {oriented} {verb} "
        f"plus fragile{agreement} que la valeur nationale"
    )


def region_profile_finding(region: Region, labels: Sequence[str]) -> str:
    """« Éducation, emploi et culture : les plus grands écarts des Hauts-de-France »."""
    if not labels:
        return f"Aucun écart comparable {region.locative}"
    head, *rest = labels
    named = enumeration([head, *(label.lower() for label in rest)])
    many = "le plus grand écart" if not rest else "les plus grands écarts"
    return f"{named}{NBSP}: {many} {region.genitive} du côté fragile"


def cell_finding(row: Mapping[str, object], indicator: Indicator, domain: Domain, region: Region) -> str:
    """« Emploi, dans les Hauts-de-France : nettement plus fragile que la valeur nationale ».

    A contestable indicator is named instead of its domain, which it does not measure.
    """
    kind = FragilityClass(str(row["class"]))
    by_indicator = indicator.contestable or kind is FragilityClass.MISSING
    subject = f"{indicator.label if by_indicator else domain.label}, {region.locative}"
    if kind is FragilityClass.NOT_ORIENTED:
        assert isinstance(row["gap"], Decimal)
        return f"{subject}{NBSP}: {comparison(row['gap'])}, sans classement"
    verdict = {
        FragilityClass.NEAR: "proche de la valeur nationale",
        FragilityClass.INDISTINGUISHABLE: "non distinguable de la valeur nationale, aux arrondis près",
        FragilityClass.MISSING: "aucune donnée dans la source",
    }.get(kind, f"{CLASS_LABEL[kind].lower()} que la valeur nationale")
    return f"{subject}{NBSP}: {verdict}"


def indicator_finding(indicator: Indicator, classes: Iterable[FragilityClass]) -> str:
    """« Taux de chômage : 4 régions sur 13 plus fragiles que la valeur nationale »."""
    known = [c for c in classes if c is not FragilityClass.MISSING]
    if not known:
        return f"{indicator.label}{NBSP}: aucune donnée régionale dans la source"
    if all(c is FragilityClass.NOT_ORIENTED for c in known):
        return f"{indicator.label}{NBSP}: des valeurs à lire sans classement"
    fragile = sum(c.more_fragile for c in known)
    if fragile == 0:
        return f"{indicator.label}{NBSP}: aucune région plus fragile que la valeur nationale"
    return (
        f"{indicator.label}{NBSP}: {plural(fragile, 'région')} sur {len(known)} plus "
        f"fragile{'s' if fragile > 1 else ''} que la valeur nationale"
    )


# --- sources, years, choices in force ------------------------------------------------------------------


def years_text(indicators: Iterable[Indicator]) -> str:
    """« 2016 », « 2012 à 2019 »: from the oldest to the newest year of what is shown."""
    years = sorted({year for indicator in indicators for year in indicator.years})
    if not years:
        return "non précisé"
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
        f"{years_text(registry.indicators.values())}, affichées telles quelles."
    )


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


def interval_text(indicator: Indicator, low: Decimal | None, high: Decimal | None) -> str:
    """« 9,9 % et plus », « de 8,9 à 9,8 % », « 7,9 % et moins »: the bounds of a class, both included."""
    if low is None and high is None:
        return "toutes valeurs"
    if low is None or high is None:
        return f"{value_text(indicator, high if low is None else low)} et {'moins' if low is None else 'plus'}"
    if low > high:
        return "aucune valeur possible"
    if low == high:
        return value_text(indicator, low)
    return f"de {number(low, indicator.decimals)} à {value_text(indicator, high)}"


def region_lead(registry: Registry, own: pd.DataFrame) -> str:
    """The first priorities of a region in one sentence, from its rows of ``score_table``."""
    ranked = own[own["priority"].notna()].sort_values("priority").head(3)
    if ranked.empty:
        return "Aucun écart ne dépasse la moitié de l’écart moyen des régions à la France, du côté le plus fragile."
    named = []
    for row in ranked.to_dict("records"):
        indicator, domain = registry.indicators[row["indicator"]], registry.domains[row["domain"]]
        values = f"{value_text(indicator, row['value'])} contre {value_text(indicator, row['national'], national=True)}"
        if indicator.to_confirm:
            values += ", à confirmer"
        named.append(f"**{domain.label.lower()}** ({values})")
    head = "La première priorité" if len(named) == 1 else f"Les {len(named)} premières priorités"
    return f"{head}{NBSP}: {enumeration(named)}."


def comparison_finding(edition: Edition, scores: pd.DataFrame, regions: Sequence[str]) -> str:
    """« Plus fragiles que la valeur nationale : 11 domaines sur 15 dans les Hauts-de-France et 4 en Bretagne »."""
    oriented = scores[scores["score"].notna()]
    total = oriented["domain"].nunique()
    parts: list[str] = []
    for code in regions:
        kinds = oriented.loc[oriented["region"] == code, "class"]
        fragile = sum(FragilityClass(kind).more_fragile for kind in kinds)
        said = f"{plural(fragile, 'domaine')} sur {total}" if not parts else str(fragile)
        parts.append(f"{said} {edition.regions[code].locative}")
    return f"Plus fragiles que la valeur nationale{NBSP}: {enumeration(parts)}"


def median_text(edition: Edition, indicator: Indicator) -> str:
    """The median of the regions beside the national value, e.g. « 6,9 % (valeur nationale : 15,2 %) »."""
    cells = edition.observations[edition.observations["indicator"] == indicator.code]
    values = sorted(value for value in cells.loc[cells["territory"] != NATIONAL, "value"] if value is not None)
    national = cells.loc[cells["territory"] == NATIONAL, "value"].iloc[0]
    if not values or national is None:
        return ""
    middle = len(values) // 2
    median = values[middle] if len(values) % 2 else (values[middle - 1] + values[middle]) / 2
    benchmark = value_text(indicator, national, national=True)
    return f"{value_text(indicator, median)} (valeur nationale{NBSP}: {benchmark})"


# --- robustness ----------------------------------------------------------------------------------------

VERDICT_LABEL: Mapping[Verdict, str] = {
    Verdict.SOLID: "solide",
    Verdict.PROBABLE: "probable",
    Verdict.SENSITIVE: "sensible aux choix",
}
FACTOR_LABEL: Mapping[Factor, str] = {
    Factor.NORMALISATION: "la façon de comparer les écarts",
    Factor.ROUNDING: "les arrondis de la source",
    Factor.LEFT_OUT: "les indicateurs laissés de côté",
}
NORMALISATION_LABEL: Mapping[Normalisation, str] = {
    Normalisation.MEAN_GAP: "écart moyen des régions à la France",
    Normalisation.RMS: "écart quadratique des régions à la France",
    Normalisation.SD: "écart-type entre les régions",
    Normalisation.RANGE: "étendue entre les régions",
    Normalisation.MAX: "plus grand écart à la France",
    Normalisation.MEDIAN: "écart médian des régions à la France",
    Normalisation.WEIGHTED_MEAN_GAP: "écart moyen pondéré par la population",
    Normalisation.MEAN_GAP_TYPICAL: "écart moyen sans l’Île-de-France ni la Corse",
}


def share_text(share: Decimal) -> str:
    """« 87 % »; rounded down, so that 89,96 % never reads as the 90 % of another word."""
    percent = (share * 100).quantize(Decimal(1), ROUND_DOWN)
    if share and not percent:
        return f"moins de 1{THIN}%"
    return f"{percent}{THIN}%"


def verdict_meaning(verdict: Verdict) -> str:
    """What the word says, to stand where the word is."""
    word = capital(VERDICT_LABEL[verdict])
    within = f"parmi les {_number_word(FIRST)} premières places de la région dans"
    low, high = share_text(PROBABLE_FROM), share_text(SOLID_FROM)
    extent = {
        Verdict.SOLID: f"au moins {high} des variantes de calcul",
        Verdict.PROBABLE: f"{low} à {high} des variantes de calcul",
        Verdict.SENSITIVE: f"moins de {low} des variantes de calcul",
    }[verdict]
    return f"{word}{NBSP}: {within} {extent}."


def solid_meaning() -> str:
    """What « solide » means on either side, for the switch that dims the rest."""
    return (
        f"{verdict_meaning(Verdict.SOLID)} Du côté le moins fragile, de même pour les {_number_word(FIRST)} "
        "dernières places. Une case proche de la valeur nationale est estompée aussi."
    )


def solid_finding(region: Region, solid: Sequence[str], count: int) -> str:
    """« Dans les Hauts-de-France, 3 priorités sur 11 sont solides : éducation, emploi et pauvreté »."""
    where = capital(region.locative)
    if not count:
        return f"{where}, aucune priorité"
    if not solid:
        return f"{where}, aucune priorité sur {count} n’est solide"
    verb = "est solide" if len(solid) == 1 else "sont solides"
    named = enumeration(label.lower() for label in solid)
    return f"{where}, {plural(len(solid), 'priorité')} sur {count} {verb}{NBSP}: {named}"


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


def as_share(value: float) -> Decimal:
    """A share computed in binary, as the exact decimal the words round."""
    return Decimal(str(value))


def place_text(place: int, low: int, high: int) -> str:
    """« 2e place (de la 1re à la 3e) », « 1re place (la même dans presque toutes les variantes) »."""
    if low == high:
        return f"{ordinal(place)} place (la même dans presque toutes les variantes)"
    return f"{ordinal(place)} place (de la {ordinal(low)} à la {ordinal(high)})"


def robustness_sentence(row: Mapping[str, object]) -> str:
    """Why a priority has its word, from a row of ``domain_places``; « n. d. » where nothing was placed."""
    place, low, high, share = (row[name] for name in ("place", "low", "high", "share_top5"))
    if not (isinstance(place, int) and isinstance(low, int) and isinstance(high, int)):
        return MISSING
    assert isinstance(share, Decimal)
    word = capital(VERDICT_LABEL[Verdict(str(row["verdict"]))])
    return (
        f"{word}{NBSP}: {place_text(place, low, high)}{THIN}; parmi les {_number_word(FIRST)} premières "
        f"dans {share_text(share)} des variantes de calcul."
    )


def interval_meaning() -> str:
    """What a bar from ``low`` to ``high`` holds."""
    low, high = INTERVAL
    within = f"{high - low}{THIN}% des variantes de calcul"
    return f"L’intervalle contient au moins {within}{THIN}; le point est la place médiane."


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


def missing_normalisations_text(missing: Iterable[Normalisation]) -> str:
    """Which variants the edition does not allow; empty when it allows all."""
    labels = [NORMALISATION_LABEL[normalisation] for normalisation in missing]
    return f"Non calculé pour cette édition{NBSP}: {enumeration(labels)}." if labels else ""


def variants_text(draws: int, seed: int) -> str:
    """« 10 000 variantes de calcul (tirage 2020) », for exports and the method."""
    return f"{number(Decimal(draws), 0)} variantes de calcul (tirage{NBSP}{seed})"


def _number_word(count: int) -> str:
    return {3: "trois", 4: "quatre", 5: "cinq"}.get(count, str(count))


# --- similar regions -----------------------------------------------------------------------------------

NO_NEIGHBOUR = "pas de région au profil proche"
GROUP_CAUTION = (
    f"Groupes et axes sont sans nom{NBSP}: ils décrivent des ressemblances entre quelques régions, "
    "et non des types de territoires."
)


def no_neighbour_sentence(region: Region) -> str:
    return f"{capital(region.subject)}{NBSP}: {NO_NEIGHBOUR}."


def neighbour_sentence(row: Mapping[str, object], neighbour: Region) -> str:
    """A similar region, its distance and its stability, from a row of ``neighbours``."""
    distance = number(Decimal(str(row["distance"])), 2)
    return (
        f"{neighbour.name}{NBSP}: distance {distance}{THIN}; parmi les plus proches dans {row['kept']} "
        f"calculs sur {row['runs']} quand un domaine est laissé de côté."
    )


def bonds_sentence(together: Iterable[Domain], apart: Iterable[Domain]) -> str:
    """« Ce qui rapproche : emploi et pauvreté. Ce qui distingue : santé. »"""
    parts = []
    for title, domains in (("Ce qui rapproche", together), ("Ce qui distingue", apart)):
        if names := [domain.label[:1].lower() + domain.label[1:] for domain in domains]:
            parts.append(f"{title}{NBSP}: {enumeration(names)}.")
    return " ".join(parts)


# --- a ranking, from its first region to its last --------------------------------------------------------


def extent_finding(indicator: Indicator, ordered: Sequence[tuple[Region, Decimal]]) -> str:
    """« Taux de chômage : de 10,8 % dans les Hauts-de-France à 6,9 % en Bretagne »: first and last, ties named.

    ``ordered``: the regions that have a value, most fragile first, by value where none is.
    The unit is said once, but for %.
    """
    if not ordered:
        return f"{indicator.label}{NBSP}: aucune donnée régionale dans la source"
    (_, first), (_, last) = ordered[0], ordered[-1]
    if first == last:
        return f"{indicator.label}{NBSP}: {value_text(indicator, first)} {_places(region for region, _ in ordered)}"
    starting, ending = (
        f"{text} {_places(region for region, value in ordered if value == extreme)}"
        for extreme, text in ((first, value_text(indicator, first)), (last, cell_text(indicator, last)))
    )
    return f"{indicator.label}{NBSP}: de {starting} à {ending}"


def _places(regions: Iterable[Region]) -> str:
    """« en Bretagne », « en Bretagne et dans les Pays de la Loire », « dans 3 régions »."""
    found = [region.locative for region in regions]
    return enumeration(found) if len(found) < 3 else f"dans {plural(len(found), 'région')}"

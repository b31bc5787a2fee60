"""Flag by flag, each number of its finding with the arithmetic that yields it, and what no arithmetic can yield."""

import re
from decimal import Decimal
from itertools import pairwise
from statistics import correlation, median

from tests.data.published_table import (
    BFC,
    CORSE,
    FRAGILITY,
    IDF,
    INDICATORS,
    NNBSP,
    PACA,
    RANGES_LINE,
    REGIONS,
    TERRITORIES,
    cuttings,
    described,
    fr,
    gaps,
    half_digit,
    mean_gap,
    per_inhabitant,
    published,
    ranges,
    skewness,
    table,
    total,
    value,
    values,
    weighted,
    width,
)


def years() -> list[int]:
    """The last year of each published « année » (« 2012-2016 » gives 2016, « 2019-2018 » gives 2019)."""
    found = [re.findall(r"\d{4}", described(code, "annee")) for code in INDICATORS]
    return [max(map(int, year)) for year in found if year]


def glued() -> set[str]:
    """Regions whose range touches another in the document: a space is missing where two of them meet."""
    joints = [
        (left, right)
        for left, right in pairwise(REGIONS)
        if published("associations", left) + published("associations", right) in RANGES_LINE
    ]
    return {region for joint in joints for region in joint}


def lines_of(axis: str) -> list[str]:
    return [code for code in INDICATORS if described(code, "axe").startswith(axis)]


FIGURES = {
    "*:MILLESIMES_MELES": lambda: [
        described("environnement", "annee"),
        described("numerique", "annee"),
        fr(max(years()) - min(years())),
    ],
    "*:DECOMPTE": lambda: [
        fr(len(table())),
        fr(len(lines_of("AXE 1"))),
        fr(len(lines_of("AXE 3"))),
        fr(sum(any(published(code, t) for t in TERRITORIES) for code in lines_of("AXE 3"))),
        fr(len({described(code, "critere") for code in lines_of("AXE 3")})),
    ],
    "population:MILLESIME": lambda: [fr(value("population", "FR")), described("population", "annee")],
    "population:OK_SOMME": lambda: [fr(len(REGIONS)), fr(total("population"))],
    "poids_population:OK_ARRONDI": lambda: [fr(len(REGIONS)), fr(total("poids_population"), 1)],
    "superficie:OK_SOMME": lambda: [fr(len(REGIONS)), fr(total("superficie"))],
    "densite:PRECISION_BRUTE": lambda: [
        fr(min(len(re.sub(r"\D", "", published("densite", t))) for t in TERRITORIES)),
        fr(max(len(re.sub(r"\D", "", published("densite", t))) for t in TERRITORIES)),
    ],
    "espace_naturel:LIBELLE_DOUTEUX": lambda: [
        fr(value("espace_naturel", "FR"), 1),
        fr(weighted("espace_naturel", by="superficie"), 2),
    ],
    "communes:MILLESIME": lambda: [fr(total("communes")), described("communes", "annee"), fr(len(REGIONS))],
    "departements:DEFINITION": lambda: [
        fr(value("departements", CORSE)),
        fr(len(REGIONS)),
        fr(total("departements")),
    ],
    "pib:COLLAGE": lambda: [
        fr(len(REGIONS)),
        fr(total("pib")),
        fr(value("pib", PACA)),  # the two cells that touch
        fr(value("pib", CORSE)),
    ],
    "entreprises:SEPARATEUR_AMBIGU": lambda: [
        fr(len(cuttings())),
        fr(len(TERRITORIES)),
        fr(len(REGIONS)),
        fr(total("entreprises")),
    ],
    "poids_entreprises:OK_ARRONDI": lambda: [fr(len(REGIONS)), fr(total("poids_entreprises"), 1)],
    "associations:PLAGE": lambda: [fr(len(REGIONS)), *map(fr, ranges()["44"])],
    "associations:COQUILLE_PROBABLE": lambda: [
        fr(len(ranges())),
        fr(min(width(*bounds) for bounds in ranges().values())),
        fr(max(width(*bounds) for bounds in ranges().values())),
        fr(width(55_000, 60_000)),
        fr(width(5_500, 60_000)),
    ],
    "associations:COLLAGE": lambda: [fr(len(glued())), fr(len(REGIONS))],
    "innovation:ND": lambda: [fr(value("innovation", PACA), 1)],
    "innovation:LIBELLE_DOUTEUX": lambda: [
        fr(value("innovation", "FR"), 1),
        fr(weighted("innovation", by="pib", territories=REGIONS[:-1]), 2),
    ],
    "finances_publiques:TOTAL_PARTIEL": lambda: [
        fr(value("finances_publiques", "FR"), 1),
        fr(len(REGIONS[:-1])),
        fr(total("finances_publiques", REGIONS[:-1]), 1),
        fr(total("finances_publiques", REGIONS[:-1]) - value("finances_publiques", "FR"), 1),
        fr(value("finances_publiques", CORSE)),
    ],
    "finances_publiques:CHAMP_DIFFERENT": lambda: [
        fr(per_inhabitant(CORSE)),  # 1 208 000 000 / 337 796
        fr(min(map(per_inhabitant, REGIONS[:-1]))),
        fr(max(map(per_inhabitant, REGIONS[:-1]))),
        fr(len(REGIONS[:-1])),
    ],
    "emploi:LIBELLE": lambda: [
        published("emploi", "75"),
        fr(value("emploi", "75"), 1),
        fr(weighted("emploi", by="population"), 3),
        fr(weighted("emploi", by="population"), 1),
    ],
    "developpement_economique:SIGNE_A_VERIFIER": lambda: [
        fr(sum(x < 0 for x in values("developpement_economique"))),
        fr(min(values("developpement_economique")), 1),
    ],
    "developpement_economique:NATIONAL_NEGATIF": lambda: [
        fr(value("developpement_economique", "FR"), 1),
        fr(value("developpement_economique", IDF), 1),
        # (−3,6 − (−2,2)) / −2,2 = −1,4 / −2,2 = +63,6 %
        fr(gaps("developpement_economique")[IDF] / value("developpement_economique", "FR") * 100, sign=True),
    ],
    "pouvoir_achat:ARRONDI": lambda: [
        fr(len(set(values("pouvoir_achat")))),
        fr(len(REGIONS)),
        fr(sum(gap == 0 for gap in gaps("pouvoir_achat").values())),
        fr(sum(gap == Decimal("0.01") for gap in gaps("pouvoir_achat").values())),
        fr(Decimal("0.01"), 2, sign=True),
        fr(2 * half_digit(published("pouvoir_achat", "FR")), 2),
        # 0,01 / (0,11 / 13) = 1,18
        fr(2 * half_digit(published("pouvoir_achat", "FR")) / mean_gap("pouvoir_achat"), 2),
    ],
    "pouvoir_achat:UNITE": lambda: [
        fr(value("pouvoir_achat", "FR"), 2),
        fr((value("pouvoir_achat", "FR") - 1) * 100, sign=True),
        fr(value("pouvoir_achat", IDF), 2),
        *described("pouvoir_achat", "annee").split("-"),
    ],
    "pauvrete:OK": lambda: [fr(value("pauvrete", "FR"), 1), fr(weighted("pauvrete", by="population"), 2)],
    "mal_logement:PROXY": lambda: [
        fr(value("mal_logement", CORSE), 2),
        fr(value("mal_logement", PACA), 2),
    ],
    "handicap:VIDE": lambda: [fr(sum(published("handicap", t) == "" for t in TERRITORIES))],
    "vieillissement:DEFINITION_INCONNUE": lambda: [
        fr(min(values("vieillissement")), 1),
        fr(max(values("vieillissement")), 1),
        fr(weighted("vieillissement", by="population"), 2),
        fr(value("vieillissement", "FR"), 1),
    ],
    "lien_social:CORRELATION": lambda: [
        fr(correlation([*map(float, values("lien_social"))], [*map(float, values("pauvrete"))]), 2)
    ],
    "education:OK": lambda: [fr(value("education", "FR"), 1), fr(weighted("education", by="population"), 2)],
    "sante:LIBELLE_DOUTEUX": lambda: [
        fr(value("sante", "FR")),
        fr(value("sante", "24")),
        fr(value("sante", PACA)),
    ],
    "sante:PRECISION_MIXTE": lambda: [
        published("sante", "FR"),
        fr(half_digit(published("sante", "FR")) + half_digit(published("sante", "44")), 2),  # 0,05 + 0,5
        fr(min(map(abs, gaps("sante").values()))),
    ],
    "numerique:UNITE_DOUTEUSE": lambda: [
        fr(value("numerique", "FR"), 1),
        fr(weighted("numerique", by="superficie"), 2),
        fr(weighted("numerique", by="population"), 2),
    ],
    "mobilite:NATIONAL_TIRE_PAR_IDF": lambda: [
        fr(value("mobilite", "FR"), 1),
        fr(value("mobilite", IDF), 1),
        fr(sum(gap < 0 for gap in gaps("mobilite").values())),
        fr(len(REGIONS)),
        fr(sum(published(code, "FR") != "" for code in FRAGILITY)),
        fr(skewness("mobilite"), 1),
        fr(median(values("mobilite")), 1),
    ],
    "culture:PETITS_NOMBRES": lambda: [
        fr(value("culture", CORSE), 2),
        fr(value("culture", CORSE) * value("population", CORSE) / 10_000),  # 1,13 × 33,7796 = 38,2
        fr(10_000 / value("population", CORSE), 2),  # 1 / 33,7796 = 0,0296
    ],
    "environnement:UNITE_DOUTEUSE": lambda: [
        fr(value("environnement", "FR"), 2),
        fr(value("environnement", "FR") * value("population", "FR") / 1_000_000),  # 7,55 × 65,018 = 490,9
    ],
    "environnement:DOUBLON_VALEUR": lambda: [
        fr(value("environnement", PACA), 2),
        fr(value("environnement", BFC), 2),
        fr(weighted("environnement", by="population"), 2),
    ],
    "environnement:MILLESIME": lambda: [fr(min(years())).replace(NNBSP, "")],
    "transition_energetique:UNITE_FAUSSE": lambda: [
        fr(value("transition_energetique", "FR"), 2),
        fr(value("transition_energetique", "FR") * 100),
    ],
    "transition_energetique:PROXY": lambda: [
        fr(value("transition_energetique", CORSE) * 100),  # said in kg, as everywhere
        fr(value("transition_energetique", PACA) * 100),
    ],
}

# Not computed: dates, quoted words, the two readings of a typo, outside figures « à vérifier ».
WORDS_OF_THE_SOURCE = {
    "*:MILLESIMES_MELES": "4",  # 4G
    "*:DECOMPTE": "8 1 2",  # « AXE 1 (8 critères) », axis 2
    "population:MILLESIME": "2018 1 64_812_000",
    "poids_population:OK_ARRONDI": "100",
    "communes:MILLESIME": "35_228",
    "departements:DEFINITION": "2018",
    "entreprises:META_MANQUANTE": "7",  # DS.7
    "poids_entreprises:OK_ARRONDI": "100",
    "associations:COQUILLE_PROBABLE": "55_00 60_000 55_000 5_500",
    "associations:COLLAGE": "116_0008_500",
    "emploi:LIBELLE": "2019",
    "developpement_economique:SIGNE_A_VERIFIER": "2018 2019",
    "developpement_economique:META_MANQUANTE": "0 1",  # « 0 sal. & + », « 1 & + »
    "mal_logement:META_MANQUANTE": "2",  # Frsoc.2
    "vieillissement:DEFINITION_INCONNUE": "1,7 2",
    "lien_social:CORRELATION": "1",  # the largest possible correlation
    "sante:LIBELLE_DOUTEUX": "100_000",
    "numerique:LIBELLE_DOUTEUX": "2 3",
    "culture:PETITS_NOMBRES": "10_000",
}

"""The published table and its flags as files, and the arithmetic that the findings of the flags are checked with."""

import csv
import re
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path

EDITION = Path(__file__).parents[2] / "data" / "editions" / "impact-2020"

INDICATORS = [
    "population",
    "poids_population",
    "superficie",
    "densite",
    "espace_naturel",
    "communes",
    "departements",
    "pib",
    "entreprises",
    "poids_entreprises",
    "associations",
    "innovation",
    "finances_publiques",
    "emploi",
    "developpement_economique",
    "pouvoir_achat",
    "pauvrete",
    "mal_logement",
    "diversite",
    "handicap",
    "vieillissement",
    "lien_social",
    "education",
    "sante",
    "numerique",
    "securite",
    "mobilite",
    "culture",
    "environnement",
    "transition_energetique",
]
FRAGILITY = INDICATORS[13:]
# the columns of the table, in order
REGIONS = ["44", "75", "84", "28", "27", "53", "24", "11", "76", "32", "52", "93", "94"]
IDF, CORSE, PACA, BFC = "11", "94", "93", "27"
TERRITORIES = ["FR", *REGIONS]

NBSP, NNBSP, MINUS = "\u00a0", "\u202f", "\u2212"


# --- the two files ---------------------------------------------------------------------------------


@cache
def table() -> list[list[str]]:
    """The 30 rows, 8 descriptive columns then France and the 13 regions, as published."""
    with (EDITION / "donnees_territoriales_2020.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.reader(lines, delimiter=";"))[1:]


@cache
def flags() -> list[dict[str, str]]:
    with (EDITION / "flags.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter=";"))


def flag(key: str) -> dict[str, str]:
    return next(row for row in flags() if f"{row['indicator']}:{row['flag']}" == key)


def published(code: str, territory: str) -> str:
    return table()[INDICATORS.index(code)][8 + TERRITORIES.index(territory)]


def described(code: str, column: str) -> str:
    columns = ["axe", "dimension", "critere", "indicateur", "indicateur_phare", "sources", "indice", "annee"]
    return table()[INDICATORS.index(code)][columns.index(column)]


def value(code: str, territory: str) -> Decimal:
    text = re.sub(r"[ %]|milliards", "", published(code, territory))
    return Decimal(text.replace(",", "."))


def values(code: str, territories=REGIONS) -> list[Decimal]:
    return [value(code, territory) for territory in territories]


# --- the arithmetic --------------------------------------------------------------------------------


def total(code: str, territories=REGIONS) -> Decimal:
    return sum(values(code, territories))


def weighted(code: str, by: str, territories=REGIONS) -> Decimal:
    """Σ w·x / Σ w: what France would be if it were made of the 13 published values."""
    weights = values(by, territories)
    return sum(w * x for w, x in zip(weights, values(code, territories), strict=True)) / sum(weights)


def gaps(code: str) -> dict[str, Decimal]:
    return {region: value(code, region) - value(code, "FR") for region in REGIONS}


def mean_gap(code: str) -> Decimal:
    """D = mean of |x − N| over the regions (docs/method.md, « Formulas »)."""
    return sum(map(abs, gaps(code).values())) / len(REGIONS)


def half_digit(text: str) -> Decimal:
    """Half a unit in the last published digit: « 339,0 » gives 0,05 and « 320 » gives 0,5."""
    return Decimal(1).scaleb(Decimal(text.replace(",", ".")).as_tuple().exponent) / 2


def skewness(code: str) -> float:
    """Adjusted Fisher–Pearson coefficient, g1·√(n(n−1))/(n−2): the one spreadsheets give."""
    xs = [float(x) for x in values(code)]
    n = len(xs)
    m = sum(xs) / n
    g1 = (sum((x - m) ** 3 for x in xs) / n) / (sum((x - m) ** 2 for x in xs) / n) ** 1.5
    return g1 * (n * (n - 1)) ** 0.5 / (n - 2)


def per_inhabitant(region: str) -> Decimal:
    return value("finances_publiques", region) * 1_000_000 / value("population", region)


def share(code: str, region: str) -> Decimal:
    return value(code, region) / value(code, "FR") * 100


def ranges() -> dict[str, tuple[int, int]]:
    """Associations: the 12 well-formed ranges; Bourgogne-Franche-Comté's low bound cannot be read."""
    found = {}
    for region in REGIONS:
        match = re.fullmatch(r"(\d{1,3} \d{3}) à (\d{1,3} \d{3})", published("associations", region))
        if match:
            found[region] = tuple(int(bound.replace(" ", "")) for bound in match.groups())
    return found


def width(low: int, high: int) -> Decimal:
    return Decimal(high - low) / high * 100


# The line of document 004, in which nothing tells a thousands space from the space between two cells.
FIRMS_LINE = (
    "5 391 223 386 548 539 249 683 039 224 632 215 069 246 114 177 830 1 169 581 584 319 345 787 267 953 510 712 40 390"
)
RANGES_LINE = (
    "Total 90 000 à 105 000 120 000 à 130 000160 000 à 175 00054 000 à 60 00055 00 à 60 000 65 000 à 70 000 "
    "48 000 à 52 000200 000 à 220 000130 000 à 140 000 100 000 à 105 00070 000 à 75 000"
    "110 000 à 116 0008 500 à 9 500"
)


@cache
def cuttings() -> list[tuple[int, ...]]:
    """Every way to read the line as 14 numbers below one billion (at most three groups of digits each)."""
    groups = FIRMS_LINE.split()

    @cache
    def cut(start: int, count: int) -> list[tuple[int, ...]]:
        if count == 0:
            return [()] if start == len(groups) else []
        found = []
        for size in (1, 2, 3):
            piece = groups[start : start + size]
            if len(piece) < size or piece[0].startswith("0") or any(len(g) != 3 for g in piece[1:]):
                break
            found += [(int("".join(piece)), *rest) for rest in cut(start + size, count - 1)]
        return found

    return cut(0, 14)


def fr(number, decimals: int = 0, sign: bool = False) -> str:
    """12345.678 → « 12 345,68 », rounded half up as a reader does."""
    rounded = Decimal(str(number)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    text = f"{abs(rounded):,}".replace(",", NNBSP).replace(".", ",")
    return (MINUS if rounded < 0 else "+" if sign else "") + text

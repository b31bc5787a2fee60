"""An independent computation of the `scores` table, straight from the published CSV.

Written from `docs/method.md` and the published table alone, before the package was read: it shares no
code, no registry and no parser with `territory`. Every number is a `Fraction`; what has no value is `None`.
"""

import csv
import re
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

PUBLISHED = Path(__file__).parents[2] / "data" / "editions" / "impact-2020" / "donnees_territoriales_2020.csv"

# INSEE codes in the order of the table's columns.
REGIONS = ("44", "75", "84", "28", "27", "53", "24", "11", "76", "32", "52", "93", "94")

# Position of the row in the file (the header is line 1) → the criterion's code, in published order.
CONTEXT = (
    "population", "poids_population", "superficie", "densite", "espace_naturel", "communes", "departements",
    "pib", "entreprises", "poids_entreprises", "associations", "innovation", "finances_publiques",
)  # fmt: skip


@dataclass(frozen=True)
class Criterion:
    """One row of method.md's table."""

    code: str
    dimension: str  # the table's word: économique, sociale, sociétale, environnementale
    sign: int | None  # +1 higher is more fragile, -1 less, 0 not oriented, None no data
    contestable: bool
    reliability: str


# method.md, « The 30 criteria and their codes », typed by hand.
FRAGILITY = (
    Criterion("emploi", "économique", +1, False, "A"),
    Criterion("developpement_economique", "économique", -1, False, "C"),
    Criterion("pouvoir_achat", "économique", -1, False, "C"),
    Criterion("pauvrete", "sociale", +1, False, "A"),
    Criterion("mal_logement", "sociale", -1, True, "B"),
    Criterion("diversite", "sociale", 0, True, "C"),
    Criterion("handicap", "sociale", None, False, ""),
    Criterion("vieillissement", "sociale", -1, True, "C"),
    Criterion("lien_social", "sociale", +1, True, "B"),
    Criterion("education", "sociétale", +1, False, "A"),
    Criterion("sante", "sociétale", -1, False, "B"),
    Criterion("numerique", "sociétale", -1, False, "B"),
    Criterion("securite", "sociétale", +1, False, "B"),
    Criterion("mobilite", "sociétale", -1, True, "B"),
    Criterion("culture", "sociétale", -1, False, "B"),
    Criterion("environnement", "environnementale", +1, True, "B"),
    Criterion("transition_energetique", "environnementale", +1, True, "B"),
)
ROBUST_CORE = ("emploi", "pauvrete", "education", "sante", "numerique", "securite", "culture")


@dataclass(frozen=True)
class Row:
    """One region × criterion of the `scores` table."""

    region: str
    criterion: Criterion
    published_domain: str
    value: Fraction | None
    national: Fraction | None
    gap: Fraction | None
    score: Fraction | None
    rank: int | None
    tied: bool | None  # None where there is no rank
    kind: str
    oriented: bool
    distinguishable: bool | None
    priority: int | None
    status: str | None
    reason: str | None


def number(text: str) -> Fraction | None:
    """« -2,2% » → -11/5; an empty cell → None. Anything else that is not a plain number stops the tests."""
    if text == "":
        return None
    match = re.fullmatch(r"(-?)(\d+)(?:,(\d+))?%?", text)
    assert match, text
    sign, whole, digits = match.group(1), match.group(2), match.group(3) or ""
    return Fraction(int(whole + digits), 10 ** len(digits)) * (-1 if sign else 1)


HUNDREDS = {"transition_energetique": 100}
"""« kg / hab » as published is hundreds of kg, and is said in kg, the probable unit."""


def said(text: str, unit: int) -> Fraction | None:
    """A published number in the unit that is said."""
    found = number(text)
    return None if found is None else found * unit


def decimals(text: str) -> int:
    return len(text.rstrip("%").partition(",")[2])


def published_rows() -> dict[str, list[str]]:
    """Criterion code → its row as published (meta-data, France, then the 13 regions)."""
    with PUBLISHED.open(encoding="utf-8", newline="") as file:
        _, *rows = csv.reader(file, delimiter=";")
    codes = CONTEXT + tuple(criterion.code for criterion in FRAGILITY)
    assert len(rows) == len(codes) == 30
    assert all(len(row) == 8 + 1 + 13 for row in rows)
    return dict(zip(codes, rows, strict=True))


def classify(score: Fraction) -> str:
    if score >= Fraction(3, 2):
        return "much_more_fragile"
    if score >= Fraction(1, 2):
        return "more_fragile"
    if score > Fraction(-1, 2):
        return "near"
    if score > Fraction(-3, 2):
        return "less_fragile"
    return "much_less_fragile"


def scores(
    *, source_reading: bool = False, without_contestable: bool = False, flipped: frozenset[str] = frozenset()
) -> dict[tuple[str, str], Row]:
    """(region, criterion) → row. `flipped` reverses the sign of those criteria, to check the mirror."""
    published = published_rows()
    drafts: dict[tuple[str, str], Row] = {}
    for criterion in FRAGILITY:
        if without_contestable and criterion.contestable:
            continue
        row = published[criterion.code]
        france_text, region_texts = row[8], row[9:]
        unit = HUNDREDS.get(criterion.code, 1)
        national = said(france_text, unit)
        values = [said(text, unit) for text in region_texts]
        gaps = [None if x is None or national is None else x - national for x in values]
        known = [gap for gap in gaps if gap is not None]
        mean_gap = sum(map(abs, known), Fraction(0)) / len(known) if known else Fraction(0)

        sign = criterion.sign
        if source_reading and criterion.code == "diversite":
            sign = +1
        if sign is not None and criterion.code in flipped:
            sign = -sign
        oriented = bool(sign)
        found = [sign * gap / mean_gap if oriented and mean_gap and gap is not None else None for gap in gaps]

        # Half a digit of the row's decimals for the regions (« 8 » among « 8,2 » stands for « 8,0 »), of the
        # cell's own for France (santé: 0 for the regions, 1 for France).
        half = Fraction(1, 2 * 10 ** max(map(decimals, region_texts))) + Fraction(1, 2 * 10 ** decimals(france_text))
        half *= unit
        for region, value, gap, score in zip(REGIONS, values, gaps, found, strict=True):
            distinguishable = None if gap is None else abs(gap) > half
            rank = None if score is None else 1 + sum(other > score for other in found if other is not None)
            if value is None:
                kind = "missing"
            elif score is None:
                kind = "not_oriented"
            elif not distinguishable:
                kind = "indistinguishable"
            else:
                kind = classify(score)
            drafts[region, criterion.code] = Row(
                region=region,
                criterion=criterion,
                published_domain=row[2],
                value=value,
                national=national,
                gap=gap,
                score=score,
                rank=rank,
                tied=None if score is None else found.count(score) > 1,
                kind=kind,
                oriented=oriented,
                distinguishable=distinguishable,
                priority=None,
                status=None,
                reason=None,
            )
    order = [criterion.code for criterion in FRAGILITY]
    for region in REGIONS:
        mine = [row for (where, _), row in drafts.items() if where == region]
        first = sorted(
            (row for row in mine if row.kind in ("much_more_fragile", "more_fragile")),
            key=lambda row: (-(row.score or 0), row.rank, order.index(row.criterion.code)),
        )
        place = 0
        for row in first:
            why = ["contestable"] * row.criterion.contestable + ["reliability"] * (row.criterion.reliability == "C")
            place += not why
            told = (
                {"status": "to_confirm", "reason": "|".join(why)} if why else {"status": "priority", "priority": place}
            )
            drafts[region, row.criterion.code] = Row(**{**vars(row), **told})
    return drafts

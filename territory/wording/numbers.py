"""How a number is written: half away from zero, U+2212 for minus, a decimal comma, thin spaces between thousands."""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from territory.analysis import MUCH_FROM, NEAR_BELOW
from territory.levels import REGION, WORDS, Level, Words
from territory.wording.typography import NBSP, THIN, grouped, ordinal

MISSING = f"n.{NBSP}d."


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


def score_number(score: Decimal, digits: int, *, signed: bool = False) -> str:
    """« 1,46 » for 1,46 even when one digit is asked: a printed score never crosses a class bound."""
    return number(score, score_digits(score, digits), signed=signed)


def score_digits(score: Decimal, digits: int) -> int:
    """``digits``, or as many more as keep the printed |S| on the side of 0,5 and of 1,5 where |S| is."""
    while _classes_reached(rounded(score, digits)) != _classes_reached(score):
        digits += 1
    return digits


def _classes_reached(score: Decimal) -> tuple[bool, bool]:
    return abs(score) >= NEAR_BELOW, abs(score) >= MUCH_FROM


def times_text(score: Decimal, words: Words = WORDS) -> str:
    """What a gap is, after « est »: « 2,5 fois l’écart moyen des régions à la France »; |S| as a reader says it."""
    mean = words.mean_gap
    times = rounded(abs(score), 1)
    if not times:
        return f"inférieur au dixième de {mean}"
    if times == 1:
        return f"à peu près égal à {mean}"
    return f"{score_number(abs(score), 1)}{NBSP}fois {mean}"


def score_text(score: Decimal | None, digits: int = 2) -> str:
    """« +2,46 »: S in a table, never printed across a class bound."""
    return MISSING if score is None else score_number(score, digits, signed=True)


def rank_text(rank: int, total: int, *, tied: bool, level: Level = REGION) -> str:
    """« 1re sur 13, la plus fragile », « 12e ex æquo sur 13, parmi les moins fragiles »: a rank and its direction.

    Two that share the last rank have nobody behind; more than two, whom « tied » does not count, are told by
    the direction alone.
    """
    if rank == 1:
        direction = "parmi les plus fragiles" if tied else level.most_fragile
    elif rank == total:
        direction = level.least_fragile
    elif tied and rank == total - 1:
        direction = "parmi les moins fragiles"
    else:
        direction = level.from_most_to_least
    return f"{ordinal(rank, feminine=level.feminine)}{' ex æquo' if tied else ''} sur {grouped(total)}, {direction}"


def rank_cell(rank: int | None, *, tied: bool, level: Level = REGION) -> str:
    """« 1re », « 12e ex æquo » in a column headed by what a rank means; empty without one."""
    return "" if rank is None else f"{ordinal(rank, feminine=level.feminine)}{' ex æquo' if tied else ''}"


def share_text(share: Decimal) -> str:
    """« 87 % »; rounded down, so that 89,96 % never reads as the 90 % of another word."""
    percent = (share * 100).quantize(Decimal(1), ROUND_DOWN)
    if share and not percent:
        return f"moins de 1{THIN}%"
    return f"{percent}{THIN}%"


def as_share(value: float) -> Decimal:
    """A share computed in binary, as the exact decimal the words round."""
    return Decimal(str(value))

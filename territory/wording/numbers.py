"""How a number is written: half away from zero, U+2212 for minus, a decimal comma, thin spaces between thousands."""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from territory.wording.typography import NBSP, THIN, ordinal

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


def times_text(score: Decimal) -> str:
    """« 2,5 fois », « moins de 0,1 fois »: |S| as a reader says it."""
    times = rounded(abs(score), 1)
    return f"{number(times, 1)}{NBSP}fois" if times else f"moins de 0,1{NBSP}fois"


def score_text(score: Decimal | None) -> str:
    """« +2,46 »: an écart comparé in a table."""
    return MISSING if score is None else number(score, 2, signed=True)


def rank_text(rank: int, total: int, *, tied: bool) -> str:
    """« 1re région sur 13 », « 12e région sur 13, ex æquo »; 1re = the most fragile."""
    return f"{ordinal(rank)} région sur {total}" + (", ex æquo" if tied else "")


def share_text(share: Decimal) -> str:
    """« 87 % »; rounded down, so that 89,96 % never reads as the 90 % of another word."""
    percent = (share * 100).quantize(Decimal(1), ROUND_DOWN)
    if share and not percent:
        return f"moins de 1{THIN}%"
    return f"{percent}{THIN}%"


def as_share(value: float) -> Decimal:
    """A share computed in binary, as the exact decimal the words round."""
    return Decimal(str(value))

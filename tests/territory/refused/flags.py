"""The flags."""

from __future__ import annotations

from tests.territory.conftest import TABLE
from tests.territory.refused.refusal import Refusal, not_utf8, on_flags

REFUSALS = {
    "flag of an unknown indicator": Refusal(
        on_flags(4, "indicator", "populaton"),
        "flags.csv",
        "ligne 4",
        "indicator",
        "populaton",
        "code du registre",
    ),
    "flag of an unknown severity": Refusal(
        on_flags(4, "severity", "grave"),
        "flags.csv",
        "ligne 4",
        "severity",
        "grave",
        "haute | moyenne | faible | info",
    ),
    "flag of an unknown territory": Refusal(
        on_flags(4, "territories", "94|99"),
        "flags.csv",
        "ligne 4",
        "territories",
        "99",
        "FR ou des codes de région",
    ),
    "flag without a finding": Refusal(on_flags(4, "finding", ""), "flags.csv", "ligne 4", "finding", "", "un texte"),
    "the broken bound without its flag": Refusal(
        lambda data: data.rewrite(
            data.flags, lambda rows: rows.remove(next(row for row in rows if row[1] == "COQUILLE_PROBABLE"))
        ),
        TABLE,
        "ligne 12 (associations)",
        "Bourgogne - Franche - Comté",
        "55 00 à 60 000",
        "fourchette",
    ),
    "flags not UTF-8": Refusal(not_utf8(lambda d: d.flags), "flags.csv", found="UTF-8", allowed="CSV en UTF-8"),
    "no flag for a broken bound": Refusal(
        lambda data: data.flags.unlink(), TABLE, "ligne 12 (associations)", "Bourgogne", "55 00 à 60 000", "fourchette"
    ),
}

"""Paper ballots, typed as they are printed: one line per ballot, « 1:3 4:2 7+ » by the numbers of the domains.

``1:3`` gives three points to the first domain; ``7+``, ``7=``, ``7-``, ``7?`` answer the second question.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from territory.workshop.errors import BallotError
from territory.workshop.model import Ballot, Opinion, Setup
from territory.workshop.rules import read_ballot

MOST_LINES = 200
_ANSWER = re.compile(r"(\d{1,3})(?::(\d)|([+=?\-]))")
_SIGNS: Mapping[str, Opinion] = {"+": Opinion.MORE, "=": Opinion.SAME, "-": Opinion.LESS, "?": Opinion.UNKNOWN}


def read_lines(text: str, actor: str, setup: Setup, labels: Mapping[str, str]) -> tuple[Ballot, ...]:
    """The ballots of a batch. Raises ``BallotError`` with every fault of every line; an empty line is no ballot."""
    lines = [(number, line.split()) for number, line in enumerate(text.splitlines(), start=1) if line.strip()]
    if len(lines) > MOST_LINES:
        raise BallotError((f"{MOST_LINES}\u00a0bulletins au plus par saisie\u202f; trouvé\u00a0: {len(lines)}.",))
    if not lines:
        raise BallotError(("Aucun bulletin saisi\u00a0: écrivez-en un par ligne.",))
    found: list[Ballot] = []
    faults: list[str] = []
    for number, words in lines:
        try:
            found.append(_ballot(words, actor, setup, labels))
        except BallotError as error:
            faults += [f"Ligne {number}. {message}" for message in error.messages]
    if faults:
        raise BallotError(tuple(faults))
    return tuple(found)


def _ballot(words: list[str], actor: str, setup: Setup, labels: Mapping[str, str]) -> Ballot:
    points: dict[str, int] = {}
    opinions: dict[str, str] = {}
    faults: list[str] = []
    for word in words:
        read = _ANSWER.fullmatch(word)
        number = int(read[1]) if read else 0
        if not read or not 1 <= number <= len(setup.domains):
            wanted = f"attendu, par exemple, 1:3 (domaines 1 à {len(setup.domains)})"
            faults.append(f"«\u00a0{word[:12]}\u00a0» ne se lit pas\u00a0: {wanted}.")
            continue
        domain = setup.domains[number - 1]
        if domain in (points if read[2] else opinions):
            faults.append(f"Le domaine {number} est noté deux fois.")
        elif read[2]:
            points[domain] = int(read[2])
        else:
            opinions[domain] = _SIGNS[read[3]].value
    if faults:
        raise BallotError(tuple(faults))
    return read_ballot({"actor": actor, "points": points, "opinions": opinions}, setup, labels)

"""Paper ballots as they are typed."""

from __future__ import annotations

import pytest

from territory.workshop.errors import BallotError
from territory.workshop.model import Opinion
from territory.workshop.paper import MOST_LINES, read_lines
from tests.territory.workshop.samples import SETUP

LABELS = {"emploi": "Emploi", "sante": "Santé", "mobilite": "Mobilité", "culture": "Culture"}


def test_a_line_is_a_ballot() -> None:
    first, second = read_lines("1:3 2:2\n\n  4:1 1+ 2= 3- 4? \n", "elus", SETUP, LABELS)
    assert (first.actor, first.points, first.opinions) == ("elus", {"emploi": 3, "sante": 2}, {})
    assert second.points == {"culture": 1}
    assert list(second.opinions.values()) == [Opinion.MORE, Opinion.SAME, Opinion.LESS, Opinion.UNKNOWN]


def test_every_fault_of_every_line_is_said() -> None:
    with pytest.raises(BallotError) as refused:
        read_lines("1:3 2:3\n1:1 1:2 9:1 abc\n1:2\n", "elus", SETUP, LABELS)
    said = refused.value.messages
    assert [message.split(".")[0] for message in said] == ["Ligne 1", "Ligne 2", "Ligne 2", "Ligne 2"]
    assert "5 points" in said[0] and "deux fois" in said[1] and "9:1" in said[2] and "abc" in said[3]


@pytest.mark.parametrize("text", ["", "\n \n", "1:1\n" * (MOST_LINES + 1)])
def test_nothing_and_too_much_are_refused(text: str) -> None:
    with pytest.raises(BallotError):
        read_lines(text, "elus", SETUP, LABELS)

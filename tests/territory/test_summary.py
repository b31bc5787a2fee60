"""The three cards: every fragile or strong domain is on one card at most, and nothing doubtful is established."""

from __future__ import annotations

import pandas as pd
import pytest

from territory import summary
from territory.analysis import FragilityClass
from territory.loader import Edition


def codes(card: summary.Card) -> list[str]:
    return [row["indicator"] for row in card.rows]


def test_cards_of_hauts_de_france(edition: Edition, scores: pd.DataFrame) -> None:
    priorities, strengths, confirm = summary.cards(edition, scores[scores["region"] == "32"])
    assert codes(priorities) == ["education", "emploi", "culture", "pauvrete", "securite", "sante"]
    assert codes(strengths) == ["numerique"]
    assert codes(confirm) == ["mal_logement", "lien_social", "environnement", "mobilite", "transition_energetique"]
    assert priorities.caption.startswith("6\u00a0domaines plus fragiles")
    assert strengths.caption == "1\u00a0domaine moins fragile que la valeur nationale"


@pytest.mark.parametrize("place", range(13))
def test_every_priority_is_on_one_card(edition: Edition, scores: pd.DataFrame, place: int) -> None:
    own = scores[scores["region"] == list(edition.regions)[place]]
    priorities, strengths, confirm = summary.cards(edition, own)
    assert sorted(codes(priorities) + codes(confirm)) == sorted(own.loc[own["priority"].notna(), "indicator"])
    doubtful = {i.code for i in edition.registry.indicators.values() if i.to_confirm}
    assert not doubtful & {*codes(priorities), *codes(strengths)}
    assert set(codes(confirm)) <= doubtful
    assert all(FragilityClass(row["class"]).less_fragile for row in strengths.rows)


def test_an_empty_card_says_so(edition: Edition, scores: pd.DataFrame) -> None:
    priorities, _, confirm = summary.cards(edition, scores[scores["region"] == ""])
    assert priorities.caption == "Aucun indicateur établi n’est plus fragile que la valeur nationale."
    assert confirm.caption.startswith("Aucun indicateur contestable")

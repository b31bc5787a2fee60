"""The three cards: every fragile or strong domain is on one card at most, and nothing doubtful is established."""

from __future__ import annotations

import pandas as pd
import pytest

from territory import summary
from territory.analysis import FragilityClass
from territory.loader import Edition
from territory.robustness import Verdict, domain_places
from territory.variants import DRAWS, SEED


def codes(card: summary.Card) -> list[str]:
    return [row["indicator"] for row in card.rows]


@pytest.fixture(scope="module")
def places(edition: Edition) -> pd.DataFrame:
    return domain_places(edition, DRAWS, SEED)


def test_cards_of_hauts_de_france(edition: Edition, scores: pd.DataFrame, places: pd.DataFrame) -> None:
    priorities, _, confirm = summary.cards(edition, scores[scores["region"] == "32"], places)
    assert codes(priorities)[:3] == ["education", "emploi", "culture"]
    assert {"mal_logement", "lien_social", "environnement", "mobilite", "transition_energetique"} <= {*codes(confirm)}
    assert priorities.caption.startswith(f"{len(priorities.rows)}\u00a0domaines plus fragiles")


@pytest.mark.parametrize("place", range(13))
def test_every_priority_is_on_one_card(
    edition: Edition, scores: pd.DataFrame, places: pd.DataFrame, place: int
) -> None:
    own = scores[scores["region"] == list(edition.regions)[place]]
    priorities, strengths, confirm = summary.cards(edition, own, places)
    assert sorted(codes(priorities) + codes(confirm)) == sorted(own.loc[own["priority"].notna(), "indicator"])
    doubtful = {i.code for i in edition.registry.indicators.values() if i.to_confirm}
    assert not doubtful & {*codes(priorities), *codes(strengths)}
    assert all(row["verdict"] != Verdict.SENSITIVE for row in priorities.rows)
    assert all(row["indicator"] in doubtful or row["verdict"] == Verdict.SENSITIVE for row in confirm.rows)
    assert all(FragilityClass(row["class"]).less_fragile for row in strengths.rows)
    assert all(row["strength"] == Verdict.SOLID for row in strengths.rows)


def test_an_empty_card_says_so(edition: Edition, scores: pd.DataFrame, places: pd.DataFrame) -> None:
    for card in summary.cards(edition, scores[scores["region"] == ""], places):
        assert card.rows == ()
        assert card.caption == card.nothing != ""

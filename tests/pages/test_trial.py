"""« Essayez une autre façon de calculer »: each choice is in the address, what moves is what `robustness` says."""

from __future__ import annotations

import pytest

from territory import trial
from territory.loader import Edition
from territory.variants import Normalisation
from tests.pages.visit import METHOD, alive, html, open_page, texts


def trial_finding(address: dict[str, str]) -> str:
    at = open_page(METHOD, region="32", **address)
    assert alive(at)
    (heading,) = [texts(markup) for markup in html(at) if "figure-head" in markup]
    return heading


def test_without_a_choice_nothing_moves() -> None:
    assert trial_finding({}).startswith("Dans les Hauts-de-France, vos choix ne déplacent aucun domaine")


@pytest.mark.parametrize(
    ("address", "arguments"),
    [
        ({"norme": "range"}, {"normalisation": Normalisation.RANGE}),
        ({"sans": "education,culture"}, {"without": ["education", "culture"]}),
        ({"poids-economique": "2", "poids-sociale": "0.5"}, {"dimension_weights": {"economique": 2.0, "sociale": 0.5}}),
    ],
)
def test_what_moves_is_what_the_variant_moves(
    address: dict[str, str], arguments: dict[str, object], edition: Edition
) -> None:
    """Moved = the domains placed before and after whose place differs."""
    before = trial.variant_places(edition)
    after = trial.variant_places(edition, **arguments)  # type: ignore[arg-type]
    own = before[before["region"] == "32"].merge(after[after["region"] == "32"], on="domain", suffixes=("", "_after"))
    known = own[own["place"].notna() & own["place_after"].notna()]
    moves = (known["place_after"] - known["place"]).abs()
    moved = int((moves > 0).sum())
    said = trial_finding(address)
    assert moved and f"déplacent {moved}\u00a0domaine" in said
    assert f"de {int(moves.max())} places au plus" in said or int(moves.max()) == 1


def test_choosing_writes_the_address_and_the_method_comes_back() -> None:
    at = open_page(METHOD, region="32")
    at.selectbox(key="norme_widget").select(Normalisation.MEDIAN).run()
    assert at.query_params["norme"] in ("median", ["median"])
    at.select_slider(key="poids_sociale_widget").set_value("0").run()
    assert at.query_params["poids-sociale"] in ("0", ["0"])
    (reset,) = [button for button in at.button if button.label == "Revenir à la méthode"]
    reset.click().run()
    assert "norme" not in at.query_params and "poids-sociale" not in at.query_params


def test_the_method_s_own_normalisation_is_not_written() -> None:
    at = open_page(METHOD, region="32", norme="range")
    at.selectbox(key="norme_widget").select(Normalisation.MEAN_GAP).run()
    assert "norme" not in at.query_params, "the method itself is not written"


def test_an_unknown_choice_is_said() -> None:
    at = open_page(METHOD, region="32", norme="zz")
    assert alive(at) and any("n’est pas un code d" in warning.value for warning in at.warning)

"""The reader's own variant: its codes read back, unknown ones are refused, its places are the variant's."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from territory import wording
from territory.analysis import Reading
from territory.factors import factor_shifts
from territory.loader import Edition
from territory.trial import (
    METHOD,
    NORMALISATION,
    WEIGHT_OF,
    WEIGHTS,
    WITHOUT,
    Trial,
    normalisations,
    parse,
    variant_places,
)
from territory.variants import Normalisation
from tests.territory.other_values import row_of
from tests.territory.typography import faults


@given(data=st.data())
def test_a_trial_reads_back_from_its_code_and_from_its_parameters(data: st.DataObject, edition: Edition) -> None:
    registry = edition.registry
    trial = Trial.of(
        edition,
        data.draw(st.sampled_from(normalisations(edition))),
        data.draw(st.lists(st.sampled_from(list(registry.domains)), unique=True)),
        {code: data.draw(st.sampled_from([str(w) for w in WEIGHTS])) for code in registry.dimensions},
    )
    assert parse(trial.code, edition) == trial
    asked = trial.parameters
    weights = {name.removeprefix(WEIGHT_OF): text for name, text in asked.items() if name.startswith(WEIGHT_OF)}
    left_out = [code for code in asked.get(WITHOUT, "").split(",") if code]
    assert Trial.of(edition, asked.get(NORMALISATION, ""), left_out, weights) == trial
    assert not faults(wording.trial_text(registry, trial))


def test_choices_that_are_the_method_s_are_the_method(edition: Edition) -> None:
    assert Trial.of(edition) == Trial.of(edition, "mean_gap", [], {"sociale": "1"}) == METHOD
    assert METHOD.is_method and METHOD.parameters == {} and parse("", edition) == METHOD
    assert wording.tried_beside(edition.registry, METHOD) == ""


@pytest.mark.parametrize(
    ("code", "unknown"),
    [
        ("zz", "zz"),
        ("sd~zz", "zz"),
        ("sd~culture~zz:50", "zz"),
        ("sd~culture~sociale:7", "7"),
        ("sd~culture~sociale", ""),
        ("sd~culture~sociale:50~x", "x"),
        ("sd~culture~sociale:2", "2"),
    ],
)
def test_an_unknown_code_is_refused(code: str, unknown: str, edition: Edition) -> None:
    with pytest.raises(ValueError, match=f"^{unknown}$"):
        parse(code, edition)


def test_places_are_those_of_the_variant(edition: Edition) -> None:
    trial = Trial.of(edition, "rms", ["culture"], {"sociale": "0.5"})
    assert trial == Trial(Normalisation.RMS, ("culture",), (("sociale", Decimal("0.5")),))
    asked = trial.places(edition, Reading(source_reading=True))
    wanted = variant_places(edition, Normalisation.RMS, ["culture"], {"sociale": 0.5}, Reading(source_reading=True))
    assert asked.equals(wanted)


@pytest.mark.parametrize(
    ("places", "said"),
    [
        ([(1, 1), (2, 2)], "ne déplacent aucun domaine"),
        ([(1, 1), (2, None)], "ne déplacent aucun domaine\u202f; 1 laissé de côté"),
        ([(1, 2), (2, 1), (3, 3)], "déplacent 2\u00a0domaines sur 3, d’une place au plus"),
        (
            [(1, 3), (2, None), (3, None)],
            "déplacent 1\u00a0domaine sur 1, de 2 places au plus\u202f; 2 laissés de côté",
        ),
        ([(1, 1), (2, 1), (3, 1)], "ne distinguent plus les domaines"),
        ([(1, None), (2, None)], "ne gardent aucun domaine"),
    ],
)
def test_what_choices_move(places: list[tuple[int, int | None]], said: str, edition: Edition) -> None:
    assert wording.variant_finding(edition.regions["32"], places) == f"Dans les Hauts-de-France, vos choix {said}"


def test_words(edition: Edition) -> None:
    registry = edition.registry
    trial = Trial.of(edition, "max", ["culture", "emploi"], {"economique": "0.5", "sociale": "2"})
    assert wording.trial_text(registry, trial) == (
        "Calcul essayé\u00a0: écarts divisés par le plus grand écart à la France\u202f; sans emploi ni culture\u202f; "
        "poids des dimensions\u00a0: économique 0,5 et sociale 2."
    )
    assert wording.trial_text(registry, METHOD) == "Calcul essayé\u00a0: celui de la méthode."
    many = Trial.of(edition, "sd", list(registry.domains)[:9])
    assert "sans 9 des 16 domaines." in wording.trial_text(registry, many)
    named = Trial.of(edition, without=["transition_energetique"])
    assert wording.trial_text(registry, named).endswith("sans transition énergétique.")
    assert wording.tried_beside(registry, trial).endswith("Sans effet sur ce document, qui suit la méthode.")


def test_the_reader_s_variant_by_default_is_the_product_s(edition: Edition) -> None:
    table, shifts = variant_places(edition), factor_shifts(edition, draws=1)
    oriented = table["domain"] != "diversite"
    assert table[oriented]["place"].tolist() == shifts[oriented]["reference"].tolist()
    assert table[~oriented]["place"].isna().all()


def test_the_reader_s_choices_are_followed(edition: Edition) -> None:
    without = variant_places(edition, without=["education"], dimension_weights={"economique": 3})
    assert row_of(without, "32", "emploi")["place"] == 1  # 3 · 2,46
    assert row_of(without, "32", "emploi")["score"] == pytest.approx(3 * 2.456692913386)
    assert row_of(without, "32", "education")["place"] is None
    source = variant_places(edition, reading=Reading(source_reading=True))
    assert row_of(source, "11", "diversite")["place"] == 1


@pytest.mark.parametrize(
    "choice", [{"without": ["nope"]}, {"dimension_weights": {"sociale": -1}}, {"dimension_weights": {"x": 1}}]
)
def test_an_unknown_choice_is_refused(edition: Edition, choice: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"code|weight"):
        variant_places(edition, **choice)  # type: ignore[arg-type]

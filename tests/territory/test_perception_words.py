"""Regards croisés in words: what is said, and what is not where nothing can be told."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from territory import wording
from territory.analysis import FragilityClass, Reason
from territory.levels import Words, reference_named
from territory.wording import perception as said
from territory.wording.differences import agreement_sentence, difference_sentences, move_sentences
from territory.workshop import comparison, perception
from territory.workshop.perception import Group, Measure, Zone
from tests.territory.test_perception import FOUR, counted
from tests.territory.typography import faults

LABELS = {"emploi": "Emploi", "sante": "Santé", "culture": "Culture", "mobilite": "Mobilité"}
MEASURED = (
    Measure("emploi", FragilityClass.MUCH_MORE_FRAGILE, Decimal("2.46")),
    Measure("sante", FragilityClass.NEAR, Decimal("0.2")),
    Measure("culture", FragilityClass.MORE_FRAGILE, Decimal("1.1"), "culture", (Reason.CONTESTABLE,)),
    Measure("mobilite", FragilityClass.MISSING),
)


def group(ballots: list[dict[str, int]], label: str = "", actor: str | None = None) -> Group:
    return perception.group_of(counted(ballots, actor=actor), label)


MANY = group([{"emploi": 3, "sante": 2}] * 30)
FEW = group([{"emploi": 3, "sante": 2}] * 5)


def test_a_group_s_zones_are_said_with_share_and_measure() -> None:
    placed = perception.placed(MANY, MEASURED)
    assert said.finding(MANY, placed, LABELS) == "Vu et mesuré\u00a0: emploi\u202f; vu, non mesuré\u00a0: santé"
    sentences = said.group_sentences(MANY, placed, LABELS)
    assert sentences == (
        "Vu et mesuré\u00a0: emploi (60\u202f%\u202f; ▲▲ +2,5).",
        "Mesuré, peu vu\u00a0: culture (0\u202f%\u202f; ▲ +1,1, indicateur discuté).",
        "Vu, non mesuré\u00a0: santé (40\u202f%\u202f; = +0,2).",
        "Sans mesure comparable, et donc non placé\u00a0: mobilité (non mesuré, 0\u202f%).",
    )


def test_with_few_ballots_nothing_is_told() -> None:
    placed = perception.placed(FEW, MEASURED)
    assert said.finding(FEW, placed, LABELS) == "Avec 5\u00a0bulletins, aucun domaine ne se détache"
    assert said.group_sentences(FEW, placed, LABELS)[0].startswith("Avec 5\u00a0bulletins, aucun domaine ne se détache")
    assert [said.zone_text(one) for one in placed] == [
        "Vu et mesuré (incertain)", "Vu, non mesuré (incertain)", "Mesuré, peu vu (incertain)", "non mesuré",
    ]  # fmt: skip
    assert "ne permet pas" in said.order_sentence(comparison.levels(FEW), LABELS)


def test_the_order_names_the_first_level_only() -> None:
    tied = group([{"emploi": 3, "sante": 2}] * 30 + [{"emploi": 2, "sante": 3}] * 30)
    assert said.order_sentence(comparison.levels(tied), LABELS) == (
        "En tête, au-delà de l’incertitude\u00a0: emploi et santé, sans ordre entre eux deux\u202f; les 2 paliers "
        "figurent dans le tableau."
    )


def test_actors_part_agree_or_cannot_be_told() -> None:
    elus = group([{"emploi": 3, "sante": 2}] * 30, "Élus", "elus")
    citoyens = group([{"emploi": 3, "mobilite": 2}] * 30, "Citoyens", "citoyens")
    found = comparison.differences([elus, citoyens])
    assert difference_sentences(found, LABELS)[0] == (
        "Santé\u00a0: 40\u202f% chez les élus (30\u00a0bulletins), 0\u202f% chez les citoyens (30\u00a0bulletins)."
    )
    agreed = comparison.agreed([elus, citoyens])
    assert agreement_sentence(agreed, [elus, citoyens], LABELS) == ("Vu par tous (élus et citoyens)\u00a0: emploi.")
    assert "ni accord ni désaccord" in agreement_sentence((), [elus, citoyens], LABELS)
    assert "Un seul groupe" in agreement_sentence((), [elus], LABELS)
    assert difference_sentences((), LABELS) == ("Aucune différence entre acteurs ne dépasse leur incertitude commune.",)


def test_a_second_round_moves_or_not() -> None:
    second = group([{"mobilite": 3, "sante": 2}] * 30)
    told = move_sentences(comparison.moved(MANY, second), second, LABELS)
    assert told == (
        "Tous les acteurs\u00a0: emploi descend, de 60\u202f% à 0\u202f% des points.",
        "Tous les acteurs\u00a0: mobilité monte, de 0\u202f% à 60\u202f% des points.",
    )
    same = replace(MANY)
    assert "aucun déplacement" in move_sentences(comparison.moved(MANY, same), same, LABELS)[0]


def test_what_is_not_shown_says_why() -> None:
    assert said.withheld_sentence(["Entreprises"]).startswith("Non montré\u00a0: entreprises. Un groupe n’est montré")
    assert said.withheld_sentence([]) == ""
    assert "5\u00a0bulletins" in said.nothing_shown()


def test_the_typography_and_no_word_of_elections() -> None:
    placed = [perception.placed(each, MEASURED) for each in (MANY, FEW)]
    texts = [
        *(said.finding(each, row, LABELS) for each, row in zip((MANY, FEW), placed, strict=True)),
        *said.group_sentences(MANY, placed[0], LABELS),
        *said.group_sentences(FEW, placed[1], LABELS),
        *said.method_lines(len(FOUR)),
        *said.ZONE_LABEL.values(),
        *(said.measure_text(measure) for measure in MEASURED),
        said.withheld_sentence(["Entreprises", "Élus"]),
        said.nothing_shown(),
        said.margin_text(MANY, MANY.domains[0]),
    ]
    assert [fault for text in texts for fault in faults(text)] == []
    assert not [text for text in texts if any(word in text.lower() for word in ("vote", "électeur", "scrutin", "urne"))]
    assert set(said.ZONE_LABEL) == set(Zone)
    assert said.margin_text(MANY, MANY.domains[0]).startswith(f"60{wording.THIN}%")


def test_another_edition_has_its_own_words_and_a_missing_reference_is_said() -> None:
    gard = Words(reference=reference_named({"name": "Gard", "subject": "le Gard", "locative": "dans le Gard"}))
    assert "un écart au Gard" in said.method_lines(4, gard)[1]
    near = Measure("sante", FragilityClass.NEAR, Decimal("0.2"))
    assert said.measure_text(near, gard) == "= Proche de la valeur de référence"
    alone = Measure("sante", FragilityClass.NO_REFERENCE)
    assert not alone.placed and said.measure_text(alone) == "sans valeur de référence"

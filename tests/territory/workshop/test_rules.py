"""Ballots and setups: what is taken, and what is refused with every fault said at once in French."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from territory.workshop.errors import BallotError, SetupError
from territory.workshop.model import ACTORS, MOST_ON_ONE, POINTS, Actor, Ballot, Opinion
from territory.workshop.rules import check_setup, from_fields, from_json, read_ballot
from tests.territory.typography import faults
from tests.territory.workshop.samples import DOMAINS, SETUP

ACTOR_CODES = [actor.code for actor in ACTORS]


def refused(raw: dict[str, Any]) -> tuple[str, ...]:
    with pytest.raises(BallotError) as found:
        read_ballot(raw, SETUP)
    return found.value.messages


def test_a_ballot_keeps_what_was_shared_and_said() -> None:
    raw = {"actor": "elus", "points": {"sante": 2, "emploi": 3, "culture": 0}, "opinions": {"culture": "unknown"}}
    assert read_ballot(raw, SETUP) == Ballot("elus", {"emploi": 3, "sante": 2}, {"culture": Opinion.UNKNOWN})


def test_a_form_and_json_give_the_same_ballot() -> None:
    fields = [("actor", "elus"), ("points.emploi", "3"), ("points.sante", ""), ("opinion.sante", "more")]
    body = b'{"actor": "elus", "points": {"emploi": 3}, "opinions": {"sante": "more"}}'
    assert read_ballot(from_fields(fields), SETUP) == read_ballot(from_json(body), SETUP)


def test_every_fault_is_said_at_once() -> None:
    said = refused({"actor": "roi", "points": {"emploi": 4, "lune": 2, "sante": "deux"}, "opinions": {"culture": "?"}})
    assert said == (
        "Acteur inconnu («\u00a0roi\u00a0»). Choisissez parmi\u00a0: Citoyens, Élus, Entreprises, Associations.",
        "Domaine inconnu dans cet atelier\u00a0: «\u00a0lune\u00a0».",
        "«\u00a0emploi\u00a0»\u00a0: 3 points au plus par domaine\u202f; trouvé\u00a0: 4.",
        "«\u00a0sante\u00a0»\u00a0: «\u00a0deux\u00a0» n’est pas un nombre de points. Donnez de 0 à 3.",
        "Vous avez 5 points à partager\u202f; votre bulletin en donne 6.",  # 4 + 2
        "«\u00a0culture\u00a0»\u00a0: réponse inconnue («\u00a0?\u00a0»).",
    )


HOSTILE: dict[str, dict[str, Any]] = {
    "nobody": {"points": {"emploi": 1}},
    "an actor of another shape": {"actor": ["elus"], "points": {"emploi": 1}},
    "nothing shared": {"actor": "elus", "points": {}},
    "only zeros": {"actor": "elus", "points": dict.fromkeys(DOMAINS, 0)},
    "four points on one": {"actor": "elus", "points": {"emploi": 4}},
    "six points": {"actor": "elus", "points": {"emploi": 3, "sante": 3}},
    "less than nothing": {"actor": "elus", "points": {"emploi": -1, "sante": 3}},
    "half a point": {"actor": "elus", "points": {"emploi": 0.5}},
    "true": {"actor": "elus", "points": {"emploi": True}},
    "a list of points": {"actor": "elus", "points": [3, 2]},
    "an unknown domain": {"actor": "elus", "points": {"lune": 1}},
    "an unknown opinion": {"actor": "elus", "points": {"emploi": 1}, "opinions": {"emploi": "worse"}},
    "an opinion of another shape": {"actor": "elus", "points": {"emploi": 1}, "opinions": {"emploi": {}}},
    "a field of its own": {"actor": "elus", "points": {"emploi": 1}, "admin": True},
    "html": {"actor": "<script>alert(1)</script>", "points": {"<img src=x onerror=alert(1)>": 1}},
    "a huge number": {"actor": "elus", "points": {"emploi": 10**300}},
    "invisible characters": {"actor": "elus\u202e\x00", "points": {"emploi": 1}},
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_ballots_are_refused_in_good_french(name: str) -> None:
    said = refused(HOSTILE[name])
    assert said
    for message in said:
        assert len(message) < 250 and message.endswith((".", ")"))
        assert not any(ord(character) < 32 or character == "\u202e" for character in message)
        if name != "html":
            assert faults(message) == [] or "?" in message


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"null",
        b"[1]",
        b"\xff\xfe",
        b"{" * 8000,
        b"[" * 16000,
        b'{"points": 1' + b"0" * 8000 + b"}",
        b'{"actor": "elus", "actor": "citoyens"}',
        b"a=b",
    ],
    ids=range(9),
)
def test_garbage_is_no_ballot(body: bytes) -> None:
    with pytest.raises(BallotError):
        read_ballot(from_json(body), SETUP)


def test_a_field_said_twice_is_refused() -> None:
    with pytest.raises(BallotError):
        from_fields([("points.emploi", "3"), ("points.emploi", "2")])


def test_domains_are_named_by_their_labels_where_they_are_known() -> None:
    with pytest.raises(BallotError, match="Santé\u00a0: 3 points au plus"):
        read_ballot({"actor": "elus", "points": {"sante": 4}}, SETUP, {"sante": "Santé"})


@given(
    st.fixed_dictionaries(
        {},
        optional={
            "actor": st.sampled_from([*ACTOR_CODES, "roi"]) | st.none(),
            "points": st.dictionaries(st.sampled_from([*DOMAINS, "lune"]), st.integers(-1, 5)),
            "opinions": st.dictionaries(st.sampled_from(DOMAINS), st.sampled_from([*Opinion, "?"])),
        },
    )
)
def test_what_is_taken_keeps_the_rules(raw: dict[str, Any]) -> None:
    try:
        taken = read_ballot(from_json(json.dumps(raw).encode()), SETUP)
    except BallotError as error:
        assert error.messages
        return
    assert taken.actor in ACTOR_CODES and set(taken.points) | set(taken.opinions) <= set(DOMAINS)
    assert 1 <= sum(taken.points.values()) <= POINTS
    assert all(1 <= points <= MOST_ON_ONE for points in taken.points.values())
    assert {domain: n for domain, n in raw["points"].items() if n} == taken.points


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(), lambda s: st.lists(s) | st.dictionaries(st.text(), s)
    )
)
def test_nothing_but_a_ballot_error_comes_of_any_json(value: Any) -> None:
    for raw in (value, {"actor": value, "points": value, "opinions": value}, {"points": {"emploi": value}}):
        with pytest.raises(BallotError):
            read_ballot(from_json(json.dumps(raw).encode()), SETUP)


# --- setups ----------------------------------------------------------------------------------------------


def test_the_four_actors_and_the_domains_of_the_edition_make_a_workshop() -> None:
    check_setup(SETUP, DOMAINS)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"title": " "}, "Titre\u00a0: écrivez-en un."),
        ({"title": "x" * 121}, "Titre\u00a0: 121 caractères\u202f; 120 au plus."),
        ({"title": "a\u202eb"}, "Titre\u00a0: un caractère invisible ou de commande (U+202E)\u202f; retirez-le."),
        (
            {"organiser": "a\x00"},
            "Organisateur\u00a0: un caractère invisible ou de commande (U+0000)\u202f; retirez-le.",
        ),
        ({"actors": ACTORS[:1]}, "Acteurs\u00a0: de 2 à 8\u202f; trouvé\u00a0: 1."),
        ({"actors": (*ACTORS, ACTORS[0])}, "Acteur dit deux fois\u00a0: «\u00a0citoyens\u00a0»."),
        ({"actors": (*ACTORS, Actor("jeunes", ""))}, "Acteur\u00a0: écrivez-en un."),
        (
            {"actors": (*ACTORS, Actor("jeunes gens", "Jeunes"))},
            "Acteur\u00a0: code inconnu («\u00a0jeunes gens\u00a0»).",
        ),
        ({"domains": ()}, "Domaines\u00a0: de 1 à 60\u202f; trouvé\u00a0: 0."),
        ({"domains": ("emploi", "emploi")}, "Domaine dit deux fois\u00a0: «\u00a0emploi\u00a0»."),
        ({"domains": ("lune",)}, "Domaine absent de l’édition\u00a0: «\u00a0lune\u00a0»."),
        ({"territory": "../32"}, "Territoire\u00a0: code inconnu («\u00a0../32\u00a0»)."),
    ],
)
def test_a_fault_of_a_setup_is_said(change: dict[str, Any], said: str) -> None:
    with pytest.raises(SetupError) as found:
        check_setup(replace(SETUP, **change), DOMAINS)
    assert said in found.value.messages
    assert [fault for message in found.value.messages for fault in faults(message) if "../" not in message] == []

"""What a ballot and a workshop may hold: raw data in, a record or every fault at once, in French.

A ballot comes as JSON ``{"actor": "elus", "points": {"emploi": 3}, "opinions": {"emploi": "more"}}``, or as a form's
fields ``actor``, ``points.emploi``, ``opinion.emploi``.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from territory.text import unwanted
from territory.workshop.errors import BallotError, SetupError
from territory.workshop.model import MOST_ON_ONE, POINTS, Actor, Ballot, Opinion, Setup

LONGEST_TITLE, LONGEST_ORGANISER, LONGEST_ACTOR = 120, 300, 40
"""Characters."""
ACTORS_ALLOWED = range(2, 9)
MOST_DOMAINS = 60
_ECHO = 40
"""Characters of what was found that a message repeats."""
_CODE = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}", re.A)
_UNREADABLE = "Ce bulletin est illisible\u00a0: rechargez la page et votez de nouveau."


# --- a ballot --------------------------------------------------------------------------------------------


def read_ballot(raw: Mapping[str, Any], setup: Setup, labels: Mapping[str, str] | None = None) -> Ballot:
    """The ballot that ``raw`` holds. Raises ``BallotError`` with every fault; ``labels`` names domains in it.

    A domain with no point and no opinion is left out of the ballot.
    """
    if strange := sorted(set(raw) - {"actor", "points", "opinions"}):
        raise BallotError((f"{_UNREADABLE} (champ inconnu\u00a0: {_echo(strange[0])})",))
    actor = raw.get("actor", "")
    points, opinions = _mapping(raw, "points"), _mapping(raw, "opinions")
    faults = [
        *_actor_faults(actor, setup),
        *_points_faults(points, setup, labels or {}),
        *_opinion_faults(opinions, setup, labels or {}),
    ]
    if faults:
        raise BallotError(tuple(faults))
    return Ballot(
        actor,
        {domain: points[domain] for domain in setup.domains if points.get(domain)},
        {domain: Opinion(opinions[domain]) for domain in setup.domains if domain in opinions},
    )


def check_ballot(ballot: Ballot, setup: Setup) -> None:
    """Raises ``BallotError`` for a record that breaks a rule, wherever it was made."""
    read_ballot({"actor": ballot.actor, "points": dict(ballot.points), "opinions": dict(ballot.opinions)}, setup)


def from_json(body: bytes) -> dict[str, Any]:
    """The object that a body holds. Raises ``BallotError`` for anything else, a key said twice included."""
    try:
        found = json.loads(body.decode("utf-8"), object_pairs_hook=_once)
    except (ValueError, RecursionError) as error:
        raise BallotError((_UNREADABLE,)) from error
    if not isinstance(found, dict):
        raise BallotError((_UNREADABLE,))
    return found


def from_fields(fields: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """The same from a form's fields; empty ones say nothing. Raises ``BallotError`` for a field said twice."""
    raw: dict[str, Any] = {"points": {}, "opinions": {}}
    for name, text in _once([(name, text) for name, text in fields if text]).items():
        kind, _, domain = name.partition(".")
        if kind == "points" and domain:
            raw["points"][domain] = int(text) if re.fullmatch(r"\d", text, re.A) else text
        elif kind == "opinion" and domain:
            raw["opinions"][domain] = text
        else:
            raw[name] = text
    return raw


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise BallotError((_UNREADABLE,))
    return found


def _mapping(raw: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = raw.get(name, {})
    if not isinstance(found, Mapping):
        raise BallotError((_UNREADABLE,))
    return found


def _actor_faults(actor: object, setup: Setup) -> Iterator[str]:
    labels = ", ".join(known.label for known in setup.actors)
    if actor == "" or actor is None:
        yield f"Dites qui vous êtes\u00a0: {labels}."
    elif actor not in [known.code for known in setup.actors]:
        yield f"Acteur inconnu ({_echo(actor)}). Choisissez parmi\u00a0: {labels}."


def _points_faults(points: Mapping[str, Any], setup: Setup, labels: Mapping[str, str]) -> Iterator[str]:
    good = {domain: given for domain, given in points.items() if type(given) is int and given >= 0}
    yield from _domain_faults(points, setup)
    for domain, given in points.items():
        name = labels.get(domain, _echo(domain))
        if domain not in good:
            yield f"{name}\u00a0: {_echo(given)} n’est pas un nombre de points. Donnez de 0 à {MOST_ON_ONE}."
        elif given > MOST_ON_ONE:
            yield f"{name}\u00a0: {MOST_ON_ONE} points au plus par domaine\u202f; trouvé\u00a0: {_echo(given)}."
    total = sum(good.values())
    if total > POINTS:
        yield f"Vous avez {POINTS} points à partager\u202f; votre bulletin en donne {_echo(total)}."
    if not any(good.values()):
        yield "Votre bulletin ne donne aucun point\u00a0: donnez-en au moins un."


def _opinion_faults(opinions: Mapping[str, Any], setup: Setup, labels: Mapping[str, str]) -> Iterator[str]:
    if opinions and not setup.asks_opinion:
        yield "Cet atelier ne pose pas la seconde question."
        return
    yield from _domain_faults(opinions, setup)
    for domain, given in opinions.items():
        if not isinstance(given, str) or given not in [known.value for known in Opinion]:
            yield f"{labels.get(domain, _echo(domain))}\u00a0: réponse inconnue ({_echo(given)})."


def _domain_faults(given: Collection[str], setup: Setup) -> Iterator[str]:
    strange = [domain for domain in given if domain not in setup.domains]
    if strange:
        yield f"Domaine inconnu dans cet atelier\u00a0: {', '.join(map(_echo, strange[:3]))}."


def _echo(found: object) -> str:
    """What was found, short and harmless on a line."""
    if type(found) is int and abs(found) < 10**9:
        return str(found).replace("-", "−")
    if not isinstance(found, str):
        return "une valeur d’une autre forme"
    shown = "".join(character for character in found[:_ECHO] if not unwanted(character))
    return f"«\u00a0{shown}{'…' if len(found) > _ECHO else ''}\u00a0»"


# --- a workshop ------------------------------------------------------------------------------------------


def check_setup(setup: Setup, domains: Collection[str] | None = None) -> None:
    """Raises ``SetupError`` with every fault. ``domains``: codes of the edition's registry, where it is known."""
    faults = [
        *_text_faults("Titre", setup.title, LONGEST_TITLE, needed=True),
        *_text_faults("Organisateur", setup.organiser, LONGEST_ORGANISER, needed=False),
        *_code_faults("Édition", [setup.edition]),
        *_code_faults("Territoire", [setup.territory]),
        *_actors_faults(setup.actors),
        *_asked_faults(setup.domains, domains),
    ]
    if faults:
        raise SetupError(tuple(faults))


def _text_faults(name: str, text: str, longest: int, *, needed: bool) -> Iterator[str]:
    if needed and not text.strip():
        yield f"{name}\u00a0: écrivez-en un."
    if len(text) > longest:
        yield f"{name}\u00a0: {len(text)} caractères\u202f; {longest} au plus."
    if strange := unwanted(text):
        yield f"{name}\u00a0: un caractère invisible ou de commande ({strange})\u202f; retirez-le."


def _code_faults(name: str, codes: Iterable[str]) -> Iterator[str]:
    for code in codes:
        if not _CODE.fullmatch(code.lower()):
            yield f"{name}\u00a0: code inconnu ({_echo(code)})."


def _actors_faults(actors: tuple[Actor, ...]) -> Iterator[str]:
    least, most = ACTORS_ALLOWED.start, ACTORS_ALLOWED.stop - 1
    if len(actors) not in ACTORS_ALLOWED:
        yield f"Acteurs\u00a0: de {least} à {most}\u202f; trouvé\u00a0: {len(actors)}."
    yield from _code_faults("Acteur", [actor.code for actor in actors])
    for actor in actors:
        yield from _text_faults("Acteur", actor.label, LONGEST_ACTOR, needed=True)
    for twice in _said_twice(actor.code for actor in actors) + _said_twice(actor.label for actor in actors):
        yield f"Acteur dit deux fois\u00a0: {_echo(twice)}."


def _asked_faults(asked: tuple[str, ...], known: Collection[str] | None) -> Iterator[str]:
    if not 1 <= len(asked) <= MOST_DOMAINS:
        yield f"Domaines\u00a0: de 1 à {MOST_DOMAINS}\u202f; trouvé\u00a0: {len(asked)}."
    yield from _code_faults("Domaine", asked)
    for twice in _said_twice(asked):
        yield f"Domaine dit deux fois\u00a0: {_echo(twice)}."
    for domain in asked:
        if known is not None and domain not in known:
            yield f"Domaine absent de l’édition\u00a0: {_echo(domain)}."


def _said_twice(texts: Iterable[str]) -> list[str]:
    return [text for text, count in Counter(texts).items() if count > 1]

"""Full-text search of the catalogue, which forgives accents, hyphens, plurals and typos.

A word of the query finds the words that equal it, else those that begin with it, else (nothing in the whole
catalogue does either) the nearest ones by optimal string alignment: one letter wrong in four to seven, two
in eight and more. Every word must be found. Ranked by where it was found: title, then kind and author, then the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

from territory.resources import Catalogue, Resource
from territory.text import fold

IGNORED = frozenset(
    """a au aux avec ce d dans de des du elle en et il l la le les leur ou par pour que qui s sa se ses son sur un
    une""".split()  # noqa: SIM905 a sentence reads better than thirty strings
)
LONGEST = 80
"""Characters of a query that are read."""
_WEIGHTS = {"title": 9, "about": 3, "text": 1}
_BEGINS = 3
"""Letters from which the beginning of a word is enough."""


@dataclass(frozen=True)
class Index:
    """``words``: for each word, the resources that hold it and the weight of its best place."""

    words: Mapping[str, Mapping[str, int]]


@dataclass(frozen=True)
class Answer:
    """``scores``: resources found. ``read_as``: words found nowhere as typed, with those read instead."""

    scores: Mapping[str, int]
    read_as: tuple[tuple[str, tuple[str, ...]], ...]


def index(catalogue: Catalogue, names: Mapping[str, str]) -> Index:
    """``names``: labels of the domains and names of the regions, by code. An item of a list is found by that list."""
    words: dict[str, dict[str, int]] = {}
    for resource in catalogue.to_pick:
        for place, texts in _texts(catalogue, resource, names).items():
            for word in _words(texts):
                held = words.setdefault(word, {})
                held[resource.id] = max(held.get(resource.id, 0), _WEIGHTS[place])
    return Index(words)


def _texts(catalogue: Catalogue, resource: Resource, names: Mapping[str, str]) -> dict[str, list[str]]:
    coded = [("need", code) for code in resource.needs] + [("step", code) for code in resource.steps]
    coded += [("nature", resource.nature)] if resource.nature else []
    coded += [("use", resource.use)] if resource.use else []
    return {
        "title": [resource.title],
        "about": [catalogue.label("kind", resource.kind), *resource.authors, resource.dated],
        "text": [
            resource.note,
            resource.why,
            catalogue.label("origin", resource.origin),
            *(item.title for item in catalogue.listed(resource.id)),
            *(catalogue.label(field, code) for field, code in coded),
            *(catalogue.label("audience", code) for code in resource.audiences),
            *(names[code] for code in (*resource.domains, *resource.regions)),
            *(f"ODD {goal} {catalogue.goals[goal]}" for goal in catalogue.resource_goals.get(resource.id, ())),
        ],
    }


def _words(texts: Iterable[str]) -> set[str]:
    """Words as typed, and hyphenated ones in one word too: « co-construction » is found by « coconstruction »."""
    found: set[str] = set()
    for text in texts:
        found |= {_singular(word) for word in fold(text).split()}
        found |= {_singular(fold(piece).replace(" ", "")) for piece in text.split() if "-" in piece}
    return found - {""}


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word[-1] in "sx" else word


def search(held: Index, text: str) -> Answer:
    """The resources that hold every word of the query; all words ignored or none: none is asked, all are found."""
    typed = [_singular(word) for word in fold(text[:LONGEST]).split()]
    asked = [word for word in typed if word not in IGNORED]
    scores: dict[str, int] | None = None
    read_as = []
    for word in dict.fromkeys(asked):
        matches, exact = _matches(held, word)
        if not exact and matches:
            read_as.append((word, tuple(matches)))
        found: dict[str, int] = {}
        for match, factor in matches.items():
            for resource, weight in held.words[match].items():
                found[resource] = max(found.get(resource, 0), weight * factor)
        scores = found if scores is None else {r: scores[r] + found[r] for r in scores if r in found}
    if scores is None:
        scores = {resource: 0 for resources in held.words.values() for resource in resources}
    return Answer(scores, tuple(read_as))


def _matches(held: Index, word: str) -> tuple[dict[str, int], bool]:
    """Words of the catalogue that a word of the query stands for, with a factor; whether they hold it as typed."""
    begun = {other: 1 for other in held.words if len(word) >= _BEGINS and other.startswith(word)}
    if word in held.words:
        return begun | {word: 2}, True
    if begun:
        return begun, True
    wrong = 0 if len(word) < 4 else 1 if len(word) < 8 else 2
    if not wrong:
        return {}, True
    near = process.extract(word, list(held.words), scorer=OSA.distance, score_cutoff=wrong, limit=None)
    best = min((distance for _, distance, _ in near), default=0)
    return {other: 1 for other, distance, _ in near if distance == best}, False

"""A meeting's list of views: what it holds, how it is written in an address or a file, what it becomes.

A view is a figure by its codes, never its numbers: ``carte.32.emploi``, ``comparaison...32-53``,
``essai.32...sd~culture``, ``regards.32....5c1d9e0a77b2-1-elus``. The titles and captions are the reader's own; an empty
title leaves the figure's finding.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from charts.documents import content
from charts.exports import Export, written
from charts.figures import FIGURES, ROOMS, Numbers
from charts.figures import record_of as composed_record
from charts.progress import Told
from charts.record import Record, View
from charts.stamp import Stamp
from territory import trial
from territory.indicators import Registry
from territory.loader import Edition
from territory.resources import Resource
from territory.wording import NBSP, THIN
from territory.workshop.regards import SURVEY, named

MAX_VIEWS = 20
MAX_TITLE, MAX_CAPTION = 120, 400
VERSION = 1
UNTITLED = "Réunion"
"""The title of a list that has none."""


NO_WORKSHOP = (
    f"figure d’un atelier{NBSP}: ouvrez dans cet onglet l’adresse de lecture de l’atelier (page Atelier), elle "
    f"reviendra ici. Si l’atelier a été effacé, ou si son temps est fini, rien ne peut plus en être montré{NBSP}: "
    "retirez-la"
)
NO_SURVEY = f"figure d’une enquête{NBSP}: redonnez le fichier de l’enquête sur la page Atelier, elle reviendra ici"
"""Said when a list names a workshop that this session has not opened, or that is erased: a list holds only names."""


class BadMeeting(Exception):
    """A file or an address that is no meeting of this edition. ``str()`` is one French line."""


@dataclass(frozen=True)
class Entry:
    """A view of the list, with the reader's title and caption."""

    view: View
    title: str = ""
    caption: str = ""


class Kept(NamedTuple):
    """What a file holds: its title, the views that are known, and a French line for each of the others."""

    title: str
    entries: tuple[Entry, ...]
    refused: tuple[str, ...]


def parse(code: str, edition: Edition) -> View:
    """The view of a code. Raises ``BadMeeting`` when a part is unknown, missing or written twice."""
    figure, region, indicator, regions, tried, seen = [*code.split("."), "", "", "", "", "", ""][:6]
    view = View(figure, region, indicator, tuple(part for part in regions.split("-") if part), tried, seen)
    if figure not in ROOMS or len(code.split(".")) > 6:
        raise BadMeeting(f"vue {_quoted(code)} inconnue{THIN}; vues admises{NBSP}: {', '.join(FIGURES)}")
    needs = ROOMS[figure].needs
    several = regions if view.regions[1:] or "regions" not in needs else ""
    given = {"region": region, "indicator": indicator, "regions": several, "trial": tried, "regards": seen}
    unknown = [part for part in (region, *view.regions) if part and part not in edition.regions]
    if indicator and indicator not in _drawable(edition.registry, figure):
        unknown.append(indicator)
    try:
        view = replace(view, trial=trial.parse(tried, edition).code if tried else "")
        named(seen or SURVEY)
    except ValueError as error:
        unknown.append(str(error))
    if len(set(view.regions)) < len(view.regions):
        unknown.append("une région y est deux fois")
    unknown += [str(part) for need, part in given.items() if part and need not in needs | {"region"}]
    if unknown or any(not given[need] for need in needs):
        said = ", ".join(_words(part, 40) for part in unknown) or "rien"
        raise BadMeeting(f"vue {_quoted(code)}{NBSP}: code inconnu ou manquant ({said})")
    return view


def _quoted(code: str) -> str:
    return f"«{NBSP}{_words(code, 40)}{NBSP}»"


def _drawable(registry: Registry, figure: str) -> set[str]:
    return {i.code for i in (registry.context if ROOMS[figure].counts else registry.fragility)}


def record_of(entry: Entry, stamp: Stamp, numbers: Numbers) -> Record:
    """The figure's record. Raises ``BadMeeting`` as ``refuse_undrawn`` does."""
    refuse_undrawn(entry.view, stamp.edition, numbers)
    return composed_record(entry.view, stamp.edition, stamp.reading, numbers)


def refuse_undrawn(view: View, edition: Edition, numbers: Numbers) -> None:
    """Raises ``BadMeeting`` when the reading leaves the view's indicator out, or what it is made of is not here."""
    if view.seen:
        held = named(view.seen)[0]
        if held not in numbers.seen or numbers.seen[held].territory != view.region:
            raise BadMeeting(NO_SURVEY if held == SURVEY else NO_WORKSHOP)
    left_out = {i.code for i in edition.registry.fragility} - set(numbers.scores["indicator"])
    if view.indicator in left_out:
        raise BadMeeting(f"vue {_quoted(view.code)}{NBSP}: laissée de côté par les réglages de lecture")


# --- the small file that keeps a list ----------------------------------------------------------------------


def to_json(title: str, entries: Sequence[Entry]) -> bytes:
    """The list as a file to keep: codes and words, no number."""
    views = [{"vue": e.view.code, "titre": e.title, "legende": e.caption} for e in entries]
    kept = {"reunion": VERSION, "titre": title, "vues": views}
    return json.dumps(kept, ensure_ascii=False, indent=1).encode("utf-8")


def from_json(file: bytes, edition: Edition) -> Kept:
    """The list that a file keeps. Raises ``BadMeeting`` when it is no list; an unknown view is left out and said."""
    try:
        document = json.loads(file.decode("utf-8-sig"))
        views = document["vues"]
        if document["reunion"] != VERSION or not isinstance(views, list):
            raise ValueError
        words = [(_text(v["vue"]), _text(v.get("titre")), _text(v.get("legende"))) for v in views]
        title = _words(_text(document.get("titre")), MAX_TITLE)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise BadMeeting("ce fichier n’est pas une liste de réunion enregistrée ici (fichier .json attendu)") from error
    if len(words) > MAX_VIEWS:
        raise BadMeeting(f"{len(words)} vues dans ce fichier{THIN}; au plus {MAX_VIEWS}")
    once: dict[str, Entry] = {}
    refused: list[str] = []
    for code, given, caption in words:
        try:
            view = parse(code, edition)
        except BadMeeting as error:
            refused.append(str(error))
        else:
            once.setdefault(view.code, Entry(view, _words(given, MAX_TITLE), _words(caption, MAX_CAPTION)))
    return Kept(title, tuple(once.values()), tuple(refused))


def _text(value: object) -> str:
    """A text of the file, or nothing; a number or a list in its place makes it no list of ours."""
    if value is not None and not isinstance(value, str):
        raise TypeError
    return value or ""


def _words(text: str, most: int) -> str:
    """A reader's words: printable, without direction marks, cut to length."""
    return "".join(c for c in text if c.isprintable() or c in "\u00a0\u202f")[:most]


# --- what the list becomes ---------------------------------------------------------------------------------


def document(
    form: str,
    title: str,
    entries: Sequence[Entry],
    stamp: Stamp,
    numbers: Numbers,
    resources: Sequence[Resource] = (),
    *,
    told: Told | None = None,
) -> Export:
    """The list in a format of ``exports.DOCUMENT_FORMATS``, then the resources that the reader picked.

    ``told`` is called after each part. Raises ``BadMeeting`` for a view that the reading leaves out.
    """
    numbers = content.with_variants(stamp, numbers)
    chosen = [content.Chosen(record_of(entry, stamp, numbers), entry.title, entry.caption) for entry in entries]
    composed = content.meeting(stamp, title, chosen, resources)
    return Export(stamp.file_name("reunion", title, extension=form), written(composed, form, stamp, told=told))

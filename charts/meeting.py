"""A meeting's list of views: what it holds, how it is written in an address or a file, what it becomes.

A view is a figure by its codes, never its numbers: ``carte.32.emploi``, ``comparaison...32-53``,
``essai.32...sd~culture``. The titles and captions are the reader's own; an empty title leaves the figure's finding.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace

from charts import images, report
from charts.canvas.outline import Outlines
from charts.exports import Export
from charts.figures import FIGURES, Numbers, Subject
from charts.imprint import Imprint
from charts.progress import Told
from charts.record import Record
from charts.slides import Item, composed_deck
from charts.stamp import Stamp
from territory import trial
from territory.indicators import Registry
from territory.loader import Edition
from territory.resources import Resource
from territory.wording import NBSP, THIN

MAX_VIEWS = 20
MAX_TITLE, MAX_CAPTION = 120, 400
VERSION = 1


class BadMeeting(Exception):
    """A file or an address that is no meeting of this edition. ``str()`` is one French line."""


@dataclass(frozen=True)
class View:
    """A figure and what it is about; see ``charts.figures``."""

    kind: str
    region: str = ""
    indicator: str = ""
    regions: tuple[str, ...] = ()
    trial: str = ""

    @property
    def code(self) -> str:
        return ".".join((self.kind, self.region, self.indicator, "-".join(self.regions), self.trial)).rstrip(".")


@dataclass(frozen=True)
class Entry:
    """A view of the list, with the reader's title and caption."""

    view: View
    title: str = ""
    caption: str = ""


def view_of(record: Record) -> View:
    """The view that a figure comes from."""
    needs = FIGURES[record.kind].needs
    extra = record.extra
    return View(
        record.kind,
        extra.get("region") or "" if "regions" not in needs else "",
        str(extra.get("indicator", "")) if "indicator" in needs else "",
        tuple(extra.get("regions", ())) if "regions" in needs else (),
        extra["trial"].code if "trial" in needs else "",
    )


def parse(code: str, edition: Edition) -> View:
    """The view of a code. Raises ``BadMeeting`` when a part is unknown or missing."""
    kind, region, indicator, regions, tried = [*code.split("."), "", "", "", "", ""][:5]
    view = View(kind, region, indicator, tuple(part for part in regions.split("-") if part), tried)
    if kind not in FIGURES or len(code.split(".")) > 5:
        raise BadMeeting(f"vue {_quoted(code)} inconnue{THIN}; vues admises{NBSP}: {', '.join(FIGURES)}")
    needs = FIGURES[kind].needs
    several = regions if view.regions[1:] or "regions" not in needs else ""
    given = {"region": region, "indicator": indicator, "regions": several, "trial": tried}
    unknown = [part for part in (region, *view.regions) if part and part not in edition.regions]
    if indicator and indicator not in _drawable(edition.registry, kind):
        unknown.append(indicator)
    try:
        view = replace(view, trial=trial.parse(tried, edition).code if tried else "")
    except ValueError as error:
        unknown.append(str(error))
    unknown += [str(part) for need, part in given.items() if part and need not in needs | {"region"}]
    if unknown or any(not given[need] for need in needs):
        said = ", ".join(part[:40] for part in unknown) or "rien"
        raise BadMeeting(f"vue {_quoted(code)}{NBSP}: code inconnu ou manquant ({said})")
    return view


def _quoted(code: str) -> str:
    return f"«{NBSP}{code[:40]}{NBSP}»"


def _drawable(registry: Registry, kind: str) -> set[str]:
    return {i.code for i in (registry.context if kind == "cercles" else registry.fragility)}


def record_of(entry: Entry, stamp: Stamp, numbers: Numbers) -> Record:
    """The figure's record, under the reader's title when there is one. Raises ``BadMeeting``."""
    view = entry.view
    indicator, kept = view.indicator or None, set(numbers.scores["indicator"])
    if indicator in {i.code for i in stamp.edition.registry.fragility} - kept:
        raise BadMeeting(f"vue {_quoted(view.code)}{NBSP}: laissée de côté par les choix de lecture")
    subject = Subject(
        stamp.edition, numbers.scores, stamp.reading, view.region or None, indicator, view.regions,
        numbers.places, numbers.shifts, trial.parse(view.trial, stamp.edition),
    )  # fmt: skip
    record = FIGURES[view.kind].record(subject)
    return replace(record, title=entry.title) if entry.title else record


# --- the small file that keeps a list ----------------------------------------------------------------------


def to_json(title: str, entries: Sequence[Entry]) -> bytes:
    """The list as a file to keep: codes and words, no number."""
    views = [{"vue": e.view.code, "titre": e.title, "legende": e.caption} for e in entries]
    content = {"reunion": VERSION, "titre": title, "vues": views}
    return json.dumps(content, ensure_ascii=False, indent=1).encode("utf-8")


def from_json(content: bytes, edition: Edition) -> tuple[str, tuple[Entry, ...]]:
    """The title and the list that a file keeps. Raises ``BadMeeting`` with what was found and what is allowed."""
    try:
        document = json.loads(content.decode("utf-8-sig"))
        views = document["vues"]
        if document["reunion"] != VERSION or not isinstance(views, list):
            raise ValueError
        entries = tuple(
            Entry(
                parse(str(v["vue"]), edition), _words(v.get("titre"), MAX_TITLE), _words(v.get("legende"), MAX_CAPTION)
            )
            for v in views
        )
    except (ValueError, KeyError, TypeError, AttributeError, UnicodeDecodeError) as error:
        raise BadMeeting("ce fichier n’est pas une liste de réunion enregistrée ici (fichier .json attendu)") from error
    if len(entries) > MAX_VIEWS:
        raise BadMeeting(f"{len(entries)} vues dans ce fichier{THIN}; au plus {MAX_VIEWS}")
    once: dict[str, Entry] = {}
    for entry in entries:
        once.setdefault(entry.view.code, entry)
    return _words(document.get("titre"), MAX_TITLE), tuple(once.values())


def _words(text: object, most: int) -> str:
    """A reader's words: printable, without direction marks, cut to length."""
    return "".join(c for c in str(text or "") if c.isprintable() or c in "\u00a0\u202f")[:most]


# --- what the list becomes ---------------------------------------------------------------------------------


def deck(
    title: str,
    entries: Sequence[Entry],
    stamp: Stamp,
    outlines: Outlines,
    numbers: Numbers,
    resources: Sequence[Resource] = (),
    *,
    told: Told | None = None,
) -> Export:
    """The editable deck, one view a slide, then the resources that the reader picked; ``told`` hears of each view."""
    items = [Item(record_of(entry, stamp, numbers), entry.title, entry.caption) for entry in entries]
    content = composed_deck(items, stamp, outlines, title=title, subtitle=stamp.choices, resources=resources, told=told)
    return Export(stamp.file_name("reunion", title, extension="pptx"), content)


def document(
    title: str, entries: Sequence[Entry], stamp: Stamp, numbers: Numbers, *, told: Told | None = None
) -> Export:
    """One PDF, one view a page; ``told`` hears of each."""
    records = [record_of(entry, stamp, numbers) for entry in entries]
    captions = [entry.caption for entry in entries]
    content = report.meeting_pdf(stamp.edition, title, records, captions, imprint_of(stamp), told=told)
    return Export(stamp.file_name("reunion", title, extension="pdf"), content)


def page(title: str, entries: Sequence[Entry], stamp: Stamp, numbers: Numbers, *, told: Told | None = None) -> Export:
    """One self-contained HTML page; ``told`` hears of each view."""
    records = [record_of(entry, stamp, numbers) for entry in entries]
    notes = [entry.caption for entry in entries]
    content = images.html(records, imprint_of(stamp), title=title, notes=notes, told=told)
    return Export(stamp.file_name("reunion", title, extension="html"), content)


def imprint_of(stamp: Stamp) -> Imprint:
    registry = stamp.edition.registry
    return Imprint(stamp.date, stamp.said_choices, stamp.site, f"données {registry.code}")

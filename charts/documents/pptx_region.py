"""The deck of a region: what an elected official takes into the room."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import partial
from typing import Any

import pandas as pd
from pptx.presentation import Presentation as Deck
from pptx.slide import Slide

from charts import comparison, priority_places, region_map, region_profile
from charts.canvas.outline import Outlines
from charts.canvas.slide.shapes import (
    CELL_MARGIN,
    CENTRE,
    MIDDLE,
    RIGHT,
    Cell,
    Run,
    box,
    fitted,
    header,
    panel,
    table,
    write,
)
from charts.canvas.slide.template import BODY_BOTTOM, BODY_TOP, MARGIN, SPAN, new_deck
from charts.canvas.slide.text import clean, fit, height, width
from charts.documents.method import flag_lines, formula
from charts.progress import Told, telling
from charts.slides.deck import cover, method, save
from charts.slides.figures import BODY_HEIGHT, Item, add, page
from charts.stamp import Stamp
from charts.theme import ACCENT, CLASS_COLOUR, MUTED, PAPER, TEXT, ink_on
from territory import summary, wording
from territory.analysis import FragilityClass, score_table
from territory.next_steps import Help, next_steps, region_report
from territory.regions import NATIONAL, Region
from territory.resources import Catalogue
from territory.robustness import Verdict, domain_places, factor_shifts
from territory.similarity import FARTHEST, bonds, distances, nearest, neighbours, profiles
from territory.variants import DRAWS, SEED
from territory.wording import NBSP, THIN

SUBTITLE = "Ses fragilités et ses points d’appui, par rapport à la valeur nationale"
SHOWN = 5
NO_RESOURCE = "Pas encore de ressource pour ce domaine. Ce qui suit concerne la région ou tous les domaines."
HELPED = 3
"""Priorities that the slide of what helps speaks of."""
COMPARED = 2


def region_deck(
    stamp: Stamp,
    outlines: Outlines,
    region: str,
    *,
    regions: Sequence[str] = (),
    scores: pd.DataFrame | None = None,
    places: pd.DataFrame | None = None,
    shifts: pd.DataFrame | None = None,
    catalogue: Catalogue | None = None,
    told: Told | None = None,
) -> bytes:
    """The region's deck. ``regions`` are those it is compared with, the most similar ones when none is given.

    ``scores`` spares a ``score_table`` of the same reading, ``places`` and ``shifts`` a ``robustness.domain_places``
    and ``factor_shifts``; ``catalogue`` adds what helps on the first priorities. ``told`` hears of each part, the
    cover first.
    """
    edition = stamp.edition
    scores = score_table(edition, stamp.reading) if scores is None else scores
    place = edition.regions[region]
    own = scores[scores["region"] == region]
    places = domain_places(edition, DRAWS, SEED) if places is None else places
    shifts = factor_shifts(edition, DRAWS, SEED) if shifts is None else shifts
    deck = new_deck()
    parts: list[Callable[[], object]] = [
        partial(cover, deck, stamp, outlines, title=place.name, subtitle=SUBTITLE, highlighted=[region]),
        partial(_glance, deck, stamp, own, region, places),
        partial(_priorities, deck, stamp, own, region, places),
        partial(_solidity, deck, stamp, outlines, scores, region, places, shifts),
        partial(_profile, deck, stamp, outlines, scores, region),
        partial(_map, deck, stamp, outlines, scores, region),
        partial(_comparison, deck, stamp, outlines, scores, region, regions),
        partial(_context, deck, stamp, region),
        *([partial(_helps, deck, stamp, own, region, catalogue)] if catalogue is not None else []),
        partial(method, deck, stamp),
    ]
    for part in telling(parts, told):
        part()
    return save(deck, stamp.date, f"{place.name}{NBSP}: fragilités et points d’appui")


def _solidity(
    deck: Deck,
    stamp: Stamp,
    outlines: Outlines,
    scores: pd.DataFrame,
    region: str,
    places: pd.DataFrame,
    shifts: pd.DataFrame,
) -> None:
    """How much each priority owes to the formula; a region without priority has no such slide."""
    record = priority_places.record(stamp.edition, scores, places, shifts, region)
    if len(record.rows):
        add(deck, Item(record), stamp, outlines)


def _profile(deck: Deck, stamp: Stamp, outlines: Outlines, scores: pd.DataFrame, region: str) -> None:
    add(deck, Item(region_profile.record(stamp.edition, scores, region)), stamp, outlines)


def _map(deck: Deck, stamp: Stamp, outlines: Outlines, scores: pd.DataFrame, region: str) -> None:
    if first := _first_mapped(scores[scores["region"] == region]):
        indicator = stamp.edition.registry.indicators[first]
        record = region_map.record(stamp.edition, scores, indicator, stamp.reading, region)
        add(deck, Item(record), stamp, outlines)


def _first_mapped(own: pd.DataFrame) -> str | None:
    """The indicator of the map: the first priority, else the largest gap, else the first that has a value."""
    known = own[own["score"].notna()]
    if len(known):
        return str(known.sort_values("score", ascending=False, kind="stable")["indicator"].iloc[0])
    valued = own[own["value"].notna()]
    return str(valued["indicator"].iloc[0]) if len(valued) else None


def _source(stamp: Stamp, own: pd.DataFrame) -> str:
    registry = stamp.edition.registry
    return wording.source_line(registry, [registry.indicators[code] for code in own["indicator"]])


def _notes(stamp: Stamp, own: pd.DataFrame, region: str) -> list[str]:
    registry = stamp.edition.registry
    sentences = [
        wording.cell_sentence(row, registry.indicators[row["indicator"]], registry.domains[row["domain"]])
        for row in own.to_dict("records")
    ]
    flags = tuple(flag for code in own["indicator"] for flag in stamp.edition.flags_of(code, region))
    told = flag_lines(flags, registry)
    remarks = [f"Réserves sur les données{NBSP}:", *(f"– {flag}" for flag in told)] if told else []
    return [formula(), *sentences, *remarks, f"{stamp.choices} Export du {stamp.day}."]


# --- at a glance ---------------------------------------------------------------------------------------


def _glance(deck: Deck, stamp: Stamp, own: pd.DataFrame, region: str, places: pd.DataFrame) -> None:
    place = stamp.edition.regions[region]
    scored = own[own["score"].notna()]
    fragile = sum(FragilityClass(kind).more_fragile for kind in own["class"])
    slide = page(
        deck,
        stamp,
        title=wording.region_finding(place, fragile, len(scored)),
        source=_source(stamp, own),
        subtitle=wording.region_lead(stamp.edition.registry, own).replace("**", ""),
        address=stamp.address("territoire", region=region),
        notes=_notes(stamp, own, region),
    )
    sure, strengths, confirm = ([dict(row) for row in card.rows] for card in summary.cards(stamp.edition, own, places))
    cards = (
        ("Priorités", sure, "bien établies", FragilityClass.MUCH_MORE_FRAGILE),
        ("Points d’appui", strengths, "solidement moins fragiles", FragilityClass.MUCH_LESS_FRAGILE),
        ("À confirmer", confirm, "discutables ou sensibles aux choix", FragilityClass.MORE_FRAGILE),
    )
    gap = 0.3
    wide = (SPAN - 2 * gap) / 3
    for number, (title, rows, meaning, kind) in enumerate(cards):
        _card(slide, stamp, title, rows, meaning, CLASS_COLOUR[kind], MARGIN + number * (wide + gap), wide)


def _card(
    slide: Slide,
    stamp: Stamp,
    title: str,
    rows: list[dict[str, Any]],
    meaning: str,
    colour: str,
    left: float,
    wide: float,
) -> None:
    panel(slide.shapes, f"Carte, {title}", (left, BODY_TOP, wide, BODY_HEIGHT), PAPER)
    panel(slide.shapes, f"Filet, {title}", (left, BODY_TOP, wide, 0.08), colour)
    inner, room = left + 0.25, wide - 0.5
    digits = width(str(len(rows)), 44, bold=True) / 72 + 0.03
    box(
        slide.shapes,
        f"{title}, nombre",
        (inner, BODY_TOP + 0.22, digits, 0.72),
        [[Run(str(len(rows)), 44, True)]],
        anchor=MIDDLE,
    )
    box(
        slide.shapes,
        title,
        (inner + digits + 0.12, BODY_TOP + 0.24, room - digits - 0.12, 0.72),
        [[Run(title, 20, True)], [Run(meaning, 12, False, MUTED)]],
        anchor=MIDDLE,
    )
    if not rows:
        fitted(
            slide.shapes,
            f"{title}, aucun",
            (inner, BODY_TOP + 1.2, room, 1.0),
            "Aucun domaine dans ce cas.",
            (16,),
            colour=MUTED,
        )
        return
    step = 0.61
    for number, row in enumerate(rows[:SHOWN]):
        _card_line(slide, stamp, row, (inner, BODY_TOP + 1.14 + number * step, room))
    if len(rows) > SHOWN:
        others = wording.plural(len(rows) - SHOWN, "autre")
        box(
            slide.shapes,
            f"{title}, suite",
            (inner, BODY_TOP + BODY_HEIGHT - 0.34, room, 0.25),
            [[Run(f"et {others}", 13, False, MUTED)]],
        )


def _card_line(slide: Slide, stamp: Stamp, row: dict[str, Any], at: tuple[float, float, float]) -> None:
    """« ▲▲ Éducation  16,5 % » over « France 12,5 % »."""
    registry = stamp.edition.registry
    indicator, domain = registry.indicators[row["indicator"]], registry.domains[row["domain"]]
    kind = FragilityClass(row["class"])
    left, top, room = at
    star = f"{THIN}*" if indicator.contestable else ""
    value = wording.cell_text(indicator, row["value"])
    shown, size = fit(f"{domain.short}{star}", (room - 1.72) * 72, 0.3 * 72, (16, 15, 14, 13, 12), bold=True)
    chip = panel(
        slide.shapes, f"Classe, {domain.short}", (left, top + 0.03, 0.42, 0.26), CLASS_COLOUR[kind], outline="#6b6f6d"
    )
    _chip_text(chip, wording.CLASS_SYMBOL[kind], ink_on(kind))
    box(
        slide.shapes,
        f"Domaine, {domain.short}",
        (left + 0.52, top, room - 1.72, 0.3),
        [[Run(shown, size, True)]],
        anchor=MIDDLE,
    )
    box(
        slide.shapes,
        f"Valeur, {domain.short}",
        (left + room - 1.2, top, 1.2, 0.3),
        [[Run(value, 16, True)]],
        align=RIGHT,
        anchor=MIDDLE,
    )
    national = f"France {wording.cell_text(indicator, row['national'], national=True)}"
    beside = width(national, 11) / 72 + 0.05
    fitted(
        slide.shapes,
        f"Indicateur, {domain.short}",
        (left + 0.52, top + 0.29, room - 0.6 - beside, 0.22),
        indicator.label,
        (11,),
        colour=MUTED,
    )
    fitted(
        slide.shapes,
        f"France, {domain.short}",
        (left + room - beside, top + 0.29, beside, 0.22),
        national,
        (11,),
        colour=MUTED,
        align=RIGHT,
    )


def _chip_text(chip: Any, text: str, colour: str) -> None:
    write(chip.text_frame, [[Run(text, 11, True, colour)]], align=CENTRE, anchor=MIDDLE)


# --- priorities ----------------------------------------------------------------------------------------


def _priorities(deck: Deck, stamp: Stamp, own: pd.DataFrame, region: str, places: pd.DataFrame) -> None:
    registry, place = stamp.edition.registry, stamp.edition.regions[region]
    ordered = own[own["priority"].notna()].sort_values("priority").to_dict("records")
    if not ordered:
        return
    kept = places[(places["region"] == region) & places["verdict"].notna()]
    word = {row["domain"]: wording.VERDICT_LABEL[Verdict(row["verdict"])] for row in kept.to_dict("records")}
    labels = [registry.domains[row["domain"]].label for row in ordered[:3]]
    count = wording.plural(len(ordered), "domaine")
    slide = page(
        deck,
        stamp,
        title=f"{count} à regarder d’abord {place.locative}{NBSP}: {_lowered(labels)} en tête",
        subtitle="Écarts du côté fragile, au-delà des arrondis, du plus grand au plus petit, "
        "comparés à l’écart moyen des régions à la France.",
        source=_source(stamp, own),
        address=stamp.address("territoire", region=region),
        notes=_notes(stamp, own, region),
    )
    top = [
        header("", CENTRE),
        header("Domaine"),
        header("Indicateur"),
        header(place.short, RIGHT),
        header("France", RIGHT),
        header("Écart", RIGHT),
        header("Fois l’écart moyen", RIGHT),
        header("Rang", RIGHT),
    ]
    widths = [0.45, 2.2, 3.35, 1.3, 1.05, 1.25, 1.1, 1.35]
    if word:
        top.append(header("Solidité"))
        widths = [0.4, 2.0, 2.5, 1.25, 0.95, 1.1, 1.05, 1.35, 1.6]
    body = []
    for row in ordered:
        indicator, domain = registry.indicators[row["indicator"]], registry.domains[row["domain"]]
        kind = FragilityClass(row["class"])
        star = f"{THIN}*" if indicator.contestable else ""
        cells = [
            Cell(str(row["priority"]), CENTRE, bold=True, colour=ink_on(kind), fill=kind, rule="#ffffff"),
            Cell(f"{domain.short}{star}", bold=True),
            Cell(indicator.label, colour=MUTED, size=12),
            Cell(wording.cell_text(indicator, row["value"]), RIGHT, bold=True),
            Cell(wording.cell_text(indicator, row["national"], national=True), RIGHT),
            Cell(_gap_number(indicator, row["gap"]), RIGHT),
            Cell(wording.number(abs(row["score"]), 1), RIGHT),
            Cell(wording.ordinal(row["rank"]) + (" ex æq." if row["tied"] else ""), RIGHT),
        ]
        body.append([*cells, Cell(word.get(row["domain"], wording.MISSING))] if word else cells)
    high = min(0.6, (BODY_HEIGHT - 0.5) / len(body))
    size = 15 if high >= 0.4 else 13
    total = sum(widths)
    table(
        slide.shapes,
        "Priorités",
        f"Tableau des priorités {place.genitive}.",
        (MARGIN, BODY_TOP),
        [w * SPAN / total for w in widths],
        high,
        [top, *body],
        size,
        header_height=0.48,
        header_size=12,
    )


def _gap_number(indicator: Any, gap: Any) -> str:
    return wording.number(gap, max(indicator.decimals, indicator.benchmark_decimals), signed=True)


def _lowered(labels: Sequence[str]) -> str:
    return wording.enumeration(label[:1].lower() + label[1:] for label in labels)


# --- comparison and context ----------------------------------------------------------------------------


def _comparison(
    deck: Deck, stamp: Stamp, outlines: Outlines, scores: pd.DataFrame, region: str, regions: Sequence[str]
) -> None:
    """With the regions asked for, else the two most similar; a slide that says why when there is none."""
    edition = stamp.edition
    near = neighbours(scores)
    near = near[near["region"] == region]
    others = [code for code in regions if code != region] or list(near["neighbour"])[:COMPARED]
    if others:
        record = comparison.record(edition, scores, [region, *others])
        caption = "" if regions else "Avec les régions au profil le plus proche"
        add(
            deck, Item(record, wording.comparison_finding(edition, scores, [region, *others]), caption), stamp, outlines
        )
        return
    place = edition.regions[region]
    slide = page(
        deck,
        stamp,
        title=f"{wording.capital(place.subject)}{NBSP}: {wording.NO_NEIGHBOUR}",
        subtitle="",
        source=_source(stamp, scores[scores["region"] == region]),
        address=stamp.address("comparer", regions=[region]),
        notes=[formula()],
    )
    text = (
        f"Chaque autre région diffère {place.genitive}, d’un domaine à l’autre, de plus de deux fois l’écart moyen des "
        "régions à la France. En rapprocher une serait trompeur. La comparaison reste possible avec des régions "
        "choisies, à l’adresse ci-dessous."
    )
    panel(slide.shapes, "Filet", (MARGIN, BODY_TOP, 0.08, 1.45), ACCENT)
    fitted(
        slide.shapes,
        "Explication",
        (MARGIN + 0.35, BODY_TOP, SPAN - 0.35, 1.45),
        text,
        (22, 20, 18, 16),
        anchor=MIDDLE,
    )
    _least_far(slide, stamp, scores, region)


def _least_far(slide: Slide, stamp: Stamp, scores: pd.DataFrame, region: str) -> None:
    """The three regions that are the least unlike, with what says why they are no neighbours."""
    edition = stamp.edition
    profile = profiles(scores)
    if region not in profile.index:
        return
    distance = distances(profile)
    own = list(profile.index).index(region)
    body = []
    for other in nearest(distance)[own]:
        code = str(profile.index[other])
        together, apart = (_short_names(stamp, domains) for domains in bonds(profile, region, code))
        far = wording.number(Decimal(repr(float(distance[own, other]))), 2)
        body.append(
            [
                Cell(edition.regions[code].name, bold=True),
                Cell(far, RIGHT, bold=True),
                Cell(together, colour=MUTED),
                Cell(apart, colour=MUTED),
            ]
        )
    if not body:
        return
    top = [
        header("Les profils les moins éloignés"),
        header("Distance", RIGHT),
        header("Ce qui rapproche"),
        header("Ce qui distingue"),
    ]
    table(
        slide.shapes,
        "Régions les moins éloignées",
        f"Tableau des régions au profil le moins éloigné {edition.regions[region].genitive}.",
        (MARGIN, BODY_TOP + 1.75),
        (3.3, 1.2, 3.8, SPAN - 8.3),
        0.6,
        [top, *body],
        14,
        header_height=0.36,
        header_size=12,
    )
    box(
        slide.shapes,
        "Distance, lecture",
        (MARGIN + CELL_MARGIN, BODY_BOTTOM - 0.5, SPAN, 0.25),
        [
            [
                Run(
                    f"Distance{NBSP}: 1 = l’écart moyen des régions à la France, domaine par domaine{THIN}; "
                    f"au-delà de {wording.number(Decimal(repr(FARTHEST)), 0)}, les profils ne sont pas dits proches.",
                    12,
                    False,
                    MUTED,
                )
            ]
        ],
    )


def _short_names(stamp: Stamp, domains: Sequence[str]) -> str:
    names = [stamp.edition.registry.domains[code].short for code in domains]
    return wording.capital(wording.enumeration(name[:1].lower() + name[1:] for name in names)) if names else ""


def _helps(deck: Deck, stamp: Stamp, own: pd.DataFrame, region: str, catalogue: Catalogue) -> None:
    """What can help on the first priorities, a column each; a column a resource where all have the same ones."""
    registry, place = stamp.edition.registry, stamp.edition.regions[region]
    domains = list(dict.fromkeys(own[own["priority"].notna()].sort_values("priority")["domain"]))[:HELPED]
    if not domains:
        return
    steps = {domain: next_steps(catalogue, place, domain) for domain in domains}
    report, _ = region_report(catalogue, region)
    also = f"À lire aussi{NBSP}: {report.title}" + (f" ({report.dated})." if report.dated else ".")
    named = _lowered([registry.domains[domain].label for domain in domains])
    offered = {tuple(found.resource.id for found in own_steps.helps) for own_steps in steps.values()}
    shared = len(offered) == 1 and not any(own_steps.own for own_steps in steps.values())
    slide = page(
        deck,
        stamp,
        title=f"Ce qui peut aider {place.locative}" + ("" if shared else ", priorité par priorité"),
        subtitle="Ce qui concerne la région, ou tous les domaines." if shared else also,
        source=f"Source{NBSP}: catalogue des ressources, d’après les documents de la démarche.",
        address=stamp.address("ressources", region=region),
        notes=[f"{found.resource.title}{NBSP}: {found.resource.link}" for found in _linked(catalogue, place, domains)],
    )
    columns: list[tuple[str, str, tuple[Help, ...]]] = [
        (registry.domains[domain].label, "" if steps[domain].own else NO_RESOURCE, steps[domain].helps)
        for domain in domains
    ]
    if shared:
        columns = [("", "", (found,)) for found in steps[domains[0]].helps]
        said = f"Pas encore de ressource propre aux premières priorités{NBSP}: {named}."
        sizes = (20, 18, 16, 14)
        end = _paragraph(slide, "Remarque", said, sizes, (MARGIN, BODY_TOP + 2.75, SPAN, 0.9), bold=True) + 0.1
        _paragraph(slide, "À lire aussi", also, sizes, (MARGIN, end, SPAN, BODY_BOTTOM - end))
    gap = 0.3
    wide = (SPAN - gap * (len(columns) - 1)) / max(1, len(columns))
    high = 2.4 if shared else BODY_HEIGHT
    for number, (name, remark, helps) in enumerate(columns):
        _help_column(slide, name, remark, helps, (MARGIN + number * (wide + gap), BODY_TOP, wide, high))


def _help_column(
    slide: Slide, name: str, remark: str, helps: Sequence[Help], at: tuple[float, float, float, float]
) -> None:
    """A card: the priority, then each resource and why it is offered, one under the other."""
    left, top, wide, high = at
    about = name or helps[0].resource.title
    panel(slide.shapes, f"Fond, {about}", at, PAPER)
    panel(slide.shapes, f"Filet, {about}", (left, top, wide, 0.08), ACCENT)
    left, room, below, top = left + 0.25, wide - 0.5, top + high - 0.15, top + 0.28
    if name:
        top = _paragraph(slide, f"Priorité, {name}", name, (20, 18, 16, 14), (left, top, room, 0.55), bold=True) + 0.12
    if remark:
        top = _paragraph(slide, f"Remarque, {name}", remark, (12, 11), (left, top, room, 0.45)) + 0.12
    share = (below - top) / max(1, len(helps))
    for number, found in enumerate(helps):
        what, start = found.resource.title, top + number * share
        sizes = (15, 14, 13, 12) if name else (20, 18, 16, 14)
        end = _paragraph(slide, f"Ressource, {what}", what, sizes, (left, start, room, share * 0.55), bold=True)
        rest = (left, end + 0.04, room, start + share - end - 0.06)
        _paragraph(slide, f"Raison, {what}", found.reason, (12, 11, 10) if name else (16, 15, 14, 13, 12), rest)


def _paragraph(
    slide: Slide,
    name: str,
    said: str,
    sizes: Sequence[float],
    at: tuple[float, float, float, float],
    *,
    bold: bool = False,
) -> float:
    """A text as high as it needs, within its room; where it ends."""
    left, top, room, high = at
    shown, size = fit(clean(said), room * 72, high * 72, sizes, bold=bold)
    taken = height(shown, size, room * 72, bold=bold) / 72
    box(slide.shapes, name, (left, top, room, taken), [[Run(shown, size, bold, TEXT if bold else MUTED)]])
    return top + taken


def _linked(catalogue: Catalogue, place: Region, domains: Sequence[str]) -> list[Help]:
    """The resources of these domains that have an address, each once."""
    every = [found for domain in domains for found in next_steps(catalogue, place, domain).helps]
    return list({found.resource.id: found for found in every if found.resource.link}.values())


def _context(deck: Deck, stamp: Stamp, region: str) -> None:
    """The 13 criteria that describe the territory and are never compared."""
    edition, place = stamp.edition, stamp.edition.regions[region]
    context = edition.registry.context
    cells = edition.observations.set_index(["indicator", "territory"])
    flags = tuple(flag for i in context for flag in edition.flags_of(i.code, region))
    told = flag_lines(flags, edition.registry)
    slide = page(
        deck,
        stamp,
        title=f"{place.name} en {len(context)} repères",
        subtitle=f"Ce que la table publie pour décrire {place.subject}, sans le comparer.",
        source=wording.source_line(edition.registry, context),
        address=stamp.address("territoire", region=region),
        notes=[f"Réserves sur les données{NBSP}:", *(f"– {flag}" for flag in told)] if told else [],
    )
    top = [header("Repère"), header(place.name, RIGHT), header("France", RIGHT), header("Millésime"), header("Source")]
    body = []
    for indicator in context:
        own = cells.loc[(indicator.code, region)].to_dict()
        national = cells.loc[(indicator.code, NATIONAL)].to_dict()
        body.append(
            [
                Cell(indicator.label, bold=True),
                Cell(wording.observation_text(indicator, own), RIGHT, bold=True),
                Cell(wording.observation_text(indicator, national, national=True), RIGHT),
                Cell(indicator.year or wording.MISSING, colour=MUTED),
                Cell(indicator.source, colour=MUTED, size=11),
            ]
        )
    table(
        slide.shapes,
        "Repères",
        f"Tableau des {len(context)} repères {place.genitive}.",
        (MARGIN, BODY_TOP),
        (3.6, 2.75, 2.35, 1.2, SPAN - 9.9),
        BODY_HEIGHT / (len(body) + 1),
        [top, *body],
        14,
        header_size=12,
    )

"""The printed documents: a region's report, and the atlas. Typst composes them, from data and never from code.

    region_pdf(edition, "32", Reading(), imprint)                      # bytes, 4 to 6 A4 pages
    region_pdf(edition, "32", reading, imprint, compared=("44", "75")) # with chosen regions
    atlas_pdf(edition, Reading(), imprint, region="32")                # bytes, A4 landscape

Vector, tagged (PDF/UA-1), with bookmarks; the same arguments give the same bytes. ``scores`` spares a caller that
has ``score_table`` of this edition and reading a computation, ``places`` one that has ``robustness.domain_places``.
A character that our fonts lack is printed as « □ », because PDF/UA refuses a text without its glyphs.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime, time
from typing import Any

import pandas as pd
import typst

from charts import comparison, ranking, region_map, region_profile
from charts import report_text as words
from charts.canvas import ruler
from charts.images import PRINT, bare
from charts.imprint import SITE, Imprint
from charts.progress import Told, telling
from charts.record import Record
from charts.theme import CLASS_COLOUR, ink_on
from territory import summary, wording
from territory.analysis import FragilityClass, Reading, dimension_means, score_table
from territory.indicators import Indicator
from territory.loader import Edition
from territory.next_steps import next_steps
from territory.regions import NATIONAL, Region
from territory.resources import Catalogue
from territory.robustness import domain_places
from territory.similarity import neighbours
from territory.variants import DRAWS, SEED
from territory.wording import NBSP

Data = dict[str, Any]
SHOWN, NEIGHBOURS_SHOWN, MAPS_A_PAGE, HELPED = 5, 2, 8, 3
ATLAS_CLASSES = (
    FragilityClass.MUCH_MORE_FRAGILE,
    FragilityClass.MORE_FRAGILE,
    FragilityClass.NEAR,
    FragilityClass.LESS_FRAGILE,
    FragilityClass.MUCH_LESS_FRAGILE,
    FragilityClass.NOT_ORIENTED,
    FragilityClass.MISSING,
)
_CARD_COLOUR = {"priorities": "#b35806", "strengths": "#0571b0", "to_confirm": "#59605d"}
_PRINT_WIDTH, _PRINT_SIZE = 700.0, 13.0
"""Drawings are made 700 wide for 174 mm: a text of 13 prints at 9 points."""
_POINTS = 174 / 25.4 * 72 / _PRINT_WIDTH
_MEETING_WIDTH, _MEETING_HEIGHT = 1000.0, 500.0
_CARD_TEXT, _CARD_ROOM = 140, 125
"""Points across a card, for its caption and for its lines."""
MOST_PAGES, LEAST_FILLED = 6, 0.45
"""Pages of a region's report, and how far down its last page it should reach."""
_SPACES = ("1", "0.9", "0.8", "0.7", "0.6", "0.5")
"""Space between things, tried in this order; ``print/style.typ`` says what it spares."""


def region_pdf(
    edition: Edition,
    region: str,
    reading: Reading,
    imprint: Imprint,
    *,
    compared: Sequence[str] = (),
    scores: pd.DataFrame | None = None,
    places: pd.DataFrame | None = None,
    catalogue: Catalogue | None = None,
    told: Told | None = None,
) -> bytes:
    """A region's report. ``compared``: up to four other regions, instead of its two nearest in profile.

    ``catalogue`` adds what helps on its first priorities. ``told`` hears of each part.
    """
    scores = score_table(edition, reading) if scores is None else scores
    places = domain_places(edition, DRAWS, SEED) if places is None else places
    data = _inputs(_region(edition, region, reading, imprint, compared, scores, places, catalogue, told))
    return _pdf("rapport.typ", data | {"space": _fitting_space("rapport.typ", data)}, imprint)


def atlas_pdf(
    edition: Edition,
    reading: Reading,
    imprint: Imprint,
    *,
    region: str | None = None,
    scores: pd.DataFrame | None = None,
    told: Told | None = None,
) -> bytes:
    """The atlas: a map an indicator that has values, eight a page. ``region`` is framed on each.

    ``told`` hears of each map.
    """
    scores = score_table(edition, reading) if scores is None else scores
    return _pdf("atlas.typ", _inputs(_atlas(edition, reading, imprint, region, scores, told)), imprint)


def meeting_pdf(
    edition: Edition,
    title: str,
    records: Sequence[Record],
    captions: Sequence[str],
    imprint: Imprint,
    *,
    told: Told | None = None,
) -> bytes:
    """A meeting's views, one a page, A4 landscape; ``captions`` in the same order, empty where there is none.

    ``told`` hears of each view.
    """
    views = list(zip(records, captions, strict=True))
    shown = [edition.registry.indicators[code] for code in edition.registry.indicators]
    data = {
        **_document(edition, title, words.KICKER_MEETING, imprint, shown),
        "kicker": title,
        "running": title,
        "views": [
            {
                **_figure(record, _MEETING_HEIGHT, prefix=f"vue-{k}-", width=_MEETING_WIDTH),
                "title": record.title,
                "subtitle": record.subtitle,
                "caption": caption,
                "source": record.source,
            }
            for k, (record, caption) in enumerate(telling(views, told), start=1)
        ],
    }
    return _pdf("reunion.typ", _inputs(data), imprint)


def _inputs(data: Data) -> dict[str, str]:
    return {"data": json.dumps(_printable(data), ensure_ascii=False)}


def _fitting_space(template: str, inputs: Mapping[str, str]) -> str:
    """The widest space at which the report fits its pages and its last one is not nearly empty.

    Where none does both, the widest that fits; where none fits, the closest.
    """
    fitting = []
    for space in _SPACES:
        found = typst.query(
            PRINT / template,
            "<end>",
            field="value",
            one=True,
            root=PRINT,
            sys_inputs={**inputs, "space": space},
            font_paths=[ruler.FONTS],
            ignore_system_fonts=True,
        )
        end = json.loads(found)
        if end["page"] <= MOST_PAGES:
            fitting.append(space)
            if end["part"] >= LEAST_FILLED:
                return space
    return fitting[0] if fitting else _SPACES[-1]


def _pdf(template: str, inputs: dict[str, str], imprint: Imprint) -> bytes:
    return typst.compile(
        PRINT / template,
        root=PRINT,
        format="pdf",
        sys_inputs=inputs,
        pdf_standards=["ua-1"],
        timestamp=datetime.combine(imprint.day, time(), UTC),
        font_paths=[ruler.FONTS],
        ignore_system_fonts=True,
    )


def _printable(value: Any) -> Any:
    """Every text with the characters that our fonts draw."""
    if isinstance(value, str):
        unknown = {ord(c): "□" for c in set(value) if c != "\n" and not ruler.known(c)}
        return value.translate(unknown) if unknown else value
    if isinstance(value, Mapping):
        return {key: _printable(cell) for key, cell in value.items()}
    if isinstance(value, list | tuple):
        return [_printable(cell) for cell in value]
    return value


def _document(edition: Edition, title: str, description: str, imprint: Imprint, shown: Iterable[Indicator]) -> Data:
    return {
        "title": title,
        "author": SITE,
        "description": description,
        "keywords": ["fragilités", "territoires", "régions", edition.registry.code],
        "foot": {
            "source": wording.source_line(edition.registry, shown),
            "choices": imprint.choices,
            "line": imprint.line,
        },
    }


def _figure(record: Record, height: float, *, prefix: str, width: float = _PRINT_WIDTH) -> Data:
    return {"svg": bare(record, width, height, _PRINT_SIZE, prefix=prefix), "alt": record.alt}


def _class(kind: FragilityClass, label: str = "") -> Data:
    missing = kind is FragilityClass.MISSING
    signed = f"{wording.CLASS_SYMBOL[kind]} {wording.CLASS_LABEL[kind]}".strip()
    return {"label": label or signed, "fill": "hatch" if missing else CLASS_COLOUR[kind], "ink": ink_on(kind)}


def _runs(pieces: words.Runs) -> list[Data]:
    return [{"text": text, "bold": bold} for text, bold in pieces]


# --- the region's report ---------------------------------------------------------------------------------


def _region(
    edition: Edition,
    code: str,
    reading: Reading,
    imprint: Imprint,
    compared: Sequence[str],
    scores: pd.DataFrame,
    places: pd.DataFrame,
    catalogue: Catalogue | None,
    told: Told | None,
) -> Data:
    region, registry = edition.regions[code], edition.registry
    own = scores[scores["region"] == code]
    kept = [registry.indicators[indicator] for indicator in own["indicator"]]
    scored = own[own["score"].notna()]
    fragile = sum(FragilityClass(kind).more_fragile for kind in own["class"])
    finding = wording.region_finding(region, fragile, len(scored))
    summed = summary.cards(edition, own, places)
    cards = [_card(edition, card) for card in summed]
    cards_height = max(_card_height(card) for card in cards)
    parts: dict[str, Callable[[], Data | None]] = {
        "profile": lambda: _profile(edition, code, scores, cards_height),
        "domains": lambda: _domains(edition, code, scores, own),
        "map": lambda: _map(edition, code, reading, scores, own, summed[0]),
        "comparison": lambda: _comparison(edition, code, compared, scores),
        "context": lambda: _context(edition, code),
        "helps": lambda: _helps(edition, own, region, catalogue) if catalogue else None,
        "method": lambda: _method(edition, code, kept, reading),
    }
    return {
        **_document(edition, f"{words.KICKER}{NBSP}: {region.name}", finding, imprint, kept),
        "kicker": words.KICKER,
        "running": f"{words.KICKER}{NBSP}: {region.name}",
        "region": region.name,
        "finding": finding,
        "lead": _runs(words.runs(wording.region_lead(registry, own))),
        "cards": cards,
        "cards_height": cards_height,
        **{name: part() for name, part in telling(list(parts.items()), told)},
    }


def _profile(edition: Edition, code: str, scores: pd.DataFrame, cards_height: float) -> Data:
    """The profile, in the room that the cards above it leave."""
    record = region_profile.record(edition, scores, code)
    return {
        **_figure(record, min(520, 745 - cards_height / _POINTS), prefix="profil-"),
        "heading": words.PROFILE_HEADING,
        "note": words.profile_note(),
    }


def _card(edition: Edition, card: summary.Card) -> Data:
    return {
        "title": f"{card.title} ({len(card.rows)})",
        "caption": card.caption,
        "colour": _CARD_COLOUR[card.code],
        "lines": [_card_line(edition, row) for row in card.rows[:SHOWN]],
        "more": f"Et {wording.plural(len(card.rows) - SHOWN, 'autre')}" if len(card.rows) > SHOWN else "",
    }


def _card_height(card: Data) -> float:
    """Points that the fullest card needs, as ``rapport.typ`` sets it."""
    caption = len(ruler.wrap(card["caption"], _CARD_TEXT, 8)) * 8.8
    lines = sum(
        8.6 * len(ruler.wrap(line["label"], _CARD_ROOM, 8.8, 600))
        + 8.0 * len(ruler.wrap(line["values"], _CARD_ROOM, 8))
        + 4.8
        for line in card["lines"]
    )
    return 42 + caption + lines + (16 if card["more"] else 0)


def _card_line(edition: Edition, row: Mapping[str, Any]) -> Data:
    indicator = edition.registry.indicators[row["indicator"]]
    national = wording.value_text(indicator, row["national"], national=True)
    return {
        "sign": wording.CLASS_SYMBOL[FragilityClass(row["class"])],
        "label": _starred(edition, indicator, short=True),
        "values": f"{wording.value_text(indicator, row['value'])} (France{NBSP}: {national})",
    }


def _starred(edition: Edition, indicator: Indicator, *, short: bool = False) -> str:
    domain = edition.registry.domains[indicator.domain]
    label = indicator.label if indicator.form == "empty" else domain.short if short else domain.label
    return f"{label}{wording.THIN}*" if indicator.contestable else label


def _domains(edition: Edition, code: str, scores: pd.DataFrame, own: pd.DataFrame) -> Data:
    means = dimension_means(scores, edition)
    means = means[means["region"] == code].set_index("dimension")
    registry = edition.registry
    dimensions = []
    for dimension, entry in registry.dimensions.items():
        rows = [row for row in own.to_dict("records") if row["dimension"] == dimension]
        if not rows:
            continue
        mean = means.loc[dimension]
        said = (
            f"Écart comparé moyen{NBSP}: {wording.score_text(mean['mean'])}, sur "
            f"{wording.plural(mean['count'], 'domaine')} de {mean['domains']}"
        )
        dimensions.append(
            {
                "label": entry.label,
                "mean": said if mean["mean"] is not None else "",
                "rows": [
                    {
                        "label": _starred(edition, registry.indicators[row["indicator"]]),
                        "class": _class(FragilityClass(row["class"])),
                        "sentence": wording.cell_sentence(
                            row, registry.indicators[row["indicator"]], registry.domains[row["domain"]]
                        ),
                    }
                    for row in rows
                ],
            }
        )
    return {"heading": words.DOMAINS_HEADING, "lead": words.DOMAINS_LEAD, "dimensions": dimensions}


def _map(
    edition: Edition, code: str, reading: Reading, scores: pd.DataFrame, own: pd.DataFrame, priorities: summary.Card
) -> Data | None:
    """The first established priority's map and ranking; without a priority, the first domain that has a value here."""
    first = [row["indicator"] for row in priorities.rows]
    found = first or own[own["value"].notna()]["indicator"].tolist()
    if not found:
        return None
    indicator = edition.registry.indicators[found[0]]
    drawn = region_map.record(edition, scores, indicator, reading, code)
    listed = ranking.record(edition, scores, indicator, reading, code)
    ordered = bool(listed.extra["sign"])
    return {
        **_figure(drawn, 585, prefix="carte-"),
        "heading": words.MAP_HEADING if first else words.MAP_WITHOUT_PRIORITY,
        "finding": drawn.title,
        "subtitle": drawn.subtitle,
        "ranking": {
            **_figure(listed, 300, prefix="rang-"),
            "heading": words.RANKING_HEADING if ordered else words.RANKING_UNORDERED,
        },
    }


def _comparison(edition: Edition, code: str, compared: Sequence[str], scores: pd.DataFrame) -> Data:
    region = edition.regions[code]
    near = neighbours(scores)
    found = near[near["region"] == code].head(NEIGHBOURS_SHOWN).to_dict("records")
    domains = edition.registry.domains
    sentences = []
    for row in found if not compared else []:
        bonds = wording.bonds_sentence(
            (domains[name] for name in row["together"]), (domains[name] for name in row["apart"])
        )
        sentences.append(f"{wording.neighbour_sentence(row, edition.regions[row['neighbour']])} {bonds}")
    others = [other for other in compared if other != code] or [row["neighbour"] for row in found]
    if not others:
        sentences = [wording.no_neighbour_sentence(region)]
    figure = None
    if others:
        chosen = [code, *others][: comparison.MAX_REGIONS]
        sentences.insert(0, f"{wording.comparison_finding(edition, scores, chosen)}.")
        record = comparison.record(edition, scores, chosen)
        figure = {
            **_figure(record, 365, prefix="comparaison-"),
            "finding": record.title,
            "subtitle": record.subtitle,
        }
    heading = words.CHOSEN_HEADING if compared else words.SIMILAR_HEADING
    return {"heading": heading, "sentences": sentences, "figure": figure}


def _context(edition: Edition, code: str) -> Data:
    region = edition.regions[code]
    cells = edition.observations.set_index(["indicator", "territory"])
    rows = [
        (
            indicator.label,
            wording.observation_text(indicator, cells.loc[(indicator.code, code)].to_dict()),
            wording.observation_text(indicator, cells.loc[(indicator.code, NATIONAL)].to_dict(), national=True),
            indicator.year,
            indicator.source,
        )
        for indicator in edition.registry.context
    ]
    header = [words.CONTEXT_HEADER[0], region.name, *words.CONTEXT_HEADER[2:]]
    return {
        "heading": words.CONTEXT_HEADING,
        "lead": words.context_lead(region.subject),
        "header": header,
        "rows": rows,
    }


def _helps(edition: Edition, own: pd.DataFrame, region: Region, catalogue: Catalogue) -> Data | None:
    """The first priorities, what can help on each and why, or that nothing is tied to it yet."""
    domains = list(dict.fromkeys(own[own["priority"].notna()].sort_values("priority")["domain"]))[:HELPED]
    if not domains:
        return None
    steps = {domain: next_steps(catalogue, region, domain) for domain in domains}
    resources = {found.resource.id: found for own_steps in steps.values() for found in own_steps.helps}
    lacking = [edition.registry.domains[d].label.lower() for d in domains if not steps[d].own]
    told = f"{words.NO_RESOURCE}{NBSP}: {wording.enumeration(lacking)}." if lacking else ""
    rows = [
        [found.resource.title, found.reason, found.resource.link or found.resource.ask]
        for found in list(resources.values())[:HELPED]
    ]
    return {"heading": words.HELPS_HEADING, "lead": told, "rows": rows}


def _method(edition: Edition, code: str, kept: Sequence[Indicator], reading: Reading) -> Data:
    serious = [flag for flag in edition.flags if flag.severity == "haute" and flag.concerns(code)]
    shown = {indicator.code for indicator in (*kept, *edition.registry.context)}
    return {
        "heading": words.METHOD_HEADING,
        "parts": [
            {"heading": title, "lines": [_runs(line) for line in lines]}
            for title, lines in words.method_parts(len(edition.regions))
        ],
        "classes": {
            "heading": words.CLASSES_HEADING,
            "header": words.CLASSES_HEADER,
            "rows": [{"class": _class(kind), "rule": rule} for kind, rule in wording.class_rules(hatched=True).items()],
        },
        "sources": {
            "heading": words.SOURCES_HEADING,
            "header": words.SOURCES_HEADER,
            "rows": [
                (
                    _starred(edition, indicator),
                    indicator.label,
                    indicator.year or wording.MISSING,
                    indicator.source,
                    wording.polarity_text(reading.polarity(indicator)),
                )
                for indicator in kept
            ],
        },
        "flags": {
            "heading": words.FLAGS_HEADING,
            "rows": [
                _runs(((_subject(edition, flag.indicator), True), (f"{NBSP}: {flag.finding} {flag.treatment}", False)))
                for flag in serious
                if flag.indicator == "*" or flag.indicator in shown
            ],
        },
        "licence": f"{wording.foot(edition.registry)} {words.LICENCE}",
    }


def _subject(edition: Edition, indicator: str) -> str:
    return "Toute la table" if indicator == "*" else edition.registry.indicators[indicator].label


# --- the atlas -------------------------------------------------------------------------------------------


def _atlas(
    edition: Edition,
    reading: Reading,
    imprint: Imprint,
    region: str | None,
    scores: pd.DataFrame,
    told: Told | None,
) -> Data:
    registry = edition.registry
    kept = [i for i in registry.fragility if reading.keeps(i) and i.form != "empty"]
    maps = [_small_map(edition, scores, indicator, reading, region) for indicator in telling(kept, told)]
    return {
        **_document(edition, words.ATLAS_TITLE, words.ATLAS_LEAD, imprint, kept),
        "kicker": words.ATLAS_KICKER,
        "running": words.ATLAS_TITLE,
        "heading": words.ATLAS_TITLE,
        "lead": words.ATLAS_LEAD,
        "legend": [
            _class(kind, words.SAME_CLASS if kind is FragilityClass.NEAR else "")
            for kind in ATLAS_CLASSES
            if kind is not FragilityClass.MISSING or (scores["class"] == kind).any()
        ],
        "pages": [maps[start : start + MAPS_A_PAGE] for start in range(0, len(maps), MAPS_A_PAGE)],
        "sources": {
            "heading": words.ATLAS_SOURCES_HEADING,
            "header": words.ATLAS_SOURCES_HEADER,
            "rows": [
                (
                    _starred(edition, indicator),
                    indicator.label,
                    indicator.unit,
                    indicator.year,
                    indicator.source,
                    wording.polarity_text(reading.polarity(indicator)),
                    _to_know(indicator),
                )
                for indicator in kept
            ],
            "note": f"{wording.foot(registry)} {words.LICENCE}",
        },
    }


def _small_map(
    edition: Edition, scores: pd.DataFrame, indicator: Indicator, reading: Reading, region: str | None
) -> Data:
    record = region_map.record(edition, scores, indicator, reading, region)
    return {
        "svg": bare(record, 300, 253, 12, prefix=f"{indicator.code}-", small=True),
        "alt": record.alt,
        "label": _starred(edition, indicator),
        "finding": record.title,
        "subtitle": record.subtitle,
    }


def _to_know(indicator: Indicator) -> str:
    parts = [words.CONTESTABLE] if indicator.contestable else []
    if indicator.reliability:
        parts.append(words.RELIABILITY[indicator.reliability])
    return wording.capital(", ".join(parts))

"""What an edition says of itself, and its flags, from the choices, the file's own sheets and its values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from territory.flags import SEVERITIES
from territory.importing import folder, remarks
from territory.importing.choices import Choices, Proposal
from territory.importing.indicator import Indicator
from territory.importing.layouts import LONGEST
from territory.importing.matching import Matched
from territory.importing.own_sheets import Own
from territory.importing.registry import About, Vocabulary, shared
from territory.importing.report import Log
from territory.regions import NATIONAL
from territory.registry_file import load_registry
from territory.text import fold, slug, unwanted

FIRST_EDITION = "editions/impact-2020/indicators.toml"
UNTITLED, UNKNOWN_PUBLISHER = "Édition sans titre", "éditeur non précisé"


@dataclass(frozen=True, eq=False)
class Content:
    """What a table holds once read; ``held``: values of what holds its territories, as the edition writes them."""

    layout: str
    matched: Matched
    indicators: Sequence[Indicator]
    held: Sequence[tuple[str, str, str]]


def concluded(
    content: Content, choices: Choices, own: Own, data: Path, log: Log
) -> tuple[Proposal, Mapping[str, bytes] | None]:
    """What is proposed of a table, and the files of its edition; ``None`` while an error blocks."""
    matched, indicators = content.matched, content.indicators
    if not matched.territories:
        log.error("aucun territoire reconnu", allowed="au moins un territoire")
    _say_needed(indicators, log)
    about = _about_of(choices, matched, indicators, log)
    proposal = Proposal(
        content.layout,
        log.sheet,
        matched.level,
        about.title,
        about.publisher,
        about.published,
        about.reference,
        matched.territories,
        tuple(indicator.entry(len(matched.territories)) for indicator in indicators),
    )
    flags = [*_flags_of(own, indicators, matched, log), *_remarked(indicators, matched, log)]
    domains = vocabulary(data)
    _say_shared(indicators, domains, log)
    if log.blocked:
        return proposal, None
    return proposal, folder.files(about, indicators, matched.territories, flags, domains, content.held)


def _say_needed(indicators: Sequence[Indicator], log: Log) -> None:
    """What is left to say of each indicator before it can be compared."""
    for indicator in indicators:
        if indicator.needed:
            needed, place = ", ".join(indicator.needed), indicator.series
            log.inform(f"reste à dire de «\u00a0{indicator.label}\u00a0»\u00a0: {needed}", place.row, place.column)


def _about_of(choices: Choices, matched: Matched, indicators: Sequence[Indicator], log: Log) -> About:
    """The edition; its title is the file's name and its year that of its latest values, unless they are given."""
    years = [int(indicator.year) for indicator in indicators if indicator.year.isdecimal()]
    reference = choices.reference or matched.reference
    return About(
        title=choices.title or _title(log.file),
        publisher=choices.publisher or UNKNOWN_PUBLISHER,
        published=choices.published or max(years, default=dt.date.today().year),
        level=matched.level,
        licence=choices.licence,
        reference=reference,
        scope=reference or f"{len(matched.territories)} territoires",
    )


def _title(file: str) -> str:
    words = " ".join(Path(file).stem.replace("_", " ").split())
    return words if slug(words) and len(words) <= LONGEST and not unwanted(words) else UNTITLED


def _flags_of(own: Own, indicators: Sequence[Indicator], matched: Matched, log: Log) -> list[Mapping[str, str]]:
    """The flags of the file, their indicators by code."""
    codes = {fold(i.series.header): i.code for i in indicators} | {fold(i.label): i.code for i in indicators}
    allowed = {NATIONAL, *matched.territories}
    kept: list[Mapping[str, str]] = []
    for number, flag in enumerate(own.flags, start=1):
        indicator = "*" if flag["indicator"] == "*" else codes.get(fold(flag["indicator"]), "")
        places = [] if flag["territories"] == "*" else flag["territories"].split("|")
        if empty := [name for name, text in flag.items() if not text]:
            log.error("une réserve incomplète", number, 0, "", ", ".join(empty))
        elif not indicator:
            log.error("une réserve d’un indicateur inconnu", number, 0, flag["indicator"], "« * » ou un indicateur")
        elif flag["severity"] not in SEVERITIES:
            log.error("une gravité inconnue", number, 2, flag["severity"], " | ".join(SEVERITIES))
        elif unknown := [place for place in places if place not in allowed]:
            log.error("une réserve d’un territoire inconnu", number, 3, unknown[0], "« * » ou des codes séparés par |")
        else:
            kept.append({**flag, "indicator": indicator})
    return kept


def _remarked(indicators: Sequence[Indicator], matched: Matched, log: Log) -> list[Mapping[str, str]]:
    """Flags made of the marks printed beside numbers and headers: « (p) », « (1) »."""
    names = {NATIONAL: matched.reference} | {code: t.name for code, t in matched.territories.items()}
    found: list[Mapping[str, str]] = []
    for indicator in indicators:
        series = indicator.series
        for mark in remarks.of_header(series.header)[1]:
            log.inform(f"{mark.value.message}, pour toute la série", series.row, series.column, series.header)
            found.append(remarks.flag(mark, indicator, (), names))
        for mark, codes in remarks.by_mark(indicator.remarked):
            found.append(remarks.flag(mark, indicator, codes, names))
    return found


def _say_shared(indicators: Sequence[Indicator], known: Vocabulary, log: Log) -> None:
    """Warn where several indicators claim one domain: each then makes a domain of its own, with its class and rank."""
    for domain, labels in shared(indicators, known).items():
        allowed = "un indicateur par domaine\u202f: chacun est lu comme un domaine à part, à son nom"
        message = f"un domaine de {len(labels)} indicateurs, «\u00a0{domain}\u00a0»"
        log.warn(message, found=", ".join(labels), allowed=allowed)


def vocabulary(data: Path) -> Vocabulary:
    """The domains of the first edition, by which a choice may name its own."""
    path = data / FIRST_EDITION
    if not path.is_file():
        return Vocabulary()
    registry = load_registry(path)
    return Vocabulary(registry.domains, registry.dimensions)

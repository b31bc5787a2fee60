"""What the figures of a workshop share: where their two sides come from, how a view of one is named."""

from __future__ import annotations

from charts.record import View
from territory import wording
from territory.indicators import Indicator
from territory.loader import Edition
from territory.wording import NBSP
from territory.wording import perception as said
from territory.workshop.regards import Regards, named


def perceived_view(figure: str, regards: Regards, actor: str | None) -> View:
    """The view of a group, named after its workshop if any; that name gives no access to the workshop."""
    seen = "-".join(part for part in (regards.code, actor) if part)
    try:
        named(seen)
    except ValueError:
        return View(figure, regards.territory)
    return View(figure, regards.territory, seen=seen)


def domain_labels(edition: Edition, regards: Regards) -> dict[str, str]:
    """Domains with the mark of a contestable indicator, as everywhere."""
    domains, indicators = edition.registry.domains, edition.registry.indicators
    found = {}
    for measure in regards.measures:
        label = domains[measure.domain].label
        found[measure.domain] = wording.marked(label, indicators[measure.indicator]) if measure.indicator else label
    return found


def indicators_of(edition: Edition, regards: Regards) -> list[Indicator]:
    return [edition.registry.indicators[one.indicator] for one in regards.measures if one.indicator]


def round_text(regards: Regards) -> str:
    return "" if regards.number < 2 else f"{wording.ordinal(regards.number, feminine=False)} tour"


def source_line(edition: Edition, regards: Regards) -> str:
    """Where what is perceived comes from, then where what is measured does."""
    perceived = regards.source or f"atelier «{NBSP}{regards.title}{NBSP}»"
    day = f", {wording.date_text(regards.on)}" if regards.on else ""
    paper = f", dont {said.ballots_text(regards.paper)} sur papier" if regards.paper else ""
    measured = wording.source_line(edition.registry, indicators_of(edition, regards))
    return f"Perçu{NBSP}: {perceived}{day}{paper}. Mesuré{NBSP}: {wording.lowered(measured)}"

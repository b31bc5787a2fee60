"""The tables that the command line writes: the cells, the priorities, robustness, similarity, the resources."""

from __future__ import annotations

import pandas as pd

from territory import wording
from territory.analysis import Reading
from territory.loader import Edition
from territory.next_steps import own_domains
from territory.resources import Catalogue
from territory.robustness import Verdict, domain_places
from territory.scores import fragilities, score_table
from territory.similarity import neighbours

OBSERVATION_COLUMNS = ["indicator", "territory", "published", "value", "low", "high", "unit", "year", "flags"]
ROBUSTNESS_COLUMNS = ["region", "domain", "place", "low", "high", "share_top5", "verdict"]
SIMILAR_COLUMNS = ["region", "place", "neighbour", "distance", "kept"]
RESOURCE_COLUMNS = [
    "id", "title", "kind", "author", "year", "audience", "need", "step", "nature", "domain", "region",
    "link", "document", "origin", "use", "until", "evidence", "gathered",
]  # fmt: skip
_DISTANCE_DIGITS = 12


def observations(edition: Edition) -> pd.DataFrame:
    """The published cells: 30 × 14 rows in 2020."""
    return edition.observations[OBSERVATION_COLUMNS]


def priorities(edition: Edition, scores: pd.DataFrame, reading: Reading) -> pd.DataFrame:
    """Columns ``region, priority, status, domain, score, rank, verdict, sentence``.

    By region, the priorities by number, then what is to be confirmed by score; ``verdict`` the short word of
    the place over the variants of the same reading, drawn as they are shipped.
    """
    table = fragilities(scores).copy()
    registry = edition.registry
    places = domain_places(edition, reading=reading).set_index(["region", "domain"])["verdict"]
    rows = table.to_dict("records")
    table["verdict"] = [wording.VERDICT_SHORT[Verdict(places[row["region"], row["domain"]])] for row in rows]
    table["sentence"] = [
        wording.cell_sentence(row, registry.indicators[row["indicator"]], registry.domains[row["domain"]])
        for row in rows
    ]
    return table[["region", "priority", "status", "domain", "score", "rank", "verdict", "sentence"]]


def robustness(edition: Edition, draws: int, seed: int, reading: Reading | None = None) -> pd.DataFrame:
    """Columns ``region, domain, place, low, high, share_top5, verdict`` (the short word); 13 × 16 rows in 2020.

    Empty from ``place`` on for a domain that the reading leaves out.
    """
    table = domain_places(edition, draws, seed, reading=reading)
    words = {code.value: word for code, word in wording.VERDICT_SHORT.items()}
    return table.assign(verdict=table["verdict"].map(words))[ROBUSTNESS_COLUMNS]


def similar(edition: Edition, reading: Reading) -> pd.DataFrame:
    """Columns ``region, place, neighbour, distance, kept``; no row for a region without neighbour."""
    table = neighbours(score_table(edition, reading))[SIMILAR_COLUMNS]
    return table.assign(distance=table["distance"].astype(float).round(_DISTANCE_DIGITS))


def resources(catalogue: Catalogue, region: str | None = None, domain: str | None = None) -> pd.DataFrame:
    """One row per resource, codes; several values joined by ``|``. ``year``: else that of the update.

    ``region`` keeps what concerns it, ``domain`` what is tied to it by its source, a goal of its own or a case.
    ``evidence`` and ``gathered``: what says that a public resource exists, and the day on which it was read.
    """
    rows = [
        (
            resource.id,
            resource.title,
            resource.kind,
            "|".join(resource.authors),
            resource.dated,
            "|".join(resource.audiences),
            "|".join(resource.needs),
            "|".join(resource.steps),
            resource.nature,
            "|".join(resource.domains),
            "|".join(resource.regions),
            resource.link,
            "|".join(passage.document for passage in resource.passages),
            resource.origin,
            resource.use,
            resource.until,
            "|".join(resource.evidence.sources) if resource.evidence else "",
            resource.evidence.gathered.isoformat() if resource.evidence else "",
        )
        for resource in catalogue.resources.values()
        if (region is None or region in resource.regions)
        and (domain is None or domain in own_domains(catalogue, resource))
    ]
    return pd.DataFrame(rows, columns=RESOURCE_COLUMNS, dtype=object)

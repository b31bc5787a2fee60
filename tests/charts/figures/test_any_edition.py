"""Figures and documents of editions that are not that of 2020: made without fault, in the words of their level, in the
form that their number allows. Every value is invented."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from charts import exports
from charts.documents import content, image
from charts.figures import FIGURES, Need, Numbers, Subject
from charts.figures.crowd import BINS, COLUMNS, DOTS, LABELLED, Form, bin_of, bins, form_of, stacked
from charts.figures.overview.record import Overview
from charts.figures.ranking.record import Ranking
from charts.figures.region_map.record import RegionMap
from charts.record import Record
from charts.stamp import Stamp
from charts.theme import DARK, LIGHT
from territory.__main__ import DATA
from territory.analysis import Reading
from territory.factors import factor_shifts
from territory.loader import Edition, load_edition
from territory.portrait import portrait
from territory.robustness import domain_places
from territory.scores import score_table
from tests.charts import markup_reader
from tests.charts.gallery import checked
from tests.territory import generated
from tests.territory.generated import POLARITIES, Made

STRATUM = {"name": "Strate d’essai", "short": "Strate", "subject": "la strate", "locative": "dans la strate",
           "genitive": "de la strate"}  # fmt: skip
MADE = {
    "one commune": Made(territories=1, level="commune", domains=2, missing=0),
    "references missing": Made(territories=7, level="zone_emploi", domains=4, missing=0.3, without_reference=(0, 2)),
    "all equal": Made(territories=6, level="territoire", domains=2, missing=0, constant=(0, 1)),
    "no value": Made(territories=4, level="commune", domains=2, missing=1),
    "none oriented": Made(territories=5, level="commune", domains=2, missing=0, polarities=("not_oriented",)),
    "départements": Made(domains=3, reference=STRATUM, polarities=POLARITIES),
    "many": Made(territories=DOTS + 20, level="intercommunalite", domains=2, parents=15),
}


@pytest.fixture(scope="module", params=MADE)
def edition(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Edition:
    return generated.edition(MADE[request.param], tmp_path_factory.mktemp("edition"))


@pytest.fixture(scope="module")
def numbers(edition: Edition) -> Numbers:
    return Numbers(score_table(edition), domain_places(edition, 50), factor_shifts(edition, 50))


def stamp_of(edition: Edition) -> Stamp:
    return Stamp(edition, Reading(), dt.date(2026, 11, 22), "scheme://example")


def records(edition: Edition, numbers: Numbers) -> Iterator[Record]:
    first, indicator = next(iter(edition.regions)), next(iter(edition.registry.indicators))
    for kind in FIGURES.values():
        several = Need.REGIONS in kind.needs
        if kind.counts or (several and len(edition.regions) < 2):
            continue
        own = None if several else first
        asked = indicator if Need.INDICATOR in kind.needs else None
        compared = tuple(edition.regions)[:3] if several else ()
        yield kind.record(
            Subject(edition, numbers.scores, Reading(), own, asked, compared, numbers.places, numbers.shifts)
        )


def test_every_figure_is_drawn_everywhere(edition: Edition, numbers: Numbers) -> None:
    for record in records(edition, numbers):
        checked(FIGURES[record.view.figure].screen(record, LIGHT))
        assert image.projected(record, 1216.0, 500.0, 24.0, prefix="p-").startswith("<svg")
        assert exports.figure(record, "pptx", stamp_of(edition)).content


def test_every_document_of_a_territory_is_written(edition: Edition, numbers: Numbers) -> None:
    first = next(iter(edition.regions))
    for form in exports.DOCUMENT_FORMATS if len(edition.regions) <= DOTS else ("xlsx",):
        assert exports.report(first, form, stamp_of(edition), numbers).content


# --- words -----------------------------------------------------------------------------------------------

OF_2020 = re.compile(r"[Rr]égion|France|nationale\b")


def texts(found: Any) -> Iterator[str]:
    """Every text of a record, table or document."""
    if isinstance(found, str):
        yield found
    elif isinstance(found, pd.DataFrame):
        yield from map(str, found.columns)
        for column in found.columns:
            yield from (cell for cell in found[column] if isinstance(cell, str))
    elif isinstance(found, dict):
        for key, value in found.items():
            yield from texts(key)
            yield from texts(value)
    elif dataclasses.is_dataclass(found):
        for field in dataclasses.fields(found):
            if field.name not in ("outlines", "words", "reading", "classes"):
                yield from texts(getattr(found, field.name))
    elif isinstance(found, list | tuple):
        for part in found:
            yield from texts(part)


@pytest.fixture(scope="module")
def departements(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    made = Made(territories=9, level="departement", domains=5, reference=STRATUM, polarities=POLARITIES)
    return generated.edition(made, tmp_path_factory.mktemp("words"))


def test_no_word_of_the_régions_nor_of_france_is_left(departements: Edition) -> None:
    scores = score_table(departements)
    numbers = Numbers(scores, domain_places(departements, 50), factor_shifts(departements, 50))
    stamp, indicator = stamp_of(departements), next(iter(departements.registry.indicators.values()))
    told = [portrait(departements, scores, code, numbers.places, numbers.shifts) for code in departements.regions]
    said = [text for own in told for text in (own.finding, own.lead, own.opening_text, *texts(own.cards))]
    said += [text for own in told for fact in own.facts for text in (fact.sentence, fact.rank_text)]
    said += [text for record in records(departements, numbers) for text in texts(record)]
    for document in (
        content.region(stamp, "T00003", numbers),
        content.domain(stamp, indicator, numbers, "T00003"),
        content.atlas(stamp, numbers),
        content.data(stamp, numbers),
    ):
        said += texts(document)
    assert not {text for text in said if OF_2020.search(text)}


def test_a_rank_agrees_with_the_level(departements: Edition) -> None:
    scores = score_table(departements)
    first = scores[(scores["rank"] == 1) & ~scores["tied"].astype(bool)].iloc[0]
    told = portrait(departements, scores, first["region"])
    fact = next(fact for fact in told.facts if fact.indicator.code == first["indicator"])
    assert fact.rank_text == f"1er sur {fact.ranked}, le plus fragile"
    assert "fois l’écart moyen des départements à la strate. 1er sur" in fact.sentence


# --- forms -----------------------------------------------------------------------------------------------


def subject_of(edition: Edition, region: str | None) -> Subject:
    return Subject(edition, score_table(edition), Reading(), region, "i0")


def test_a_ranking_has_names_then_dots_then_a_distribution(tmp_path: Path) -> None:
    for count, form in ((LABELLED, Form.LABELLED), (LABELLED + 1, Form.DOTS), (DOTS + 1, Form.DISTRIBUTION)):
        made = Made(territories=count, level="commune", domains=1, missing=0)
        edition = generated.edition(made, tmp_path / str(count))
        record = FIGURES["classement"].record(subject_of(edition, "T00002"))
        assert isinstance(record, Ranking) and record.form is form_of(count) is form
        assert len(record.table) == count, "an export has all of them"
        drawn = FIGURES["classement"].screen(record, LIGHT)
        if form is Form.LABELLED:
            assert len(markup_reader.links(markup_reader.root(drawn))) == count
            continue
        drawn = checked(drawn)
        light, dark = (json.dumps(FIGURES["classement"].screen(record, theme).to_dict()) for theme in (LIGHT, DARK))
        assert LIGHT.near in light and DARK.near in dark and LIGHT.near not in dark
        points = sum(len(trace.x) for trace in drawn.data if trace.type == "scatter")
        counted = sum(sum(trace.y) for trace in drawn.data if trace.type == "bar")
        assert (points, counted) == ((0, count) if form is Form.DISTRIBUTION else (count, 0))
        svg = image.bare(record, 1216.0, 500.0, 18.0)
        assert "Essai 3" in svg, "the reader's own is named"


def test_an_overview_keeps_the_reader_and_its_parent_in_view_and_says_so(tmp_path: Path) -> None:
    edition = generated.edition(Made(territories=60, level="commune", domains=2, parents=4, missing=0), tmp_path)
    record = FIGURES["vue-ensemble"].record(subject_of(edition, "T00009"))
    assert isinstance(record, Overview)
    same = [code for code, region in edition.regions.items() if region.parent == "P2" and code != "T00009"]
    assert list(dict.fromkeys(record.rows["region"]))[1:] == ["T00009", *same] and len(same) == 14
    assert record.framed == 1 and "Essai 10 et 14 communes du même ensemble (Ensemble 2)" in record.subtitle
    assert "les 60 sont dans le tableau" in record.subtitle
    assert len([name for name in record.table.columns if str(name).startswith("Essai")]) == 60
    nobody = FIGURES["vue-ensemble"].record(subject_of(edition, None))
    assert isinstance(nobody, Overview) and len(nobody.headers) == COLUMNS + 1


def test_a_map_of_many_has_no_label_and_lists_who_has_no_outline(tmp_path: Path) -> None:
    folder = generated.write(Made(domains=1, missing=0), tmp_path)
    with (folder / "values.csv").open("a", encoding="utf-8") as table:
        table.write("i0;971;12,5\n")
    record = FIGURES["carte"].record(subject_of(load_edition(folder, DATA), "01"))
    assert isinstance(record, RegionMap) and record.drawable and not record.labelled
    assert "Sans contour, et non dessiné\u00a0: Guadeloupe." in record.how_to_read
    assert len(record.drawn) == 96 and len(record.rows) == len(record.table) == 97
    assert str(FIGURES["carte"].screen(record, LIGHT)).count('class="region ') == 96


@given(st.lists(st.decimals(-1000, 1000, places=2).map(float), min_size=1, max_size=200))
def test_each_value_is_in_one_bin(values: list[float]) -> None:
    found = bins(values)
    assert sum(each.held for each in found) == len(values) and len(found) <= BINS
    assert found[0].low == min(values) and found[-1].high == pytest.approx(max(values))
    assert all(found[bin_of(found, value)].held for value in values)


def test_dots_of_one_place_are_piled() -> None:
    """Steps of 1: 0,2 and 0,7 share one, 1,5 is alone."""
    assert stacked([0.2, 1.5, 0.7, 0.9], 1.0) == [0, 0, 1, 2]
    assert stacked([3.0, 3.0], 0.0) == [0, 1]

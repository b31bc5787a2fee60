"""Every export by its format: a figure, a region's report, the atlas. Bytes out, nothing written.

Each format's library is imported when it is asked for: a page that draws pays for none of them.
"""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from charts import region_map
from charts.canvas.outline import Outlines
from charts.progress import Told
from charts.record import Record
from charts.stamp import Stamp, address_of
from charts.tables import excel_csv
from territory.analysis import score_table
from territory.harmonise import Form
from territory.resources import Catalogue

FIGURE_FORMATS = ("png", "svg", "pptx", "xlsx", "csv")
REPORT_FORMATS = ("pdf", "pptx", "xlsx")
SHAPES = ("16-9", "carre")
MIME: Mapping[str, str] = {
    "png": "image/png",
    "svg": "image/svg+xml",
    "pdf": "application/pdf",
    "csv": "text/csv",
    "html": "text/html",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
ATLAS_TITLE = "La diversité des territoires en cartes"


class Unavailable(Exception):
    """A format whose module, or whose library, is not installed here. ``str()`` is one French line."""


@dataclass(frozen=True)
class Export:
    """An export's bytes and the file name that it carries."""

    name: str
    content: bytes


def _module(name: str, form: str) -> Any:
    if importlib.util.find_spec(name) is None:
        raise Unavailable(f"le format {form} n’est pas disponible dans cette installation (il manque {name})")
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as error:
        raise Unavailable(
            f"le format {form} n’est pas disponible dans cette installation (il manque {error.name})"
        ) from error


def _imprint(stamp: Stamp, address: str, form: str) -> Any:
    return _module("charts.imprint", form).Imprint(stamp.date, stamp.said_choices, address)


def figure_name(record: Record, form: str, stamp: Stamp) -> str:
    return stamp.file_name(record.name, extension=form)


def report_name(region: str, form: str, stamp: Stamp) -> str:
    word = {"pdf": "rapport", "pptx": "diaporama", "xlsx": "classeur"}[form]
    return stamp.file_name(word, stamp.edition.regions[region].name, extension=form)


def atlas_name(form: str, stamp: Stamp) -> str:
    return stamp.file_name("donnees" if form == "xlsx" else "atlas", stamp.edition.registry.code, extension=form)


def figure(record: Record, form: str, stamp: Stamp, outlines: Outlines, *, shape: str = SHAPES[0]) -> Export:
    """A figure as an image, a slide, a workbook or its table. Raises ``Unavailable``."""
    name = figure_name(record, form, stamp)
    if form == "csv":
        return Export(name, excel_csv(record.table))
    if form == "xlsx":
        return Export(name, _module("charts.workbook", form).table_workbook(record, stamp))
    if form == "pptx":
        return Export(name, _module("charts.slides", form).figure_deck(record, stamp, outlines))
    images = _module("charts.images", form)
    imprint = _imprint(stamp, address_of(record, stamp), form)
    content = images.svg(record, shape, imprint) if form == "svg" else images.png(record, shape, imprint)
    return Export(name, content.encode("utf-8") if isinstance(content, str) else content)


def report(
    region: str,
    form: str,
    stamp: Stamp,
    outlines: Outlines,
    *,
    scores: pd.DataFrame | None = None,
    regions: Sequence[str] = (),
    places: pd.DataFrame | None = None,
    shifts: pd.DataFrame | None = None,
    catalogue: Catalogue | None = None,
    told: Told | None = None,
) -> Export:
    """A region's report, deck or workbook; ``regions`` are those it is compared with. Raises ``Unavailable``.

    ``places`` and ``shifts`` (``robustness``) and ``catalogue`` (what helps) are for the deck and the PDF; ``told``
    hears of each part.
    """
    name = report_name(region, form, stamp)
    if form == "pptx":
        slides = _module("charts.slides", form)
        return Export(
            name,
            slides.region_deck(
                stamp,
                outlines,
                region,
                scores=scores,
                regions=regions,
                places=places,
                shifts=shifts,
                catalogue=catalogue,
                told=told,
            ),
        )
    if form == "xlsx":
        workbook = _module("charts.workbook", form)
        return Export(name, workbook.region_workbook(stamp, region, scores=scores, regions=regions, told=told))
    module = _module("charts.report", form)
    imprint = _imprint(stamp, stamp.address("territoire", region=region), form)
    content = module.region_pdf(
        stamp.edition,
        region,
        stamp.reading,
        imprint,
        compared=[code for code in regions if code != region],
        scores=scores,
        places=places,
        catalogue=catalogue,
        told=told,
    )
    return Export(name, content)


def atlas(
    form: str, stamp: Stamp, outlines: Outlines, *, scores: pd.DataFrame | None = None, told: Told | None = None
) -> Export:
    """All the domains: the atlas as a PDF or a deck of maps, everything as a workbook. Raises ``Unavailable``.

    ``told`` hears of each map or sheet.
    """
    edition = stamp.edition
    scores = score_table(edition, stamp.reading) if scores is None else scores
    name = atlas_name(form, stamp)
    if form == "xlsx":
        return Export(name, _module("charts.workbook", form).full_workbook(stamp, scores=scores, told=told))
    if form == "pptx":
        slides = _module("charts.slides", form)
        kept = [i for i in edition.registry.fragility if stamp.reading.keeps(i) and i.form is not Form.EMPTY]
        items = [slides.Item(region_map.record(edition, scores, i, stamp.reading)) for i in kept]
        subtitle = "Une carte par indicateur, les mêmes classes partout"
        deck = slides.composed_deck(items, stamp, outlines, title=ATLAS_TITLE, subtitle=subtitle, told=told)
        return Export(name, deck)
    module = _module("charts.report", form)
    imprint = _imprint(stamp, stamp.address("domaine"), form)
    return Export(name, module.atlas_pdf(edition, stamp.reading, imprint, scores=scores, told=told))

"""Every export by its format: a figure, a region's report, a domain's sheet, the atlas. Bytes out, nothing written.

Content is composed by ``charts.documents.content``, then said by the writer of the format, which is imported when it is
asked for: a page that draws pays for none of them.
"""

from __future__ import annotations

import importlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from charts.documents import content
from charts.documents.blocks import Document
from charts.documents.workshop import account
from charts.figures import Numbers
from charts.progress import Told
from charts.record import Record
from charts.stamp import Stamp
from charts.tables import figure_csv
from territory.indicators import Indicator
from territory.resources import Catalogue
from territory.workshop.model import Setup
from territory.workshop.regards import Regards

FIGURE_FORMATS = ("png", "svg", "pptx", "pdf", "xlsx", "csv", "html")
DOCUMENT_FORMATS = ("pdf", "pptx", "xlsx", "html")
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
_WORD = {"pdf": "rapport", "pptx": "diaporama", "xlsx": "classeur", "html": "page"}


class Unavailable(Exception):
    """A format whose module, or whose library, is not installed here. ``str()`` is one French line."""


@dataclass(frozen=True)
class Export:
    """An export's bytes and the file name that it carries."""

    name: str
    content: bytes


def _module(name: str, form: str) -> Any:
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as error:
        raise Unavailable(
            f"le format {form} n’est pas disponible dans cette installation (il manque {error.name})"
        ) from error


def written(document: Document, form: str, stamp: Stamp, *, told: Told | None = None) -> bytes:
    """A document in a format of ``DOCUMENT_FORMATS``. Raises ``Unavailable``."""
    made: bytes = _module(f"charts.documents.{form}", form).write(document, stamp, told=told)
    return made


def figure_name(record: Record, form: str, stamp: Stamp) -> str:
    return stamp.file_name(record.name, extension=form)


def report_name(region: str, form: str, stamp: Stamp) -> str:
    return stamp.file_name(_WORD[form], stamp.edition.regions[region].name, extension=form)


def atlas_name(form: str, stamp: Stamp) -> str:
    return stamp.file_name("donnees" if form == "xlsx" else "atlas", stamp.edition.registry.code, extension=form)


def figure(record: Record, form: str, stamp: Stamp, *, shape: str = SHAPES[0]) -> Export:
    """A figure as an image, its table, or a document of its own. Raises ``Unavailable``."""
    name = figure_name(record, form, stamp)
    if form == "csv":
        return Export(name, figure_csv(record, stamp))
    if form in ("svg", "png"):
        image = _module("charts.documents.image", form)
        made = image.svg(record, shape, stamp) if form == "svg" else image.png(record, shape, stamp)
        return Export(name, made.encode("utf-8") if isinstance(made, str) else made)
    return Export(name, written(content.figure(stamp, record), form, stamp))


def report(
    region: str,
    form: str,
    stamp: Stamp,
    numbers: Numbers,
    *,
    regions: Sequence[str] = (),
    catalogue: Catalogue | None = None,
    told: Told | None = None,
) -> Export:
    """A region's report in any format; ``regions`` are those it is compared with. Raises ``Unavailable``.

    ``catalogue`` adds what helps; ``told`` is called after each part.
    """
    document = content.region(stamp, region, numbers, compared=regions, catalogue=catalogue)
    return Export(report_name(region, form, stamp), written(document, form, stamp, told=told))


def domain(
    indicator: Indicator,
    form: str,
    stamp: Stamp,
    numbers: Numbers,
    *,
    region: str | None = None,
    catalogue: Catalogue | None = None,
    told: Told | None = None,
) -> Export:
    """The sheet of a domain in any format; ``region`` is framed. Raises ``Unavailable``."""
    document = content.domain(stamp, indicator, numbers, region, catalogue)
    where = stamp.edition.regions[region].name if region else ""
    name = stamp.file_name("fiche", document.heading, where, extension=form)
    return Export(name, written(document, form, stamp, told=told))


def workshop(
    regards: Regards, form: str, stamp: Stamp, *, earlier: Regards | None = None, told: Told | None = None
) -> Export:
    """The account of a workshop or a survey; ``earlier`` is the round before. Raises ``Unavailable``."""
    name = stamp.file_name("regards", regards.title, extension=form)
    return Export(name, written(account(stamp, regards, earlier), form, stamp, told=told))


def invitation(setup: Setup, code: str, address: str, form: str, stamp: Stamp) -> bytes:
    """What a workshop hands out: the slide to project (``pptx``), the sheet and its paper ballot (``pdf``)."""
    module = _module("charts.documents.invitation", form)
    made: bytes = (module.slide if form == "pptx" else module.sheet)(setup, code, address, stamp)
    return made


def atlas(form: str, stamp: Stamp, numbers: Numbers, *, told: Told | None = None) -> Export:
    """All the domains: one map each, or everything as a workbook. Raises ``Unavailable``.

    ``told`` is called after each map or sheet.
    """
    document = content.data(stamp, numbers) if form == "xlsx" else content.atlas(stamp, numbers)
    return Export(atlas_name(form, stamp), written(document, form, stamp, told=told))

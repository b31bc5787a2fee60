"""Documents of the tests: the same one is composed and written once a worker, whichever tests read it."""

from __future__ import annotations

from collections.abc import Sequence

from charts import exports
from charts.documents import content
from charts.documents.blocks import Document
from charts.exports import written
from charts.stamp import Stamp
from territory.resources import Catalogue
from tests.charts.numbers import numbers_of

_COMPOSED: dict[tuple[object, ...], tuple[Stamp, Catalogue | None, Document]] = {}
"""With its stamp and catalogue: an edition's or a catalogue's identity lasts as long as it is held here."""
_WRITTEN: dict[tuple[object, ...], bytes] = {}
_HELD: list[Stamp] = []
"""The stamps of the atlases."""


def report(
    region: str, form: str, stamp: Stamp, *, regions: Sequence[str] = (), catalogue: Catalogue | None = None
) -> bytes:
    """A region's report in a format, its numbers those of the stamp's edition and reading."""
    key = (form, *_key(region, stamp, regions, catalogue))
    if key not in _WRITTEN:
        _WRITTEN[key] = written(document(region, stamp, regions=regions, catalogue=catalogue), form, stamp)
    return _WRITTEN[key]


def atlas(form: str, stamp: Stamp) -> bytes:
    """The atlas in a format; as a workbook, the whole edition."""
    key = (form, *_key("", stamp, (), None))
    if key not in _WRITTEN:
        _HELD.append(stamp)
        _WRITTEN[key] = exports.atlas(form, stamp, numbers_of(stamp.edition, stamp.reading)).content
    return _WRITTEN[key]


def document(region: str, stamp: Stamp, *, regions: Sequence[str] = (), catalogue: Catalogue | None = None) -> Document:
    key = _key(region, stamp, regions, catalogue)
    if key not in _COMPOSED:
        numbers = numbers_of(stamp.edition, stamp.reading)
        composed = content.region(stamp, region, numbers, compared=regions, catalogue=catalogue)
        _COMPOSED[key] = stamp, catalogue, composed
    return _COMPOSED[key][2]


def _key(region: str, stamp: Stamp, regions: Sequence[str], catalogue: Catalogue | None) -> tuple[object, ...]:
    return (id(stamp.edition), stamp.reading, stamp.site, stamp.date, region, tuple(regions), id(catalogue))

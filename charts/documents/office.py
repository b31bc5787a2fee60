"""Reproducible office files: the same bytes at each run, with no clock in the archive or its properties."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile

EPOCH = (1980, 1, 1, 0, 0, 0)
_CREATED = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:)")


def reproducible(package: bytes, date: dt.date) -> bytes:
    """The same package with the archive's dates fixed, and ``date`` as the day of creation; embedded workbooks too."""
    day = date.strftime("%Y-%m-%dT00:00:00Z").encode()
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(package)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as target,
    ):
        for entry in source.infolist():
            content = source.read(entry)
            if entry.filename.endswith(".xlsx"):
                content = reproducible(content, date)
            elif entry.filename == "docProps/core.xml":
                content = _CREATED.sub(rb"\g<1>" + day + rb"\g<3>", content)
            target.writestr(zipfile.ZipInfo(entry.filename, EPOCH), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()

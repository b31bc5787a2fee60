"""« Fiche du domaine »: one domain in every format, to take away."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from charts import exports
from charts.stamp import Stamp
from pages.shared import folded, making, reads, resource_reads
from pages.shared.desk import Document
from pages.shared.exports import PART, WITHOUT_RESOURCES, stamp
from pages.shared.selection import Selection
from territory.harmonise import Form
from territory.indicators import Indicator

FORMATS = {
    "pdf": ("Fiche (PDF)", "la carte, l’ordre des territoires et une phrase pour chacun"),
    "pptx": ("Fiche (PowerPoint)", "la même, en diapositives modifiables"),
    "xlsx": ("Fiche (Excel)", "les valeurs, leurs réserves et leur source"),
    "html": ("Fiche (HTML)", "la même dans un navigateur, sans réseau"),
}


@st.fragment
def menu(indicators: Sequence[Indicator], chosen: Selection) -> None:
    """Closed by default; nothing for a domain without any value."""
    valued = [indicator for indicator in indicators if indicator.form is not Form.EMPTY]
    if valued:
        sheets = partial(_sheets, valued, chosen)
        folded.popover("Fiche du domaine", sheets, icon=":material/download:", key="export_domain")


def _sheets(valued: Sequence[Indicator], chosen: Selection) -> None:
    marks = stamp(chosen.reading)
    if resource_reads.library() is None:
        st.caption(WITHOUT_RESOURCES)
    making.offer({"": [_document(i, form, marks, chosen.region) for i in valued for form in FORMATS]})


def _document(indicator: Indicator, form: str, marks: Stamp, region: str | None) -> Document:
    numbers = reads.numbers_of(marks.reading)
    registry, regions = marks.edition.registry, marks.edition.regions
    where = regions[region].name if region else ""
    name = marks.file_name("fiche", registry.domains[indicator.domain].label, where, extension=form)
    catalogue = resource_reads.catalogue()
    made = partial(exports.domain, indicator, form, marks, numbers, region=region, catalogue=catalogue)
    return Document(f"export_{indicator.code}_{form}", *FORMATS[form], name, PART[form], made)

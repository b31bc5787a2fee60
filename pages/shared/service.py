"""What is in service: who runs the site, which edition is shown, what is refused, what is made before it is asked."""

from __future__ import annotations

import logging
from typing import NamedTuple

import streamlit as st

from charts.record import View
from pages.shared import editions, reads, resource_reads
from pages.shared.resource_reads import file_of, version_of
from territory.analysis import Reading
from territory.errors import DataError
from territory.operator import OPERATOR_FILE, Operator, load_operator

logger = logging.getLogger("observatoire")


def operator() -> Operator:
    """Who runs the site; nobody while the file is refused, which the log says once."""
    return _operator(version_of(editions.DATA / OPERATOR_FILE))


@st.cache_resource(show_spinner=False, max_entries=2)
def _operator(version: str) -> Operator:
    try:
        return load_operator(editions.DATA / OPERATOR_FILE)
    except (DataError, OSError) as error:
        logger.error("operator's file refused, pages say that nothing is known: %s", error)
        return Operator()


# --- what is in service ----------------------------------------------------------------------------------


class State(NamedTuple):
    """The code of the edition whose numbers are shown, ``None`` while it is refused, and the files refused."""

    edition: str | None
    refused: tuple[str, ...]


def state() -> State:
    """What a health address tells; names of files only, their paths are the operator's."""
    try:
        code = editions.shipped().edition.registry.code
    except (DataError, OSError) as error:
        return State(None, (file_of(error),))
    return State(code, resource_reads.refused())


def warm() -> None:
    """Load what any page needs. Called by the ASGI entry at start."""
    reads.numbers_of(Reading())
    reads.positions_of(Reading())
    resource_reads.library()


def warm_views() -> None:
    """Draw what opens each page of each region, in the default reading. Called in the background after the start."""
    held, reading = reads.edition(), Reading()
    reads.neighbours_of(reading)
    first = next(iter(held.registry.fragility)).code
    for region in ("", *held.regions):
        views = [View("vue-ensemble", region), View("carte", region, first), View("classement", region, first)]
        if region:
            reads.portrait_of(reading, region)
            views.append(View("profil", region))
        for view in views:
            reads.drawn(view, reading, dark=False)

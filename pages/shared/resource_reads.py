"""The resources as pages read them: shared by all visitors, read again once a file has changed, none where refused."""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import NamedTuple

import streamlit as st

from pages.shared import editions, reads
from territory.cases import CASES_FILE, load_cases, with_cases
from territory.errors import DataError
from territory.next_steps import catalogue_for
from territory.resource_files import FILES, load_catalogue
from territory.resources import Catalogue
from territory.search import Index, index

logger = logging.getLogger("observatoire")


class Library(NamedTuple):
    """The catalogue with the imported cases, the words it is searched by, and how many cases there are."""

    catalogue: Catalogue
    words: Index
    cases: int


def library() -> Library | None:
    """The resources, read again when one of their files has changed; ``None`` while they cannot be read.

    They are of the domains and the regions that ship, whatever the edition in force.

    Numbers do not need them: a page says what is missing (``resource_links.unread``) and shows the rest.
    """
    return _read().library


def catalogue() -> Catalogue | None:
    """What documents cite of the resources, for the domains and territories of the edition in force."""
    held = library()
    return catalogue_for(held.catalogue, reads.edition()) if held else None


class _Read(NamedTuple):
    """The resources, and the files that were refused."""

    library: Library | None
    refused: tuple[str, ...]


def _read() -> _Read:
    return _library(version())


def version() -> str:
    """Another once one of the files has changed."""
    return " ".join(version_of(editions.DATA / name) for name in (*FILES, CASES_FILE))


def version_of(file: Path) -> str:
    """Another once the file has changed."""
    try:
        found = os.stat(file)
    except OSError:
        return "none"
    return f"{found.st_mtime_ns}-{found.st_size}"


@st.cache_resource(show_spinner=False, max_entries=2)
def _library(versions: str) -> _Read:
    """``versions``: of the files, which are not read twice to be refused twice."""
    held = editions.shipped().edition
    try:
        catalogue = load_catalogue(editions.DATA, held.registry.domains, held.regions)
    except (DataError, OSError) as error:
        logger.error("resources refused, pages go on without them: %s", error)
        return _Read(None, (file_of(error),))
    refused: tuple[str, ...] = ()
    try:
        cases = load_cases(editions.DATA / CASES_FILE, held.registry, held.regions)
    except (DataError, OSError) as error:  # changed by hand since its import: the rest is still good
        logger.error("cases refused, pages go on without them: %s", error)
        cases, refused = (), (file_of(error),)
    names = {code: domain.label for code, domain in held.registry.domains.items()}
    names |= {code: region.name for code, region in held.regions.items()}
    whole = with_cases(catalogue, cases)
    return _Read(Library(whole, index(whole, names), len(cases)), refused)


def refused() -> tuple[str, ...]:
    """The files of resources that cannot be read, by name."""
    return _read().refused


def file_of(error: DataError | OSError) -> str:
    """The name of the file that was refused; its path is the operator's."""
    return error.file if isinstance(error, DataError) else Path(str(error.filename or "")).name

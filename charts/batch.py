"""Exports written to files: one whole file at a time, and all the regions in two processes."""

from __future__ import annotations

import datetime as dt
import os
import signal
import tempfile
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from functools import cache
from multiprocessing import get_context
from pathlib import Path

from charts import exports
from charts.documents import content
from charts.figures import Numbers
from charts.stamp import Stamp
from territory.analysis import Reading
from territory.loader import Edition, load_edition
from territory.resource_files import load_catalogue
from territory.resources import Catalogue
from territory.scores import score_table

DATA = Path(__file__).resolve().parents[1] / "data"
PROCESSES = 2


def load(folder: Path | None) -> Edition:
    """The edition of a folder, the shipped one by default. Raises ``DataError``."""
    return load_edition(folder or DATA / "editions" / "impact-2020", DATA)


def catalogue_of(edition: Edition, folder: Path | None) -> Catalogue | None:
    """The shipped resources, which are tied to the shipped edition's domains: none for an edition of one's own."""
    return load_catalogue(DATA, edition.registry.domains, edition.regions) if folder is None else None


def write_whole(path: Path, content: bytes) -> None:
    """Write beside, then put in place: whoever looks finds the former file or the whole new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:60]}-", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        umask = os.umask(0)
        os.umask(umask)
        os.chmod(name, 0o666 & ~umask)
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


@dataclass(frozen=True)
class Order:
    """What a process of ``--all`` is told: it reads the edition itself."""

    folder: Path | None
    reading: Reading
    day: dt.date
    site: str
    form: str
    output: Path


def one_of_all(order: Order, region: str | None) -> str:
    """In a process of its own: an export of ``--all``, and the name of its file. ``region`` ``None`` is the atlas."""
    stamp, numbers, catalogue = _read(order)
    if region is None:
        export = exports.atlas(order.form, stamp, numbers)
    else:
        export = exports.report(region, order.form, stamp, numbers, catalogue=catalogue)
    write_whole(order.output / export.name, export.content)
    return export.name


@cache
def _read(order: Order) -> tuple[Stamp, Numbers, Catalogue | None]:
    """What every region's export is made from, once a process."""
    edition = load(order.folder)
    stamp = Stamp(edition, order.reading, order.day, order.site)
    numbers = content.with_variants(stamp, Numbers(score_table(edition, order.reading)))
    return stamp, numbers, catalogue_of(edition, order.folder)


def write_all(order: Order, regions: Iterable[str], told: Callable[[int, int, str], None]) -> None:
    """The regions and the atlas, two at a time; ``told`` gets how many are done, out of how many, and the file."""
    order.output.mkdir(parents=True, exist_ok=True)
    wanted: list[str | None] = [*regions, None]
    ignore = (signal.SIGINT, signal.SIG_IGN)  # an interruption is the parent's to tell, once
    with ProcessPoolExecutor(PROCESSES, get_context("spawn"), signal.signal, ignore) as pool:
        waiting = [pool.submit(one_of_all, order, region) for region in wanted]
        try:
            for done, future in enumerate(as_completed(waiting), start=1):
                told(done, len(wanted), future.result())
        except BaseException:
            pool.shutdown(wait=True, cancel_futures=True)
            raise

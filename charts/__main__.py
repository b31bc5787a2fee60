"""Command line: ``python -m charts figure|report|meeting|list``: every export without a browser.

Exit 0; 1 for bad data or a format that is not installed, 2 for bad usage, with one clear line on standard error.
An interrupted export leaves no file: each is written beside its place, then put there at once.
"""

from __future__ import annotations

import errno
import os
import signal
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from charts import batch, exports, meeting
from charts.batch import DATA, Order, load, write_whole
from charts.command.asked import Asked
from charts.command.parser import parser
from charts.documents.content import COMPARED
from charts.exports import DOCUMENT_FORMATS, FIGURE_FORMATS, Export, Unavailable
from charts.figures import FIGURES
from charts.meeting import BadMeeting
from territory.editions import FIRST, chosen, folders
from territory.errors import DataError
from territory.loader import Edition

MAX_FILE = 64 * 1024
"""Bytes of a meeting's saved list."""


def _figure(asked: Asked) -> Export:
    kind = asked.figure
    return exports.figure(
        kind.record(asked.subject(kind)), asked.arguments.to, asked.stamp, shape=asked.arguments.shape
    )


def _report(asked: Asked) -> Export:
    """The report of a region, or the sheet of a domain."""
    given, stamp = asked.arguments, asked.stamp
    if given.domain:
        if given.regions:
            asked.parser.error("--regions ne va pas avec --domain")
        indicator = asked.indicator(FIGURES["carte"])
        return exports.domain(indicator, given.to, stamp, asked.numbers, catalogue=asked.catalogue)
    region, regions = asked.region(given.region), asked.regions
    if len(regions) > COMPARED:
        asked.parser.error(f"--regions : au plus {COMPARED} régions auxquelles comparer")
    return exports.report(region, given.to, stamp, asked.numbers, regions=regions, catalogue=asked.catalogue)


def _meeting(asked: Asked) -> Export:
    """The documents of a saved list. Raises ``BadMeeting`` for a file that is none, or too large to be one."""
    file = asked.arguments.file
    with file.open("rb") as stream:
        kept = stream.read(MAX_FILE + 1)
    if len(kept) > MAX_FILE:
        raise BadMeeting(f"{file} : fichier trop long pour une liste de réunion (au plus {MAX_FILE} octets)")
    title, entries, refused = meeting.from_json(kept, asked.edition)
    if refused:
        raise BadMeeting(refused[0])
    return meeting.document(asked.arguments.to, title or meeting.UNTITLED, entries, asked.stamp, asked.numbers)


# --- writing -------------------------------------------------------------------------------------------


def _target(output: Path | None, export: Export) -> Path:
    if output is None:
        return Path(export.name)
    return output / export.name if output.is_dir() else output


@contextmanager
def _stoppable() -> Iterator[None]:
    """SIGTERM is treated as an interruption (Ctrl-C): unfinished files are removed."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _bar(done: int, total: int, name: str) -> None:
    filled = round(20 * done / total)
    sys.stderr.write(f"[{'#' * filled}{'.' * (20 - filled)}] {done}/{total} {name}\n")
    sys.stderr.flush()


def _list(edition: Edition) -> str:
    lines = ["Figures (figure NOM) :"]
    options = {
        "region": "--region", "indicator": "--domain", "regions": "--regions",
        "trial": "[--normalisation --leave-out --weights]",
    }  # fmt: skip
    for kind in FIGURES.values():
        needs = " ".join(options[need] for need in sorted(kind.needs))
        lines.append(f"  {kind.code:14} {kind.label}" + (f" ({needs})" if needs else ""))
    lines += [
        f"  formats : {', '.join(FIGURE_FORMATS)}",
        "",
        f"Rapports et réunions (report, meeting) : {', '.join(DOCUMENT_FORMATS)}",
        "",
    ]
    lines.append("Régions (--region) :")
    lines += [f"  {code:4} {region.name}" for code, region in edition.regions.items()]
    lines += ["", "Domaines (--domain) :"]
    lines += [f"  {code:26} {domain.label}" for code, domain in edition.registry.domains.items()]
    return "\n".join(lines) + "\n"


def _folder(edition: str | None) -> Path | None:
    """The folder of the edition that was asked for; ``None`` for the product's own."""
    if edition is None or edition == FIRST:
        return None
    return chosen(edition, *folders(DATA, os.environ))


def _write_all(asked: Asked) -> None:
    given, stamp = asked.arguments, asked.stamp
    if given.regions:
        asked.parser.error("--regions ne va pas avec --all")
    output = given.output or Path(".")
    if output.exists() and not output.is_dir():
        asked.parser.error(f"« {output} » est un fichier ; --all demande un dossier")
    order = Order(asked.folder, stamp.reading, stamp.date, stamp.site, given.to, output)
    batch.write_all(order, asked.edition.regions, _bar)


_EXPORTS = {"figure": _figure, "report": _report, "meeting": _meeting}


def _run(asked: Asked) -> None:
    command = asked.arguments.command
    if command == "list":
        sys.stdout.write(_list(asked.edition))
    elif command == "report" and asked.arguments.all:
        _write_all(asked)
    else:
        export = _EXPORTS[command](asked)
        target = _target(asked.arguments.output, export)
        write_whole(target, export.content)
        sys.stdout.write(f"{target}\n")


_WHY = {
    errno.ENOENT: "n’existe pas",
    errno.EISDIR: "est un dossier",
    errno.ENOTDIR: "passe par un fichier, qui n’est pas un dossier",
    errno.EACCES: "ne vous est pas accessible",
    errno.EPERM: "ne vous est pas accessible",
    errno.EROFS: "ne peut pas être écrit",
    errno.ENAMETOOLONG: "a un nom trop long",
    errno.ENOSPC: "ne tient plus sur le disque",
}


def _why(error: OSError) -> str:
    """Why a file could not be read or written, after its name."""
    return _WHY.get(error.errno or 0, "ne peut être ni lu ni écrit")


def main(argv: Sequence[str] | None = None) -> int:
    taken = parser()
    arguments = taken.parse_args(argv)
    try:
        with _stoppable():
            folder = _folder(arguments.edition)
            _run(Asked(taken, arguments, folder, load(folder)))
    except (DataError, BadMeeting, Unavailable) as error:
        print(f"charts : {' '.join(str(error).splitlines())}", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"charts : « {error.filename or ''} » {_why(error)}", file=sys.stderr)
        return 1
    except BrokenProcessPool:
        print("charts : un des deux processus s’est arrêté de lui-même ; relancez l’export", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("charts : interrompu, rien n’a été écrit à moitié", file=sys.stderr)
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())

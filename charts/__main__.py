"""Command line: ``python -m charts figure|report|meeting|list``: every export without a browser.

Exit 0; 1 for bad data or a format that is not installed, 2 for bad usage, with one clear line on standard error.
An interrupted export leaves no file: each is written beside its place, then put there at once.
"""

from __future__ import annotations

import argparse
import datetime as dt
import errno
import os
import re
import signal
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from charts import batch, exports, meeting
from charts.batch import DATA, Order, load, write_whole
from charts.documents.content import COMPARED
from charts.exports import DOCUMENT_FORMATS, FIGURE_FORMATS, SHAPES, Export, Unavailable
from charts.figures import FIGURES, Figure, Need, Numbers, Subject
from charts.meeting import BadMeeting
from charts.stamp import Stamp
from territory import wording
from territory.analysis import Reading
from territory.editions import FIRST, chosen, folders
from territory.errors import DataError
from territory.harmonise import Form
from territory.indicators import Indicator
from territory.loader import Edition
from territory.scores import score_table
from territory.similarity import neighbours
from territory.trial import WEIGHTS, Trial, normalisations
from territory.usage import Parser

MAX_FILE = 64 * 1024
"""Bytes of a meeting's saved list."""


def _day(text: str) -> dt.date:
    try:
        if not re.fullmatch(r"\d{4}-\d\d-\d\d", text):
            raise ValueError
        return dt.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"« {text} » ; attendu : une date, comme 2026-11-21") from None


def _site(text: str) -> str:
    if not re.fullmatch(r"[a-z]+:[/]{2}[^\s/?#]+(/[^\s?#]*)?", text):
        raise argparse.ArgumentTypeError(f"« {text} » ; attendu : l’adresse du site, avec son protocole")
    return text.rstrip("/")


def _parser() -> argparse.ArgumentParser:
    shared = Parser(add_help=False)
    shared.add_argument("-o", "--output", type=Path, help="fichier, ou dossier où lui donner son nom (défaut : ici)")
    shared.add_argument("--edition", help="code ou dossier d’une édition (défaut : celle du produit)")
    shared.add_argument("--source-reading", action="store_true", help="oriente diversité comme le fait la source")
    shared.add_argument("--without-contestable", action="store_true", help="sans les indicateurs contestables")
    shared.add_argument("--core", action="store_true", help="les 7 indicateurs les plus sûrs, seuls (noyau robuste)")
    shared.add_argument("--date", type=_day, help="jour de l’export, AAAA-MM-JJ (défaut : aujourd’hui)")
    shared.add_argument("--site", type=_site, help="adresse du site, écrite devant celle de chaque vue")
    parser = Parser(prog="charts", description="Figures et rapports, en image, diapositive, classeur, PDF ou CSV.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="figure | report | meeting | list")
    figure = commands.add_parser("figure", parents=[shared], help="une figure")
    figure.add_argument("name", metavar="NOM", help=f"l’une de : {', '.join(FIGURES)}")
    figure.add_argument("--region", help="code Insee d’une région, comme 32")
    figure.add_argument("--regions", help="codes des régions à comparer, comme 32,53,11")
    figure.add_argument("--domain", help="code d’un domaine ou d’un indicateur, comme emploi")
    figure.add_argument("--normalisation", help="essai : à quoi l’écart est comparé, comme sd")
    figure.add_argument("--leave-out", help="essai : codes des domaines laissés de côté, comme culture,emploi")
    figure.add_argument("--weights", help="essai : poids des dimensions, comme economique=0.5,sociale=2")
    figure.add_argument("--shape", choices=SHAPES, default=SHAPES[0], help="format de l’image")
    figure.add_argument("--to", required=True, choices=FIGURE_FORMATS, metavar="FORMAT", help=", ".join(FIGURE_FORMATS))
    report = commands.add_parser("report", parents=[shared], help="le rapport d’une région, ou tous")
    which = report.add_mutually_exclusive_group(required=True)
    which.add_argument("--region", help="code Insee d’une région, comme 32")
    which.add_argument("--domain", help="code d’un domaine ou d’un indicateur : sa fiche, au lieu d’une région")
    which.add_argument("--all", action="store_true", help="toutes les régions et l’atlas, dans un dossier")
    report.add_argument("--regions", help="codes des régions auxquelles la comparer, comme 53,11")
    report.add_argument(
        "--to", default="pdf", choices=DOCUMENT_FORMATS, metavar="FORMAT", help=", ".join(DOCUMENT_FORMATS)
    )
    listed_views = commands.add_parser("meeting", parents=[shared], help="les documents d’une liste de réunion gardée")
    listed_views.add_argument("file", metavar="FICHIER", type=Path, help="la liste gardée depuis le site (.json)")
    listed_views.add_argument(
        "--to", required=True, choices=DOCUMENT_FORMATS, metavar="FORMAT", help=", ".join(DOCUMENT_FORMATS)
    )
    listed = commands.add_parser("list", help="les figures, régions, domaines et formats")
    listed.add_argument("--edition", help="code ou dossier d’une édition (défaut : celle du produit)")
    return parser


# --- what is asked -------------------------------------------------------------------------------------


def _stamp(edition: Edition, arguments: argparse.Namespace) -> Stamp:
    reading = Reading(
        source_reading=arguments.source_reading,
        without_contestable=arguments.without_contestable,
        core_only=arguments.core,
    )
    return Stamp(edition, reading, arguments.date or dt.date.today(), arguments.site or "")


def _region(parser: argparse.ArgumentParser, edition: Edition, code: str) -> str:
    if code not in edition.regions:
        parser.error(f"région « {code} » inconnue ; codes admis : {', '.join(edition.regions)}")
    return code


def _regions(parser: argparse.ArgumentParser, edition: Edition, text: str | None) -> list[str]:
    codes = [code.strip() for code in (text or "").split(",") if code.strip()]
    return list(dict.fromkeys(_region(parser, edition, code) for code in codes))


def _indicator(
    parser: argparse.ArgumentParser, edition: Edition, reading: Reading, kind: Figure, code: str | None
) -> Indicator:
    """The indicator that a code names: its own, or the first of its domain that has values."""
    registry = edition.registry
    counts = kind.counts
    allowed = (
        [i.code for i in registry.context if i.form in (Form.NUMBER, Form.RANGE) and i.decimals == 0]
        if counts
        else list(registry.domains)
    )
    if code is None:
        parser.error(f"{kind.code} demande --domain ; codes admis : {', '.join(allowed)}")
    if counts:
        if code not in allowed:
            parser.error(f"nombre « {code} » inconnu ; codes admis : {', '.join(allowed)}")
        return registry.indicators[code]
    domain = registry.domain_of(code)
    if domain is None:
        parser.error(f"domaine « {code} » inconnu ; codes admis : {', '.join(allowed)}")
    found = registry.indicators.get(code)
    if found is None or found.domain != domain.code or code in registry.domains:
        found = next((i for i in registry.of_domain(domain.code) if i.form is not Form.EMPTY), None)
        found = found or registry.of_domain(domain.code)[0]
    if not reading.keeps(found):
        parser.error(f"« {code} » n’est pas parmi les indicateurs que ce réglage de lecture garde")
    return found


def _subject(parser: argparse.ArgumentParser, stamp: Stamp, kind: Figure, arguments: argparse.Namespace) -> Subject:
    edition = stamp.edition
    scores = score_table(edition, stamp.reading)
    region = _region(parser, edition, arguments.region) if arguments.region is not None else None
    if Need.REGION in kind.needs and region is None:
        parser.error(f"{kind.code} demande --region ; codes admis : {', '.join(edition.regions)}")
    if arguments.domain is not None and Need.INDICATOR not in kind.needs:
        parser.error(f"--domain ne s’applique pas à {kind.code}")
    if arguments.regions is not None and Need.REGIONS not in kind.needs:
        parser.error(f"--regions ne s’applique pas à {kind.code}")
    indicator = (
        _indicator(parser, edition, stamp.reading, kind, arguments.domain).code
        if Need.INDICATOR in kind.needs
        else None
    )
    trial = _trial(parser, edition, kind, arguments)
    regions = _regions(parser, edition, arguments.regions)
    if Need.REGIONS in kind.needs:
        regions = list(dict.fromkeys([*([region] if region else []), *regions]))
        if len(regions) == 1:
            near = neighbours(scores)
            regions += list(near.loc[near["region"] == regions[0], "neighbour"])
        if len(regions) < 2:
            why = f" ({wording.NO_NEIGHBOUR})" if regions else ""
            parser.error(f"{kind.code} demande deux régions{why} : --regions 32,53 ; au plus {len(edition.regions)}")
    return Subject(edition, scores, stamp.reading, region, indicator, regions, trial=trial)


def _trial(parser: argparse.ArgumentParser, edition: Edition, kind: Figure, arguments: argparse.Namespace) -> Trial:
    """The reader's own variant, for the figure that shows one."""
    given = (arguments.normalisation, arguments.leave_out, arguments.weights)
    if any(given) and Need.TRIAL not in kind.needs:
        parser.error(f"--normalisation, --leave-out et --weights ne s’appliquent pas à {kind.code}")
    left_out = [code for code in (arguments.leave_out or "").split(",") if code]
    weights = dict(pair.partition("=")[::2] for pair in (arguments.weights or "").split(",") if pair)
    try:
        return Trial.of(edition, arguments.normalisation or "", left_out, weights)
    except ValueError as error:
        parser.error(
            f"essai : « {error} » inconnu ; normalisations : {', '.join(normalisations(edition))} ; domaines : "
            f"{', '.join(edition.registry.domains)} ; dimensions : {', '.join(edition.registry.dimensions)} ; "
            f"poids : {', '.join(map(str, WEIGHTS))}"
        )


def _meeting(stamp: Stamp, arguments: argparse.Namespace) -> Export:
    """The documents of a saved list. Raises ``BadMeeting`` for a file that is none, or too large to be one."""
    with arguments.file.open("rb") as stream:
        kept = stream.read(MAX_FILE + 1)
    if len(kept) > MAX_FILE:
        raise BadMeeting(f"{arguments.file} : fichier trop long pour une liste de réunion (au plus {MAX_FILE} octets)")
    title, entries, refused = meeting.from_json(kept, stamp.edition)
    if refused:
        raise BadMeeting(refused[0])
    numbers = Numbers(score_table(stamp.edition, stamp.reading))
    return meeting.document(arguments.to, title or meeting.UNTITLED, entries, stamp, numbers)


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


def _run(parser: argparse.ArgumentParser, arguments: argparse.Namespace) -> None:
    arguments.edition = _folder(arguments.edition)
    edition = load(arguments.edition)
    if arguments.command == "list":
        sys.stdout.write(_list(edition))
        return
    stamp = _stamp(edition, arguments)
    if arguments.command == "figure":
        kind = FIGURES.get(arguments.name)
        if kind is None:
            parser.error(f"figure « {arguments.name} » inconnue ; figures admises : {', '.join(FIGURES)}")
        record = kind.record(_subject(parser, stamp, kind, arguments))
        export = exports.figure(record, arguments.to, stamp, shape=arguments.shape)
    elif arguments.command == "meeting":
        export = _meeting(stamp, arguments)
    elif arguments.all:
        if arguments.regions:
            parser.error("--regions ne va pas avec --all")
        output = arguments.output or Path(".")
        if output.exists() and not output.is_dir():
            parser.error(f"« {output} » est un fichier ; --all demande un dossier")
        order = Order(arguments.edition, stamp.reading, stamp.date, stamp.site, arguments.to, output)
        batch.write_all(order, edition.regions, _bar)
        return
    elif arguments.domain:
        if arguments.regions:
            parser.error("--regions ne va pas avec --domain")
        indicator = _indicator(parser, edition, stamp.reading, FIGURES["carte"], arguments.domain)
        catalogue = batch.catalogue_of(edition, arguments.edition)
        numbers = Numbers(score_table(edition, stamp.reading))
        export = exports.domain(indicator, arguments.to, stamp, numbers, catalogue=catalogue)
    else:
        region = _region(parser, edition, arguments.region)
        regions = _regions(parser, edition, arguments.regions)
        if len(regions) > COMPARED:
            parser.error(f"--regions : au plus {COMPARED} régions auxquelles comparer")
        catalogue = batch.catalogue_of(edition, arguments.edition)
        numbers = Numbers(score_table(edition, stamp.reading))
        export = exports.report(region, arguments.to, stamp, numbers, regions=regions, catalogue=catalogue)
    target = _target(arguments.output, export)
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
    parser = _parser()
    arguments = parser.parse_args(argv)
    try:
        with _stoppable():
            _run(parser, arguments)
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

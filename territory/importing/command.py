"""Command line of imports: ``python -m territory check FILE``, ``add FILE --to DIR``, ``editions [DIR…]``."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from territory.editions import ENVIRONMENT, chosen, editions, folders
from territory.errors import DataError
from territory.importing.choices import Choices
from territory.importing.marked import marked
from territory.importing.own_sheets import level_of
from territory.importing.reading import DATA, Imported, read, read_folder
from territory.importing.report import Severity
from territory.levels import LEVELS
from territory.loader import load_edition
from territory.sheets import OPERATOR
from territory.shelf import add
from territory.usage import Parser

COMMANDS = ("check", "add", "editions")
FORMATS = ("text", "json", "xlsx")


def _level(text: str) -> str:
    if not (code := level_of(text)):
        raise argparse.ArgumentTypeError(f"« {text} » ; attendu : {', '.join(LEVELS)}")
    return code


def _year(text: str) -> int:
    if not (text.isdecimal() and len(text) == 4):
        raise argparse.ArgumentTypeError(f"« {text} » ; attendu : quatre chiffres, comme 2024")
    return int(text)


def _parser() -> argparse.ArgumentParser:
    shared = Parser(add_help=False)
    shared.add_argument("file", type=Path, metavar="FICHIER", help="table .csv ou .xlsx, archive .zip ou dossier")
    shared.add_argument("--geometry", type=Path, metavar="FICHIER", help="contours, un GeoJSON en degrés (EPSG:4326)")
    shared.add_argument("--level", type=_level, help=f"niveau des territoires : {', '.join(LEVELS)}")
    shared.add_argument("--sheet", default="", help="feuille à lire, quand plusieurs portent une table")
    shared.add_argument("--year", default="", help="année à lire, quand une table longue en a plusieurs")
    shared.add_argument("--title", default="", help="titre de l’édition")
    shared.add_argument("--publisher", default="", help="qui la publie")
    shared.add_argument("--published", type=_year, help="année de publication")
    shared.add_argument("--compare", metavar="ÉDITION", help="édition antérieure à laquelle comparer, code ou dossier")
    parser = Parser(prog="territory", description="Vérifie un fichier de chiffres, et l’ajoute aux éditions.")
    commands = parser.add_subparsers(dest="command", required=True, metavar=" | ".join(COMMANDS))
    check = commands.add_parser("check", parents=[shared], help="dit tout ce qu’il y a à dire d’un fichier")
    check.add_argument("--format", choices=FORMATS, default=FORMATS[0], help="text par défaut")
    check.add_argument("-o", "--output", type=Path, help="où écrire le rapport (défaut : ici, ou FICHIER-rapport.xlsx)")
    adding = commands.add_parser("add", parents=[shared], help="ajoute l’édition d’un fichier à un dossier")
    adding.add_argument("--to", type=Path, required=True, metavar="DOSSIER", help="dossier des éditions")
    adding.add_argument("--replace", action="store_true", help="remplace l’édition de même code")
    listing = commands.add_parser("editions", help="les éditions qu’il y a")
    listing.add_argument("folders", type=Path, nargs="*", metavar="DOSSIER", help=f"défaut : data, et {ENVIRONMENT}")
    return parser


def main(argv: Sequence[str]) -> int:
    """Exit 0; 1 for a file with an error, 2 for bad usage."""
    arguments = _parser().parse_args(argv)
    try:
        if arguments.command == "editions":
            return _editions(arguments.folders or list(folders(DATA, os.environ)))
        imported = _imported(arguments)
        return _add(imported, arguments) if arguments.command == "add" else _check(imported, arguments)
    except (DataError, OSError) as error:
        print(f"territory : {error}", file=sys.stderr)
        return 1


def _imported(arguments: argparse.Namespace) -> Imported:
    file: Path = arguments.file
    if file.is_dir():
        return read_folder(file)
    for given in (file, arguments.geometry):
        if given is not None and not given.is_file():
            raise DataError(given.name, "", "", "aucun fichier", f"un fichier à l’adresse {given}")
        if given is not None and given.stat().st_size > OPERATOR.octets:
            raise DataError(given.name, "", "", f"{given.stat().st_size} octets", f"au plus {OPERATOR.octets} octets")
    choices = Choices(
        title=arguments.title,
        publisher=arguments.publisher,
        published=arguments.published,
        level=arguments.level or "",
        sheet=arguments.sheet,
        year=arguments.year,
    )
    compared = arguments.compare and chosen(arguments.compare, *folders(DATA, os.environ))
    return read(
        file.name,
        file.read_bytes(),
        choices,
        bounds=OPERATOR,
        earlier=load_edition(compared, DATA) if compared else None,
        geometry=arguments.geometry.read_bytes() if arguments.geometry else None,
    )


def _check(imported: Imported, arguments: argparse.Namespace) -> int:
    report = imported.report
    if arguments.format == "xlsx":
        output = arguments.output or Path(f"{arguments.file.stem}-rapport.xlsx")
        output.write_bytes(marked(imported))
        print(output)
    elif arguments.output:
        arguments.output.write_text(report.json() if arguments.format == "json" else report.text(), encoding="utf-8")
        print(arguments.output)
    else:
        sys.stdout.write(report.json() if arguments.format == "json" else report.text())
    return int(report.blocked)


def _add(imported: Imported, arguments: argparse.Namespace) -> int:
    """Put the edition in its place and say where; every error is said, and then nothing is written."""
    report = imported.report
    if imported.files is None or imported.edition is None:
        sys.stderr.write(replace(report, findings=report.of(Severity.ERROR)).text())
        return 1
    if warnings := report.of(Severity.WARNING):
        sys.stderr.write(replace(report, findings=warnings).text())
    print(add(imported.edition.registry.code, imported.files, arguments.to, replace=arguments.replace))
    return 0


def _editions(where: Sequence[Path]) -> int:
    for entry in editions(*where):
        print("\t".join((entry.code, str(entry.published), entry.level, entry.title, str(entry.folder))))
    return 0

"""The options of ``python -m charts``, in French."""

from __future__ import annotations

import argparse
import datetime as dt
import re
from pathlib import Path

from charts.exports import DOCUMENT_FORMATS, FIGURE_FORMATS, SHAPES
from charts.figures import FIGURES
from territory.usage import Parser


def parser() -> Parser:
    made = Parser(prog="charts", description="Figures et rapports, en image, diapositive, classeur, PDF ou CSV.")
    commands = made.add_subparsers(dest="command", required=True, metavar="figure | report | meeting | list")
    shared = _shared()
    _figure(commands.add_parser("figure", parents=[shared], help="une figure"))
    _report(commands.add_parser("report", parents=[shared], help="le rapport d’une région, ou tous"))
    views = commands.add_parser("meeting", parents=[shared], help="les documents d’une liste de réunion gardée")
    views.add_argument("file", metavar="FICHIER", type=Path, help="la liste gardée depuis le site (.json)")
    views.add_argument(
        "--to", required=True, choices=DOCUMENT_FORMATS, metavar="FORMAT", help=", ".join(DOCUMENT_FORMATS)
    )
    _edition(commands.add_parser("list", help="les figures, régions, domaines et formats"))
    return made


def _edition(command: Parser) -> None:
    command.add_argument("--edition", help="code ou dossier d’une édition (défaut : celle du produit)")


def _shared() -> Parser:
    """What every export takes: where it is written, the edition, the choices of reading, the day and the site."""
    shared = Parser(add_help=False)
    shared.add_argument("-o", "--output", type=Path, help="fichier, ou dossier où lui donner son nom (défaut : ici)")
    _edition(shared)
    shared.add_argument("--source-reading", action="store_true", help="oriente diversité comme le fait la source")
    shared.add_argument("--without-contestable", action="store_true", help="sans les indicateurs contestables")
    shared.add_argument("--core", action="store_true", help="les 7 indicateurs les plus sûrs, seuls (noyau robuste)")
    shared.add_argument("--date", type=_day, help="jour de l’export, AAAA-MM-JJ (défaut : aujourd’hui)")
    shared.add_argument("--site", type=_site, help="adresse du site, écrite devant celle de chaque vue")
    return shared


def _figure(figure: Parser) -> None:
    figure.add_argument("name", metavar="NOM", help=f"l’une de : {', '.join(FIGURES)}")
    figure.add_argument("--region", help="code Insee d’une région, comme 32")
    figure.add_argument("--regions", help="codes des régions à comparer, comme 32,53,11")
    figure.add_argument("--domain", help="code d’un domaine ou d’un indicateur, comme emploi")
    figure.add_argument("--normalisation", help="essai : à quoi l’écart est comparé, comme sd")
    figure.add_argument("--leave-out", help="essai : codes des domaines laissés de côté, comme culture,emploi")
    figure.add_argument("--weights", help="essai : poids des dimensions, comme economique=0.5,sociale=2")
    figure.add_argument("--shape", choices=SHAPES, default=SHAPES[0], help="format de l’image")
    figure.add_argument("--to", required=True, choices=FIGURE_FORMATS, metavar="FORMAT", help=", ".join(FIGURE_FORMATS))


def _report(report: Parser) -> None:
    which = report.add_mutually_exclusive_group(required=True)
    which.add_argument("--region", help="code Insee d’une région, comme 32")
    which.add_argument("--domain", help="code d’un domaine ou d’un indicateur : sa fiche, au lieu d’une région")
    which.add_argument("--all", action="store_true", help="toutes les régions et l’atlas, dans un dossier")
    report.add_argument("--regions", help="codes des régions auxquelles la comparer, comme 53,11")
    report.add_argument(
        "--to", default="pdf", choices=DOCUMENT_FORMATS, metavar="FORMAT", help=", ".join(DOCUMENT_FORMATS)
    )


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

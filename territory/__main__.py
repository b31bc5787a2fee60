"""Command line: ``python -m territory VIEW`` writes a table of the shipped edition or of the resources;
``python -m territory import-cases FILE`` checks the Observatoire's list of cases and keeps it;
``python -m territory check-links`` asks each address of the catalogue for once;
``python -m territory check|add|editions`` is about other editions (``territory/importing/command.py``).

Exit 0; 1 for bad data, 2 for bad usage, with one clear line on standard error.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd

from territory import link_check, tables, wording
from territory.analysis import Reading
from territory.cases import CASES_FILE, import_cases, load_cases, with_cases
from territory.csvfile import no_formula
from territory.editions import chosen, folders
from territory.errors import DataError
from territory.importing import command
from territory.loader import Edition, load_edition
from territory.resource_files import load_catalogue
from territory.scores import score_table
from territory.usage import Parser
from territory.variants import DRAWS, SEED

DATA = Path(__file__).resolve().parents[1] / "data"
SCORE_DIGITS = Decimal("1e-12")
IMPORT, CHECK = "import-cases", "check-links"
VIEWS = ["observations", "scores", "priorities", "robustness", "similar", "resources", IMPORT, CHECK]
NOT_FOR = {
    "edition": ["resources", IMPORT, CHECK],
    "region": [IMPORT, CHECK],
    "domain": ["similar", IMPORT, CHECK],
    "source_reading": ["resources", IMPORT, CHECK],
    "without_contestable": ["resources", IMPORT, CHECK],
    "draws": [view for view in VIEWS if view != "robustness"],
    "seed": [view for view in VIEWS if view != "robustness"],
    "format": [IMPORT],
    "file": [view for view in VIEWS if view != IMPORT],
}
"""Options that mean nothing to a view: refused, not ignored."""

_DESCRIPTION = (
    "Observations, écarts, priorités, robustesse, régions proches, ressources, en CSV, JSON ou table. "
    "import-cases FICHIER contrôle la liste de cas de l’Observatoire (CSV ou XLSX) et la garde. "
    "check-links demande une fois chaque adresse des ressources et dit ce qui répond, redirige ou a disparu. "
    "check FICHIER dit tout ce qu’il y a à dire d’une table à soi, add FICHIER --to DOSSIER en fait une édition, "
    "editions les liste (chacune a son aide : python -m territory check --help)."
)


def _at_least(least: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not re.fullmatch(r"[0-9]{1,9}", text) or int(text) < least:
            raise argparse.ArgumentTypeError(f"« {text} » ; attendu : un entier, de {least} à 999999999")
        return int(text)

    return read


def _parser() -> argparse.ArgumentParser:
    parser = Parser(prog="territory", description=_DESCRIPTION)
    parser.add_argument("view", choices=VIEWS, help="ce qu’il faut écrire")
    parser.add_argument("file", nargs="?", help="avec import-cases : la liste des cas, CSV ou XLSX")
    parser.add_argument("--edition", help="code ou dossier d’une édition (défaut : celle du produit)")
    parser.add_argument("--region", help="code Insee d’une région, comme 32")
    parser.add_argument("--domain", help="code d’un domaine, comme emploi")
    parser.add_argument("--source-reading", action="store_true", help="oriente diversité comme le fait la source")
    parser.add_argument("--without-contestable", action="store_true", help="laisse de côté les indicateurs discutés")
    parser.add_argument("--draws", type=_at_least(1), help=f"variantes de calcul tirées, {DRAWS} par défaut")
    parser.add_argument("--seed", type=_at_least(0), help=f"graine de leur tirage, {SEED} par défaut")
    parser.add_argument("--format", choices=["csv", "json", "table"], help="csv par défaut")
    return parser


def _table(edition: Edition, arguments: argparse.Namespace) -> pd.DataFrame:
    domain = edition.registry.domain_of(arguments.domain) if arguments.domain else None
    if arguments.view == "observations":
        table = tables.observations(edition)
        if domain:
            table = table[table["indicator"].isin([i.code for i in edition.registry.of_domain(domain.code)])]
        return table[table["territory"] == arguments.region] if arguments.region else table
    if arguments.view in {"resources", CHECK}:
        catalogue = load_catalogue(DATA, edition.registry.domains, edition.regions)
        whole = with_cases(catalogue, load_cases(DATA / CASES_FILE, edition.registry, edition.regions))
        if arguments.view == CHECK:
            return link_check.check(link_check.addresses(whole, list(edition.regions)))
        return tables.resources(whole, arguments.region, domain.code if domain else None)
    reading = Reading(source_reading=arguments.source_reading, without_contestable=arguments.without_contestable)
    if arguments.view == "robustness":
        seed = SEED if arguments.seed is None else arguments.seed
        table = tables.robustness(edition, arguments.draws or DRAWS, seed, reading)
    elif arguments.view == "similar":
        table = tables.similar(edition, reading)
    else:
        table = score_table(edition, reading)
    if arguments.view == "scores":
        table = table.drop(columns="ranked")
    elif arguments.view == "priorities":
        table = tables.priorities(edition, table, reading)
    if domain:
        table = table[table["domain"] == domain.code]
    return table[table["region"] == arguments.region] if arguments.region else table


def _plain(value: Any) -> Any:
    """A cell as CSV writes it: dot decimals, ``true``/``false``, empty where missing."""
    if value is None or value is pd.NA or (isinstance(value, float) and pd.isna(value)):
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Decimal):
        exponent = value.as_tuple().exponent
        long = isinstance(exponent, int) and exponent < -12
        return format(value.quantize(SCORE_DIGITS).normalize() if long else value, "f")
    return value


def _json_value(value: Any) -> Any:
    if value is None or (isinstance(value, float) and pd.isna(value)):
        return None
    return float(value) if isinstance(value, Decimal) else value


def render(table: pd.DataFrame, form: str) -> str:
    """The table as CSV, as JSON records, or aligned for a terminal."""
    if form == "json":
        records = [{k: _json_value(v) for k, v in row.items()} for row in table.to_dict("records")]
        return json.dumps(records, ensure_ascii=False, indent=1) + "\n"
    plain = table.map(_plain)
    if form == "csv":
        safe = plain.map(lambda cell: no_formula(cell) if isinstance(cell, str) else cell)
        return str(safe.to_csv(index=False, lineterminator="\n"))
    if plain.empty:  # pandas would say « Empty DataFrame »
        return " ".join(plain.columns) + "\n"
    return f"{plain.to_string(index=False, max_colwidth=None)}\n"


def _import(edition: Edition, file: Path) -> int:
    cases = import_cases(file, DATA / CASES_FILE, edition.registry, edition.regions)
    print(f"{wording.plural(len(cases), 'cas', 'cas')} dans {CASES_FILE}")
    return 0


def main(argv: Sequence[str] | None = None) -> int:
    given = list(sys.argv[1:] if argv is None else argv)
    return command.main(given) if given[:1] and given[0] in command.COMMANDS else _view(given)


def _check(arguments: argparse.Namespace, edition: Edition, parser: argparse.ArgumentParser) -> None:
    """Refuse, as bad usage, codes that the edition does not have and options that mean nothing to the view."""
    if arguments.region is not None and arguments.region not in edition.regions:
        parser.error(f"région « {arguments.region} » inconnue ; codes admis : {', '.join(edition.regions)}")
    if arguments.domain is not None and edition.registry.domain_of(arguments.domain) is None:
        parser.error(f"domaine « {arguments.domain} » inconnu ; codes admis : {', '.join(edition.registry.domains)}")
    for option, views in NOT_FOR.items():
        given = getattr(arguments, option)
        if given is not None and given is not False and arguments.view in views:
            if option == "file":
                parser.error(f"arguments inconnus : {given}")
            parser.error(f"--{option.replace('_', '-')} ne s’applique pas à {arguments.view}")
    if arguments.view == IMPORT and arguments.file is None:
        parser.error("il manque le fichier à importer")


def _view(argv: Sequence[str]) -> int:
    parser = _parser()
    arguments = parser.parse_args(argv)
    try:
        edition = load_edition(chosen(arguments.edition, *folders(DATA, os.environ)), DATA)
    except (DataError, OSError) as error:
        print(f"territory : {error}", file=sys.stderr)
        return 1
    _check(arguments, edition, parser)
    try:
        if arguments.view == IMPORT:
            return _import(edition, Path(arguments.file))
        table = _table(edition, arguments)
    except (DataError, OSError) as error:
        print(f"territory : {error}", file=sys.stderr)
        return 1
    if arguments.view == "similar" and arguments.region and table.empty:
        region = edition.regions[arguments.region]
        print(f"territory : {wording.no_neighbour_sentence(region)}", file=sys.stderr)
    sys.stdout.write(render(table, arguments.format or "csv"))
    return 0


if __name__ == "__main__":
    sys.exit(main())

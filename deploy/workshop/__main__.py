"""Upkeep of the workshops' store, the one that the environment names:

python -m deploy.workshop backup FILE            a copy, while it serves
python -m deploy.workshop restore FILE [--replace]
python -m deploy.workshop purge                  erase the workshops whose time is over, as the server does every day

Exit 0; 1 where it cannot be done, with one clear line on standard error; 2 for bad usage.
"""

from __future__ import annotations

import argparse
import os
import sqlite3
import sys
from collections.abc import Sequence
from pathlib import Path

from territory.usage import Parser
from territory.workshop.address import address
from territory.workshop.backup import BackupError, backup, restore
from territory.workshop.errors import StoreAway
from territory.workshop.store import open_store


def main(arguments: Sequence[str]) -> int:
    asked = _parser().parse_args(arguments)
    try:
        print(_done(asked, address(os.environ)))
    except (BackupError, StoreAway, OSError, sqlite3.Error) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _done(asked: argparse.Namespace, held: str) -> str:
    if asked.action == "backup":
        return f"{asked.file}\u00a0: {backup(held, asked.file)} atelier(s) copiés."
    if asked.action == "restore":
        return f"{asked.file}\u00a0: {restore(held, asked.file, replace=asked.replace)} atelier(s) remis en place."
    return f"{open_store(held).purge_expired()} atelier(s) effacés\u00a0: leur durée est passée."


def _parser() -> Parser:
    parser = Parser(prog="python -m deploy.workshop", description="Ateliers\u00a0: copie, remise en place, effacement.")
    actions = parser.add_subparsers(dest="action", required=True)
    actions.add_parser("backup", help="copier dans un nouveau fichier").add_argument("file", type=Path)
    back = actions.add_parser("restore", help="remettre une copie en place")
    back.add_argument("file", type=Path)
    back.add_argument("--replace", action="store_true", help="effacer les ateliers gardés")
    actions.add_parser("purge", help="effacer les ateliers dont la durée est passée")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

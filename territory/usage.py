"""The command lines' parser: argparse in French, every refusal on one line.

argparse asks ``gettext`` for each of its messages by its English text, its key. The French ones are given by
key, in that place: nothing is read back from a message already written.
"""

from __future__ import annotations

import argparse
from typing import NoReturn

_FRENCH = {
    "argument %(argument_name)s: %(message)s": "%(argument_name)s : %(message)s",
    "invalid choice: %(value)r (choose from %(choices)s)": (
        "valeur inconnue : %(value)r (valeurs admises : %(choices)s)"
    ),
    "unknown parser %(parser_name)r (choices: %(choices)s)": (
        "commande inconnue : %(parser_name)r (commandes admises : %(choices)s)"
    ),
    "invalid %(type)s value: %(value)r": "%(value)r n’est pas une valeur de type %(type)s",
    "the following arguments are required: %s": "il manque : %s",
    "one of the arguments %s is required": "il faut l’un de : %s",
    "not allowed with argument %s": "ne va pas avec %s",
    "unrecognized arguments: %s": "arguments inconnus : %s",
    "ambiguous option: %(option)s could match %(matches)s": "option ambiguë : %(option)s peut être %(matches)s",
    "ignored explicit argument %r": "une option sans valeur reçoit %r",
    "expected one argument": "une valeur est attendue",
    "expected at most one argument": "une valeur au plus est attendue",
    "expected at least one argument": "une valeur au moins est attendue",
    "usage: ": "usage : ",
    "positional arguments": "arguments",
    "options": "options",
    "show this help message and exit": "affiche cette aide",
}


def _french(message: str) -> str:
    return _FRENCH.get(message, message)


argparse._ = _french  # type: ignore[attr-defined]  # argparse's own name for gettext


class Parser(argparse.ArgumentParser):
    """A parser whose refusals are one French line on standard error, and exit code 2.

    ``prog`` is the module that ``python -m`` runs; a subcommand's own ``prog`` begins with it.
    """

    def error(self, message: str) -> NoReturn:
        program = self.prog.split()[0]
        self.exit(2, f"{program} : {' '.join(message.split())} (aide : python -m {program} --help)\n")

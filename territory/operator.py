"""Who runs the site, as its operator wrote it in ``data/operator.toml``: shown to visitors, used for nothing else."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, fields
from pathlib import Path

from territory.csvfile import NOT_UTF8
from territory.errors import DataError
from territory.text import unwanted

OPERATOR_FILE = "operator.toml"
LONGEST = 300
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+", re.A)


REQUIRED = ("name", "address", "director", "contact", "host", "host_address", "logs_kept")
"""By the law of 21 June 2004 (LCEN), the RGAA and the GDPR."""


@dataclass(frozen=True)
class Operator:
    """Each field is empty where the operator has not said it."""

    name: str = ""
    address: str = ""
    director: str = ""
    contact: str = ""
    host: str = ""
    host_address: str = ""
    logs_kept: str = ""
    accessibility_contact: str = ""


def left_out(operator: Operator) -> tuple[str, ...]:
    """What a public site must say and this one does not; the contact stands for that of accessibility."""
    return tuple(name for name in REQUIRED if not getattr(operator, name))


def load_operator(path: Path) -> Operator:
    """The file's; nobody where there is none. Raises ``DataError`` for what cannot be shown as it is."""
    if not path.exists():
        return Operator()
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except UnicodeDecodeError as error:
        raise DataError(path.name, "", "", NOT_UTF8, "un fichier TOML en UTF-8") from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise DataError(path.name, "", "", "un contenu d’une autre forme", "un fichier TOML en UTF-8") from error
    known = [field.name for field in fields(Operator)]
    for name, text in found.items():
        if name not in known:
            raise DataError(path.name, "", name, "un champ inconnu", " | ".join(known))
        if not isinstance(text, str) or len(text) > LONGEST or unwanted(text):
            raise DataError(path.name, "", name, "autre chose", f"un texte d’une ligne, d’au plus {LONGEST} caractères")
        if name.endswith("contact") and text and not _MAIL.fullmatch(text):
            raise DataError(path.name, "", name, text, "une adresse électronique")
    return Operator(**{name: text.strip() for name, text in found.items()})

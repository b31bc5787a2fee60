"""The one error of bad data: it says which file, row, column, what was found and what is allowed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(eq=False)
class DataError(Exception):
    """A fact that breaks a rule. ``str()`` is one clear French line for the operator or the contributor."""

    file: str
    row: str
    column: str
    found: str
    allowed: str

    def __str__(self) -> str:
        where = ", ".join(part for part in (self.file, self.row, self.column) if part)
        message = f"{where}\u00a0: trouvé «\u00a0{self.found}\u00a0»\u202f; attendu\u00a0: {self.allowed}."
        return " ".join(message.splitlines())

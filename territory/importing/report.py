"""What an import has to say of a file: every finding at once, each at its place; as text and as JSON."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict, dataclass, field
from enum import StrEnum

from territory.errors import DataError
from territory.sheets import letters

MOST = 200
"""Findings of one kind that are written one by one; how many more there are is said."""
LONGEST = 120
"""Characters of a found text that are repeated."""


class Severity(StrEnum):
    """An error blocks the import; a warning shows; an information says what was mended or left aside."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


SAID = {Severity.ERROR: "erreur", Severity.WARNING: "avertissement", Severity.INFO: "information"}


@dataclass(frozen=True)
class Finding:
    """``row`` counts from 1 as in a spreadsheet, ``column`` is its letter; empty where the finding has none."""

    level: Severity
    sheet: str
    row: int | None
    column: str
    found: str
    allowed: str
    message: str

    @property
    def place(self) -> str:
        """« feuille « Valeurs », ligne 3, colonne C »; empty where it is of the whole file."""
        parts = (
            f"feuille «\u00a0{self.sheet}\u00a0»" if self.sheet else "",
            f"ligne {self.row}" if self.row else "",
            f"colonne {self.column}" if self.column else "",
        )
        return ", ".join(filter(None, parts))

    def __str__(self) -> str:
        """« erreur, feuille Valeurs, ligne 3, colonne C : message. Trouvé « … » ; attendu : … »."""
        place = ", ".join(part for part in (SAID[self.level], self.place) if part)
        found = f" Trouvé\u00a0: «\u00a0{self.found}\u00a0»." if self.found else ""
        allowed = f" Attendu\u00a0: {self.allowed}." if self.allowed else ""
        return " ".join(f"{place}\u00a0: {self.message}.{found}{allowed}".split("\n"))


@dataclass(frozen=True)
class Report:
    """The findings of a file, errors first, then by place."""

    file: str
    findings: tuple[Finding, ...]

    def of(self, level: Severity) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.level is level)

    @property
    def blocked(self) -> bool:
        return bool(self.of(Severity.ERROR))

    def text(self) -> str:
        """A line a finding, after a line that counts them."""
        counts = Counter(finding.level for finding in self.findings)
        said = ", ".join(
            f"{counts[level]} {word}{'s' if counts[level] > 1 else ''}" for level, word in SAID.items() if counts[level]
        )
        return "\n".join([f"{self.file}\u00a0: {said or 'rien à signaler'}", *map(str, self.findings)]) + "\n"

    def json(self) -> str:
        """A list of objects: level, sheet, row, column, found, allowed, message."""
        return json.dumps([asdict(finding) for finding in self.findings], ensure_ascii=False, indent=1) + "\n"


@dataclass
class Group:
    """Cells that were mended alike: how many, and the first of them."""

    row: int | None
    found: str
    count: int = 0


@dataclass
class Log:
    """Findings as they are made; ``row`` and ``column`` count from 0 here."""

    file: str
    sheet: str = ""
    _findings: list[Finding] = field(default_factory=list)
    _counts: Counter[tuple[Severity, str]] = field(default_factory=Counter)
    _mended: dict[tuple[str, str, int | None], Group] = field(default_factory=dict)

    @property
    def blocked(self) -> bool:
        return any(level is Severity.ERROR for level, _ in self._counts)

    def error(
        self, message: str, row: int | None = None, column: int | None = None, found: str = "", allowed: str = ""
    ) -> None:
        self._add(Severity.ERROR, message, row, column, found, allowed)

    def warn(
        self, message: str, row: int | None = None, column: int | None = None, found: str = "", allowed: str = ""
    ) -> None:
        self._add(Severity.WARNING, message, row, column, found, allowed)

    def inform(
        self, message: str, row: int | None = None, column: int | None = None, found: str = "", allowed: str = ""
    ) -> None:
        self._add(Severity.INFO, message, row, column, found, allowed)

    def mended(self, message: str, row: int | None, column: int | None, found: str, count: int = 1) -> None:
        """Cells that were read as something else than what is written: one finding per column, at the first of them."""
        group = self._mended.setdefault((self.sheet, message, column), Group(row, found))
        group.count += count

    def unlisted(self, message: str, count: int) -> None:
        """Count so many more errors of a kind, of which ``MOST`` are already listed."""
        self._counts[Severity.ERROR, message] += count

    def refused(self, error: DataError) -> None:
        """A file that could not be read at all, or an edition that the loader refuses."""
        place = ", ".join(part for part in (error.row, error.column) if part)
        self._add(Severity.ERROR, place or "le fichier est refusé", None, None, error.found, error.allowed)

    def _add(
        self, level: Severity, message: str, row: int | None, column: int | None, found: str, allowed: str
    ) -> None:
        self._counts[level, message] += 1
        if self._counts[level, message] <= MOST:
            self._findings.append(_finding(level, self.sheet, row, column, found, allowed, message))

    def report(self) -> Report:
        found = list(self._findings)
        for (level, message), count in self._counts.items():
            if count > MOST:
                more = f"{message} ({count - MOST} autres ne sont pas listées)"
                found.append(_finding(level, "", None, None, "", "", more))
        for (sheet, message, column), group in self._mended.items():
            said = f"{message} ({group.count} cellule{'s' if group.count > 1 else ''})"
            found.append(_finding(Severity.INFO, sheet, group.row, column, group.found, "", said))
        order = list(Severity)
        found.sort(key=lambda finding: (order.index(finding.level), finding.sheet, finding.row or 0))
        return Report(self.file, tuple(found))


def _finding(
    level: Severity, sheet: str, row: int | None, column: int | None, found: str, allowed: str, message: str
) -> Finding:
    return Finding(
        level,
        printable(sheet),
        None if row is None else row + 1,
        "" if column is None else letters(column),
        printable(found),
        printable(allowed),
        printable(message),
    )


def printable(text: str) -> str:
    """A text from outside as a report may repeat it: short, on a line, what cannot be seen shown as « � »."""
    shown = "".join(c if c.isprintable() or c in "\u00a0\u202f" else "\ufffd" for c in " ".join(text.split("\n")))
    return shown if len(shown) <= 4 * LONGEST else shown[: 4 * LONGEST] + "…"

"""Fixtures of the domain's tests: the shipped edition, the command line, and copies of the data to break."""

from __future__ import annotations

import csv
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import pandas as pd
import pytest

from territory.__main__ import DATA, main
from territory.analysis import Reading
from territory.loader import Edition, load_edition
from territory.scores import score_table

ROOT = Path(__file__).parents[2]
TABLE = "donnees_territoriales_2020.csv"
READINGS = [
    Reading(source_reading=source, without_contestable=without, core_only=core)
    for source, without, core in product([False, True], repeat=3)
]
"""Every choice of reading at once."""


@pytest.fixture(scope="session")
def edition() -> Edition:
    return load_edition(DATA / "editions" / "impact-2020", DATA)


@pytest.fixture(scope="session")
def scores(edition: Edition) -> pd.DataFrame:
    """The default reading."""
    return score_table(edition, Reading())


@dataclass(frozen=True)
class Outcome:
    code: int
    out: str
    err: str

    @property
    def rows(self) -> list[dict[str, str]]:
        return list(csv.DictReader(self.out.splitlines()))


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str]) -> Callable[..., Outcome]:
    """`python -m territory …` in this process."""

    def run(*arguments: str) -> Outcome:
        try:
            code = main(list(arguments))
        except SystemExit as stop:
            code = int(stop.code or 0)
        captured = capsys.readouterr()
        return Outcome(code, captured.out, captured.err)

    return run


@pytest.fixture(scope="session")
def process() -> Callable[..., Outcome]:
    """`python -m territory …` in a process of its own, as a reader runs it."""

    def run(*arguments: str) -> Outcome:
        done = subprocess.run(
            [sys.executable, "-m", "territory", *arguments], cwd=ROOT, capture_output=True, encoding="utf-8"
        )
        return Outcome(done.returncode, done.stdout, done.stderr)

    return run


@dataclass(frozen=True)
class DataCopy:
    """A copy of `data/` whose files a test breaks, one rule at a time."""

    folder: Path

    @property
    def edition(self) -> Path:
        return self.folder / "editions" / "impact-2020"

    @property
    def table(self) -> Path:
        return self.edition / TABLE

    @property
    def registry(self) -> Path:
        return self.edition / "indicators.toml"

    @property
    def flags(self) -> Path:
        return self.edition / "flags.csv"

    @property
    def regions(self) -> Path:
        return self.folder / "regions.csv"

    @property
    def geometry(self) -> Path:
        return self.folder / "regions.geojson"

    @property
    def plane(self) -> Path:
        return self.folder / "regions.lambert93.json"

    def load(self) -> Edition:
        return load_edition(self.edition, self.folder)

    def rewrite(self, path: Path, change: Callable[[list[list[str]]], object]) -> None:
        """Change a CSV file of the copy through its rows; header first, in place."""
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file, delimiter=";"))
        before = [list(row) for row in rows]
        change(rows)
        assert rows != before, "the mutation changed nothing"
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, delimiter=";", lineterminator="\n").writerows(rows)

    def set_cell(self, line: int, column: str, text: str, path: Path | None = None) -> None:
        """Write one cell; `line` as an editor counts them (the header is line 1)."""

        def change(rows: list[list[str]]) -> None:
            rows[line - 1][rows[0].index(column)] = text

        self.rewrite(path or self.table, change)

    def substitute(self, path: Path, pattern: str, replacement: str) -> None:
        """Replace the first match of a regular expression in a file, which must hold one."""
        text, count = re.subn(
            pattern,
            lambda _: replacement,
            path.read_text(encoding="utf-8"),
            count=1,
            flags=re.MULTILINE | re.DOTALL,
        )
        assert count == 1, f"{pattern} is not in {path.name}"
        path.write_text(text, encoding="utf-8")

    def set_field(self, code: str, field: str, line: str) -> None:
        """Replace the line of a field in the registry entry of an indicator; an empty line takes it away."""
        text = self.registry.read_text(encoding="utf-8")
        start = text.index(f"[indicators.{code}]")
        end = text.find("\n[", start)
        entry = text[start:end] if end >= 0 else text[start:]
        changed, count = re.subn(rf"^{field} = .*\n", f"{line}\n" if line else "", entry, flags=re.MULTILINE)
        assert count == 1 and changed != entry, f"{field} of {code} not changed"
        self.registry.write_text(text.replace(entry, changed), encoding="utf-8")


@pytest.fixture
def data(tmp_path: Path) -> DataCopy:
    folder = tmp_path / "data"
    shutil.copytree(DATA, folder)
    return DataCopy(folder)

"""What comments and docs name is there: a reader who follows a file's name finds it."""

from __future__ import annotations

import ast
import io
import re
import subprocess
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
KINDS = "conf|css|csv|geojson|js|lock|md|py|service|sh|svg|toml|txt|typ|yml"
CITED = re.compile(rf"(?<![\w./*{{<…:@-])((?:\.\./)?[\w@.-]+(?:/[\w@.-]+)*\.(?:{KINDS}))(?![\w/-]|\.\w)")
"""A file's name, with or without its folders; neither a pattern nor the end of an address."""
NOT_OURS = {"plotly.js", "plotly/plotly.js", "robots.txt", "cases.csv", "data/cases.csv"}
"""A library, what the server writes, and the list that an operator imports: named, and not held here."""


def tracked() -> list[Path]:
    """The files of the project: those git would keep, or where there is no git, those that no tool has made."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True
    )
    if listed.returncode == 0:
        found = [ROOT / line for line in listed.stdout.splitlines()]
    else:
        found = [path for path in ROOT.rglob("*") if not any(part in MADE for part in path.relative_to(ROOT).parts)]
    return sorted(path for path in found if path.is_file())


MADE = {".git", ".venv", ".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis", "__pycache__"}
FILES = tracked()
ENDINGS = {"/".join(parts[k:]) for parts in (path.relative_to(ROOT).parts for path in FILES) for k in range(len(parts))}
"""Each file's name, with all of its folders, fewer, or none."""
READ = [path for path in FILES if path.suffix in {".py", ".md", ".toml", ".typ", ".yml", ".conf", ".service", ".sh"}]
READ += [
    ROOT / name for name in ("Makefile", ".ci/run", "deploy/Dockerfile", "requirements.txt", "tests/requirements.txt")
]


def prose(path: Path) -> str:
    """What is written for readers: comments, Python's docstrings, Markdown without its examples.

    Nothing where no file is named at all: most are not worth their parsing.
    """
    text = path.read_text(encoding="utf-8")
    if not CITED.search(text):
        return ""
    if path.suffix == ".md":
        return re.sub(r"```.*?```", "", text, flags=re.DOTALL)
    if path.suffix == ".py":
        return "\n".join(python_prose(text))
    mark = "//" if path.suffix == ".typ" else "#"
    return "\n".join(line.partition(mark)[2] for line in text.splitlines())


def python_prose(text: str) -> Iterator[str]:
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT:
            yield token.string
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            yield node.value.value


def absent(text: str, folder: Path = ROOT) -> list[str]:
    """The files that a text names and the project lacks. A name may leave out the folders it starts with."""
    named = [name for name in CITED.findall(text) if name not in ENDINGS and name not in NOT_OURS]
    return [name for name in named if not (folder / name).is_file() and not (ROOT / name).is_file()]


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", READ, ids=name)
def test_every_file_that_is_named_is_there(path: Path) -> None:
    assert absent(prose(path), path.parent) == []


def test_control_a_file_that_is_not_there_is_seen() -> None:
    assert absent("see `docs/method.md`, « Formulas », method.md and territory/loader.py") == []
    assert absent("see docs/methods.md and elsewhere/method.md") == ["docs/methods.md", "elsewhere/method.md"]
    assert absent("`pages/*.py`, https://example.org/readme.md, e.g. and 3.11") == []
    assert list(python_prose('"""Doc."""\nx = "not.md"  # a.md\n')) == ["# a.md", "Doc."]


def test_every_test_that_the_table_of_attacks_names_is_there() -> None:
    named = re.findall(r"`(tests/[\w/]+\.py)::(test_\w+)`", (ROOT / "docs/safety.md").read_text(encoding="utf-8"))
    missing = [test for file, test in named if f"def {test}(" not in (ROOT / file).read_text(encoding="utf-8")]
    assert len(named) > 30 and missing == []

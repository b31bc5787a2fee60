"""Every file of the corpus is read or refused with its reason, and the same file without its harm is not."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from territory.importing import Imported, Severity, read
from tests.territory.importing.corpus import Odd, corpus
from tests.territory.importing.files import GOOD, csv_of

ROOT = Path(__file__).parents[3]
MEMORY = 100 * 1024 * 1024
"""What a hostile file may cost, beyond the libraries."""


def given(odd: Odd, content: bytes, file: str) -> Imported:
    if odd.geometry:
        return read("table.csv", csv_of(GOOD), geometry=content)
    return read(file, content)


def errors(imported: Imported) -> list[str]:
    return [str(finding) for finding in imported.report.of(Severity.ERROR)]


def test_the_corpus_is_large_and_its_names_are_one_each() -> None:
    names = [odd.name for odd in corpus()]
    assert len(names) >= 100
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("odd", corpus(), ids=lambda odd: odd.name)
def test_a_hostile_file_is_read_or_refused_with_its_reason(odd: Odd) -> None:
    imported = given(odd, odd.made(), odd.file)
    found = imported.report.text()
    assert bool(errors(imported)) == odd.refused, found
    assert (imported.files is None) == odd.refused
    said = errors(imported) if odd.refused else [str(finding) for finding in imported.report.findings]
    assert not odd.said or any(odd.said in line for line in said), found
    assert "Traceback" not in found and len(found) < 200_000


@pytest.mark.parametrize("odd", [odd for odd in corpus() if odd.said], ids=lambda odd: odd.name)
def test_control_the_same_without_the_harm_says_nothing_of_it(odd: Odd) -> None:
    imported = given(odd, odd.control(), odd.control_file)
    assert not imported.report.blocked, imported.report.text()
    assert odd.said not in imported.report.text()


def test_the_whole_corpus_fits_in_little_memory() -> None:
    """One process for all of them, with no more address space than it has once the libraries are there, and 100 MiB."""
    script = f"""
import resource, sys
sys.path.insert(0, {str(ROOT)!r})
from tests.territory.importing.corpus import corpus, geojson
from tests.territory.importing.files import GOOD, csv_of, xlsx_of
from tests.territory.importing.test_corpus import given
from territory.importing import read
built = [(odd, odd.made()) for odd in corpus()]
read("t.xlsx", xlsx_of(GOOD)); read("t.csv", csv_of(GOOD), geometry=geojson())
held = int(open("/proc/self/statm").read().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (held + {MEMORY},) * 2)
for odd, content in built:
    assert given(odd, content, odd.file).report is not None, odd.name
try:
    bytearray({MEMORY} * 2)
except MemoryError:
    print("bounded")
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=300, cwd=ROOT)
    assert done.stdout.split() == ["bounded"], done.stderr[-2000:]


def test_a_report_is_json_of_seven_fields() -> None:
    imported = read("t.csv", csv_of([*GOOD, ["99", "Atlantide", "1,0", "x"]]))
    findings = json.loads(imported.report.json())
    assert findings and all(
        list(finding) == ["level", "sheet", "row", "column", "found", "allowed", "message"] for finding in findings
    )

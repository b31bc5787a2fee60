"""Whatever the bytes, the answer is a report: nothing is raised, and what is not blocked loads."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from territory.importing import Imported, read
from tests.territory.importing.corpus import book_of, geojson
from tests.territory.importing.files import GOOD, csv_of, zip_of

CELLS = st.one_of(
    st.sampled_from(
        ["", "s", "nd", "1,5", "1.5", "1,234", "12 %", "Corse", "FR", "2A", "=1", "#REF!", "{v}", "\u202e", "-0"]
    ),
    st.text(max_size=12),
    st.integers().map(str),
)
NAMED = st.sampled_from(["Code", "Nom", "Région", "Indicateur", "Valeur", "Année", "Corse", "Taux (%)"])
HEADERS = st.one_of(NAMED, CELLS)
TABLES = st.tuples(st.lists(HEADERS, min_size=1, max_size=6), st.lists(st.lists(CELLS, max_size=7), max_size=8)).map(
    lambda parts: [parts[0], *parts[1]]
)


SOUND = (("t.csv", csv_of(GOOD)), ("t.xlsx", book_of()), ("t.zip", zip_of({"t.csv": csv_of(GOOD)})))
"""Built once: a workbook holds the time at which it was saved."""


def answers(imported: Imported) -> None:
    assert (imported.files is None) == imported.report.blocked
    assert (imported.edition is None) == imported.report.blocked
    assert imported.report.text() and imported.report.json()


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300), st.sampled_from(["a.csv", "a.xlsx", "a.zip", "a", "é.CSV"]))
def test_any_bytes(content: bytes, name: str) -> None:
    answers(read(name, content))


@settings(max_examples=150, deadline=None)
@given(TABLES, st.sampled_from([";", ",", "\t"]))
def test_any_table(table: list[list[str]], separator: str) -> None:
    answers(read("t.csv", csv_of(table, separator)))


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_any_damage(data: st.DataObject) -> None:
    """A sound file of each form with a few bytes changed or cut."""
    name, sound = data.draw(st.sampled_from(SOUND))
    content = bytearray(sound[: data.draw(st.integers(0, len(sound)))] if data.draw(st.booleans()) else sound)
    for _ in range(data.draw(st.integers(1, 6))):
        if content:
            content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    answers(read(name, bytes(content)))


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_any_outline(data: st.DataObject) -> None:
    content = bytearray(geojson())
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(32, 126))
    answers(read("t.csv", csv_of(GOOD), geometry=bytes(content)))

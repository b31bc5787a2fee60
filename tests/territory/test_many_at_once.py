"""What is worked out for thousands of texts at once is what each of them gives alone."""

from __future__ import annotations

import gc
import zipfile
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from territory.csvfile import read_columns, read_rows
from territory.errors import DataError
from territory.importing import as_folder
from territory.importing.layouts import all_sound, is_sound, label, labels
from territory.pause import collector_paused
from territory.regions import load_regions, texts_of, told_apart
from territory.text import fold, folds

LETTERS = st.sampled_from("aZé9 -'’œﬁ\u00a0\u202f\t\n\u0301\u200b{}İΣ")
TEXTS = st.lists(st.text(LETTERS, max_size=6) | st.text(max_size=4), max_size=6)
HEADER = "code;nom;abrege;article;en;de;publie;lon;lat"
CELLS = st.lists(
    st.lists(st.sampled_from(("a", "b", "FR", "", "1.5", '"q"', "x\ty")), min_size=8, max_size=10), max_size=4
)


@given(texts=TEXTS)
@example(texts=["", "ΑΣ", "Σ"])
def test_texts_are_folded_as_each_is_alone(texts: list[str]) -> None:
    assert folds(texts) == [fold(text) for text in texts]


@given(texts=TEXTS)
def test_labels_are_those_of_each_cell(texts: list[str]) -> None:
    assert list(labels(texts)) == [label(text) for text in texts]


@given(texts=TEXTS)
def test_labels_said_sound_together_are_so_alone(texts: list[str]) -> None:
    assert not all_sound(texts) or all(map(is_sound, texts))


def table(rows: list[list[str]], header: str = HEADER) -> bytes:
    return "\n".join([header, *(";".join(row) for row in rows)]).encode()


@given(rows=CELLS, header=st.sampled_from((HEADER, "a;b;c;d;e;f;g;h;i", "a;a", "")))
@example(rows=[["a"] * 9, [], ["b"] * 9], header=HEADER)
def test_a_file_gives_the_same_by_column_as_by_row(rows: list[list[str]], header: str) -> None:
    path = as_folder({"t.csv": table(rows, header)}) / "t.csv"
    try:
        found = read_rows(path)
    except DataError as error:
        with pytest.raises(DataError) as refused:
            read_columns(path)
        assert str(refused.value) == str(error)
        return
    assert read_columns(path) == {name: [row[name] for row in found] for name in (found[0] if found else ())}


def test_a_territory_is_the_same_record_each_time_and_its_texts_need_none() -> None:
    data = Path(__file__).parents[2] / "data"
    regions = load_regions(data / "departements.csv")
    records = dict(regions)
    assert regions["59"] is records["59"] and "59" in regions and "00" not in regions
    assert len(regions) == len(records) == len(read_rows(data / "departements.csv"))
    for name in ("code", "name", "short", "subject", "locative", "genitive", "published"):
        assert list(texts_of(regions, name)) == [getattr(region, name) for region in records.values()]
    assert told_apart(regions) == told_apart(records)


def test_two_territories_of_one_name_are_told_apart() -> None:
    rows = [[code, "Saint-Denis", *["x"] * 5, "", ""] for code in ("93066", "97411")]
    regions = load_regions(as_folder({"t.csv": table(rows)}) / "t.csv")
    assert told_apart(regions) == told_apart(dict(regions)) == ["Saint-Denis (93066)", "Saint-Denis (97411)"]


def test_the_collector_is_as_it_was_whatever_happens() -> None:
    assert gc.isenabled()
    with pytest.raises(zipfile.BadZipFile), collector_paused():
        assert not gc.isenabled()
        with collector_paused():
            pass
        assert not gc.isenabled()
        raise zipfile.BadZipFile
    assert gc.isenabled()

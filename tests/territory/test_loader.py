"""The shipped edition as it is read, and every rule with a table that breaks it."""

from __future__ import annotations

import csv
from collections.abc import Callable
from decimal import Decimal

import pytest

from territory.__main__ import DATA
from territory.errors import DataError
from territory.loader import Edition
from tests.territory import oracle
from tests.territory.conftest import ROOT, DataCopy
from tests.territory.refused import REFUSALS, Refusal
from tests.territory.refused.refusal import write_cell

TERRITORIES = ["FR", *oracle.REGIONS]

# --- what is read --------------------------------------------------------------------------------------


def test_thirty_rows_of_fourteen_cells_in_published_order(edition: Edition) -> None:
    codes = [*oracle.CONTEXT, *(criterion.code for criterion in oracle.FRAGILITY)]
    expected = [(code, territory) for code in codes for territory in TERRITORIES]
    assert len(expected) == 30 * 14 == 420
    found = edition.observations[["indicator", "territory"]].itertuples(index=False, name=None)
    assert list(found) == expected


def test_each_published_string_is_kept_byte_for_byte(edition: Edition) -> None:
    with oracle.PUBLISHED.open(encoding="utf-8", newline="") as file:
        _, *rows = csv.reader(file, delimiter=";")
    assert list(edition.observations["published"]) == [text for row in rows for text in row[8:]]


def test_the_regions_are_joined_by_the_column_s_name(edition: Edition) -> None:
    with oracle.PUBLISHED.open(encoding="utf-8", newline="") as file:
        header = next(csv.reader(file, delimiter=";"))
    assert [region.published for region in edition.regions.values()] == header[9:]
    assert tuple(edition.regions) == oracle.REGIONS


def cell(edition: Edition, indicator: str, territory: str) -> dict[str, object]:
    table = edition.observations
    (row,) = table[(table["indicator"] == indicator) & (table["territory"] == territory)].to_dict("records")
    return row


def test_values_are_exact_decimals_and_never_floats(edition: Edition) -> None:
    for column in ("value", "low", "high"):
        kinds = {type(value) for value in edition.observations[column]}
        assert kinds == {Decimal, type(None)}, column
    assert str(cell(edition, "densite", "11")["value"]) == "1019.58488"
    assert str(cell(edition, "developpement_economique", "FR")["value"]) == "-2.2"
    assert cell(edition, "entreprises", "FR")["value"] == 5391223
    assert cell(edition, "pib", "94")["value"] == 9


def test_what_is_missing_is_missing(edition: Edition) -> None:
    table = edition.observations
    empty = table[table["value"].isna() & table["low"].isna() & table["high"].isna()]
    expected = [("associations", "FR"), ("innovation", "94"), *(("handicap", code) for code in TERRITORIES)]
    assert list(empty[["indicator", "territory"]].itertuples(index=False, name=None)) == expected
    assert cell(edition, "innovation", "94")["published"] == "#N/A"


def test_ranges_have_bounds_and_no_value(edition: Edition) -> None:
    rows = edition.observations[edition.observations["indicator"] == "associations"]
    assert rows["value"].isna().all()
    grand_est = cell(edition, "associations", "44")
    assert (grand_est["low"], grand_est["high"]) == (Decimal(90000), Decimal(105000))
    typo = cell(edition, "associations", "27")
    assert (typo["published"], typo["low"], typo["high"]) == ("55 00 à 60 000", None, Decimal(60000))
    assert "COQUILLE_PROBABLE" in str(typo["flags"]).split("|")
    others = rows[~rows["territory"].isin(["FR", "27"])]
    assert len(others) == 12 and others["low"].notna().all() and others["high"].notna().all()
    assert not others["flags"].str.contains("COQUILLE_PROBABLE").any()


def test_flags_reach_the_cells_they_concern(edition: Edition) -> None:
    of = {territory: cell(edition, "innovation", territory)["flags"] for territory in ("93", "94", "44")}
    assert of == {"93": "ND|LIBELLE_DOUTEUX", "94": "ND|LIBELLE_DOUTEUX", "44": "LIBELLE_DOUTEUX"}
    assert [flag.flag for flag in edition.flags_of("finances_publiques", "94")] == [
        "TOTAL_PARTIEL",
        "CHAMP_DIFFERENT",
        "DEFINITION_INCONNUE",
    ]
    assert [flag.flag for flag in edition.flags_of("finances_publiques", "53")] == ["DEFINITION_INCONNUE"]


def test_every_flag_of_the_audit_is_shipped(edition: Edition) -> None:
    """The audit's own list, where it stands beside this checkout, reworded for readers: none lost, none added."""
    source = ROOT.parent / "shared" / "sources" / "drapeaux.csv"
    if not source.is_file():
        pytest.skip("the audit is not beside this checkout")
    with source.open(encoding="utf-8", newline="") as file:
        audited = [(row["critere"], row["drapeau"]) for row in csv.DictReader(file, delimiter=";")]
    assert [(flag.indicator, flag.flag) for flag in edition.flags] == audited


# --- tables that are refused ---------------------------------------------------------------------------


def test_the_untouched_copy_loads(data: DataCopy) -> None:
    assert len(data.load().observations) == 420


@pytest.mark.parametrize("refusal", REFUSALS.values(), ids=REFUSALS.keys())
def test_a_table_that_breaks_a_rule_is_refused(refusal: Refusal, data: DataCopy) -> None:
    refusal.change(data)
    with pytest.raises(DataError) as caught:
        data.load()
    error = caught.value
    assert error.file == refusal.file
    assert error.row == refusal.row
    # Two fields may be named together (« polarity, polarity_reason »).
    assert refusal.column in error.column and bool(refusal.column) == bool(error.column)
    assert refusal.found in error.found
    assert refusal.allowed in error.allowed and error.allowed
    message = str(error)
    assert "\n" not in message
    assert all(part in message for part in (error.file, error.row, error.column, refusal.found, error.allowed))


@pytest.mark.parametrize(
    "harmless",
    [
        write_cell(14, "Corse", "9999"),  # finances_publiques: Corsica is not in the total
        write_cell(14, "Grand Est", "2580,4"),  # 29 754,7 − 29 754,1 = 0,6, under 13 × 0,05 = 0,65
        write_cell(3, "Corse", "0,5 %"),  # another published form of the same number
        write_cell(15, "Bretagne", ""),  # a hole where no sum is checked stays a hole
    ],
    ids=["excluded from the sum", "within the roundings", "space before %", "hole"],
)
def test_what_breaks_no_rule_is_not_refused(harmless: Callable[[DataCopy], object], data: DataCopy) -> None:
    harmless(data)
    assert len(data.load().observations) == 420


def test_a_line_break_in_a_cell_stays_on_one_line_of_the_message(data: DataCopy) -> None:
    data.set_cell(15, "Bretagne", "7,2\n7,3")
    with pytest.raises(DataError) as caught:
        data.load()
    assert len(str(caught.value).splitlines()) == 1


def test_the_copy_is_of_the_shipped_data(data: DataCopy) -> None:
    """Or the refusals prove nothing of it."""
    for path in DATA.rglob("*"):
        if path.is_file():
            assert (data.folder / path.relative_to(DATA)).read_bytes() == path.read_bytes()

"""The command line as issue 2 describes it: columns, formats, filters, exit codes, one line of error."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from decimal import Decimal

import pandas as pd
import pytest

from territory import __main__
from territory.loader import Edition
from territory.usage import Parser
from tests.territory import oracle
from tests.territory.conftest import TABLE, DataCopy, Outcome

COLUMNS = {
    "observations": "indicator,territory,published,value,low,high,unit,year,flags",
    "scores": "region,domain,indicator,dimension,value,national,gap,score,rank,tied,class,"
    "oriented,contestable,distinguishable,priority,status,reason",
    "priorities": "region,priority,status,domain,score,rank,verdict,sentence",
}
# 30 × 14; 13 × 17; 71 fragilities: 20 « nettement plus fragile » and 51 « plus fragile » cells.
LENGTHS = {"observations": 420, "scores": 221, "priorities": 71}
CLASSES = {
    "much_more_fragile",
    "more_fragile",
    "near",
    "less_fragile",
    "much_less_fragile",
    "indistinguishable",
    "not_oriented",
    "missing",
}
Cli = Callable[..., Outcome]
every_view = pytest.mark.parametrize("view", COLUMNS)


# --- formats -------------------------------------------------------------------------------------------


@every_view
def test_csv_columns_and_rows(view: str, cli: Cli) -> None:
    outcome = cli(view)
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out.splitlines()[0] == COLUMNS[view]
    assert len(outcome.rows) == LENGTHS[view]
    assert cli(view, "--format", "csv") == outcome


@every_view
def test_json_says_the_same_as_csv(view: str, cli: Cli) -> None:
    records = json.loads(cli(view, "--format", "json").out)
    rows = cli(view).rows
    assert len(records) == len(rows) == LENGTHS[view]
    for record, row in zip(records, rows, strict=True):
        assert list(record) == COLUMNS[view].split(",")
        for name, text in row.items():
            value = record[name]
            if text == "":
                assert value in (None, ""), name
            elif isinstance(value, bool):
                assert str(value).lower() == text, name
            elif isinstance(value, int | float):
                assert abs(value - float(text)) <= 1e-9, name
            else:
                assert value == text, name


def test_json_types(cli: Cli) -> None:
    records = json.loads(cli("scores", "--region", "32", "--format", "json").out)
    first, handicap = records[0], next(r for r in records if r["indicator"] == "handicap")
    assert (first["value"], first["gap"], first["rank"], first["tied"], first["priority"]) == (
        10.8,
        2.4,
        1,
        False,
        2,
    )
    assert isinstance(first["rank"], int) and isinstance(first["priority"], int)
    assert [handicap[name] for name in ("value", "national", "gap", "score", "rank", "tied", "priority")] == [None] * 7


@every_view
def test_the_table_aligns_every_row_under_the_columns(view: str, cli: Cli) -> None:
    lines = cli(view, "--format", "table").out.splitlines()
    assert lines[0].split() == COLUMNS[view].split(",")
    assert len(lines) == 1 + LENGTHS[view]
    assert len({len(line) for line in lines}) == 1
    assert not any("NaN" in line or "None" in line or "…" in line for line in lines)


@pytest.mark.parametrize("form", ["csv", "table"])
def test_a_view_without_rows_has_its_columns(form: str, cli: Cli) -> None:
    # Diversité is no fragility unless the source's reading is asked for.
    outcome = cli("priorities", "--domain", "diversite", "--format", form)
    assert (outcome.code, outcome.err) == (0, "")
    (line,) = outcome.out.splitlines()
    assert re.split(r"[,\s]+", line.strip()) == COLUMNS["priorities"].split(",")


def test_json_without_rows(cli: Cli) -> None:
    assert json.loads(cli("priorities", "--domain", "diversite", "--format", "json").out) == []


# --- cells ---------------------------------------------------------------------------------------------


def test_numbers_have_a_dot_and_no_exponent(cli: Cli) -> None:
    number = re.compile(r"(?!-0(\.0*)?$)-?\d+(\.\d+)?")  # and « -0 » is none
    for view, names in {
        "observations": ("value", "low", "high"),
        "scores": ("value", "national", "gap", "score", "rank", "priority"),
        "priorities": ("score", "rank", "priority"),
    }.items():
        for row in cli(view).rows:
            for name in names:
                assert row[name] == "" or number.fullmatch(row[name]), (name, row)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Decimal("1E+3"), "1000"),  # str() would write 1E+3
        (Decimal("0.0000001"), "0.0000001"),  # and 1E-7
        (Decimal("339.0"), "339.0"),  # the published digits
        (Decimal(1) / 3, "0.333333333333"),
        (Decimal(1) / 3 * 3000, "1000"),  # 999,999… at 28 digits
        (True, "true"),
        (12, "12"),
        (None, '""'),  # a line with one empty cell
    ],
)
def test_a_cell_in_csv(value: object, expected: str) -> None:
    table = pd.DataFrame({"x": [value]}, dtype=object)
    assert __main__.render(table, "csv") == f"x\n{expected}\n"


def test_observations_say_what_is_published_and_what_it_means(cli: Cli) -> None:
    rows = {(row["indicator"], row["territory"]): row for row in cli("observations").rows}
    typo = rows["associations", "27"]
    assert [typo[name] for name in ("published", "value", "low", "high")] == [
        "55 00 à 60 000",
        "",
        "",
        "60000",
    ]
    assert "COQUILLE_PROBABLE" in typo["flags"].split("|")
    assert [rows["innovation", "94"][name] for name in ("published", "value")] == ["#N/A", ""]
    assert [rows["entreprises", "FR"][name] for name in ("published", "value")] == ["5 391 223", "5391223"]
    assert [rows["pib", "94"][name] for name in ("published", "value")] == ["9 milliards", "9"]
    assert [rows["sante", "FR"][name] for name in ("published", "value")] == ["339,0", "339.0"]
    assert [rows["densite", "11"][name] for name in ("published", "value")] == ["1019,58488", "1019.58488"]
    assert rows["emploi", "FR"]["year"] == "T1 2019"
    codes = [*oracle.CONTEXT, *(criterion.code for criterion in oracle.FRAGILITY)]
    assert list(rows) == [(code, territory) for code in codes for territory in ("FR", *oracle.REGIONS)]


def test_scores_use_the_words_of_the_issue(cli: Cli) -> None:
    rows = cli("scores").rows
    assert {row["class"] for row in rows} == CLASSES
    for name in ("tied", "oriented", "contestable", "distinguishable"):
        assert {row[name] for row in rows} <= {"true", "false", ""}, name
    empty = {name for row in rows if row["class"] == "missing" for name, text in row.items() if not text}
    assert empty == {
        *("value", "national", "gap", "score", "rank", "tied", "distinguishable", "priority", "status", "reason")
    }
    assert {row["status"] for row in rows} == {"priority", "to_confirm", ""}
    assert {row["reason"] for row in rows} == {"contestable", "reliability", "contestable|reliability", ""}


def test_priorities_are_those_of_the_scores(cli: Cli) -> None:
    """Priorities by number, then what is to be confirmed by score, region by region."""
    names = ("region", "priority", "status", "domain", "score", "rank")
    found = [tuple(row[name] for name in names) for row in cli("priorities").rows]
    expected = sorted(
        (row for row in cli("scores").rows if row["status"]),
        key=lambda row: (oracle.REGIONS.index(row["region"]), int(row["priority"] or 99), -Decimal(row["score"])),
    )
    assert found == [tuple(row[name] for name in names) for row in expected]


def test_priorities_say_how_sure_their_place_is(cli: Cli) -> None:
    """The short words of the robustness table of the same reading."""
    for options in ((), ("--without-contestable",), ("--source-reading",)):
        words = {(row["region"], row["domain"]): row["verdict"] for row in cli("robustness", *options).rows}
        for row in cli("priorities", *options).rows:
            assert row["verdict"] == words[row["region"], row["domain"]] in ("solide", "probable", "dépend du calcul")


def test_priorities_carry_their_sentence(cli: Cli) -> None:
    rows = cli("priorities", "--region", "32").rows
    assert [row["domain"] for row in rows][:3] == ["education", "emploi", "culture"]
    assert rows[1]["sentence"].startswith("Emploi\u00a0: 10,8\u202f% de chômage, contre 8,4\u202f%")
    assert rows[1]["sentence"].endswith("1re sur 13, la plus fragile.")


# --- filters and switches ------------------------------------------------------------------------------


@every_view
@pytest.mark.parametrize(
    ("options", "filters"),
    [
        (("--region", "32"), {"region": "32"}),
        (("--domain", "emploi"), {"domain": "emploi"}),
        (("--region", "94", "--domain", "mobilite"), {"region": "94", "domain": "mobilite"}),
    ],
)
def test_filters_keep_the_rows_as_they_are(
    view: str, options: tuple[str, ...], filters: dict[str, str], cli: Cli
) -> None:
    names = {"region": "territory", "domain": "indicator"} if view == "observations" else {}
    kept = [row for row in cli(view).rows if all(row[names.get(name, name)] == code for name, code in filters.items())]
    assert kept, "nothing to compare"
    assert cli(view, *options).rows == kept


def test_the_rows_of_each_filter(cli: Cli) -> None:
    assert len(cli("observations", "--region", "32").rows) == 30
    assert len(cli("observations", "--domain", "emploi").rows) == 14
    assert len(cli("scores", "--region", "32").rows) == 17
    assert len(cli("scores", "--domain", "emploi").rows) == 13
    # The domain « Diversité / handicap » has two indicators.
    assert len(cli("scores", "--domain", "diversite").rows) == 26


@pytest.mark.parametrize("region", oracle.REGIONS)
def test_every_region_answers(region: str, cli: Cli) -> None:
    assert {row["region"] for row in cli("scores", "--region", region).rows} == {region}


def test_every_domain_answers(edition: Edition, cli: Cli) -> None:
    assert len(edition.registry.domains) == 16
    for domain in edition.registry.domains:
        assert {row["domain"] for row in cli("scores", "--domain", domain).rows} == {domain}


def test_the_switches_reach_the_priorities(cli: Cli) -> None:
    def first_to_confirm(*options: str) -> dict[str, str]:
        rows = cli("priorities", "--region", "11", *options).rows
        assert [row["domain"] for row in rows if row["status"] == "priority"] == ["securite"]
        return next(row for row in rows if row["status"] == "to_confirm")

    assert first_to_confirm("--source-reading")["domain"] == "diversite"
    assert "Lecture de la source." in first_to_confirm("--source-reading")["sentence"]
    assert first_to_confirm()["domain"] != "diversite"
    kept = {row["domain"] for row in cli("priorities", "--without-contestable").rows}
    contestable = {criterion.code for criterion in oracle.FRAGILITY if criterion.contestable}
    assert kept and not kept & contestable


# --- refusals ------------------------------------------------------------------------------------------


def only_line(outcome: Outcome) -> str:
    assert outcome.out == ""
    assert outcome.err.endswith("\n") and len(outcome.err.splitlines()) == 1, outcome.err
    return outcome.err.strip()


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        ((), "view"),
        (("ranking",), "ranking"),
        (("scores", "--region", "99"), "99"),
        (("scores", "--region", "FR"), "FR"),
        (("scores", "--region", "Bretagne"), "Bretagne"),
        (("scores", "--region", ""), "codes admis"),
        (("scores", "--region", "3\n2"), "codes admis"),
        (("scores", "--region"), "--region"),
        (("observations", "--domain", "population"), "population"),
        (("scores", "--domain", "emplois"), "emplois"),
        (("scores", "--domain", ""), "codes admis"),
        (("scores", "--format", "xml"), "xml"),
        (("scores", "--without-nothing"), "--without-nothing"),
        (("scores", "extra"), "extra"),
        (("scores", "--source-reading=1"), "--source-reading"),
    ],
)
def test_bad_usage_exits_2_with_one_line(arguments: tuple[str, ...], named: str, cli: Cli) -> None:
    outcome = cli(*arguments)
    assert outcome.code == 2
    line = only_line(outcome)
    assert named in line
    assert not re.search(r"\b(invalid|choose|required|expected|unrecognized|ignored|usage)\b", line), "argparse's own"


def test_a_refusal_says_what_is_allowed(cli: Cli, edition: Edition) -> None:
    assert all(code in only_line(cli("scores", "--region", "99")) for code in oracle.REGIONS)
    assert all(code in only_line(cli("scores", "--domain", "x")) for code in edition.registry.domains)
    assert all(view in only_line(cli("x")) for view in COLUMNS)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "il manque : view"),
        (("scores", "extra", "encore"), "arguments inconnus : encore"),
        (("scores", "--region"), "--region : une valeur est attendue"),
        (("scores", "--source-reading=1"), "--source-reading : une option sans valeur reçoit '1'"),
        (("scores", "--d", "x"), "option ambiguë : --d peut être --domain, --draws"),
        # What the reader typed is repeated as it is, were it argparse's own words.
        (("scores", "--format", "invalid choice"), "--format : valeur inconnue : 'invalid choice'"),
    ],
)
def test_a_refusal_is_french_and_repeats_what_was_typed(arguments: tuple[str, ...], said: str, cli: Cli) -> None:
    line = only_line(cli(*arguments))
    assert line.startswith(f"territory : {said}")
    assert line.endswith("(aide : python -m territory --help)")


def test_the_help_is_french(cli: Cli) -> None:
    shown = cli("--help").out
    assert shown.startswith("usage : territory") and "affiche cette aide" in shown and "show this" not in shown


def test_a_subcommand_refuses_in_the_name_of_its_module(capsys: pytest.CaptureFixture[str]) -> None:
    parser = Parser(prog="charts")
    report = parser.add_subparsers(dest="command", required=True, metavar="report").add_parser("report")
    which = report.add_mutually_exclusive_group(required=True)
    which.add_argument("--region")
    which.add_argument("--all", action="store_true")
    for arguments, said in {
        (): "il manque : report",
        ("report",): "il faut l’un de : --region --all",
        ("report", "--all", "--region", "32"): "--region : ne va pas avec --all",
        ("list",): "report : valeur inconnue : 'list' (valeurs admises : 'report')",
    }.items():
        with pytest.raises(SystemExit) as stop:
            parser.parse_args(arguments)
        assert stop.value.code == 2
        assert capsys.readouterr().err == f"charts : {said} (aide : python -m charts --help)\n"


BROKEN = {
    "a bad number": (
        lambda data: data.set_cell(15, "Bretagne", "7.2"),
        (TABLE, "ligne 15", "Bretagne", "7.2"),
    ),
    "a cell on two lines": (
        lambda data: data.set_cell(15, "Bretagne", "7\n2"),
        (TABLE, "ligne 15", "Bretagne"),
    ),
    "a broken sum": (lambda data: data.set_cell(2, "Corse", "1"), (TABLE, "ligne 2", "65018096")),
    "no table": (lambda data: data.table.unlink(), (TABLE,)),
    "no registry": (lambda data: data.registry.unlink(), ("indicators.toml",)),
    "no regions": (lambda data: data.regions.unlink(), ("regions.csv",)),
    "no geometry": (lambda data: data.geometry.unlink(), ("regions.geojson",)),
    "a folder for a table": (lambda data: (data.table.unlink(), data.table.mkdir()), (TABLE,)),
    "regions not UTF-8": (
        lambda data: data.regions.write_bytes(b"code;nom\n44;\xe9\n"),
        ("regions.csv", "UTF-8"),
    ),
    "flags not UTF-8": (lambda data: data.flags.write_bytes(b"\xff\xfe"), ("flags.csv", "UTF-8")),
    "broken TOML": (
        lambda data: data.registry.write_text("[", encoding="utf-8"),
        ("indicators.toml", "TOML"),
    ),
}


@pytest.mark.parametrize(("change", "named"), BROKEN.values(), ids=BROKEN.keys())
@pytest.mark.parametrize("arguments", [("scores",), ("observations", "--format", "json")], ids=" ".join)
def test_bad_data_exits_1_with_one_line(
    change: Callable[[DataCopy], object],
    named: tuple[str, ...],
    arguments: tuple[str, ...],
    data: DataCopy,
    cli: Cli,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(__main__, "DATA", data.folder)
    assert cli(*arguments).code == 0  # the copy itself is good
    change(data)
    outcome = cli(*arguments)
    assert outcome.code == 1
    line = only_line(outcome)
    assert all(part in line for part in named), line


def test_ranks_are_out_of_the_regions_that_have_a_value(
    data: DataCopy, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(__main__, "DATA", data.folder)
    data.set_cell(15, "Bretagne", "")
    sentences = {row["domain"]: row["sentence"] for row in cli("priorities", "--region", "32").rows}
    assert sentences["emploi"].endswith("1re sur 12, la plus fragile.")  # 13 less Bretagne
    assert sentences["education"].endswith("1re sur 13, la plus fragile.")


@pytest.mark.parametrize(("arguments", "code"), [(("scores", "--region", "32"), 0), (("scores", "--region", "99"), 2)])
def test_the_process_itself_exits_so(arguments: tuple[str, ...], code: int, process: Cli) -> None:
    outcome = process(*arguments)
    assert outcome.code == code
    assert len(outcome.err.splitlines()) == (1 if code else 0)
    assert len(outcome.out.splitlines()) == (0 if code else 18)

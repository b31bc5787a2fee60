"""``check``, ``add``, ``editions``, and ``--edition`` of other commands: what they write, where, their exit codes."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from territory.editions import ENVIRONMENT, editions, find
from tests.territory.conftest import DATA, Outcome
from tests.territory.importing.corpus import geojson
from tests.territory.importing.files import GOOD, changed, csv_of

Cli = Callable[..., Outcome]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "chomage.csv"
    path.write_bytes(csv_of(GOOD))
    return path


def test_check_says_everything_at_once_and_exits_1_for_an_error(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(csv_of(changed(3, 2, "x", changed(2, 3, "1,234.5"))))
    outcome = cli("check", str(path))
    assert outcome.code == 1 and outcome.err == ""
    errors = [line for line in outcome.out.splitlines() if line.startswith("erreur")]
    assert [line.partition("\u00a0:")[0] for line in errors] == [
        "erreur, ligne 3, colonne D",
        "erreur, ligne 4, colonne C",
    ]


def test_check_exits_0_for_warnings(cli: Cli, file: Path) -> None:
    outcome = cli("check", str(file))
    assert outcome.code == 0 and "avertissement" in outcome.out


def test_check_as_json_and_as_a_workbook(cli: Cli, file: Path, tmp_path: Path) -> None:
    found = json.loads(cli("check", str(file), "--format", "json").out)
    assert found and set(found[0]) == {"level", "sheet", "row", "column", "found", "allowed", "message"}
    output = tmp_path / "r.xlsx"
    assert cli("check", str(file), "--format", "xlsx", "-o", str(output)).out.strip() == str(output)
    book = openpyxl.load_workbook(io.BytesIO(output.read_bytes()))
    assert book["Rapport"].max_row == 1 + len(found)


def test_add_then_list_then_read_it_by_its_code(
    cli: Cli, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    to = tmp_path / "éditions"
    added = cli("add", str(file), "--to", str(to), "--title", "Chiffres d’essai", "--published", "2024")
    assert (added.code, added.out.strip()) == (0, str(to / "chiffres-d-essai-2024"))
    assert cli("editions", str(to)).out.split("\t")[:4] == [
        "chiffres-d-essai-2024",
        "2024",
        "region",
        "Chiffres d’essai",
    ]
    monkeypatch.setenv(ENVIRONMENT, str(to))
    by_code = cli("observations", "--edition", "chiffres-d-essai-2024")
    assert by_code.code == 0 and len(by_code.rows) == 2 * 6
    assert cli("observations", "--edition", str(to / "chiffres-d-essai-2024")) == by_code
    assert "impact-2020" in cli("editions").out and "chiffres-d-essai-2024" in cli("editions").out


def test_add_again_needs_replace(cli: Cli, file: Path, tmp_path: Path) -> None:
    to = tmp_path / "e"
    assert cli("add", str(file), "--to", str(to)).code == 0
    again = cli("add", str(file), "--to", str(to))
    assert again.code == 1 and "--replace" in again.err
    assert cli("add", str(file), "--to", str(to), "--replace").code == 0


def test_what_has_an_error_is_not_added(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(csv_of(changed(2, 3, "1,234.5")))
    outcome = cli("add", str(path), "--to", str(tmp_path / "e"))
    assert outcome.code == 1 and "de deux façons" in outcome.err
    assert not (tmp_path / "e").exists()


def test_outlines_are_added_with_the_edition(cli: Cli, file: Path, tmp_path: Path) -> None:
    outlines = tmp_path / "c.geojson"
    outlines.write_bytes(geojson())
    added = cli("add", str(file), "--to", str(tmp_path / "e"), "--geometry", str(outlines))
    assert (Path(added.out.strip()) / "territories.geojson").is_file()


def test_a_folder_that_is_an_edition_is_checked(cli: Cli, file: Path, tmp_path: Path) -> None:
    folder = Path(cli("add", str(file), "--to", str(tmp_path / "e")).out.strip())
    assert cli("check", str(folder)).code == 0
    header = (folder / "values.csv").read_text(encoding="utf-8").splitlines()[0]
    (folder / "values.csv").write_text(f"{header}\nrien{header.count(';') * ';1'}\n", encoding="utf-8")
    broken = cli("check", str(folder))
    assert broken.code == 1 and "rien" in broken.out


def test_an_earlier_edition_is_compared_with(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(csv_of(changed(4, 2, "3,0")))
    assert "loin de celle de l’édition impact-2020" in cli("check", str(path), "--compare", "impact-2020").out
    assert "loin de celle" not in cli("check", str(path)).out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("check", "nulle-part.csv"), "aucun fichier"),
        (("scores", "--edition", "impact-2021"), "impact-2020"),
        (("scores", "--edition", "zzz"), "un dossier, ou un code"),
    ],
)
def test_what_is_not_there_is_said_on_one_line(cli: Cli, arguments: tuple[str, ...], said: str) -> None:
    outcome = cli(*arguments)
    assert outcome.code == 1 and said in outcome.err and len(outcome.err.splitlines()) == 1


def test_bad_usage_exits_2(cli: Cli) -> None:
    for arguments in (("add", "t.csv"), ("check",), ("check", "t.csv", "--level", "canton")):
        outcome = cli(*arguments)
        assert outcome.code == 2 and outcome.err.startswith("territory : ") and len(outcome.err.splitlines()) == 1


def test_the_editions_there_are(tmp_path: Path) -> None:
    (tmp_path / ".hidden.part").mkdir()
    (tmp_path / "vide").mkdir()
    (tmp_path / "abîmée").mkdir()
    (tmp_path / "abîmée" / "indicators.toml").write_bytes(b"[edition\n")
    assert editions(tmp_path, tmp_path / "nulle-part") == ()
    (entry,) = editions(DATA / "editions")
    assert (entry.code, entry.published, entry.level) == ("impact-2020", 2020, "region")
    assert find("impact-2020", tmp_path, DATA / "editions") == entry.folder
    assert find("autre", DATA / "editions") is None

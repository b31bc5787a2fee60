"""``python -m charts``: what it writes, what it refuses and how, and that no file is left half written."""

from __future__ import annotations

import datetime as dt
import io
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import openpyxl
import pytest
from pptx import Presentation

from charts import batch, exports
from charts.__main__ import main
from charts.figures import FIGURES
from tests.conftest import DATA

ROOT = DATA.parent
DAY = ["--date", "2026-11-21"]


def run(*arguments: str) -> int:
    try:
        return main([*arguments])
    except SystemExit as stop:
        return int(stop.code or 0)


def figure_options(name: str) -> list[str]:
    needs = FIGURES[name].needs
    found = ["--region", "32"]
    if "indicator" in needs:
        found += ["--domain", "population" if name == "cercles" else "emploi"]
    return [*found, "--regions", "53"] if "regions" in needs else found


@pytest.mark.parametrize("form", ["pptx", "xlsx", "csv"])
@pytest.mark.parametrize("name", FIGURES)
def test_every_figure_in_every_office_format(name: str, form: str, tmp_path: Path) -> None:
    assert run("figure", name, *figure_options(name), "--to", form, "-o", str(tmp_path), *DAY) == 0
    [file] = tmp_path.iterdir()
    assert file.name.endswith(f"-2026-11-21.{form}") and file.name.isascii() and " " not in file.name
    content = file.read_bytes()
    if form == "pptx":
        assert len(Presentation(io.BytesIO(content)).slides) in (1, 2)
    elif form == "xlsx":
        assert openpyxl.load_workbook(io.BytesIO(content)).sheetnames[0] == "Tableau"
    else:
        assert content.startswith(b"\xef\xbb\xbf")


def test_names_say_region_view_and_date(tmp_path: Path) -> None:
    run("figure", "carte", "--region", "32", "--domain", "emploi", "--to", "csv", "-o", str(tmp_path), *DAY)
    run("report", "--region", "94", "--to", "pptx", "-o", str(tmp_path), *DAY)
    run("report", "--region", "94", "--to", "xlsx", "-o", str(tmp_path), *DAY)
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "carte-taux-de-chomage-hauts-de-france-2026-11-21.csv",
        "classeur-corse-2026-11-21.xlsx",
        "diaporama-corse-2026-11-21.pptx",
    ]


def test_two_runs_are_byte_identical_and_today_is_the_default(tmp_path: Path) -> None:
    for name in ("a", "b"):
        assert run("report", "--region", "53", "--to", "pptx", "-o", str(tmp_path / name), *DAY) == 0
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
    run("figure", "vue-ensemble", "--to", "csv", "-o", str(tmp_path))
    assert (tmp_path / f"vue-d-ensemble-5-classes-{dt.date.today().isoformat()}.csv").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["figure", "radar", "--to", "csv"], "figure « radar » inconnue"),
        (["figure", "profil", "--region", "99", "--to", "csv"], "région « 99 » inconnue ; codes admis : 44"),
        (["figure", "profil", "--to", "csv"], "profil demande --region"),
        (["figure", "carte", "--domain", "meteo", "--to", "csv"], "domaine « meteo » inconnu"),
        (["figure", "carte", "--to", "csv"], "carte demande --domain"),
        (["figure", "cercles", "--domain", "emploi", "--to", "csv"], "nombre « emploi » inconnu"),
        (["figure", "carte", "--domain", "emploi", "--to", "gif"], "--to: valeur inconnue: 'gif'"),
        (["figure", "profil", "--region", "32", "--domain", "emploi", "--to", "csv"], "--domain ne s’applique pas"),
        (["figure", "comparaison", "--region", "94", "--to", "csv"], "pas de région au profil proche"),
        (["figure", "comparaison", "--regions", "32,98", "--to", "csv"], "région « 98 » inconnue"),
        (["figure", "carte", "--domain", "emploi", "--to", "csv", "--date", "2026-02-31"], "attendu : une date"),
        (["figure", "carte", "--domain", "emploi", "--to", "csv", "--site", "javascript:x"], "l’adresse du site"),
        (["figure", "carte", "--domain", "mobilite", "--to", "csv", "--core"], "ce choix de lecture"),
        (["figure", "essai", "--to", "csv"], "essai demande --region"),
        (["figure", "essai", "--region", "32", "--normalisation", "zz", "--to", "csv"], "« zz » inconnu"),
        (["figure", "essai", "--region", "32", "--leave-out", "zz", "--to", "csv"], "« zz » inconnu"),
        (["figure", "essai", "--region", "32", "--weights", "sociale=7", "--to", "csv"], "« 7 » inconnu"),
        (["figure", "profil", "--region", "32", "--weights", "sociale=2", "--to", "csv"], "ne s’appliquent pas"),
        (["report", "--region", "32", "--to", "csv"], "valeur inconnue: 'csv'"),
        (["report", "--to", "pptx"], "il faut l’un de"),
        (["report", "--region", "32", "--all"], "ne va pas avec"),
        (["report", "--region", "32", "--regions", "53,11,94,28,44", "--to", "pptx"], "au plus 4"),
        ([], "il manque"),
    ],
)
def test_bad_usage_is_one_french_line_and_exit_2(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*arguments) == 2
    told = capsys.readouterr().err
    assert said in told and told.count("\n") == 1 and told.startswith("charts : ")


def test_bad_data_is_one_line_and_exit_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(DATA / "editions" / "impact-2020", tmp_path / "mine")
    arguments = ["figure", "vue-ensemble", "--to", "csv", "--edition", str(tmp_path / "mine")]
    assert run(*arguments, "-o", str(tmp_path / "good.csv")) == 0
    table = tmp_path / "mine" / "donnees_territoriales_2020.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("8,4", "huit", 1), encoding="utf-8")
    capsys.readouterr()
    assert run(*arguments, "-o", str(tmp_path / "bad.csv")) == 1
    told = capsys.readouterr().err
    assert told.count("\n") == 1 and "huit" in told
    assert not (tmp_path / "bad.csv").exists()


def test_a_format_that_is_not_installed_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr(exports.importlib.util, "find_spec", lambda name: None)
    assert run("report", "--region", "32", "--to", "pdf", "-o", str(tmp_path / "x.pdf")) == 1
    assert "n’est pas disponible" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_is_exit_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("x")
    assert run("figure", "vue-ensemble", "--to", "csv", "-o", str(tmp_path / "file" / "y.csv")) == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_an_interrupted_write_leaves_the_former_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    target = tmp_path / "x.bin"
    target.write_bytes(b"former")

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(batch.os, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        batch.write_whole(target, b"new")
    assert target.read_bytes() == b"former" and [path.name for path in tmp_path.iterdir()] == ["x.bin"]
    monkeypatch.undo()
    batch.write_whole(target, b"new")
    assert target.read_bytes() == b"new" and os.stat(target).st_mode & 0o600 == 0o600


def test_list_names_what_can_be_asked(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("list") == 0
    told = capsys.readouterr().out
    assert all(code in told for code in (*FIGURES, "Hauts-de-France", "emploi", "pptx"))


@pytest.mark.slow
def test_all_the_regions_and_the_atlas(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "charts", "report", "--all", "--to", "xlsx", "-o", str(tmp_path), *DAY]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert len(list(tmp_path.glob("*.xlsx"))) == 14 == len(list(tmp_path.iterdir()))
    assert "14/14" in done.stderr
    assert (tmp_path / "donnees-impact-2020-2026-11-21.xlsx").exists()


def _hears_interruptions() -> None:
    """As in a terminal: what a shell starts in the background ignores them, and so do its children."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.slow
@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])
def test_an_interruption_leaves_whole_files_only(stop: signal.Signals, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "charts", "report", "--all", "--to", "pptx", "-o", str(tmp_path), *DAY]
    process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True, preexec_fn=_hears_interruptions)
    deadline = time.monotonic() + 60
    while not list(tmp_path.glob("*.pptx")) and time.monotonic() < deadline:
        time.sleep(0.05)
    process.send_signal(stop)
    _, told = process.communicate(timeout=60)
    assert process.returncode == 130 and "interrompu" in told and "Traceback" not in told
    files = list(tmp_path.iterdir())
    assert 0 < len(files) < 14 and all(file.suffix == ".pptx" for file in files)
    for file in files:
        Presentation(str(file))

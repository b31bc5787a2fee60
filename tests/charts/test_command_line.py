"""``python -m charts``: what it writes, what it refuses and how, and that no file is left half written."""

from __future__ import annotations

import datetime as dt
import io
import json
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

from charts import batch, meeting
from charts.__main__ import MAX_FILE, main
from charts.exports import DOCUMENT_FORMATS, FIGURE_FORMATS
from charts.figures import FIGURES
from territory import wording
from territory.analysis import Reading
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


SIGNED = {"png": b"\x89PNG", "svg": b"<svg", "pdf": b"%PDF", "html": b"<!doctype html>", "csv": b"\xef\xbb\xbf"}


@pytest.mark.parametrize("form", FIGURE_FORMATS)
@pytest.mark.parametrize("name", FIGURES)
def test_every_figure_in_every_format(name: str, form: str, tmp_path: Path) -> None:
    assert run("figure", name, *figure_options(name), "--to", form, "-o", str(tmp_path), *DAY) == 0
    [file] = tmp_path.iterdir()
    assert file.name.endswith(f"-2026-11-21.{form}") and file.name.isascii() and " " not in file.name
    content = file.read_bytes()
    if form == "pptx":
        assert len(Presentation(io.BytesIO(content)).slides) in (1, 2)
    elif form == "xlsx":
        assert len(openpyxl.load_workbook(io.BytesIO(content)).sheetnames) == 1
    else:
        assert content.lower().startswith(SIGNED[form].lower())


def test_names_say_region_view_and_date(tmp_path: Path) -> None:
    run("figure", "carte", "--region", "32", "--domain", "emploi", "--to", "csv", "-o", str(tmp_path), *DAY)
    run("report", "--region", "94", "--to", "pptx", "-o", str(tmp_path), *DAY)
    run("report", "--region", "94", "--to", "xlsx", "-o", str(tmp_path), *DAY)
    run("report", "--region", "94", "--to", "html", "-o", str(tmp_path), *DAY)
    run("report", "--domain", "emploi", "--to", "xlsx", "-o", str(tmp_path), *DAY)
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "carte-taux-de-chomage-hauts-de-france-2026-11-21.csv",
        "classeur-corse-2026-11-21.xlsx",
        "diaporama-corse-2026-11-21.pptx",
        "fiche-emploi-2026-11-21.xlsx",
        "page-corse-2026-11-21.html",
    ]


@pytest.mark.parametrize("form", DOCUMENT_FORMATS)
def test_a_region_and_a_domain_have_every_format(form: str, tmp_path: Path) -> None:
    assert run("report", "--region", "53", "--to", form, "-o", str(tmp_path), *DAY) == 0
    assert run("report", "--domain", "emploi", "--to", form, "-o", str(tmp_path), *DAY) == 0
    assert len([file for file in tmp_path.iterdir() if file.suffix == f".{form}" and file.stat().st_size]) == 2


# --- a meeting's saved list ----------------------------------------------------------------------------


def kept(folder: Path, *codes: str, **changed: object) -> Path:
    views = [{"vue": code, "titre": "", "legende": ""} for code in codes]
    file = folder / "liste.json"
    file.write_text(json.dumps({"reunion": 1, "titre": "Conseil régional", "vues": views} | changed), encoding="utf-8")
    return file


@pytest.mark.parametrize("form", DOCUMENT_FORMATS)
def test_a_saved_list_becomes_its_documents(form: str, tmp_path: Path) -> None:
    file = kept(tmp_path, "profil.32", "carte..lien_social", "comparaison...32-53")
    (tmp_path / "out").mkdir()
    assert run("meeting", str(file), "--to", form, "-o", str(tmp_path / "out"), *DAY) == 0
    [made] = (tmp_path / "out").iterdir()
    assert made.name == f"reunion-conseil-regional-2026-11-21.{form}"


def test_the_deck_of_a_saved_list_has_its_views_in_order(tmp_path: Path) -> None:
    file = kept(tmp_path, "carte.32.sante", "profil.94")
    run("meeting", str(file), "--to", "pptx", "-o", str(tmp_path / "x.pptx"), *DAY, "--source-reading")
    slides = list(Presentation(str(tmp_path / "x.pptx")).slides)
    titles = [slide.shapes.title.text_frame.text for slide in slides]
    assert titles[0] == "Conseil régional" and "Professionnels de santé" in titles[1] and "Corse" in titles[2]
    assert wording.choices(Reading(source_reading=True)) in " ".join(
        shape.text_frame.text for shape in slides[1].shapes if shape.has_text_frame
    )


BAD_LISTS = {
    "not a list": (b"[]", "n’est pas une liste de réunion"),
    "not JSON": (b"PK\x03\x04", "n’est pas une liste de réunion"),
    "empty": (b"", "n’est pas une liste de réunion"),
    "too deep": (b"[" * 30_000, "n’est pas une liste de réunion"),
    "too large": (b" " * (MAX_FILE + 1), "fichier trop long"),
    "another version": (json.dumps({"reunion": 2, "vues": []}).encode(), "n’est pas une liste de réunion"),
    "unknown view": (json.dumps({"reunion": 1, "vues": [{"vue": "radar.32"}]}).encode(), "radar.32"),
    "unknown region": (
        json.dumps({"reunion": 1, "vues": [{"vue": "profil.99"}]}).encode(),
        "ou manquant (99)",
    ),
    "too many views": (
        json.dumps({"reunion": 1, "vues": [{"vue": "profil.32"}] * (meeting.MAX_VIEWS + 1)}).encode(),
        f"au plus {meeting.MAX_VIEWS}",
    ),
}


@pytest.mark.parametrize("case", BAD_LISTS)
def test_a_bad_list_is_one_french_line_and_exit_1(
    case: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content, said = BAD_LISTS[case]
    (tmp_path / "liste.json").write_bytes(content)
    assert run("meeting", str(tmp_path / "liste.json"), "--to", "pptx", "-o", str(tmp_path / "x.pptx")) == 1
    told = capsys.readouterr().err
    assert said in told and told.count("\n") == 1 and told.startswith("charts : ")
    assert not (tmp_path / "x.pptx").exists()


def test_a_list_that_is_not_there_is_said_in_french(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for path in (tmp_path / "absente.json", tmp_path):
        assert run("meeting", str(path), "--to", "pdf", "-o", str(tmp_path / "x.pdf")) == 1
        told = capsys.readouterr().err
        assert told.count("\n") == 1 and str(path) in told and "Errno" not in told and "No such" not in told


def test_a_view_that_the_reading_leaves_out_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = kept(tmp_path, "profil.32", "carte.32.mobilite")
    assert run("meeting", str(file), "--to", "pdf", "-o", str(tmp_path / "x.pdf")) == 0
    capsys.readouterr()
    assert run("meeting", str(file), "--to", "pdf", "-o", str(tmp_path / "y.pdf"), "--without-contestable") == 1
    told = capsys.readouterr().err
    assert "carte.32.mobilite" in told and "réglages de lecture" in told and told.count("\n") == 1
    assert not (tmp_path / "y.pdf").exists()


# --- what is refused -----------------------------------------------------------------------------------


def test_two_runs_are_byte_identical_and_today_is_the_default(tmp_path: Path) -> None:
    for name in ("a", "b"):
        assert run("report", "--region", "53", "--to", "pptx", "-o", str(tmp_path / name), *DAY) == 0
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
    run("figure", "vue-ensemble", "--to", "csv", "-o", str(tmp_path))
    assert (tmp_path / f"vue-d-ensemble-{dt.date.today().isoformat()}.csv").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["figure", "radar", "--to", "csv"], "figure « radar » inconnue"),
        (["figure", "profil", "--region", "99", "--to", "csv"], "région « 99 » inconnue ; codes admis : 44"),
        (["figure", "profil", "--to", "csv"], "profil demande --region"),
        (["figure", "carte", "--domain", "meteo", "--to", "csv"], "domaine « meteo » inconnu"),
        (["figure", "carte", "--to", "csv"], "carte demande --domain"),
        (["figure", "cercles", "--domain", "emploi", "--to", "csv"], "nombre « emploi » inconnu"),
        (["figure", "carte", "--domain", "emploi", "--to", "gif"], "--to : valeur inconnue : 'gif'"),
        (["figure", "profil", "--region", "32", "--domain", "emploi", "--to", "csv"], "--domain ne s’applique pas"),
        (["figure", "comparaison", "--region", "94", "--to", "csv"], "pas de région au profil proche"),
        (["figure", "comparaison", "--regions", "32,98", "--to", "csv"], "région « 98 » inconnue"),
        (["figure", "carte", "--domain", "emploi", "--to", "csv", "--date", "2026-02-31"], "attendu : une date"),
        (["figure", "carte", "--domain", "emploi", "--to", "csv", "--site", "javascript:x"], "l’adresse du site"),
        (["figure", "carte", "--domain", "mobilite", "--to", "csv", "--core"], "ce réglage de lecture"),
        (["figure", "essai", "--to", "csv"], "essai demande --region"),
        (["figure", "essai", "--region", "32", "--normalisation", "zz", "--to", "csv"], "« zz » inconnu"),
        (["figure", "essai", "--region", "32", "--leave-out", "zz", "--to", "csv"], "« zz » inconnu"),
        (["figure", "essai", "--region", "32", "--weights", "sociale=7", "--to", "csv"], "« 7 » inconnu"),
        (["figure", "profil", "--region", "32", "--weights", "sociale=2", "--to", "csv"], "ne s’appliquent pas"),
        (["report", "--region", "32", "--to", "csv"], "valeur inconnue : 'csv'"),
        (["report", "--region", "32", "--domain", "emploi"], "ne va pas avec"),
        (["report", "--domain", "meteo"], "domaine « meteo » inconnu"),
        (["report", "--domain", "emploi", "--regions", "32"], "--regions ne va pas avec --domain"),
        (["report", "--domain", "mobilite", "--core"], "ce réglage de lecture"),
        (["meeting", "liste.json"], "il manque"),
        (["meeting", "--to", "pdf"], "il manque"),
        (["meeting", "liste.json", "--to", "svg"], "valeur inconnue : 'svg'"),
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
    for name in ("pdf", "image"):
        monkeypatch.delitem(sys.modules, f"charts.documents.{name}", raising=False)
    monkeypatch.setitem(sys.modules, "typst", None)
    assert run("report", "--region", "32", "--to", "pdf", "-o", str(tmp_path / "x.pdf")) == 1
    told = capsys.readouterr().err
    assert "n’est pas disponible" in told and "typst" in told and told.count("\n") == 1
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

"""The health address: what is in service, and 503 while no number can be shown."""

from __future__ import annotations

import errno
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from deploy import health, serve, storage
from pages.shared import service
from pages.shared.service import State
from territory.operator import REQUIRED, Operator
from territory.workshop.address import STATE, URL


@pytest.fixture
def client(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> TestClient:
    monkeypatch.setenv(STATE, str(tmp_path))
    return TestClient(Starlette(routes=[health.health_route()]))


@pytest.mark.parametrize(
    ("state", "status", "word"),
    [
        (State("impact-2020", ()), 200, "ready"),
        (State("impact-2020", ("resources.csv",)), 200, "degraded"),
        (State(None, ("regions.csv",)), 503, "unavailable"),
    ],
)
def test_it_tells_the_truth(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, state: State, status: int, word: str
) -> None:
    monkeypatch.setattr(service, "state", lambda: state)
    answer = client.get("/health")
    assert answer.status_code == status
    told = {"status": word, "edition": state.edition, "refused": list(state.refused)}
    assert answer.json() == {**told, "unwritable": [], "operator_left_out": list(REQUIRED)}
    assert answer.headers["cache-control"] == "no-store"


def test_who_asks_often_reads_the_data_once(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def state() -> State:
        asked.append(1)
        return State(None, ("regions.csv",))

    monkeypatch.setattr(service, "state", state)
    for _ in range(20):
        assert client.get("/health").status_code == 503
    assert len(asked) == 1


def test_a_file_that_only_browsers_read_is_missed_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert health.missing_files() == ()
    assert health.missing_files(tmp_path) == health.NEEDED
    monkeypatch.setattr(health, "missing_files", lambda: ("static/regions.geojson",))
    monkeypatch.setattr(service, "state", lambda: State("impact-2020", ()))
    told = health.status()
    assert (told["status"], told["refused"]) == ("degraded", ["static/regions.geojson"])


# --- the disk --------------------------------------------------------------------------------------------


def no_room(*_: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def test_a_full_disk_is_said_and_takes_no_reader_away(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(service, "state", lambda: State("impact-2020", ()))
    assert storage.unwritable() == ()  # control: the same folders, with room
    monkeypatch.setattr(storage.os, "fsync", no_room)
    answer = client.get("/health")
    told = answer.json()
    assert (answer.status_code, told["status"], told["unwritable"]) == (200, "degraded", ["workshops", "uploads"])
    assert "workshops cannot be written: No space left" in caplog.text


def test_a_folder_that_may_not_be_written_is_said_and_one_not_made_yet_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(STATE, str(tmp_path / "not" / "made" / "yet"))
    assert storage.unwritable() == () and list(tmp_path.iterdir()) == []
    (tmp_path / "file").touch()
    monkeypatch.setenv(STATE, str(tmp_path / "file"))
    assert storage.unwritable() == ("workshops",)


def test_a_store_that_is_almost_full_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(STATE, str(tmp_path))
    (tmp_path / "workshops.sqlite").write_bytes(bytes(96))
    assert storage.unwritable() == ()
    monkeypatch.setattr(storage, "MOST_BYTES", 100)
    assert storage.unwritable() == ("workshops",)


def test_a_database_that_does_not_answer_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(URL, "postgresql://nobody@127.0.0.1:9/none")
    assert storage.unwritable() == ("workshops",)


def test_who_ask_together_have_it_looked_up_once(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def slow() -> tuple[str, ...]:
        asked.append(1)
        time.sleep(0.2)
        return ()

    monkeypatch.setattr(health, "unwritable", slow)
    with client, ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: client.get("/health").status_code, range(8)))
    assert answers == [200] * 8 and len(asked) == 1


def test_the_operator_is_told_what_a_public_site_must_say(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    serve.tell_what_is_left()
    assert "operator.toml leaves out name, address, director" in caplog.text
    caplog.clear()
    monkeypatch.setattr(service, "operator", lambda: Operator(**dict.fromkeys(REQUIRED, "x")))
    serve.tell_what_is_left()
    assert "operator.toml" not in caplog.text and health.status()["operator_left_out"] == []

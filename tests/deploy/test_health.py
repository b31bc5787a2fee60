"""The health address: what is in service, and 503 while no number can be shown."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from deploy import health
from pages.shared import service
from pages.shared.service import State


@pytest.fixture
def client() -> TestClient:
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
    assert answer.json() == {"status": word, "edition": state.edition, "refused": list(state.refused)}
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
    assert health.status() == {"status": "degraded", "edition": "impact-2020", "refused": ["static/regions.geojson"]}

"""The entry: what it prepares before the first visitor, and what it tells whom when something breaks."""

from __future__ import annotations

import gc
import logging

import pytest
import streamlit as st

from deploy import serve
from pages.shared import service


def _broken_table() -> None:
    raise FileNotFoundError("donnees.csv is missing")


def test_start_warms_then_freezes(monkeypatch: pytest.MonkeyPatch) -> None:
    warmed: list[str] = []
    monkeypatch.setattr(service, "warm", lambda: warmed.append("data"))

    gc.unfreeze()  # what a server started by another test of this process has frozen since
    try:
        serve.prepare()
        assert gc.get_freeze_count() > 10_000
    finally:
        gc.unfreeze()
    assert warmed == ["data"]


def test_refused_table_is_told_to_the_operator_and_does_not_stop_the_server(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(service, "warm", _broken_table)
    serve.warm_up()
    assert "data not loaded, pages will say so: donnees.csv is missing" in caplog.text


def test_failed_page_tells_the_operator_where_and_the_visitor_what_to_do(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    shown: list[str] = []
    monkeypatch.setattr(st, "error", shown.append)
    try:
        _broken_table()
    except FileNotFoundError as error:
        assert serve.report_script_error(error) is True
    assert [record.levelno for record in caplog.records if record.name == "observatoire"] == [logging.ERROR]
    assert "page failed: FileNotFoundError: donnees.csv" in caplog.text
    assert "test_serve.py:" in caplog.text
    assert shown == [serve.SCRIPT_ERROR]
    assert "donnees.csv" not in shown[0] and "Error" not in shown[0]

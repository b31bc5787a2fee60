"""What a client may say of widgets that no page would: a French line or nothing, and the session goes on."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle
from typing import Any

import pytest
from streamlit.proto.WidgetStates_pb2 import WidgetState

from deploy.serve import SCRIPT_ERROR
from tests.browser.server import Server, start_server
from tests.deploy.line import FINISHED, Run, opened

pytestmark = pytest.mark.slow
PAGES = {
    "": "region=32",
    "territoire": "region=32",
    "domaine": "region=32",
    "comparer": "regions=32,53",
    "ressources": "",
    "methode": "region=32",
    "donnees": "",
    "reunion": "vues=profil.32,carte.32.emploi",
}
ITSELF = "forged"
"""A widget that no page has."""
FORGED: dict[str, dict[str, Any]] = {
    "a truth": {"bool_value": True},
    "a number beyond its bounds": {"int_value": 2**62},
    "a number under them": {"int_value": -1},
    "no number": {"double_value": float("nan")},
    "a huge text": {"string_value": "x" * 200_000},
    "a code outside the choices": {"string_value": "99"},
    "markup": {"string_value": "<img src=x onerror=alert(1)>**a**"},
    "texts": {"string_array_value": ["zz", "32"]},
    "places outside": {"int_array_value": [-1, 999]},
    "infinities": {"double_array_value": [float("inf"), float("nan")]},
    "half of a JSON": {"json_value": "{"},
    "a deep JSON": {"json_value": "[" * 50_000},
    "a JSON of another shape": {"json_value": '{"selection": {"points": [{"customdata": ["../x", "99"]}]}}'},
    "a number of a JSON": {"json_trigger_value": '{"kept": 5}'},
    "a press": {"trigger_value": True},
    "a text pressed": {"string_trigger_value": "zz"},
    "bytes": {"bytes_value": b"\xff\0"},
    "a file never sent": {"file_uploader_state_value": "nothing"},
}


def forged(widget: str, **value: Any) -> WidgetState:
    """A state of a widget, of any type."""
    ((name, content),) = value.items()
    state = WidgetState(id=widget)
    if name.endswith("_array_value"):
        getattr(state, name).data.extend(content)
    elif name == "string_trigger_value":
        state.string_trigger_value.data = content
    elif name == "file_uploader_state_value":
        state.file_uploader_state_value.uploaded_file_info.add(name=content, file_id=content, size=3)
    else:
        setattr(state, name, content)
    return state


def attacks(pages: dict[str, Run]) -> Iterator[tuple[str, str, str]]:
    """Each value on each page, on one of its widgets, each in turn: page, widget, value."""
    turns = {page: cycle([*run.widgets, ITSELF]) for page, run in pages.items()}
    for value in FORGED:
        for page in pages:
            yield page, next(turns[page]), value


def whole(run: Run) -> bool:
    """A page with its finding, whatever choices were forged, and nothing of a failure."""
    return run.ended in FINISHED and bool(run.words("heading")) and SCRIPT_ERROR not in run.words("alert")


def test_no_forged_state_breaks_a_session_or_reaches_another(served: Server) -> None:
    with opened(served.host) as honest, opened(served.host) as client:
        pages = {page: honest.run(page, query) for page, query in PAGES.items()}
        kinds = {kind for run in pages.values() for kind in run.widgets.values()}
        tried = list(attacks(pages))
        assert kinds == {pages[page].widgets[widget] for page, widget, _ in tried if widget != ITSELF}
        broken = 0
        for page, widget, value in tried:
            where = page, pages[page].widgets.get(widget), widget[-40:], value
            runs = [client.run(page, PAGES[page], [forged(widget, **FORGED[value])]), client.run(page, PAGES[page])]
            if not whole(runs[-1]):  # some values pass once, and are in the way of the next run
                runs.append(client.run(page, PAGES[page]))
            failed = sum(SCRIPT_ERROR in run.words("alert") for run in runs)
            assert whole(runs[-1]) and failed <= 1, where
            assert all(run.ended in FINISHED and not run.words("exception") for run in runs), where
            broken += failed
        assert broken > len(FORGED), "too few of them reach a page"
        for page, query in PAGES.items():
            assert honest.run(page, query).said == pages[page].said, page
    assert "Traceback" not in served.text()


def test_control_without_the_guard_a_session_stays_broken() -> None:
    server = start_server(app="tests.deploy.unguarded:app")
    try:
        with opened(server.host) as client:
            page = client.run("domaine", PAGES["domaine"])
            chooser = next(widget for widget, kind in page.widgets.items() if kind == "selectbox")
            client.run("domaine", PAGES["domaine"], [forged(chooser, **FORGED["places outside"])])
            assert not any([whole(client.run("domaine", PAGES["domaine"])) for _ in range(3)])
    finally:
        server.stop()


@pytest.mark.parametrize("ask", [("nowhere", ""), ("", "region=" + "x" * 100_000), ("", "%ff%00=\ud7ff&region=32")])
def test_a_page_or_an_address_that_nobody_wrote(served: Server, ask: tuple[str, str]) -> None:
    page, query = ask
    with opened(served.host) as client:
        client.run()
        client.names[page] = client.names.get(page, "no such page")
        assert client.run(page, query).ended in FINISHED
        assert whole(client.run())

"""Numbers do not need the catalogue: a damaged file of it takes no page down, and pages say what is missing."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
import streamlit as st

from pages.shared import editions, service
from territory.resource_files import FILES, RESOURCES_FILE
from tests.pages.visit import DOMAIN, OVERVIEW, REGION, alive, alt_texts, open_page, unfold, warnings
from tests.territory.damages import DAMAGES

SHIPPED = editions.DATA
RESOURCES, MEETING = "pages/sapproprier/ressources.py", "pages/agir/reunion.py"
ADDRESSES = {
    REGION: {"region": "32", "priorite": "emploi"},
    DOMAIN: {"domaine": "emploi"},
    RESOURCES: {"ressource": "kit-co-construction"},
    MEETING: {"vues": "profil.32", "emporter": "kit-co-construction"},
}


@pytest.mark.parametrize(
    ("name", "script"),
    [
        *((RESOURCES_FILE, script) for script in ADDRESSES),
        *((name, list(ADDRESSES)[k % len(ADDRESSES)]) for k, name in enumerate(FILES) if name != RESOURCES_FILE),
    ],
)
def test_pages_say_that_the_resources_are_missing_and_show_the_numbers(
    data: Path, name: str, script: str, caplog: pytest.LogCaptureFixture
) -> None:
    DAMAGES["cut in two" if name == RESOURCES_FILE else "missing"](data / name)
    with caplog.at_level(logging.ERROR, logger="observatoire"):
        at = open_page(script, **ADDRESSES[script])
        at.run()
    assert not at.exception and len(at.title) == 1
    assert [said for said in warnings(at) if "Le catalogue des ressources ne peut pas être lu" in said]
    assert script in (RESOURCES, MEETING) or alt_texts(at)
    logged = [record.getMessage() for record in caplog.records if record.name == "observatoire"]
    assert len(logged) == 1 and logged[0].startswith("resources refused"), logged  # once, not once a visit


@pytest.mark.parametrize("damage", DAMAGES)
def test_no_damage_breaks_the_page_of_the_resources(data: Path, damage: str) -> None:
    DAMAGES[damage](data / RESOURCES_FILE)
    at = open_page(RESOURCES)
    assert not at.exception and len(at.title) == 1


def test_a_menu_says_that_documents_are_without_the_resources(data: Path) -> None:
    (data / RESOURCES_FILE).unlink()
    at = unfold(open_page(OVERVIEW, region="32"), "export_page")
    assert alive(at)
    assert any("sans les ressources" in str(caption.value) for caption in at.caption)


def test_mended_resources_are_read_at_the_next_run(data: Path) -> None:
    kept = (data / RESOURCES_FILE).read_bytes()
    (data / RESOURCES_FILE).unlink()
    at = open_page(RESOURCES)
    assert warnings(at)
    (data / RESOURCES_FILE).write_bytes(kept)
    at.run()
    assert alive(at) and not warnings(at)


def test_the_state_names_what_is_refused_and_no_path(data: Path) -> None:
    assert service.state() == service.State("impact-2020", ())
    (data / RESOURCES_FILE).unlink()
    assert service.state() == service.State("impact-2020", (RESOURCES_FILE,))
    st.cache_resource.clear()
    (data / "regions.csv").unlink()
    assert service.state() == service.State(None, ("regions.csv",))

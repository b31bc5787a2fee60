"""Another edition than the one that ships: in the address, on every page, with choices and a list of its own."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from territory.editions import ENVIRONMENT
from tests.pages.visit import (
    COMPARE,
    DATA_PAGE,
    DOMAIN,
    METHOD,
    OVERVIEW,
    REGION,
    ROOT,
    alive,
    drawings,
    follow,
    html,
    open_page,
    said,
)
from tests.territory import generated
from tests.territory.generated import Made

OTHER = "impact-2022"
SHIPPED_FOLDER = ROOT / "data/editions/impact-2020"
REUNION, RESOURCES = "pages/agir/reunion.py", "pages/sapproprier/ressources.py"


def living(at: AppTest) -> AppTest:
    assert alive(at)
    return at


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The operator's folder, with one edition: the shipped table, where Bretagne has the highest unemployment."""
    copy = tmp_path / OTHER
    shutil.copytree(SHIPPED_FOLDER, copy)
    registry = copy / "indicators.toml"
    text = registry.read_text("utf-8")
    for old, new in (('code = "impact-2020"', f'code = "{OTHER}"'), ("published = 2020", "published = 2022")):
        assert text.count(old) == 1
        text = text.replace(old, new)
    registry.write_text(text, "utf-8")
    table = copy / "donnees_territoriales_2020.csv"
    lines = table.read_text("utf-8-sig").splitlines()
    header = lines[0].split(";")
    row = next(k for k, line in enumerate(lines) if line.split(";")[header.index("critere")] == "Emploi")
    cells = lines[row].split(";")
    cells[header.index("Bretagne")] = "20,0"
    table.write_text("\n".join([*lines[:row], ";".join(cells), *lines[row + 1 :]]) + "\n", "utf-8")
    monkeypatch.setenv(ENVIRONMENT, str(tmp_path))
    return tmp_path


@pytest.mark.parametrize("script", [OVERVIEW, REGION, DOMAIN, COMPARE, METHOD, DATA_PAGE, REUNION, RESOURCES])
def test_every_page_reads_the_edition_of_the_address(folder: Path, script: str) -> None:
    at = living(open_page(script, region="53", edition=OTHER))
    assert at.query_params["edition"] == OTHER
    assert "Revenir à l’édition 2020" in [button.label for button in at.button]


def test_its_figures_are_its_own_and_those_of_the_other_do_not_move(folder: Path) -> None:
    before = said(living(open_page(DOMAIN, domaine="emploi", region="53")))
    assert "20,0" in said(living(open_page(DOMAIN, domaine="emploi", region="53", edition=OTHER)))
    assert "20,0" not in before
    assert said(living(open_page(DOMAIN, domaine="emploi", region="53"))) == before


def test_the_edition_stays_from_page_to_page_until_the_reader_goes_back(folder: Path) -> None:
    at = open_page(REGION, region="53", edition=OTHER)
    at = living(follow(at, DOMAIN, domaine="emploi"))
    assert at.query_params["edition"] == OTHER
    at.button(key="edition_back").click().run()
    assert "edition" not in at.query_params
    assert "20,0" not in said(living(at))
    assert at.query_params["region"] == "53"


def test_an_unknown_edition_and_one_that_cannot_be_read_are_said_and_change_nothing(folder: Path) -> None:
    at = living(open_page(REGION, region="53", edition="impact-1920"))
    assert "n’est pas un code d’édition connu" in at.warning[0].value
    (folder / OTHER / "donnees_territoriales_2020.csv").unlink()
    at = living(open_page(REGION, region="53", edition=OTHER))
    assert f"L’édition «\u00a0{OTHER}\u00a0» ne peut pas être lue" in at.warning[0].value
    assert "edition" not in at.query_params


def test_an_address_copied_from_an_imported_edition_says_that_its_figures_are_not_in_it() -> None:
    at = living(open_page(REGION, region="53", edition="importee"))
    assert "ses chiffres n’y sont pas" in at.warning[0].value
    assert "edition" not in at.query_params


def test_each_edition_has_its_own_list_of_views(folder: Path) -> None:
    at = living(open_page(REUNION, vues="profil.32,profil.53"))
    at = living(follow(at, REUNION, vues="profil.94", edition=OTHER))
    assert at.session_state["meeting_codes"] == ["profil.94"]
    at.button(key="edition_back").click().run()
    assert living(at).session_state["meeting_codes"] == ["profil.32", "profil.53"]


@pytest.mark.parametrize(
    ("script", "codes"), [(OVERVIEW, {"region": "53"}), (REGION, {"region": "53", "priorite": "emploi"})]
)
def test_links_of_figures_lead_to_the_same_edition_in_another_tab(
    folder: Path, script: str, codes: dict[str, str]
) -> None:
    at = living(open_page(script, edition=OTHER, **codes))
    links = [link for markup in [*html(at), *drawings(at)] for link in re.findall(r'href="([^"]*[?][^"]*)"', markup)]
    ours = [link for link in links if not link.startswith("http")]
    assert len(ours) > 10
    assert [link for link in ours if f"edition={OTHER}" not in link] == []


def test_many_territories_are_compared_by_name_or_with_those_of_the_same_region(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    generated.write(Made(domains=2, missing=0), tmp_path / "essai")
    monkeypatch.setenv(ENVIRONMENT, str(tmp_path))
    at = living(open_page(COMPARE, edition="essai", region="59"))
    at.selectbox(key="compared_added").select("75").run()
    assert living(at).query_params["regions"] == "59,75"
    at.button(key="compare_siblings").click().run()
    assert living(at).query_params["regions"] == "59,02,60,62,80"


def test_the_method_says_of_an_edition_what_is_true_of_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Territories without a value; and no case of the 2020 table told as if it were of this one."""
    generated.write(Made(domains=2, missing=0.8), tmp_path / "essai")
    monkeypatch.setenv(ENVIRONMENT, str(tmp_path))
    told = said(living(open_page(METHOD, edition="essai")))
    assert "Comment une fragilité est mesurée" in told
    for words in ("mobilité", "haut au bas du tableau", "Diversité n’est pas orientée"):
        assert words not in told
    shipped = said(living(open_page(METHOD)))
    assert "mobilité" in shipped and "Diversité n’est pas orientée" in shipped

"""Any file, damaged in any way, is refused by its name in one French line, and by no other error."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from territory.errors import DataError
from territory.loader import load_edition
from territory.regions import load_regions
from territory.resource_files import FILES, load_catalogue
from tests.conftest import DATA
from tests.territory.damages import DAMAGES, copy_of

EDITION = "editions/impact-2020"
OF_THE_EDITION = (
    f"{EDITION}/donnees_territoriales_2020.csv",
    f"{EDITION}/indicators.toml",
    f"{EDITION}/flags.csv",
    "regions.csv",
    "regions.geojson",
    "regions.lambert93.json",
)
ALL = {Path(name).name for name in (*OF_THE_EDITION, *FILES)}
SEEN_BY_NONE = {"first line only", "cut in two", "a cell of a megabyte", "an open quotation mark"}
"""What can leave a sound file, of fewer rows or of a longer text."""
ENGLISH = re.compile(r"\b(Error|field|limit|line|expected|invalid|codec|byte|NUL|Expecting|unterminated|unexpected)\b")


def read(damaged: Path, damage: str, load: Callable[[], object]) -> None:
    """The damaged file is refused, unless it is still a sound one."""
    try:
        load()
    except (DataError, OSError) as error:
        refused(damaged, error)
    else:
        assert damage in SEEN_BY_NONE


def refused(damaged: Path, error: DataError | OSError) -> None:
    if isinstance(error, DataError):
        assert error.file in ALL and "\n" not in str(error)
        assert not ENGLISH.search(error.found) and len(str(error)) < 600
    else:
        assert str(damaged) in str(error.filename)


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("name", OF_THE_EDITION)
def test_a_damaged_file_of_the_edition_is_named(name: str, damage: str, tmp_path: Path) -> None:
    data = copy_of(DATA, tmp_path)
    DAMAGES[damage](data / name)
    read(data / name, damage, lambda: load_edition(data / EDITION, data))


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("name", FILES)
def test_a_damaged_file_of_the_resources_is_named(name: str, damage: str, tmp_path: Path, domains: list[str]) -> None:
    data = copy_of(DATA, tmp_path)
    DAMAGES[damage](data / name)
    read(data / name, damage, lambda: load_catalogue(data, domains, load_regions(DATA / "regions.csv")))


@pytest.fixture(scope="module")
def domains() -> list[str]:
    return list(load_edition(DATA / EDITION, DATA).registry.domains)


def test_a_resource_that_pages_lead_to_is_missed(tmp_path: Path, domains: list[str]) -> None:
    data = copy_of(DATA, tmp_path)
    file = data / "resources.csv"
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    file.write_text(
        "".join(line for line in lines if not line.startswith("rapports-regionaux-impact;")), encoding="utf-8"
    )
    with pytest.raises(DataError, match="rapports-regionaux-impact absent"):
        load_catalogue(data, domains, load_regions(DATA / "regions.csv"))


@pytest.mark.parametrize("text", ["domains = 3\n", "[domains]\nemploi = 3\n", "indicators = [1]\n", "edition = ''\n"])
def test_a_registry_of_another_shape_is_named(text: str, tmp_path: Path) -> None:
    data = copy_of(DATA, tmp_path)
    sections = [f"[{name}]\n" for name in ("edition", "dimensions", "domains", "indicators") if name not in text]
    (data / EDITION / "indicators.toml").write_text(text + "".join(sections), encoding="utf-8")
    with pytest.raises(DataError, match=r"indicators\.toml, section"):
        load_edition(data / EDITION, data)

"""Editions that are not that of 2020: other levels, other references, a long table, an archive held in memory."""

from __future__ import annotations

import io
import zipfile
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest

from territory.__main__ import DATA
from territory.errors import DataError
from territory.levels import FRANCE, LEVELS, Words, reference_named
from territory.loader import Edition, load_edition
from territory.next_steps import catalogue_for, home_region, next_steps, of_domain
from territory.regions import NATIONAL
from territory.resource_files import load_catalogue
from tests.territory import generated
from tests.territory.generated import Made


def in_long_layout(edition: Edition, folder: Path) -> Path:
    """The shipped edition written as a long table, its published strings as they are."""
    shipped = DATA / "editions" / "impact-2020"
    folder.mkdir()
    registry = (shipped / "indicators.toml").read_text(encoding="utf-8")
    head = 'table = "donnees_territoriales_2020.csv"\n'
    assert head in registry
    changed = registry.replace(head, 'table = "values.csv"\nlayout = "long"\n')
    (folder / "indicators.toml").write_text(changed, encoding="utf-8")
    (folder / "flags.csv").write_bytes((shipped / "flags.csv").read_bytes())
    cells = edition.observations[["indicator", "territory", "published"]].itertuples(index=False)
    lines = ["indicateur;territoire;valeur", *(";".join(cell) for cell in cells)]
    (folder / "values.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def zipped(folder: Path) -> zipfile.Path:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for file in folder.iterdir():
            archive.writestr(file.name, file.read_bytes())
    return zipfile.Path(zipfile.ZipFile(stream))


def test_the_2020_table_written_long_gives_the_same_observations(edition: Edition, tmp_path: Path) -> None:
    found = load_edition(in_long_layout(edition, tmp_path / "long"), DATA)
    pd.testing.assert_frame_equal(found.observations, edition.observations)
    assert found.regions == edition.regions and found.flags == edition.flags
    assert found.level.singular == "région" and found.words == Words()


def test_an_edition_is_read_from_an_archive_in_memory(edition: Edition, tmp_path: Path) -> None:
    found = load_edition(zipped(in_long_layout(edition, tmp_path / "long")), DATA)
    pd.testing.assert_frame_equal(found.observations, edition.observations)
    own = generated.write(Made(territories=3, level="commune"), tmp_path / "own")
    assert list(load_edition(zipped(own), DATA).regions) == ["T00000", "T00001", "T00002"]


def test_departements_ship_with_their_names_and_outlines(tmp_path: Path) -> None:
    found = generated.edition(Made(), tmp_path)
    assert len(found.regions) == 96 and found.outlines is not None and len(found.outlines.rings) == 96
    assert found.level.plural == "départements" and found.without_outline == ()
    ain = found.regions["01"]
    assert (ain.subject, ain.locative, ain.genitive) == ("l’Ain", "dans l’Ain", "de l’Ain")
    assert (ain.parent, ain.parent_name, ain.level) == ("84", "Auvergne-Rhône-Alpes", found.level)


def test_what_a_table_does_not_value_is_not_of_the_edition(tmp_path: Path) -> None:
    folder = generated.write(Made(domains=1, missing=0), tmp_path)
    table = folder / "values.csv"
    lines = table.read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if line.split(";")[1] in ("territoire", "FR", "75", "971", "2A")]
    table.write_text("\n".join([*kept, "i0;971;12,5"]) + "\n", encoding="utf-8")
    found = load_edition(folder, DATA)
    assert list(found.regions) == ["2A", "75", "971"]
    assert [region.name for region in found.without_outline] == ["Guadeloupe"]


def test_a_level_without_outlines_has_no_map(tmp_path: Path) -> None:
    found = generated.edition(Made(territories=5, level="commune", parents=2), tmp_path)
    assert found.outlines is None and found.without_outline == ()
    assert [region.parent_name for region in found.regions.values()] == [f"Ensemble {i}" for i in (1, 2, 1, 2, 1)]
    assert {region.lon for region in found.regions.values()} == {None}


def test_a_reference_that_misses_stays_missing(tmp_path: Path) -> None:
    found = generated.edition(Made(domains=2, missing=0, without_reference=(1,)), tmp_path)
    national = found.observations[found.observations["territory"] == NATIONAL].set_index("indicator")["value"]
    assert isinstance(national["i0"], Decimal) and national["i1"] is None


def test_a_reference_has_its_own_words(tmp_path: Path) -> None:
    words = {"name": "Bretagne", "subject": "la Bretagne", "locative": "en Bretagne", "genitive": "de la Bretagne"}
    found = generated.edition(Made(territories=2, level="zone_emploi", reference=words), tmp_path).words
    assert found.mean_gap == "l’écart moyen des zones d’emploi à la Bretagne"
    assert (found.value, found.reference.short, found.reference.than) == (
        "valeur de référence",
        "Bretagne",
        "qu’en Bretagne",
    )
    assert Words().mean_gap == "l’écart moyen des régions à la France" and Words().value == "valeur nationale"


def test_articles_contract_and_elide() -> None:
    named = {"name": "Gard", "subject": "le Gard", "locative": "dans le Gard", "genitive": "du Gard"}
    assert reference_named(named).dative == "au Gard" and reference_named(named).than == "que dans le Gard"
    assert reference_named({}) == FRANCE
    assert reference_named({"name": "la strate"}).dative == "à la référence «\u00a0la strate\u00a0»"
    assert [level.genitive for level in LEVELS.values()] == [
        "de la région",
        "du département",
        "de la zone d’emploi",
        "de l’intercommunalité",
        "de la commune",
        "du territoire",
    ]
    assert (
        LEVELS["departement"].counted(1) == "1\u00a0département" and LEVELS["commune"].counted(2) == "2\u00a0communes"
    )
    assert LEVELS["departement"].none == "aucun département" and LEVELS["zone_emploi"].a == "une zone d’emploi"


REFUSED = {
    "another header": (lambda text: text.replace("valeur", "value", 1), "ligne 1", ""),
    "an unknown indicator": (lambda text: text + "i9;01;1,0\n", "", "indicateur"),
    "an unknown territory": (lambda text: text + "i0;99;1,0\n", "", "territoire"),
    "a cell twice": (lambda text: text + text.splitlines()[2] + "\n", "", ""),
    "no number": (lambda text: text + "i0;971;huit\n", "", "971"),
    "too many decimals": (lambda text: text + "i0;971;8,25\n", "", "971"),
    "a cell too many": (lambda text: text + "i0;971;8,2;5\n", "", ""),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_long_table_that_breaks_a_rule_is_refused(case: str, tmp_path: Path) -> None:
    folder = generated.write(Made(domains=1, missing=0), tmp_path)
    table = folder / "values.csv"
    change, row, column = REFUSED[case]
    text = change(table.read_text(encoding="utf-8"))
    table.write_text(text, encoding="utf-8")
    with pytest.raises(DataError) as caught:
        load_edition(folder, DATA)
    last = f"ligne {len(text.splitlines())}"
    assert caught.value.file == "values.csv"
    assert caught.value.row.startswith(row or last) and caught.value.column == column


def test_a_territory_with_the_reference_s_code_is_refused(tmp_path: Path) -> None:
    folder = generated.write(Made(territories=2, level="commune"), tmp_path)
    file = folder / "territories.csv"
    file.write_text(file.read_text(encoding="utf-8").replace("T00001;", "FR;"), encoding="utf-8")
    with pytest.raises(DataError, match="celui de la référence"):
        load_edition(folder, DATA)


@pytest.mark.parametrize(
    ("found", "column"), [('level = "canton"', "level"), ('layout = "square"', "layout"), ("licence = 3", "licence")]
)
def test_a_registry_of_an_unknown_level_or_layout_is_refused(found: str, column: str, tmp_path: Path) -> None:
    folder = generated.write(Made(domains=1), tmp_path)
    file = folder / "indicators.toml"
    lines = [line for line in file.read_text(encoding="utf-8").splitlines() if not line.startswith(column)]
    file.write_text("\n".join(lines).replace("[edition]", f"[edition]\n{found}"), encoding="utf-8")
    with pytest.raises(DataError) as caught:
        load_edition(folder, DATA)
    assert caught.value.column == column


@pytest.mark.parametrize(
    "section", ['[reference]\nnom = "x"', "[reference]\nname = 3", '[reference]\nname = ""', "reference = 3"]
)
def test_a_reference_of_another_shape_is_refused(section: str, tmp_path: Path) -> None:
    folder = generated.write(Made(domains=1), tmp_path)
    file = folder / "indicators.toml"
    file.write_text(f"{section}\n{file.read_text(encoding='utf-8')}", encoding="utf-8")
    with pytest.raises(DataError, match=r"section \[reference\]"):
        load_edition(folder, DATA)


def test_the_departements_of_a_region_are_found_by_their_parent(tmp_path: Path) -> None:
    made = generated.edition(Made(domains=1), tmp_path)
    assert made.siblings_of("59") == ("02", "60", "62", "80")
    alone = generated.edition(Made(territories=3, level="territoire", domains=1), tmp_path / "alone")
    assert alone.siblings_of(next(iter(alone.regions))) == ()


def test_resources_are_those_of_the_domains_that_the_catalogue_knows(edition: Edition, tmp_path: Path) -> None:
    shipped = load_catalogue(DATA, edition.registry.domains, edition.regions)
    assert catalogue_for(shipped, edition) is shipped
    other = generated.edition(Made(territories=3, level="commune", domains=2, missing=0), tmp_path)
    found = catalogue_for(shipped, other)
    assert of_domain(found, "d0") == ()
    steps = next_steps(found, other.regions["T00000"], "d0")
    assert steps.missing and not any(step.resource.domains for step in steps.steps)
    assert "perimeter_id" not in steps.steps[0].grants and "région" not in steps.steps[0].reason


def test_a_code_is_read_at_its_own_level(edition: Edition, tmp_path: Path) -> None:
    """« 44 » is Grand Est among the régions and Loire-Atlantique, in Pays de la Loire (52), among the départements."""
    departements = generated.edition(Made(domains=1), tmp_path).regions
    assert home_region(edition.regions["44"]) == "44" and home_region(departements["44"]) == "52"
    other = generated.edition(Made(territories=1, level="commune", parents=1, domains=1), tmp_path / "communes").regions
    assert home_region(other["T00000"]) == home_region(None) == ""

"""The 96 départements: they nest in the regions, each reader gets its winding, and their names have their grammar."""

import csv
import json
from pathlib import Path

import pytest
import shapely
from shapely.geometry import Point, shape

ROOT = Path(__file__).resolve().parents[2]


def read(path):
    return {f["id"]: shape(f["geometry"]) for f in json.loads((ROOT / path).read_text("utf-8"))["features"]}


with (ROOT / "data/departements.csv").open(encoding="utf-8", newline="") as file:
    ROWS = list(csv.DictReader(file, delimiter=";"))
OUTLINES = read("data/departements.geojson")
DRAWN = read("static/departements.geojson")
PLANE = json.loads((ROOT / "data/departements.lambert93.json").read_text("utf-8"))["regions"]
FORMS = {("la ", "en ", "de la "), ("la ", "dans la ", "de la "), ("la ", "en ", "de "), ("le ", "dans le ", "du "),
         ("les ", "dans les ", "des "), ("l’", "dans l’", "de l’"), ("l’", "en ", "de l’"), ("l’", "en ", "d’"),
         ("", "à ", "de ")}  # fmt: skip


def test_96_have_an_outline_and_five_overseas_have_none():
    assert len(ROWS) == 101 and len(OUTLINES) == 96 and set(DRAWN) == set(PLANE) == set(OUTLINES)
    assert [row["code"] for row in ROWS if not row["lon"]] == ["971", "972", "973", "974", "976"]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["code"])
def test_a_name_keeps_its_grammar(row):
    name = row["nom"]
    assert "'" not in "".join(row.values()) and len(row["abrege"]) <= 22
    forms = tuple(row[form].removesuffix(name) for form in ("article", "en", "de"))
    assert all(row[form].endswith(name) for form in ("article", "en", "de")) and forms in FORMS
    assert (forms[0] == "l’") == (
        name[0] in "AEÉIOUYH" and not name.startswith("Haut") and row["code"] != "78"
    ) or forms[0] in ("les ", "")


def test_they_nest_exactly_in_the_regions():
    for code, region in read("data/regions.geojson").items():
        own = [OUTLINES[row["code"]] for row in ROWS if row["parent"] == code]
        assert shapely.coverage_union_all(own).normalize().equals_exact(region.normalize(), 1e-9), code


@pytest.mark.parametrize("row", [row for row in ROWS if row["lon"]], ids=lambda row: row["code"])
def test_an_outline_is_valid_wound_for_each_reader_and_holds_its_label(row):
    outline, drawn = OUTLINES[row["code"]], DRAWN[row["code"]]
    assert outline.is_valid and outline.contains(Point(float(row["lon"]), float(row["lat"])))
    assert all(part.exterior.is_ccw for part in shapely.get_parts(outline))
    assert not any(part.exterior.is_ccw for part in shapely.get_parts(drawn))
    assert outline.normalize().equals_exact(drawn.normalize(), 0)

"""The regions and their outlines."""

from __future__ import annotations

from tests.territory.refused.refusal import Refusal, drop_feature, not_utf8, on_regions, without_column

REFUSALS = {
    "no regions": Refusal(
        lambda data: data.regions.unlink(), "regions.csv", found="aucun fichier", allowed="regions.csv"
    ),
    "regions not UTF-8": Refusal(not_utf8(lambda d: d.regions), "regions.csv", found="UTF-8", allowed="CSV en UTF-8"),
    "a region twice": Refusal(on_regions(3, "code", "44"), "regions.csv", "ligne 3", "code", "44", "une seule fois"),
    "a region without a name": Refusal(on_regions(3, "nom", ""), "regions.csv", "ligne 3", "nom", "", "un texte"),
    "a comma in a longitude": Refusal(
        on_regions(3, "lon", "0,70"), "regions.csv", "ligne 3", "lon", "0,70", "point décimal"
    ),
    "a region cut short": Refusal(
        lambda data: data.rewrite(data.regions, lambda rows: rows[2].pop()),
        "regions.csv",
        "ligne 3",
        "",
        "cellules",
        "9 cellules",
    ),
    "regions without a column": Refusal(
        lambda data: data.rewrite(data.regions, without_column("en")),
        "regions.csv",
        "ligne 1",
        "",
        "code, nom",
        "en",
    ),
    "geometry with a missing code": Refusal(drop_feature, "regions.geojson", "", "code", "94", "les codes de la table"),
    "geometry with another code": Refusal(
        lambda data: data.substitute(
            data.geometry,
            r'\{"type":"Feature",',
            '{"type":"Feature","properties":{"code":"01"}},{"type":"Feature",',
        ),
        "regions.geojson",
        "",
        "code",
        "01",
        "les codes de la table",
    ),
    "no geometry": Refusal(
        lambda data: data.geometry.unlink(),
        "regions.geojson",
        found="aucun fichier",
        allowed="regions.geojson",
    ),
    "geometry cut short": Refusal(
        lambda data: data.geometry.write_text(data.geometry.read_text(encoding="utf-8")[:5000], encoding="utf-8"),
        "regions.geojson",
        allowed="GeoJSON",
        found="ligne 1",
    ),
    "no projected geometry": Refusal(
        lambda data: data.plane.unlink(), "regions.lambert93.json", found="aucun fichier", allowed="lambert93.json"
    ),
    "projected geometry cut short": Refusal(
        lambda data: data.plane.write_text(data.plane.read_text(encoding="utf-8")[:5000], encoding="utf-8"),
        "regions.lambert93.json",
        allowed="contours projetés",
        found="ligne 1",
    ),
    "projected geometry with another code": Refusal(
        lambda data: data.substitute(data.plane, '"94":', '"95":'),
        "regions.lambert93.json",
        "",
        "code",
        "94, 95",
        "les codes de la table",
    ),
    "projected geometry of another build": Refusal(
        lambda data: data.substitute(data.plane, r'"rings":\[\[\[[^]]*\],', '"rings":[['),
        "regions.lambert93.json",
        "",
        "11",
        "points en 1 contours",
        "regions.geojson",
    ),
    "projected geometry without a label point": Refusal(
        lambda data: data.substitute(data.plane, '"label":', '"name":'),
        "regions.lambert93.json",
        found="label absent",
        allowed="le point de son nom",
    ),
    "geometry not UTF-8": Refusal(not_utf8(lambda d: d.geometry), "regions.geojson", found="UTF-8", allowed="GeoJSON"),
}

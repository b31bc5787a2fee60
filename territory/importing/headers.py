"""The headers that offices write, by what they announce: a code, a name, an indicator, a year, a value…"""

from __future__ import annotations

import re
from enum import StrEnum

from territory.importing import remarks
from territory.text import fold

LEVELS = ("commune", "intercommunalite", "zone_emploi", "departement", "region")
"""From the finest: where a table names several levels, its rows are of the finest one."""


class Role(StrEnum):
    CODE = "code"
    NAME = "name"
    INDICATOR = "indicator"
    VALUE = "value"
    YEAR = "year"
    UNIT = "unit"
    SOURCE = "source"
    ASIDE = "aside"
    """Known, and of no use here: an axis, a dimension, a rank."""


_PLAIN = {
    Role.CODE: "code|codes|code insee|insee|codgeo|code geo|code geographique|code territoire|code du territoire|"
    "identifiant|id|geocode|code officiel geographique|cog",
    Role.NAME: "nom|noms|libelle|libgeo|libelle geographique|territoire|territoires|nom du territoire|intitule|"
    "libelle du territoire|lib|nom geographique|geo|geo label",
    Role.INDICATOR: "indicateur|indicateurs|variable|nom de l indicateur|libelle indicateur|libelle de l indicateur",
    Role.VALUE: "valeur|valeurs|value|obs value|donnee|valeur de l indicateur",
    Role.YEAR: "annee|millesime|annees|periode|year|date|time|time period",
    Role.UNIT: "unite|unites|unite de mesure",
    Role.SOURCE: "source|sources",
    Role.ASIDE: "axe|dimension|critere|indicateur phare|indice|domaine|rang|theme|thematique|code indicateur",
}
_OF_LEVEL = {
    "region": (
        "code region|codes region|code reg|codereg|reg|code de la region|code insee region",
        "region|regions|nom region|nom de la region|libelle region|libelle de la region|nom reg|libreg",
    ),
    "departement": (
        "code departement|code dep|codedep|dep|departement code|num dep|numero du departement|code du departement|"
        "code insee departement|numero",
        "departement|departements|nom departement|nom du departement|libelle departement|nom dep|libdep",
    ),
    "zone_emploi": (
        "code ze|ze|ze2010|ze2020|code zone d emploi|code zone emploi|code de la zone d emploi|codeze|zemp",
        "zone d emploi|zones d emploi|zone emploi|libelle ze|nom de la zone d emploi|nom ze|libze|libze2020|"
        "libelle de la zone d emploi|libelle zone d emploi|nom zone d emploi",
    ),
    "intercommunalite": (
        "code epci|siren|siren epci|code siren|n siren|code intercommunalite|codgeo epci|siren de l epci",
        "epci|intercommunalite|intercommunalites|nom epci|libelle epci|libepci|nom de l epci|nom intercommunalite|"
        "libelle de l epci|nom de l intercommunalite|groupement",
    ),
    "commune": (
        "code commune|codes commune|com|depcom|code insee commune|code insee de la commune|codecommune|code com",
        "commune|communes|nom commune|nom de la commune|libelle commune|libelle de la commune|nom com|libcom",
    ),
}
_YEAR = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})(?![0-9])")
_IN_BRACKETS = re.compile(r"\(([^()]{1,60})\)\s*$")
_IN = re.compile(
    r"\b(?:en|exprimée? en)\s+(%|‰|€|euros|milliers d[’']euros|millions d[’']euros|km2|km²|hectares|kg|tonnes)\s*$"
)
_LAST_YEAR = re.compile(r"(?:\s*\((?:en\s+)?(?:19|20)[0-9]{2}\)|[\s,;–-]+(?:en\s+)?(?:19|20)[0-9]{2})$")
_KNOWN_UNITS = {"%": "%", "en %": "%", "‰": "‰", "en ‰": "‰", "€": "€", "en €": "€", "euros": "€", "en euros": "€"}


def role(header: str) -> tuple[Role | None, str]:
    """What a header announces, and the level it names: « Code région » → ``(CODE, "region")``."""
    folded = fold(header)
    for known, words in _PLAIN.items():
        if folded in words.split("|"):
            return known, ""
    for level, (codes, names) in _OF_LEVEL.items():
        if folded in codes.split("|"):
            return Role.CODE, level
        if folded in names.split("|"):
            return Role.NAME, level
    return None, ""


def year_of(header: str) -> str:
    """The year of a header that has one: « Taux de chômage 2019 (%) » → « 2019 »; none where it has two."""
    found = set(_YEAR.findall(header))
    return found.pop() if len(found) == 1 else ""


def unit_of(header: str) -> str:
    """The unit that a header says: « (en %) », « en € », « (‰) 2020 », « (pour 1 000 hab.) »; or nothing."""
    text = _LAST_YEAR.sub("", remarks.of_header(header)[0].strip())
    if (found := _IN.search(text)) is not None:
        return _KNOWN_UNITS.get(found[1], found[1])
    if (found := _IN_BRACKETS.search(text)) is None:
        return "%" if text.startswith("% ") else ""
    inside = " ".join(_YEAR.sub("", found[1]).strip(" ,;–-").split())
    return _KNOWN_UNITS.get(inside.lower()) or inside.removeprefix("en ")


def label_of(header: str) -> str:
    """A header without the unit and the year that are said apart: « Chômage 2019 (%) » → « Chômage »."""
    header = remarks.of_header(header)[0]
    text = _LAST_YEAR.sub("", header.strip()) if year_of(header) else header.strip()
    if unit_of(text) or year_of(header):
        text = _IN_BRACKETS.sub("", _IN.sub("", text)).strip(" ,;–-")
    if year_of(header):
        text = _LAST_YEAR.sub("", text).strip(" ,;–-")
    return text or header.strip()

"""Workbooks to fill in or to keep: a file with its choices, the template of a level, a worked example."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from territory.flags import Flag
from territory.importing import book as books
from territory.importing import form, parents
from territory.importing.choices import Choice, Choices
from territory.importing.figures import french
from territory.importing.form import EDITION_FIELDS, INDICATOR_FIELDS, TERRITORY_FIELDS
from territory.importing.known import Territory, shipped
from territory.importing.reading import Imported
from territory.indicators import Indicator
from territory.levels import LEVELS
from territory.loader import Edition
from territory.regions import NATIONAL
from territory.text import fold

_WORDS = ", ".join(f"«\u00a0{word}\u00a0»" for word in form.POLARITIES)
_GUIDE = (
    "Feuille «\u00a0Édition\u00a0»\u00a0: le titre, l’éditeur et l’année de publication de votre table.",
    "Feuille «\u00a0Indicateurs\u00a0»\u00a0: une ligne par indicateur\u202f; sa première colonne reprend l’en-tête "
    "de la feuille «\u00a0Valeurs\u00a0».",
    f"Sens de lecture\u00a0: {_WORDS}. Sans lui, l’indicateur est montré et n’entre dans aucun score.",
    "Fiabilité\u00a0: A, B ou C. Sans elle, l’indicateur d’un domaine reste à confirmer.",
    "Feuille «\u00a0Valeurs\u00a0»\u00a0: une ligne par territoire, une colonne par indicateur. "
    "La ligne FR est la référence\u202f; elle peut manquer.",
    "Une valeur manquante est une cellule vide. Les décimales prennent une virgule.",
    f"Feuille «\u00a0{parents.SHEET}\u00a0», si vous les avez\u00a0: les valeurs publiées de ce qui contient vos "
    "territoires (la région de vos départements), sous les mêmes en-têtes. Elles se lisent à côté de celles des "
    "territoires et n’entrent dans aucun score. Des lignes de la feuille «\u00a0Valeurs\u00a0» peuvent aussi les "
    "porter\u00a0: le nom de la région y est écrit, celui du département est vide.",
    "Une marque reste à côté de son nombre\u00a0: (p) provisoire, (e) estimé, (r) révisé, (sd) semi-définitif, * ou "
    "(1) appel de note. Elle devient une réserve.",
    "Feuille «\u00a0Territoires\u00a0», pour un niveau que le produit ne connaît pas\u00a0: un code et un nom par "
    "territoire\u202f; le reste peut manquer.",
)


def with_choices(imported: Imported, choices: Choices) -> bytes:
    """The file's own sheets, and what was chosen beside: a workbook that ``read`` takes back with nothing to fill in.

    ``choices``: those of ``read``; of an indicator that they leave out, what is proposed is written.
    """
    assert imported.proposal is not None, "a file in which no table was found has nothing to choose"
    proposal = imported.proposal
    ours = {fold(name) for name in (form.EDITION, form.INDICATORS)}
    book = books.new()
    said = {
        "title": choices.title or proposal.title,
        "publisher": choices.publisher or proposal.publisher,
        "published": str(choices.published or proposal.published),
        "level": LEVELS[proposal.level].singular,
        "reference": choices.reference or proposal.reference,
        "licence": choices.licence,
    }
    books.pairs(book, form.EDITION, {label: said[field] for label, field in EDITION_FIELDS.items()})
    rows = [
        _choice_row(entry.header, choices.indicators.get(entry.header, Choice()).over(entry.choice))
        for entry in proposal.entries
    ]
    books.table(book, form.INDICATORS, list(INDICATOR_FIELDS), rows)
    for number, sheet in enumerate(imported.sheets):
        if fold(sheet.name) not in ours and not sheet.hidden:
            books.copy(book, sheet, sheet.name or form.VALUES if number == 0 else sheet.name, {})
    return books.saved(book)


def template(level: str, data: Path) -> bytes:
    """An empty workbook of a level: its territories where they ship, its columns, and how to fill it in."""
    known = shipped(data).get(level)
    territories: Sequence[Territory] = tuple(known.territories.values()) if known else ()
    book = books.new()
    _guide(book)
    said = dict.fromkeys(EDITION_FIELDS, "") | {"Niveau": LEVELS[level].singular}
    books.pairs(book, form.EDITION, said)
    books.table(book, form.INDICATORS, list(INDICATOR_FIELDS), [])
    if known is None:
        books.table(book, form.TERRITORIES, list(TERRITORY_FIELDS), [])
    reference = [["FR", "France"]]
    books.table(book, form.VALUES, ["Code", "Nom"], [*reference, *([t.code, t.name] for t in territories)])
    holders = parents.Holders.of(territories).names
    if holders or known is None:
        books.table(book, parents.SHEET, ["Code", "Nom"], [[code, name] for code, name in holders.items()])
    return books.saved(book)


def example(edition: Edition) -> bytes:
    """An edition as the template holds it, a territory a row: what the loader reads of it again is equal."""
    indicators = edition.registry.indicators
    book = books.new()
    _guide(book)
    registry = edition.registry
    said = {
        "Titre": registry.title,
        "Éditeur": registry.publisher,
        "Année de publication": str(registry.published),
        "Niveau": registry.level.singular,
        "Référence": registry.reference.name,
        "Licence": registry.licence,
    }
    books.pairs(book, form.EDITION, said)
    rows = [_choice_row(i.indicator_published, _choice_of(edition, code)) for code, i in indicators.items()]
    books.table(book, form.INDICATORS, list(INDICATOR_FIELDS), rows)
    cells = {
        (str(row["indicator"]), str(row["territory"])): _written(row, indicators[str(row["indicator"])].shift)
        for row in edition.observations[["indicator", "territory", "published", "value"]].to_dict("records")
    }
    names = {NATIONAL: registry.reference.name} | {code: region.name for code, region in edition.regions.items()}
    header = ["Code", "Nom", *(i.indicator_published for i in indicators.values())]
    values = [[code, name, *(cells[i, code] for i in indicators)] for code, name in names.items()]
    books.table(book, form.VALUES, header, values)
    flags = [_flag_row(flag, indicators) for flag in edition.flags]
    books.table(book, form.FLAGS, list(form.FLAG_FIELDS), flags)
    return books.saved(book)


def _flag_row(flag: Flag, indicators: Mapping[str, Indicator]) -> list[str]:
    return [
        "*" if flag.indicator == "*" else indicators[flag.indicator].indicator_published,
        flag.flag,
        flag.severity,
        "|".join(sorted(flag.territories)) or "*",
        flag.finding,
        flag.treatment,
    ]


def _written(row: Mapping[Any, Any], shift: int) -> str:
    """A cell as published, or in the unit that is said where the two are powers of ten apart."""
    return french(row["value"]) if shift and row["value"] is not None else str(row["published"])


def _choice_of(edition: Edition, code: str) -> Choice:
    indicator = edition.registry.indicators[code]
    domain = edition.registry.domains.get(indicator.domain)
    return Choice(
        label=indicator.label,
        unit=indicator.unit,
        domain=domain.label if domain else "",
        dimension=edition.registry.dimensions[domain.dimension].label if domain else "",
        polarity=str(indicator.polarity or ""),
        polarity_reason=indicator.polarity_reason,
        source=indicator.source,
        year=indicator.year,
        contestable=indicator.contestable or None,
        contestable_reason=indicator.contestable_reason,
        reliability=indicator.reliability,
    )


def _choice_row(header: str, choice: Choice) -> list[str]:
    words = {str(polarity): word for word, polarity in form.POLARITIES.items()}
    said = {name: getattr(choice, name) for name in INDICATOR_FIELDS.values() if name != "header"}
    said["polarity"] = words.get(choice.polarity, "")
    said["contestable"] = {True: "oui", False: "non", None: ""}[choice.contestable]
    return [header, *("" if value is None else str(value) for value in said.values())]


def _guide(book: Any) -> None:
    """How the workbook is filled in, and the words it takes."""
    sheet = book.create_sheet(form.GUIDE)
    sheet.column_dimensions["A"].width = 120
    for line in _GUIDE:
        sheet.append([books.cell(sheet, line)])

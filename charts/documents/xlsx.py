"""Workbooks: the table of a view, of a region, or everything; real numbers that Excel shows the French way.

Format codes are written the way files want them (« #,##0.0 »); Excel shows them with the reader's own
separators, a comma and a thin space in France.
"""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pandas as pd
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from charts import comparison, overview, region_profile
from charts.canvas.slide.text import clean, width
from charts.canvas.slide.text import lines as wrapped
from charts.documents.method import lines
from charts.package import reproducible
from charts.progress import Told, telling
from charts.record import Record, as_published
from charts.stamp import Stamp
from charts.tables import all_observations
from charts.theme import ACCENT, CLASS_COLOUR, LIGHT, REGION_COLOURS
from territory import wording
from territory.analysis import FragilityClass, score_table
from territory.regions import NATIONAL
from territory.similarity import neighbours
from territory.wording import NBSP, THIN

FONT = "Arial"
"""As on the slides: ``charts.slides.text`` says why."""
WIDEST, NARROWEST, PROSE = 34, 9, 84
"""Column widths, in characters: beyond the widest, text goes to the line; ``PROSE`` for whole sentences."""
SIZE, CHARACTER = 10, 5.4
"""The font's size, and how many points a character of column width takes."""
_CLASS_OF = {label: kind for kind, label in wording.CLASS_LABEL.items()}
_YEAR = re.compile(r"(19|20)\d\d")
_BAD_SHEET = re.compile(r"[\[\]:*?/\\]")
_TEXT_ONLY = frozenset({"Code territoire", "Chaîne publiée", "Code", "Valeur publiée"})
"""Columns whose digits are a code or a string as published, never a number."""


@dataclass
class _Book:
    """The workbook being written, its formats by what they say, the source of sheets that have none of their own."""

    book: Any
    stamp: Stamp
    source: str
    formats: dict[tuple[tuple[str, Any], ...], Format]

    def format(self, **how: Any) -> Format:
        key = tuple(sorted(how.items()))
        if key not in self.formats:
            self.formats[key] = self.book.add_format({"font_name": FONT, "font_size": SIZE, "valign": "vcenter", **how})
        return self.formats[key]


Sheet = Callable[[_Book], object]


# --- what can be asked ---------------------------------------------------------------------------------


def table_workbook(record: Record, stamp: Stamp) -> bytes:
    """The table of one view, with a native chart where bars say it, and the remarks on its data."""
    sheets: list[Sheet] = [
        lambda book: _record_sheet(book, "Tableau", record),
        lambda book: _flags_sheet(book, [flag for flag in record.flags if flag.severity != "info"]),
        _method_sheet,
    ]
    return _written(stamp, record.title, sheets, source=record.source)


def region_workbook(
    stamp: Stamp,
    region: str,
    *,
    scores: pd.DataFrame | None = None,
    regions: Sequence[str] = (),
    told: Told | None = None,
) -> bytes:
    """A region: its domains with their chart, its context, the regions it is compared with, data and method.

    ``told`` hears of each sheet.
    """
    edition = stamp.edition
    scores = score_table(edition, stamp.reading) if scores is None else scores
    near = neighbours(scores)
    others = [code for code in regions if code != region] or list(near.loc[near["region"] == region, "neighbour"])

    def compare(book: _Book) -> None:
        if others:
            _record_sheet(book, "Comparaison", comparison.record(edition, scores, [region, *others]))

    sheets: list[Sheet] = [
        lambda book: _record_sheet(book, "Domaines", region_profile.record(edition, scores, region)),
        lambda book: _context_sheet(book, region),
        compare,
        lambda book: _flags_sheet(book, [f for f in edition.flags if f.concerns(region) and f.severity != "info"]),
        _method_sheet,
    ]
    return _written(stamp, f"{edition.regions[region].name}{NBSP}: domaines, contexte et comparaison", sheets, told)


def full_workbook(stamp: Stamp, *, scores: pd.DataFrame | None = None, told: Told | None = None) -> bytes:
    """Everything: the 13 × 16 table, the scores, the published cells, the registry, the flags, the method.

    ``told`` hears of each sheet.
    """
    edition = stamp.edition
    scores = score_table(edition, stamp.reading) if scores is None else scores

    sheets: list[Sheet] = [
        lambda book: _record_sheet(book, "Vue d’ensemble", overview.record(edition, scores, five_classes=True)),
        lambda book: _scores_sheet(book, scores),
        _cells_sheet,
        _registry_sheet,
        lambda book: _flags_sheet(book, list(edition.flags)),
        _method_sheet,
    ]
    return _written(stamp, f"{edition.registry.title}{NBSP}: données, registre, réserves et méthode", sheets, told)


# --- the workbook --------------------------------------------------------------------------------------


def _written(stamp: Stamp, title: str, sheets: Sequence[Sheet], told: Told | None = None, *, source: str = "") -> bytes:
    registry = stamp.edition.registry
    source = source or wording.source_line(registry, registry.indicators.values())
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, options) as book:
        day = dt.datetime(stamp.date.year, stamp.date.month, stamp.date.day)
        book.set_properties({"title": clean(title)[:250], "author": "Fragilités des territoires", "created": day})
        being_written = _Book(book, stamp, source, {})
        for sheet in telling(sheets, told):
            sheet(being_written)
    return reproducible(out.getvalue(), stamp.date)


def _page(book: _Book, name: str, *, rows: int, columns: int, head: int) -> Worksheet:
    """A sheet set up to be printed: landscape, one page wide, headers repeated, name and number at the foot."""
    sheet: Worksheet = book.book.add_worksheet(_BAD_SHEET.sub(" ", clean(name))[:31])
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
    sheet.repeat_rows(head)
    sheet.freeze_panes(head + 1, 1 if columns > 2 else 0)
    sheet.print_area(0, 0, head + rows + 4, max(columns - 1, 0))
    sheet.set_footer(f"&L&8Export du {book.stamp.day}&C&8&A&R&8&P / &N")
    return sheet


def _heading(book: _Book, sheet: Worksheet, title: str, subtitle: str) -> None:
    sheet.write_string(0, 0, clean(title), book.format(bold=True, font_size=14, font_color=LIGHT.text))
    sheet.write_string(1, 0, clean(subtitle), book.format(font_color=LIGHT.muted))
    sheet.set_row(0, 22)


def _foot(book: _Book, sheet: Worksheet, row: int, source: str) -> None:
    stamp = book.stamp
    for number, text in enumerate(
        (source, wording.foot(stamp.edition.registry), f"{stamp.choices} Export du {stamp.day}.")
    ):
        sheet.write_string(row + number, 0, clean(text), book.format(font_color=LIGHT.muted, italic=True, font_size=9))


HEAD = 3


def _sheet(
    book: _Book,
    name: str,
    table: pd.DataFrame,
    *,
    title: str,
    subtitle: str,
    source: str,
    decimals: Mapping[str, int] | None = None,
    prose: Sequence[str] = (),
) -> Worksheet:
    """A table under its title, from column A: real numbers, text as text, « n. d. » where missing."""
    sheet = _page(book, name, rows=len(table), columns=len(table.columns), head=HEAD)
    _heading(book, sheet, title, subtitle)
    look = {"bold": True, "font_color": "#ffffff", "bg_color": ACCENT, "text_wrap": True}
    header, number_header = book.format(indent=1, **look), book.format(align="right", **look)
    kinds = [_kind_column(table, position) for position in range(len(table.columns))]
    widths = [
        _width(str(label), table.iloc[:, column], PROSE if label in prose else WIDEST, (decimals or {}).get(label))
        for column, label in enumerate(table.columns)
    ]
    for column, label in enumerate(table.columns):
        numeric = any(isinstance(value, Decimal | int | float) for value in table.iloc[:, column])
        sheet.write_string(HEAD, column, clean(str(label)), number_header if numeric else header)
    sheet.set_row(HEAD, _row_height(table.columns, widths, bold=True) + 6)
    for row, values in enumerate(table.itertuples(index=False), start=HEAD + 1):
        sheet.set_row(row, _row_height(values, widths))
        for column, value in enumerate(values):
            label = str(table.columns[column])
            kind = _CLASS_OF.get(str(values[kinds[column]])) if kinds[column] is not None else None
            _cell(book, sheet, row, column, value, label, (decimals or {}).get(label), kind)
    for column, chars in enumerate(widths):
        sheet.set_column(column, column, chars)
    if len(table):
        sheet.autofilter(HEAD, 0, HEAD + len(table), len(table.columns) - 1)
    _foot(book, sheet, HEAD + len(table) + 2, source)
    return sheet


def _kind_column(table: pd.DataFrame, column: int) -> int | None:
    """The column that says the class of this one's cells: « X, classe » for « X », its own for « Classe »."""
    labels = [str(label) for label in table.columns]
    label = labels[column]
    if label == "Classe" or label.endswith(", classe"):
        return column
    return labels.index(f"{label}, classe") if f"{label}, classe" in labels else None


def number_code(value: Decimal, decimals: int | None, *, signed: bool = False) -> str:
    """The format code of a value with its own decimals, or with those that the table asks for."""
    exponent = value.as_tuple().exponent
    digits = decimals if decimals is not None else max(0, -exponent) if isinstance(exponent, int) else 0
    body = "#,##0" + (f".{'0' * digits}" if digits else "")
    return f"+{body};\u2212{body};{body}" if signed else f"{body};\u2212{body}"


def _cell(
    book: _Book,
    sheet: Worksheet,
    row: int,
    column: int,
    value: Any,
    label: str,
    decimals: int | None,
    kind: FragilityClass | None,
) -> None:
    line = {"bottom": 1, "bottom_color": LIGHT.line}
    if kind is not None:
        line |= _class_format(kind)
    if value is None or (isinstance(value, float) and pd.isna(value)) or value is pd.NA:
        sheet.write_string(row, column, wording.MISSING, book.format(align="right", font_color=LIGHT.muted, **line))
    elif isinstance(value, bool):
        sheet.write_string(row, column, "oui" if value else "non", book.format(indent=1, **line))
    elif isinstance(value, Decimal):
        signed = label.startswith("Écart")
        code = number_code(value, decimals, signed=signed)
        sheet.write_number(row, column, float(value), book.format(num_format=code, **line))
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value, book.format(num_format="0", **line))
    elif _YEAR.fullmatch(str(value)) and label not in _TEXT_ONLY:
        sheet.write_number(row, column, int(str(value)), book.format(num_format="0", align="left", indent=1, **line))
    else:
        text = clean(str(value))
        if text:
            sheet.write_string(row, column, text, book.format(text_wrap=True, indent=1, **line))
        else:
            sheet.write_blank(row, column, None, book.format(**line))


def _class_format(kind: FragilityClass) -> dict[str, Any]:
    """The class's colour behind a cell; missing is hatched."""
    if kind is FragilityClass.MISSING:
        return {"pattern": 16, "fg_color": "#c9cdca", "bg_color": "#ffffff"}
    white = kind in (FragilityClass.MUCH_MORE_FRAGILE, FragilityClass.MUCH_LESS_FRAGILE)
    return {"bg_color": CLASS_COLOUR[kind], "font_color": "#ffffff" if white else LIGHT.text}


def _width(label: str, cells: pd.Series, most: float, decimals: int | None) -> float:
    """Characters that a column needs: its longest cell, and the longest word of its heading."""
    points = [width(max(label.split(), key=len, default=""), SIZE, bold=True) + 14]
    points += [width(clean(_shown(cell, decimals)), SIZE) + 10 for cell in cells if cell is not None]
    return min(most, max(NARROWEST, *(p / CHARACTER for p in points)))


def _shown(value: Any, decimals: int | None = None) -> str:
    """About what Excel will show of a cell, to measure it."""
    if not isinstance(value, Decimal):
        return str(value)
    exponent = value.as_tuple().exponent
    digits = decimals if decimals is not None else max(0, -exponent) if isinstance(exponent, int) else 0
    return wording.number(value, digits, signed=True)


def _row_height(values: Iterable[Any], widths: Sequence[float], *, bold: bool = False) -> float:
    """Points for the most lines that a cell of a row takes; Excel alone would find it by itself."""
    most = max(
        (
            len(wrapped(clean(str(value)), SIZE, chars * CHARACTER - 10, bold=bold))
            for value, chars in zip(values, widths, strict=True)
            if isinstance(value, str)
        ),
        default=1,
    )
    return most * SIZE * 1.25 + 4


# --- sheets --------------------------------------------------------------------------------------------


def _record_sheet(book: _Book, name: str, record: Record) -> None:
    table = record.table
    sheet = _sheet(
        book,
        name,
        table,
        title=record.title,
        subtitle=record.subtitle,
        source=record.source,
        decimals=record.decimals,
        prose=("Phrase",),
    )
    drawing = {
        "profil": _profile_chart,
        "carte": _values_chart,
        "classement": _values_chart,
        "comparaison": _compared_chart,
    }
    if record.kind in drawing and len(table):
        drawing[record.kind](book, sheet, record)


def _place_chart(book: _Book, sheet: Worksheet, chart: Any, record: Record, height: int) -> None:
    """Under the table and its foot; the title says the finding, the alternative text the whole."""
    chart.set_title(
        {"name": clean(record.title)[:200], "name_font": {"name": FONT, "size": 12, "bold": True}, "overlay": False}
    )
    chart.set_size({"width": 860, "height": height})
    chart.set_chartarea({"border": {"none": True}})
    sheet.fit_to_pages(1, 1)
    row = HEAD + len(record.table) + 7
    sheet.insert_chart(row, 0, chart, {"description": clean(record.alt), "object_position": 2})
    sheet.print_area(0, 0, row + height // 20 + 2, max(len(record.table.columns) - 1, 0))


def _bar_chart(book: _Book, sheet: Worksheet, record: Record, categories: str, values: str, code: str) -> Any:
    """One bar a row, in the colour of its class."""
    labels = [str(label) for label in record.table.columns]
    first, last = HEAD + 1, HEAD + len(record.table)
    at, of = labels.index(categories), labels.index(values)
    kinds = [_CLASS_OF.get(str(kind)) for kind in record.table["Classe"]]
    chart = book.book.add_chart({"type": "bar"})
    chart.add_series(
        {
            "name": clean(values),
            "categories": [sheet.name, first, at, last, at],
            "values": [sheet.name, first, of, last, of],
            "gap": 45,
            "points": [
                {"fill": {"color": CLASS_COLOUR[kind]}, "border": {"color": "#6b6f6d", "width": 0.75}} if kind else None
                for kind in kinds
            ],
            "data_labels": {"value": True, "num_format": code, "font": {"name": FONT, "size": 9}},
        }
    )
    font = {"name": FONT, "size": 9}
    chart.set_y_axis({"reverse": True, "label_position": "low", "num_font": font, "major_tick_mark": "none"})
    chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}})
    chart.set_legend({"none": True})
    return chart


def _profile_chart(book: _Book, sheet: Worksheet, record: Record) -> None:
    chart = _bar_chart(book, sheet, record, "Domaine", "Écart comparé", "+0.0;\u22120.0;0.0")
    _place_chart(book, sheet, chart, record, 460)


def _values_chart(book: _Book, sheet: Worksheet, record: Record) -> None:
    known = [value for value in record.table["Valeur"] if value is not None]
    if known:
        chart = _bar_chart(book, sheet, record, "Région", "Valeur", number_code(known[0], None))
        _place_chart(book, sheet, chart, record, 400)


def _compared_chart(book: _Book, sheet: Worksheet, record: Record) -> None:
    """Written beside its numbers: the scores are not in the table, whose values have different units."""
    names, rows = record.names, record.rows
    if len(names) > len(REGION_COLOURS) or rows.empty:
        return
    domains = rows.drop_duplicates("y").sort_values("y")
    left = len(record.table.columns) + 1
    header = book.format(bold=True, font_color="#ffffff", bg_color=ACCENT, text_wrap=True)
    sheet.write_string(HEAD, left, "Écart comparé", header)
    sheet.set_column(left, left, 22)
    for number, label in enumerate(domains["label"], start=HEAD + 1):
        sheet.write_string(number, left, clean(str(label)), book.format())
    chart = book.book.add_chart({"type": "bar"})
    for column, (code, name) in enumerate(zip(record.regions, names, strict=True), start=left + 1):
        sheet.write_string(HEAD, column, clean(name), header)
        sheet.set_column(column, column, 14)
        own = rows[rows["region"] == code].set_index("y")["score"]
        for number, y in enumerate(domains["y"], start=HEAD + 1):
            score = own.get(y)
            if score is None or pd.isna(score):
                sheet.write_string(number, column, wording.MISSING, book.format(align="right"))
            else:
                sheet.write_number(number, column, float(score), book.format(num_format="+0.00;\u22120.00;0.00"))
        last = HEAD + len(domains)
        chart.add_series(
            {
                "name": [sheet.name, HEAD, column],
                "categories": [sheet.name, HEAD + 1, left, last, left],
                "values": [sheet.name, HEAD + 1, column, last, column],
                "fill": {"color": REGION_COLOURS[column - left - 1]},
                "gap": 60,
            }
        )
    chart.set_y_axis({"reverse": True, "label_position": "low", "num_font": {"name": FONT, "size": 9}})
    chart.set_x_axis(
        {"major_gridlines": {"visible": True, "line": {"color": LIGHT.line}}, "num_format": "+0;\u22120;0"}
    )
    chart.set_legend({"position": "top"})
    _place_chart(book, sheet, chart, record, 620)


def _context_sheet(book: _Book, region: str) -> None:
    edition, place = book.stamp.edition, book.stamp.edition.regions[region]
    cells = edition.observations.set_index(["indicator", "territory"])
    rows = []
    for indicator in edition.registry.context:
        own = cells.loc[(indicator.code, region)].to_dict()
        national = cells.loc[(indicator.code, NATIONAL)].to_dict()
        ranged = own["value"] is None and (own["low"] is not None or own["high"] is not None)
        rows.append(
            {
                "Repère": indicator.label,
                place.name: wording.observation_text(indicator, own)
                if ranged
                else as_published(own["value"], indicator.decimals),
                wording.NATIONAL_NAME: as_published(national["value"], indicator.benchmark_decimals),
                "Unité": indicator.unit,
                "Millésime": indicator.year,
                "Source": indicator.source,
            }
        )
    _sheet(
        book,
        "Contexte",
        pd.DataFrame(rows, dtype=object),
        title=f"{place.name} en {len(rows)} repères",
        subtitle=f"Ce que la table publie pour décrire {place.subject}, sans le comparer.",
        source=wording.source_line(edition.registry, edition.registry.context),
    )


def _scores_sheet(book: _Book, scores: pd.DataFrame) -> None:
    edition = book.stamp.edition
    rows = []
    for row in scores.to_dict("records"):
        indicator = edition.registry.indicators[row["indicator"]]
        rows.append(
            {
                "Région": edition.regions[row["region"]].name,
                "Domaine": edition.registry.domains[row["domain"]].label,
                "Indicateur": indicator.label,
                "Valeur": row["value"],
                wording.NATIONAL_NAME: row["national"],
                "Unité": indicator.unit,
                "Écart": row["gap"],
                "Écart comparé": row["score"],
                "Rang": row["rank"],
                "Ex æquo": row["tied"] if row["rank"] is not None else "",
                "Classe": wording.CLASS_LABEL[FragilityClass(row["class"])],
                "Priorité": row["priority"] if row["priority"] is not None else "",
            }
        )
    _sheet(
        book,
        "Écarts",
        pd.DataFrame(rows, dtype=object),
        title="L’écart de chaque région à la valeur nationale",
        subtitle=f"Écart comparé{NBSP}: 1 = l’écart moyen des régions à la France{THIN}; positif = plus fragile.",
        source=book.source,
        decimals={"Écart comparé": 2},
    )


def _cells_sheet(book: _Book) -> None:
    _sheet(
        book,
        "Données",
        all_observations(book.stamp.edition),
        title="Les valeurs publiées, cellule par cellule",
        subtitle="La chaîne telle que publiée, à côté de la valeur lue.",
        source=book.source,
    )


def _registry_sheet(book: _Book) -> None:
    registry, reading = book.stamp.edition.registry, book.stamp.reading
    rows = [
        {
            "Code": i.code,
            "Indicateur": i.label,
            "Critère publié": i.criterion_published,
            "Domaine": registry.domains[i.domain].label if i.domain else "Contexte",
            "Définition": i.definition,
            "Unité": i.unit,
            "Unité publiée": i.unit_published,
            "Sens de lecture": wording.polarity_text(reading.polarity(i) if i.domain else None),
            "Pourquoi ce sens": i.polarity_reason,
            "Contestable": "oui" if i.contestable else "non",
            "Fiabilité": i.reliability,
            "Millésime": i.year,
            "Source": i.source,
        }
        for i in registry.indicators.values()
    ]
    _sheet(
        book,
        "Registre",
        pd.DataFrame(rows, dtype=object),
        title=f"Les {len(rows)} critères et leur lecture",
        subtitle="Ce que chaque ligne de la table mesure, et comment elle est lue.",
        source=book.source,
        prose=("Définition", "Pourquoi ce sens"),
    )


def _flags_sheet(book: _Book, flags: Sequence[Any]) -> None:
    if not flags:
        return
    edition = book.stamp.edition
    names = {NATIONAL: wording.NATIONAL_NAME} | {code: region.name for code, region in edition.regions.items()}
    rows = [
        {
            "Indicateur": edition.registry.indicators[f.indicator].label
            if f.indicator in edition.registry.indicators
            else "Toute la table",
            "Réserve": wording.FLAG_LABEL.get(f.flag, f.flag),
            "Gravité": f.severity,
            "Territoires": ", ".join(names.get(code, code) for code in sorted(f.territories)) or "tous",
            "Constat": f.finding,
            "Traitement": f.treatment,
        }
        for f in flags
    ]
    _sheet(
        book,
        "Réserves",
        pd.DataFrame(rows, dtype=object),
        title="Les réserves sur les données",
        subtitle="Ce qu’il faut savoir avant de citer un chiffre.",
        source=book.source,
        prose=("Constat", "Traitement"),
    )


def _method_sheet(book: _Book) -> None:
    rows = [{"Règle": heading, "Ce qu’elle dit": said} for heading, said in lines(book.stamp.edition.registry)]
    rows += [
        {"Règle": f"Classe{NBSP}: {wording.CLASS_LABEL[kind].lower()}", "Ce qu’elle dit": rule}
        for kind, rule in wording.class_rules().items()
    ]
    _sheet(
        book,
        "Méthode",
        pd.DataFrame(rows, dtype=object),
        title="Comment ces fragilités sont mesurées",
        subtitle="La même règle pour tous les domaines et toutes les régions.",
        source=book.source,
        prose=("Ce qu’elle dit",),
    )

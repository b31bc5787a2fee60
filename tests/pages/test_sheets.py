"""A table of texts on a page: a row a name, a column a heading; a long one page by page."""

from __future__ import annotations

import pandas as pd
from lxml import html as parser
from streamlit.testing.v1 import AppTest

from charts.figures import record_of
from charts.record import View
from pages.shared.sheets import PAGE, of_record, sheet
from territory.analysis import Reading
from territory.loader import Edition
from tests.charts.numbers import numbers_of
from tests.pages.visit import html

ROWS = 1250


def long_table() -> None:
    import pandas

    from pages.shared import sheets

    names = [f"Territoire {k}" for k in range(1, 1251)]
    frame = pandas.DataFrame({"Nom": names, "Valeur": ["1,5"] * 1250})
    sheets.show(sheets.sheet(frame), "long", "Table longue")


def names_of(at: AppTest) -> list[str]:
    (markup,) = html(at)
    return [cell.text_content() for cell in parser.fragment_fromstring(markup).iter("th") if cell.get("scope") == "row"]


def test_a_long_table_is_shown_page_by_page() -> None:
    at = AppTest.from_function(long_table, default_timeout=30).run()
    assert names_of(at) == [f"Territoire {k}" for k in range(1, PAGE + 1)]
    (pages,) = at.selectbox
    assert len(pages.options) == 13  # 1 250 rows, 100 a page
    assert (pages.options[0], pages.options[-1]) == ("1 à 100 sur 1\u202f250", "1\u202f201 à 1\u202f250 sur 1\u202f250")
    pages.select_index(12).run()
    assert names_of(at) == [f"Territoire {k}" for k in range(1201, ROWS + 1)]


def test_a_column_is_read_as_its_cells_are() -> None:
    table = pd.DataFrame(
        {"Nom": ["Corse"], "Valeur": ["\u22121,9"], "Année": ["T1 2019"], "Phrase": ["Elle est longue. " * 6]}
    )
    assert [column.look for column in sheet(table).columns] == ["short", "number", "short", "prose"]


def test_a_cell_of_a_figure_has_its_class(edition: Edition) -> None:
    record = record_of(View("comparaison", regions=("32", "53")), edition, Reading(), numbers_of(edition))
    shown = of_record(record)
    assert set(shown.kinds) == {name for name in shown.frame.columns if record.column(str(name)).classes}
    assert shown.kinds and all(len(kinds) == len(shown.frame) for kinds in shown.kinds.values())

"""A survey's table: read, or refused with every fault at its place."""

from __future__ import annotations

import datetime as dt
import io
import math
from decimal import Decimal

import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from territory.errors import DataError
from territory.workshop.perception import Side
from territory.workshop.survey import COLUMNS, FICTITIOUS, Survey, example, regards_of_survey, template
from territory.workshop.survey_table import SurveyError, read_survey

DOMAINS = {"emploi": "Emploi", "sante": "Santé", "education": "Éducation"}
PLACES = {"32": "Hauts-de-France", "53": "Bretagne"}
HEAD = ";".join(COLUMNS)


def of(*lines: str, head: str = HEAD) -> Survey:
    return read_survey("enquete.csv", "\n".join([head, *lines]).encode(), DOMAINS, PLACES)


def faults(*lines: str, head: str = HEAD) -> list[str]:
    with pytest.raises(SurveyError) as refused:
        of(*lines, head=head)
    return [str(fault) for fault in refused.value.faults]


def test_codes_and_names_french_and_plain_numbers_any_order() -> None:
    head = "n;source;acteur;domaine;territoire;mesure;valeur;date"
    survey = of(
        "1 200;Baro;Élus;Santé;32;part;48,5;22/11/2026",
        "80;Baro;elus;emploi;Hauts-de-France;part;12 %;2026-11-22",
        head=head,
    )
    first, second = survey.rows
    assert (first.actor, first.label, first.domain, first.territory) == ("elus", "Élus", "sante", "32")
    assert (first.share, first.people) == (Decimal("0.485"), 1200) and first.on == second.on
    assert second.share == Decimal("0.12")


def test_a_rating_by_hand(scores: pd.DataFrame) -> None:
    rated = {"emploi": "4,6", "sante": "2", "education": "2"}
    survey = of(*(f"tous;{code};32;note de 1 à 5;{value};100;2026-01-15;Baro" for code, value in rated.items()))
    found = regards_of_survey(survey, "32", scores)
    (group,) = found.groups
    assert group.actor is None and group.surveyed and found.actors == ()
    emploi = group.of("emploi")
    assert emploi.share == Decimal("0.9")  # (4,6 − 1) / 4
    assert emploi.error == pytest.approx(math.sqrt(0.9 * 0.1 / 100))
    assert group.reference == (Decimal("0.9") + Decimal("0.25") * 2) / 3
    assert emploi.side is Side.ABOVE and found.source == "Baro (note de 1 à 5)"


def test_every_fault_at_once() -> None:
    said = faults("Élus;Emploi;Mars;part;140;3;hier;x", ";zz;32;note;2;10;2026-01-01;")
    columns = [fault.partition("(")[2].partition(")")[0] for fault in said]
    assert columns == ["territoire", "valeur", "n", "date", "acteur", "domaine", "mesure", "valeur", "source"]
    assert "ligne 2, colonne E (valeur)\u00a0: trouvé «\u00a0140\u00a0»" in said[1] and "de 0 à 100" in said[1]
    assert "ligne 2, colonne F (n)" in said[2] and "5 au moins" in said[2]


def test_what_no_row_shows_alone() -> None:
    row = "Élus;{};32;{};50;100;2026-01-01;x"
    assert "une ligne par acteur" in faults(row.format("emploi", "part"), row.format("Emploi", "part"))[0]
    assert "une seule mesure" in faults(row.format("emploi", "part"), row.format("sante", "note de 1 à 99"))[0]
    lacking = faults(row.format("emploi", "part"), "Citoyens;sante;32;part;50;100;2026-01-01;x")
    assert len(lacking) == 2 and "aucune ligne pour" in lacking[0]


def test_the_header_is_the_template_s() -> None:
    assert template().decode("utf-8-sig").strip() == HEAD
    assert "aucune colonne de ce nom" in faults("x", head=HEAD.replace("source", "origine"))[1]
    assert "aucune ligne" in faults()[0]


def test_the_example_reads_and_says_that_it_is_made_up(scores: pd.DataFrame) -> None:
    survey = read_survey("exemple.csv", example(DOMAINS, "Bretagne"), DOMAINS, PLACES)
    assert {row.source for row in survey.rows} == {FICTITIOUS}
    assert [group.label for group in regards_of_survey(survey, "53", scores).groups] == ["Citoyens", "Élus"]


def test_a_workbook_with_real_numbers_and_dates() -> None:
    book = openpyxl.Workbook()
    book.active.append(COLUMNS)
    book.active.append(["Élus", "Emploi", "Bretagne", "part", 48.5, 120, dt.date(2026, 1, 15), "Baro"])
    stream = io.BytesIO()
    book.save(stream)
    (row,) = read_survey("enquete.xlsx", stream.getvalue(), DOMAINS, PLACES).rows
    assert row.share == Decimal("0.485") and row.on == dt.date(2026, 1, 15)


@settings(max_examples=80, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    for name in ("a.csv", "a.xlsx", "a.zip"):
        try:
            read_survey(name, HEAD.encode() + b"\n" + content, DOMAINS, PLACES)
        except (DataError, SurveyError) as error:
            assert str(error)


@pytest.mark.parametrize(("everyone", "refused"), [(110, False), (111, True), (114, True), (115, False), (90, False)])
def test_a_survey_that_gives_a_small_group_away_is_refused(everyone: int, refused: bool) -> None:
    """60 élus and 50 citoyens: of 111 people asked in all, the answers of the last follow by subtraction."""
    rows = [
        f"{who};emploi;32;part;40;{n};2026-01-15;Baro"
        for who, n in (("tous", everyone), ("elus", 60), ("citoyens", 50))
    ]
    if not refused:
        assert of(*rows)
        return
    (fault,) = faults(*rows)
    assert f"{everyone - 110} de plus pour tous" in fault and "se déduiraient" in fault

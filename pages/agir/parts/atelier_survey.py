"""From a survey: perceptions in a table, checked, shown as a workshop's are; kept for this session only."""

from __future__ import annotations

import streamlit as st

from pages.shared import folded, plain, reads, regards_board, selection
from pages.shared.selection import Selection
from territory.errors import DataError
from territory.loader import Edition
from territory.workshop.survey import COLUMNS, Survey, example, regards_of_survey, template
from territory.workshop.survey_table import BOUNDS, SurveyError, read_survey

_SHOWN = 30
"""Faults that are written; how many more there are is said."""


def show(edition: Edition, chosen: Selection) -> None:
    folded.expander(
        "Vous avez une enquête\u202f? Comparez-la aux chiffres", lambda: _body(edition, chosen), key="atelier_survey",
        icon=":material/upload_file:",
    )  # fmt: skip


def _body(edition: Edition, chosen: Selection) -> None:
    domains = {code: domain.label for code, domain in edition.registry.domains.items()}
    names = {code: region.name for code, region in edition.regions.items()}
    st.markdown(
        f"Un tableau CSV ou XLSX, une ligne par acteur, domaine et territoire\u00a0: {', '.join(COLUMNS)}. "
        "La mesure est «\u00a0part\u00a0» (en\u00a0%, des personnes qui citent le domaine) ou, par exemple, "
        "«\u00a0note de 1 à 5\u00a0». Le fichier reste dans cette session\u202f: il "
        "n’est ni gardé, ni vu par d’autres. *Mon territoire* le montre aussi."
    )
    territory = chosen.region or next(iter(names))
    with st.container(horizontal=True):
        for label, content, name in (
            ("Modèle vide", template(), "enquete-modele.csv"),
            ("Exemple fictif", example(domains, names[territory]), "enquete-exemple-fictif.csv"),
        ):
            st.download_button(
                label, content, file_name=name, mime="text/csv", on_click="ignore", icon=":material/download:", key=name
            )
    given = st.file_uploader("Votre enquête", type=["csv", "xlsx"], key="atelier_survey_file", max_upload_size=1)
    if given is None:
        return
    try:
        survey = read_survey(given.name, given.read(BOUNDS.octets + 1), domains, names)
    except DataError as error:
        st.error(plain.escaped(str(error)))
    except SurveyError as error:
        _faults(error)
    else:
        _found(survey, names)


def _faults(error: SurveyError) -> None:
    st.error(f"Ce fichier n’a pas été pris\u00a0: {len(error.faults)} à corriger.", icon=":material/error:")
    st.markdown("\n".join(f"- {plain.escaped(str(found))}" for found in error.faults[:_SHOWN]))
    if len(error.faults) > _SHOWN:
        st.caption(f"Et {len(error.faults) - _SHOWN} autres.")


def _found(survey: Survey, names: dict[str, str]) -> None:
    territory = st.selectbox(
        "Territoire de l’enquête", list(survey.territories), format_func=names.__getitem__, key="atelier_survey_where"
    )
    reading = selection.now().reading
    regards_board.keep(survey)
    regards_board.board(regards_of_survey(survey, territory, reads.scores_of(reading)))

"""The three cards of a region (priorités, points d'appui, à confirmer) and its dimensions."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from territory import wording
from territory.analysis import FragilityClass, dimension_means
from territory.loader import Edition
from territory.robustness import Verdict

SHOWN = 5


def show(edition: Edition, own: pd.DataFrame, places: pd.DataFrame) -> None:
    """Each card lists at most five domains and ends on a next step.

    ``own``: the region's rows of ``score_table``; ``places``: its rows of ``robustness.domain_places``.
    """
    words = places.set_index("domain").to_dict("index")
    rows = [row | {"robustness": words[row["domain"]]} for row in own.to_dict("records")]
    fragile = sorted((row for row in rows if row["priority"] is not None), key=lambda row: row["priority"])
    confirm = [row for row in fragile if _to_confirm(edition, row)]
    strengths = sorted((row for row in rows if _is_strength(edition, row)), key=lambda row: row["score"])
    for column, card in zip(
        st.columns(3),
        (
            (
                "Priorités", [row for row in fragile if row not in confirm],
                "plus fragiles que la valeur nationale, dans la plupart des façons de calculer",
                "Aucun domaine n’est à la fois plus fragile que la valeur nationale et bien établi.",
            ),
            (
                "Points d’appui", strengths, "moins fragiles que la valeur nationale, de façon solide",
                "Aucun domaine n’est moins fragile que la valeur nationale de façon solide.",
            ),
            (
                "À confirmer", confirm, "plus fragiles, mais l’indicateur se discute ou la place dépend des choix",
                "Rien à confirmer\u00a0: chaque priorité est bien établie.",
            ),
        ),
        strict=True,
    ):  # fmt: skip
        with column:
            _card(edition, *card)


def _to_confirm(edition: Edition, row: dict[str, Any]) -> bool:
    """Contestable, of the lowest reliability, or sensitive to the choices of calculation."""
    indicator = edition.registry.indicators[row["indicator"]]
    return indicator.to_confirm or row["robustness"]["verdict"] == Verdict.SENSITIVE


def _is_strength(edition: Edition, row: dict[str, Any]) -> bool:
    """Less fragile than the national value, on an established indicator, among the last places for sure."""
    indicator = edition.registry.indicators[row["indicator"]]
    solid = row["robustness"]["strength"] == Verdict.SOLID
    return FragilityClass(row["class"]).less_fragile and solid and not indicator.to_confirm


def _card(edition: Edition, title: str, rows: list[dict[str, Any]], meaning: str, nothing: str) -> None:
    with st.container(border=True, height="stretch", key=f"card_{title}"):
        st.subheader(f"{title} ({len(rows)})", anchor=False)
        if not rows:
            st.markdown(nothing)
            return
        st.caption(f"{wording.plural(len(rows), 'domaine')} {_agree(meaning, len(rows))}")
        st.markdown("  \n".join(_line(edition, row) for row in rows[:SHOWN]))
        if len(rows) > SHOWN:
            with st.expander(f"Et {wording.plural(len(rows) - SHOWN, 'autre')}"):
                st.markdown("  \n".join(_line(edition, row) for row in rows[SHOWN:]))
        _next_step(edition, title, rows[0])


def _agree(meaning: str, count: int) -> str:
    return meaning if count > 1 else meaning.replace("fragiles", "fragile")


def _line(edition: Edition, row: dict[str, Any]) -> str:
    indicator = edition.registry.indicators[row["indicator"]]
    domain = edition.registry.domains[row["domain"]]
    symbol = wording.CLASS_SYMBOL[FragilityClass(row["class"])]
    value = wording.value_text(indicator, row["value"])
    national = wording.value_text(indicator, row["national"], national=True)
    place = f"{row['priority']}\\. " if row["priority"] is not None else ""
    star = f"{wording.THIN}\\*" if indicator.contestable else ""
    word = f" :gray-badge[{_word(row)}]" if row["priority"] is not None else ""
    return f"{place}{symbol} **{domain.label}**{star}{wording.NBSP}: {value} (France {national}){word}"


def _word(row: dict[str, Any]) -> str:
    return wording.VERDICT_LABEL[Verdict(row["robustness"]["verdict"])]


def _next_step(edition: Edition, title: str, row: dict[str, Any]) -> None:
    domain = edition.registry.domains[row["domain"]]
    if title == "À confirmer":
        st.page_link(
            "pages/sapproprier/methode.py",
            label="Pourquoi à confirmer",
            icon=":material/functions:",
        )
        return
    label = "Qui fait mieux" if title == "Priorités" else "La carte"
    st.page_link(
        "pages/comprendre/domaine.py",
        label=f"{label}{wording.NBSP}: {domain.short}",
        icon=":material/map:",
        query_params={"domaine": domain.code, "region": row["region"]},
    )


def dimensions(edition: Edition, scores: pd.DataFrame, region: str) -> None:
    """The mean écart comparé by dimension, with how many domains it rests on."""
    means = dimension_means(scores, edition)
    for column, row in zip(
        st.columns(len(edition.registry.dimensions)),
        means[means["region"] == region].to_dict("records"),
        strict=True,
    ):
        with column, st.container(border=True, height="stretch", key=f"dimension_{row['dimension']}"):
            st.markdown(f"**{edition.registry.dimensions[row['dimension']].label}**")
            st.markdown(f"### {wording.score_text(row['mean'])}")
            st.caption(f"écart comparé moyen de {row['count']}{wording.NBSP}domaines sur {row['domains']}")

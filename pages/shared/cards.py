"""The three cards of a region (priorités, points d'appui, à confirmer) and its dimensions."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from territory import wording
from territory.analysis import FragilityClass, dimension_means
from territory.loader import Edition

SHOWN = 5


def show(edition: Edition, own: pd.DataFrame) -> None:
    """Each card lists at most five domains and ends on a next step."""
    rows = own.to_dict("records")
    sure = [row for row in rows if not _to_confirm(edition, row)]
    priorities = sorted((r for r in sure if r["priority"] is not None), key=lambda r: r["priority"])
    confirm = sorted(
        (r for r in rows if r["priority"] is not None and _to_confirm(edition, r)),
        key=lambda r: r["priority"],
    )
    strengths = sorted((r for r in sure if FragilityClass(r["class"]).less_fragile), key=lambda r: r["score"])
    columns = st.columns(3)
    with columns[0]:
        _card(
            edition, "Priorités", priorities, "plus fragiles que la valeur nationale, sur des indicateurs établis",
            "Aucun indicateur établi n’est plus fragile que la valeur nationale.",
        )  # fmt: skip
    with columns[1]:
        _card(
            edition, "Points d’appui", strengths, "moins fragiles que la valeur nationale",
            "Aucun indicateur établi n’est moins fragile que la valeur nationale.",
        )  # fmt: skip
    with columns[2]:
        _card(
            edition, "À confirmer", confirm, "plus fragiles, sur des indicateurs contestables ou à vérifier",
            "Aucun indicateur contestable ou à vérifier n’est plus fragile que la valeur nationale.",
        )  # fmt: skip


def _to_confirm(edition: Edition, row: dict[str, Any]) -> bool:
    indicator = edition.registry.indicators[row["indicator"]]
    return indicator.contestable or indicator.reliability == "C"


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
    return f"{place}{symbol} **{domain.label}**{star}{wording.NBSP}: {value} (France {national})"


def _next_step(edition: Edition, title: str, row: dict[str, Any]) -> None:
    domain = edition.registry.domains[row["domain"]]
    if title == "À confirmer":
        st.page_link(
            "pages/sapproprier/methode.py",
            label="Pourquoi ces indicateurs se discutent",
            icon=":material/functions:",
        )
        return
    label = "Qui fait mieux\u00a0: la carte" if title == "Priorités" else "Voir la carte pour"
    st.page_link(
        "pages/comprendre/domaine.py",
        label=f"{label} «{wording.NBSP}{domain.label}{wording.NBSP}»",
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

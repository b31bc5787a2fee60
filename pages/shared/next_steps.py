"""From each priority of a region to what helps: resources with their reason, who does better, the region's report."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from pages.shared import reads, resource_list, resource_search, selection
from pages.shared.plain import escaped
from territory import wording
from territory.loader import Edition
from territory.next_steps import NextSteps, next_steps, of_domain
from territory.regions import Region
from territory.similarity import FARTHEST, regions_doing_better

PRIORITY = "priorite"
BETTER_SHOWN = 3
NONE_YET = ":material/hourglass_empty: Pas encore de ressource pour ce domaine."


def address(region: str) -> dict[str, str]:
    """What leads back to the priority that the reader was looking at."""
    kept = st.session_state.get(f"kept_{PRIORITY}")
    return {"region": region} | ({PRIORITY: kept} if kept else {})


def show(edition: Edition, own: pd.DataFrame, region: Region) -> None:
    """One priority at a time, the first at first; the address keeps which."""
    rows = own[own["priority"].notna()].sort_values("priority").to_dict("records")
    st.header("Agir sur les priorités", anchor=False)
    if not rows:
        st.markdown(f"Aucun domaine n’est une priorité {region.locative} avec ces choix de lecture.")
        return
    by_domain: dict[str, dict[str, object]] = {row["domain"]: row for row in reversed(rows)}
    domains: list[str] = [row["domain"] for row in rows]
    asked = selection.one(PRIORITY, edition.registry.domains, "domaine")
    code = asked if asked in by_domain else domains[0]
    st.session_state["priority_widget"] = code
    st.pills(
        "Priorité",
        list(dict.fromkeys(domains)),
        format_func=lambda domain: _label(edition, by_domain[domain]),
        key="priority_widget",
        on_change=lambda: selection.choose(PRIORITY, st.session_state["priority_widget"] or code),
    )
    steps = next_steps(reads.library().catalogue, region, code)
    helps, elsewhere = st.columns([3, 2], gap="large")
    with helps:
        _helps(steps)
    with elsewhere:
        _better(edition, by_domain[code], region)
        _report(steps, region)


def _label(edition: Edition, row: dict[str, object]) -> str:
    indicator = edition.registry.indicators[str(row["indicator"])]
    star = f"{wording.THIN}\\*" if indicator.contestable else ""
    return f"{row['priority']}. {edition.registry.domains[str(row['domain'])].short}{star}"


def _helps(steps: NextSteps) -> None:
    st.subheader("Ce qui peut aider", anchor=False)
    if not steps.own:
        st.markdown(f"{NONE_YET} Ce qui suit concerne la région ou tous les domaines.")
    for found in steps.helps:
        with st.container(gap="xxsmall"):
            _link(found.resource.id, found.resource.title)
            st.caption(escaped(found.reason))


def _better(edition: Edition, row: dict[str, object], region: Region) -> None:
    st.subheader("Qui fait mieux", anchor=False)
    indicator = edition.registry.indicators[str(row["indicator"])]
    scores = reads.scores_of(selection.read(edition).reading)
    better = regions_doing_better(scores, region.code, indicator).to_dict("records")
    if not better:
        st.markdown("Aucune région, au-delà des arrondis.")
        return
    st.markdown(
        "  \n".join(
            f"**{edition.regions[other['region']].name}**{wording.NBSP}: "
            f"{wording.value_text(indicator, other['value'])}"
            for other in better[:BETTER_SHOWN]
        )
    )
    shown = better[:BETTER_SHOWN]
    alike = all(other["distance"] <= FARTHEST for other in shown)
    which = f"les {len(shown)} au profil le plus proche" if alike else f"{len(shown)} d’entre elles"
    st.caption(
        f"{wording.plural(len(better), 'région')}, au-delà des arrondis"
        + (f"{wording.THIN}; ici {which}." if len(better) > len(shown) else ".")
    )
    st.page_link(
        "pages/comprendre/comparer.py",
        label="Les comparer",
        icon=":material/compare_arrows:",
        query_params={
            "regions": ",".join([region.code, *(str(other["region"]) for other in better[:BETTER_SHOWN])]),
            "region": region.code,
        },
    )


def _report(steps: NextSteps, region: Region) -> None:
    st.subheader("Le rapport régional", anchor=False)
    with st.container(gap="xxsmall"):
        _link(steps.report.id, steps.report.title)
        if not steps.report_is_own:
            st.caption(f"Les documents annoncent douze rapports sans nommer celui {region.genitive}.")


def _link(resource: str, label: str) -> None:
    """A button, whose words wrap where a link's would be cut."""
    if st.button(
        f"**{escaped(label)}**",
        type="tertiary",
        icon=":material/arrow_forward:",
        icon_position="right",
        key=f"next_{resource}",
    ):
        selection.go_to(resource_list.PAGE, ressource=resource)


def on_domain(domain: str, region: str | None) -> None:
    """What is tied to a domain, whatever the region, and the way to the catalogue filtered by it."""
    st.header("Ce qui peut aider sur ce domaine", anchor=False)
    count = len(of_domain(reads.library().catalogue, domain))
    if count:
        tied = "sont rattachées" if count > 1 else "est rattachée"
        st.markdown(
            f"{wording.plural(count, 'ressource')} {tied} à ce domaine, par un document, par un objectif de "
            "développement durable qui lui est propre ou par un cas."
        )
        label = f"Voir ces {count} ressources" if count > 1 else "Voir cette ressource"
    else:
        st.markdown(NONE_YET)
        label = "Voir ce qui vaut pour tous les domaines"
    st.page_link(
        resource_list.PAGE,
        label=label,
        icon=":material/menu_book:",
        query_params={resource_search.PARAMETER["domain"]: domain} | ({"region": region} if region else {}),
    )

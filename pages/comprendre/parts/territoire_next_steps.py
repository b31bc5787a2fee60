"""From each fragility of a region to what helps: resources with their reason, who does better, the region's report."""

from __future__ import annotations

import streamlit as st

from charts.record import View
from pages.shared import furniture, reads, resource_links, selection
from pages.shared.plain import escaped, starred
from pages.shared.resource_links import NONE_YET
from pages.shared.selection import Selection
from territory import wording
from territory.loader import Edition
from territory.next_steps import NextSteps, next_steps
from territory.portrait import Fact
from territory.regions import Region
from territory.similarity import FARTHEST

BETTER_SHOWN = 3


def panel(edition: Edition, fact: Fact, chosen: Selection) -> None:
    """What a row opens on: its sentence and map, who does better, what helps."""
    st.markdown(starred(fact.sentence))
    steps = next_steps(reads.library().catalogue, fact.region, fact.domain.code)
    seen, elsewhere, helps = st.columns([3, 3, 4], gap="medium")
    with seen:
        _map(fact, chosen)
    with elsewhere:
        _better(edition, fact, chosen)
    with helps:
        _helps(steps)


def _map(fact: Fact, chosen: Selection) -> None:
    view = View("carte", fact.region.code, fact.indicator.code)
    furniture.markup(reads.small_map(view, chosen.reading), f"opened_{fact.indicator.code}")
    st.page_link(
        "pages/comprendre/domaine.py",
        label=f"Le domaine{wording.NBSP}: {fact.domain.short}",
        icon=":material/map:",
        query_params={"domaine": fact.domain.code, "region": fact.region.code},
    )


def _helps(steps: NextSteps) -> None:
    st.subheader("Ce qui peut aider", anchor=False)
    if not steps.own:
        st.markdown(f"{NONE_YET} Ce qui suit concerne la région ou tous les domaines.")
    for found in steps.helps:
        with st.container(gap="xxsmall"):
            _link(found.resource.id, found.resource.title)
            st.caption(escaped(found.reason))


def _better(edition: Edition, fact: Fact, chosen: Selection) -> None:
    st.subheader("Qui fait mieux", anchor=False)
    region, indicator = fact.region, fact.indicator
    better = reads.better_than(region.code, indicator.code, chosen.reading).to_dict("records")
    if not better:
        st.markdown("Aucune région, au-delà des arrondis.")
        return
    st.markdown(
        "  \n".join(
            f"**{edition.regions[other['region']].name}**{wording.NBSP}: {wording.unit_text(indicator, other['value'])}"
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
        selection.go_to(resource_links.PAGE, ressource=resource)

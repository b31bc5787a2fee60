"""Un domaine: the map beside the labelled dots, the table, the definition, what helps; or the atlas of all domains."""

from __future__ import annotations

import streamlit as st

from charts import ranking, region_map
from pages.shared import atlas, furniture, identity, next_steps, reads, selection
from territory import wording
from territory.analysis import FragilityClass

edition = reads.edition()
registry = edition.registry
chosen = selection.read(edition)
scores = reads.scores_of(chosen.reading)
domain = registry.domains[
    selection.one("domaine", registry.domains, "domaine", lambda code: getattr(registry.domain_of(code), "code", None))
    or next(iter(registry.domains))
]


def one_domain() -> None:
    """The domain chosen: each of its indicators drawn, then described; then what can help."""
    indicators = [i for i in registry.of_domain(domain.code) if chosen.reading.keeps(i)]
    if not indicators:
        furniture.opening(f"{domain.label}{wording.NBSP}: laissé de côté par vos choix de lecture", "", chosen.reading)
    for position, indicator in enumerate(indicators):
        cells = scores[scores["indicator"] == indicator.code]
        record = region_map.record(edition, scores, indicator, chosen.reading, chosen.region)
        own = cells[cells["region"] == chosen.region].to_dict("records")
        title, lead = record.title, indicator.definition
        if own and chosen.region:
            title = wording.cell_finding(own[0], indicator, domain, edition.regions[chosen.region])
            lead = wording.cell_sentence(own[0], indicator, domain)
        if position == 0:
            furniture.opening(title, lead, chosen.reading)
        else:
            st.header(title, anchor=False)
            st.markdown(lead)
        if (cells["class"] != FragilityClass.MISSING).any():
            picked = identity.map_and_ranking(
                record,
                ranking.record(edition, scores, indicator, chosen.reading, chosen.region),
                f"{indicator.code}_{chosen}",
            )
            if picked and picked != chosen.region:
                selection.choose("region", picked)
                st.rerun()
        identity.show(edition, indicator)
    next_steps.on_domain(domain.code, chosen.region)


if atlas.wanted(registry, domain):
    atlas.show(edition, scores, chosen)
else:
    one_domain()
furniture.foot()

"""From a domain to what helps, whatever the region."""

from __future__ import annotations

import streamlit as st

from pages.shared import reads, resource_links
from pages.shared.resource_links import NONE_YET
from territory import wording
from territory.next_steps import of_domain


def show(domain: str, region: str | None) -> None:
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
        resource_links.PAGE,
        label=label,
        icon=":material/menu_book:",
        query_params={resource_links.PARAMETER["domain"]: domain} | ({"region": region} if region else {}),
    )

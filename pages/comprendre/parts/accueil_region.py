"""The reader's region on the first page: choose it, read its finding and first priorities, open it, take its slides."""

from __future__ import annotations

import streamlit as st

from pages.comprendre.parts import territoire_rows
from pages.shared import exports, reads, shell
from pages.shared.selection import Selection
from territory import wording
from territory.loader import Edition

FIRST = 3
GUIDE = """
- **La référence est la valeur nationale**, publiée dans la même table\u00a0: pas de cible, pas de barème.
- **▲ plus fragile, = proche, ▼ moins fragile** que la France, deux signes quand l’écart est net\u202f; la couleur dit
  la même chose, et le nombre est la valeur publiée.
- **n.\u00a0d.**\u00a0: la source ne donne pas la valeur. **\\***\u00a0: la mesure se discute pour ce domaine.
- **{scope}**\u00a0: {left_out}.
"""


def show(edition: Edition, chosen: Selection) -> None:
    """The card, then the signs in one line that opens."""
    with st.container(border=True, key="home_region"):
        shell.region(edition, chosen)
        if chosen.region:
            _found(edition, chosen)
        else:
            st.markdown("Choisissez votre région dans la liste ou sur la carte\u00a0: ses priorités s’affichent ici.")
    with st.popover("▲ plus fragile · = proche · ▼ moins fragile\u00a0: comment lire", type="tertiary"):
        st.markdown(_guide(edition, chosen))


def _found(edition: Edition, chosen: Selection) -> None:
    assert chosen.region is not None
    told = reads.portrait_of(chosen.reading, chosen.region)
    st.subheader(told.finding, anchor=False)
    st.markdown(
        f"{wording.plural(len(told.priorities), 'priorité')}, "
        f"{wording.plural(len(told.to_confirm), 'domaine')} à confirmer, "
        f"{_strengths(len(told.strengths))}."
    )
    territoire_rows.brief((told.priorities or told.to_confirm)[:FIRST], chosen.reading)
    with st.container(horizontal=True, gap="small"):
        st.page_link(
            "pages/comprendre/territoire.py",
            label="Voir ma région",
            icon=":material/arrow_forward:",
            query_params={"region": chosen.region},
        )
        exports.region_deck(chosen.region, chosen.reading)


def _strengths(count: int) -> str:
    return f"{count}{wording.NBSP}point{'s' if count > 1 else ''} d’appui"


def _guide(edition: Edition, chosen: Selection) -> str:
    """Why fewer domains are compared than there are."""
    domains = edition.registry.domains
    kept = reads.compared_codes(chosen.reading)
    names = [wording.lowered(domain.label) for code, domain in domains.items() if code not in kept]
    return GUIDE.format(
        scope=wording.scope_text(edition.registry, len(kept)),
        left_out=f"les autres ne se classent pas, ou n’ont pas de valeur ({wording.enumeration(names)})",
    )

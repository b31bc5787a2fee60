"""« Comment lire »: the short guide of a first visit, which can be closed and opened again."""

from __future__ import annotations

import streamlit as st

GUIDE = """
1. **La référence est la valeur nationale**, publiée dans la même table\u00a0: pas de cible, pas de barème.
2. **▲ plus fragile, = proche, ▼ moins fragile** que la valeur nationale, deux signes quand l’écart est net\u202f; la couleur dit la même chose, et le nombre est la valeur publiée.
3. **Chaque écart se compte en fois l’écart moyen** des régions à la France\u00a0: 1, il est comme les autres\u202f; 2, deux fois plus grand.
4. **n.\u00a0d.** signifie que la source ne donne pas la valeur\u202f; **\\*** que l’indicateur est discuté\u00a0: la mesure se discute pour ce domaine.
"""


def first_visit() -> None:
    """The guide, until it is closed; then a discreet way to open it again."""
    if st.session_state.get("guide_closed"):
        st.button(
            "Comment lire",
            icon=":material/help:",
            type="tertiary",
            on_click=_set,
            args=(False,),
            key="guide_open",
        )
        return
    with st.container(border=True, key="guide"):
        st.markdown("**Comment lire**")
        st.markdown(GUIDE)
        st.button("J’ai compris", icon=":material/check:", on_click=_set, args=(True,), key="guide_close")


def _set(closed: bool) -> None:
    st.session_state["guide_closed"] = closed

"""The menu, and the bar under it: the reader's region and the choices of reading, the same on every page."""

from __future__ import annotations

from functools import partial

import streamlit as st
from markupsafe import Markup

from pages.shared import editions, exports, folded, projection, selection, territory_list, trial_address
from pages.shared.plain import escaped
from pages.shared.selection import ALL, CORE, CRITERIA, SOURCE_READING, WITHOUT_CONTESTABLE, Selection
from pages.shared.sitemap import LEGAL, MEETING, SITE_PAGES, SitePage
from territory.analysis import Reading
from territory.editions import FIRST, IMPORTED
from territory.loader import Edition
from territory.wording import NBSP, SETTINGS, capital, enumeration, lowered


def pages(kept: int) -> list[st.Page]:
    """The site, for its menu: « Ma réunion (3) ». Made once a session: to find twelve files takes a millisecond."""
    known: tuple[int, list[st.Page]] | None = st.session_state.get("site_pages")
    if known is None or known[0] != kept:
        known = kept, [_page(entry, kept) for entry in SITE_PAGES]
        st.session_state["site_pages"] = known
    return known[1]


def _page(entry: SitePage, kept: int) -> st.Page:
    return st.Page(
        entry.script,
        title=f"{entry.title} ({kept})" if entry.path == MEETING and kept else entry.title,
        url_path=entry.path or None,
        default=not entry.path,
        visibility="hidden" if entry.section == LEGAL else "visible",
    )


def bar(edition: Edition, chosen: Selection) -> None:
    """The region at the left; at the right how it is read, and what one does with the page."""
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="bottom", key="bar"):
        region(edition, chosen)
        with st.container(horizontal=True, gap="small", width="content", key="bar_actions"):
            reading(edition, chosen)
            actions(edition, chosen)


def edition_read(edition: Edition) -> None:
    """Which figures these are, where they are not those of the edition that ships, and the way back to them."""
    code = editions.code()
    if code == FIRST:
        return
    told, shipped = edition.registry, editions.offered().get(FIRST)
    whose = "Édition importée, dans cette session seulement" if code == IMPORTED else "Édition"
    with st.container(horizontal=True, vertical_alignment="center", key="edition_read"):
        st.markdown(
            f":material/database: {whose}{NBSP}: "
            f"**{escaped(told.title)}**, {escaped(told.publisher)}, {told.published}",
            width="content",
        )
        if shipped:
            label = f"Revenir à l’édition {shipped.published}"
            back = partial(editions.choose, FIRST)
            st.button(label, type="tertiary", icon=":material/undo:", on_click=back, key="edition_back")


def actions(edition: Edition, chosen: Selection) -> None:
    """« Copier le lien », « Projeter » where the page has one figure, and the page's documents."""
    copy = Markup('<a class="house copy" href="{}">Copier le lien</a>').format(st.context.url or "")
    st.html(Markup("{}{}").format(copy, projection.of_page(chosen)), width="content")
    _export(edition, chosen)


@st.fragment
def _export(edition: Edition, chosen: Selection) -> None:
    """The page's export menu, at the same place on every page."""
    folded.popover("Exporter", partial(_page_menu, edition, chosen), icon=":material/download:", key="export_page")


def _page_menu(edition: Edition, chosen: Selection) -> None:
    exports.page_menu(chosen.region, chosen.reading, trial_address.read(edition))


def region(edition: Edition, chosen: Selection) -> None:
    """The reader's region."""
    choose = partial(selection.choose, "region")
    territory_list.show(edition, f"Votre {edition.level.singular}", "region_widget", chosen.region, choose)


def reading(edition: Edition, chosen: Selection) -> None:
    """Which indicators are read, and how; nothing where an edition leaves no choice."""
    offered = selection.criteria_of(edition)
    contested = any(indicator.source_polarity for indicator in edition.registry.fragility)
    # Made while closed: to close it must run nothing, or the choice just made is lost.
    if len(offered) > 1 or contested:
        with st.popover(SETTINGS, icon=":material/tune:", width="content"):
            _settings(edition, chosen.reading, offered, contested)


def _settings(edition: Edition, kept: Reading, offered: list[str], contested: bool) -> None:
    st.session_state["criteria_widget"] = (
        CORE if kept.core_only else WITHOUT_CONTESTABLE if kept.without_contestable else ALL
    )
    core = dict.fromkeys(edition.registry.domains[i.domain].short for i in edition.registry.fragility if i.core)
    captions = {
        ALL: "Tous ceux qui ont des valeurs",
        WITHOUT_CONTESTABLE: "Sans ceux que marque un astérisque\u00a0: leur lien avec le domaine se discute",
        CORE: capital(enumeration(lowered(name) for name in core)) if core else "",  # not offered without one
    }
    st.radio(
        "Indicateurs lus",
        offered,
        format_func=CRITERIA.__getitem__,
        key="criteria_widget",
        on_change=_choose_criteria,
        captions=[captions[code] for code in offered],
    )
    if contested:
        _source_reading(kept)


def _source_reading(kept: Reading) -> None:
    """Diversité as the source orients it."""
    st.session_state["source_widget"] = kept.source_reading
    st.toggle(
        "Lecture de la source pour diversité",
        key="source_widget",
        on_change=lambda: selection.choose("lecture", SOURCE_READING if st.session_state["source_widget"] else None),
        help=(
            "La source compte un taux d’immigration plus élevé comme une fragilité. Par défaut, ce tableau de bord "
            "ne le classe pas\u00a0: la composition d’une population n’est ni une fragilité ni un atout."
        ),
    )


def _choose_criteria() -> None:
    criteria = st.session_state["criteria_widget"]
    selection.choose("criteres", None if criteria == ALL else criteria)

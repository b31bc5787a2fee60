"""« Projeter »: a figure and its finding alone, to be read from the back of a room; a mode of any page, by its address.

Arrows go to the next domain, or from a region's profile to the maps of its priorities; Escape leaves.
"""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlencode, urlsplit

import streamlit as st
from markupsafe import Markup

from charts import meeting
from charts.canvas import ruler
from charts.canvas.markup import render
from charts.figures import FIGURES, ROOMS
from charts.meeting import BadMeeting
from charts.record import View
from pages.shared import complaints, drawing, reads
from pages.shared.selection import Selection
from territory.harmonise import Form
from territory.loader import Edition

HERE = Path(__file__).parent
PARAMETER = "projeter"
PROFILE, MAP = "profil", "carte"
TERRITORY = "territoire"
SCREEN, EDGES = 720, 42
TITLE, TITLE_LINE = (32, 700), 37
SOURCE, SOURCE_LINE = 14.4, 18
QUIT, STEPS, CLOSER = 150, 336, 1.015
"""Px: the screen and what stands between its parts; the two texts; what the steps take at the right of the source.

Letters of a title stand closer than they are measured.
"""


def address(view: View | None) -> str:
    """The page as it is, with a figure projected; without one, the way back."""
    codes = {name: value for name, value in st.query_params.to_dict().items() if name != PARAMETER}
    if view:
        codes[PARAMETER] = view.code
    return f"?{urlencode(codes, safe=',')}"


def of_page(chosen: Selection) -> Markup:
    """« Projeter » in the bar of *Mon territoire*, whose figure stands under the rows; nothing on other pages."""
    if not chosen.region or urlsplit(st.context.url or "").path.strip("/") != TERRITORY:
        return Markup("")
    return link(View(PROFILE, chosen.region))


def link(view: View) -> Markup:
    """« Projeter », beside a figure's other actions."""
    return Markup('<a class="house button here" href="{}">Projeter</a>').format(address(view))


def wanted(edition: Edition) -> View | None:
    """The figure that the address projects; an unknown one is said, and the page is shown."""
    found = st.query_params.get(PARAMETER)
    if not found:
        return None
    try:
        view = meeting.parse(found, edition)
        if view.seen:
            raise BadMeeting("une figure d’atelier se projette depuis la page Atelier")
        return view
    except BadMeeting as error:
        complaints.complain(str(error))
        st.query_params.pop(PARAMETER)
        return None


def show(edition: Edition, view: View, chosen: Selection) -> None:
    """The finding, the drawing as it is printed, the source; the steps to the next figure."""
    record = reads.record(view, chosen.reading)
    steps = _steps(edition, view, chosen)
    here = [step.code for step in steps].index(view.code)
    source = f"{record.subtitle.rstrip('.')}. {record.foot if ROOMS[view.figure].bare_values else record.credit}"
    with st.container(key="projection", gap="small"):
        st.html(render(HERE / "projection.html", record=record))
        drawn = reads.projected(view, chosen.reading, _room(record.title, source, alone=len(steps) == 1))
        drawing.show(drawn, f"projected_{view.code}")
        st.html(
            render(
                HERE / "projection_foot.html",
                source=source,
                place=f"{here + 1} sur {len(steps)}" if len(steps) > 1 else "",
                before=address(steps[here - 1]) if here else "",
                after=address(steps[here + 1]) if here + 1 < len(steps) else "",
                leave=address(None),
            )
        )


def _room(title: str, source: str, *, alone: bool) -> float:
    """The height in px that a screen of 1280 × 720 leaves to the drawing: the sizes of ``static/house.css``."""
    width, most, _ = reads.PROJECTED
    beside = width - (QUIT if alone else STEPS)
    above = len(ruler.wrap(title, width * CLOSER, *TITLE)) * TITLE_LINE
    below = len(ruler.wrap(source, beside, SOURCE)) * SOURCE_LINE
    return min(most, SCREEN - EDGES - above - below)


def _steps(edition: Edition, view: View, chosen: Selection) -> list[View]:
    """The figures that arrows go through, the one shown among them."""
    if view.figure == PROFILE or (view.figure == MAP and _is_priority(view, chosen)):
        told = reads.portrait_of(chosen.reading, view.region)
        return [View(PROFILE, view.region), *(View(MAP, view.region, f.indicator.code) for f in told.fragilities)]
    if view.indicator and not FIGURES[view.figure].counts:
        shown = [i for i in edition.registry.fragility if chosen.reading.keeps(i) and i.form is not Form.EMPTY]
        views = [View(view.figure, view.region, indicator.code) for indicator in shown]
        return views if view.code in [each.code for each in views] else [view]
    return [view]


def _is_priority(view: View, chosen: Selection) -> bool:
    """Whether a map is one of those that its region's profile leads to."""
    if not view.region:
        return False
    told = reads.portrait_of(chosen.reading, view.region)
    return view.indicator in [fact.indicator.code for fact in told.fragilities]

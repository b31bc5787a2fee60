"""An SVG of ours in the page, by a component: ``st.html`` keeps no SVG."""

from __future__ import annotations

import hashlib

from markupsafe import Markup

from pages.shared.own_component import own_component

PLACE = '<div class="house drawing"></div>'
NAME = 16
"""Letters of a digest that begin what is sent: the script (``static/component/drawing.js``) draws another only."""


def show(svg: Markup, key: str) -> None:
    """The drawing, as wide as its place; its links are followed by ``deploy/french.js``."""
    own_component("drawing", PLACE, isolated=False)(key=key, data=_sent(svg))


def _sent(svg: Markup) -> bytes:
    """Its name in ``NAME`` letters, then the drawing: Streamlit writes a mapping as JSON twice a run, bytes never."""
    content = svg.encode()
    return hashlib.sha256(content).hexdigest()[:NAME].encode() + content

"""An SVG of ours in the page, by a component: ``st.html`` keeps no SVG."""

from __future__ import annotations

import hashlib

from markupsafe import Markup

from pages.shared.own_component import own_component

PLACE = '<div class="house drawing"></div>'


def show(svg: Markup, key: str) -> None:
    """The drawing, as wide as its place; its links are followed by ``deploy/french.js``."""
    mount = own_component("drawing", PLACE, isolated=False)
    mount(key=key, data={"svg": str(svg), "name": hashlib.sha256(svg.encode()).hexdigest()[:16]})

"""An SVG of ours in the page: the one custom component, since ``st.html`` keeps no SVG.

Its script is a file of this site (``static/component``), as the content security policy wants: an inline one would be
run from a ``blob:`` address.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

import streamlit as st
from markupsafe import Markup
from streamlit.components.v2.get_bidi_component_manager import get_bidi_component_manager
from streamlit.components.v2.manifest_scanner import ComponentConfig, ComponentManifest

ROOT = Path(__file__).resolve().parents[2]
SITE, NAME = "fragilites-territoriales", "drawing"


def show(svg: Markup, key: str) -> None:
    """The drawing, as wide as its place; its links are followed by ``deploy/french.js``."""
    _announce()
    mount = st.components.v2.component(
        f"{SITE}.{NAME}", html='<div class="house drawing"></div>', js="drawing.js", isolate_styles=False
    )
    mount(key=key, data={"svg": str(svg), "name": hashlib.sha256(svg.encode()).hexdigest()[:16]})


def _announce() -> None:
    """Say to the server of the page where the component's files are, as an installed package's manifest would."""
    manager = get_bidi_component_manager()
    if manager.get_component_asset_root(f"{SITE}.{NAME}") is None:
        manifest = ComponentManifest(SITE, "1", [ComponentConfig(NAME, "static/component")])
        manager.register_from_manifest(manifest, ROOT)

"""A component of ours: its script is a file of ``static/component``, served from our own address.

Streamlit runs a script given as text from a ``blob:`` address, which the guard's policy refuses; and takes files from
an installed package only, which we are not: what such a package would declare is said here.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from streamlit.components.v2 import component
from streamlit.components.v2.component_manager import BidiComponentManager
from streamlit.components.v2.get_bidi_component_manager import get_bidi_component_manager
from streamlit.components.v2.manifest_scanner import ComponentConfig, ComponentManifest
from streamlit.components.v2.types import ComponentRenderer

ROOT = Path(__file__).resolve().parents[2]
FOLDER = "static/component"
SITE = "fragilites-territoriales"


def own_component(name: str, html: str | None = None, *, isolated: bool = True) -> ComponentRenderer:
    """What mounts the component of ``static/component/<name>.js``."""
    return _declared(get_bidi_component_manager(), name, html, isolated)


@lru_cache(maxsize=8)
def _declared(manager: BidiComponentManager, name: str, html: str | None, isolated: bool) -> ComponentRenderer:
    """Once for a server: all its sessions mount the same."""
    full = f"{SITE}.{name}"
    if manager.get_component_asset_root(full) is None:
        declared = ComponentManifest(SITE, "1", [ComponentConfig(name, FOLDER)])
        manager.register_from_manifest(declared, ROOT)
    return component(full, html=html, js=f"{name}.js", isolate_styles=isolated)

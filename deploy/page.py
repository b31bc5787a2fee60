"""The HTML that carries the dashboard: Streamlit's `index.html`, made French.

Streamlit serves `lang="en"`, its own title and a preload of a font we do not use, and offers no setting for
them. The file is patched once at start; a piece that is no longer there stops the start, so that an upgrade
of Streamlit cannot bring English back unseen.
"""

from __future__ import annotations

import hashlib
import re
from datetime import UTC, datetime, timedelta
from html import escape
from pathlib import Path
from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route
from streamlit import file_util

from charts.theme import DARK, LIGHT, Palette
from pages.shared.sitemap import SITE, SITE_PAGES, tab_title
from territory.errors import DataError
from territory.operator import OPERATOR_FILE, load_operator

ROOT = Path(__file__).resolve().parents[1]
STATIC = ROOT / "static"
SCRIPT = Path(__file__).with_name("french.js")
SCRIPT_PATH = "/french.js"


class PublicPage(NamedTuple):
    """One address of the dashboard, with what search engines and link previews print."""

    path: str
    title: str
    description: str


PUBLIC_PAGES = tuple(PublicPage(f"/{page.path}", tab_title(page.path), page.description) for page in SITE_PAGES)

_NOSCRIPT = (
    "<noscript><p>Ce tableau de bord a besoin de JavaScript. "
    "Activez-le dans votre navigateur, puis rechargez la page.</p></noscript>"
)

_SHEET = '<link rel="stylesheet" href="/app/static/house.css" />'
"""After Streamlit's own rules, which its bundle writes into the head: ours of the same weight win."""


def streamlit_index() -> str:
    """The `index.html` shipped with the installed Streamlit."""
    return (Path(file_util.get_static_dir()) / "index.html").read_text(encoding="utf-8")


def french_page(index: str, page: PublicPage) -> str:
    """Streamlit's index with French language, title, description, scripts, favicon and our sheet."""
    html = _replace_once(index, r'<html lang="en">', '<html lang="fr">')
    html = _replace_once(html, r"<title>Streamlit</title>", _head(page))
    html = _replace_once(html, r'<link\s+rel="preload"[^>]*?SourceSans[^>]*?/>', _font_preload())
    html = _replace_once(html, r'<link rel="shortcut icon"[^>]*?/>', _favicon())
    html = _replace_once(html, r'<link rel="service-desc"[^>]*?/>', "")
    html = _replace_once(html, r'<div id="root"></div>', f'<div id="root"></div>\n    {_SHEET}')
    return _replace_once(html, r"<noscript>.*?</noscript>", _NOSCRIPT)


def page_routes() -> list[BaseRoute]:
    """Routes for our pages, the French script and `robots.txt`, before Streamlit's own routes."""
    index = streamlit_index()
    routes: list[BaseRoute] = [_page_route(french_page(index, page), page.path) for page in PUBLIC_PAGES]
    routes += [Route(SCRIPT_PATH, _french_script), Route("/robots.txt", _robots)]
    contact = _contact()
    return [*routes, _security_route(contact)] if contact else routes


def not_found_page() -> str:
    """What a reader gets, with status 404, at an address that is not ours."""
    return f"""<!DOCTYPE html>
<html lang="fr">
<head>
<meta charset="UTF-8" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<meta name="robots" content="noindex" />
<title>Page introuvable – {escape(SITE)}</title>
{_favicon()}
<style>
@font-face {{
  font-family: "Observatoire Sans";
  src: url("/app/static/fonts/observatoire-sans-400.woff2");
}}
:root {{ color-scheme: light dark; {_variables(LIGHT)} }}
@media (prefers-color-scheme: dark) {{
  :root {{ {_variables(DARK)} }}
}}
body {{
  font: 1.125rem/1.6 "Observatoire Sans", "Liberation Sans", Arial, sans-serif;
  color: var(--ink);
  background: var(--paper);
  max-width: 36rem;
  margin: 15vh auto;
  padding: 0 1.5rem;
}}
h1 {{ font-size: 2rem; line-height: 1.25; }}
a {{ color: var(--link); }}
</style>
</head>
<body>
<main>
<h1>Cette page n’existe pas</h1>
<p>L’adresse est peut-être incomplète, ou la page a changé de place.</p>
<p><a href="/">Aller à l’accueil</a></p>
</main>
</body>
</html>
"""


def _variables(palette: Palette) -> str:
    """The colours of the page that is not found, under a theme."""
    return f"--ink: {palette.text}; --paper: {palette.background}; --link: {palette.accent};"


def _head(page: PublicPage) -> str:
    """Title, description, link preview and our script, which must run before Streamlit's module."""
    title, description = escape(page.title), escape(page.description)
    return (
        f"<title>{title}</title>\n"
        f'    <meta name="description" content="{description}" />\n'
        f'    <meta property="og:title" content="{title}" />\n'
        f'    <meta property="og:description" content="{description}" />\n'
        '    <meta property="og:locale" content="fr_FR" />\n'
        f'    <script src="{SCRIPT_PATH}?v={_script_version()}"></script>'
    )


def _favicon() -> str:
    """Our icon where it exists; else an empty one, which keeps Streamlit's crown out of a public service."""
    if (STATIC / "favicon.svg").is_file():
        return '<link rel="shortcut icon" type="image/svg+xml" href="/app/static/favicon.svg" />'
    return '<link rel="shortcut icon" href="data:," />'


def _font_preload() -> str:
    """Our typeface, asked for with the page rather than after Streamlit's bundle."""
    name = "fonts/observatoire-sans-400.woff2"
    if not (STATIC / name).is_file():
        return ""
    return f'<link rel="preload" href="/app/static/{name}" as="font" type="font/woff2" crossorigin />'


def _script_version() -> str:
    """A digest in the address lets browsers keep the script for ever and still see a new one."""
    return hashlib.sha256(SCRIPT.read_bytes()).hexdigest()[:12]


def _replace_once(html: str, pattern: str, replacement: str) -> str:
    changed, count = re.subn(pattern, lambda _: replacement, html, flags=re.DOTALL)
    if count != 1:
        raise RuntimeError(f"Streamlit's index.html has {count} matches of {pattern!r}, 1 expected: see deploy/page.py")
    return changed


def _page_route(html: str, path: str) -> Route:
    async def endpoint(_: Request) -> Response:
        return HTMLResponse(html, headers={"Cache-Control": "no-cache"})

    return Route(path, endpoint)


async def _french_script(_: Request) -> Response:
    return Response(
        SCRIPT.read_bytes(),
        media_type="text/javascript; charset=utf-8",
        headers={"Cache-Control": "public, max-age=31536000, immutable"},
    )


def _contact() -> str:
    """The operator's, where they gave one that can be read."""
    try:
        return load_operator(ROOT / "data" / OPERATOR_FILE).contact
    except (DataError, OSError):
        return ""


def _security_route(contact: str) -> Route:
    """RFC 9116: whom to tell, for a year after the start. Without a contact there is no such file."""
    expires = f"{datetime.now(UTC) + timedelta(days=365):%Y-%m-%dT%H:%M:%SZ}"
    text = f"Contact: mailto:{contact}\nExpires: {expires}\nPreferred-Languages: fr, en\n"

    async def endpoint(_: Request) -> Response:
        return PlainTextResponse(text)

    return Route("/.well-known/security.txt", endpoint)


async def _robots(_: Request) -> Response:
    return PlainTextResponse("User-agent: *\nAllow: /\n")

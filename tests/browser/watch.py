"""What a page under test must never do: ask another host, or write an error in the console."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, WebError, WebSocket

# On a deep link Streamlit first looks for its server under the page's own address (harmless, one 404 each).
DEEP_LINK_PROBE = re.compile(r"^/[^/]+/_stcore/(health|host-config)$")

# plotly.js goes on drawing a figure whose page has just been left, and misses what Streamlit took from it (as in
# plotly/plotly.js#5159): seen once in four runs of these tests, on a busy machine; the next page is whole.
LEFT_FIGURE = "Cannot read properties of undefined (reading 'typesetMath')"


def is_foreign(url: str, own: set[str]) -> bool:
    """Whether a browser that loads `url` asks another host than ours (`own` holds host:port)."""
    parts = urlsplit(url)
    if parts.scheme == "blob":  # blob:http://host:port/id lives in the page that made it
        parts = urlsplit(url.removeprefix("blob:"))
        return bool(parts.netloc) and parts.netloc not in own
    return parts.scheme not in {"data", "about"} and parts.netloc not in own


def is_deep_link_probe(text: str, url: str) -> bool:
    return "404" in text and bool(DEEP_LINK_PROBE.match(urlsplit(url).path))


def is_left_figure(text: str) -> bool:
    return LEFT_FIGURE in text


@dataclass
class Watch:
    """Records of one browser context; empty at the end of a good test."""

    own: set[str]
    foreign: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def attach(self, context: BrowserContext) -> None:
        context.on("request", self._on_request)
        context.on("console", self._on_console)
        context.on("weberror", self._on_web_error)
        context.on("page", self._on_page)

    def detach(self, context: BrowserContext) -> None:
        """The next test of the same context has its own."""
        context.remove_listener("request", self._on_request)
        context.remove_listener("console", self._on_console)
        context.remove_listener("weberror", self._on_web_error)
        context.remove_listener("page", self._on_page)

    def clear(self) -> None:
        """For a test that provokes what it checks."""
        self.foreign.clear()
        self.errors.clear()

    def complaints(self) -> list[str]:
        return [f"asked another host: {url}" for url in self.foreign] + [
            f"error in the console: {text}" for text in self.errors
        ]

    def _on_page(self, page: Page) -> None:
        page.on("websocket", self._on_websocket)

    def _on_request(self, request: Request) -> None:
        if is_foreign(request.url, self.own):
            self.foreign.append(request.url)

    def _on_websocket(self, websocket: WebSocket) -> None:
        if is_foreign(websocket.url, self.own):
            self.foreign.append(websocket.url)

    def _on_console(self, message: ConsoleMessage) -> None:
        url = message.location.get("url", "")
        if message.type == "error" and not is_deep_link_probe(message.text, url):
            self.errors.append(f"{message.text} ({url})")

    def _on_web_error(self, error: WebError) -> None:
        text = str(error.error)
        if not is_left_figure(text):
            self.errors.append(text)

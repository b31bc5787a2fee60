"""What every browser test does with a page: open it and wait for its content, ask axe about it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, Response, expect

AXE = Path(__file__).with_name("axe") / "axe.min.js"
READY = '[data-testid="stApp"][data-test-script-state="notRunning"]'


def visit(page: Page, address: str) -> Response:
    """Open an address of the dashboard and wait until its script has run to the end."""
    response = page.goto(address)
    assert response is not None
    wait_until_ready(page)
    return response


def wait_until_ready(page: Page) -> None:
    """Wait until no script runs and no part of the page is still waiting to be drawn."""
    expect(page.locator(READY)).to_be_attached(timeout=30_000)
    expect(page.locator('[data-testid="stSkeleton"]')).to_have_count(0, timeout=30_000)


def axe_violations(page: Page, scope: str | None = None) -> list[dict[str, Any]]:
    """What axe-core finds wrong in the page (or under the CSS selector `scope`), one record a rule.

    The library is evaluated through the debugger, which the page's security policy does not bind.
    """
    page.evaluate(_axe_source())
    result = page.evaluate(
        "scope => axe.run(scope ? {include: [[scope]]} : document, {resultTypes: ['violations']})",
        scope,
    )
    return [
        {
            "rule": violation["id"],
            "impact": violation["impact"],
            "help": violation["help"],
            "nodes": [node["html"][:200] for node in violation["nodes"]],
            "targets": [node["target"] for node in violation["nodes"]],
        }
        for violation in result["violations"]
    ]


@cache
def _axe_source() -> str:
    return AXE.read_text(encoding="utf-8")

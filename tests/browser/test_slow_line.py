"""What a reader on a slow line sees, where the server's words arrive late."""

from __future__ import annotations

import re

from playwright.sync_api import Page, WebSocketRoute, expect
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from tests.browser import facts
from tests.browser.facts import REGIONS
from tests.browser.visit import eventually, visit, wait_until_ready

NAMES = dict(REGIONS)
ONE, TWO = re.compile(r"/comparer\?regions=32$"), re.compile(r"/comparer\?regions=32%2C53$")


class Late:
    """What the server sends waits while `holding`, then arrives in its order."""

    def __init__(self, page: Page) -> None:
        self.holding = False
        self.runs_ended = 0
        self.kept: list[str | bytes] = []
        page.route_web_socket("**/_stcore/stream", self._between)

    def release(self) -> None:
        self.holding = False
        for message in self.kept:
            self.reader.send(message)
        self.kept.clear()

    def _between(self, reader: WebSocketRoute) -> None:
        self.reader = reader
        reader.connect_to_server().on_message(self._arrived)

    def _arrived(self, message: str | bytes) -> None:
        assert isinstance(message, bytes)
        self.runs_ended += ForwardMsg.FromString(message).WhichOneof("type") == "script_finished"
        if self.holding:
            self.kept.append(message)
        else:
            self.reader.send(message)


def go(page: Page, steps: int, late: Late) -> None:
    """Back or forward, until the server has ended the run that this asks for."""
    ended = late.runs_ended
    page.evaluate("steps => setTimeout(() => history.go(steps))", steps)

    def one_more() -> None:
        assert late.runs_ended > ended

    eventually(page, one_more)


def test_back_and_forward_in_haste_find_what_the_page_said_it_held(page: Page) -> None:
    """The page tells the server at each run what it holds. It lets go of nothing that it has told, however many runs
    end before the answer arrives."""
    late = Late(page)
    visit(page, "/comparer")
    for code, address in (("32", ONE), ("53", TWO)):
        page.get_by_test_id("stButtonGroup").get_by_role("button", name=NAMES[code], exact=True).click()
        page.wait_for_url(address)
        wait_until_ready(page)
    for seen, last, back in (((), -1, +1), ((-1,), -1, +2), ((-1, -1), +1, +1)):
        for steps in seen:
            go(page, steps, late)
            wait_until_ready(page)
        late.holding = True
        go(page, last, late)
        go(page, back, late)
        late.release()
        expect(page.locator("h1")).to_have_text(facts.comparison_title("32", "53"))
        wait_until_ready(page)
        expect(page.get_by_role("dialog")).to_have_count(0)

"""The ballot's addresses, behind the guard: what a phone is shown, what is taken, and who is turned away."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from deploy.guard import Guard
from deploy.workshop import page
from deploy.workshop.names import Names, names_of
from deploy.workshop.rate import ADDRESSES, Rate
from deploy.workshop.received import LARGEST
from deploy.workshop.routes import Vote
from territory.loader import Edition
from territory.workshop.model import Setup
from territory.workshop.network import network
from territory.workshop.records import Keys, Workshop
from territory.workshop.store import Store
from tests.territory.workshop.samples import SETUP

LABELS = {"emploi": "Emploi", "sante": "Santé", "mobilite": "Mobilité", "culture": "Culture"}
BALLOT = {"actor": "elus", "points": {"emploi": 3, "sante": 2}, "opinions": {"culture": "less"}}


def names(_: Setup) -> Names:
    return Names(LABELS, "Hauts-de-France")


class Phone:
    """A browser without script: keeps its cookie, fills in the form that it was sent."""

    def __init__(self, store: Store, rate: Rate | None = None) -> None:
        app = Starlette(routes=Vote(lambda: store, names, rate).routes())
        guarded = Guard(app, policy="default-src 'none'", html_paths=[], not_found="<p>Introuvable</p>")
        self.client = TestClient(guarded, base_url="http://localhost", follow_redirects=False)

    def hidden(self, code: str) -> dict[str, str]:
        html = self.client.get(f"/vote/{code}").text
        return dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', html))

    def form(self, code: str, headers: dict[str, str] | None = None, **fields: str) -> Any:
        sent = {**self.hidden(code), **{name.replace("__", "."): text for name, text in fields.items()}}
        return self.client.post(f"/vote/{code}", data=sent, headers=headers or {"Sec-Fetch-Site": "same-origin"})

    def json(self, code: str, content: dict[str, Any] | bytes, headers: dict[str, str] | None = None) -> Any:
        held = self.hidden(code)
        body = content if isinstance(content, bytes) else json.dumps({**held, **content}).encode()
        given = {"Content-Type": "application/json", "Origin": "http://localhost", **(headers or {})}
        return self.client.post(f"/vote/{code}", content=body, headers=given)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store(f"sqlite:///{tmp_path}/workshops.sqlite")
    yield opened
    opened.close()


@pytest.fixture
def phone(store: Store) -> Phone:
    return Phone(store)


@pytest.fixture
def keys(store: Store) -> Keys:
    given = store.create(SETUP)
    store.open_round(led(store, given))
    return given


def led(store: Store, keys: Keys) -> Workshop:
    found = store.by_facilitator(keys.facilitator)
    assert found
    return found


def count(store: Store, keys: Keys) -> dict[str, int]:
    return {actor: ballots for actor, ballots in store.progress(led(store, keys)).items() if ballots}


# --- what is shown ---------------------------------------------------------------------------------------


def test_the_page_says_what_it_asks_what_it_keeps_and_nothing_measured(phone: Phone, keys: Keys) -> None:
    html = phone.client.get(f"/vote/{keys.code}").text
    for words in (
        'lang="fr"',
        "Rencontre de Lens",
        "Hauts-de-France",
        "Ceci n’est pas une élection",
        "Association d’essai, mission d’intérêt public",
        "tout est effacé le",
        "plus fragile qu’ailleurs",
        "CNIL",
        *LABELS.values(),
        *(actor.label for actor in SETUP.actors),
    ):
        assert words in html, words
    assert not re.search(r"\d,\d|%|https?://", html)  # no value, no other host
    assert not re.search(r"<script(?![^>]*src)|<style|style=|\son\w+=", html)


def test_everything_a_phone_loads_is_under_50_kb(phone: Phone, store: Store, edition: Edition) -> None:
    """With the 16 domains and both questions, before any compression."""
    registry = edition.registry
    setup = replace(SETUP, domains=tuple(registry.domains), title="É" * 120, organiser="é" * 300)
    vote = Vote(
        lambda: store, lambda setup: Names({c: registry.domains[c].label for c in setup.domains}, "Hauts-de-France")
    )
    phone.client = TestClient(Starlette(routes=vote.routes()))
    keys = store.create(setup)
    store.open_round(led(store, keys))
    html = phone.client.get(f"/vote/{keys.code}")
    loaded = [html.content]
    for address in re.findall(r'(?:src|href)="(/[^"]+\.(?:js|css)[^"]*)"', html.text):
        answer = phone.client.get(address)
        assert answer.status_code == 200 and "immutable" in answer.headers["cache-control"]
        loaded.append(answer.content)
    assert len(loaded) == 3
    assert sum(map(len, loaded)) < 50_000
    assert sum(len(gzip.compress(content)) for content in loaded) < 15_000


def test_titles_are_text(phone: Phone, store: Store) -> None:
    keys = store.create(replace(SETUP, title='<script>alert(1)</script>"', organiser="<img src=x>"))
    assert "<script>alert" not in phone.client.get(f"/vote/{keys.code}").text
    store.open_round(led(store, keys))
    html = phone.client.get(f"/vote/{keys.code}").text
    assert "<script>alert" not in html and "<img" not in html and "&lt;script&gt;" in html


def test_headers_are_strict_and_nothing_is_told_to_anybody(phone: Phone, keys: Keys) -> None:
    for answer in (phone.client.get(f"/vote/{keys.code}"), phone.client.get("/vote"), phone.form(keys.code)):
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert answer.headers["cache-control"] == "no-store"
        assert "script-src 'self';" in answer.headers["content-security-policy"]
        assert "unsafe" not in answer.headers["content-security-policy"]
        assert answer.headers["x-content-type-options"] == "nosniff"
    cookie = TestClient(phone.client.app).get(f"/vote/{keys.code}").headers["set-cookie"]
    assert "HttpOnly" in cookie and "SameSite=lax" in cookie and f"Path=/vote/{keys.code}" in cookie


def test_a_code_is_typed_as_people_do(phone: Phone, keys: Keys) -> None:
    assert "Code de l’atelier" in phone.client.get("/vote").text
    typed = f"{keys.code[:3].lower()} {keys.code[3:]}"
    assert phone.client.get("/vote", params={"code": typed}).headers["location"] == f"/vote/{keys.code}"
    assert 'role="alert"' in phone.client.get("/vote", params={"code": "<b>"}).text
    assert phone.client.get("/vote/AAAAAA").status_code == 404
    assert phone.client.get(f"/vote/{keys.code.lower()}").headers["location"] == f"/vote/{keys.code}"


def test_before_and_after_the_vote_the_page_says_where_it_stands(phone: Phone, store: Store) -> None:
    keys = store.create(SETUP)
    assert "pas encore ouvert" in phone.client.get(f"/vote/{keys.code}").text
    store.open_round(led(store, keys))
    store.close_round(led(store, keys))
    assert "Le vote est clos." in phone.client.get(f"/vote/{keys.code}").text


def test_names_come_from_the_edition_of_the_workshop(edition: Edition) -> None:
    asked = replace(SETUP, domains=("emploi", "lune"))
    assert names_of(asked) == Names(
        {"emploi": edition.registry.domains["emploi"].label, "lune": "lune"}, "Hauts-de-France"
    )
    assert names_of(replace(asked, edition="retiree")) == Names({"emploi": "emploi", "lune": "lune"}, "")


# --- what is taken ---------------------------------------------------------------------------------------


def test_a_form_without_script_is_recorded(phone: Phone, store: Store, keys: Keys) -> None:
    answer = phone.form(keys.code, actor="elus", points__emploi="3", points__sante="2", opinion__culture="less")
    assert answer.status_code == 200 and page.RECORDED in answer.text and "Référence de votre bulletin" in answer.text
    assert count(store, keys) == {"elus": 1}


def test_a_refused_form_says_every_fault_and_keeps_what_was_chosen(phone: Phone, store: Store, keys: Keys) -> None:
    answer = phone.form(keys.code, points__emploi="3", points__sante="3", opinion__culture="less")
    assert answer.status_code == 422 and 'role="alert"' in answer.text
    assert "Dites qui vous êtes" in answer.text and "votre bulletin en donne 6" in answer.text
    assert 'name="points.emploi" value="3" checked' in answer.text and '"less" selected' in answer.text
    assert count(store, keys) == {}


def test_json_is_recorded_and_sent_again_changes_nothing(phone: Phone, store: Store, keys: Keys) -> None:
    named = {"ballot_id": "b" * 32, "waited": 4000}
    first, again = (phone.json(keys.code, {**BALLOT, **named}) for _ in range(2))
    assert first.status_code == again.status_code == 201 and first.json() == again.json()
    assert first.json()["status"] == "recorded" and len(first.json()["reference"]) == 8
    assert count(store, keys) == {"elus": 1}


def test_a_device_counts_once_even_where_cookies_are_refused(phone: Phone, store: Store, keys: Keys) -> None:
    phone.form(keys.code, actor="elus", points__emploi="1")
    phone.form(keys.code, actor="citoyens", points__emploi="1")
    assert count(store, keys) == {"citoyens": 1}
    held = phone.hidden(keys.code)
    for actor in ("elus", "associations"):
        phone.client.cookies.clear()
        sent = {**held, "ballot_id": actor * 5, "actor": actor, "points.emploi": "1"}
        phone.client.post(f"/vote/{keys.code}", data=sent, headers={"Sec-Fetch-Site": "same-origin"})
    assert count(store, keys) == {"associations": 1}


def test_a_ballot_written_offline_before_the_close_is_taken_just_after(phone: Phone, store: Store, keys: Keys) -> None:
    held = phone.hidden(keys.code)
    store.close_round(led(store, keys))
    late = phone.json(keys.code, {**BALLOT, **held, "waited": 0})
    assert late.status_code == 409 and "clos" in late.json()["messages"][0]
    assert phone.json(keys.code, {**BALLOT, **held, "waited": 60_000}).status_code == 201


# --- who is turned away ----------------------------------------------------------------------------------

TURNED_AWAY: dict[str, tuple[dict[str, str], int]] = {
    "another site's form": ({"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"}, 403),
    "another site of the same owner": ({"Sec-Fetch-Site": "same-site"}, 403),
    "an older browser, another site": ({"Origin": "https://evil.example"}, 403),
    "two origins": ({"Origin": "http://localhost, https://evil.example"}, 403),
}


@pytest.mark.parametrize("name", TURNED_AWAY)
def test_another_site_cannot_vote_for_who_visits_it(phone: Phone, store: Store, keys: Keys, name: str) -> None:
    headers, status = TURNED_AWAY[name]
    assert phone.form(keys.code, headers, actor="elus", points__emploi="1").status_code == status
    sent = phone.json(keys.code, BALLOT, headers)
    assert sent.status_code == status and sent.json()["status"] == "refused"
    assert count(store, keys) == {}


def test_an_older_browser_whose_form_says_no_origin_is_known_by_its_cookie(
    phone: Phone, store: Store, keys: Keys
) -> None:
    """``Referrer-Policy: no-referrer`` makes it « null »; another site's form is « null » too, without our mark."""
    null = {"Origin": "null"}
    assert phone.form(keys.code, null, actor="elus", points__emploi="1", device="a" * 22).status_code == 403
    assert phone.form(keys.code, null, actor="elus", points__emploi="1").status_code == 200
    phone.client.cookies.clear()
    held = phone.hidden(keys.code)
    phone.client.cookies.clear()
    assert phone.client.post(f"/vote/{keys.code}", data=held, headers=null).status_code == 403
    assert count(store, keys) == {"elus": 1}


GOOD = {**BALLOT, "device": "d" * 22, "ballot_id": "b" * 22, "round": "?"}
HOSTILE: dict[str, tuple[bytes | dict[str, Any], int]] = {
    "too many points": ({**BALLOT, "points": {"emploi": 3, "sante": 3}}, 422),
    "four on one": ({**BALLOT, "points": {"emploi": 4}}, 422),
    "nothing shared": ({**BALLOT, "points": {}}, 422),
    "less than nothing": ({**BALLOT, "points": {"emploi": -3, "sante": 3}}, 422),
    "half a point": ({**BALLOT, "points": {"emploi": 1.5}}, 422),
    "an unknown domain": ({**BALLOT, "points": {"lune": 1}}, 422),
    "an unknown actor": ({**BALLOT, "actor": "roi"}, 422),
    "html": ({**BALLOT, "actor": "<script>alert(1)</script>"}, 422),
    "html for a domain": ({**BALLOT, "points": {"<img src=x onerror=alert(1)>": 1}}, 422),
    "a field of its own": ({**BALLOT, "admin": True}, 422),
    "another round's token": ({**BALLOT, "round": "a" * 22}, 409),
    "no round": ({**BALLOT, "round": ""}, 409),
    "an identifier out of shape": ({**BALLOT, "ballot_id": "../../etc/passwd"}, 422),
    "an identifier that is a list": ({**BALLOT, "ballot_id": ["b" * 22]}, 422),
    "written in the future": ({**BALLOT, "waited": -5}, 422),
    "written a century ago": ({**BALLOT, "waited": 10**13}, 422),
    "a megabyte": (b"x" * 1_000_000, 413),
    "a deep nest": (b"[" * 10_000, 422),
    "no JSON": (b"\xff\x00garbage", 422),
    "a key said twice": (b'{"actor": "elus", "actor": "citoyens"}', 422),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_twenty_hostile_ballots_are_refused_in_french_and_nothing_is_lost(
    phone: Phone, store: Store, keys: Keys, name: str
) -> None:
    assert len(HOSTILE) == 20
    assert phone.json(keys.code, BALLOT).status_code == 201
    content, status = HOSTILE[name]
    answer = Phone(store).json(keys.code, content)
    assert answer.status_code == status
    messages = answer.json()["messages"]
    assert messages and all(message.endswith((".", ")")) and len(message) < 300 for message in messages)
    assert count(store, keys) == {"elus": 1}


def test_html_sent_by_a_form_comes_back_as_text(phone: Phone, keys: Keys) -> None:
    answer = phone.form(keys.code, actor="<script>alert(1)</script>", points__emploi="1")
    assert answer.status_code == 422 and "<script>alert" not in answer.text


def test_a_body_is_refused_before_it_is_read_and_while_it_lies(phone: Phone, keys: Keys) -> None:
    def endless() -> Iterator[bytes]:
        for _ in range(100):
            yield b"x" * 1024

    headers = {"Content-Type": "application/json", "Sec-Fetch-Site": "same-origin"}
    address = f"/vote/{keys.code}"
    assert (
        phone.client.post(address, content=b"", headers={**headers, "Content-Length": str(LARGEST + 1)}).status_code
        == 413
    )
    assert phone.client.post(address, content=b"", headers={**headers, "Content-Length": "many"}).status_code == 413
    assert phone.client.post(address, content=endless(), headers=headers).status_code == 413
    assert (
        phone.client.post(address, content=b"a", headers={**headers, "Content-Type": "text/plain"}).status_code == 415
    )


def test_a_venue_has_one_address_and_a_loop_is_stopped(store: Store, keys: Keys) -> None:
    now = [0.0]
    phone = Phone(store, Rate(most=300, clock=lambda: now[0]))
    assert {phone.client.get("/vote").status_code for _ in range(300)} == {200}
    stopped = phone.client.get("/vote")
    assert stopped.status_code == 429 and stopped.headers["retry-after"] and "réseau" in stopped.text
    now[0] += 60
    assert phone.client.get("/vote").status_code == 200


def test_addresses_are_counted_within_bounds_and_forgotten() -> None:
    rate = Rate(most=2, clock=lambda: 0.0)
    for number in range(ADDRESSES + 10):
        rate.allows(f"10.{number // 65536}.{number // 256 % 256}.{number % 256}")
    assert len(rate._asked) == ADDRESSES + 1
    rate.forget()
    assert not rate._asked
    assert network("2001:db8::1") == network("2001:db8::ffff") != network("2001:db8:0:1::1")


def test_only_the_ballot_says_that_the_store_is_away(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    phone = Phone(Store(f"sqlite:///{tmp_path}/file/workshops.sqlite"))
    shown = phone.client.get("/vote/AAAAAA")
    assert shown.status_code == 503 and "momentanément indisponible" in shown.text
    headers = {"Content-Type": "application/json", "Origin": "http://localhost"}
    sent = phone.client.post("/vote/AAAAAA", content=b"{}", headers=headers)
    assert sent.status_code == 503 and "momentanément indisponible" in sent.json()["messages"][0]
    assert phone.client.get("/vote").status_code == 200

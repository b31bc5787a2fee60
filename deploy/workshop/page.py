"""What a phone is shown: the ballot, the code to type, and a sentence where there is nothing to vote."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from markupsafe import Markup

from charts.canvas.markup import render
from charts.theme import CLASS_COLOUR, DARK, LIGHT, OUTLINE
from deploy.workshop.names import Names
from territory.analysis import FragilityClass
from territory.wording.dates import date_text
from territory.workshop import keys
from territory.workshop.model import MOST_ON_ONE, POINTS, Opinion
from territory.workshop.records import Receipt, Workshop

HERE = Path(__file__).parent
SCRIPT, STYLE = "bulletin.js", "bulletin.css"
PATH = "/vote"
RECORDED = "Bulletin enregistré"
OPINIONS = (
    (Opinion.MORE.value, "plus fragile qu’ailleurs"),
    (Opinion.SAME.value, "comme ailleurs"),
    (Opinion.LESS.value, "moins fragile qu’ailleurs"),
    (Opinion.UNKNOWN.value, "je ne sais pas"),
)
_COLOUR = re.compile(r"var\(--([\w-]+)\)")
_COLOURS: Mapping[str, str] = {
    **{f"light-{name}": colour for name, colour in vars(LIGHT).items()},
    **{f"dark-{name}": colour for name, colour in vars(DARK).items()},
    "outline": OUTLINE,
    **{kind.value.replace("_", "-"): CLASS_COLOUR[kind] for kind in FragilityClass},
}
"""The colours that the style sheet names as variables."""


@dataclass(frozen=True)
class Chosen:
    """What a refused ballot held, shown again; only what is a choice of the page is marked."""

    actor: Any = ""
    points: Mapping[str, Any] = field(default_factory=dict)
    opinions: Mapping[str, Any] = field(default_factory=dict)


def chosen(raw: Mapping[str, Any]) -> Chosen:
    """From a ballot's raw data."""
    points, opinions = raw.get("points"), raw.get("opinions")
    return Chosen(
        raw.get("actor", ""),
        points if isinstance(points, Mapping) else {},
        opinions if isinstance(opinions, Mapping) else {},
    )


def address_of(code: str) -> str:
    return f"{PATH}/{code}"


def ballot(
    workshop: Workshop, names: Names, device: str, faults: Sequence[str] = (), held: Chosen | None = None
) -> Markup:
    """The page of an open round. ``device``: the token that its cookie holds, for browsers that keep none."""
    setup = workshop.setup
    return _page(
        "ballot.html",
        setup.title,
        script=True,
        address=address_of(workshop.code),
        territory=names.territory,
        device=device,
        ballot_id=keys.new_token(),
        round_key=workshop.round_key,
        actors=setup.actors,
        domains=[(code, names.domains[code]) for code in setup.domains],
        opinions=OPINIONS if setup.asks_opinion else (),
        most=POINTS,
        most_on_one=MOST_ON_ONE,
        live=workshop.live,
        organiser=setup.organiser,
        expires=date_text(workshop.expires.date()),
        faults=faults,
        chosen=held or Chosen(),
    )


def notice(title: str, sentences: Sequence[str], *, code: str = "", leads: str = "Vérifier de nouveau") -> Markup:
    """A sentence, and the way back to a code's ballot; a ballot that waits in the browser is sent from here too."""
    address = address_of(code) if code else ""
    held = {"sentences": sentences, "reference": "", "address": address, "leads": leads}
    return _page("notice.html", title, script=bool(code), **held)


def recorded(receipt: Receipt, code: str) -> Markup:
    held = {"sentences": [after(receipt)], "reference": receipt.reference, "address": address_of(code)}
    return _page("notice.html", RECORDED, script=False, leads="Changer mon bulletin", **held)


def after(receipt: Receipt) -> str:
    """What is said of a ballot that is on the disk."""
    number = "premier" if receipt.number == 1 else "second"
    again = "Vous pouvez voter de nouveau jusqu’à la clôture\u00a0: le dernier bulletin compte."
    return f"Votre bulletin du {number} tour est enregistré. {again}"


def type_code(fault: str = "") -> Markup:
    return _page("code.html", "Voter dans un atelier", script=False, fault=fault)


@cache
def file(name: str) -> tuple[bytes, str]:
    """A file of the page, and its address, which changes with it."""
    content = _COLOUR.sub(lambda found: _COLOURS[found[1]], (HERE / name).read_text(encoding="utf-8")).encode("utf-8")
    return content, f"{PATH}/{name}?v={hashlib.sha256(content).hexdigest()[:12]}"


def _page(template: str, title: str, *, script: bool, **values: Any) -> Markup:
    links = {"style": file(STYLE)[1], "script": file(SCRIPT)[1] if script else ""}
    return render(HERE / template, title=title, **links, **values)

"""How people join a workshop: a slide to project, and a sheet to print with a paper ballot."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime, time

import typst
from pptx.util import Inches

from charts.canvas import qr, ruler
from charts.canvas.slide.page import page
from charts.canvas.slide.shapes import Run, box, describe, fitted
from charts.canvas.slide.template import BODY_BOTTOM, BODY_TOP, MARGIN, SPAN, new_deck
from charts.documents.image import PRINT
from charts.documents.pptx import saved
from charts.stamp import SITE, Stamp
from charts.theme import ACCENT, LINE, MUTED, TEXT
from territory import wording
from territory.wording import NBSP
from territory.wording.addresses import typed_address
from territory.wording.invitation import HOW, NO_NAME, SECOND
from territory.wording.perception import NO_ELECTION, OPINION_LABEL
from territory.workshop.model import MOST_ON_ONE, Opinion, Setup

_CODE = 3.9


def slide(setup: Setup, code: str, address: str, stamp: Stamp) -> bytes:
    """The deck's one slide: the code in large letters, the address, its QR code."""
    deck = new_deck()
    where = stamp.edition.regions[setup.territory].name
    drawn = page(
        deck, stamp, title=setup.title, subtitle=where, source=NO_ELECTION, address=address,
        notes=[HOW, NO_NAME, address],
    )  # fmt: skip
    at = (Inches(MARGIN), Inches(BODY_TOP + 0.2), Inches(_CODE), Inches(_CODE))
    picture = drawn.shapes.add_picture(io.BytesIO(qr.png(address)), *at)
    describe(picture, "Code QR", f"Code QR de l’adresse où répondre{NBSP}: {address}")
    left, room = MARGIN + _CODE + 0.5, SPAN - _CODE - 0.5
    shown = typed_address(address)
    fitted(drawn.shapes, "Adresse", (left, BODY_TOP + 0.2, room, 0.6), shown, (30, 26, 22, 18, 14), colour=ACCENT)
    spaced = f"{code[:3]}{NBSP}{code[3:]}"
    box(drawn.shapes, "Code", (left, BODY_TOP + 0.9, room, 1.3), [[Run(spaced, 80, True, TEXT)]])
    fitted(drawn.shapes, "Ce qui est demandé", (left, BODY_TOP + 2.3, room, 1.2), HOW, (24, 22, 20, 18), colour=TEXT)
    below = (left, BODY_BOTTOM - 0.9, room, 0.6)
    fitted(drawn.shapes, "Sans nom", below, NO_NAME, (20, 18, 16), colour=MUTED)
    return saved(deck, stamp.date, setup.title)


def sheet(setup: Setup, code: str, address: str, stamp: Stamp) -> bytes:
    """Two pages, PDF/UA: how to answer by telephone, then a paper ballot whose domains have the numbers to type."""
    domains = stamp.edition.registry.domains
    data = {
        "title": setup.title,
        "where": stamp.edition.regions[setup.territory].name,
        "author": SITE,
        "palette": {"ink": TEXT, "muted": MUTED, "rule": LINE, "accent": ACCENT},
        "code": f"{code[:3]}{NBSP}{code[3:]}",
        "address": typed_address(address),
        "link": address,
        "qr": {"svg": qr.svg(address), "alt": f"Code QR de l’adresse où répondre{NBSP}: {address}"},
        "how": HOW,
        "steps": [
            "Photographiez le code, ou tapez l’adresse et le code.",
            "Dites quel acteur vous êtes.",
            HOW,
            f"Envoyez, et notez la référence affichée{NBSP}: elle permet de faire retirer votre réponse.",
        ],
        "quiet": [NO_NAME, NO_ELECTION, *([setup.organiser] if setup.organiser else [])],
        "ballot": "Bulletin papier",
        "who": "Vous êtes (cochez une case)",
        "actors": [actor.label for actor in setup.actors],
        "columns": ["N°", "Domaine", f"Points (de{NBSP}0{NBSP}à{NBSP}{MOST_ON_ONE})"],
        "domains": [domains[each].label for each in setup.domains],
        "boxes": MOST_ON_ONE,
        "second": SECOND if setup.asks_opinion else "",
        "opinions": [wording.capital(OPINION_LABEL[o]) for o in Opinion] if setup.asks_opinion else [],
        "foot": stamp.line(address),
    }
    return typst.compile(
        PRINT / "ballot.typ",
        root=PRINT,
        format="pdf",
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        pdf_standards=["ua-1"],
        timestamp=datetime.combine(stamp.date, time(), UTC),
        font_paths=[ruler.FONTS],
        ignore_system_fonts=True,
    )

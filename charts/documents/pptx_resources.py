"""The resources that a reader picked, as native tables at the end of a composed deck."""

from __future__ import annotations

from collections.abc import Sequence

from pptx.presentation import Presentation as Deck

from charts.canvas.slide.shapes import Cell, header, table
from charts.canvas.slide.template import BODY_TOP, MARGIN, SPAN
from charts.slides.figures import BODY_HEIGHT, page
from charts.stamp import Stamp
from charts.theme import MUTED
from territory import wording
from territory.resources import Resource

A_SLIDE = 8
SOURCE = f"Source{wording.NBSP}: catalogue des ressources, d’après les documents de la démarche."


def add_resources(deck: Deck, stamp: Stamp, picked: Sequence[Resource]) -> None:
    """Eight a slide, in the reader's order: title, author, year, where to find it or to ask."""
    for start in range(0, len(picked), A_SLIDE):
        shown = picked[start : start + A_SLIDE]
        slide = page(
            deck,
            stamp,
            title="Des ressources pour agir",
            subtitle=f"Choisies dans le catalogue{wording.NBSP}: {wording.plural(len(picked), 'ressource')}.",
            source=SOURCE,
            address=stamp.address("ressources"),
            notes=[f"{resource.title}{wording.NBSP}: {resource.link or resource.ask}" for resource in shown],
        )
        rows = [
            [
                Cell(resource.title, bold=True),
                Cell(wording.enumeration(resource.authors) if resource.authors else wording.MISSING),
                Cell(resource.dated or wording.MISSING, colour=MUTED),
                Cell(resource.link or resource.ask, colour=MUTED, size=11),
            ]
            for resource in shown
        ]
        table(
            slide.shapes,
            "Ressources choisies",
            "Tableau des ressources choisies, de leurs auteurs et de leur adresse.",
            (MARGIN, BODY_TOP),
            (4.8, 2.4, 1.0, SPAN - 8.2),
            min(0.6, BODY_HEIGHT / (len(rows) + 1)),
            [[header("Ressource"), header("Auteur"), header("Année"), header("Où la trouver")], *rows],
            14,
            header_size=12,
        )

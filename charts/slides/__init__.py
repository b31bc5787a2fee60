"""PowerPoint decks of native shapes, charts and tables: a figure, a region, a list of views. Bytes out."""

from charts.slides.deck import composed_deck, figure_deck
from charts.slides.figures import Item
from charts.slides.region import region_deck

__all__ = ["Item", "composed_deck", "figure_deck", "region_deck"]

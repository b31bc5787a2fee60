"""What a page shows as HTML or SVG: templates that escape every text, filled once and kept by whoever asks.

A template stands beside the module that fills it. Its classes are those of ``static/house.css``; ``here`` marks a link
that stays in the page's session (``deploy/french.js``).
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from charts.legend import legend_class
from territory import wording
from territory.analysis import FragilityClass


def render(template: Path, **values: Any) -> Markup:
    """The template filled; text is escaped wherever it stands, markup of ours is not."""
    return Markup(_environment(template.parent).get_template(template.name).render(values))


@cache
def _environment(folder: Path) -> Environment:
    environment = Environment(loader=FileSystemLoader(folder), autoescape=True, undefined=StrictUndefined)
    environment.trim_blocks = environment.lstrip_blocks = True
    environment.filters |= {
        "swatch": swatch,
        "whole": whole,
        "sign": lambda kind: wording.CLASS_SYMBOL[FragilityClass(kind)],
    }
    return environment


_JOINED = re.compile(r"[^\W\d_]+-de-[^\W\d_]+")


def whole(text: str) -> Markup:
    """A text whose names joined by « de » stay on one line, as in ``charts.canvas.ruler``: « Hauts-de-France »."""
    parts, begun = [], 0
    for name in _JOINED.finditer(text):
        parts += [escape(text[begun : name.start()]), Markup('<span class="whole">{}</span>').format(name[0])]
        begun = name.end()
    return Markup("").join([*parts, escape(text[begun:])])


def swatch(kind: FragilityClass | str) -> str:
    """The class of the sheet that paints a class's colour: « k-near »."""
    return f"k-{legend_class(FragilityClass(kind)).value.replace('_', '-')}"

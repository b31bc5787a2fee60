"""Images of a figure, made on the server from its record alone.

    svg(record, "16-9", imprint)    # str: real text, named layers, the font inside
    png(record, "carre", imprint)   # bytes: the same drawing, twice the size
    html([record, …], imprint, title="…")  # bytes: one page that needs no network, figures, tables and sources

``imprint`` (date, choices in force, address) stands inside the image. The same arguments give the same bytes.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from string import Template

import typst

from charts.canvas.paper import SHAPES, Body, Shape, framed
from charts.canvas.svg import Box, Drawing, text_only
from charts.imprint import Imprint
from charts.progress import Told, telling
from charts.record import Record
from charts.report_text import LICENCE
from charts.tables import displayed
from charts.textfit import FAMILY, FONTS
from charts.vector import circles, comparison, overview, places, profile, ranking, region_map, similarity

PRINT = Path(__file__).with_name("print")
PNG_SCALE = 2
_EMBEDDED = (400, 600, 700)
BODIES: Mapping[str, Body] = {
    "vue-ensemble": overview.body,
    "profil": profile.body,
    "carte": region_map.body,
    "classement": ranking.body,
    "comparaison": comparison.body,
    "cercles": circles.body,
    "solidite": places.priorities,
    "essai": places.trial,
    "arbre": similarity.tree,
    "plan": similarity.plane,
}
"""The drawing of each figure of ``charts.figures``, by its code."""


def shape_of(code: str) -> Shape:
    """A format by its code. Raises ``ValueError`` with the allowed ones."""
    if code not in SHAPES:
        raise ValueError(f"format d’image inconnu : {code} (attendu : {', '.join(SHAPES)})")
    return SHAPES[code]


def svg(record: Record, shape: str, imprint: Imprint, *, prefix: str = "", fonts: bool = True) -> str:
    """The figure as SVG. ``fonts`` false leaves the typeface to the page that holds it, ``prefix`` is for its ids."""
    drawing = framed(record, shape_of(shape), imprint, BODIES[record.kind], prefix=prefix)
    return drawing.svg(record.title, record.alt, font_style() if fonts else "")


def png(record: Record, shape: str, imprint: Imprint) -> bytes:
    """The same drawing at twice its size: 2560 × 1440 or 2160 × 2160."""
    size = shape_of(shape)
    inputs = {
        "svg": svg(record, shape, imprint, fonts=False),
        "width": str(size.width),
        "height": str(size.height),
    }
    return compiled_png("image.typ", inputs, ppi=72 * PNG_SCALE)


def bare(record: Record, width: float, height: float, size: float, *, prefix: str = "", small: bool = False) -> str:
    """The figure alone, legend included, for a page that prints title and source as its own text.

    ``small``: a map without names and legend, which the atlas gives once.
    """
    drawing = Drawing(width, height, prefix)
    box = Box(0, 0, width, height)
    if small and region_map.drawable(record):
        region_map.country(drawing, record, box, size, names=False)
    else:
        BODIES[record.kind](drawing, record, box, size)
    return drawing.svg(record.title, record.alt)


def compiled_png(template: str, inputs: Mapping[str, str], ppi: float) -> bytes:
    """A template of ``charts/print`` with our fonts and no other; a reader's text travels in ``inputs`` only."""
    return typst.compile(
        PRINT / template, format="png", sys_inputs=dict(inputs), ppi=ppi,
        font_paths=[FONTS], ignore_system_fonts=True,
    )  # fmt: skip


# --- the page that outlives the service --------------------------------------------------------------------

_PAGE_FIGURE = (1132.0, 560.0, 17.0)
_TALL = {"carte": 1.1, "cercles": 1.1}
_NUMBER = re.compile(r"[+\u2212]?[\d\u202f]+(,\d+)?(\u202f%)?|n\.\u00a0d\.")


def html(
    records: Sequence[Record], imprint: Imprint, *, title: str, notes: Sequence[str] = (), told: Told | None = None
) -> bytes:
    """A self-contained page: each figure as SVG with its table, how to read it, its reserves and its source.

    ``notes``: a caption for each record, in the same order. No script, nothing fetched: the page says so to
    the browser itself. ``told`` hears of each figure.
    """
    given = [*notes, *[""] * (len(records) - len(notes))]
    figures = list(zip(records, given, strict=True))
    sections = [_section(k, record, note) for k, (record, note) in enumerate(telling(figures, told), start=1)]
    page = Template((PRINT / "page.html").read_text(encoding="utf-8")).substitute(
        title=text_only(title),
        fonts=font_style(),
        choices=f'<p class="choices">{text_only(imprint.choices)}</p>\n' if imprint.choices else "",
        imprint=text_only(imprint.line),
        contents="\n".join(
            f'<li><a href="#figure-{k}">{text_only(record.title)}</a></li>' for k, record in enumerate(records, start=1)
        ),
        sections="\n".join(sections),
        licence=text_only(LICENCE),
    )
    return page.encode("utf-8")


def _section(place: int, record: Record, note: str) -> str:
    width, height, size = _PAGE_FIGURE
    figure = bare(record, width, height * _TALL.get(record.kind, 1), size, prefix=f"figure-{place}-")
    reserves = "".join(f"<li>{text_only(f'{flag.finding} {flag.treatment}')}</li>" for flag in record.flags)
    parts = [
        f'<section id="figure-{place}">',
        f"<h2>{text_only(record.title)}</h2>",
        f'<p class="quiet">{text_only(record.subtitle)}</p>',
        f'<p class="note">{text_only(note)}</p>' if note else "",
        f'<div class="figure">{figure}</div>',
        f'<p class="source">{text_only(record.source)}</p>',
        f"<details><summary>Voir le tableau</summary>{_table(record)}</details>",
        f"<details><summary>Réserves sur ces données</summary><ul>{reserves}</ul></details>" if reserves else "",
        "</section>",
    ]
    return "\n".join(part for part in parts if part)


def _table(record: Record) -> str:
    shown = displayed(record)
    head = "".join(f'<th scope="col">{text_only(str(column))}</th>' for column in shown.columns)
    rows = "".join(
        "<tr>" + "".join(f"<td{_NUMERIC if _NUMBER.fullmatch(cell) else ''}>{text_only(cell)}</td>" for cell in row)
        + "</tr>"
        for row in shown.itertuples(index=False, name=None)
    )  # fmt: skip
    caption = f"<caption>{text_only(record.subtitle)}</caption>"
    return f'<div class="scroll"><table>{caption}<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>'


_NUMERIC = ' class="n"'


@cache
def font_style() -> str:
    """The typeface as a ``<style>`` that travels with the file."""
    faces = "".join(
        f"@font-face{{font-family:'{FAMILY}';font-weight:{weight};src:url(data:font/woff2;base64,{_woff2(weight)})}}"
        for weight in _EMBEDDED
    )
    return f"<style>{faces}</style>\n"


def _woff2(weight: int) -> str:
    path = Path(__file__).parents[1] / "static" / "fonts" / f"observatoire-sans-{weight}.woff2"
    return base64.b64encode(path.read_bytes()).decode("ascii")

"""Rebuild the header's logo: the mark, the site's name and its publisher as outlines, since an image loads no font.

python -m deploy.build_logo
"""

from __future__ import annotations

from pathlib import Path

from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont

from charts.theme import CLASS_COLOUR, WHITE
from territory.analysis import FragilityClass

ROOT = Path(__file__).resolve().parents[1]
FONTS, LOGO = ROOT / "charts/fonts", ROOT / "static/logo.svg"
NAME, PUBLISHER = "Fragilités des territoires", "Observatoire des partenariats · Le RAMEAU"
MARK = (CLASS_COLOUR[FragilityClass.MORE_FRAGILE], WHITE, CLASS_COLOUR[FragilityClass.LESS_FRAGILE])
HEIGHT = 40


def outlined(text: str, weight: int, size: float, x: float, baseline: float) -> tuple[str, float]:
    """The text as path data from ``x``, and where it ends."""
    font = TTFont(FONTS / f"observatoire-sans-{weight}.otf")
    glyphs, names, widths = font.getGlyphSet(), font.getBestCmap(), font["hmtx"]
    scale = size / font["head"].unitsPerEm
    pen = SVGPathPen(glyphs, ntos=lambda value: f"{value:.1f}".removesuffix(".0"))
    for character in text:
        name = names[ord(character)]
        glyphs[name].draw(TransformPen(pen, (scale, 0, 0, -scale, x, baseline)))
        x += widths[name][0] * scale
    return pen.getCommands(), x


def build() -> str:
    """The logo, white on the header's band: three bars, as a ranking, then the words."""
    bars = "".join(
        f'<rect x="0" y="{4 + 12 * k}" width="{width}" height="8" rx="1.5" fill="{colour}"/>'
        for k, (width, colour) in enumerate(zip((24, 14, 19), MARK, strict=True))
    )
    name, right = outlined(NAME, 700, 18, 36, 17)
    publisher, end = outlined(PUBLISHER, 400, 12.5, 36, 35)
    width = round(max(right, end)) + 2
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{HEIGHT}" viewBox="0 0 {width} {HEIGHT}">'
        f'<title>{NAME} – {PUBLISHER}</title>{bars}<path fill="{WHITE}" d="{name}"/>'
        f'<path fill="{WHITE}" d="{publisher}"/></svg>\n'
    )


if __name__ == "__main__":
    LOGO.write_text(build(), encoding="utf-8")

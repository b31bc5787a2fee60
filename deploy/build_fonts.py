"""Rebuild the fonts of the screen and of the exports from Debian's Inter and Liberation Sans.

    apt-get download fonts-inter fonts-liberation2
    dpkg -x fonts-inter_*.deb fonts && dpkg -x fonts-liberation2_*.deb fonts
    python deploy/build_fonts.py fonts/usr/share/fonts/opentype/inter fonts/usr/share/fonts/truetype/liberation2

Needs fonttools and brotli.

Observatoire Sans, from Inter: four weights subset to what French pages write, with tabular figures the default
(numbers align in tables and charts without any CSS, which canvas tables and SVG labels would not receive). The
same glyphs go to `static/fonts/` (WOFF2, for browsers) and to `charts/fonts/` (OTF, for PDF and PNG).

Observatoire Office, from Liberation Sans, which has the widths of Arial by design: Arial is the slides' font, and
`charts.canvas.ruler` measures them with this one. Nothing is written in it, so it goes to
`charts/canvas/slide/fonts/`, out of reach of typst, which would fall back to any font of `charts/fonts/`.

Both families are renamed: nobody mistakes a modified copy for the original, and « Liberation » is a reserved name
(OFL 1.1, § 3). Liberation must be 2.x: 1.x, Debian's `fonts-liberation`, is not under the OFL.
"""

import shutil
import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

SANS, OFFICE = "Observatoire Sans", "Observatoire Office"
ROOT = Path(__file__).resolve().parents[1]
SCREEN, EXPORTS, SLIDES = ROOT / "static/fonts", ROOT / "charts/fonts", ROOT / "charts/canvas/slide/fonts"
WEIGHTS = {"Regular": 400, "Medium": 500, "SemiBold": 600, "Bold": 700}
# No `frac`, `sups`…: they start from the proportional figures, which are no longer the default.
FEATURES = ["calt", "case", "ccmp", "kern", "liga", "locl", "mark", "pnum", "tnum", "zero"]
UNICODES = [
    *range(0x0020, 0x007F),  # Basic Latin
    *range(0x00A0, 0x0180),  # Latin-1, Latin Extended-A
    *range(0x2000, 0x2070),  # general punctuation: narrow spaces, dashes, ’ “ ” …
    *(0x2070, 0x2074, 0x2075, 0x2076, 0x2077, 0x2078, 0x2079),  # ⁰ ⁴…⁹ (¹²³ are Latin-1)
    *range(0x2080, 0x208A),  # ₀…₉
    *map(ord, "€№™−√∞≈≠≤≥∆"),
    *map(ord, "←↑→↓↔↕↗↘↙↖"),
    *map(ord, "■□▪▫▲△▶▷▼▽◀◁◆◇○●◦✓✗"),
]


def tabular(font: TTFont) -> None:
    """Map 0-9 to their `tnum` alternates and give the signs beside them the same advance width."""
    gsub = font["GSUB"].table
    records = [f for f in gsub.FeatureList.FeatureRecord if f.FeatureTag == "tnum"]
    lookups = {i for f in records for i in f.Feature.LookupListIndex}
    alternates: dict[str, str] = {}
    for i in lookups:
        for table in gsub.LookupList.Lookup[i].SubTable:
            alternates |= getattr(table, "ExtSubTable", table).mapping
    figures = {ord(c): alternates[font.getBestCmap()[ord(c)]] for c in "0123456789"}
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap |= figures
    # Within 2 % of the figures already (and the 4 within 0.3 %): the outlines need no change.
    metrics = font["hmtx"].metrics
    width = metrics[figures[ord("0")]][0]
    for glyph in {*figures.values(), *(font.getBestCmap()[ord(c)] for c in "+−±=≈≤≥×÷")}:
        metrics[glyph] = (width, metrics[glyph][1])


def rename(font: TTFont, family: str, style: str, note: str) -> None:
    name = font["name"]
    postscript = f"{family.replace(' ', '')}-{style}"
    values = {
        1: family if style in ("Regular", "Bold") else f"{family} {style}",
        2: style if style in ("Regular", "Bold") else "Regular",
        3: f"{postscript}:2026",
        4: f"{family} {style}",
        6: postscript,
        10: note,
        16: family,
        17: style,
    }
    name.names = [n for n in name.names if n.platformID == 3 and n.nameID not in (16, 17, 21, 22, 25)]
    for key, value in values.items():
        name.setName(value, key, 3, 1, 0x409)
    if "CFF " in font:
        top = font["CFF "].cff
        top.fontNames = [postscript]
        top[0].FamilyName, top[0].FullName = family, values[4]


def subset(font: TTFont, features: list[str]) -> None:
    options = Options(
        layout_features=features,
        desubroutinize=False,
        name_IDs=["*"],
        notdef_outline=True,
        recalc_timestamp=False,
        hinting=False,  # browsers hint at these sizes themselves; a third of the bytes
    )
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=UNICODES)
    subsetter.subset(font)


def save(font: TTFont, path: Path, flavor: str | None = None) -> None:
    font.flavor = flavor
    font.save(path)
    print(f"{path.name}: {path.stat().st_size:,} bytes, {len(font.getBestCmap())} characters")


def build_sans(source: Path, style: str) -> None:
    """One weight of Observatoire Sans, for the screen and for exports."""
    font = TTFont(source / f"Inter-{style}.otf", recalcTimestamp=False)
    tabular(font)
    subset(font, FEATURES)
    rename(font, SANS, style, "Modified from Inter: subset, tabular figures by default, renamed.")
    stem = f"observatoire-sans-{WEIGHTS[style]}"
    save(font, SCREEN / f"{stem}.woff2", "woff2")
    save(font, EXPORTS / f"{stem}.otf")


def build_office(source: Path, style: str) -> None:
    """One weight of Observatoire Office: widths are all that is asked of it, so no kerning and no features."""
    font = TTFont(source / f"LiberationSans-{style}.ttf", recalcTimestamp=False)
    if not font["name"].getDebugName(13).startswith("Licensed under the SIL Open Font License"):
        raise SystemExit(f"{source}: Liberation 2.x is needed, under the OFL")
    subset(font, [])
    rename(font, OFFICE, style, "Modified from Liberation Sans: subset, hinting and kerning removed, renamed.")
    save(font, SLIDES / f"observatoire-office-{WEIGHTS[style]}.ttf")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    inter, liberation = map(Path, sys.argv[1:])
    for style in WEIGHTS:
        build_sans(inter, style)
    for style in ("Regular", "Bold"):
        build_office(liberation, style)
    shutil.copy(SCREEN / "OFL.txt", EXPORTS / "OFL.txt")

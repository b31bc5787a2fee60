"""Rebuild the fonts of the screen and of the exports from Debian's Inter.

    apt-get download fonts-inter && dpkg -x fonts-inter_*.deb inter
    python deploy/build_fonts.py inter/usr/share/fonts/opentype/inter

Needs fonttools and brotli. Subsets four weights to what French pages write, makes tabular figures
the default (numbers align in tables and charts without any CSS, which canvas tables and SVG labels
would not receive) and renames the family, so that nobody mistakes a modified copy for Inter.

The same glyphs go to `static/fonts/` (WOFF2, for browsers) and to `charts/fonts/` (OTF, for PDF and PNG), with
`advances.json` there: how far each character moves the pen, so that drawings measure text without a font library.
"""

import json
import shutil
import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

FAMILY = "Observatoire Sans"
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


def rename(font: TTFont, style: str) -> None:
    name = font["name"]
    postscript = f"{FAMILY.replace(' ', '')}-{style}"
    note = "Modified from Inter: subset, tabular figures by default, renamed."
    values = {
        1: FAMILY if style in ("Regular", "Bold") else f"{FAMILY} {style}",
        2: style if style in ("Regular", "Bold") else "Regular",
        3: f"{postscript}:2026",
        4: f"{FAMILY} {style}",
        6: postscript,
        10: note,
        16: FAMILY,
        17: style,
    }
    name.names = [n for n in name.names if n.platformID == 3 and n.nameID not in (16, 17, 21, 22, 25)]
    for key, value in values.items():
        name.setName(value, key, 3, 1, 0x409)
    top = font["CFF "].cff
    top.fontNames = [postscript]
    top[0].FamilyName, top[0].FullName = FAMILY, values[4]


def advances(font: TTFont) -> dict[str, int]:
    """Advance width of each character, in units of the em (all four fonts have the same em)."""
    metrics = font["hmtx"].metrics
    return {chr(code): metrics[glyph][0] for code, glyph in sorted(font.getBestCmap().items())}


def build(source: Path, screen: Path, exports: Path, style: str) -> tuple[int, dict[str, int]]:
    """Write one weight in both formats; its em and its advances."""
    font = TTFont(source / f"Inter-{style}.otf", recalcTimestamp=False)
    tabular(font)
    options = Options(
        layout_features=FEATURES,
        desubroutinize=False,
        name_IDs=["*"],
        notdef_outline=True,
        recalc_timestamp=False,
        hinting=False,  # browsers hint at these sizes themselves; a third of the bytes
    )
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=UNICODES)
    subsetter.subset(font)
    rename(font, style)
    stem = f"observatoire-sans-{WEIGHTS[style]}"
    for path, flavor in ((screen / f"{stem}.woff2", "woff2"), (exports / f"{stem}.otf", None)):
        font.flavor = flavor
        font.save(path)
        print(f"{path.name}: {path.stat().st_size:,} bytes, {len(font.getBestCmap())} characters")
    return font["head"].unitsPerEm, advances(font)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    root = Path(__file__).resolve().parents[1]
    screen, exports = root / "static" / "fonts", root / "charts" / "fonts"
    exports.mkdir(exist_ok=True)
    built = {str(WEIGHTS[style]): build(Path(sys.argv[1]), screen, exports, style) for style in WEIGHTS}
    (em,) = {em for em, _ in built.values()}
    content = {"em": em} | {weight: widths for weight, (_, widths) in built.items()}
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    (exports / "advances.json").write_text(text + "\n", encoding="utf-8")
    shutil.copy(screen / "OFL.txt", exports / "OFL.txt")

"""Rebuild ``charts/slides/advances.json``, the widths of characters that slides are laid out with.

    apt-get install fonts-liberation
    python deploy/build_advances.py /usr/share/fonts/truetype/liberation

Needs fonttools. Liberation Sans (OFL 1.1) has, by design, the widths of Arial, the font of our slides:
only numbers are taken from it, in thousandths of an em.
"""

import json
import sys
from pathlib import Path

from fontTools.ttLib import TTFont

CHARACTERS = [*range(0x20, 0x7F), *range(0xA0, 0x180), *range(0x2010, 0x2030), *map(ord, "€™−√∞≈≠≤≥←↑→↓■□▲▼●○")]


def advances(path: Path) -> dict[str, int]:
    font = TTFont(path)
    cmap, widths, em = font.getBestCmap(), font["hmtx"].metrics, font["head"].unitsPerEm
    return {chr(c): round(1000 * widths[cmap[c]][0] / em) for c in CHARACTERS if c in cmap}


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    folder = Path(sys.argv[1])
    tables = {name.lower(): advances(folder / f"LiberationSans-{name}.ttf") for name in ("Regular", "Bold")}
    target = Path(__file__).resolve().parents[1] / "charts" / "slides" / "advances.json"
    target.write_text(json.dumps(tables, ensure_ascii=True, sort_keys=True, separators=(",", ":")) + "\n")
    print(f"{target.name}: {target.stat().st_size:,} bytes")

"""Write the palette of ``charts/theme.py`` into the files that cannot import it: ``make palette``.

They are served as they are, or read by another program: the style sheet, Streamlit's theme, the page of an outage, the
icon, the theme of a deck; and the method names its colours. A test compares them with the palette. The logo has its own
program (``build_logo``).
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

from charts.canvas.markup import swatch
from charts.canvas.slide.template import TEMPLATE
from charts.legend import ORIENTED
from charts.theme import (
    ACCENT,
    CLASS_COLOUR,
    COAST,
    DARK,
    HATCH,
    LIGHT,
    MUTED,
    OUTLINE,
    PAPER,
    REGION_COLOURS,
    TEXT,
    WHITE,
    Palette,
)
from territory.analysis import FragilityClass

ROOT = Path(__file__).resolve().parents[1]
BEGIN, END = "/* From charts/theme.py, by `make palette`. */\n", "/* By hand from here on. */\n"
STREAMLIT: Mapping[str, str] = {
    "primaryColor": "accent",
    "linkColor": "accent",
    "backgroundColor": "background",
    "secondaryBackgroundColor": "paper",
    "textColor": "text",
    "grayTextColor": "muted",
    "borderColor": "line",
    "dataframeHeaderBackgroundColor": "paper",
    "dataframeHeaderTextColor": "muted",
    "blueTextColor": "text",
    "blueBackgroundColor": "paper",
    "codeTextColor": "text",
}
"""Which colour of a ``Palette`` each setting of Streamlit's theme has."""
OFFICE: Mapping[str, str] = {
    "dk1": TEXT,
    "lt1": WHITE,
    "dk2": MUTED,
    "lt2": PAPER,
    "accent1": ACCENT,
    **{f"accent{k}": colour for k, colour in enumerate(REGION_COLOURS[1:], start=2)},
    "accent6": COAST,
    "hlink": ACCENT,
    "folHlink": REGION_COLOURS[3],
}
"""The colours of the theme of a deck."""


def style_sheet(text: str) -> str:
    """The part of ``house.css`` between its two marks: variables, then the colour and the ink of each class."""
    before, mark, rest = text.partition(BEGIN)
    after = rest.partition(END)[2]
    assert mark and after, "the marks of the palette are gone from the style sheet"
    variables = {
        "ink": _pair("text"),
        "muted": _pair("muted"),
        "line": _pair("line"),
        "paper": _pair("background"),
        "tint": _pair("paper"),
        "accent": _pair("accent"),
        "outline": OUTLINE,
        "hatch": HATCH,
        "band": ACCENT,
        **{f"region-{k}": colour for k, colour in enumerate(REGION_COLOURS, start=1)},
    }
    lines = [":root {", *(f"  --{name}: {value};" for name, value in variables.items()), "}"]
    for name, kind in {swatch(kind): kind for kind in FragilityClass}.items():
        fill, ink = _either(LIGHT.fill(kind), DARK.fill(kind)), _either(LIGHT.ink(kind), DARK.ink(kind))
        lines.append(f".{name} {{ --fill: {fill}; --on: {ink}; }}")
        lines.append(f".map .ink-{name.removeprefix('k-')} {{ fill: {ink}; }}")
    return before + BEGIN + "\n".join(lines) + "\n" + END + after


def streamlit_theme(text: str) -> str:
    """Each colour of ``[theme.light]`` and ``[theme.dark]``; the comments beside them stay."""
    for name, palette in (("light", LIGHT), ("dark", DARK)):
        before, head, section = text.partition(f"[theme.{name}]\n")
        section, following, after = section.partition("\n[")
        for setting, colour in STREAMLIT.items():
            section, found = re.subn(rf'(?m)^{setting} = "#\w+"', f'{setting} = "{getattr(palette, colour)}"', section)
            assert found == 1, f"{setting} is not set once in [theme.{name}]"
        text = before + head + section + following + after
    return text


def outage(text: str) -> str:
    """The variables of the page that nginx shows while no process answers: light, then dark."""
    palettes = iter((LIGHT, DARK))

    def variables(_found: re.Match[str]) -> str:
        palette = next(palettes)
        return f"--ink: {palette.text}; --paper: {palette.background}; --link: {palette.accent};"

    return re.sub(r"--ink: #\w+; --paper: #\w+; --link: #\w+;", variables, text)


def icon(text: str) -> str:
    """The square of the icon."""
    return re.sub(r'(<rect [^>]*fill=")#\w{6}"', rf'\g<1>{ACCENT}"', text)


def method(text: str) -> str:
    """The colours of the oriented classes, which the method gives."""
    before, heading, after = text.partition("\n## Colours\n")
    colours = " ".join(CLASS_COLOUR[kind] for kind in ORIENTED)
    return before + heading + re.sub(r"`#[^`]*`", f"`{colours}`", after, count=1)


def deck(content: bytes) -> bytes:
    """The same deck, its theme's colours ours; the very same file where they are already."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {entry: archive.read(entry) for entry in archive.infolist()}
    coloured = {entry: _office_theme(part) if "/theme/" in entry.filename else part for entry, part in parts.items()}
    if coloured == parts:
        return content
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for entry, part in coloured.items():
            archive.writestr(entry, part)
    return out.getvalue()


def _office_theme(part: bytes) -> bytes:
    text = part.decode("utf-8")
    for slot, colour in OFFICE.items():
        text = re.sub(rf'(<a:{slot}>\s*<a:srgbClr val=")\w{{6}}"', rf'\g<1>{colour[1:].upper()}"', text)
    return text.encode("utf-8")


def _either(light: str, dark: str) -> str:
    return light if light == dark else f"light-dark({light}, {dark})"


def _pair(name: str) -> str:
    """A colour of both palettes, by its field."""

    def of(palette: Palette) -> str:
        return str(getattr(palette, name))

    return _either(of(LIGHT), of(DARK))


TEXTS: Mapping[str, Callable[[str], str]] = {
    "static/house.css": style_sheet,
    ".streamlit/config.toml": streamlit_theme,
    "deploy/unavailable.html": outage,
    "static/favicon.svg": icon,
    "docs/method.md": method,
}


if __name__ == "__main__":
    for name, coloured in TEXTS.items():
        path = ROOT / name
        path.write_text(coloured(path.read_text(encoding="utf-8")), encoding="utf-8")
    TEMPLATE.write_bytes(deck(TEMPLATE.read_bytes()))

"""The one palette: the method's colours, the accent, the neutrals, and the regions' own marks.

Everything that is drawn or written takes its colours from here; the style sheet, Streamlit's
theme and the other files that cannot are written from it by ``make palette`` (``deploy/build_palette.py``).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from territory.analysis import FragilityClass
from territory.workshop.model import Opinion

FONT = "Observatoire Sans"
ACCENT = "#0b5d57"
"""What can be clicked, and what is neither a class nor a neutral: a chosen region, a card, a mark of its own."""
ACCENT_TINT = "#9fd0c9"
TEXT, MUTED, LINE, WHITE = "#101514", "#59605d", "#d9d5cd", "#ffffff"
PAPER = "#f5f3ef"
"""Behind cards, bands and the national column."""
OUTLINE, HATCH, RULE = "#6b6f6d", "#8a8f8c", "#ece9e3"
"""Borders of regions and swatches; the diagonals of « n. d. »; the lines between rows."""
MISSING_MARK = "#c3c6c4"
"""« n. d. » on marks too small for the diagonals: the grey that these give from afar."""
LAND, COAST = "#efece6", "#b9b3a7"
"""The country, where it only carries circles."""


@dataclass(frozen=True)
class ClassLook:
    """How a class is painted: its colour and the ink that reads on it (contrast at least 4.5); or a hatch."""

    colour: str
    ink: str = TEXT
    hatched: bool = False


_NEAR = ClassLook("#f7f7f7")
"""Near the reference, or not to be told from it."""
CLASS_LOOK: Mapping[FragilityClass, ClassLook] = {
    FragilityClass.MUCH_MORE_FRAGILE: ClassLook("#b35806", WHITE),
    FragilityClass.MORE_FRAGILE: ClassLook("#fdb863"),
    FragilityClass.NEAR: _NEAR,
    FragilityClass.LESS_FRAGILE: ClassLook("#92c5de"),
    FragilityClass.MUCH_LESS_FRAGILE: ClassLook("#0571b0", WHITE),
    FragilityClass.INDISTINGUISHABLE: _NEAR,
    FragilityClass.NOT_ORIENTED: ClassLook("#cbc9e2"),
    FragilityClass.NO_REFERENCE: ClassLook("#dcd5c5"),
    FragilityClass.MISSING: ClassLook(WHITE, hatched=True),
}
"""`docs/method.md` § Colours: orange more fragile, blue less fragile, violet not oriented, sand a value that nothing is
compared with, hatched no data."""
CLASS_COLOUR: Mapping[FragilityClass, str] = {kind: look.colour for kind, look in CLASS_LOOK.items()}

REGION_COLOURS = (ACCENT, "#aa3377", "#c8a415", "#5b4fa8", "#6b7280")
REGION_SHAPES = ("circle", "diamond", "square", "triangle-up", "x")
"""The marks of the regions compared, in the reader's order; none is a class's colour."""


def ink_on(fragility_class: FragilityClass) -> str:
    """The text colour that reads on a class's colour."""
    return CLASS_LOOK[fragility_class].ink


@dataclass(frozen=True)
class Palette:
    """What changes between the light and the dark theme; of the classes' colours, only the neutral ones do."""

    text: str
    muted: str
    line: str
    background: str
    accent: str
    near: str
    tint: str
    pale: str
    paper: str

    def fill(self, kind: FragilityClass) -> str:
        """The colour of a class's mark: what is near France, or unknown, is as quiet as the page is."""
        if CLASS_LOOK[kind].hatched:
            return self.background
        return self.near if CLASS_COLOUR[kind] == CLASS_COLOUR[FragilityClass.NEAR] else CLASS_COLOUR[kind]

    def ink(self, kind: FragilityClass) -> str:
        """The text colour that reads on ``fill``."""
        return ink_on(kind) if self.fill(kind) == CLASS_COLOUR[kind] else self.text

    def said(self, opinion: Opinion) -> tuple[str, str]:
        """The colour of an answer to the second question, and the ink that reads on it: the accent's, no class's."""
        return {
            Opinion.MORE: (self.accent, self.background),
            Opinion.SAME: (self.tint, self.text),
            Opinion.LESS: (self.pale, self.text),
            Opinion.UNKNOWN: (self.background, self.muted),
        }[opinion]


LIGHT = Palette(TEXT, MUTED, LINE, WHITE, ACCENT, CLASS_COLOUR[FragilityClass.NEAR], ACCENT_TINT, "#e4f1ef", PAPER)
DARK = Palette(
    "#e8eae8",
    "#a9b1ae",
    "#3a4346",
    background="#101415",
    accent="#33a297",
    near="#3a4144",
    tint="#1f5f59",
    pale="#16302e",
    paper="#1a2022",
)

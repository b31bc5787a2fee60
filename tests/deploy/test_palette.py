"""The palette is written once: the files that cannot import it are those that `make palette` writes from it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from charts import theme
from charts.canvas.slide.template import TEMPLATE
from deploy import build_logo, build_palette
from deploy.workshop import page
from territory.analysis import FragilityClass

ROOT = Path(__file__).resolve().parents[2]
HEX = re.compile(r"(?i)#[0-9a-f]{6}\b")


@pytest.mark.parametrize("name", build_palette.TEXTS)
def test_a_file_has_the_palette_of_the_code(name: str) -> None:
    """Else: `make palette`."""
    text = (ROOT / name).read_text(encoding="utf-8")
    assert build_palette.TEXTS[name](text) == text


def test_the_theme_of_a_deck_has_the_palette_of_the_code() -> None:
    assert build_palette.deck(TEMPLATE.read_bytes()) == TEMPLATE.read_bytes()


def test_the_logo_has_the_palette_of_the_code() -> None:
    assert build_logo.build() == build_logo.LOGO.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", build_palette.TEXTS)
def test_control_another_colour_is_written_over(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    kind = theme.CLASS_COLOUR[FragilityClass.MORE_FRAGILE]
    before = text.replace(theme.ACCENT, "#123456").replace(kind, "#654321")
    assert before != text and build_palette.TEXTS[name](before) == text


def test_control_another_accent_of_a_deck_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build_palette, "OFFICE", {**build_palette.OFFICE, "accent1": "#123456"})
    changed = build_palette.deck(TEMPLATE.read_bytes())
    monkeypatch.undo()
    assert changed != TEMPLATE.read_bytes()
    assert build_palette.deck(changed) != changed


def test_the_ballot_is_served_with_colours_and_no_variable() -> None:
    """Old phones know no variable; a name that the palette lacks would stop the server at its first ballot."""
    served = page.file(page.STYLE)[0].decode("utf-8")
    assert "var(" not in served and not HEX.search((page.HERE / page.STYLE).read_text(encoding="utf-8"))
    assert {theme.LIGHT.accent, theme.DARK.accent, theme.CLASS_COLOUR[FragilityClass.MUCH_MORE_FRAGILE]} <= set(
        HEX.findall(served)
    )


def test_no_other_file_of_the_product_writes_a_colour() -> None:
    """But the palette itself and what is written from it."""
    written = {"charts/theme.py", "static/logo.svg", *build_palette.TEXTS} - {"docs/method.md"}
    kinds = {".py", ".html", ".css", ".js", ".svg", ".typ", ".toml"}
    folders = ("charts", "pages", "territory", "deploy", "static", ".streamlit")
    files = [path for folder in folders for path in (ROOT / folder).rglob("*") if path.suffix in kinds]
    found = {str(path.relative_to(ROOT)) for path in files if HEX.search(path.read_text(encoding="utf-8"))}
    assert found == written

"""Themes: every text can be read on what lies behind it; a person's own are taken from files."""

from pathlib import Path

import pytest
from textual.color import Color
from textual.theme import Theme

from tests.app.stage import Stage
from tests.fakeblog import FakeBlog, FakeClock, FakeNet
from tui_reader.app.own_themes import own_themes
from tui_reader.app.themes import THEMES


def light(colour: object) -> float:
    """The relative luminance of a colour (WCAG 2)."""

    def part(share: float) -> float:
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    red, green, blue = map(part, Color.parse(str(colour)).normalized)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: object, other: object) -> float:
    darker, lighter = sorted((light(one), light(other)))
    return (lighter + 0.05) / (darker + 0.05)


KNOWN = {theme.name: theme for theme in THEMES}
SOFT = {"reader-dusk"}
"""Wants little contrast; what is read must stand out all the same."""


@pytest.mark.parametrize("theme", THEMES, ids=[theme.name for theme in THEMES])
def test_every_text_can_be_read(theme: Theme) -> None:
    for behind in (theme.background, theme.surface, theme.panel):
        text = contrast(behind, theme.foreground)
        assert text >= (7 if theme.name not in SOFT else 6), (behind, text)
        for name in ("primary", "accent", "error", "success", "warning", "secondary"):
            shown = contrast(behind, getattr(theme, name))
            assert shown >= (3 if name == "secondary" else 3.9), (name, behind, shown)


def test_there_are_light_dark_and_contrast_and_four_more() -> None:
    assert len(THEMES) == 7
    assert [theme.dark for theme in THEMES].count(False) == 2


def test_a_theme_of_ones_own_takes_the_rest_from_another(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(
        'based_on = "reader-light"\nprimary = "teal"\n[variables]\nscrollbar = "#112233"\n'
    )
    [theme], problems = own_themes(tmp_path, KNOWN)
    assert problems == []
    assert (theme.name, theme.primary, theme.dark) == ("mine", "teal", False)
    assert theme.background == KNOWN["reader-light"].background
    assert theme.variables["scrollbar"] == "#112233"
    assert theme.variables["scrollbar-hover"] == KNOWN["reader-light"].variables["scrollbar-hover"]
    assert KNOWN["reader-light"].variables["scrollbar"] != "#112233"


def test_what_is_wrong_costs_only_its_line(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(
        'based_on = "reader-lihgt"\nprimry = "red"\naccent = "no colour"\nerror = 3\ndark = "yes"\n'
        'background = "#101010"\nvariables = 4\n'
    )
    (tmp_path / "b.toml").write_text("primary = [\n")
    (tmp_path / "c.toml").mkdir()
    (tmp_path / "d.toml").write_text("a = " + "[" * 50_000)
    [theme], problems = own_themes(tmp_path, KNOWN)
    assert theme.background == "#101010"
    assert theme.accent == KNOWN["reader-dark"].accent
    lines = [problem.replace(f"{tmp_path}/", "") for problem in problems]
    assert lines[:6] == [
        "config: a.toml line 2: unknown 'primry'; did you mean 'primary'?",
        "config: a.toml line 1: there is no theme 'reader-lihgt'; did you mean 'reader-light'?",
        "config: a.toml line 7: variables must be a table.",
        "config: a.toml line 5: dark must be true or false.",
        'config: a.toml line 3: accent must be a colour like "#1f5f99" or "teal".',
        'config: a.toml line 4: error must be a colour like "#1f5f99" or "teal".',
    ]
    assert lines[6].startswith("config: b.toml line 1: ")
    assert lines[7] == "config: c.toml line 1: it cannot be read: Is a directory."
    assert lines[8].startswith("config: d.toml line 1: ")


async def test_the_reader_wears_a_theme_of_ones_own_and_says_what_is_wrong_in_it(
    tmp_path: Path,
) -> None:
    (tmp_path / "themes").mkdir()
    (tmp_path / "themes" / "mine.toml").write_text('background = "#102030"\npanel = "none"\n')
    (tmp_path / "config.toml").write_text('theme = "mine"\n')
    stage = Stage(tmp_path, FakeNet(FakeBlog()), FakeClock())
    async with stage.open() as reader:
        assert reader.app.theme == "mine"
        assert reader.screen.styles.background.hex == "#102030"
        assert "mine.toml line 2: panel must be a colour" in reader.message

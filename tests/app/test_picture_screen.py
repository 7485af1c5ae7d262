"""One picture on the whole screen: by letters or the terminal's own graphics, and the way back."""

import asyncio
from base64 import b64encode
from pathlib import Path

import pytest

from tests.app.stage import Reader
from tests.app.test_article_pictures import asked, gallery, halves, stage
from tests.gallery import png
from tui_reader.app.screens.picture import PictureScreen
from tui_reader.app.widgets.picture_pane import PicturePane


@pytest.fixture(autouse=True)
def _colours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.setenv("TERM", "xterm-256color")


def pane(reader: Reader) -> PicturePane:
    screen = reader.app.screen
    assert isinstance(screen, PictureScreen)
    return screen.pane


def written(reader: Reader) -> str:
    """What the terminal is sent with the cells of the screen."""
    strips = reader.app.screen._compositor.render_strips()
    return "".join(segment.text for strip in strips for segment in strip)


async def test_a_picture_that_is_not_kept_is_fetched_for_it_and_stays_in_the_text(
    tmp_path: Path,
) -> None:
    blogs = await stage(tmp_path)
    async with blogs.open(size=(100, 40)) as reader:
        await reader.press("enter", "i")
        await reader.until(lambda: halves(reader) >= 15)
        assert "1 of 3 · 320 x 160 · The caption" in reader.text
        assert asked(blogs) == ["/flag.png"]
        await reader.press("escape")
        await reader.until(lambda: "With pictures" in reader.text and halves(reader) > 5)


async def test_while_it_comes_and_where_it_fails_words_say_so(tmp_path: Path) -> None:
    blog = gallery()
    blogs = await stage(tmp_path, blog)
    async with blogs.open() as reader:
        await reader.press("enter")
        blog.gate = asyncio.Event()
        await reader.pilot.press("i")
        await reader.until(lambda: "Fetching the picture …" in reader.text)
        blog.gate.set()
        await reader.settle()
        await reader.press("right", "right")
        await reader.until(lambda: "timeout: blog.test did not answer" in reader.text)
        await reader.press("right")
        await reader.until(lambda: halves(reader) > 0)
        assert "1 of 3" in reader.text


async def test_the_next_and_the_one_before_go_round(tmp_path: Path) -> None:
    async with (await stage(tmp_path)).open() as reader:
        await reader.press("enter", "i", "left")
        assert "3 of 3" in reader.text
        await reader.press("n")
        assert "1 of 3" in reader.text
        await reader.press("q")
        await reader.until(lambda: reader.focused == "article")


async def test_its_address_is_copied_and_opened_with_the_usual_keys(tmp_path: Path) -> None:
    async with (await stage(tmp_path, browser=("true", "%u"))).open() as reader:
        await reader.press("enter", "i", "y")
        assert reader.app.clipboard == "https://blog.test/flag.png"
        await reader.press("o")
        assert "Opened https://blog.test/flag.png" in reader.text


async def test_a_single_picture_of_the_post_itself_offers_neither_others_nor_an_address(
    tmp_path: Path,
) -> None:
    data = b64encode(png(160, 80)).decode()
    blog = gallery(f'<p>x</p><img src="data:image/png;base64,{data}" alt="within">')
    blogs = await stage(tmp_path, blog)
    async with blogs.open() as reader:
        await reader.press("enter")
        await reader.until(lambda: halves(reader) > 2)
        await reader.press("i")
        await reader.until(lambda: halves(reader) > 2)
        assert reader.lines[-1].split() == ["?", "Help", "esc", "Close"]
        await reader.press("right", "y")
        assert reader.app.clipboard == ""
        assert asked(blogs) == []


async def test_kitty_is_sent_it_once_and_forgets_it_in_the_end(tmp_path: Path) -> None:
    blogs = await stage(tmp_path, picture_graphics="kitty")
    async with blogs.open(size=(100, 40)) as reader:
        await reader.press("enter", "i")
        await reader.until(lambda: "\x1b_Ga=p" in written(reader))
        assert "\x1b_Ga=t" not in written(reader), "that was for the first time"
        await reader.press("right")
        await reader.until(lambda: "another" in reader.text and "\x1b_Ga=p" in written(reader))
        await reader.press("question_mark")
        assert "\x1b_G" not in written(reader), "nothing is drawn over another screen"
        await reader.press("escape", "escape")
        await reader.until(lambda: reader.focused == "article")
        assert "\x1b_G" not in written(reader)


async def test_another_size_draws_it_anew(tmp_path: Path) -> None:
    async with (await stage(tmp_path)).open(size=(100, 40)) as reader:
        await reader.press("enter", "i")
        await reader.until(lambda: halves(reader) >= 15)
        await reader.resize(40, 10)
        await reader.until(lambda: 0 < halves(reader) <= 8)
        assert "1 of 3" in reader.text
        await reader.resize(3, 2)
        await reader.resize(100, 40)
        await reader.until(lambda: halves(reader) >= 15)


@pytest.mark.parametrize("name", ["NO_COLOR", "TERM"])
async def test_without_colours_words_say_so(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("COLORTERM")
    monkeypatch.setenv(name, "xterm")
    async with (await stage(tmp_path)).open() as reader:
        await reader.press("enter", "i")
        await reader.until(lambda: "This terminal shows no pictures" in reader.text)


async def test_what_is_written_in_a_post_is_no_markup_and_no_code(tmp_path: Path) -> None:
    html = '<p>x</p><img src="https://blog.test/flag.png" alt="[red]\x1b[31m[/nope]">'
    blog = gallery(html)
    blog.pictures["/flag.png"] = png(80, 40)
    async with (await stage(tmp_path, blog)).open() as reader:
        await reader.press("enter", "i")
        await reader.until(lambda: halves(reader) > 0)
        assert "[red]" in reader.text
        assert "\x1b" not in reader.text

"""Pictures in an article: fetched when asked for, drawn where they stand, hidden again."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.app.conftest import _library
from tests.app.stage import Reader, Stage
from tests.fakeblog import FakeClock, FakeNet, FakePost, Fault, timed_out
from tests.gallery import BLUE, GREEN, RED, Gallery, jpeg, png

HOST = "https://blog.test"
WORDS = "<p>" + "Some words of the text. " * 30 + "</p>"
POST = (
    f'<p>First words.</p><figure><img src="{HOST}/flag.png" alt="a flag">'
    f"<figcaption>The caption</figcaption></figure><p>Words between.</p>"
    f'<p><a href="{HOST}/page.html"><img src="{HOST}/other.jpg" alt="another"></a></p>'
    f'<p><img src="{HOST}/gone.png" alt="a lost one"></p>{WORDS * 4}'
)


def gallery(html: str = POST) -> Gallery:
    pictures = {
        "/flag.png": png(320, 160),
        "/other.jpg": jpeg(160, 160),
        "/gone.png": Fault(error=timed_out),
        **{f"/{number}.png": png(160, 96) for number in range(50)},
    }
    posts = [FakePost(2, "With pictures", html), FakePost(1, "Without", "<p>No picture.</p>")]
    return Gallery(posts=posts, pictures=pictures)


@pytest.fixture(autouse=True)
def _colours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.setenv("TERM", "xterm-256color")


async def stage(home: Path, blog: Gallery | None = None, **settings: object) -> Stage:
    """A reader that follows a blog with pictures."""
    net = FakeNet(blog or gallery())
    library = _library(home, net, FakeClock())
    await library.add_blog(HOST)
    await library.close()
    net.requests.clear()
    return Stage(home, net, FakeClock(), settings={"fetch_on_start": False, **settings})


FLAG_LINES = 10
"""Lines of the flag, whose 320 pixels are 40 columns."""


def halves(reader: Reader) -> int:
    """How many lines on the screen have half-blocks or the grounds of pictures."""
    return sum(bool(line) for line in colours(reader))


def colours(reader: Reader) -> Iterator[set[tuple[int, int, int]]]:
    """The pure colours of the flag on each line of the screen."""
    wanted = {RED, GREEN, BLUE}
    for strip in reader.app.screen._compositor.render_strips():
        found = set()
        for segment in strip:
            style = segment.style
            for colour in (style.color, style.bgcolor) if style else ():
                if colour and colour.triplet and tuple(colour.triplet) in wanted:
                    found.add(tuple(colour.triplet))
        yield found


def asked(blogs: Stage) -> list[str]:
    return [request.url.path for request in blogs.net.requests]


async def test_opening_a_post_asks_nobody_and_shows_labels_and_captions(tmp_path: Path) -> None:
    blogs = await stage(tmp_path)
    async with blogs.open() as reader:
        await reader.press("enter")
        assert "[picture: a flag]" in reader.text
        assert "The caption" in reader.text
        assert halves(reader) == 0
        assert asked(blogs) == []


async def test_pictures_come_where_they_stand_and_failures_say_why(tmp_path: Path) -> None:
    blogs = await stage(tmp_path)
    async with blogs.open(size=(160, 60)) as reader:
        await reader.press("enter", "I")
        assert "[picture: a flag" not in reader.text
        assert "The caption" in reader.text
        await reader.until(lambda: halves(reader) >= 10)
        assert {RED, GREEN, BLUE} <= set().union(*colours(reader))
        assert "[picture: a lost one, not fetched: timeout]" in reader.text
        assert reader.message.startswith("1 picture of 3 could not be fetched. timeout: ")
        assert sorted(asked(blogs)) == ["/flag.png", "/gone.png", "/other.jpg"]


async def test_where_no_picture_comes_the_sentence_says_that_they_did_not(tmp_path: Path) -> None:
    html = f'<p><img src="{HOST}/gone.png"> and <img src="{HOST}/gone.png?2"></p>'
    async with (await stage(tmp_path, gallery(html))).open() as reader:
        await reader.press("enter", "I")
        assert reader.message.startswith("The pictures could not be fetched. timeout: ")


async def test_pictures_are_hidden_by_the_same_key_and_shown_again(tmp_path: Path) -> None:
    async with (await stage(tmp_path)).open(size=(160, 60)) as reader:
        await reader.press("enter", "I", "I")
        assert halves(reader) == 0
        assert "[picture: a lost one]" in reader.text
        await reader.press("I")
        await reader.until(lambda: halves(reader) >= 10)


async def test_what_is_kept_is_there_at_once_at_the_next_start_and_offline(tmp_path: Path) -> None:
    blogs = await stage(tmp_path)
    async with blogs.open(size=(160, 60)) as reader:
        await reader.press("enter", "I")
    blogs.net.requests.clear()
    async with blogs.open(size=(160, 60), is_offline=True) as reader:
        await reader.press("enter")
        await reader.until(lambda: halves(reader) >= 10)
        assert "[picture: a lost one]" in reader.text
        assert asked(blogs) == []


async def test_while_they_come_labels_and_the_bar_say_so(tmp_path: Path) -> None:
    blog = gallery()
    blogs = await stage(tmp_path, blog)
    async with blogs.open(size=(160, 60)) as reader:
        await reader.press("enter")
        blog.gate = asyncio.Event()
        await reader.pilot.press("I")
        await reader.until(lambda: "[picture: a flag, fetching …]" in reader.text)
        assert "[picture: another, fetching …]" in reader.text
        await reader.pilot.press("I")
        await reader.until(lambda: "fetching" not in reader.text)
        blog.gate.set()
        await reader.settle()
        assert halves(reader) == 0


async def test_the_line_at_the_top_stays_when_pictures_come_above_it(tmp_path: Path) -> None:
    async with (await stage(tmp_path)).open(size=(100, 20)) as reader:
        await reader.press("enter", "z", "space", "space")
        before = [line[:-1] for line in reader.lines[2:12]]
        await reader.press("I")
        assert [line[:-1] for line in reader.lines[2:12]] == before
        await reader.press("I")
        assert [line[:-1] for line in reader.lines[2:12]] == before


async def test_enter_shows_a_picture_and_follows_one_that_leads_to_a_page(tmp_path: Path) -> None:
    async with (await stage(tmp_path, browser=("true", "%u"))).open(size=(160, 60)) as reader:
        await reader.press("enter", "I", "tab")
        assert "shows the picture" in reader.lines[-1]
        await reader.press("enter")
        assert "a flag" not in reader.text
        assert "1 of 3 · 320 x 160 · The caption" in reader.text
        await reader.press("escape", "tab")
        assert "shows the picture" not in reader.lines[-1]
        assert "blog.test/page.html" in reader.lines[-1]
        await reader.press("i")
        assert "2 of 3 · 160 x 160 · another" in reader.text


async def test_a_click_on_a_picture_shows_it_and_a_click_there_closes_it(tmp_path: Path) -> None:
    async with (await stage(tmp_path)).open(size=(160, 60)) as reader:
        await reader.press("enter", "I")
        column, line = reader.find("The caption")
        await reader.click(column + 10, line - 3)
        assert "1 of 3" in reader.text
        await reader.click(80, 30)
        await reader.until(lambda: "1 of 3" not in reader.text)
        assert reader.focused == "article"


async def test_the_focused_picture_has_a_bar_beside_it(tmp_path: Path) -> None:
    async with (await stage(tmp_path)).open(size=(160, 60)) as reader:
        await reader.press("enter", "z", "I")
        bars = reader.text.count("▌")
        await reader.press("tab")
        assert reader.text.count("▌") - bars == 10


async def test_found_words_skip_the_lines_of_pictures(tmp_path: Path) -> None:
    async with (await stage(tmp_path)).open(size=(160, 60)) as reader:
        await reader.press("enter", "I", "slash")
        await reader.type("words")
        await reader.press("enter")
        assert "1 of " in reader.text
        await reader.until(lambda: halves(reader) >= 10)


async def test_another_width_draws_them_anew(tmp_path: Path) -> None:
    async with (await stage(tmp_path)).open(size=(160, 60)) as reader:
        await reader.press("enter", "z", "I")
        await reader.until(lambda: halves(reader) >= FLAG_LINES)
        await reader.resize(40, 60)
        await reader.until(lambda: halves(reader) > 0)
        await reader.resize(40, 10)
        await reader.press("g", "j", "j", "j", "j")
        await reader.until(lambda: 0 < halves(reader) <= 8)
        await reader.resize(160, 60)
        await reader.press("g")
        await reader.until(lambda: halves(reader) >= FLAG_LINES)


@pytest.mark.parametrize("hindrance", ["NO_COLOR", "ascii", "few colours"])
async def test_where_colours_fail_labels_stay(
    tmp_path: Path, hindrance: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if hindrance == "NO_COLOR":
        monkeypatch.setenv("NO_COLOR", "1")
    if hindrance == "few colours":
        monkeypatch.delenv("COLORTERM")
        monkeypatch.setenv("TERM", "xterm")
    blogs = await stage(tmp_path, ascii_signs=hindrance == "ascii")
    async with blogs.open() as reader:
        await reader.press("enter", "I")
        is_plain = hindrance == "ascii"
        why = "With ascii_signs no" if is_plain else "Pictures in the text need colours"
        assert reader.message.startswith(why)
        assert reader.message.endswith("; i shows one by itself.")
        assert "[picture: a flag]" in reader.text
        assert asked(blogs) == []


async def test_never_says_that_they_are_turned_off(tmp_path: Path) -> None:
    blogs = await stage(tmp_path, pictures="never")
    async with blogs.open() as reader:
        await reader.press("enter", "I")
        assert reader.message == 'Pictures are turned off: the setting pictures is "never".'
        assert asked(blogs) == []


async def test_a_post_without_pictures_says_so(tmp_path: Path) -> None:
    async with (await stage(tmp_path)).open() as reader:
        await reader.press("j", "enter", "I")
        assert reader.message == "This post has no pictures."
        await reader.press("i")
        assert reader.message == "This post has no pictures."


async def test_opened_fetches_with_the_opening_of_the_post(tmp_path: Path) -> None:
    async with (await stage(tmp_path, pictures="opened")).open(size=(160, 60)) as reader:
        await reader.press("enter")
        await reader.until(lambda: halves(reader) >= 10)
        assert not reader.is_error


async def test_of_a_gallery_only_what_is_in_view_is_drawn(tmp_path: Path) -> None:
    images = "".join(f'<p><img src="{HOST}/{number}.png"></p>' for number in range(50))
    async with (await stage(tmp_path, gallery(images))).open(size=(100, 24)) as reader:
        await reader.press("enter", "z", "I")
        pictures = reader.library.pictures
        await reader.until(lambda: bool(pictures._drawn))
        await reader.settle()
        drawn = {url for url, _, _ in pictures._drawn}
        assert len(drawn) <= 8
        await reader.press("G")
        await reader.until(lambda: f"{HOST}/49.png" in {url for url, _, _ in pictures._drawn})
        assert len(pictures._drawn) <= 16


async def test_a_picture_whose_file_was_lost_becomes_its_label(tmp_path: Path) -> None:
    blogs = await stage(tmp_path)
    async with blogs.open(size=(160, 60)) as reader:
        await reader.press("enter", "I")
    for file in (blogs.config.paths.cache_dir / "pictures").glob("*.*"):
        file.write_bytes(b"\0" * file.stat().st_size)
    async with blogs.open(size=(160, 60)) as reader:
        await reader.press("enter")
        await reader.until(lambda: "[picture: a flag, cannot be drawn]" in reader.text)

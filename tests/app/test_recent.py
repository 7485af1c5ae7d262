"""What was said last: newest first, of one blog or of all, opened where it was said."""

import pytest

from tests.app.discussed import comment, person
from tests.app.stage import Reader, Stage
from tui_reader.app.screens.recent import RecentScreen
from tui_reader.app.screens.thread import ThreadScreen


def rows(reader: Reader) -> list[str]:
    """The lines of the list, without the bars above and below."""
    return [line.rstrip(" ▁▂▃▄▅▆▇█▌") for line in reader.lines[2:-1]]


def said(reader: Reader) -> str:
    """The sentence in the bar that is seen."""
    return reader.app.screen.key_bar.message[0]


async def test_before_anything_is_kept_the_screen_says_what_to_do(talk: Stage) -> None:
    async with talk.open() as reader:
        await reader.press("C")
        assert "No comment is kept yet. Press r to ask for the newest" in reader.text


async def test_r_asks_for_the_newest_and_they_are_listed_by_day(talk: Stage) -> None:
    async with talk.open() as reader:
        await reader.press("C", "r")
        assert said(reader) == "6 new comments."
        shown = rows(reader)
        assert shown[0] == " Sunday, January 4, 2026"
        assert shown[1:4] == ["▌  Marit · 15:00", "▌  Of the second post.", "▌  Talks break off"]
        assert shown[4:7] == ["   Ines · 14:00", "   I read it twice.", "   A pact is signed"]
        assert "   A. Writer ◆ author · 11:00" in shown
        assert "1 of 5" in reader.text, "a removed one says nothing"
        await reader.press("r")
        assert said(reader) == "No new comments."


async def test_enter_opens_the_thread_at_the_comment_and_esc_leads_back(talk: Stage) -> None:
    async with talk.open() as reader:
        await reader.press("C", "r", "j", "enter")
        assert isinstance(reader.app.screen, ThreadScreen)
        assert reader.app.screen.view.comment.html == "<p>I read it twice.</p>"
        assert "A pact is signed" in reader.text
        await reader.press("escape")
        assert isinstance(reader.app.screen, RecentScreen)
        assert "2 of 5" in reader.text
        await reader.press("escape")
        assert reader.app.screen is reader.screen
        assert reader.focused == "posts"


async def test_a_link_of_a_comment_leads_out_of_both_screens(talk: Stage) -> None:
    async with talk.open() as reader:
        await reader.press("C", "r", "G", "enter", "tab", "enter")
        assert reader.app.screen is reader.screen
        assert reader.open_title == "Talks break off"


async def test_offline_what_is_kept_is_listed(talk: Stage) -> None:
    async with talk.open() as reader:
        await reader.press("C", "r")
    async with talk.open(is_offline=True) as reader:
        await reader.press("C")
        assert "Of the second post." in reader.text
        assert "offline as asked" in reader.text
        await reader.press("r")
        assert reader.app.screen.key_bar.message[1], "as an error"
        assert "Of the second post." in reader.text


async def test_all_blogs_are_listed_together_and_named(talk: Stage) -> None:
    async with talk.open() as reader:
        await reader.press("C", "r", "escape", "h", "g", "enter", "C")
        assert "All blogs" in reader.text
        assert "Talks break off · The Talk" in reader.text
        await reader.press("r")
        assert said(reader) == "No new comments."


async def test_what_is_new_has_a_sign_until_it_was_read(talk: Stage) -> None:
    made = talk.net.sites["talk.test"].blog
    async with talk.open() as reader:
        await reader.press("c", "escape")
        talk.clock.forward(hours=2)
        made.say([comment("520", author=person("Late"))])
        await reader.press("C", "r")
        assert said(reader) == "2 new comments."
        assert "▌● Late" in reader.text
        await reader.press("enter", "escape")
        assert "▌  Late" in reader.text
        await reader.press("escape")
        assert "6 comments" in reader.text, "the row has the new count"


async def test_the_guide_has_no_server(guide: Stage) -> None:
    async with guide.open() as reader:
        await reader.press("C", "r")
        assert said(reader) == "The guide is built in: there is no server to ask."
        assert "Ten minutes with this" in reader.text


async def test_without_blogs_nobody_is_asked(guide: Stage) -> None:
    async with guide.open() as reader:
        await reader.press("h", "g", "enter", "C", "r")
        assert said(reader) == "There is no blog to ask: press a in the reader to follow one."


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (40, 10), (3, 4), (0, 0)])
async def test_every_move_stays_in_the_list(guide: Stage, size: tuple[int, int]) -> None:
    async with guide.open(size=size) as reader:
        await reader.press("C", "G", "j", "k", "g", "k", "pagedown", "pageup", "j")
        recent = reader.app.screen
        assert isinstance(recent, RecentScreen)
        assert recent.list.cursor == 1
        await reader.press("G")
        assert recent.list.cursor == recent.list.row_count() - 1


async def test_a_click_chooses_and_a_double_click_opens(guide: Stage) -> None:
    async with guide.open() as reader:
        await reader.press("C")
        await reader.click(*reader.find("The thumb is the best part."))
        assert "2 of" in reader.text
        await reader.click(*reader.find("The thumb is the best part."), times=2)
        assert isinstance(reader.app.screen, ThreadScreen)


async def test_plain_letters(guide: Stage) -> None:
    guide.settings["ascii_signs"] = True
    async with guide.open() as reader:
        await reader.press("C", "j")
        assert ">  Anonymous - 22:41" in reader.text
        assert "tui-reader @ author - 10:02" in reader.text

"""Reading what others said: asked for once, kept, marked, folded, followed; offline as online."""

import pytest

from tests.app.discussed import AWAY, HOST, comment, person
from tests.app.stage import Reader, Stage
from tests.replica.faults import Faulty, Rule, refuse
from tui_reader.app.screens.thread import ThreadScreen
from tui_reader.app.widgets.thread import ThreadView


def asked(stage: Stage) -> list[str]:
    """The comment feeds of single posts that were asked for."""
    urls = stage.net.log.urls
    return [url for url in urls if "/comments/default" in url and "feeds/comments" not in url]


def screen(reader: Reader) -> ThreadScreen:
    """The screen with the comments, which is seen."""
    shown = reader.app.screen
    assert isinstance(shown, ThreadScreen), reader.text
    return shown


def said(reader: Reader) -> str:
    """The sentence in the bar that is seen."""
    return reader.app.screen.key_bar.message[0]


def here(reader: Reader) -> str:
    """How the comment of the cursor begins."""
    found = screen(reader).view.comment
    return found.html[:20] if found else ""


def plain(reader: Reader) -> list[str]:
    return [line.strip(" ▌").replace("\N{NO-BREAK SPACE}", " ") for line in reader.lines]


async def test_c_asks_once_and_shows_who_said_what(talk: Stage) -> None:
    async with talk.open() as reader:
        assert asked(talk) == [], "opening a list asks for no comments"
        await reader.press("c")
        shown = [line for line in plain(reader) if line]
        at = shown.index("Aino · Jan 4, 2026 10:00")
        assert shown[at : at + 8] == [
            "Aino · Jan 4, 2026 10:00",
            "First! See the other post and elsewhere.",
            "│",
            "│ A. Writer ◆ author · Jan 4, 2026 11:00",
            "│ Thank you, Aino.",
            "│",
            "│ Kenji · Jan 4, 2026 12:00",
            "│ Comment removed by its author",
        ]
        assert "Anonymous · Jan 4, 2026 13:00" in shown
        assert "1 of 5" in reader.text
        assert asked(talk) == [f"{HOST}/feeds/1/comments/default?max-results=500"]
        await reader.press("escape", "c")
        screen(reader)
        assert len(asked(talk)) == 1, "what is kept is not asked for again"


async def test_while_one_waits_the_screen_says_for_what(talk: Stage) -> None:
    talk.net.latency = 0.3
    async with talk.open() as reader:
        await reader.pilot.press("c")
        await reader.until(lambda: "Asking for 5 comments …" in reader.text)
        await reader.settle()
        assert "Thank you, Aino." in reader.text
        assert "Asking" not in reader.text


@pytest.mark.parametrize("key", ["escape", "backspace", "h", "left"])
async def test_one_goes_back_to_where_one_was(talk: Stage, key: str) -> None:
    async with talk.open() as reader:
        await reader.press("enter", "c", key)
        assert reader.app.screen is reader.screen
        assert reader.focused == "article"
        assert reader.open_title == "A pact is signed"


async def test_q_leaves_the_reader_as_everywhere(talk: Stage) -> None:
    async with talk.open() as reader:
        await reader.press("c")
        await reader.pilot.press("q")
        await reader.until(lambda: not reader.app.is_running)


async def test_leaving_while_it_is_asked_for_is_possible(talk: Stage) -> None:
    talk.net.latency = 0.5
    async with talk.open() as reader:
        await reader.pilot.press("c")
        await reader.until(lambda: "Asking for 5 comments …" in reader.text)
        await reader.press("escape")
        assert reader.app.screen is reader.screen
        await reader.press("j", "k", "c")
        assert "Thank you, Aino." in reader.text


async def test_offline_what_is_kept_is_read_and_what_is_not_is_said(talk: Stage) -> None:
    async with talk.open() as reader:
        await reader.press("c")
    async with talk.open(is_offline=True) as reader:
        await reader.press("c")
        assert "Thank you, Aino." in reader.text
        assert "offline as asked" in reader.text
        await reader.press("escape", "j", "c")
        assert reader.app.screen is reader.screen
        assert said(reader) == "offline: nothing is kept yet of the 1 comment of this post."


async def test_a_server_that_refuses_is_named_and_can_be_asked_again(talk: Stage) -> None:
    (site,) = talk.net.sites.values()
    talk.net.sites = {"talk.test": Faulty(site, Rule(refuse(500), match="/1/comments"))}
    async with talk.open() as reader:
        await reader.press("c")
        assert "No comment is kept yet: r asks again." in " ".join(plain(reader))
        assert screen(reader).key_bar.message[1], "as an error"
        await reader.press("r")
        assert "Thank you, Aino." in reader.text


async def test_where_nobody_spoke_that_is_said_and_no_empty_screen_comes(talk: Stage) -> None:
    async with talk.open() as reader:
        await reader.press("j", "j", "c")
        assert reader.app.screen is reader.screen
        assert said(reader) == "No comments yet."


async def test_where_comments_are_closed_that_is_said(guide: Stage) -> None:
    async with guide.open() as reader:
        index = next(i for i, title in enumerate(reader.titles()) if title.startswith("Every key"))
        reader.screen.posts.cursor = index
        await reader.press("c")
        assert reader.app.screen is reader.screen
        assert said(reader).startswith("Comments are closed here")


async def test_in_an_empty_list_there_is_nothing_to_read(empty: Stage) -> None:
    async with empty.open("https://news.test/") as reader:
        await reader.press("v", "v", "c")
        assert said(reader) == "There is no post here."


async def test_what_came_since_is_marked_and_gone_to_by_n(talk: Stage) -> None:
    made = talk.net.sites["talk.test"].blog
    async with talk.open() as reader:
        await reader.press("c", "escape")
        talk.clock.forward(hours=2)
        made.say([comment("520", parent="501", author=person("Late")), comment("521")])
        await reader.press("r")
        assert "7 comments (2 new)" in reader.text
        await reader.press("c")
        assert len(asked(talk)) == 1, "they came with the blog's newest comments"
        assert "│ ● Late · Jan 5, 2026 05:00 · new" in "\n".join(plain(reader))
        assert "7 comments (2 new)" in reader.text
        await reader.press("n")
        assert here(reader) == "<p>Comment 520.</p>"
        await reader.press("n")
        assert here(reader) == "<p>Comment 521.</p>"
        await reader.press("n")
        assert said(reader) == "Nothing new further down."
        await reader.press("N")
        assert here(reader) == "<p>Comment 520.</p>"
        await reader.press("escape")
        assert "(2 new)" not in reader.text, "they are read now"
        await reader.press("c", "n")
        assert said(reader) == "Nothing is new here."


async def test_r_asks_again_and_what_it_brings_is_new(talk: Stage) -> None:
    made = talk.net.sites["talk.test"].blog
    async with talk.open() as reader:
        await reader.press("c", "r")
        assert said(reader) == "No new comments."
        made.say([comment("521")])
        talk.clock.forward(minutes=1)
        await reader.press("j", "r")
        assert said(reader) == "1 new comment."
        assert here(reader) == "<p>Thank you, Aino.<", "the cursor stays where it was"
        assert "6 comments (1 new)" in reader.text
        await reader.press("escape")
        assert "6 comments" in reader.text
        assert reader.cursor_row.comments == 6


async def test_the_guide_has_comments_and_no_server(guide: Stage) -> None:
    async with guide.open(is_offline=True) as reader:
        await reader.press("c")
        assert "Ten minutes with this" in reader.text
        await reader.press("r")
        assert said(reader) == "The guide is built in: there is no server to ask."
        await reader.press("o")
        assert said(reader) == "The guide is built in: it has no page on the web."


async def test_a_comment_is_folded_with_its_replies_and_opened(talk: Stage) -> None:
    async with talk.open() as reader:
        await reader.press("c", "space")
        shown = "\n".join(plain(reader))
        assert "▸ Aino · Jan 4, 2026 10:00 · First! See the other post" in shown
        assert "… · 2 replies" in shown
        assert "Thank you" not in shown
        assert "1 of 3" in shown
        await reader.press("enter")
        assert "Thank you" in reader.text
        await reader.press("z")
        assert "1 of 3" in reader.text
        assert "I read it twice." in reader.text, "first words of a folded one"
        await reader.press("j", "j", "z")
        assert here(reader) == "<p>I read it twice.<"
        assert "5 of 5" in reader.text


@pytest.mark.parametrize("size", [(80, 24), (40, 6)])
async def test_no_line_is_passed_over_unseen(talk: Stage, size: tuple[int, int]) -> None:
    async with talk.open(size=size) as reader:
        await reader.press("c")
        view = screen(reader).view
        height = view.size.height
        top, seen = 0, set(range(height))
        for key in ("j", "k"):
            still = 0
            while still < 6:  # it stands at its first or last line, whatever comes before it
                await reader.pilot.press(key)
                here_now = round(view.scroll_target_y)
                still = still + 1 if here_now == top else 0
                passed = range(top + height, here_now) or range(here_now + height, top)
                assert all(is_blank(view, line) for line in passed)
                top = here_now
                seen |= set(range(top, top + height))
            assert here(reader) == (
                "<p>I read it twice.<" if key == "j" else "<p>First! See <a hre"
            )
            assert top == (view.max_scroll_y if key == "j" else 0)
            assert all(is_blank(view, line) for line in set(range(view._laid.height)) - seen)
            seen = set(range(top, top + height))


def is_blank(view: ThreadView, line: int) -> bool:
    """Whether nothing is to be read on a line."""
    return not view._laid.lines(line, 1)[0].text.strip(" │")


async def test_first_and_last(talk: Stage) -> None:
    async with talk.open(size=(80, 24)) as reader:
        await reader.press("c", "G")
        assert "5 of 5" in reader.text
        assert "I read it twice." in reader.text
        await reader.press("g")
        assert "1 of 5" in reader.text
        assert screen(reader).view.scroll_target_y == 0


async def test_the_cursor_follows_pages(talk: Stage) -> None:
    async with talk.open(size=(80, 14)) as reader:
        await reader.press("c", "pagedown", "pagedown")
        view = screen(reader).view
        first, end = view._span
        assert first < view.scroll_target_y + view.size.height
        assert end > view.scroll_target_y
        await reader.press("pageup", "pageup", "pageup")
        first, end = view._span
        assert first < view.size.height


async def test_a_click_chooses_a_comment_and_a_double_click_folds_it(talk: Stage) -> None:
    async with talk.open() as reader:
        await reader.press("c")
        await reader.click(*reader.find("Thank you, Aino."))
        assert "2 of 5" in reader.text
        await reader.click(*reader.find("First! See"), times=2)
        assert "1 of 3" in reader.text
        await reader.press("space")
        await reader.click(*reader.find("elsewhere"))
        assert reader.app.clipboard == "https://elsewhere.test/page"


async def test_keys_of_ones_own_work_and_are_named(talk: Stage) -> None:
    talk.settings["keys"] = {"comments": "K", "fold": "i"}
    async with talk.open() as reader:
        await reader.press("enter", "G")
        assert "K reads them" in reader.text
        await reader.press("K", "i")
        assert "1 of 3" in reader.text


async def test_words_are_found_in_comments(talk: Stage) -> None:
    async with talk.open() as reader:
        await reader.press("c", "slash")
        await reader.type("twice")
        assert said(reader).startswith("1 of 1 · enter next")
        await reader.press("escape")
        assert here(reader) == "<p>I read it twice.<"
        assert reader.focused == "thread"
        await reader.press("slash")
        await reader.type("squid")
        assert said(reader) == "“squid” is not in these comments."
        await reader.press("escape", "escape")
        assert reader.app.screen is reader.screen


async def test_links_of_comments_are_followed_by_tab_and_by_letters(talk: Stage) -> None:
    async with talk.open() as reader:
        await reader.press("c", "tab", "tab", "enter")
        assert reader.app.clipboard == "https://elsewhere.test/page"
        assert AWAY in screen(reader).view.comment.html
        await reader.press("f")
        assert "ahe other post" in reader.text
        await reader.press("a")
        assert reader.app.screen is reader.screen
        assert reader.open_title == "Talks break off"
        await reader.press("backspace")


async def test_a_bad_link_of_a_comment_is_refused(talk: Stage) -> None:
    made = talk.net.sites["talk.test"].blog
    made.say([comment("400", html='<a href="ftp://x.test/">get it</a>')])
    async with talk.open() as reader:
        await reader.press("c", "tab", "enter")
        assert said(reader).startswith("blocked-scheme: ")
        screen(reader)


async def test_the_place_of_a_comment_is_copied_and_opened(talk: Stage) -> None:
    async with talk.open() as reader:
        await reader.press("c", "j", "y")
        assert reader.app.clipboard.startswith(f"{HOST}/2026/01/post-1.html?showComment=")
        assert reader.app.clipboard.endswith("#c502")
        await reader.press("o")
        assert said(reader).startswith("No browser can be opened from here; the address is copied")
        assert reader.app.clipboard.endswith("#c502")


async def test_a_link_to_a_comment_opens_the_thread_at_it(talk: Stage) -> None:
    made = talk.net.sites["talk.test"].blog
    made.say([comment("523", "2", html=f'<a href="{HOST}/2026/01/post-1.html#c505">he</a>')])
    async with talk.open() as reader:
        await reader.press("j", "c", "tab", "enter")
        assert here(reader) == "<p>I read it twice.<"
        assert "A pact is signed" in reader.text
        await reader.press("escape")
        assert reader.app.screen is reader.screen


async def test_a_link_to_a_comment_of_the_same_thread_goes_to_it(talk: Stage) -> None:
    made = talk.net.sites["talk.test"].blog
    link = f"{HOST}/2026/01/post-1.html?showComment=1#c505"
    made.say([comment("400", html=f'<a href="{link}">he</a> <a href="{link}9">she</a>')])
    async with talk.open() as reader:
        await reader.press("c", "tab", "enter")
        assert here(reader) == "<p>I read it twice.<"
        await reader.press("g", "tab", "tab", "enter")
        assert said(reader) == "That comment is not among these."


async def test_the_thread_is_read_at_any_size_and_at_none(talk: Stage) -> None:
    async with talk.open() as reader:
        await reader.press("c", "j")
        for size in ((80, 24), (40, 10), (20, 5), (2, 2), (0, 0), (120, 36)):
            await reader.resize(*size)
            await reader.press("j", "k", "space", "space")
        await reader.press("g", "j")
        assert here(reader) == "<p>Thank you, Aino.<"
        assert "Thank you, Aino." in reader.text


async def test_help_knows_the_keys_and_the_palette_offers_them(talk: Stage) -> None:
    async with talk.open() as reader:
        await reader.press("c", "question_mark")
        await reader.type("fold")
        assert "Fold the comment with its replies" in reader.text
        await reader.press("escape", "colon")
        await reader.type("fold all")
        await reader.until(lambda: "Fold all comments" in reader.text)
        await reader.press("enter")
        await reader.until(lambda: isinstance(reader.app.screen, ThreadScreen))
        await reader.settle()
        assert "1 of 3" in reader.text


# ------------------------------------------------------------------------- below the article


async def test_what_is_kept_stands_below_the_article_and_moves_nothing(talk: Stage) -> None:
    async with talk.open(size=(120, 20)) as reader:
        await reader.press("enter", "j", "j", "j")
        article = reader.screen.article
        top, position = article.scroll_target_y, article.position
        text = reader.lines[5:15]
        assert "c reads them" in "\n".join(line.text for line in article._laid.lines(0, 200))
        await reader.press("c", "escape")
        assert (article.scroll_target_y, article.position) == (top, position)
        assert [line[60:119] for line in reader.lines[5:15]] == [line[60:119] for line in text]
        words = "\n".join(line.text for line in article._laid.lines(0, 400))
        assert "5 comments:" in words
        assert "Thank you, Aino." in words
        assert "c reads them" not in words


async def test_a_post_read_to_its_end_stays_there_when_its_thread_comes(talk: Stage) -> None:
    async with talk.open(size=(120, 20)) as reader:
        await reader.press("enter", "G", "c", "escape")
        assert "5 comments:" in reader.text
        position = reader.screen.article.position
        await reader.pilot.press("q")
        await reader.until(lambda: not reader.app.is_running)
    async with talk.open(size=(120, 20)) as reader:
        assert reader.open_title == "A pact is signed"
        assert reader.screen.article.position == pytest.approx(position, abs=0.02)


async def test_the_comments_line_leads_to_the_thread(talk: Stage) -> None:
    async with talk.open() as reader:
        await reader.press("enter", "tab", "enter")
        assert screen(reader).post_id == reader.cursor_row.id


async def test_a_store_that_cannot_be_written_can_be_read(talk: Stage) -> None:
    async with talk.open() as reader:
        await reader.press("c")
    talk.is_read_only = True
    async with talk.open() as reader:
        await reader.press("c", "j")
        assert "Thank you, Aino." in reader.text
        await reader.press("escape")
        assert reader.app.screen is reader.screen


async def test_new_comments_below_the_article_are_seen_when_their_end_was_in_view(
    talk_later: Stage,
) -> None:
    async with talk_later.open(size=(120, 20)) as reader:
        await reader.press("r", "enter")
        words = "\n".join(line.text for line in reader.screen.article._laid.lines(0, 400))
        assert "5 comments (3 new)" in words
        await reader.press("j", "n", "p")
        words = "\n".join(line.text for line in reader.screen.article._laid.lines(0, 400))
        assert "5 comments (3 new)" in words, "nobody has seen them yet"
        await reader.press("G", "n", "p")
        words = "\n".join(line.text for line in reader.screen.article._laid.lines(0, 400))
        assert "5 comments:" in words


async def test_where_the_blog_tells_no_count_it_is_asked_before_a_screen_comes(
    wordpress: Stage,
) -> None:
    async with wordpress.open() as reader:
        assert reader.cursor_row.comments is None
        await reader.press("c")
        assert "I read it twice." in reader.text
        await reader.press("escape", "j", "j", "c")
        assert reader.app.screen is reader.screen
        assert said(reader) == "No comments yet."
    wordpress.net.is_up = False
    async with wordpress.open(is_offline=True) as reader:
        await reader.press("j", "c")
        assert said(reader) == "offline: whether anybody commented here is not known."


@pytest.mark.parametrize(
    ("keys", "words"),
    [(("c",), "Asking for comments …"), (("c", "r"), "Asking for the comments …")],
)
async def test_what_is_waited_for_is_said_as_long_as_it_takes(
    wordpress: Stage, monkeypatch: pytest.MonkeyPatch, keys: tuple[str, ...], words: str
) -> None:
    monkeypatch.setattr("tui_reader.app.widgets.bars.MESSAGE_SECONDS", 0.01)
    async with wordpress.open() as reader:
        await reader.press(*keys[:-1])
        wordpress.net.latency = 0.4
        await reader.pilot.press(keys[-1])
        await reader.pilot.pause(0.1)
        assert words in reader.text
        wordpress.net.latency = 0.0
        await reader.settle()
        assert words not in reader.text


async def test_a_thread_of_thousands_opens_at_once(talk: Stage, texts_read: list[str]) -> None:
    made = talk.net.sites["talk.test"].blog
    made.say(comment(str(number), html=f"<p>{'Words. ' * 30}</p>") for number in range(1000, 4000))
    async with talk.open() as reader:
        await reader.press("c", "escape")
        thread = await reader.library.discussions.thread(reader.cursor_row.id)
        assert len(thread.comments) == 3005
        await reader.press("c")
        view = screen(reader).view
        texts_read.clear()
        view.show_thread(thread)  # the rest is read while nothing else is to be done
        assert 0 < len(texts_read) < 100
        await reader.press("G")
        assert "3,005 of 3,005" in reader.text
        assert here(reader) == "<p>Words. Words. Wor"
        last = reader.lines[-2]
        await reader.press("z")
        assert "3,003 of 3,003" in reader.text, "the cursor stays where it was"
        assert "▌ ▸" in reader.text
        await reader.press("z", "G")
        assert reader.lines[-2] == last
        await reader.resize(80, 24)
        await reader.resize(120, 36)
        assert "3,005 of 3,005" in reader.text
        await reader.press("k", "space", "space", "k", "g")
        assert here(reader).startswith("<p>First!")

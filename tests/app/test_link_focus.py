"""One sees where a link leads before it opens: by tab, by letters, under the mouse, in the list."""

import pytest

from tests.app.discussed import comment
from tests.app.stage import Reader, Stage
from tests.fakeblog import FakeBlog, FakePost

AWAY = '<a href="https://elsewhere.test/2020/page?x=1">elsewhere</a>'
KEPT = '<a href="https://news.test/2026/01/post-4.html">the bank</a>'


def bar(reader: Reader) -> str:
    """The line at the bottom, its blanks as one."""
    return " ".join(reader.lines[-1].split())


def lit(reader: Reader) -> list[str]:
    """The words of the focused link, line by line."""
    article = reader.screen.article
    laid = article._laid
    assert laid
    return [
        laid.lines(number, 1)[0].text[first:last]
        for number, (first, last, _) in sorted(article._lit.items())
    ]


def article_of(blogs: Stage, html: str) -> None:
    """Let the newest post say something else."""
    blogs.news.edit(6, html=html, labels=(), comments=None)


async def test_the_bar_says_where_the_focused_link_leads_and_what_following_does(
    blogs: Stage,
) -> None:
    async with blogs.open() as reader:
        await reader.press("enter", "tab")
        assert bar(reader) == "→ Asia lists its posts"
        await reader.press("tab")
        assert bar(reader) == "→ news.test/2026/01/post-4.html opens here"
        await reader.press("tab")
        assert bar(reader) == "→ elsewhere.test/page browser"
        await reader.press("shift+tab")
        assert lit(reader) == ["the bank"]
        await reader.press("escape")
        assert "→ news.test" not in bar(reader)
        assert bar(reader).startswith("?")


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (40, 10)])
async def test_the_bar_fits_at_every_size(blogs: Stage, size: tuple[int, int]) -> None:
    article_of(blogs, AWAY)
    async with blogs.open(size=size) as reader:
        await reader.press("R", "enter", "tab")
        assert "elsewhere.test" in reader.lines[-1]
        assert len(reader.lines[-1]) == size[0]


async def test_two_links_to_one_address_are_two_steps(blogs: Stage) -> None:
    one, two = 'href="https://x.test/1"', 'href="https://x.test/2"'
    article_of(blogs, f"<p><a {one}>a</a>, <a {two}>b</a>, <a {one}>c</a>, <a {two}>d</a></p>")
    async with blogs.open() as reader:
        await reader.press("R", "enter")
        words = []
        for _ in range(4):
            await reader.press("tab")
            words += lit(reader)
        assert words == ["a", "b", "c", "d"]


async def test_a_link_of_several_lines_is_lit_as_one(blogs: Stage) -> None:
    words = "every word of a long link " * 8
    article_of(blogs, f'<blockquote><a href="https://x.test/1">{words}</a> and {AWAY}</blockquote>')
    async with blogs.open() as reader:
        await reader.press("R", "enter", "tab")
        assert " ".join(lit(reader)).split() == words.split()
        await reader.press("tab")
        assert lit(reader) == ["elsewhere"]


async def test_a_link_out_of_view_loses_the_focus(blogs: Stage) -> None:
    article_of(blogs, f"<p>{AWAY}</p>" + "<p>words</p>" * 60 + f"<p>{KEPT}</p>")
    async with blogs.open() as reader:
        await reader.press("R", "enter", "tab")
        assert bar(reader).startswith("→ elsewhere.test")
        await reader.press("pagedown")
        assert not bar(reader).startswith("→")
        before = reader.screen.article.scroll_target_y
        await reader.press("enter")
        assert reader.screen.article.scroll_target_y == before + 1, "nothing was followed"
        await reader.press("tab")
        assert lit(reader) == ["the bank"], "the next one below is brought into view"


async def test_the_focus_stays_on_its_link_at_another_width(blogs: Stage) -> None:
    article_of(blogs, f"<p>{'words ' * 40}{AWAY} {'words ' * 40}{KEPT}</p>")
    async with blogs.open() as reader:
        await reader.press("R", "enter", "tab", "tab")
        assert lit(reader) == ["the bank"]
        await reader.resize(60, 30)
        assert "".join(lit(reader)).replace(" ", "") == "thebank"
        assert "opens here" in bar(reader)


async def test_a_letter_shows_where_a_link_leads_and_enter_opens_it(blogs: Stage) -> None:
    article_of(blogs, f"<p>{AWAY} {KEPT}</p>")
    async with blogs.open() as reader:
        await reader.press("R", "enter", "f", "a")
        assert bar(reader) == "→ elsewhere.test/2020/page?x=1 browser"
        assert reader.app.clipboard == ""
        await reader.press("enter")
        assert reader.app.clipboard == "https://elsewhere.test/2020/page?x=1"
        await reader.press("f", "s")
        assert reader.open_title == "What the bank said"


async def test_the_bar_says_what_letters_are_for_while_they_stand_on_links(blogs: Stage) -> None:
    article_of(blogs, f"<p>{AWAY}</p>" + "<p>words</p>" * 60)
    async with blogs.open(size=(40, 10)) as reader:
        await reader.press("R", "enter", "tab", "f")
        assert bar(reader) == "a letter goes to its link · esc leaves"
        await reader.press("escape")
        assert bar(reader).startswith("→ elsewhere.test"), "it has the focus still"
        await reader.press("f", "a")
        assert bar(reader).startswith("→ elsewhere.test")
        await reader.press("pagedown", "pagedown", "f")
        assert bar(reader) == "No link is in view."


async def test_a_caret_takes_the_keys_from_the_link_that_had_the_focus(blogs: Stage) -> None:
    article_of(blogs, f"<p>{AWAY}</p>")
    async with blogs.open() as reader:
        await reader.press("R", "enter", "tab", "V")
        assert "y Copy" in bar(reader)
        assert not bar(reader).startswith("→")
        assert lit(reader) == []


async def test_the_mouse_shows_where_a_link_leads(blogs: Stage) -> None:
    article_of(blogs, f"<p>{AWAY}</p>")
    async with blogs.open() as reader:
        await reader.press("R", "enter")
        column, line = reader.find("elsewhere")
        await reader.pilot.hover(offset=(column + 2, line))
        await reader.settle()
        assert bar(reader) == "→ elsewhere.test/2020/page?x=1 browser"
        await reader.pilot.hover(offset=(column + 2, line + 3))
        await reader.settle()
        assert not bar(reader).startswith("→")
        await reader.click(column + 2, line)
        assert reader.app.clipboard == "https://elsewhere.test/2020/page?x=1"


async def test_a_click_from_nowhere_shows_first_and_the_second_opens(blogs: Stage) -> None:
    article_of(blogs, f"<p>{AWAY}</p>")
    async with blogs.open() as reader:
        await reader.press("R", "enter")
        column, line = reader.find("elsewhere")
        await reader.pilot.click(offset=(column + 2, line))
        await reader.settle()
        assert bar(reader) == "→ elsewhere.test/2020/page?x=1 browser"
        assert reader.app.clipboard == ""
        await reader.pilot.click(offset=(column + 2, line))
        await reader.settle()
        assert reader.app.clipboard == "https://elsewhere.test/2020/page?x=1"


async def test_words_that_name_another_host_ask_first(blogs: Stage) -> None:
    article_of(blogs, '<p><a href="https://evil.test/x">www.bank.test/login</a></p>')
    async with blogs.open() as reader:
        await reader.press("R", "enter", "tab")
        assert bar(reader) == "→ evil.test/x asks first"
        await reader.press("enter")
        assert "This link leads to evil.test" in reader.text
        await reader.press("n")
        assert reader.app.clipboard == ""
        await reader.press("enter", "y")
        assert reader.app.clipboard == "https://evil.test/x"


async def test_a_homograph_is_shown_in_punycode(blogs: Stage) -> None:
    article_of(blogs, '<p><a href="https://pаypal.test/">pay here</a></p>')
    async with blogs.open() as reader:
        await reader.press("R", "enter", "tab")
        assert bar(reader) == "→ xn--pypal-4ve.test/ browser"


async def test_what_the_mouse_showed_goes_when_the_text_moves_or_another_comes(
    blogs: Stage,
) -> None:
    article_of(blogs, f"<p>{AWAY}</p>" + "<p>words</p>" * 60)
    async with blogs.open() as reader:
        await reader.press("R", "enter")
        for key in ("j", "n"):
            await reader.press("g")
            column, line = reader.find("elsewhere")
            await reader.pilot.hover(offset=(column + 3, line))
            await reader.settle()
            assert bar(reader).startswith("→ elsewhere.test")
            await reader.press(key)
            assert not bar(reader).startswith("→")
            await reader.pilot.hover(offset=(column, line + 5))


async def test_videos_sounds_and_framed_pages_are_links_too(blogs: Stage) -> None:
    article_of(
        blogs,
        '<p>Watch and listen.</p><iframe src="https://www.youtube.com/embed/abcdefghijk"></iframe>'
        '<audio controls><source src="https://x.test/talk.mp3"></audio>',
    )
    async with blogs.open() as reader:
        await reader.press("R", "enter", "tab")
        assert bar(reader) == "→ www.youtube.com/watch?v=abcdefghijk browser"
        await reader.press("enter")
        assert reader.app.clipboard == "https://www.youtube.com/watch?v=abcdefghijk"
        await reader.press("tab", "enter")
        assert reader.app.clipboard == "https://x.test/talk.mp3"


# -------------------------------------------------------------------------- places in here


async def test_a_footnote_is_gone_to_and_back(blogs: Stage) -> None:
    filler = "<p>words of the text</p>" * 80
    article_of(
        blogs,
        f'<p>Begin<a href="#fn1">1</a></p>{filler}<p id="fn1">The note. <a href="#top">up</a></p>'
        f"{filler}",
    )
    async with blogs.open() as reader:
        await reader.press("R", "enter", "tab")
        assert bar(reader) == "→ #fn1 goes there"
        await reader.press("enter")
        assert "▌ The note." in reader.text
        assert "Begin" not in reader.text
        await reader.press("backspace")
        assert "Begin" in reader.text
        assert reader.open_title == "A pact is signed"
        await reader.press(">")
        assert "The note." in reader.text


async def test_back_and_forward_keep_the_place_in_each_post(blogs: Stage) -> None:
    article_of(blogs, "<p>words</p>" * 60 + f"<p>{KEPT}</p>" + "<p>words</p>" * 60)
    async with blogs.open() as reader:
        await reader.press("R", "enter", "tab")
        before = reader.screen.article.scroll_target_y
        assert before > 0
        await reader.press("enter")
        assert reader.open_title == "What the bank said"
        await reader.press("<")
        assert reader.open_title == "A pact is signed"
        assert abs(reader.screen.article.scroll_target_y - before) <= 1, "a blank line at most"
        await reader.press("alt+right")
        assert reader.open_title == "What the bank said"
        await reader.press(">")
        assert reader.message == "There is no post to go forward to."
        await reader.press("alt+left", "backspace")
        assert reader.message == "There is no post to go back to."
        assert reader.open_title == "A pact is signed"


async def test_keys_that_outrun_the_texts_go_back_step_by_step(blogs: Stage) -> None:
    async with blogs.open() as reader:
        await reader.press("enter", "n", "n", "n")
        titles = reader.titles()
        assert reader.open_title == titles[3]
        await reader.hurry("backspace", "backspace", "backspace")
        assert reader.open_title == titles[0]
        await reader.hurry("greater_than_sign", "greater_than_sign")
        assert reader.open_title == titles[2]


async def test_a_post_of_another_kept_blog_opens_here(blogs: Stage) -> None:
    address = next(post.path for post in blogs.net.blogs["diary.test"].posts if post.number == 7)
    article_of(blogs, f'<p><a href="http://www.diary.test{address}?utm_source=x">seven</a></p>')
    async with blogs.open() as reader:
        await reader.press("R", "enter", "tab")
        assert "opens here" in bar(reader)
        await reader.press("enter")
        assert reader.open_title == "Post number 7"
        await reader.press("backspace")
        assert reader.open_title == "A pact is signed"


async def test_a_place_in_another_kept_post_is_gone_to(blogs: Stage) -> None:
    article_of(blogs, '<p><a href="https://news.test/2026/01/post-2.html#five">part five</a></p>')
    parts = "".join(f'<h2 id="{n}">Part {n}</h2><p>{"Words. " * 300}</p>' for n in ("four", "five"))
    blogs.news.edit(2, html=parts)
    async with blogs.open() as reader:
        await reader.press("R", "enter", "tab", "enter")
        assert reader.open_title == "A long look back"
        assert "Part five" in reader.text
        assert "Part four" not in reader.text


# ---------------------------------------------------------------------- pages of other blogs

WALKS = "https://walks.blogspot.com/2020/05/on-walking.html"


def walks(blogs: Stage, *titles: str) -> FakeBlog:
    """Another blog out there, and a link to a post of it."""
    posts = [FakePost(at, title, f"<p>Of {title}.</p>") for at, title in enumerate(titles, 1)]
    article_of(blogs, f'<p><a href="https://walks.test{posts[0].path}">walking</a></p>')
    return blogs.net.add(FakeBlog("walks.test", "Walks", posts))


async def test_a_page_of_another_blog_offers_to_read_that_blog_here(blogs: Stage) -> None:
    walks(blogs, "On walking", "On resting")
    async with blogs.open() as reader:
        await reader.press("R", "enter", "tab")
        assert "a blog: asks" in bar(reader)
        asked = len(blogs.net.requests)
        await reader.press("enter")
        assert "This seems to be a page of a blog:" in reader.text
        assert "walks.test/2026/01/post-1.html" in reader.text
        assert len(blogs.net.requests) == asked, "nobody is asked before one chooses"
        await reader.press("v")
        assert reader.open_title == "On walking"
        assert "visiting" in reader.lines[0]
        await reader.press("backspace")
        assert reader.open_title == "A pact is signed"


async def test_of_such_a_page_the_browser_and_the_address_are_offered_too(blogs: Stage) -> None:
    blog = walks(blogs, "On walking")
    async with blogs.open() as reader:
        await reader.press("R", "enter", "tab", "enter", "y")
        assert reader.app.clipboard == f"https://walks.test{blog.posts[0].path}"
        assert reader.message.startswith("Copied")
        await reader.press("enter", "escape")
        assert reader.app.screen is reader.screen
        assert lit(reader) == ["walking"], "one is where one was"
        await reader.press("enter", "enter")
        assert reader.message.startswith("No browser can be opened from here")


async def test_a_page_that_is_not_among_the_newest_posts_is_said_to_be_missing(
    blogs: Stage,
) -> None:
    blog = walks(blogs, "On walking", "On resting")
    gone, blog.posts = blog.posts[0], blog.posts[1:]
    blog.posts = [*blog.posts, gone]
    blog.newest = 1
    async with blogs.open() as reader:
        await reader.press("R", "enter", "tab", "enter", "v")
        assert reader.message == "This is “Walks”; that page is not among its newest posts."
        assert reader.titles() == ["On resting"]


async def test_a_blog_that_cannot_be_visited_is_said(blogs: Stage) -> None:
    article_of(blogs, f'<p><a href="{WALKS}">walking</a></p>')
    async with blogs.open() as reader:
        await reader.press("R", "enter", "tab", "enter", "v")
        assert reader.is_error
        assert reader.open_title == "A pact is signed"


async def test_a_page_of_a_kept_blog_that_is_not_kept_shows_that_blog(blogs: Stage) -> None:
    article_of(blogs, '<p><a href="https://diary.test/2001/02/old.html">old</a></p>')
    async with blogs.open() as reader:
        await reader.press("R", "enter", "tab", "enter")
        assert "This page of “A diary” is not kept here:" in reader.text
        asked = len(blogs.net.requests)
        await reader.press("v")
        assert len(reader.titles()) == 12
        assert "A brings the whole archive" in reader.message
        assert len(blogs.net.requests) == asked


# ----------------------------------------------------------------------------- all of them


async def test_all_links_are_listed_with_their_true_hosts(blogs: Stage) -> None:
    article_of(blogs, f'<p>{AWAY} {KEPT} <a href="https://evil.test/">bank.test</a></p>')
    async with blogs.open() as reader:
        await reader.press("R", "enter", "L")
        text = " ".join(reader.text.replace("▌", "").split())
        assert "1 elsewhere → elsewhere.test/2020/page?x=1 browser" in text
        assert "2 the bank → news.test/2026/01/post-4.html opens here" in text
        assert "3 bank.test → evil.test/ asks first" in text
        assert "1 of " in text
        await reader.press("y")
        assert reader.app.clipboard == "https://elsewhere.test/2020/page?x=1"
        await reader.press("2", "enter")
        assert reader.open_title == "What the bank said"


async def test_the_list_of_links_begins_at_the_link_one_is_at(blogs: Stage) -> None:
    filler = "<p>words</p>" * 60
    article_of(blogs, f"<p>{AWAY}</p>{filler}<p>{KEPT}</p>{filler}")
    async with blogs.open() as reader:
        await reader.press("R", "enter", "tab", "tab", "L")
        assert "2 of 3" in reader.text
        await reader.press("k", "space")
        assert lit(reader) == ["elsewhere"]
        assert reader.screen.article.scroll_target_y == 0
        assert bar(reader).startswith("→ elsewhere.test")
        await reader.press("L", "o")
        assert reader.app.clipboard == "https://elsewhere.test/2020/page?x=1"
        await reader.press("escape")
        assert reader.app.screen is reader.screen


async def test_a_place_in_the_reader_has_no_address_to_copy(blogs: Stage) -> None:
    async with blogs.open() as reader:
        await reader.press("enter", "L")
        for key in ("y", "o"):
            await reader.press(key)
            assert "it has no address on the web" in reader.text
            assert reader.app.clipboard == ""
        await reader.press("enter")
        assert reader.titles() == ["A pact is signed", "Talks break off"], "its label is listed"


async def test_a_text_without_links_says_so(blogs: Stage) -> None:
    blogs.net.add(FakeBlog("dry.test", "Dry", [FakePost(1, "Dry", "<p>Dry.</p>", comments=None)]))
    async with blogs.open("https://dry.test/") as reader:
        await reader.press("enter", "L")
        assert "There is no link and no picture in this text." in reader.text
        await reader.press("enter", "o", "y", "space", "escape")
        assert reader.app.screen is reader.screen


@pytest.mark.parametrize("size", [(80, 24), (40, 10), (20, 6), (1, 1)])
async def test_the_list_of_links_is_drawn_at_any_size(blogs: Stage, size: tuple[int, int]) -> None:
    cloud = " ".join(f'<a href="https://x.test/{"y" * 90}/{n}">link {n}</a>' for n in range(300))
    article_of(blogs, f"<p>{cloud}</p>")
    async with blogs.open() as reader:
        await reader.press("R", "enter", "L")
        await reader.resize(*size)
        await reader.press("G", "pageup", "1", "5", "0")
        assert reader.app.is_running
        await reader.resize(120, 36)
        assert "150 of 3" in reader.text


async def test_a_very_long_text_is_listed_whole_and_its_last_link_found(blogs: Stage) -> None:
    article_of(blogs, "<p>words</p>" * 12_000 + f"<p>{AWAY}</p>")
    async with blogs.open() as reader:
        await reader.press("R", "enter", "L")
        assert "elsewhere.test" in reader.text
        await reader.press("1", "space")
        await reader.until(lambda: "elsewhere" in reader.text)
        assert lit(reader) == ["elsewhere"]


# ------------------------------------------------------------------------------- comments


async def test_in_a_thread_the_bar_says_where_a_link_leads_and_the_list_has_them(
    talk: Stage,
) -> None:
    async with talk.open() as reader:
        await reader.press("c", "tab")
        assert bar(reader) == "→ talk.test/2026/01/post-2.html opens here"
        await reader.press("tab")
        assert bar(reader) == "→ elsewhere.test/page browser"
        await reader.press("L")
        assert "2 of 2" in reader.text
        await reader.press("1", "enter")
        assert reader.app.screen is reader.screen
        assert reader.open_title == "Talks break off"


async def test_a_link_to_a_comment_below_the_text_goes_there_and_back(talk: Stage) -> None:
    async with talk.open() as reader:
        await reader.press("c", "escape", "enter")
        article = reader.screen.article
        assert "I read it twice." not in reader.text
        reader.screen.desk.following.follow("https://talk.test/2026/01/post-1.html#c505")
        await reader.settle()
        assert reader.app.screen is reader.screen, "no other screen is needed"
        assert "I read it twice." in reader.text
        assert article.scroll_target_y > 0
        await reader.press("backspace")
        assert article.scroll_target_y == 0
        await reader.press(">")
        assert "I read it twice." in reader.text


async def test_a_link_in_a_thread_to_another_blog_is_asked_about_above_it(talk: Stage) -> None:
    made = talk.net.sites["talk.test"].blog
    made.say([comment("400", html=f'<a href="{WALKS}">walks</a>')])
    async with talk.open() as reader:
        await reader.press("c", "tab", "enter")
        assert "walks.blogspot.com/2020/05/on-walking.html" in reader.text
        await reader.press("escape")
        assert reader.app.screen is not reader.screen, "one is still in the thread"
        await reader.press("enter", "v")
        assert reader.app.screen is reader.screen
        assert reader.is_error


async def test_the_place_deep_in_a_very_long_text_is_gone_back_to(blogs: Stage) -> None:
    filler = "<p>Words of a long text, one paragraph after another.</p>" * 4_000
    article_of(blogs, f"{filler}<p>Deep in: {KEPT}</p>{filler}")
    async with blogs.open() as reader:
        await reader.press("R", "enter", "L", "1", "space")
        await reader.until(lambda: "Deep in: the bank" in reader.text)
        assert lit(reader) == ["the bank"]
        await reader.press("enter")
        assert reader.open_title == "What the bank said"
        await reader.press("backspace")
        await reader.until(lambda: "Deep in: the bank" in reader.text)
        assert reader.open_title == "A pact is signed"

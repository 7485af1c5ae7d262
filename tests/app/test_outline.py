"""The headings of an article, where one is among them, and going to one."""

from tests.app.stage import Reader, Stage


async def opened(reader: Reader) -> None:
    await reader.press("j", "j", "j", "j", "enter")


async def test_headings_are_listed_and_one_is_gone_to(blogs: Stage) -> None:
    async with blogs.open(size=(120, 20)) as reader:
        await opened(reader)
        await reader.press("O")
        assert "Outline: 6 headings" in reader.text
        await reader.press("j", "j", "j", "enter")
        assert reader.focused == "article"
        article = reader.screen.article
        assert article.line_at(round(article.scroll_target_y)).text.endswith("Part 3")


async def test_the_outline_says_where_one_is_reading(blogs: Stage) -> None:
    async with blogs.open(size=(120, 20)) as reader:
        await opened(reader)
        await reader.press("right_square_bracket", "right_square_bracket", "j", "O")
        (here,) = [line for line in reader.lines if "●" in line]
        assert "Part 2" in here
        assert "▌" in here
        await reader.press("escape")
        assert reader.screen.article.scroll_target_y > 0


async def test_a_heading_that_was_gone_to_can_be_gone_back_from(blogs: Stage) -> None:
    async with blogs.open(size=(120, 20)) as reader:
        await opened(reader)
        await reader.press("O", "G", "enter")
        assert reader.screen.article.scroll_target_y > 0
        await reader.press("backspace")
        assert reader.screen.article.scroll_target_y == 0
        assert reader.open_title == "A long look back"


async def test_a_heading_is_chosen_with_the_mouse(blogs: Stage) -> None:
    async with blogs.open(size=(80, 24)) as reader:
        await opened(reader)
        await reader.press("O")
        await reader.click(*reader.find("Part 4"))
        article = reader.screen.article
        assert "Part 4" in article.line_at(round(article.scroll_target_y)).text


async def test_an_article_without_headings_says_so(blogs: Stage) -> None:
    async with blogs.open() as reader:
        await reader.press("enter", "O")
        assert reader.message == "This article has no headings."
        assert reader.focused == "article"


async def test_levels_are_set_in_and_a_narrow_screen_cuts_them(blogs: Stage) -> None:
    long = "A heading that is longer than any narrow screen will ever be"
    blogs.news.edit(6, html=f"<h2>{long}</h2><p>a</p><h4>Deeper</h4><p>b</p><h3>Between</h3>")
    async with blogs.open(size=(40, 10)) as reader:
        await reader.press("R", "enter", "O")
        rows = [line.rstrip() for line in reader.lines[2:6]]
        assert [len(row) - len(row.lstrip("▌● ")) for row in rows] == [3, 5, 9, 7]
        assert rows[1].endswith("…")
        assert max(map(len, rows)) <= 40

"""Words of an article are found while one types."""

from collections.abc import Iterator

from tests.app.stage import Reader, Stage


def marked(reader: Reader) -> list[str]:
    """What of the article in view is drawn as the place that was found."""
    article = reader.screen.article
    return [
        segment.text
        for line in map(article.render_line, range(article.size.height))
        for segment in line
        if segment.style and segment.style.bold
        if segment.style.bgcolor != article.rich_style.bgcolor
    ]


async def test_words_of_an_article_are_found_and_counted(blogs: Stage) -> None:
    async with blogs.open(size=(120, 20)) as reader:
        await reader.press("j", "j", "j", "j", "enter", "slash")
        assert "Find in the article" in reader.text
        await reader.type("part")
        assert reader.message.startswith("1 of 6 ")
        seen = [reader.screen.article.scroll_target_y]
        for _ in range(5):
            await reader.press("enter")
            seen.append(reader.screen.article.scroll_target_y)
        assert reader.message.startswith("6 of 6 ")
        assert seen == sorted(seen)
        assert seen[-1] > seen[0]
        await reader.press("enter")
        assert reader.message.startswith("1 of 6 ")
        await reader.press("escape")
        assert reader.focused == "article"


async def test_words_that_are_not_there_are_said_and_letters_run_no_command(blogs: Stage) -> None:
    async with blogs.open() as reader:
        await reader.press("enter", "slash")
        await reader.type("squids")
        assert reader.message == "“squids” is not in this article."
        assert reader.app.is_running
        assert not reader.cursor_row.is_starred


async def test_the_next_place_is_looked_for_in_the_post_that_is_shown_now(blogs: Stage) -> None:
    async with blogs.open() as reader:
        await reader.press("enter", "slash")
        await reader.type("text of post 5")
        assert "is not in this article" in reader.message
        await reader.click(*reader.find("Talks break off"))
        reader.screen.action_find()
        await reader.press("enter")
        assert reader.message.startswith("1 of 1 ")


async def test_found_words_are_found_again_at_another_width(blogs: Stage) -> None:
    filler = "filler text of some length " * 100
    blogs.news.edit(6, html=f"<p>{filler} a herring {filler}</p>")
    async with blogs.open() as reader:
        await reader.press("R", "enter", "slash")
        await reader.type("herring")
        assert marked(reader) == ["herring"]
        await reader.resize(90, 36)
        assert marked(reader) == ["herring"]


class NeverWalked(list[int]):
    """Places that are counted and looked up, but not gone through one after another."""

    def __iter__(self) -> Iterator[int]:
        raise AssertionError("a line was drawn by going through every place")


async def test_a_line_is_drawn_without_a_walk_through_all_places(blogs: Stage) -> None:
    blogs.news.edit(6, html=f"<p>{'e ' * 126_000}</p>", labels=(), comments=None)
    async with blogs.open() as reader:
        await reader.press("R", "enter", "slash")
        await reader.type("e")
        article = reader.screen.article
        assert len(article._starts) > 126_000
        article._starts = NeverWalked(article._starts)
        article._ends = NeverWalked(article._ends)
        drawn = [list(article.marks_on(number).ranges) for number in range(2_000, 2_030)]
        assert len(drawn[0]) > 20
        assert drawn[0] == [(2 * at, 2 * at + 1, "found") for at in range(len(drawn[0]))]
        assert drawn == [drawn[0]] * 30


async def test_words_are_found_without_their_accents_and_over_the_end_of_a_line(
    blogs: Stage,
) -> None:
    blogs.news.edit(
        6, html="<p>" + "Ein Café. " * 30 + "日本語の文章は空白なしで書かれます。" * 20 + "</p>"
    )
    async with blogs.open() as reader:
        await reader.press("R", "enter", "slash")
        await reader.type("cafe. ein")
        assert reader.message.startswith("1 of 29 ")
        for _ in range(9):
            await reader.press("enter")
        assert "".join(marked(reader)) in ("Café. Ein", "Café.Ein")
        article, seen = reader.screen.article, []
        assert article.find("文章は", 0)[1] == 20
        for _ in range(20):
            seen.append("".join(marked(reader)))
            article.find("文章は", 1)
        assert seen == ["文章は"] * 20


async def test_a_place_far_below_what_is_laid_out_is_counted_and_shown(blogs: Stage) -> None:
    filler = "<p>Filler of some length, again and again and again.</p>" * 3_000
    blogs.news.edit(6, html=f"{filler}<p>the herring</p>{filler}<p>one more herring</p>")
    async with blogs.open() as reader:
        await reader.press("R", "enter", "slash")
        await reader.type("herring")
        assert reader.message.startswith("1 of 2 ")
        await reader.until(lambda: marked(reader) == ["herring"])
        await reader.press("enter")
        await reader.until(lambda: "one more herring" in reader.text)
        assert reader.message.startswith("2 of 2 ")

"""Words are found while one types: in the article, or in the titles."""

from tests.app.stage import Stage


async def test_a_title_is_found_while_one_types(blogs: Stage) -> None:
    async with blogs.open() as reader:
        await reader.press("slash")
        assert "Find in the titles" in reader.text
        await reader.type("number 1")
        assert reader.cursor_row.title == "Post number 12"
        await reader.press("enter")
        assert reader.cursor_row.title == "Post number 11"
        await reader.press("up")
        assert reader.cursor_row.title == "Post number 12"
        await reader.press("escape")
        assert reader.focused == "posts"
        assert "Find in" not in reader.text
        assert reader.cursor_row.title == "Post number 12"


async def test_finding_titles_goes_round_and_says_when_there_is_none(blogs: Stage) -> None:
    async with blogs.open() as reader:
        await reader.press("G", "slash")
        await reader.type("pact")
        assert reader.cursor_row.title == "A pact is signed"
        await reader.type("xyz")
        assert reader.message == "“pactxyz” is in no title of this list."


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


async def test_finding_in_an_empty_list_does_no_harm(guide: Stage) -> None:
    async with guide.open() as reader:
        await reader.press("h", "g", "enter", "slash")
        await reader.type("a")
        await reader.press("enter", "up", "escape")
        assert reader.focused == "posts"


async def test_the_line_to_find_goes_with_a_second_slash_nowhere(blogs: Stage) -> None:
    async with blogs.open() as reader:
        await reader.press("slash", "slash")
        assert reader.text.count("/") >= 1
        await reader.press("escape", "slash", "escape")
        assert reader.focused == "posts"

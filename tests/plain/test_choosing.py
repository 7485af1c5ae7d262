"""Lists that words choose, and their order, typed line by line."""

from tests.plain.conftest import Talker


async def test_words_choose_posts_and_all_lists_every_one_again(followed: Talker) -> None:
    said = await followed.after("posts", "where number -label:even -19")
    assert said.startswith("All posts: chosen by number -label:even -19. ")
    assert "Post number 17" in said
    assert "Post number 18" not in said
    assert "Post number 19" not in said
    assert (await followed.after("posts", "where is:starred", "all")).startswith("All posts. ")
    said = await followed("posts", "where is:starred", "where", "")
    assert "All posts. " in said.rpartition("Nothing lists all again: ")[2]


async def test_words_that_choose_nothing_or_mean_nothing_are_told(followed: Talker) -> None:
    said = await followed.after("posts", "where zzzz")
    assert "No posts." in said
    assert "These words choose no post. all lists every post." in said
    assert "did you mean title:?" in await followed.after("posts", "where titel:x")


async def test_a_list_is_said_in_another_order(followed: Talker) -> None:
    said = await followed.after("posts", "where post", "order oldest")
    assert "chosen by post, oldest first" in said
    assert said.index("1. Post number 1.") < said.index("2. Post number 2.")
    assert "by title" in await followed.after("posts", "order title")
    refused = await followed.after("posts", "order size")
    assert "newest, oldest, title, comments, length" in refused

"""The first minute: nothing set up, and the reader shows how to read."""

from tests.app.stage import Stage


async def test_the_first_start_opens_the_guide_at_its_newest_post(empty: Stage) -> None:
    async with empty.open() as reader:
        assert reader.screen.listing.blog is not None
        assert reader.screen.listing.blog.is_guide
        assert reader.screen.posts.cursor == 0
        assert reader.open_title == reader.cursor_row.title == "Start here"
        assert reader.focused == "posts"

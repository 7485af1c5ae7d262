"""Comments that a blog speaks of and does not give: what is told of them."""

import sqlite3
from dataclasses import replace

from tests.fakeblog import FakeClock
from tests.feeds.comments.test_ways import HOST, WP_AUTHOR, made
from tests.library.conftest import Opener
from tests.library.test_archives import Sleeper
from tests.replica.faults import Faulty, Rule
from tests.replica.server import Net
from tests.replica.web import Answer, Asked
from tests.replica.wordpress import WordPress, WordPressWays
from tui_reader.models import Done, PostQuery
from tui_reader.store import archive


def emptied(answer: Answer, _: Asked) -> Answer:
    """A server that has lost a page of its list."""
    return replace(answer, body=b"[]")


async def test_a_list_that_ends_too_early_is_told_where_no_post_has_a_count(
    open_library: Opener, clock: FakeClock
) -> None:
    site = WordPress(
        made(120, posts=120, author=WP_AUTHOR, parents=False),
        WordPressWays(old_feeds=True, per_feed=200),
        HOST,
    )
    net = Net(site)
    net.sites["blog.test"] = Faulty(site, Rule(emptied, match=r"comments\?per_page.*&page=2"))
    library = open_library(transport=net, sleep=Sleeper(clock))
    blog, _ = await library.add_blog(f"{HOST}/feed/")
    [source] = await library._desk.database.read(archive.sources, [blog.id])
    events = [event async for event in library.discussions.run_all(source)]
    await library.close()
    done = events[-1]
    assert isinstance(done, Done)
    assert (done.kept, done.note) == (
        100,
        "20 of the 120 comments that the blog speaks of are not kept",
    )


async def test_a_thread_without_a_count_is_asked_for_again_also_after_the_clock_was_set_back(
    open_library: Opener, clock: FakeClock
) -> None:
    blog = made(6, posts=2, author=WP_AUTHOR)
    net = Net(WordPress(blog, WordPressWays(rest="401"), HOST))
    library = open_library(transport=net)
    added, _ = await library.add_blog(f"{HOST}/feed/")
    [post_id, *_] = (await library.post_index(PostQuery(blog_id=added.id))).ids
    await library._desk.database.write(_forget_count, post_id)
    clock.forward(days=400)
    await library.discussions.fetch(post_id)
    await library._desk.database.write(_forget_count, post_id)
    asked = len(net.log.lines)
    clock.forward(days=-400)
    await library.discussions.fetch(post_id)
    assert len(net.log.lines) > asked
    asked = len(net.log.lines)
    await library._desk.database.write(_forget_count, post_id)
    await library.discussions.fetch(post_id)
    assert len(net.log.lines) == asked, "it was asked just now"
    await library.close()


def _forget_count(connection: sqlite3.Connection, post_id: int) -> None:
    """As of a blog that tells nobody how many there are."""
    connection.execute("UPDATE posts SET comments = NULL WHERE id = ?", (post_id,))

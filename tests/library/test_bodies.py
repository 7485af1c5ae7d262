"""A post of which only the title came gets its text when somebody wants to read it."""

import pytest

from tests.fakeblog import FakeBlog, FakeClock, FakeNet, FakePost, Fault
from tui_reader.errors import FetchError, UsageError
from tui_reader.library.library import Library
from tui_reader.models import Flag, PostQuery

TEXT = "<p>" + "All of what was written on that day, which is quite a lot. " * 5 + "</p>"


async def follow(library: Library, net: FakeNet, *posts: FakePost) -> list[int]:
    blog = net.add(FakeBlog(posts=list(posts)))
    kept, _ = await library.add_blog(blog.home)
    net.requests.clear()
    return list((await library.post_index(PostQuery(blog_id=kept.id))).ids)


async def test_the_text_comes_from_its_page_and_the_post_stays_what_it_was(
    library: Library, net: FakeNet
) -> None:
    [post_id] = await follow(library, net, FakePost(1, "A day", "", page=TEXT, labels=("Travel",)))
    await library.mark([post_id], Flag.READ, True)
    await library.mark([post_id], Flag.STARRED, True)
    [before] = await library.rows([post_id])
    assert before.words == 0
    await library.archives.body(post_id)
    [after] = await library.rows([post_id])
    assert after.words > 50
    assert (after.is_read, after.is_starred, after.is_changed) == (True, True, False)
    assert (after.title, after.published, after.labels) == ("A day", before.published, ("Travel",))
    article = await library.article(post_id)
    assert article is not None
    assert "quite a lot" in article.html
    assert len(net.requests) == 1


async def test_the_next_answer_of_its_feed_neither_takes_the_text_nor_calls_it_an_edit(
    library: Library, net: FakeNet, clock: FakeClock
) -> None:
    [post_id] = await follow(library, net, FakePost(1, "A day", "", page=TEXT))
    await library.archives.body(post_id)
    net.blogs["blog.test"].extra = "<rights>another answer</rights>"
    clock.forward(hours=2)
    [_, *_] = [event async for event in library.refresh()]
    [row] = await library.rows([post_id])
    assert row.words > 50
    assert not row.is_changed


async def test_a_page_that_cannot_be_had_changes_nothing(library: Library, net: FakeNet) -> None:
    [post_id] = await follow(library, net, FakePost(1, "A day", ""))
    net.blogs["blog.test"].fault = Fault(429, (("Retry-After", "3600"),))
    with pytest.raises(FetchError, match="fewer requests"):
        await library.archives.body(post_id)
    with pytest.raises(FetchError, match="left alone until"):
        await library.archives.body(post_id)
    assert len(net.requests) == 1
    with pytest.raises(UsageError):
        await library.archives.body(post_id + 1)
    [row] = await library.rows([post_id])
    assert (row.title, row.words) == ("A day", 0)

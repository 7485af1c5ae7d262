"""What is kept is searched, and a blog itself is asked for more."""

import json
from xml.sax.saxutils import escape

import httpx
import pytest

from tests.fakeblog import FakeBlog, FakeNet, FakePost, Fault, numbered
from tests.library.conftest import Opener
from tui_reader.errors import FetchError, UsageError
from tui_reader.library.library import Library
from tui_reader.models import Flag, PostQuery, SiteSearch
from tui_reader.query import parse

OLD = [
    FakePost(11, "A heron", "<p>An old post of a heron.</p>", labels=("Birds",)),
    FakePost(12, "Birds", "<p>Another old heron.</p>"),
]


class FakeWordPress(FakeBlog):
    """A blog whose front page and interface can be asked for words."""

    has_search_feed = True

    async def answer(self, request: httpx.Request) -> httpx.Response:
        asked = request.url.params
        if "s" in asked and self.has_search_feed:
            number = int(asked.get("paged", 1))
            if number > len(OLD):
                return _response("", status=404)
            return _response(self._rss(OLD[number - 1]))
        if request.url.path == "/wp-json/wp/v2/posts" and "search" in asked:
            items = [self._item(post) for post in OLD]
            return _response(json.dumps(items))
        return await super().answer(request)

    def _rss(self, post: FakePost) -> str:
        return (
            '<rss version="2.0"><channel><title>What Now?</title><item>'
            f"<title>{post.title}</title><link>{self.home[:-1]}{post.path}</link>"
            f"<guid isPermaLink='false'>{self.home}?p={post.number}</guid>"
            f"<description>{escape(post.html)}</description></item></channel></rss>"
        )

    def _item(self, post: FakePost) -> dict[str, object]:
        return {
            "id": post.number,
            "guid": {"rendered": f"{self.home}?p={post.number}"},
            "link": f"{self.home[:-1]}{post.path}",
            "title": {"rendered": post.title},
            "content": {"rendered": post.html},
        }


def _response(text: str, *, status: int = 200) -> httpx.Response:
    return httpx.Response(status, stream=httpx.ByteStream(text.encode()))


async def ask(library: Library, blog_id: int, words: str) -> list[SiteSearch]:
    return [event async for event in library.searching.on_the_blog(blog_id, words)]


async def test_blogger_is_asked_for_words_and_what_it_names_is_kept_as_old(
    library: Library, net: FakeNet
) -> None:
    blog = net.add(FakeBlog(posts=[*numbered(3), *OLD], newest=3))
    kept, _ = await library.add_blog(blog.home)
    assert (await library.search(parse("heron"))).total == 0
    net.requests.clear()
    events = await ask(library, kept.id, "heron is:unread")
    assert events[-1] == SiteSearch(2, 2, is_done=True)
    assert [request.url.params["q"] for request in net.requests] == ["heron"]
    hits = await library.search(parse("heron"))
    assert [hit.row.title for hit in hits.hits] == ["A heron", "Birds"]
    assert all(hit.row.is_read for hit in hits.hits)
    assert hits.pending == 0
    assert hits.hits[0].row.labels == ("Birds",)
    assert (await ask(library, kept.id, "heron"))[-1] == SiteSearch(2, 0, is_done=True)


@pytest.mark.parametrize("has_feed", [True, False])
async def test_wordpress_is_asked_by_its_search_or_by_its_interface(
    library: Library, net: FakeNet, has_feed: bool
) -> None:
    blog = FakeWordPress(
        is_blogger=False, feed_path="/feed/", extra="<generator>WordPress 6</generator>"
    )
    blog.has_search_feed = has_feed
    net.add(blog)
    kept, _ = await library.add_blog(blog.home)
    events = await ask(library, kept.id, '"old heron" bird')
    assert events[-1] == SiteSearch(2, 2, is_done=True)
    asked = [dict(request.url.params) for request in net.requests]
    assert any('"old heron" bird' in values.values() for values in asked)
    assert (await library.search(parse("heron"))).total == 2


async def test_a_mark_survives_what_the_blog_names_again(library: Library, net: FakeNet) -> None:
    blog = net.add(FakeBlog(posts=[*numbered(3), *OLD]))
    kept, _ = await library.add_blog(blog.home)
    [*ids] = (await library.post_index(PostQuery())).ids
    await library.mark(ids, Flag.STARRED, True)
    assert (await ask(library, kept.id, "heron"))[-1].new == 0
    assert [row.is_starred for row in await library.rows(ids)] == [True] * 5


async def test_a_blog_that_cannot_be_asked_says_why(
    library: Library, net: FakeNet, open_library: Opener
) -> None:
    blog = net.add(FakeBlog(is_blogger=False, feed_path="/feed.xml"))
    kept, _ = await library.add_blog(blog.home)
    with pytest.raises(UsageError, match="no search that can be asked"):
        await ask(library, kept.id, "heron")
    with pytest.raises(UsageError, match="type words"):
        await ask(library, kept.id, "is:unread")
    guide = await library.open_guide()
    with pytest.raises(UsageError, match="no server"):
        await ask(library, guide.id, "heron")
    offline = open_library(offline=True)
    with pytest.raises(FetchError, match="--offline"):
        await ask(offline, kept.id, "heron")
    await offline.close()
    blog.fault = Fault(429, (("Retry-After", "3600"),))
    with pytest.raises(FetchError, match="fewer requests"):
        await ask(library, kept.id, "heron")
    with pytest.raises(FetchError, match="left alone until"):
        await ask(library, kept.id, "heron")


async def test_what_was_kept_of_a_blog_that_is_gone_is_found(
    library: Library, net: FakeNet
) -> None:
    net.add(FakeBlog(posts=numbered(5)))
    await library.add_blog("blog.test")
    await library.mark([1], Flag.STARRED, True)
    await library.keeping.tag([2], "birds", True)
    await library.keeping.set_note(3, "See the pelican.")
    await library.remove_blog(1)
    while await library.index_some():
        pass
    for words, ids in (("text", [1, 2, 3]), ("pelican", [3]), ("tag:birds", [2])):
        hits = await library.search(parse(words))
        assert sorted(hit.row.id for hit in hits.hits) == ids, words

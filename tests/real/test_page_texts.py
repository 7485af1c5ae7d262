"""Real pages over loopback: what is taken from them is the post, word by word, and nothing else."""

import re
from collections import Counter
from pathlib import Path
from urllib.parse import unquote_plus

import pytest

from tests.e2e.servers import Answer, Server
from tests.real.cut_mirror import FEED_PATH, MIRRORS, CutMirror
from tests.shared import needs_corpus
from tui_reader.config import load
from tui_reader.errors import FeedError, FetchError
from tui_reader.feeds.page_text import UNKNOWN
from tui_reader.library.library import Library
from tui_reader.models import Article, PostQuery
from tui_reader.render.html import to_document
from tui_reader.render.text import plain_of
from tui_reader.store.database import Database

pytestmark = needs_corpus


def opened(folder: Path) -> Library:
    config = load(folder, {})
    return Library(Database.open(config.paths.store_file), config, host_gap=0.0)


async def articles(library: Library) -> list[Article]:
    return await library.articles((await library.post_index(PostQuery())).ids)


def words(html: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", plain_of(html).casefold()))


def addresses(html: str, tag: str, name: str) -> Counter[str]:
    """What pictures or links lead to; the mirror writes its addresses in its own way."""
    found = re.findall(rf"<{tag}\b[^>]*?\s{name}\s*=\s*[\"']([^\"']+)", html)
    return Counter(unquote_plus(address).rpartition("/")[2] for address in found)


@pytest.mark.parametrize("name", MIRRORS)
async def test_each_fetch_brings_the_posts_whole_and_nothing_of_the_page_around_them(
    name: str, tmp_path: Path
) -> None:
    mirror = CutMirror(name)
    assert len(mirror.posts) >= 2
    library = opened(tmp_path)
    with Server(mirror) as server:
        blog, fetched = await library.add_blog(server.url + FEED_PATH)
        assert fetched.new == len(mirror.posts)
        before = {each.url: each.row.words for each in await articles(library)}
        await library.page_texts.want(blog.id, True)
        server.requests.clear()
        assert [event async for event in library.refresh(force=True)]
        paths = [path for path, _ in server.requests if path != FEED_PATH]
        assert sorted(paths) == sorted(whole.path for whole in mirror.posts)
    by_url = {each.url: each for each in await articles(library)}
    await library.close()
    for whole in mirror.posts:
        article, own = by_url[server.url + whole.path], whole.post.html
        assert article.page_text is not None
        assert words(article.html) == words(own), whole.path
        for tag, given in (("img", "src"), ("a", "href")):
            assert addresses(article.html, tag, given) == addresses(own, tag, given), whole.path
        assert article.row.words > before[article.url]
        document = to_document(article.html, article.base)
        assert all(link.url.startswith(("http", "#")) for link in document.links)


async def test_pages_that_are_no_posts_are_refused_with_class_and_reason(tmp_path: Path) -> None:
    mirror = CutMirror(MIRRORS[0])
    pages = {
        f"not-a-feed: {UNKNOWN}": Answer(200, b"<body><form>Log in: <input></form></body>"),
        "not-a-feed: the page has no more of this post than its feed": Answer(
            200, b"<article>This post is for our subscribers. Subscribe to read it.</article>"
        ),
        "not-a-feed: the address leads to a file (application/pdf), not to a page": Answer(
            200, b"%PDF-1.4", {"Content-Type": "application/pdf"}
        ),
        "http-status: 127.0.0.1 has nothing at this address (404)": Answer(404),
    }
    said: dict[str, Answer] = {}
    answer = mirror.answer
    mirror.answer = lambda path, query: said.get(path) or answer(path, query)  # type: ignore[method-assign]  # a server gone wrong
    library = opened(tmp_path)
    with Server(mirror) as server:
        await library.add_blog(server.url + FEED_PATH)
        [first, *_] = await articles(library)
        for sentence, page in pages.items():
            said = {mirror.posts[0].path: page} | {first.url.removeprefix(server.url): page}
            with pytest.raises((FeedError, FetchError)) as caught:
                await library.page_texts.bring(first.row.id)
            assert re.sub(r":\d+ ", " ", str(caught.value)) == sentence
        assert await library.article(first.row.id) == first
        said = {}
        await library.page_texts.bring(first.row.id)
        again = await library.article(first.row.id)
        assert again is not None
        assert again.row.words > first.row.words
    await library.close()

"""From the home page and from a post of a real Blogger blog, mirrored, to its posts feed."""

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.shared import CORPUS, needs_corpus
from tui_reader.feeds.discover import discover
from tui_reader.feeds.http import Http
from tui_reader.feeds.parse import parse
from tui_reader.models import Page, ParsedFeed

pytestmark = needs_corpus

MIRROR = CORPUS / "blogger-mirror"
BLOG = MIRROR / "lafuiteautourdumonde.com"
PAGES = sorted(str(page.relative_to(BLOG)) for page in BLOG.rglob("*.html"))


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Says nothing."""


@pytest.fixture
def mirror(request: pytest.FixtureRequest) -> Iterator[str]:
    folder: Path = request.param
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


async def read(page: Page) -> ParsedFeed:
    return parse(page)


@pytest.mark.parametrize("mirror", [BLOG], indirect=True)
async def test_every_page_of_a_blog_leads_to_its_posts_feed_on_the_same_server(mirror: str) -> None:
    async with Http(user_agent="tui-reader/0.1.0") as http:
        for path in ["", *PAGES]:
            found = await discover(http, f"http://{mirror}/{path}", read)
            assert found.feed_url == f"http://{mirror}/feeds/posts/default", path
            assert len(found.feed.posts) == 25


@pytest.mark.parametrize("mirror", [BLOG], indirect=True)
async def test_a_bare_host_and_port_is_enough(mirror: str) -> None:
    async with Http(user_agent="tui-reader/0.1.0") as http:
        found = await discover(http, mirror, read)
    assert (found.feed.title, len(found.feed.posts)) == ("La fuite (autour du monde)", 25)


@pytest.mark.parametrize("mirror", [MIRROR], indirect=True)
@pytest.mark.parametrize(
    ("path", "feed", "posts"),
    [
        ("lafuiteautourdumonde.com/", "lafuiteautourdumonde.com/feeds/posts/default", 25),
        ("rbrazioli-andando/", "rbrazioli-andando/feeds/posts/default", 4),
        (
            "rbrazioli-andando/2006/09/giornata-inalto.html",
            "rbrazioli-andando/feeds/posts/default",
            4,
        ),
        ("empty-blog/posts-default.atom", "empty-blog/posts-default.atom", 0),
    ],
)
async def test_a_mirror_in_a_folder_is_found_too(
    mirror: str, path: str, feed: str, posts: int
) -> None:
    async with Http(user_agent="tui-reader/0.1.0") as http:
        found = await discover(http, f"http://{mirror}/{path}", read)
    assert found.feed_url == f"http://{mirror}/{feed}"
    assert len(found.feed.posts) == posts


@pytest.mark.parametrize("mirror", [BLOG], indirect=True)
async def test_a_comments_feed_is_taken_only_when_its_own_address_is_typed(mirror: str) -> None:
    comments = next(BLOG.glob("feeds/*/comments/default")).relative_to(BLOG)
    async with Http(user_agent="tui-reader/0.1.0") as http:
        found = await discover(http, f"http://{mirror}/{comments}", read)
    assert found.feed_url == f"http://{mirror}/{comments}"

"""Who asks for a blog's archive: at the pace of a walk, and not into the local network."""

import base64
from collections.abc import AsyncIterator

import httpx
import pytest

from tests.feeds.documents import item
from tui_reader.errors import FetchError
from tui_reader.feeds.asking import Asking
from tui_reader.feeds.http import Http
from tui_reader.feeds.network import LAN_ALLOWED
from tui_reader.feeds.worker import ParseWorker


class Net(httpx.AsyncBaseTransport):
    def __init__(self) -> None:
        self.requests: list[httpx.Request] = []

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        if request.url.path == "/busy":
            return httpx.Response(429, headers={"Retry-After": "7"})
        if request.url.host == "old.example":
            status = 302 if request.url.path == "/for-now" else 301
            path = "/" if request.url.path == "/gone" else request.url.raw_path.decode()
            return httpx.Response(status, headers={"Location": f"https://new.example{path}"})
        headers = {"X-WP-Total": "6043", "X-WP-TotalPages": "61"}
        body = httpx.ByteStream(item("<title>t</title>").encode())
        return httpx.Response(200, headers=headers, stream=body)


@pytest.fixture
async def net() -> Net:
    return Net()


FEED = "https://ann:secret@closed.example/feed"


@pytest.fixture
async def asking(net: Net) -> AsyncIterator[Asking]:
    worker = ParseWorker()
    async with Http(user_agent="tui-reader/test", transport=net, host_gap=0.0) as http:
        yield Asking(http, worker, typed_host="nas.local", feed_url=FEED)
    await worker.close()


async def test_it_asks_and_reads(asking: Asking) -> None:
    page = await asking.get("https://blog.example/wp-json/")
    assert (page.total, page.total_pages) == (6043, 61)
    assert (await asking.parse(page)).posts[0].title == "t"
    assert await asking.read("blogger-months", page) == ()


@pytest.mark.parametrize(
    ("url", "is_allowed"),
    [("http://nas.local/feed", True), ("http://blog.example/feed", False), ("http://nas/", False)],
)
async def test_only_the_host_that_was_typed_may_be_on_the_local_network(
    asking: Asking, net: Net, url: str, is_allowed: bool
) -> None:
    await asking.get(url)
    assert net.requests[0].extensions[LAN_ALLOWED] is is_allowed


async def test_a_refusal_says_how_long_the_server_itself_wants_to_be_left_alone(
    asking: Asking,
) -> None:
    with pytest.raises(FetchError) as caught:
        await asking.get("https://blog.example/busy")
    assert (caught.value.status, caught.value.retry_after) == (429, 7.0)


@pytest.mark.parametrize(
    ("url", "is_told"),
    [
        ("https://closed.example/wp-json/", True),
        ("https://bob:other@closed.example/feed?page=2", True),
        ("http://closed.example/feed", False),
        ("https://closed.example:8443/feed", False),
        ("https://ann:secret@other.example/feed", False),
    ],
)
async def test_the_password_of_a_feed_goes_to_its_own_server_and_no_other_password_anywhere(
    asking: Asking, net: Net, url: str, is_told: bool
) -> None:
    await asking.get(url)
    token = "Basic " + base64.b64encode(b"ann:secret").decode()
    assert net.requests[0].headers.get("Authorization") == (token if is_told else None)


async def test_a_blog_that_moved_for_good_is_asked_at_its_new_place_from_then_on(
    asking: Asking, net: Net
) -> None:
    for number in range(1, 4):
        page = await asking.get(f"http://old.example/feeds/posts?start-index={number}")
        assert page.final_url == f"https://new.example/feeds/posts?start-index={number}"
    assert [request.url.host for request in net.requests] == ["old.example"] + ["new.example"] * 3


@pytest.mark.parametrize("path", ["/for-now", "/gone"])
async def test_a_page_that_leads_elsewhere_says_nothing_about_others(
    asking: Asking, net: Net, path: str
) -> None:
    for _ in range(2):
        await asking.get(f"http://old.example{path}")
    assert [request.url.host for request in net.requests] == ["old.example", "new.example"] * 2

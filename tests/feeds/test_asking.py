"""Who asks for a blog's archive: at the pace of a walk, and not into the local network."""

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
        headers = {"X-WP-Total": "6043", "X-WP-TotalPages": "61"}
        body = httpx.ByteStream(item("<title>t</title>").encode())
        return httpx.Response(200, headers=headers, stream=body)


@pytest.fixture
async def net() -> Net:
    return Net()


@pytest.fixture
async def asking(net: Net) -> AsyncIterator[Asking]:
    worker = ParseWorker()
    async with Http(user_agent="tui-reader/test", transport=net, host_gap=0.0) as http:
        yield Asking(http, worker, typed_host="nas.local")
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

import pytest

from tests.fakeblog import FakeBlog, FakeClock, FakeNet, Fault
from tests.library.test_refresh import events_of, follow, kinds
from tui_reader.feeds.network import LAN_ALLOWED
from tui_reader.library.library import Library
from tui_reader.models import Planned, Unchanged


@pytest.mark.parametrize(
    ("typed", "may_be_local"),
    [("https://home.test/", False), ("https://feeds.test/", True), ("feeds.test/feed", True)],
)
async def test_only_on_the_host_that_was_typed_a_feed_may_be_local(
    library: Library, net: FakeNet, clock: FakeClock, typed: str, may_be_local: bool
) -> None:
    feeds = net.add(FakeBlog("feeds.test", feed_path="/feed"))
    page = Fault(200, (("Content-Type", "text/html"),), feeds._page())
    net.add(FakeBlog("home.test", fault=page))
    added, _ = await library.add_blog(typed)
    assert added.feed_url == feeds.feed_url
    clock.forward(hours=3)
    assert kinds(await events_of(library)) == [Planned, Unchanged]
    asked = [request for request in net.requests if str(request.url) == feeds.feed_url]
    assert [request.extensions[LAN_ALLOWED] for request in asked] == [may_be_local] * 2


async def test_an_address_that_was_moved_to_is_never_local(
    library: Library, net: FakeNet, clock: FakeClock
) -> None:
    old, new = FakeBlog("old.test"), net.add(FakeBlog("new.test"))
    await follow(library, net, old)
    old.moved_to = new.host
    for _ in range(4):
        clock.forward(hours=30)
        await events_of(library)
    [blog] = await library.blogs()
    assert blog.feed_url == new.feed_url
    assert {
        request.extensions[LAN_ALLOWED] for request in net.requests if request.url.host == new.host
    } == {False}

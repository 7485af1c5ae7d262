"""A server that wants to be left alone when it is asked for its newest comments."""

from tests.fakeblog import FakeClock
from tests.feeds.comments.test_ways import HOST, made
from tests.library.conftest import Opener
from tests.replica.blogger import Blogger, Ways
from tests.replica.faults import Faulty, Rule, refuse
from tests.replica.server import Net


async def test_it_is_left_alone_for_as_long_as_it_says(
    open_library: Opener, clock: FakeClock
) -> None:
    site = Blogger(made(40, posts=4), Ways(), HOST)
    net = Net(site)
    net.sites["blog.test"] = Faulty(site, Rule(refuse(429, "7200"), match="comments", times=0))
    library = open_library(transport=net)
    blog, _ = await library.add_blog(f"{HOST}/feeds/posts/default")
    asked = len(net.log.lines)
    for _ in range(3):
        clock.forward(minutes=20)
        assert [event async for event in library.refresh([blog.id], manual=True)]
    await library.close()
    assert [status for _, status, _ in net.log.lines[asked:]] == [304, 429]

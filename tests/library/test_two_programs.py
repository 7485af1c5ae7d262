"""Programs that share one store ask no server twice."""

import asyncio

import pytest

from tests.fakeblog import FakeBlog, FakeClock, FakeNet
from tests.library.conftest import Opener
from tests.library.test_refresh import events_of, follow, kinds
from tui_reader.library.library import Library
from tui_reader.models import Planned, Skipped, Unchanged
from tui_reader.store import schedule


class Gate(asyncio.Event):
    """Holds requests up, and says when so many stand before it."""

    def __init__(self, many: int) -> None:
        super().__init__()
        self.missing = many
        self.is_full = asyncio.Event()

    async def wait(self) -> bool:
        self.missing -= 1
        if self.missing == 0:
            self.is_full.set()
        return await super().wait()


async def test_two_programs_do_not_ask_one_blog_twice(
    library: Library, net: FakeNet, clock: FakeClock, open_library: Opener
) -> None:
    blog = FakeBlog()
    await follow(library, net, blog)
    clock.forward(hours=1)
    other = open_library()
    before = net.asked(blog)
    slow, quick = library.refresh(), other.refresh()
    assert await anext(slow) == Planned(1, 0)
    assert kinds([event async for event in quick])[-1] is Unchanged
    assert kinds([event async for event in slow])[-1] is Skipped
    assert net.asked(blog) == before + 1
    await other.close()


@pytest.mark.parametrize("seconds_later", [0, 5])
async def test_while_a_server_is_asked_another_program_leaves_it_alone(
    library: Library, net: FakeNet, clock: FakeClock, open_library: Opener, seconds_later: int
) -> None:
    blogs = [FakeBlog(f"{name}.test") for name in "abcd"]
    await follow(library, net, *blogs)
    clock.forward(hours=2)
    net.requests.clear()
    gate = Gate(len(blogs))
    for blog in blogs:
        blog.gate = gate
    other = open_library()
    first = asyncio.create_task(events_of(library))
    await gate.is_full.wait()
    clock.forward(seconds=seconds_later)
    second = asyncio.create_task(events_of(other))
    assert set(kinds(await second)) == {Planned, Skipped}
    gate.set()
    assert kinds(await first) == [Planned, *[Unchanged] * 4]
    assert [net.asked(blog) for blog in blogs] == [1, 1, 1, 1]
    await other.close()


async def test_two_programs_that_plan_at_once_ask_every_blog_once(
    library: Library, net: FakeNet, clock: FakeClock, open_library: Opener
) -> None:
    blogs = [FakeBlog(f"{name}.test") for name in "abcd"]
    await follow(library, net, *blogs)
    clock.forward(hours=2)
    net.requests.clear()
    other = open_library()
    await asyncio.gather(events_of(library), events_of(other))
    assert [net.asked(blog) for blog in blogs] == [1, 1, 1, 1]
    await other.close()


async def test_a_blog_whose_asking_was_stopped_may_be_asked_at_once_by_hand(
    library: Library, net: FakeNet, clock: FakeClock
) -> None:
    blog = FakeBlog()
    await follow(library, net, blog)
    clock.forward(hours=2)
    blog.gate = Gate(1)
    asking = asyncio.create_task(events_of(library))
    await blog.gate.is_full.wait()
    asking.cancel()
    await asyncio.wait([asking])
    blog.gate = None
    assert kinds(await events_of(library, manual=True)) == [Planned, Unchanged]


async def test_a_program_that_was_killed_while_asking_bars_a_blog_for_two_minutes(
    library: Library, net: FakeNet, clock: FakeClock
) -> None:
    [blog_id] = await follow(library, net, FakeBlog())
    clock.forward(hours=2)
    (state,) = await library._database.read(schedule.fetch_states)
    assert await library._database.write(schedule.claim, blog_id, state.last_attempt, clock.time)
    clock.forward(seconds=119)
    assert kinds(await events_of(library)) == [Planned, Skipped]
    clock.forward(seconds=1)
    assert kinds(await events_of(library)) == [Planned, Unchanged]

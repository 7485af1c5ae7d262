from datetime import timedelta

import pytest

from tests.fakeblog import START, FakeBlog, FakeClock, FakeNet, Fault, timed_out
from tests.library.conftest import Opener
from tests.library.test_refresh import events_of, follow, kinds
from tui_reader.errors import UsageError
from tui_reader.library.library import Library
from tui_reader.models import (
    Connection,
    Failed,
    Fetched,
    Planned,
    PostQuery,
    RefreshEvent,
    Skipped,
    Unchanged,
)
from tui_reader.store import schedule


async def test_offline_since_the_last_answer_and_posts_go_on_being_read(
    library: Library, net: FakeNet, clock: FakeClock
) -> None:
    [blog_id] = await follow(library, net, FakeBlog())
    clock.forward(hours=1)
    await events_of(library)
    net.is_up = False
    clock.forward(hours=2)
    assert kinds(await events_of(library)) == [Planned, Failed]
    expected = START + timedelta(hours=1)
    assert library.connection == Connection(True, False, expected, expected)
    assert len(await library.post_index(PostQuery(blog_id=blog_id))) == 3


async def test_offline_is_remembered_over_a_restart_as_soon_as_an_attempt_fails(
    library: Library, net: FakeNet, clock: FakeClock, open_library: Opener
) -> None:
    await follow(library, net, FakeBlog())
    clock.forward(hours=1)
    await events_of(library)
    net.is_up = False
    clock.forward(hours=1)
    restarted = open_library()
    assert not restarted.connection.is_offline, "nothing has been tried"
    await events_of(restarted)
    assert restarted.connection.since == START + timedelta(hours=1)
    await restarted.close()


async def test_any_answer_even_a_refusal_is_being_online(
    library: Library, net: FakeNet, clock: FakeClock
) -> None:
    blog = FakeBlog()
    await follow(library, net, blog)
    clock.forward(hours=1)
    net.is_up = False
    await events_of(library)
    assert library.connection.is_offline
    net.is_up = True
    blog.fault = Fault(500)
    clock.forward(hours=1)
    await events_of(library)
    assert not library.connection.is_offline


async def test_one_dead_server_is_not_being_offline(
    library: Library, net: FakeNet, clock: FakeClock
) -> None:
    await follow(library, net, FakeBlog("dead.test"), FakeBlog("good.test"))
    del net.blogs["dead.test"]
    clock.forward(hours=1)
    assert set(kinds(await events_of(library))) == {Planned, Failed, Unchanged}
    assert not library.connection.is_offline
    clock.forward(hours=1)
    await events_of(library)
    assert not library.connection.is_offline


@pytest.mark.parametrize(
    ("known", "answering", "offline"),
    [(1, 0, True), (2, 0, True), (2, 1, False), (6, 0, True), (6, 1, False)],
)
async def test_one_server_that_refuses_is_offline_only_where_no_other_opens(
    open_library: Opener, net: FakeNet, clock: FakeClock, known: int, answering: int, offline: bool
) -> None:
    knocked = []

    async def opens(url: str) -> bool:
        knocked.append(url)
        return len(knocked) <= answering

    library = open_library(opens=opens)
    blogs = [FakeBlog(f"{number}.test") for number in range(known)]
    [first, *_] = await follow(library, net, *blogs)
    net.is_up = False
    clock.forward(hours=1)
    events = [event async for event in library.refresh([first], manual=True)]
    assert isinstance(events[-1], Failed)
    assert library.connection.is_offline is offline
    assert len(knocked) == min(known - 1, 3)
    assert blogs[0].feed_url not in knocked
    states = await library._database.read(schedule.fetch_states, [first])
    assert states[0].failures == (0 if offline else 1), "a blog that fails alone backs off"
    await library.close()


async def test_behind_a_proxy_one_silent_server_says_nothing_of_the_network(
    open_library: Opener, net: FakeNet, clock: FakeClock
) -> None:
    async def cannot_be_known(url: str) -> None:
        return None

    library = open_library(opens=cannot_be_known)
    [first, _] = await follow(library, net, FakeBlog("a.test"), FakeBlog("b.test"))
    net.is_up = False
    clock.forward(hours=1)
    assert [type(event) async for event in library.refresh([first])][-1] is Failed
    assert not library.connection.is_offline
    await library.close()


@pytest.mark.parametrize(("opening", "offline"), [("a.test", False), ("nobody", True)])
async def test_knocking_says_whether_the_network_answers(
    open_library: Opener, net: FakeNet, opening: str, offline: bool
) -> None:
    async def opens(url: str) -> bool:
        return opening in url

    library = open_library(opens=opens)
    await follow(library, net, FakeBlog("a.test"), FakeBlog("b.test"))
    net.requests.clear()
    assert (await library.knock()).is_offline is offline
    assert net.requests == []
    await library.close()


async def test_hours_offline_cost_no_backoff_and_the_way_back_is_short(
    library: Library, net: FakeNet, clock: FakeClock
) -> None:
    await follow(library, net, FakeBlog("a.test"), FakeBlog("b.test"))
    net.is_up = False
    for _ in range(12):
        clock.forward(hours=1)
        assert kinds(await events_of(library)) == [Planned, Failed, Failed]
    net.is_up = True
    clock.forward(minutes=10)
    assert kinds(await events_of(library)) == [Planned, Unchanged, Unchanged]


async def test_a_try_while_offline_does_not_bar_the_next_one_by_hand(
    library: Library, net: FakeNet, clock: FakeClock
) -> None:
    await follow(library, net, FakeBlog())
    clock.forward(hours=1)
    net.is_up = False
    assert kinds(await events_of(library, manual=True)) == [Planned, Failed]
    net.is_up = True
    clock.forward(minutes=1)
    assert kinds(await events_of(library, manual=True)) == [Planned, Unchanged]


async def test_by_hand_a_blog_is_asked_again_after_a_quarter_of_an_hour(
    library: Library, net: FakeNet, clock: FakeClock
) -> None:
    blog = FakeBlog()
    await follow(library, net, blog)
    clock.forward(minutes=15)
    assert kinds(await events_of(library, manual=True)) == [Planned, Unchanged]
    clock.forward(minutes=14, seconds=59)
    [_, skipped] = await events_of(library, manual=True)
    assert isinstance(skipped, Skipped)
    assert skipped.until == clock.time + timedelta(seconds=1)


async def test_the_route_that_comes_back_is_seen_by_a_probe(
    open_library: Opener, net: FakeNet
) -> None:
    route = {"is_there": False}
    library = open_library(look=lambda: route["is_there"])
    assert (await library.probe()).is_offline
    route["is_there"] = True
    assert not (await library.probe()).is_offline
    await library.close()


async def test_a_429_holds_the_whole_host_also_over_a_restart(
    library: Library, net: FakeNet, clock: FakeClock, open_library: Opener
) -> None:
    blog = FakeBlog()
    await follow(library, net, blog)
    blog.fault = Fault(429, (("Retry-After", "7200"),))
    clock.forward(hours=1)
    [_, failed] = await events_of(library)
    asked = net.asked(blog)
    until = clock.time + timedelta(hours=2)
    assert isinstance(failed, Failed)
    assert f"not asked before {until.astimezone():%Y-%m-%d %H:%M}" in failed.message
    restarted = open_library()
    clock.forward(hours=1, minutes=59)
    [_, skipped] = await events_of(restarted, force=True, manual=True)
    assert isinstance(skipped, Skipped)
    assert skipped.until == until
    assert net.asked(blog) == asked
    blog.fault = None
    clock.forward(minutes=1)
    assert kinds(await events_of(restarted)) == [Planned, Unchanged]
    await restarted.close()


async def test_early_polls_do_not_happen_over_twenty_restarts(
    library: Library, net: FakeNet, clock: FakeClock, open_library: Opener
) -> None:
    blog = FakeBlog()
    await follow(library, net, blog)
    before = net.asked(blog)
    for _ in range(20):
        clock.forward(minutes=2, seconds=50)
        restarted = open_library()
        await events_of(restarted)
        await restarted.close()
    assert net.asked(blog) == before


def notes_of(events: list[RefreshEvent]) -> list[str]:
    return [event.note for event in events if isinstance(event, Fetched) and event.note]


@pytest.mark.parametrize("has_validators", [True, False], ids=["304", "200"])
async def test_a_blog_that_moved_for_good_is_asked_at_its_new_address_and_it_is_told_once(
    library: Library, net: FakeNet, clock: FakeClock, has_validators: bool
) -> None:
    old, new = FakeBlog("old.test", number=7), FakeBlog("new.test", number=7)
    old.has_validators = new.has_validators = has_validators
    await follow(library, net, old)
    old.posts = new.posts = []
    net.add(new)
    old.moved_to = "new.test"
    told = []
    for _ in range(8):
        clock.forward(hours=30)
        told += notes_of(await events_of(library))
    [kept] = await library.blogs()
    assert kept.feed_url == new.feed_url
    assert kept.posts == 3
    assert told == ["moved for good; asked at new.test from now on"]


@pytest.mark.parametrize("is_removed", [False, True])
async def test_an_address_that_another_blog_has_is_not_taken_over_and_not_told(
    library: Library, net: FakeNet, clock: FakeClock, is_removed: bool
) -> None:
    old, new = FakeBlog("old.test", "Old"), FakeBlog("new.test", "New", has_validators=False)
    [_, other] = await follow(library, net, old, new)
    if is_removed:
        await library.remove_blog(other)
    old.moved_to = "new.test"
    told = []
    for _ in range(8):
        clock.forward(hours=30)
        told += notes_of(await events_of(library))
    assert not any("moved" in note for note in told)
    assert old.feed_url in {blog.feed_url for blog in await library.blogs()}


async def test_a_new_title_is_told_even_if_no_post_is_new_and_a_note_is_told_once(
    library: Library, net: FakeNet, clock: FakeClock
) -> None:
    blog = FakeBlog(has_validators=False)
    await follow(library, net, blog)
    blog.title = "Another"
    clock.forward(hours=30)
    assert notes_of(await events_of(library)) == ["This blog was called “What Now?”."]
    clock.forward(hours=30)
    assert notes_of(await events_of(library)) == []


async def test_a_time_out_backs_off_but_never_for_longer_than_a_day(
    library: Library, net: FakeNet, clock: FakeClock
) -> None:
    blog = FakeBlog()
    await follow(library, net, blog, FakeBlog("good.test"))
    blog.fault = Fault(error=timed_out)
    asked = []
    for hour in range(1, 60):
        clock.forward(hours=1)
        before = net.asked(blog)
        await events_of(library)
        if net.asked(blog) > before:
            asked.append(hour)
    assert asked == [1, 2, 4, 8, 16, 32, 56]


async def test_blogs_and_posts_are_found_by_what_people_write(
    library: Library, net: FakeNet
) -> None:
    [first, _] = await follow(library, net, FakeBlog("one.test"), FakeBlog("two.test", "Ünly"))
    for text in (str(first), "https://one.test/", "one.test", "what", "WHAT NOW?"):
        assert library.find_blog(text).id == first
    for text in ("n", "nothing", ""):
        with pytest.raises(UsageError):
            library.find_blog(text)
    ids = (await library.post_index(PostQuery(blog_id=first))).ids
    article = await library.article(ids[0])
    assert article is not None
    assert library.find_post(str(ids[0])) == ids[0]
    assert library.find_post(article.url) == ids[0]
    with pytest.raises(UsageError):
        library.find_post("https://one.test/never")

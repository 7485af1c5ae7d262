"""Blogger's posts by number: any cap, posts that come and go meanwhile, a host that cannot page."""

import random
from dataclasses import replace
from math import ceil

import pytest

from tests.feeds.archive.servers import (
    HOME,
    Asked,
    BloggerServer,
    day,
    found_and_walked,
    no,
    offline,
    source,
    tags,
    walked,
)
from tui_reader.errors import FeedError, FetchError
from tui_reader.feeds.archive.blogger import Blogger
from tui_reader.models import ArchiveSource, Page

FEED = HOME + "feeds/posts/default"
BLOG = source(FEED, generator="Blogger")
BLOGGER = Blogger()


def known(server: BloggerServer) -> ArchiveSource:
    return source(FEED, generator="Blogger", posts_total=len(server.numbers))


@pytest.mark.parametrize("count", [0, 1, 24, 25, 150, 151, 299, 300, 301, 1000])
@pytest.mark.parametrize("cap", [25, 100, 150, 500])
async def test_every_post_comes_once_whatever_the_cap(count: int, cap: int) -> None:
    server = BloggerServer(count, cap=cap)
    asks = Asked(server)
    result = await found_and_walked(BLOGGER, known(server), asks)
    assert sorted(result.guids) == sorted(tags(server.numbers))
    assert (result.pages[-1].is_last, result.notes) == (True, [])
    assert asks.most_asked == 1


@pytest.mark.parametrize("cap", [25, 100, 150, 500])
async def test_no_request_is_spent_for_nothing(cap: int) -> None:
    server = BloggerServer(3000, cap=cap)
    asks = Asked(server)
    found = await BLOGGER.probe(known(server), asks)
    assert found is not None
    server.asked = 0
    await walked(BLOGGER, BLOG, asks, found.cursor)
    assert server.asked == ceil(3000 / min(cap, 150))
    assert asks.most_busy == 2


@pytest.mark.parametrize("byte_cap", [10_000, 30_000, 60_000, 100_000])
async def test_a_cap_by_bytes_costs_no_more_than_one_request_in_twenty(byte_cap: int) -> None:
    server = BloggerServer(3000, byte_cap=byte_cap)
    least, place = 0, 0
    while place < 3000:
        place += len(server._within(server.numbers[place : place + 150]))
        least += 1
    asks = Asked(server)
    found = await BLOGGER.probe(known(server), asks)
    assert found is not None
    server.asked = 0
    result = await walked(BLOGGER, BLOG, asks, found.cursor)
    assert set(result.guids) == tags(server.numbers)
    assert server.asked <= least * 1.05


async def test_posts_come_from_the_newest_to_the_oldest() -> None:
    server = BloggerServer(1000)
    result = await found_and_walked(BLOGGER, known(server), Asked(server))
    firsts = [page.feed.posts[0].published for page in result.pages]
    assert all(a and b and a > b for a, b in zip(firsts, firsts[2:], strict=False))


@pytest.mark.parametrize("seed", range(20))
async def test_posts_deleted_and_published_meanwhile_cost_no_loss(seed: int) -> None:
    chance = random.Random(seed)
    server = BloggerServer(1000, cap=chance.choice([25, 100, 150]))

    def change(server: BloggerServer) -> None:
        number = 10_000 + server.asked
        if chance.random() < 0.5:
            server.publish(number, chance.choice([1, 1, 1, chance.randrange(len(server.numbers))]))
        else:
            places = chance.sample(range(1, len(server.numbers)), chance.choice([1, 2, 40]))
            server.delete(*places)

    asks = Asked(server, seed=seed)
    found = await BLOGGER.probe(known(server), asks)
    assert found is not None
    server.before = dict.fromkeys(chance.sample(range(3, 9), 2), change)
    result = await walked(BLOGGER, BLOG, asks, found.cursor)
    assert tags(server.numbers) <= set(result.guids)
    assert result.pages[-1].is_last


async def test_a_post_published_on_an_old_day_is_found_at_the_end() -> None:
    server = BloggerServer(1000, before={6: lambda server: server.publish(5000, 100)})
    result = await found_and_walked(BLOGGER, known(server), Asked(server))
    assert "tag:post-5000" in result.guids
    assert result.notes == []


async def test_a_deleted_post_makes_its_places_be_covered_again() -> None:
    server = BloggerServer(600, before={5: lambda server: server.delete(1, 2, 3)})
    result = await found_and_walked(BLOGGER, known(server), Asked(server))
    assert tags(server.numbers) <= set(result.guids)


async def test_a_page_that_repeats_ends_the_walk_and_says_so() -> None:
    server = BloggerServer(1000, stuck_at=301)
    result = await found_and_walked(BLOGGER, known(server), Asked(server))
    assert len(set(result.guids)) == 450
    assert "again and again" in result.notes[-1]
    assert result.pages[-1].is_last


async def test_a_host_that_cannot_page_is_left_for_the_one_its_next_link_names() -> None:
    server = BloggerServer(400, own_host_pages=False)
    result = await found_and_walked(BLOGGER, known(server), Asked(server))
    assert set(result.guids) == tags(server.numbers)


async def test_a_next_link_to_another_host_is_not_needed_and_not_followed() -> None:
    server = BloggerServer(400)
    asks = Asked(server)
    await found_and_walked(BLOGGER, known(server), asks)
    assert all(url.startswith(HOME) for url in asks.urls)


async def test_a_total_that_is_too_high_ends_at_the_empty_page_and_says_what_is_missing() -> None:
    class Boasting(BloggerServer):
        def __call__(self, url: str) -> Page:
            answer = super().__call__(url)
            body = answer.body.replace(
                b"<openSearch:totalResults>300<", b"<openSearch:totalResults>310<"
            )
            return Page(url=url, final_url=url, status=200, body=body, content_type="")

    server = Boasting(300)
    result = await found_and_walked(BLOGGER, source(FEED, posts_total=310), Asked(server))
    assert set(result.guids) == tags(server.numbers)
    assert result.notes == ["10 of the 310 posts that the blog speaks of did not come"]


@pytest.mark.parametrize("error", ["too-large", "timeout", "malformed"])
async def test_what_is_too_much_is_asked_for_in_smaller_pieces(error: str) -> None:
    server = BloggerServer(500)
    heavy = {250, 251, 90}
    asks = Asked(server)

    async def parse(page: Page) -> object:
        feed = await Asked.parse(asks, page)
        if sum(int(post.guid[9:]) in heavy for post in feed.posts) > 1:
            raise FeedError(error, "too much")
        return feed

    asks.parse = parse  # type: ignore[method-assign,assignment]  # one answer is refused
    result = await found_and_walked(BLOGGER, known(server), asks)
    assert set(result.guids) == tags(server.numbers)
    assert asks.most_asked == 1


async def test_a_post_that_cannot_be_had_at_all_is_left_out_with_a_word() -> None:
    server = BloggerServer(300)

    def answer(url: str) -> Page:
        found = server(url)
        if b"tag:post-123<" in found.body:
            raise FetchError("too-large", "blog.test sent more than 10 MiB")
        return found

    result = await found_and_walked(BLOGGER, known(server), Asked(answer))
    assert tags(server.numbers) - set(result.guids) == {"tag:post-123"}
    assert "left out" in result.notes[-1]


async def until_refused(asks: Asked, cursor: str) -> tuple[list[str], str, FetchError | None]:
    """What came, where the walk goes on, and what ended it."""
    came: list[str] = []
    try:
        async for page in BLOGGER.walk(BLOG, asks, cursor):
            came += [post.guid for post in page.feed.posts]
            cursor = page.cursor
    except FetchError as error:
        return came, cursor, error
    return came, cursor, None


@pytest.mark.parametrize("error", [no(429), no(503), offline(), no(500)])
async def test_trouble_is_raised_after_what_was_in_flight_has_been_given(error: FetchError) -> None:
    server = BloggerServer(1000)
    is_up = True

    def answer(url: str) -> Page:
        if "start-index=301&" in url and not is_up:
            raise error
        return server(url)

    asks = Asked(answer)
    found = await BLOGGER.probe(known(server), asks)
    assert found is not None
    is_up = False
    came, cursor, raised = await until_refused(asks, found.cursor)
    assert raised is error
    is_up = True
    came += (await walked(BLOGGER, BLOG, asks, cursor)).guids
    assert sorted(came) == sorted(tags(server.numbers))
    assert asks.most_asked == 2


GADGET = (
    "<div class='widget BlogArchive'><ul>"
    "<li><a class='post-count-link' href='https://blog.test/2004/04/'>April</a>"
    " <span class='post-count' dir='ltr'>(10)</span></li>"
    "<li><a class='post-count-link' href='https://blog.test/2004/03/'>March</a>"
    " <span class='post-count'>({march})</span></li></ul></div>"
)


@pytest.mark.parametrize(("march", "months"), [("1,190", 2), ("1,191", 0)])
async def test_the_archive_gadget_is_believed_if_it_adds_up(march: str, months: int) -> None:
    server = BloggerServer(1200, home=GADGET.format(march=march))
    found = await BLOGGER.probe(known(server), Asked(server))
    assert found is not None
    assert len(found.months) == months
    assert (found.posts_total, found.since) == (1200, day(1))


@pytest.mark.parametrize(
    ("kept", "asked"),
    [
        (source(HOME + "rss.xml", generator="Blogger"), FEED),
        (source(HOME + "feeds/posts/default?alt=rss"), FEED),
        (source(HOME + "feeds/posts/summary", generator="Blogger"), FEED),
        (source("https://feeds.example/blog", generator="Blogger"), FEED),
        (source("https://feeds.example/blog", feed_id="tag:blogger.com,1999:blog-7"), FEED),
        (source(HOME + "feeds/posts/default/-/Turquie"), FEED + "/-/Turquie"),
        (
            source("http://www.blogger.com/feeds/7/posts/full"),
            "http://www.blogger.com/feeds/7/posts/full",
        ),
    ],
)
async def test_the_feed_is_asked_at_its_own_place(kept: ArchiveSource, asked: str) -> None:
    asks = Asked(BloggerServer(3))
    await BLOGGER.probe(kept, asks)
    assert asks.urls[0] == f"{asked}?redirect=false&start-index=1&max-results=1"


async def test_a_blog_of_another_kind_is_not_asked() -> None:
    asks = Asked(BloggerServer(3))
    assert await BLOGGER.probe(source(HOME + "feed", generator="Hugo"), asks) is None
    assert asks.urls == []


@pytest.mark.parametrize("error", [no(429), no(503), offline()])
async def test_trouble_at_the_start_says_nothing_about_the_way(error: FetchError) -> None:
    def answer(url: str) -> Page:
        raise error

    with pytest.raises(FetchError):
        await BLOGGER.probe(BLOG, Asked(answer))


@pytest.mark.parametrize(("march", "since"), [(1190, "2004-03"), (0, "")])
async def test_a_server_that_does_not_go_by_numbers_does_not_tell_the_oldest_day(
    march: int, since: str
) -> None:
    server = BloggerServer(1200, home=GADGET.format(march=march), stuck_at=300)
    found = await BLOGGER.probe(known(server), Asked(server))
    assert found is not None
    assert (f"{found.since:%Y-%m}" if found.since else "") == since


@pytest.mark.parametrize("times", [1, 100])
async def test_an_answer_that_breaks_off_loses_no_post_if_it_is_whole_the_second_time(
    times: int,
) -> None:
    server = BloggerServer(400)
    left = times

    def answer(url: str) -> Page:
        nonlocal left
        found = server(url)
        if "start-index=151&" not in url or not left:
            return found
        left -= 1
        return replace(found, body=found.body[: len(found.body) // 2])

    asks = Asked(answer)
    result = await found_and_walked(BLOGGER, known(server), asks)
    assert sorted(result.guids) == sorted(tags(server.numbers))
    assert all(len(post.html) == 40 for page in result.pages for post in page.feed.posts)


async def test_more_posts_published_at_once_than_fit_into_one_answer_are_all_found() -> None:
    def publish(server: BloggerServer) -> None:
        for number in range(5000, 5400):
            server.publish(number)

    server = BloggerServer(600, before={4: publish})
    result = await found_and_walked(BLOGGER, known(server), Asked(server))
    assert (tags(server.numbers) - set(result.guids), result.notes) == (set(), [])


async def test_with_one_lane_nothing_is_asked_ahead() -> None:
    server = BloggerServer(1000)
    asks = Asked(server)
    asks.lanes = 1
    found = await BLOGGER.probe(known(server), asks)
    assert found is not None
    asks.urls.clear()
    await walked(BLOGGER, BLOG, asks, found.cursor, 2)
    assert (len(asks.urls), asks.most_busy) == (2, 1)


async def test_a_cursor_that_cannot_be_read_brings_nothing_and_ends() -> None:
    server = BloggerServer(10)
    result = await walked(BLOGGER, BLOG, Asked(server), "not a cursor")
    assert (result.guids, result.pages[-1].is_last) == ([], True)

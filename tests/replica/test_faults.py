"""Each cap and each fault on the way: all is there in the end, or it is said what is not."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from tests.fakeblog import FakeClock
from tests.replica import faults, least, synthetic
from tests.replica.blog import Blog
from tests.replica.blogger import Blogger, Ways
from tests.replica.drive import NOW, Driven, drive
from tests.replica.faults import Faulty, Rule
from tests.replica.judge import judge
from tests.replica.server import Net

BASE = "https://blog.test"
SERVICE = "www.blogger.com"
INVENTED = synthetic.invented(1010, 0)
PAGING = r"start-index=\d+&max-results=(?!1$)"


def blog() -> Blog:
    """One of its own for each test: it changes."""
    return Blog(INVENTED.id, INVENTED.title, INVENTED.author, list(INVENTED.posts))


def net_of(site: Blogger | Faulty) -> Net:
    """The blog's host and the service's."""
    return Net(site, aliases={SERVICE: site})


# ------------------------------------------------------------------------- caps and forms


@dataclass(frozen=True)
class Case:
    """A way of the server, and how much more than the least may be asked."""

    name: str
    ways: Ways
    address: str = "/feeds/posts/default"
    more: int = 3
    """The home page, the oldest post, the static pages."""


CASES = (
    Case("cap 25", Ways(cap=25)),
    Case("cap 100", Ways(cap=100)),
    Case("cap 150", Ways(cap=150)),
    Case("cap 500", Ways(cap=500)),
    Case("itemsPerPage says what was asked", Ways(cap=100, echoes=True)),
    Case("a cap of bytes", Ways(byte_cap=200_000), more=4),
    Case("next leads to the first page", Ways(next_loops=True)),
    Case("no archive on the home page", Ways(has_widget=False), more=4),
    Case("short feeds", Ways(is_short=True)),
    Case("the form of RSS", Ways(), "/feeds/posts/default?alt=rss"),
    Case("the old address", Ways(), "/rss.xml"),
    Case("an ETag that is stuck", Ways(etag="stuck")),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
async def test_whatever_the_cap_all_posts_come_with_few_requests(
    case: Case, tmp_path: Path
) -> None:
    site = Blogger(blog(), case.ways, BASE)
    net = net_of(site)
    driven = await drive(tmp_path, net, BASE + case.address)
    assert driven.sentence == ""
    verdict = judge(tmp_path, site.blog, comments=False, has_bodies=not case.ways.is_short)
    assert verdict.faults() == {}
    assert len(driven.urls) <= least.posts(site) * 1.05 + case.more, driven.urls
    assert driven.urls == [url for url in driven.urls if url.startswith(BASE)]
    assert net.log.most_busy <= 2
    assert driven.found.posts_total == 1010
    assert driven.found.since == INVENTED.posts[-1].published


async def test_where_the_blogs_own_host_cannot_page_its_next_leads_to_one_that_can(
    tmp_path: Path,
) -> None:
    site = Blogger(blog(), Ways(pages_itself=False), BASE)
    driven = await drive(tmp_path, net_of(site), f"{BASE}/feeds/posts/default")
    assert driven.sentence == ""
    assert judge(tmp_path, site.blog, comments=False).faults() == {}
    assert [url for url in driven.urls if SERVICE in url]
    since, oldest = driven.found.since, INVENTED.posts[-1].published
    assert since is not None
    assert (since.year, since.month) == (oldest.year, oldest.month)


async def test_a_feed_redirect_is_passed_by(tmp_path: Path) -> None:
    site = Blogger(blog(), Ways(redirected_to="https://feeds.test/what-now"), BASE)
    feed = "/feeds/posts/default?redirect=false"
    driven = await drive(tmp_path, net_of(site), BASE + feed)
    assert driven.sentence == ""
    assert judge(tmp_path, site.blog, comments=False).faults() == {}


async def test_an_old_address_leads_to_the_blog_with_all_its_posts(tmp_path: Path) -> None:
    site = Blogger(blog(), Ways(old_host="old.blogspot.com"), BASE)
    net = Net(site, aliases={"old.blogspot.com": site})
    driven = await drive(tmp_path, net, "http://old.blogspot.com/")
    assert driven.sentence == ""
    assert judge(tmp_path, site.blog, comments=False).faults() == {}


async def test_a_server_that_repeats_a_page_is_left_and_what_is_missing_is_said(
    tmp_path: Path,
) -> None:
    site = Blogger(blog(), Ways(repeats_from=451), BASE)
    driven = await drive(tmp_path, net_of(site), f"{BASE}/feeds/posts/default")
    assert "gives the same posts again and again" in driven.sentence
    assert "410 of the 1,010 posts" in driven.sentence
    assert len(judge(tmp_path, site.blog, comments=False).missing_posts) == 410
    assert len(driven.urls) < 30


# ------------------------------------------------------------------------- it changes meanwhile

Act = Callable[[Blog], object]
CHANGES: dict[str, Act] = {
    "one is published": lambda blog: blog.publish(blog.renew(1)),
    "a hundred are published": lambda blog: blog.publish(*map(blog.renew, range(1, 101))),
    "one is deleted": lambda blog: blog.delete(blog.posts[5].id),
    "two hundred are deleted": lambda blog: blog.delete(*[p.id for p in blog.posts[:200]]),
    "one at the end is deleted": lambda blog: blog.delete(blog.posts[-1].id),
    "one goes, two come": lambda blog: (
        blog.delete(blog.posts[5].id),
        blog.publish(blog.renew(1), blog.renew(2)),
    ),
}


@pytest.mark.parametrize("first", [2, 3, 4, 6])
@pytest.mark.parametrize("name", CHANGES)
async def test_a_change_in_the_middle_costs_no_post_and_doubles_none(
    name: str, first: int, tmp_path: Path
) -> None:
    changing = blog()
    rule = Rule(faults.hook(lambda: CHANGES[name](changing)), match=PAGING, first=first)
    site = Faulty(Blogger(changing, base=BASE), rule)
    driven = await drive(tmp_path, net_of(site), f"{BASE}/feeds/posts/default")
    assert rule.seen >= first
    assert driven.sentence == ""
    verdict = judge(tmp_path, changing, comments=False)
    verdict.strange_posts = []  # those that were deleted after they had been read
    assert verdict.faults() == {}
    assert len(driven.urls) <= least.posts(Blogger(changing)) + 6


@pytest.mark.parametrize("place", [(900, 0), (10, -3), (10, 500)])
async def test_a_post_that_moves_costs_at_most_one_and_it_is_said(
    place: tuple[int, int], tmp_path: Path
) -> None:
    changing = blog()
    old, new = place
    when = changing.posts[new].published + timedelta(seconds=1)
    rule = Rule(
        faults.hook(lambda: changing.redate(changing.posts[old].id, when)), match=PAGING, first=4
    )
    site = Faulty(Blogger(changing, base=BASE), rule)
    driven = await drive(tmp_path, net_of(site), f"{BASE}/feeds/posts/default")
    verdict = judge(tmp_path, changing, comments=False)
    assert verdict.doubled_posts == []
    assert len(verdict.missing_posts) <= 1
    said = "1 of the 1,010 posts" if verdict.missing_posts else ""
    assert said in driven.sentence
    assert bool(said) == bool(driven.sentence)


# ------------------------------------------------------------------------- trouble that passes

TROUBLE: dict[str, tuple[Rule, float]] = {
    "429 with seconds": (Rule(faults.refuse(429, "7"), PAGING, first=4), 7),
    "429 with a date": (
        Rule(faults.refuse(429, "Tue, 24 Nov 2026 12:02:00 GMT"), PAGING, first=4),
        100,
    ),
    "429 without a word": (Rule(faults.refuse(429), PAGING, first=4), 600),
    "503 with seconds": (Rule(faults.refuse(503, "30"), PAGING, first=4), 30),
    "503 three times": (Rule(faults.refuse(503), PAGING, first=4, times=3), 2),
    "500 once": (Rule(faults.refuse(500), PAGING, first=4), 2),
    "a body cut off": (Rule(faults.cut(0.5), PAGING, first=4), 0),
    "a document cut short": (Rule(faults.truncated(0.5), PAGING, first=4), 0),
    "a page to sign in": (Rule(faults.html(), PAGING, first=4), 0),
    "429 at the very first": (Rule(faults.refuse(429, "9"), "redirect=false", first=1), 9),
}


@pytest.mark.parametrize("name", TROUBLE)
async def test_trouble_that_passes_costs_time_and_no_post(name: str, tmp_path: Path) -> None:
    rule, least_wait = TROUBLE[name]
    rule.seen = 0
    site = Blogger(blog(), base=BASE)
    driven = await drive(tmp_path, net_of(Faulty(site, rule)), f"{BASE}/feeds/posts/default")
    assert driven.sentence == ""
    assert judge(tmp_path, site.blog, comments=False).faults() == {}
    assert sum(driven.waits) >= least_wait
    assert sum(driven.waits) <= least_wait * 1.5 + 10
    assert max(map(driven.urls.count, driven.urls)) <= 1 + rule.times


@pytest.mark.parametrize("seconds", [60, 200])
async def test_a_server_that_is_gone_for_a_while_is_waited_for(
    seconds: int, tmp_path: Path
) -> None:
    site = Blogger(blog(), base=BASE)
    net = net_of(Faulty(site, Rule(faults.hook(lambda: go()), PAGING, first=4)))

    def go() -> None:
        net.is_up = False

    def back(now: object) -> None:
        net.is_up = sum(driven_waits) >= seconds

    driven_waits: list[float] = []
    clock = FakeClock(NOW)
    began = clock.time

    def on_sleep(now) -> None:
        driven_waits[:] = [(now - began).total_seconds()]
        back(now)

    driven = await drive(
        tmp_path, net, f"{BASE}/feeds/posts/default", on_sleep=on_sleep, clock=clock
    )
    assert driven.sentence == ""
    assert judge(tmp_path, site.blog, comments=False).faults() == {}
    assert seconds <= sum(driven.waits) <= seconds + 64


async def test_a_server_that_stays_gone_is_given_up_and_the_same_command_goes_on(
    tmp_path: Path,
) -> None:
    site = Blogger(blog(), base=BASE)
    net = net_of(Faulty(site, Rule(faults.hook(lambda: setattr(net, "is_up", False)), PAGING, 4)))
    first = await drive(tmp_path, net, f"{BASE}/feeds/posts/default")
    assert not first.is_done
    kept = 1010 - len(judge(tmp_path, site.blog, comments=False).missing_posts)
    assert re.search(rf"refused the connection; {kept} of 1,010 posts are kept", first.sentence)
    assert "the same command goes on from there" in first.sentence
    assert 240 <= sum(first.waits) <= 400
    net.is_up = True
    second = await drive(tmp_path, net, f"{BASE}/feeds/posts/default")
    assert second.sentence == ""
    assert judge(tmp_path, site.blog, comments=False).faults() == {}
    assert max(map([*first.urls, *second.urls].count, first.urls)) <= 2


async def test_a_server_that_wants_an_hour_is_left_alone_and_it_is_said_until_when(
    tmp_path: Path,
) -> None:
    site = Blogger(blog(), base=BASE)
    rule = Rule(faults.refuse(429, "3600"), PAGING, first=4)
    net, clock = net_of(Faulty(site, rule)), FakeClock(NOW)
    first = await drive(tmp_path, net, f"{BASE}/feeds/posts/default", clock=clock)
    assert "it is not asked before 2026-11-24" in first.sentence
    assert first.waits == []
    asked = len(net.log.lines)
    clock.forward(minutes=30)
    held = await drive(tmp_path, net, f"{BASE}/feeds/posts/default", clock=clock)
    assert len(net.log.lines) == asked, held.events
    clock.forward(minutes=31)
    last = await drive(tmp_path, net, f"{BASE}/feeds/posts/default", clock=clock)
    assert last.sentence == ""
    assert judge(tmp_path, site.blog, comments=False).faults() == {}


LASTING: dict[str, tuple[Rule, str]] = {
    "401": (
        Rule(faults.refuse(401), PAGING, first=4, times=0),
        r"http-status: blog.test wants a user name and a password; ",
    ),
    "404": (Rule(faults.refuse(404), PAGING, first=4, times=0), r"http-status: .*404"),
    "500": (Rule(faults.refuse(500), PAGING, first=4, times=0), r"http-status: .*500"),
    "redirect loop": (
        Rule(faults.redirect(302, "{url}"), PAGING, first=4, times=0),
        r"redirect: ",
    ),
    "page of a portal": (Rule(faults.html(), PAGING, first=4, times=0), r"not-a-feed: "),
}


@pytest.mark.parametrize("name", LASTING)
async def test_trouble_that_lasts_is_named_with_what_is_kept(name: str, tmp_path: Path) -> None:
    rule, sentence = LASTING[name]
    rule.seen = 0
    site = Blogger(blog(), base=BASE)
    driven = await drive(tmp_path, net_of(Faulty(site, rule)), f"{BASE}/feeds/posts/default")
    assert not driven.is_done
    assert re.match(sentence, driven.sentence), driven.sentence
    missing = len(judge(tmp_path, site.blog, comments=False).missing_posts)
    assert missing > 0
    assert f"{1010 - missing} of 1,010 posts are kept" in driven.sentence


async def test_stopped_and_gone_on_with_nothing_is_asked_more_than_twice(tmp_path: Path) -> None:
    site = Blogger(blog(), Ways(cap=25), BASE)
    net, urls = net_of(site), []
    for _ in range(40):
        driven: Driven = await drive(tmp_path, net, f"{BASE}/feeds/posts/default", stop_after=3)
        urls += driven.urls
        if driven.is_done:
            break
    assert driven.sentence == ""
    assert judge(tmp_path, site.blog, comments=False).faults() == {}
    pages = [url for url in urls if re.search(PAGING, url)]
    assert max(map(pages.count, pages)) <= 2

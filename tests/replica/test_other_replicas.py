"""The replicas of WordPress and others, faults, and how all are served."""

import asyncio
import json
import re
import urllib.error
import urllib.request

import httpx
import pytest

from tests.replica import faults, loaders
from tests.replica.archives import Archive, ArchiveWays
from tests.replica.blog import Blog
from tests.replica.blogger import Blogger
from tests.replica.faults import Faulty, Rule
from tests.replica.reading import BASE, get, tree
from tests.replica.server import Net, Replica
from tests.replica.web import Asked
from tests.replica.wordpress import WordPress, WordPressWays
from tests.shared import needs_corpus

THR = "{http://purl.org/syndication/thread/1.0}"


# ------------------------------------------------------------------------- WordPress


@needs_corpus
def test_wordpress_pages_its_feed_and_its_interface_and_says_where_they_end() -> None:
    blog = loaders.wxr(loaders.WXRS[1])
    site = WordPress(blog, base=BASE)
    found = [
        guid.text
        for page in range(1, 11)
        for guid in tree(get(site, f"/feed/?paged={page}")).iter("guid")
    ]
    assert found == [f"{BASE}/?p={post.id}" for post in blog.posts]
    assert get(site, "/feed/?paged=11").status == 404
    first = get(site, "/wp-json/wp/v2/posts?per_page=50")
    assert (first.headers["X-WP-Total"], first.headers["X-WP-TotalPages"]) == ("97", "2")
    over = get(site, "/wp-json/wp/v2/posts?per_page=50&page=3")
    assert over.status == 400
    assert json.loads(over.body)["code"] == "rest_post_invalid_page_number"
    assert get(site, "/wp-json/wp/v2/posts?per_page=101").status == 400
    said = get(site, "/wp-json/wp/v2/comments?per_page=100&page=2")
    written_by_people = [comment for comment in blog.comments if not comment.kind]
    assert said.headers["X-WP-Total"] == str(len(written_by_people))
    assert json.loads(said.body)[-1]["id"] == int(written_by_people[-1].id)
    assert len(json.loads(get(site, "/wp-json/wp/v2/categories?per_page=100").body)) > 3
    assert get(WordPress(blog, WordPressWays(rest="401"), BASE), "/wp-json/").status == 401
    plain = WordPress(blog, WordPressWays(rest="plain"), BASE)
    assert get(plain, "/wp-json/wp/v2/posts").status == 404
    assert get(plain, "/?rest_route=/wp/v2/posts").status == 200


@needs_corpus
def test_validators_of_wordpress_are_blind_to_comments_and_must_both_match() -> None:
    blog = loaders.wxr(loaders.WXRS[1])
    site = WordPress(blog, base=BASE)
    before = get(site, "/feed/")
    blog.say([blog.comments[0].__class__(**{**vars(blog.comments[0]), "id": "99999"})])
    sent = {
        "If_None_Match": before.headers["ETag"],
        "If_Modified_Since": before.headers["Last-Modified"],
    }
    assert get(site, "/feed/").body != before.body
    assert get(site, "/feed/", **sent).status == 304
    assert get(site, "/feed/", **{**sent, "If_None_Match": '"other"'}).status == 200


# ------------------------------------------------------------------------- the others


def walked(site: Archive, kind: str) -> list[str]:
    found: list[str] = []
    target = site.feed_path
    while target and len(found) < 1000:
        body = get(site, target).body.decode()
        if kind == "json":
            feed = json.loads(body)
            found += [item["id"] for item in feed["items"]]
            target = feed.get("next_url", "").removeprefix(BASE)
        else:
            found += re.findall(r"<(?:id|guid[^>]*)>tag:1,2020:(\d+)<", body)
            links = re.search(r'rel="(?:prev-archive|next)" href="([^"]*)"', body)
            target = links[1].replace("&amp;", "&").removeprefix(BASE) if links else ""
    return [each.rpartition(":")[2] for each in found]


@pytest.mark.parametrize("kind", ["archived", "paged", "complete", "json"])
@pytest.mark.parametrize("is_rss", [False, True])
def test_every_archive_leads_through_all_posts(kind: str, is_rss: bool, small: Blog) -> None:
    blog = Blog("1", "A", small.author, small.posts[:35])
    site = Archive(blog, ArchiveWays(kind, is_rss=is_rss), BASE)
    assert walked(site, kind) == [post.id for post in blog.posts]


def test_substack_and_numbered_pages_end_as_they_do(small: Blog) -> None:
    blog = Blog("1", "A", small.author, small.posts[:25])
    site = Archive(blog, ArchiveWays("substack"), BASE)
    lengths = [
        len(json.loads(get(site, f"/api/v1/archive?sort=new&offset={n}&limit=12").body))
        for n in (0, 12, 24, 36)
    ]
    assert lengths == [12, 12, 1, 0]
    numbered = Archive(blog, ArchiveWays("page"), BASE)
    assert [get(numbered, f"/feed.xml?page={n}").status for n in (1, 2, 3, 4)] == [
        200,
        200,
        200,
        404,
    ]


# ------------------------------------------------------------------------- faults, sockets, memory


def test_a_rule_befalls_the_requests_that_it_names(small: Blog) -> None:
    told: list[int] = []
    site = Faulty(
        Blogger(small, base=BASE),
        Rule(faults.refuse(429, "7"), match="start-index", first=2, times=1),
        Rule(faults.hook(lambda: told.append(1)), times=0),
    )
    asked = [Asked(BASE, f"/feeds/posts/default?start-index={n}") for n in (1, 26, 51)]
    answers = [site.answer(each) for each in asked]
    assert [answer.status for answer in answers] == [200, 429, 200]
    assert answers[1].headers["Retry-After"] == "7"
    assert len(told) == 3


@pytest.mark.sockets
def test_on_loopback_it_keeps_a_log_answers_two_at_once_and_can_be_gone(small: Blog) -> None:
    async def both(url: str) -> list[httpx.Response]:
        async with httpx.AsyncClient() as client:
            return await asyncio.gather(*(client.get(f"{url}{n}") for n in (1, 26)))

    site = Faulty(Blogger(small), Rule(faults.cut(0.5), match="start-index=99"))
    with Replica(site, latency=0.1) as replica:
        address = f"{replica.url}/feeds/posts/default?start-index="
        answers = asyncio.run(both(address))
        assert [answer.status_code for answer in answers] == [200, 200]
        assert answers[0].headers["content-encoding"] == "gzip"
        assert f"{replica.url}/feeds/" in answers[0].text
        assert (replica.log.most_busy, len(replica.log.lines)) == (2, 2)
        with pytest.raises(httpx.RemoteProtocolError):
            httpx.get(f"{address}99")
        replica.stop()
        with pytest.raises(urllib.error.URLError):
            urllib.request.urlopen(f"{replica.url}/", timeout=5)
        replica.start()
        assert urllib.request.urlopen(f"{replica.url}/", timeout=5).status == 200


async def test_in_memory_it_answers_by_host_and_refuses_others(small: Blog) -> None:
    net = Net(Blogger(small, base=BASE))
    async with httpx.AsyncClient(transport=net) as client:
        assert (await client.get(f"{BASE}/feeds/posts/default")).status_code == 200
        with pytest.raises(httpx.ConnectError):
            await client.get("https://elsewhere.test/")
    assert net.log.counts() == {f"{BASE}/feeds/posts/default": 1}

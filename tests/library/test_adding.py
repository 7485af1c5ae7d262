from pathlib import Path

import pytest

from tests.fakeblog import START, FakeBlog, FakeClock, FakeNet, Fault, numbered
from tests.library.conftest import Opener
from tests.library.test_refresh import limit_pages
from tests.shared import HOSTILE, needs_hostile
from tui_reader import guide
from tui_reader.errors import FeedError, FetchError, ReaderError, StoreError, UsageError
from tui_reader.library.files import is_file
from tui_reader.library.library import Library
from tui_reader.models import Fetched, Flag, Planned, PostQuery


async def test_a_blog_is_followed_from_any_of_its_pages(library: Library, net: FakeNet) -> None:
    blog = net.add(FakeBlog())
    for address in (blog.feed_url, blog.home, f"https://{blog.host}{blog.posts[0].path}"):
        added, fetched = await library.add_blog(address)
        assert added.feed_url == blog.feed_url
        assert added.is_followed
    assert fetched.new == 0
    [kept] = await library.blogs()
    assert (kept.title, kept.posts, kept.unread, kept.posts_total) == ("What Now?", 3, 3, 3)


@pytest.mark.parametrize("again", ["https://blog.test/", "blog.test", "http://www.blog.test/"])
async def test_the_same_blog_again_asks_nobody(library: Library, net: FakeNet, again: str) -> None:
    blog = net.add(FakeBlog())
    first, fetched = await library.add_blog(blog.home)
    assert fetched.new == 3
    before = len(net.requests)
    second, _ = await library.add_blog(again)
    assert second.id == first.id
    assert len(net.requests) == before


async def test_a_feed_cannot_claim_the_home_page_of_another_blog(
    library: Library, net: FakeNet
) -> None:
    thief, good = net.add(FakeBlog("thief.test", "Thief")), net.add(FakeBlog("good.test", "Good"))
    link = f'<link rel="alternate" type="text/html" href="{thief.home}"/>'
    claim = thief.atom().replace(link.encode(), link.replace("thief", "good").encode())
    thief.fault = Fault(200, (("Content-Type", "application/atom+xml"),), claim)
    stolen, _ = await library.add_blog(thief.feed_url)
    assert stolen.url == good.home
    added, _ = await library.add_blog(good.home)
    assert (added.title, added.feed_url) == ("Good", good.feed_url)


async def test_following_a_visited_blog_makes_it_followed(library: Library, net: FakeNet) -> None:
    blog = net.add(FakeBlog())
    visiting, _ = await library.add_blog(blog.home, follow=False)
    assert not visiting.is_followed
    assert len(await library.post_index(PostQuery())) == 0
    assert len(await library.post_index(PostQuery(blog_id=visiting.id))) == 3
    followed, _ = await library.add_blog(blog.feed_url)
    assert (followed.id, followed.is_followed) == (visiting.id, True)
    again, _ = await library.add_blog(blog.home, follow=False)
    assert again.is_followed, "visiting what is followed leaves it followed"


async def test_a_removed_blog_keeps_starred_posts_and_marks(
    library: Library, net: FakeNet, clock: FakeClock
) -> None:
    blog = net.add(FakeBlog(posts=numbered(450)))
    added, _ = await library.add_blog(blog.home)
    ids = (await library.post_index(PostQuery())).ids
    await library.mark(ids[:2], Flag.STARRED, True)
    await library.mark(ids[2:4], Flag.READ, True)
    await library.remove_blog(added.id)
    assert await library.blogs() == ()
    assert len(await library.rows(ids)) == 450, "it can be taken back for a week"
    clock.forward(days=7, seconds=1)
    assert sum([await library.tidy() for _ in range(4)]) == 448
    assert [row.is_starred for row in await library.rows(ids)] == [True, True]
    await library.add_blog(blog.home)
    rows = await library.rows(ids)
    assert len(rows) == 450
    assert [row.is_read for row in rows[:5]] == [False, False, True, True, False]


async def test_following_what_another_program_removed_brings_it_back_with_its_posts(
    library: Library, net: FakeNet, clock: FakeClock, open_library: Opener
) -> None:
    blog = net.add(FakeBlog())
    added, _ = await library.add_blog(blog.home, follow=False)
    other = open_library()
    await other.remove_blog(added.id)
    await other.close()
    await library.follow(added.id)
    clock.forward(hours=1)
    events = [event async for event in library.refresh()]
    assert isinstance(events[-1], Fetched), "so that lists are read anew"
    assert events[-1].new == 0
    [kept] = await library.blogs()
    assert (kept.is_followed, kept.posts, kept.last_fetch) == (True, 3, clock.time)


@pytest.mark.parametrize(
    ("address", "kind", "error_class"),
    [
        ("not an address", UsageError, "usage"),
        ("ftp://blog.test/", FetchError, "blocked-scheme"),
        ("https://nobody.test/", FetchError, "network"),
        ("https://broken.test/", FetchError, "http-status"),
        ("https://nofeed.test/", FeedError, "not-a-feed"),
    ],
)
async def test_what_is_no_blog_is_refused_and_nothing_is_kept(
    library: Library, net: FakeNet, address: str, kind: type[ReaderError], error_class: str
) -> None:
    net.add(FakeBlog("broken.test", fault=Fault(500)))
    page = Fault(200, (("Content-Type", "text/html"),), b"<html><body>Nothing</body></html>")
    net.add(FakeBlog("nofeed.test", fault=page))
    with pytest.raises(kind) as caught:
        await library.add_blog(address)
    assert caught.value.error_class == error_class
    assert await library.blogs() == ()


async def test_offline_by_wish_nothing_is_added_and_what_is_kept_is_found(
    library: Library, net: FakeNet, open_library: Opener
) -> None:
    blog = net.add(FakeBlog())
    await library.add_blog(blog.home)
    net.requests.clear()
    offline = open_library(offline=True)
    known, _ = await offline.add_blog(blog.home)
    assert known.posts == 3
    with pytest.raises(FetchError, match="offline"):
        await offline.add_blog("https://other.test/")
    assert net.requests == []
    await offline.close()


async def test_a_file_is_a_visiting_blog_that_is_never_asked_for(
    library: Library, net: FakeNet, clock: FakeClock, tmp_path: Path
) -> None:
    file = tmp_path / "feed.xml"
    file.write_bytes(FakeBlog().atom())
    opened = await library.open_file(file)
    assert (opened.is_followed, opened.posts) == (False, 3)
    assert opened.feed_url == file.as_uri()
    assert (await library.open_file(file)).id == opened.id
    clock.forward(days=30)
    assert [event async for event in library.refresh()] == [Planned(0, 0)]
    assert [event async for event in library.refresh([opened.id], force=True)] == [Planned(0, 0)]


async def test_a_word_is_a_file_that_is_there_else_an_address(
    library: Library, net: FakeNet, tmp_path: Path
) -> None:
    blog = net.add(FakeBlog())
    file = tmp_path / "feed.xml"
    file.write_bytes(blog.atom())
    assert (await library.open(str(file))).feed_url == file.as_uri()
    for address in ("blog.test", blog.home):
        opened = await library.open(address)
        assert (opened.feed_url, opened.is_followed) == (blog.feed_url, False)
    with pytest.raises(FetchError):
        await library.open("nobody.test/?" + "a" * 300)


@pytest.mark.parametrize(
    "word", ["news.test?" + "a" * 300, "a" * 5000, "with\0nul", "https://blog.test/", "", "."]
)
def test_what_cannot_be_looked_at_is_no_file(word: str) -> None:
    assert not is_file(word)


async def test_a_file_that_cannot_be_read_or_is_no_feed_is_refused(
    library: Library, tmp_path: Path
) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        await library.open_file(tmp_path / "none.xml")
    (tmp_path / "page.html").write_text("<html><body>Hello</body></html>", encoding="utf-8")
    with pytest.raises(FeedError):
        await library.open_file(tmp_path / "page.html")
    assert await library.blogs() == ()


async def test_a_blog_whose_first_answer_cannot_be_kept_is_not_there_at_all(
    library: Library, net: FakeNet
) -> None:
    big = net.add(FakeBlog("big.test", "Big", numbered(400)))
    await library._database.write(limit_pages, await library._database.write(limit_pages, 0))
    with pytest.raises(StoreError, match="storage-full"):
        await library.add_blog(big.home)
    assert await library.blogs() == ()
    await library._database.write(limit_pages, 1_000_000)
    added, fetched = await library.add_blog(big.home)
    assert (added.posts, fetched.new) == (400, 400)


@needs_hostile
@pytest.mark.parametrize(
    ("name", "posts"),
    [("dup-guid.xml", 4), ("no-guid-no-link.xml", 3), ("future-and-epoch-dates.xml", 6)],
)
async def test_hostile_identities_and_dates_are_kept_once(
    library: Library, clock: FakeClock, name: str, posts: int
) -> None:
    opened = await library.open_file(HOSTILE / name)
    index = await library.post_index(PostQuery(blog_id=opened.id))
    assert len(index) == posts
    await library.mark(index.ids, Flag.READ, True)
    clock.forward(hours=2)
    again = await library.open_file(HOSTILE / name)
    assert (again.posts, again.unread) == (posts, 0)
    assert await library.post_index(PostQuery(blog_id=opened.id)) == index
    rows = await library.rows(index.ids)
    assert all(row.published.year != 1970 for row in rows)
    places = {row.title: at for row, at in zip(rows, index.instants, strict=True)}
    assert places.get("future", 0) <= START.timestamp() * 1000


async def test_the_guide_is_kept_once_and_again_when_its_text_changes(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = await library.open_guide()
    assert first.is_guide
    assert first.posts > 3
    assert (await library.open_guide()).id == first.id
    longer = guide.document().replace(b"</title>", b" anew</title>", 1)
    monkeypatch.setattr(guide, "document", lambda: longer)
    monkeypatch.setattr(guide, "version", lambda: "another")
    changed = await library.open_guide()
    assert (changed.id, changed.posts) == (first.id, first.posts)
    assert changed.title.endswith("anew")
    assert [event async for event in library.refresh(force=True)] == [Planned(0, 0)]


async def test_posts_are_indexed_for_search_in_idle_batches(library: Library, net: FakeNet) -> None:
    blog = net.add(FakeBlog(posts=numbered(250)))
    await library.add_blog(blog.home)
    assert [await library.index_some() for _ in range(3)] == [200, 50, 0]

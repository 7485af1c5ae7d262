"""Lists of other readers: what is followed, what stays, and that all of it can be taken back."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.fakeblog import FakeBlog, FakeClock, FakeNet, numbered
from tests.library.newsboat_cache import FEED, item, write_cache
from tests.shared import CORPUS, needs_corpus
from tui_reader.config import load
from tui_reader.errors import FeedError
from tui_reader.feeds.urls import canonical
from tui_reader.library import exchange
from tui_reader.library.library import Library
from tui_reader.lists import opml, urls
from tui_reader.lists.wording import remarks, told
from tui_reader.models import Flag, ListDone, PostQuery, SubscriptionList
from tui_reader.store.database import Database

A, B, LOCAL = "https://a.test/feed", "https://b.test/feed", "http://192.168.1.5/feed"


@pytest.fixture
def open_at() -> Callable[[Path], Library]:
    """Opens a library in a folder of its own."""

    def open_it(home: Path) -> Library:
        config = load(home, {})
        return Library(Database.open(config.paths.store_file), config, offline=True)

    return open_it


async def bring(library: Library, path: Path) -> ListDone:
    *_, done = [event async for event in library.exchange.bring(path)]
    assert isinstance(done, ListDone)
    return done


def listing(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "urls"
    path.write_text(text, "utf-8")
    return path


async def facts(library: Library) -> dict[str, tuple[object, ...]]:
    return {
        blog.feed_url: (blog.title, blog.folders, blog.is_paused) for blog in await library.blogs()
    }


async def test_blogs_of_a_list_are_followed_and_nobody_is_asked(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exchange, "BATCH_BLOGS", 2)
    path = listing(tmp_path, f'{A} ~Anna "What now" outer/inner\n{B}\n{LOCAL}\nexec:x\n')
    done = await bring(library, path)
    assert await facts(library) == {
        A: ("Anna", (("What now",), ("outer", "inner")), False),
        B: ("b.test", (), False),
        LOCAL: ("192.168.1.5", (), True),
    }
    assert told(done) == "urls: 3 blogs."
    assert list(remarks(done)) == [
        f"{LOCAL} is on the local network: it is asked only when you name it",
        "blocked-scheme: “exec:x” would run a program, which no list may",
    ]
    assert all(blog.is_followed and blog.last_fetch is None for blog in await library.blogs())
    local = library.find_blog("192.168.1.5").id
    await library.keeping.pause(local, False)
    await library.remove_blog(local)
    assert (await bring(library, path)).paused == (LOCAL,)
    assert (await facts(library))[LOCAL] == ("192.168.1.5", (), True)


async def test_the_same_list_again_changes_nothing(library: Library, tmp_path: Path) -> None:
    path = listing(tmp_path, f"{A} ~Anna one\n{B}\n")
    await bring(library, path)
    before, steps = await facts(library), await library.steps(10)
    done = await bring(library, path)
    assert told(done) == "urls: 2 blogs, all followed before."
    assert (await facts(library), await library.steps(10)) == (before, steps)


async def test_a_blog_that_is_followed_gets_folders_and_keeps_its_name(
    library: Library, tmp_path: Path
) -> None:
    await bring(library, listing(tmp_path, f"{A} ~Anna one\n"))
    done = await bring(library, listing(tmp_path, f"http://www.a.test/feed/ ~Other two\n{B}\n"))
    assert len(done.added) == 1
    assert (await facts(library))[A] == ("Anna", (("one",), ("two",)), False)


async def test_an_import_is_one_step_that_is_taken_back_and_done_again(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exchange, "BATCH_BLOGS", 1)
    await bring(library, listing(tmp_path, f"{A} ~Anna one\n"))
    first = await facts(library)
    await bring(library, listing(tmp_path, f"{A} two\n{B} three\n"))
    second = await facts(library)
    words = [step.words for step in await library.steps(9)]
    assert words == ["Imported 1 blog from “urls”."] * 2, "that of the first list, and one more"
    await library.undo()
    assert await facts(library) == first
    await library.redo()
    assert await facts(library) == second


async def test_queries_are_saved_as_searches_and_taken_back_with_the_list(
    library: Library, tmp_path: Path
) -> None:
    text = f'{A} !\n"query:Fresh:unread = \\"yes\\""\n"query:Mine:age < 7"\n'
    await library.keeping.save_search("mine", "heron")
    done = await bring(library, listing(tmp_path, text))
    assert told(done) == "urls: 1 blog; 1 search saved."
    assert done.left_out == ("usage: 1 blog that newsboat hides can be seen among the others here",)
    searches = [(each.name, each.filter) for each in await library.keeping.searches()]
    assert searches == [("mine", "heron"), ("Fresh", "is:unread")]
    await library.undo()
    assert [each.name for each in await library.keeping.searches()] == ["mine"]


async def test_a_name_that_is_the_feeds_own_is_no_name_of_the_persons(
    library: Library, tmp_path: Path, net: FakeNet
) -> None:
    blog = net.add(FakeBlog())
    await bring(library, listing(tmp_path, f'{blog.feed_url} "~What Now?"\n'))
    assert (await library.blogs())[0].own_title == "What Now?"
    _ = [event async for event in library.refresh()]
    [kept] = await library.blogs()
    assert (kept.title, kept.own_title, kept.posts > 0) == ("What Now?", "", True)


@pytest.mark.parametrize("form", [opml, urls])
async def test_the_own_list_comes_back_as_it_was(
    library: Library, tmp_path: Path, form: object
) -> None:
    text = f"https://me:secret@a.test/feed ~Anna outer/inner one\n{B} ~Bert\n"
    await bring(library, listing(tmp_path, text))
    before = await facts(library)
    listed = await library.exchange.listed()
    assert listed.left_out == ("usage: 1 address was written without user and password",)
    written = form.write(listed)  # type: ignore[attr-defined]  # a module
    assert "secret" not in written
    assert "secret" in form.write(  # type: ignore[attr-defined]  # a module
        await library.exchange.listed(with_passwords=True)
    )
    for blog in await library.blogs():
        await library.remove_blog(blog.id)
    path = tmp_path / "again"
    path.write_text(written, "utf-8")
    await bring(library, path)
    after = {canonical(address): what for address, what in (await facts(library)).items()}
    assert after == {canonical(address): what for address, what in before.items()}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<opml><body/></opml>", "malformed: no feeds found in that list"),
        ("exec:x\n", "malformed: no feeds found in that list: “exec:x” would run a program"),
        ("nothing of all that", "not-a-feed: urls is no list of blogs"),
        ("SQLite format 3\0 and no more", "malformed: urls cannot be read as a cache"),
    ],
)
async def test_what_is_no_list_changes_nothing(
    library: Library, tmp_path: Path, text: str, words: str
) -> None:
    with pytest.raises(FeedError) as caught:
        await bring(library, listing(tmp_path, text))
    assert str(caught.value).startswith(words)
    assert (await library.blogs(), await library.steps(9)) == ((), ())


@needs_corpus
async def test_real_lists_go_in_out_and_in_again_equal(
    open_at: Callable[[Path], Library], tmp_path: Path
) -> None:
    lists = [
        *sorted(CORPUS.glob("opml/*.opml")),
        *sorted(CORPUS.glob("newsboat-urls/*")),
        *sorted(CORPUS.glob("suites/goread/opml_*.xml")),
        *sorted(CORPUS.glob("suites/newsboat/*.opml")),
        CORPUS / "suites/newsboat/test-urls.txt",
    ]
    tried = 0
    for number, path in enumerate(lists):
        library = open_at(tmp_path / str(number))
        if path.name in ("body-element-missing.opml", "opml-element-missing.opml"):
            with pytest.raises(FeedError):
                await bring(library, path)
            await library.close()
            continue
        await bring(library, path)
        first = await library.exchange.listed()
        await library.close()
        for form in (opml, urls) if path.name != "category.opml" else (opml,):
            out = tmp_path / f"{number}-{form.__name__}"
            out.write_text(form.write(first), "utf-8")
            again = open_at(tmp_path / out.name.replace(".", "-"))
            await bring(again, out)
            listed_again = await again.exchange.listed()
            await again.close()
            assert _facts_of(listed_again, with_url=form is opml) == _facts_of(
                first, with_url=form is opml
            ), path.name
            tried += 1
    assert tried == 23


def _facts_of(listed: SubscriptionList, *, with_url: bool) -> list[tuple[object, ...]]:
    """What a list says; newsboat's has no home pages."""
    return sorted(
        (each.feed_url, each.title, each.url if with_url else "", sorted(each.folders))
        for each in listed.subscriptions
    )


# ------------------------------------------------------------------------------- newsboat


async def marks(library: Library) -> dict[str, tuple[bool, bool, tuple[str, ...]]]:
    index = await library.post_index(PostQuery())
    rows = await library.rows(index.ids)
    return {row.title: (row.is_read, row.is_starred, row.tags) for row in rows}


async def test_a_cache_brings_posts_what_was_read_and_flags(
    library: Library, tmp_path: Path
) -> None:
    path = write_cache(
        tmp_path / "cache.db",
        item(1),
        item(2, unread=0),
        item(3, flags="ba"),
        item(4, deleted=1),
        item(5, unread=0, flags="a", title="\x1b[31mRed\u202e"),
        feeds=(FEED, "exec:x"),
    )
    done = await bring(library, path)
    assert told(done) == "cache.db: 1 blog; 4 posts; 2 new stars."
    assert len(done.left_out) == 1
    assert await marks(library) == {
        "Item 1": (False, False, ()),
        "Item 2": (True, False, ()),
        "Item 3": (False, True, ("flag-a", "flag-b")),
        "[31mRed": (True, True, ("flag-a",)),
    }
    [blog] = await library.blogs()
    assert (blog.title, blog.url, blog.unread, blog.starred) == ("News", "https://news.test/", 2, 2)
    article = await library.article((await library.post_index(PostQuery())).ids[-1])
    assert article is not None
    assert (article.author, article.html) == ("An author", "<p>The text of item 1.</p>")


async def test_a_cache_again_loses_nothing_that_was_done_since(
    library: Library, tmp_path: Path
) -> None:
    path = tmp_path / "cache.db"
    write_cache(path, item(1), item(2, unread=0), item(3, flags="a"), item(4, unread=0))
    await bring(library, path)
    ids = {row.title: row.id for row in await library.rows(range(1, 5))}
    await library.mark([ids["Item 1"]], Flag.READ, True)
    await library.mark([ids["Item 1"]], Flag.STARRED, True)
    await library.mark([ids["Item 2"]], Flag.READ, False)
    before = await marks(library)
    done = await bring(library, path)
    assert told(done) == "cache.db: 1 blog, all followed before; 4 posts, all kept before."
    assert await marks(library) == before


async def test_a_cache_without_feeds_changes_nothing(library: Library, tmp_path: Path) -> None:
    path = write_cache(tmp_path / "cache.db", feeds=("exec:x",))
    with pytest.raises(FeedError, match=r"malformed: no feeds found in cache\.db"):
        await bring(library, path)
    other = tmp_path / "other.db"
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE rss_item (id)")
    with pytest.raises(FeedError, match="not-a-feed: that database is no cache"):
        await bring(library, other)
    assert await library.steps(9) == ()


async def test_a_cache_of_an_old_version_has_fewer_columns(
    library: Library, tmp_path: Path
) -> None:
    path = write_cache(tmp_path / "cache.db", item(1), item(2, unread=0))
    with closing(sqlite3.connect(path)) as connection:
        for column in ("flags", "deleted", "base", "enclosure_url"):
            connection.execute(f"ALTER TABLE rss_item DROP COLUMN {column}")
    await bring(library, path)
    read = {title: is_read for title, (is_read, *_) in (await marks(library)).items()}
    assert read == {"Item 1": False, "Item 2": True}


async def test_a_cache_that_is_being_written_is_not_read_meanwhile(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui_reader.store.connections.BUSY_SECONDS", 0.0)
    path = write_cache(tmp_path / "cache.db", item(1))
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("BEGIN EXCLUSIVE")
        with pytest.raises(FeedError, match=r"^storage-busy: .*cache\.db"):
            await bring(library, path)
    assert (await bring(library, path)).new == 1


async def test_a_cache_is_taken_back_as_one_step(library: Library, tmp_path: Path) -> None:
    path = write_cache(tmp_path / "cache.db", *(item(n, flags="a") for n in range(1, 450)))
    done = await bring(library, path)
    assert (done.posts, done.new, done.starred) == (449, 449, 449)
    brought = await marks(library)
    [step] = await library.steps(9)
    assert step.words == "Imported 1 blog from “cache.db”."
    await library.undo()
    assert (await library.blogs(), await marks(library)) == ((), {})
    await library.redo()
    assert await marks(library) == brought


async def test_the_blogs_own_feed_finds_the_posts_of_a_cache_again(
    library: Library, tmp_path: Path, net: FakeNet
) -> None:
    blog = net.add(FakeBlog())
    await library.add_blog(blog.home)
    rows = await library.rows((await library.post_index(PostQuery())).ids)
    items = [
        item(
            number,
            guid=each.guid,
            url=each.url,
            title=each.row.title,
            content=each.html,
            date=int(each.row.published.timestamp()),
            feedurl=blog.feed_url,
            unread=number,
            flags="z",
        )
        for number, each in enumerate(await library.articles([row.id for row in rows]))
    ]
    path = write_cache(tmp_path / "cache.db", *items, feeds=(blog.feed_url,))
    done = await bring(library, path)
    assert (done.new, done.starred) == (0, len(items))
    assert {each[:2] for each in (await marks(library)).values()} == {(False, True)}


async def test_a_feed_asked_after_its_cache_brings_only_what_is_newer(
    library: Library, tmp_path: Path, net: FakeNet, clock: FakeClock
) -> None:
    blog = net.add(FakeBlog(posts=numbered(4)))
    [newest, *older] = blog.posts
    items = [
        item(
            post.number,
            guid="",
            url=f"https://{blog.host}{post.path}",
            title=post.title,
            content=post.html,
            date=int(post.published.timestamp()) if post.published else 0,
            feedurl=blog.feed_url,
            unread=0,
        )
        for post in older
    ]
    path = write_cache(tmp_path / "cache.db", *items, feeds=(blog.feed_url,))
    await bring(library, path)
    _ = [event async for event in library.refresh()]
    assert {title: read for title, (read, *_) in (await marks(library)).items()} == {
        newest.title: False
    } | {post.title: True for post in older}
    assert not any(row.is_changed for row in await library.rows(range(1, 9)))

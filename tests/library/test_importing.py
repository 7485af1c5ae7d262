"""Backups brought into a real store: one blog with what is followed, each post once."""

import asyncio
from contextlib import aclosing
from dataclasses import replace
from datetime import timedelta
from html import escape
from pathlib import Path

import pytest

from tests.fakeblog import FakeBlog, FakeClock, FakeNet, numbered
from tests.feeds.backups.files import (
    BLOG,
    comment,
    export,
    item,
    kind,
    post,
    remark,
    taken,
    takeout,
    wxr,
)
from tests.feeds.backups.files import said as taken_comment
from tests.library.conftest import Opener
from tui_reader.errors import FeedError, UsageError
from tui_reader.library.library import Library
from tui_reader.models import Flag, ImportDone, Imported, ImportEvent, Planned, PostQuery


def file_of(folder: Path, text: str, name: str = "backup.xml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


async def events_of(library: Library, path: Path, **how: bool) -> list[ImportEvent]:
    return [event async for event in library.backups.read(path, **how)]


async def brought(library: Library, path: Path, **how: bool) -> ImportDone:
    done = (await events_of(library, path, **how))[-1]
    assert isinstance(done, ImportDone)
    return done


def played(posts: int = 5, host: str = "blog.test") -> FakeBlog:
    """A blog at Blogger, of which ``backup_of`` is the backup."""
    return FakeBlog(host, posts=numbered(posts), number=77)


def backup_of(blog: FakeBlog, *more: str) -> str:
    entries = "".join(
        f"<entry><id>{BLOG}.post-{each.number}</id>{kind('post')}"
        f"<published>{each.published.isoformat(timespec='milliseconds')}</published>"
        f"<updated>{each.published.isoformat(timespec='milliseconds')}</updated>"
        + "".join(
            f"<category scheme='http://www.blogger.com/atom/ns#' term='{label}'/>"
            for label in each.labels
        )
        + f"<title type='text'>{escape(each.title)}</title>"
        f"<content type='html'>{escape(each.html)}</content>"
        f"<link rel='alternate' type='text/html' href='{blog.home[:-1]}{each.path}'/>"
        "<author><name>A. Writer</name></author><thr:total>0</thr:total></entry>"
        for each in blog.posts
        if each.published
    )
    return export(entries, *more, home=blog.home)


async def test_a_backup_is_a_blog_that_is_followed_and_read(
    library: Library, tmp_path: Path
) -> None:
    pages = post(3, what="page")
    text = export(post(1), post(2), pages, comment(11, 1), comment(12, 1, reply_to=11))
    *steps, done = await events_of(library, file_of(tmp_path, text))
    [blog] = await library.blogs()
    assert done == ImportDone(blog.id, "What Now?", 2, 1, 2, left_out=0, new=5)
    assert all(isinstance(step, Imported) for step in steps)
    shares = [step.share for step in steps if isinstance(step, Imported)]
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    assert (blog.is_followed, blog.posts, blog.unread, blog.comments) == (True, 2, 0, 2)
    assert blog.feed_url == "https://blog.test/feeds/posts/default"
    [first] = [row for row in await library.rows((await library.post_index(PostQuery())).ids)
               if row.title == "Post 1"]  # fmt: skip
    thread = await library.discussions.thread(first.id)
    assert thread is not None
    assert [(each.depth, each.html) for each in thread.comments] == [
        (0, "Comment 11"),
        (1, "Comment 12"),
    ]
    assert thread.is_whole
    tree = await library.archives.tree(blog.id)
    assert [page.title for page in tree.pages] == ["Post 3"]


@pytest.mark.parametrize(
    "text",
    [
        export(post(1), post(2), post(3, what="page"), comment(11, 1)),
        takeout(taken_comment(11, 1), taken(1), taken(2), taken(3, "PAGE")),
        wxr(item(1, more=remark(11)), item(2), item(3, what="page")),
    ],
)
async def test_the_same_backup_again_changes_nothing(
    library: Library, tmp_path: Path, text: str, clock: FakeClock
) -> None:
    path = file_of(tmp_path, text)
    first = await brought(library, path)
    before = (await library.blogs(), await library.post_index(PostQuery()))
    clock.forward(hours=1)
    again = await brought(library, path)
    assert again == replace(first, new=0)
    assert (await library.blogs(), await library.post_index(PostQuery())) == before


async def test_a_blog_that_is_followed_gets_the_posts_of_its_backup_once(
    library: Library, net: FakeNet, tmp_path: Path
) -> None:
    blog = net.add(played(30))
    whole, blog.posts = blog.posts, blog.posts[:10]
    followed, _ = await library.add_blog(blog.home)
    ids = (await library.post_index(PostQuery())).ids
    await library.mark(ids[:1], Flag.STARRED, True)
    blog.posts = whole
    done = await brought(library, file_of(tmp_path, backup_of(blog, comment(99, 30))))
    assert (done.blog_id, done.posts, done.new) == (followed.id, 30, 21)
    [kept] = await library.blogs()
    assert (kept.posts, kept.unread, kept.starred) == (30, 10, 1)
    rows = await library.rows((await library.post_index(PostQuery())).ids)
    assert not any(row.is_changed for row in rows)
    assert {row.id for row in rows if not row.is_read} == set(ids)


async def test_following_the_blog_of_a_backup_gives_one_blog_and_each_post_once(
    library: Library, net: FakeNet, tmp_path: Path
) -> None:
    blog = net.add(played(30))
    older, newer = replace(blog, posts=blog.posts[5:]), blog.posts
    blog.posts = newer[:10]
    done = await brought(library, file_of(tmp_path, backup_of(older)))
    added, fetched = await library.add_blog(blog.home)
    assert (added.id, fetched.new) == (done.blog_id, 0), "its address is known: nobody is asked"
    events = [event async for event in library.refresh()]
    assert events[0] == Planned(1, 0)
    [kept] = await library.blogs()
    assert (kept.posts, kept.unread) == (30, 5)
    rows = await library.rows((await library.post_index(PostQuery())).ids)
    assert not any(row.is_changed for row in rows)


@pytest.mark.parametrize("was_removed", [False, True])
async def test_a_backup_that_does_not_say_where_it_lives_takes_over_the_address_that_is_added(
    library: Library, net: FakeNet, tmp_path: Path, was_removed: bool
) -> None:
    path = file_of(tmp_path, takeout(taken(1), taken(2)))
    done = await brought(library, path)
    assert "does not say where the blog's feed is" in done.note
    [kept] = await library.blogs()
    assert kept.feed_url == path.as_uri()
    ids = (await library.post_index(PostQuery())).ids
    await library.mark(ids[:1], Flag.STARRED, True)
    if was_removed:
        await library.remove_blog(kept.id)
    blog = net.add(played(3))
    added, fetched = await library.add_blog(blog.home)
    assert (added.id, added.feed_url, added.is_followed) == (done.blog_id, blog.feed_url, True)
    [found] = await library.blogs()
    assert (found.posts, found.starred) == (3, 1)
    assert fetched.new == 1
    again = await brought(library, path)
    assert (again.blog_id, again.new) == (done.blog_id, 0)


async def test_posts_without_a_host_get_that_of_the_blog_that_is_kept(
    library: Library, net: FakeNet, tmp_path: Path
) -> None:
    blog = net.add(played(1))
    await library.add_blog(blog.home)
    await brought(library, file_of(tmp_path, takeout(taken(7))))
    rows = await library.rows((await library.post_index(PostQuery())).ids)
    [post_id] = [row.id for row in rows if row.title == "Post 7"]
    article = await library.article(post_id)
    assert article is not None
    assert article.url == "https://blog.test/2014/03/7.html"


@pytest.mark.parametrize(("guid", "blogs"), [("?p=1", 1), ("?p=99", 2)])
async def test_a_feed_on_another_host_is_the_same_blog_if_it_has_the_same_posts(
    library: Library, net: FakeNet, tmp_path: Path, guid: str, blogs: int
) -> None:
    feed = wxr(item(1)).replace("wp:", "x:").replace("wordpress.org/export", "x").encode()
    blog = net.add(FakeBlog("feeds.test", feed_path="/now"))
    body = feed.replace(b"?p=1", guid.encode())
    blog.atom = lambda *_: body
    followed, _ = await library.add_blog(blog.feed_url)
    assert followed.url == "https://blog.test"
    await brought(library, file_of(tmp_path, wxr(item(1), item(2))))
    assert len(await library.blogs()) == blogs


async def test_a_label_feed_is_another_blog(library: Library, net: FakeNet, tmp_path: Path) -> None:
    await brought(library, file_of(tmp_path, takeout(taken(1))))
    blog = net.add(played(3))
    blog.feed_path = "/feeds/posts/default/-/Odd"
    await library.add_blog(blog.feed_url)
    assert len(await library.blogs()) == 2


async def test_a_backup_does_not_go_to_the_feed_of_a_label(
    library: Library, net: FakeNet, tmp_path: Path
) -> None:
    blog = net.add(played(3))
    blog.feed_path = "/feeds/posts/default/-/Odd"
    label, _ = await library.add_blog(blog.feed_url)
    done = await brought(library, file_of(tmp_path, backup_of(blog)))
    assert done.blog_id != label.id


async def test_a_removed_blog_comes_back_with_its_marks(
    library: Library, net: FakeNet, tmp_path: Path
) -> None:
    blog = net.add(played(5))
    added, _ = await library.add_blog(blog.home)
    ids = (await library.post_index(PostQuery())).ids
    await library.mark(ids[:1], Flag.STARRED, True)
    await library.mark(ids[1:3], Flag.READ, True)
    await library.remove_blog(added.id)
    done = await brought(library, file_of(tmp_path, backup_of(blog)))
    assert done.blog_id == added.id
    [kept] = await library.blogs()
    assert (kept.posts, kept.starred, kept.unread) == (5, 1, 3)


async def test_an_older_backup_leaves_what_the_blog_itself_gave(
    library: Library, net: FakeNet, tmp_path: Path
) -> None:
    blog = net.add(played(3))
    old = backup_of(blog)
    posts = [replace(each, html="<p>Edited since.</p>") for each in blog.posts]
    blog.posts = posts
    await library.add_blog(blog.home)
    assert (await brought(library, file_of(tmp_path, old))).new == 0
    ids = (await library.post_index(PostQuery())).ids
    assert {each.html for each in await library.articles(ids)} == {"<p>Edited since.</p>"}


async def test_a_later_backup_brings_what_was_edited(library: Library, tmp_path: Path) -> None:
    await brought(library, file_of(tmp_path, export(post(1))))
    later = post(1).replace("Text of", "Words of").replace(
        "<updated>2014", "<updated>2015"
    )  # fmt: skip
    await brought(library, file_of(tmp_path, export(later)))
    [article] = await library.articles((await library.post_index(PostQuery())).ids)
    assert article.html == "<p>Words of 1.</p>"
    assert article.row.is_changed


async def test_the_round_quotes_of_wordpress_are_no_edit_after_a_backup(
    library: Library, net: FakeNet, tmp_path: Path
) -> None:
    await brought(library, file_of(tmp_path, wxr(item(1, content='He said "no"'))))
    feed = wxr(item(1)).replace("Text of 1", "<p>He said “no”</p>").replace("wp:", "x:")
    blog = net.add(FakeBlog(feed_path="/feed/"))
    body = feed.replace("https://wordpress.org/export/1.2/", "x").encode()
    blog.atom = lambda *_: body
    events = [event async for event in library.refresh()]
    [article] = await library.articles((await library.post_index(PostQuery())).ids)
    assert "“no”" in article.html, events
    assert (article.row.is_changed, article.row.is_read) == (False, True)


async def test_what_is_opened_is_visited_and_what_is_imported_is_followed(
    library: Library, tmp_path: Path
) -> None:
    path = file_of(tmp_path, export(post(1)))
    assert not (await library.open(str(path))).is_followed
    await brought(library, path)
    assert [blog.is_followed for blog in await library.blogs()] == [True]
    assert (await library.open_file(path)).is_followed


async def test_an_import_that_is_stopped_is_completed_by_the_next(
    library: Library, open_library: Opener, tmp_path: Path
) -> None:
    path = file_of(tmp_path, export(*map(post, range(1, 501)), comment(900, 1)))
    async with aclosing(library.backups.read(path)) as events:
        async for event in events:
            if event.posts:
                break
    [half] = await library.blogs()
    assert 0 < half.posts < 500
    done = await brought(library, path)
    assert (done.posts, done.comments, done.new) == (500, 1, 501 - half.posts)
    [whole] = await library.blogs()
    assert (whole.posts, whole.comments) == (500, 1)


async def test_the_end_of_a_file_that_is_cut_short_is_told(
    library: Library, tmp_path: Path
) -> None:
    text = export(post(1), post(2), comment(11, 1))
    done = await brought(library, file_of(tmp_path, text[: text.index("Comm…")]))
    assert (done.posts, done.comments) == (2, 0)
    assert done.note == "The file ends in the middle; 2 posts could be read."


async def test_comments_of_posts_that_are_not_there_are_left_out(
    library: Library, tmp_path: Path
) -> None:
    alone = file_of(tmp_path, takeout(taken_comment(11, 1)), "comments.atom")
    with pytest.raises(FeedError, match="holds nothing that can be shown"):
        await brought(library, alone)
    assert await library.blogs() == ()
    await brought(library, file_of(tmp_path, takeout(taken(1))))
    both = takeout(taken_comment(11, 1), taken_comment(12, 5))
    done = await brought(library, file_of(tmp_path, both, "comments.atom"))
    assert (done.comments, done.left_out, done.new) == (1, 1, 1)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<?xml version='1.0'?><opml version='2.0'><body/></opml>", "is a list of blogs"),
        ("https://blog.test/feed tag\n", "is a list of blogs"),
        ("PK\x03\x04…", "is a zip file: unpack it"),
        ("<rss version='2.0'><channel/></rss>", "is no backup of a Blogger or WordPress blog"),
        ("<rss><channel><wp:wxr_version>1.2</wp:wxr_version></channel></rss>", "holds nothing"),
        ("<rss><wp:wxr_version></rss>", "broken at line 1"),
    ],
)
async def test_what_is_no_backup_is_refused_as_what_it_is(
    library: Library, tmp_path: Path, text: str, words: str
) -> None:
    with pytest.raises(FeedError, match=words):
        await brought(library, file_of(tmp_path, text))
    assert await library.blogs() == ()


async def test_a_file_that_cannot_be_read_is_named(library: Library, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read: No such file"):
        await brought(library, tmp_path / "none.xml")
    assert await library.backups.named_by(str(tmp_path / "none.xml")) is None
    assert await library.backups.named_by("https://blog.test/") is None


async def test_two_imports_at_once_make_one_blog(library: Library, tmp_path: Path) -> None:
    path = file_of(tmp_path, export(*map(post, range(1, 301))))
    done = await asyncio.gather(brought(library, path), brought(library, path))
    assert len({each.blog_id for each in done}) == 1
    [blog] = await library.blogs()
    assert blog.posts == 300


async def test_dates_and_labels_of_a_backup_are_the_blogs_own(
    library: Library, net: FakeNet, tmp_path: Path
) -> None:
    blog = played(3)
    await brought(library, file_of(tmp_path, backup_of(blog)))
    ids = (await library.post_index(PostQuery(label="odd"))).ids
    rows = await library.rows(ids)
    assert [row.title for row in rows] == ["Post number 3", "Post number 1"]
    first = blog.posts[0].published
    assert first is not None
    assert abs(rows[0].published - first) < timedelta(milliseconds=1)


async def test_a_removed_blog_comes_back_only_with_something_of_its_backup(
    library: Library, tmp_path: Path
) -> None:
    text = export(post(1), post(2))
    done = await brought(library, file_of(tmp_path, text))
    await library.remove_blog(done.blog_id)
    with pytest.raises(FeedError, match="holds nothing that can be shown"):
        await brought(library, file_of(tmp_path, text[:600], "broken.xml"))
    assert await library.blogs() == ()
    await brought(library, file_of(tmp_path, text))
    [blog] = await library.blogs()
    assert (blog.id, blog.posts, blog.is_followed) == (done.blog_id, 2, True)


async def test_following_by_a_backup_is_taken_back_as_a_removal_and_done_again(
    library: Library, tmp_path: Path
) -> None:
    path = file_of(tmp_path, export(post(1), post(2)))
    await brought(library, path)
    assert [step.words for step in await library.steps(9)] == ["Followed “What Now?”."]
    await library.undo()
    assert await library.blogs() == ()
    await library.redo()
    assert [(blog.is_followed, blog.posts) for blog in await library.blogs()] == [(True, 2)]
    await brought(library, path)
    assert len(await library.steps(9)) == 1


async def test_a_backup_brings_a_removed_blog_back_as_a_step(
    library: Library, tmp_path: Path
) -> None:
    path = file_of(tmp_path, export(post(1), post(2)))
    await library.remove_blog((await brought(library, path)).blog_id)
    await brought(library, path)
    assert [step.kind for step in await library.steps(9)] == ["follow", "remove", "follow"]
    await library.undo()
    assert await library.blogs() == ()


async def test_a_backup_that_is_opened_is_no_step_and_followed_it_is(
    library: Library, tmp_path: Path
) -> None:
    path = file_of(tmp_path, export(post(1), post(2)))
    blog = await library.open_file(path)
    assert await library.steps(9) == ()
    await brought(library, path, follow=True)
    assert [step.words for step in await library.steps(9)] == ["Followed “What Now?”."]
    await library.undo()
    assert [each.is_followed for each in await library.blogs()] == [False]
    await library.follow(blog.id)
    assert [each.is_followed for each in await library.blogs()] == [True]
    assert [step.is_undone for step in await library.steps(9)] == [False, True]

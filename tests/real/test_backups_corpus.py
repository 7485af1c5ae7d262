"""Every real backup of ../shared/corpus through the real library, against a count of its own.

The count is made by other means, regular expressions over the file's text, so that a rule that is
misread in the program is not misread here in the same way.
"""

import html
import re
import sqlite3
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.fakeblog import FakeBlog, FakeClock, FakeNet
from tests.shared import CORPUS, needs_corpus
from tui_reader.config import load
from tui_reader.errors import FeedError
from tui_reader.library.library import Library
from tui_reader.models import Blog, ImportDone, PostQuery
from tui_reader.store.database import Database

BLOGGER = sorted(CORPUS.glob("blogger-export/*.xml"))
TAKEOUT = [
    CORPUS / "blogger-takeout/ajedrez-alcala/Blogs/feed.atom",
    CORPUS / "blogger-takeout/cheonkam/feed.atom",
]
WORDPRESS = sorted(CORPUS.glob("wordpress/**/*.xml"))
REAL = [*BLOGGER, *TAKEOUT, *sorted(CORPUS.glob("wordpress/*.xml"))]
BROKEN = {
    "crazy-cdata.xml": "broken at line 18",
    "malformed-simple.xml": "ends in the middle",
    "malformed.xml": "broken at line 90",
}
NOT_PUBLIC = "<item xmlns:wp="
"""An item whose ``wp:`` is another program's: nothing says that it is public."""


def named(file: Path) -> str:
    return str(file.relative_to(CORPUS))


@dataclass
class Counted:
    """What is public in a backup, by this file's own count."""

    posts: dict[str, str] = field(default_factory=dict)
    """Their titles by their ids."""
    pages: set[str] = field(default_factory=set)
    comments: dict[tuple[str, str], str] = field(default_factory=dict)
    """Each one's parent, by its post and number."""


def text_of(file: Path) -> str:
    return re.sub(r"(</?)ns\d:", r"\1", file.read_text("utf-8", errors="replace"))


def between(start: str, end: str, text: str) -> str:
    found = re.search(f"{start}(.*?){end}", text, re.DOTALL)
    value = found[1].strip() if found else ""
    data = re.fullmatch(r"<!\[CDATA\[(.*)\]\]>", value, re.DOTALL)
    return data[1].strip() if data else html.unescape(value)


def element(name: str, text: str) -> str:
    return between(f"<{name}(?: [^>]*)?>", f"</{name}>", text)


def counted(file: Path) -> Counted:
    text = text_of(file)
    if "wordpress" in named(file):
        return counted_in_items(text)
    return counted_in_entries(re.findall(r"<entry>.*?</entry>", text, re.DOTALL))


def counted_in_entries(entries: list[str]) -> Counted:
    found = Counted()
    for entry in entries:
        if re.search(r"<app:draft[^>]*>yes|<blogger:status>(?!LIVE)", entry):
            continue
        number = element("id", entry)
        kind = re.search(r"2008/kind#(\w+)|<blogger:type>(POST|PAGE|COMMENT)", entry)
        match (kind[1] or kind[2]).lower() if kind else "":
            case "post":
                found.posts[number] = element("title", entry)
            case "page":
                found.pages.add(number)
            case "comment":
                add_comment(found, number, entry)
    public = found.posts.keys() | found.pages
    found.comments = {key: up for key, up in found.comments.items() if key[0] in public}
    return found


def add_comment(found: Counted, number: str, entry: str) -> None:
    post = re.search(r"""in-reply-to[^>]* ref=["']([^"']*)|<blogger:parent>([^<]*)""", entry)
    link = re.search(r"""<link [^>]*rel=["']related["'][^>]*>""", entry)
    reply = re.search(r"default/(\d+)", link[0]) if link else None
    assert post is not None
    key = (post[1] or post[2], number.rpartition(".post-")[2] or number)
    found.comments[key] = reply[1] if reply else ""


def is_public(item: str) -> bool:
    if item.startswith(NOT_PUBLIC) or element("wp:post_password", item) or "date>2999-" in item:
        return False
    return element("wp:status", item) == "publish" or "<wp:status>" not in item


def counted_in_items(text: str) -> Counted:
    found = Counted()
    for place, item in enumerate(re.findall(r"<item\b.*?</item>", text, re.DOTALL)):
        head = item.partition("<wp:comment>")[0]
        if not is_public(head):
            continue
        guid = element("guid", head) or f"no guid {place}"
        if guid in found.posts or guid in found.pages:
            guid += "#" + element("wp:post_id", head)
        if element("wp:post_type", head) == "post":
            found.posts[guid] = element("title", head)
        elif element("wp:post_type", head) == "page":
            found.pages.add(guid)
        else:
            continue
        for said in re.findall(r"<wp:comment>.*?</wp:comment>", item, re.DOTALL):
            if element("wp:comment_approved", said) in ("1", ""):
                parent = element("wp:comment_parent", said)
                key = (guid, element("wp:comment_id", said))
                found.comments[key] = "" if parent in ("0", "") else parent
    return found


# --------------------------------------------------------------------------- the real library


@pytest.fixture
def net() -> FakeNet:
    return FakeNet()


@pytest.fixture
async def library(tmp_path: Path, net: FakeNet) -> AsyncIterator[Library]:
    config = load(tmp_path, {})
    database = Database.open(config.paths.store_file)
    opened = Library(
        database, config, transport=net, now=FakeClock(), host_gap=0.0, look=lambda: True
    )
    yield opened
    await opened.close()


async def brought(library: Library, file: Path) -> ImportDone:
    _, done = await library.backups.bring(file, follow=True)
    return done


def kept(connection: sqlite3.Connection) -> tuple[dict[str, str], set[str], dict[object, str]]:
    """Posts, pages and comments of the store, as ``Counted`` has them."""
    posts = connection.execute("SELECT guid, title, kind FROM posts").fetchall()
    comments = connection.execute(
        "SELECT posts.guid, comments.guid, parent FROM comments JOIN posts ON post_id = posts.id"
    )
    return (
        {guid: title for guid, title, kind in posts if kind == "post"},
        {guid for guid, _, kind in posts if kind == "page"},
        {(post, guid): parent for post, guid, parent in comments},
    )


@needs_corpus
@pytest.mark.parametrize("file", [*BLOGGER, *TAKEOUT, *WORDPRESS], ids=named)
async def test_what_is_kept_of_a_backup_is_what_is_public_in_it(
    library: Library, file: Path
) -> None:
    mine = counted(file)
    if file.name in BROKEN or not (mine.posts or mine.pages):
        with pytest.raises(FeedError, match=BROKEN.get(file.name, "nothing that can be shown")):
            await brought(library, file)
        assert await library.blogs() == ()
        return
    done = await brought(library, file)
    posts, pages, comments = await library._database.read(kept)
    assert (done.posts, len(posts)) == (len(mine.posts), len(mine.posts))
    assert (done.pages, len(pages)) == (len(mine.pages), len(mine.pages))
    assert (done.comments, len(comments)) == (len(mine.comments), len(mine.comments))
    if all(guid.isascii() and " " not in guid for guid in mine.posts.keys() | mine.pages):
        assert posts.keys() == mine.posts.keys()
        assert pages == mine.pages
        assert comments == mine.comments
    await check_counts(library, done)
    assert (await brought(library, file)).new == 0
    assert await library._database.read(kept) == (posts, pages, comments)


async def check_counts(library: Library, done: ImportDone) -> None:
    """All arrives read; the count of each post is that of its comments, which all are kept."""
    [blog] = await library.blogs()
    assert (blog.posts, blog.unread, blog.is_followed) == (done.posts, 0, True)
    threads = 0
    for row in await library.rows((await library.post_index(PostQuery(blog_id=blog.id))).ids):
        thread = await library.discussions.thread(row.id)
        assert thread is not None
        assert len(thread.comments) == (row.comments or 0)
        threads += len(thread.comments)
    assert threads <= done.comments, "pages have comments, too"


@needs_corpus
@pytest.mark.parametrize("file", [*BLOGGER, *TAKEOUT, *WORDPRESS], ids=named)
async def test_no_address_of_a_commenter_is_kept(library: Library, file: Path) -> None:
    addresses = set(re.findall(r"email>(?:<!\[CDATA\[)?([^<\]]+@[^<\]]+)", text_of(file)))
    try:
        await brought(library, file)
    except FeedError:
        return
    people = await library._database.read(
        lambda c: c.execute(
            "SELECT author, author_key, '' FROM posts UNION"
            " SELECT author, author_key, author_url FROM comments"
        ).fetchall()
    )
    assert addresses.isdisjoint(value for row in people for value in row)


# ------------------------------------------------------------------------------ followed, too


def served(file: Path, blog: Blog | None) -> FakeBlog:
    """The blog of a backup as its server gives it: all its public posts in one feed."""
    is_wordpress = "wordpress" in named(file)
    address = f"{element('link', text_of(file))}/feed/" if is_wordpress else "https://its.test/f"
    if blog and blog.feed_url.startswith("http"):
        address = blog.feed_url
    scheme, _, rest = address.partition("://")
    host, _, path = rest.partition("/")
    made = FakeBlog(host, feed_path=f"/{path}", scheme=scheme)
    body = rss_of(file) if is_wordpress else atom_of(file, made)
    made.atom = lambda *_: body.encode()
    return made


def atom_of(file: Path, blog: FakeBlog) -> str:
    text = text_of(file)
    mine = counted(file).posts
    entries = [
        re.sub(
            r"<blogger:filename>(.*?)</blogger:filename>",
            rf"<link rel='alternate' href='{blog.home[:-1]}\1'/>",
            each.replace("<link/>", ""),
        )
        for each in re.findall(r"<entry>.*?</entry>", text, re.DOTALL)
        if element("id", each) in mine
    ]
    number = re.search(r"tag:blogger\.com,1999:blog-\d+", text)
    return (
        "<feed xmlns='http://www.w3.org/2005/Atom' xmlns:blogger='b' xmlns:gd='g'"
        " xmlns:thr='http://purl.org/syndication/thread/1.0' xmlns:georss='r'>"
        f"<id>{number[0] if number else ''}</id><title>Its blog</title>"
        f"<link rel='alternate' type='text/html' href='{blog.home}'/>"
        f"<generator>Blogger</generator>{''.join(entries)}</feed>"
    )


def rss_of(file: Path) -> str:
    text = text_of(file)
    mine = counted(file).posts
    items = [
        re.sub(
            r"<(wp|excerpt):[\w:]+>.*?</\1:[\w:]+>|</?wp:\w+/?>",
            "",
            each.partition("<wp:comment>")[0].removesuffix("</item>"),
        )
        + "</item>"
        for each in re.findall(r"<item>.*?</item>", text, re.DOTALL)
        if element("guid", each) in mine
    ]
    return (
        '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Its blog</title>'
        f"<link>{element('link', text)}</link>"
        f"<generator>https://wordpress.org/?v=6</generator>{''.join(items)}</channel></rss>"
    )


WITH_A_SERVER = [file for file in REAL if file.name != "google-converters-sample.xml"]
"""That one was made by a converter: it does not say which blog it is of."""


@needs_corpus
@pytest.mark.parametrize("file", WITH_A_SERVER, ids=named)
async def test_imported_and_then_followed_it_is_one_blog_and_each_post_once(
    library: Library, net: FakeNet, file: Path
) -> None:
    done = await brought(library, file)
    [imported] = await library.blogs()
    blog = net.add(served(file, imported))
    added, _ = await library.add_blog(blog.home)
    assert added.id == imported.id
    async for _ in library.refresh(force=True):
        pass
    [followed] = await library.blogs()
    assert (followed.id, followed.feed_url) == (imported.id, blog.feed_url)
    assert followed.error is None
    assert (followed.posts, followed.unread) == (done.posts, 0)
    rows = await library.rows((await library.post_index(PostQuery())).ids)
    assert [row.title for row in rows if row.is_changed] == []


WITH_IDS = [file for file in WITH_A_SERVER if file.name != "pelican-wordpressexport.xml"]
"""In that one two posts have one id and one address: to a feed's reader they are one."""


@needs_corpus
@pytest.mark.parametrize("file", WITH_IDS, ids=named)
async def test_followed_and_then_imported_it_is_one_blog_and_each_post_once(
    library: Library, net: FakeNet, file: Path
) -> None:
    blog = net.add(served(file, None))
    followed, fetched = await library.add_blog(blog.feed_url)
    mine = counted(file)
    assert fetched.new == len(mine.posts)
    done = await brought(library, file)
    assert done.blog_id == followed.id
    assert done.new == len(mine.pages) + len(mine.comments)
    [kept_blog] = await library.blogs()
    assert (kept_blog.posts, kept_blog.unread) == (len(mine.posts), len(mine.posts))

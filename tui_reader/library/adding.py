"""Ways in which a blog comes into the store: by address, from a file, built in.

Each is read by the same parser and kept by the same plan as every later answer.
"""

import asyncio
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tui_reader import limits
from tui_reader.errors import FeedError, UsageError
from tui_reader.feeds.urls import canonical, host_of, normalise_typed
from tui_reader.library.desk import Desk
from tui_reader.library.files import is_file
from tui_reader.library.keeping import keep, keep_first
from tui_reader.library.origin import origin_of
from tui_reader.library.schedule import Answer, after_answer
from tui_reader.library.steps import History
from tui_reader.models import Blog, Fetched, FetchState, Page, ParsedFeed, Validators
from tui_reader.store import blogs, state
from tui_reader.store.answers import Newcomer, Saved
from tui_reader.store.schedule import Schedule

if TYPE_CHECKING:
    from tui_reader.feeds.discover import Discovery

GUIDE_ADDRESS: Final = "guide:reader"
GUIDE_STATE: Final = "guide version"
NEVER_ASKED: Final = FetchState(0, "", "", Validators(), None, None, None, None, 0, False)
FILE_TYPES: Final = {".json": "application/feed+json", ".html": "text/html", ".htm": "text/html"}


async def add_blog(desk: Desk, address: str, *, follow: bool) -> tuple[Blog, Fetched]:
    """Find the feed behind any address of a blog and keep it; a blog that is kept stays one.

    Raises:
        UsageError: That is no address.
        FetchError: Nothing usable answered there.
        FeedError: What answered leads to no feed.
        StoreError: Nothing can be kept, or it was not.
    """
    typed = normalise_typed(address)
    known = await find_known(desk, canonical(typed))
    if known is None:
        desk.database.need_writing()
        found = await desk.network.discover(address)
        desk.watch.answered(desk.now())
        known = await _find_by_feed(desk, canonical(found.feed_url))
        if known is None:
            return await _take_in(desk, found, follow, host_of(typed))
    if follow:
        await History(desk).follow(known.id)
    return await get_blog(desk, known.id), Fetched(known.id, known.title, 0, 0)


async def find_known(desk: Desk, address: str) -> Blog | None:
    """The kept blog whose feed this is, else the one whose home page it is.

    A home page counts only on the host of the feed that names it: else a feed could claim any
    page, and whoever wants to follow the blog there would get another one.
    """
    if blog := await _find_by_feed(desk, address):
        return blog
    for blog in await desk.database.read(blogs.list_blogs):
        if address == canonical(blog.url) and _site(blog.url) == _site(blog.feed_url):
            return blog
    return None


def _site(url: str) -> str:
    return host_of(url).removeprefix("www.")


async def _find_by_feed(desk: Desk, address: str) -> Blog | None:
    blog_id = await desk.database.read(blogs.find_by_feed, address)
    return None if blog_id is None else await get_blog(desk, blog_id)


async def _take_in(
    desk: Desk, found: "Discovery", follow: bool, typed_host: str
) -> tuple[Blog, Fetched]:
    """Keep a feed that nobody is asked for yet: as a new blog, or as the one it is a backup of."""
    origin = origin_of(found.feed, found.feed_url)
    address = canonical(found.feed_url)
    if blog := await _find_unasked(desk, origin):
        write = desk.database.write
        if follow:
            await History(desk).follow(blog.id)
        elif not blog.is_followed:
            await write(blogs.follow, blog.id, False)
        if await write(blogs.adopt_feed, blog.id, found.feed_url, address, typed_host):
            saved = await keep(
                desk.database,
                blog.id,
                found.feed,
                found.page.validators,
                lambda _: _after_first(desk, found.page, found.feed),
                desk.now(),
            )
            return await _told(desk, blog.id, saved)
    newcomer = Newcomer(found.feed_url, address, follow, typed_host, origin)
    return await _add(desk, newcomer, found.page, found.feed)


async def _find_unasked(desk: Desk, origin: str) -> Blog | None:
    """The blog of this origin that came from a backup, and whose server never answered yet."""
    for blog_id in await desk.database.read(blogs.find_by_origin, origin) if origin else ():
        blog = await get_blog(desk, blog_id)
        if blog.last_fetch is None or not blog.feed_url.startswith("http"):
            return blog
    return None


async def _add(
    desk: Desk, newcomer: Newcomer, page: Page, feed: ParsedFeed
) -> tuple[Blog, Fetched]:
    after = _after_first(desk, page, feed)
    blog_id, saved = await keep_first(
        desk.database, newcomer, feed, page.validators, after, desk.now()
    )
    return await _told(desk, blog_id, saved)


def _after_first(desk: Desk, page: Page, feed: ParsedFeed) -> Schedule:
    answer = Answer(page.validators, page.max_age, "", feed, has_new=True)
    return after_answer(NEVER_ASKED, answer, desk.now())


async def open_named(desk: Desk, word: str) -> Blog:
    """Visit what a word names: a file that is there, else an address.

    Raises:
        UsageError: It is no address, or the file cannot be read.
        FetchError: Nothing usable answered there.
        FeedError: It leads to no feed.
    """
    if await asyncio.to_thread(is_file, word):
        return await open_file(desk, Path(word))
    blog, _ = await add_blog(desk, word, follow=False)
    return blog


async def open_file(desk: Desk, path: Path) -> Blog:
    """Keep what a file holds as a visiting blog: a feed, or the backup of a whole blog.

    A feed from a file is never asked for again.

    Raises:
        UsageError: The file cannot be read.
        FeedError: It holds neither.
    """
    from tui_reader.library.backups import Backups

    backups = Backups(desk)
    if not await backups.is_backup(path):
        return await _keep_local(desk, await asyncio.to_thread(_page_of, path))
    blog, _ = await backups.bring(path, follow=False)
    return blog


def _page_of(path: Path) -> Page:
    address = path.absolute().as_uri()
    content_type = FILE_TYPES.get(path.suffix.lower(), "")
    return Page(address, address, 200, _read(path), content_type)


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            body = file.read(limits.BODY_BYTES + 1)
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}") from None
    if len(body) > limits.BODY_BYTES:
        raise FeedError("too-large", f"{path.name} is larger than any feed that is read")
    return body


async def open_guide(desk: Desk) -> Blog:
    """Keep the built-in guide, again when a newer reader brings another text."""
    from tui_reader import guide  # its text is needed at the first start only
    from tui_reader.library.guiding import keep_threads

    stored = (await desk.database.read(state.load)).get(GUIDE_STATE)
    blog_id = await desk.database.read(blogs.find_by_feed, GUIDE_ADDRESS)
    if blog_id is not None and stored == guide.version():
        return await get_blog(desk, blog_id)
    page = Page(GUIDE_ADDRESS, GUIDE_ADDRESS, 200, guide.document(), "application/atom+xml")
    blog = await _keep_local(desk, page)
    await keep_threads(desk)
    await desk.database.write(state.save, GUIDE_STATE, guide.version())
    return blog


async def _keep_local(desk: Desk, page: Page) -> Blog:
    feed = await desk.network.parse(page)
    now = desk.now()
    newcomer = Newcomer(page.url, page.url, is_followed=False)
    blog_id, _ = await keep_first(
        desk.database, newcomer, feed, Validators(), _never_again(now), now
    )
    return await get_blog(desk, blog_id)


def _never_again(now: datetime) -> Schedule:
    return Schedule(next_fetch=None, last_attempt=now, last_fetch=None)


async def _told(desk: Desk, blog_id: int, saved: Saved) -> tuple[Blog, Fetched]:
    blog = await get_blog(desk, blog_id)
    return blog, Fetched(blog_id, blog.title, saved.new, saved.changed, saved.counted, saved.note)


async def get_blog(desk: Desk, blog_id: int) -> Blog:
    """One blog by its number; UsageError if there is none."""
    blog = await desk.database.read(blogs.get_blog, blog_id)
    if blog is None:
        raise UsageError(f"there is no blog number {blog_id}")
    return blog

"""Lists of blogs that other readers write: followed all at once; and the own list, to be written.

Importing asks nobody: the blogs are due, and are asked with the next fetch. No SQL.
"""

import asyncio
from collections.abc import AsyncGenerator, Callable, Iterable, Iterator
from contextlib import aclosing
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tui_reader.errors import FeedError, UsageError
from tui_reader.feeds.urls import WEB_SCHEMES, canonical, host_of, is_local_name, scheme_of
from tui_reader.feeds.urls import split_credentials as parted
from tui_reader.library.backups import head_of
from tui_reader.library.desk import Desk
from tui_reader.library.files import file_named
from tui_reader.limits import BATCH_BLOGS, BREATH_SECONDS, LIST_BYTES
from tui_reader.lists.signs import NEWSBOAT, OPML, list_kind
from tui_reader.models import ListDone, ListStep, Subscription, SubscriptionList
from tui_reader.store import blogs
from tui_reader.store.subscribing import NOTHING, Subscribed, Wanted, subscribe

if TYPE_CHECKING:
    from tui_reader.models import Blog, ListEvent

TITLE: Final = "Blogs of tui-reader"


class Exchange:
    """What the library does with lists.

    Args:
        desk: What it works with.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def kind_of(self, path: Path) -> str:
        """The kind of list that a file is: opml, urls, newsboat; empty: none. UsageError."""
        return list_kind(await asyncio.to_thread(head_of, path))

    async def named_by(self, word: str) -> Path | None:
        """The list that a word names; None where it names none, e.g. because it is an address."""
        path = await asyncio.to_thread(file_named, word)
        return path if path is not None and await self.kind_of(path) else None

    async def read(self, path: Path) -> SubscriptionList:
        """What a file says, OPML or urls.

        Raises:
            UsageError: It cannot be read.
            FeedError: It is no list, or there is nothing in it.
        """
        from tui_reader.lists import opml, urls

        parse = opml.parse if await self.kind_of(path) == OPML else urls.parse
        return await asyncio.to_thread(lambda: parse(_bytes_of(path)))

    async def bring(self, path: Path) -> "AsyncGenerator[ListEvent, None]":
        """Follow the blogs of a list: ListStep as it goes, ListDone at its end.

        A blog that is followed already only gets the folders of the list, and its name if it has
        none of its own. Those on the local network come in paused. All of it is one step of the
        history. Interrupted, what was kept stays; the same again completes it.

        Raises:
            UsageError: The file cannot be read.
            FeedError: It is no list, or there is nothing in it; nothing is changed.
            StoreError: What was kept before stays.
        """
        kind = await self.kind_of(path)
        if not kind:
            raise FeedError("not-a-feed", f"{path.name} is no list of blogs")
        if kind == NEWSBOAT:
            from tui_reader.library.exchange_newsboat import bring_cache

            async for event in bring_cache(self._desk, path):
                yield event
            return
        yield ListStep("", 0, 0)
        listed = await self.read(path)
        wanted = [wanted_of(each) for each in listed.subscriptions]
        done = await follow_all(self._desk, wanted, path.name, listed.searches)
        yield ListDone(
            kind,
            path.name,
            len(wanted),
            done.added,
            paused_of(wanted, done),
            (*listed.left_out, *_shown_here(listed)),
            searches=done.searches,
        )

    async def bring_all(
        self, path: Path, tell: "Callable[[ListEvent], None] | None" = None
    ) -> ListDone:
        """Follow the blogs of a list; ``tell`` hears of it meanwhile. Raises as ``bring`` does."""
        async with aclosing(self.bring(path)) as events:
            async for event in events:
                if tell is not None:
                    tell(event)
        assert isinstance(event, ListDone)  # the last one, or it has raised
        return event

    async def listed(self, *, with_passwords: bool = False) -> SubscriptionList:
        """All blogs that are followed, as a list that other readers read.

        Args:
            with_passwords: Whether names and passwords in addresses are written, too.
        """
        found = await self._desk.database.read(blogs.list_blogs)
        return list_of(found, with_passwords=with_passwords)


def list_of(found: "Iterable[Blog]", *, with_passwords: bool = False) -> SubscriptionList:
    """A list of blogs; what is only visited, the guide and feeds from files are left out."""
    taken: list[Subscription] = []
    left_out: list[str] = []
    hidden = 0
    for blog in found:
        if not blog.is_followed or blog.is_guide:
            continue
        if scheme_of(blog.feed_url) not in WEB_SCHEMES:
            left_out.append(f"usage: “{blog.title}” came from a file and has no feed on the web")
            continue
        feed_url = blog.feed_url if with_passwords else parted(blog.feed_url)[0]
        hidden += feed_url != blog.feed_url
        url = blog.url if with_passwords else parted(blog.url)[0]
        taken.append(Subscription(feed_url, blog.title, url, blog.folders))
    if hidden:
        addresses = "1 address was" if hidden == 1 else f"{hidden:,} addresses were"
        left_out.append(f"usage: {addresses} written without user and password")
    return SubscriptionList(TITLE, tuple(taken), tuple(left_out))


def wanted_of(each: Subscription) -> Wanted:
    """What the store is to add for a blog of a list."""
    host = host_of(each.feed_url)
    is_local = is_local_name(host)
    is_named = each.title not in (host, host_of(each.url), each.feed_url)
    return Wanted(
        each.feed_url,
        canonical(each.feed_url) or each.feed_url,
        own_title=each.title if is_named else "",
        url=each.url,
        folders=each.folders,
        typed_host=host if is_local else "",
        is_paused=is_local,
    )


async def follow_all(
    desk: Desk, wanted: list[Wanted], name: str, searches: tuple[tuple[str, str], ...] = ()
) -> Subscribed:
    """Follow blogs, some at a time so that nobody waits long for the store; save searches.

    One that is stopped has changed what its step says, and nothing else.
    """
    done = NOTHING
    for start in range(0, max(len(wanted), 1), BATCH_BLOGS):
        if start:
            await desk.sleep(BREATH_SECONDS)
        some, now = wanted[start : start + BATCH_BLOGS], desk.now()
        done = await desk.database.write(
            subscribe, some, now, name, () if start else searches, done
        )
    return done


def _shown_here(listed: SubscriptionList) -> Iterator[str]:
    if hidden := sum(each.is_hidden for each in listed.subscriptions):
        blogs_ = "1 blog" if hidden == 1 else f"{hidden:,} blogs"
        yield f"usage: {blogs_} that newsboat hides can be seen among the others here"


def paused_of(wanted: list[Wanted], done: Subscribed) -> tuple[str, ...]:
    """The addresses of those that were added and are not asked by themselves."""
    paused = frozenset(done.paused)
    pairs = zip(wanted, done.blog_ids, strict=True)
    found = (parted(each.feed_url)[0] for each, blog_id in pairs if blog_id in paused)
    return tuple(dict.fromkeys(found))


def _bytes_of(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(LIST_BYTES + 1)
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}") from None

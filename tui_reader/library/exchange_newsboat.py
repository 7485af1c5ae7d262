"""Brings what newsboat keeps: its feeds, their posts, what was read and what was flagged.

Posts are compared with what is kept by the same plan as every answer, so that the blog's own feed
later finds them again. Nothing that is kept becomes read, and no star goes.
"""

import asyncio
from collections import defaultdict
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tui_reader.clean import clean_address, clean_line
from tui_reader.errors import FeedError
from tui_reader.feeds.markup import html_of_text
from tui_reader.feeds.posts import Body, post_of
from tui_reader.feeds.urls import canonical, host_of, is_local_name
from tui_reader.library.desk import Desk
from tui_reader.library.exchange import follow_all, paused_of
from tui_reader.library.identity import Entry, entries
from tui_reader.library.importing import changes_of, read_texts
from tui_reader.library.keeping import text_of_post
from tui_reader.library.plan import TextOf, match
from tui_reader.limits import AUTHOR_LETTERS, BATCH_POSTS, LIST_FEEDS
from tui_reader.lists.signs import NEWSBOAT, feed_address, refusal
from tui_reader.models import KnownPost, ListDone, ListStep, ParsedPost
from tui_reader.store import answers
from tui_reader.store.foreign_posts import Foreign, Said, SavedForeign, save_foreign
from tui_reader.store.newsboat import Cache, CachedFeed, CachedItem
from tui_reader.store.subscribing import Subscribed, Wanted, words_of

if TYPE_CHECKING:
    from tui_reader.models import ListEvent, Step

FLAG: Final = "flag-"
"""Before the letter of a flag, in the name of its tag."""


async def bring_cache(desk: Desk, path: Path) -> "AsyncGenerator[ListEvent, None]":
    """Follow the feeds of a cache and keep their posts: ListStep as it goes, ListDone at its end.

    Raises:
        FeedError: It is no cache, it is damaged, or there is no feed in it.
        StoreError: What was kept before stays.
    """
    yield ListStep("", 0, 0)
    with closing(await asyncio.to_thread(Cache, path)) as kept:
        feeds = await asyncio.to_thread(kept.feeds)
        bringing = _Bringing(desk, kept, path.name, feeds)
        await bringing.follow()
        for feed, blog_id in bringing.pairs():
            async for step in bringing.bring(feed, blog_id):
                yield step
        yield bringing.end()


@dataclass
class _Bringing:
    """One cache on its way into the store."""

    desk: Desk
    cache: Cache
    name: str
    feeds: Sequence[CachedFeed]
    _wanted: list[Wanted] = field(default_factory=list)
    _left_out: list[str] = field(default_factory=list)
    _followed: Subscribed | None = None
    _step: "Step | None" = None
    _posts: int = 0
    _new: int = 0
    _starred: int = 0

    async def follow(self) -> None:
        """Follow every feed that is on the web."""
        taken: list[CachedFeed] = []
        for feed in self.feeds:
            if address := feed_address(feed.address):
                taken.append(feed)
                self._wanted.append(_wanted_of(address, feed))
            else:
                self._left_out.append(refusal(feed.address, feed.title))
        if not taken:
            raise FeedError("malformed", f"no feeds found in {self.name}")
        if len(taken) > LIST_FEEDS:
            raise FeedError("too-large", f"{self.name} names more than {LIST_FEEDS:,} feeds")
        self.feeds = taken
        self._followed = await follow_all(self.desk, self._wanted, self.name)
        self._step = self._followed.step

    def pairs(self) -> Sequence[tuple[CachedFeed, int]]:
        """Give each feed with the number of its blog."""
        ids = self._followed.blog_ids if self._followed else ()
        return list(zip(self.feeds, ids, strict=True))

    async def bring(self, feed: CachedFeed, blog_id: int) -> AsyncGenerator[ListStep, None]:
        """Keep the items of one feed, some at a time."""
        total = sum(each.items for each in self.feeds)
        after = 0
        while items := await asyncio.to_thread(self.cache.items, feed.address, after, BATCH_POSTS):
            after = items[-1].id
            saved = await self._save(blog_id, items, feed)
            self._step = saved.step
            self._posts += len(items)
            self._new += saved.new
            self._starred += saved.starred
            yield ListStep(clean_line(feed.title) or host_of(feed.address), self._posts, total)

    def end(self) -> ListDone:
        """Give what all came to."""
        followed = self._followed
        return ListDone(
            NEWSBOAT,
            self.name,
            len(self._wanted),
            followed.added if followed else (),
            paused_of(self._wanted, followed) if followed else (),
            tuple(self._left_out),
            posts=self._posts,
            new=self._new,
            starred=self._starred,
        )

    async def _save(
        self, blog_id: int, items: Sequence[CachedItem], feed: CachedFeed
    ) -> SavedForeign:
        """Write some items; their texts are read before the store is locked."""
        database, now = self.desk.database, self.desk.now()
        posts = await asyncio.to_thread(lambda: tuple(_post_of(item, feed) for item in items))
        named = await asyncio.to_thread(entries, posts, with_empty=True)
        urls, identities = [each.canonical_url for each in named], [each.identity for each in named]
        known = await database.read(answers.known_posts, blog_id, posts, urls, identities)
        text_of = cache(text_of_post)
        plan = partial(changes_of, named, now=now, text_of=text_of, is_filtered=True)
        await asyncio.to_thread(read_texts, partial(plan, known), (), text_of)
        added = len(self._followed.added) if self._followed else 0
        return await database.write(
            save_foreign,
            blog_id,
            Foreign(
                posts=posts,
                plan=plan,
                text_of=text_of,
                canonical_urls=urls,
                identities=identities,
                names_of=partial(_kept_as, named, text_of),
                said=_said(named, dict(zip(posts, items, strict=True))),
            ),
            now,
            step=self._step,
            words=words_of(added, self.name),
        )


def _wanted_of(address: str, feed: CachedFeed) -> Wanted:
    host = host_of(address)
    is_local = is_local_name(host)
    return Wanted(
        address,
        canonical(address) or address,
        title=clean_line(feed.title),
        url=feed_address(feed.url),
        typed_host=host if is_local else "",
        is_paused=is_local,
    )


def _post_of(item: CachedItem, feed: CachedFeed) -> ParsedPost:
    is_text = item.type == "text/plain"
    html = html_of_text(item.content) if is_text else item.content
    url = clean_address(item.url)
    return post_of(
        guid=item.guid,
        url=url,
        title=clean_line(item.title),
        body=Body(html, clean_address(item.base) or url or clean_address(feed.url)),
        author=clean_line(item.author, AUTHOR_LETTERS),
        published=_moment(item.published),
        updated=None,
        labels=(),
        enclosures=tuple(filter(None, [clean_address(item.enclosure)])),
    )


def _moment(seconds: int) -> datetime | None:
    try:
        return datetime.fromtimestamp(seconds, UTC) if seconds > 0 else None
    except (ValueError, OverflowError, OSError):
        return None


def _said(named: Sequence[Entry], items: Mapping[ParsedPost, CachedItem]) -> Said:
    """What newsboat knows of the posts: read, flagged with which letters."""
    read: set[str] = set()
    tags: dict[str, set[str]] = defaultdict(set)
    starred: set[str] = set()
    for entry in named:
        item = items[entry.post]
        if not item.is_unread:
            read.add(entry.identity)
        letters = [letter for letter in dict.fromkeys(item.flags) if letter.isalpha()]
        for letter in letters:
            tags[FLAG + letter].add(entry.identity)
        if letters:
            starred.add(entry.identity)
    by_tag = {tag: frozenset(names) for tag, names in tags.items()}
    return Said(frozenset(read), frozenset(starred), by_tag)


def _kept_as(
    named: Sequence[Entry], text_of: TextOf, known: tuple[KnownPost, ...]
) -> Mapping[str, str]:
    return {name: post.identity for name, post in match(named, known, text_of).items()}

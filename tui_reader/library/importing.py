"""One backup on its way into the store: which blog it goes to, what of it is new, what it came to.

Where the backup does not name the host of its posts, they get that of the blog that is kept.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache, partial
from pathlib import Path
from typing import Final

from tui_reader.errors import FeedError
from tui_reader.feeds.backups.signs import WXR
from tui_reader.feeds.urls import WEB_SCHEMES, canonical, host_of, is_local_name, join, scheme_of
from tui_reader.library.adding import find_known, get_blog
from tui_reader.library.desk import Desk
from tui_reader.library.identity import Entry, entries
from tui_reader.library.origin import is_of_a_part, origin_of
from tui_reader.library.plan import TextOf, match, plan, unsure_of_words
from tui_reader.library.steps import History
from tui_reader.models import (
    BackupHead,
    BackupPart,
    Blog,
    Change,
    ImportDone,
    Imported,
    KnownPost,
    ParsedPost,
)
from tui_reader.store import answers, blogs
from tui_reader.store.answers import Newcomer
from tui_reader.store.backups import PartNames, SavedPart, save_part

_NO_FEED: Final = (
    "The backup does not say where the blog's feed is: add the blog by its address for new posts."
)


class Import:
    """Takes what the reader of a backup gives, in its order.

    Args:
        desk: What it works with.
        path: The file.
        follow: Whether the blog is followed from now on.
    """

    def __init__(self, desk: Desk, path: Path, *, follow: bool) -> None:
        self._desk = desk
        self._path = path
        self._address = path.absolute().as_uri()
        self._follow = follow
        self._head: BackupHead | None = None
        self._blog: Newcomer | int = 0
        self._known: Blog | None = None
        """The blog that it goes to, until something of it is kept there."""
        self._title = path.name
        self._home = ""
        self._has_feed = False
        self._share = 0.0
        self._notes: list[str] = []
        self._posts = self._pages = self._comments = self._left_out = self._new = 0

    async def take(self, answer: BackupHead | BackupPart) -> Imported:
        """Keep one thing; give how far it is.

        Raises:
            StoreError: It was not kept.
        """
        if isinstance(answer, BackupHead):
            await self._begin(answer)
            return self._progress()
        self._share = answer.share
        self._left_out += answer.left_out
        self._notes += [answer.note] if answer.note else []
        is_placed = answer.posts or answer.pages or (answer.comments and self._blog_id)
        if self._head and is_placed:
            await self._keep(self._head, _with_addresses(answer, self._home))
        else:
            self._left_out += len(answer.comments)
        return self._progress()

    def end(self) -> ImportDone:
        """Give what all came to.

        Raises:
            FeedError: Nothing in the file could be read.
        """
        note = " ".join(self._notes)
        if not (self._posts or self._pages or self._comments):
            words = f"{self._path.name} holds nothing that can be shown. {note}".strip()
            raise FeedError("malformed", words)
        if not self._has_feed:
            note = f"{note} {_NO_FEED}".strip()
        return ImportDone(
            blog_id=self._blog_id,
            title=self._title,
            posts=self._posts,
            pages=self._pages,
            comments=self._comments,
            left_out=self._left_out,
            new=self._new,
            note=note,
        )

    @property
    def _blog_id(self) -> int:
        """0 for a blog that is not added yet."""
        return self._blog if isinstance(self._blog, int) else 0

    def _progress(self) -> Imported:
        kept = self._posts + self._pages
        return Imported(self._blog_id, self._title, kept, self._comments, self._share)

    async def _begin(self, head: BackupHead) -> None:
        """Find the blog that this is a backup of, or make ready to add it."""
        self._head = head = _titled(head, self._path)
        feed_url = head.feed_url or self._address
        origin = origin_of(head.feed)
        known = await self._find(head, origin, feed_url)
        self._home = head.feed.url or (known.url if known else "")
        self._title = known.title if known else head.feed.title
        self._has_feed = _is_web(head.feed_url)
        if known is None:
            self._blog = Newcomer(feed_url, canonical(feed_url), self._follow, origin=origin)
        else:
            self._blog, self._known = known.id, known
            self._has_feed |= _is_web(known.feed_url)

    async def _find(self, head: BackupHead, origin: str, feed_url: str) -> Blog | None:
        """Find the blog by its own name, else by its feed or its home page."""
        ids = await self._desk.database.read(blogs.find_by_origin, origin) if origin else []
        if ids:
            return await get_blog(self._desk, ids[0])
        for address in (feed_url, head.feed.url):
            if not address or (_is_web(address) and is_local_name(host_of(address))):
                continue  # what is on somebody's own machine has a name that others have, too
            blog = await find_known(self._desk, canonical(address))
            if blog and not is_of_a_part(blog.feed_url):
                return blog
        return None

    async def _go_to(self, known: Blog, head: BackupHead) -> None:
        """Let a kept blog have it; one that was removed comes back."""
        write = self._desk.database.write
        self._blog, self._title = known.id, known.title
        self._has_feed |= _is_web(known.feed_url)
        if self._follow:
            await History(self._desk).follow(known.id)
        elif not known.is_followed:
            await write(blogs.follow, known.id, False)
        if origin := origin_of(head.feed):
            await write(blogs.set_origin, known.id, origin)
        if head.feed_url and not _is_web(known.feed_url):
            address = canonical(head.feed_url)
            await write(blogs.adopt_feed, known.id, head.feed_url, address, "")

    async def _find_by_posts(self, home: str, part: BackupPart) -> Blog | None:
        """Find a blog that is followed at another host (FeedBurner), by the posts it has.

        That it calls this page its home is no proof: anybody's feed can. Posts of one name are.
        """
        for blog in await self._desk.database.read(blogs.list_blogs) if home else ():
            if canonical(blog.url) == canonical(home) and not is_of_a_part(blog.feed_url):
                read = self._desk.database.read
                if await read(answers.known_posts, blog.id, part.posts, (), ()):
                    return blog
        return None

    async def _keep(self, head: BackupHead, part: BackupPart) -> None:
        if not self._blog_id:
            self._known = await self._find_by_posts(head.feed.url, part)
        if self._known:
            await self._go_to(self._known, head)
            self._known = None
        saved = await self._save(head, part)
        self._blog = saved.blog_id
        self._posts += len(part.posts)
        self._pages += len(part.pages)
        self._comments += len(part.comments) - saved.unknown
        self._left_out += saved.unknown
        self._new += saved.new

    async def _save(self, head: BackupHead, part: BackupPart) -> SavedPart:
        """Write one part; its texts are read before the store is locked."""
        database, now = self._desk.database, self._desk.now()
        named = await asyncio.to_thread(entries, part.posts, with_empty=True)
        names = _names(named, part)
        known: tuple[KnownPost, ...] = ()
        if isinstance(self._blog, int):
            known = await database.read(
                answers.known_posts, self._blog, part.posts, names.urls, names.identities
            )
        text_of = cache(_text_of)
        changes = partial(changes_of, named, now=now, text_of=text_of, is_filtered=head.kind == WXR)
        await asyncio.to_thread(read_texts, partial(changes, known), part.pages, text_of)
        return await database.write(
            save_part,
            self._blog,
            head.feed,
            part,
            changes,
            now,
            text_of=text_of,
            names=names,
        )


def changes_of(
    named: Sequence[Entry],
    known: Sequence[KnownPost],
    *,
    now: datetime,
    text_of: TextOf,
    is_filtered: bool,
) -> tuple[Change, ...]:
    """Say what to write of a backup's posts: a kept post stays, unless this one is more or later.

    Args:
        named: The posts.
        known: The kept ones that they may be.
        now: When they were read.
        text_of: The plain text of a post.
        is_filtered: Whether the blog shows its posts in other letters than its backup has them
            (WordPress makes quotes round), so that the first answer of its server is no edit.
    """
    matches = match(named, known, text_of)
    wanted = [
        entry
        for entry in named
        if (kept := matches.get(entry.identity)) is None or _is_better(entry.post, kept)
    ]
    changes = plan(wanted, known, now, text_of)
    return tuple(map(unsure_of_words, changes)) if is_filtered else changes


def _is_better(post: ParsedPost, kept: KnownPost) -> bool:
    """Whether a backup has more of a post than is kept, or a later form of it."""
    if post.html.strip() and not post.is_summary and (kept.is_summary or not kept.words):
        return True
    return bool(post.updated and kept.updated and post.updated > kept.updated)


def _is_web(address: str) -> bool:
    return scheme_of(address) in WEB_SCHEMES


def _titled(head: BackupHead, path: Path) -> BackupHead:
    """Name a blog that has no title by its host, else by the file."""
    title = head.feed.title or host_of(head.feed.url) or path.stem
    return replace(head, feed=replace(head.feed, title=title))


def _names(named: Sequence[Entry], part: BackupPart) -> PartNames:
    return PartNames(
        urls=[entry.canonical_url for entry in named],
        identities=[entry.identity for entry in named],
        page_urls=[canonical(page.url) for page in part.pages],
        comment_urls=[canonical(comment.post_url) for comment in part.comments],
    )


def _with_addresses(part: BackupPart, home: str) -> BackupPart:
    """Give posts whose address is a mere path one on the blog's host, or none."""

    def whole(post: ParsedPost) -> ParsedPost:
        if not post.url.startswith("/"):
            return post
        url = join(home, post.url) if home else ""
        return replace(post, url=url, base=url)

    return replace(part, posts=tuple(map(whole, part.posts)), pages=tuple(map(whole, part.pages)))


def read_texts(
    changes: "partial[tuple[Change, ...]]", pages: Sequence[ParsedPost], text_of: TextOf
) -> None:
    """Have all texts ready that the writing will ask for."""
    for each in (*(change.post for change in changes()), *pages):
        text_of(each)


def _text_of(post: ParsedPost) -> str:
    from tui_reader.render.text import plain_of  # only when something new has come

    return plain_of(post.html)

"""Walks a list whose posts are asked for by number, two requests at once. No strategy here.

For Blogger's ``start-index``, WordPress's pages and offsets of any kind: what is different about
them is in ``Numbered``.
"""

from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import aclosing
from dataclasses import dataclass, replace
from typing import Final

from tui_reader.errors import FeedError, FetchError, ReaderError
from tui_reader.feeds.archive.base import Asks
from tui_reader.feeds.archive.intervals import Interval
from tui_reader.feeds.archive.lanes import Lanes
from tui_reader.feeds.archive.progress import Claim, Progress, read_progress
from tui_reader.limits import ARCHIVE_POSTS
from tui_reader.models import ArchivePage, Page, ParsedFeed, ParsedPost

_LEAST_CLOSING: Final = 25
_SETTLED: Final = 8
"""Pages of one size after which a walk asks further ahead: being stopped early costs little."""
_MOST_BARREN: Final = 10
"""Answers without a new post, one after the other, that moved places may explain."""
_MOST_LOST: Final = 10
"""Posts left out, one after the other; where more are broken, the server is in trouble."""
_REPEATS: Final = "its server gives the same posts again and again: older ones cannot be had"
_CUT: Final = "an answer breaks off in the middle of its first post, each time"
NOTHING: Final = ParsedFeed(kind="none", title="", posts=())
"""What a step brings that brings no post."""


@dataclass(frozen=True, slots=True)
class Numbered:
    """A list that is asked for by number."""

    url: Callable[[str, Interval, int], str]
    """The address for a base, places, and how many are asked for."""
    read: Callable[[Page], Awaitable[ParsedFeed]]
    """Reads an answer; ``posts_total`` is the length of the list, where that is said."""
    most: int
    """Posts asked for at once, at first."""
    is_paged: bool = False
    """Whether only whole pages can be asked for."""
    past_end: frozenset[int] = frozenset()
    """Statuses that say: there are no more."""
    closing_url: Callable[[str, Interval, int], str] | None = None
    """The address of those published or changed last, whatever their date."""
    spare: Callable[[str, ParsedFeed], str] | None = None
    """Another address than the base for the same list, as an answer may name it; else empty."""


async def walk(numbered: Numbered, asks: Asks, cursor: str) -> AsyncGenerator[ArchivePage, None]:
    """Bring what a cursor leaves open; see ``base.Strategy.walk``."""
    walker = _Walker(numbered, asks, read_progress(cursor))
    try:
        async with aclosing(walker.pages()) as pages:
            async for page in pages:
                yield page
    finally:
        await walker.close()


class _Walker:
    """One walk, from one cursor on."""

    def __init__(self, numbered: Numbered, asks: Asks, progress: Progress) -> None:
        self._numbered = numbered
        self._asks = asks
        self._progress = progress
        self._lanes = Lanes[Claim, ParsedFeed](asks.lanes)
        self._seen: set[int] = set()
        self._failure: ReaderError | None = None
        self._is_closed = False
        """Whether it was looked for what came meanwhile."""
        self._closing_at = 1
        self._cut_at: set[int] = set()
        """Where answers broke off."""
        self._barren = 0
        self._even = 0
        """Pages that this walk has taken since something was other than expected."""
        self._note = ""

    async def close(self) -> None:
        await self._lanes.close()

    async def pages(self) -> AsyncGenerator[ArchivePage, None]:
        """Give each answer when it came; whatever was in flight is given before a failure."""
        self._fill()
        if not self._lanes.keys:
            yield self._page(NOTHING)
        while self._lanes.keys:
            claim, outcome = await self._lanes.first()
            feed = self._taken(claim, outcome)
            self._even = 0 if feed is None or self._progress.is_changed else self._even + 1
            is_over = self._is_over
            if self._asks.lanes > 1:
                self._fill()
            if feed is not None:
                yield self._page(feed)
            if feed is not None and is_over:
                return
            self._fill()
        if self._failure is not None:
            raise self._failure

    @property
    def _is_over(self) -> bool:
        return not self._progress.left and not self._must_close

    @property
    def _must_close(self) -> bool:
        """Whether posts may have come into the list where it had been walked already."""
        progress = self._progress
        is_short = progress.total is not None and progress.had < progress.total
        return (
            self._numbered.closing_url is not None
            and not self._is_closed
            and (progress.is_changed or is_short)
        )

    def _fill(self) -> None:
        """Send off as many requests as may be in flight."""
        while self._failure is None and self._lanes.has_room(ahead=self._is_foreseen):
            claim = self._next_claim()
            if claim is None:
                return
            self._lanes.start(claim, self._bring(self._url(claim)))

    @property
    def _is_foreseen(self) -> bool:
        """Whether it is so sure which pages follow that none will be asked for in vain."""
        progress = self._progress
        is_sure = self._even >= _SETTLED and progress.total is not None
        return self._asks.lanes > 1 and is_sure and not progress.is_uneven

    def _next_claim(self) -> Claim | None:
        progress, flying = self._progress, self._lanes.keys
        if progress.left:
            return progress.next_claim(
                flying, self._numbered.most, is_paged=self._numbered.is_paged
            )
        if flying or not self._must_close:
            return None
        count = min(self._numbered.most, max(_LEAST_CLOSING, progress.grown))
        places = Interval(self._closing_at, self._closing_at + count - 1)
        return Claim(places, count, progress.base, is_closing=True)

    def _url(self, claim: Claim) -> str:
        numbered = self._numbered
        if claim.is_closing and numbered.closing_url is not None:
            return numbered.closing_url(self._progress.base, claim.places, claim.count)
        return numbered.url(self._progress.base, claim.places, claim.count)

    async def _bring(self, url: str) -> ParsedFeed:
        page = await self._asks.get(url)
        self._lanes.land()
        if self._is_foreseen:
            self._fill()  # the server is free, whatever is still being read or stored here
        return await self._numbered.read(page)

    def _taken(self, claim: Claim, outcome: ParsedFeed | ReaderError) -> ParsedFeed | None:
        """Take over an outcome; None if nothing is to be kept of it."""
        if claim.base != self._progress.base:
            return None  # asked before it was known that this address does not do
        if isinstance(outcome, ReaderError):
            return self._mended(claim, outcome)
        is_again = claim.places.first in self._cut_at
        feed, came = self._whole(claim, outcome)
        if outcome.is_cut and not came:
            return self._mended(claim, FeedError("malformed", _CUT)) if is_again else None
        fresh = self._fresh(feed.posts)
        self._progress.had += fresh
        self._progress.lost = 0 if fresh else self._progress.lost
        if self._progress.had >= ARCHIVE_POSTS:
            self._stop(f"only the newest {ARCHIVE_POSTS:,} posts were taken")
        elif claim.is_closing:
            self._note_closing(feed, fresh)
        elif not self._learn(claim, feed, came, fresh):
            return None
        return feed

    def _whole(self, claim: Claim, feed: ParsedFeed) -> tuple[ParsedFeed, int]:
        """Leave out the last post of an answer that broke off; its place is asked for again, once.

        Returns:
            What is whole, and how many places it covers.
        """
        if not feed.is_cut:
            return feed, len(feed.posts)
        whole = replace(feed, posts=feed.posts[:-1])
        came, first = len(whole.posts), claim.places.first
        if first in self._cut_at:
            self._note = "an answer broke off before its end, each time: a post of it is missing"
            return whole, claim.count if self._numbered.is_paged else came
        self._cut_at.add(first)
        return whole, came

    def _note_closing(self, feed: ParsedFeed, fresh: int) -> None:
        """Look on for what came meanwhile as long as it is found and something is missing."""
        progress = self._progress
        self._closing_at += len(feed.posts)
        is_short = progress.total is not None and progress.had < progress.total
        self._is_closed = not (fresh and is_short)

    def _learn(self, claim: Claim, feed: ParsedFeed, came: int, fresh: int) -> bool:
        """Take over what an answer says of the list; False if it is no answer of this list."""
        progress = self._progress
        is_later = claim.places.first > 1
        if not is_later and self._numbered.spare is not None:
            progress.spare = self._numbered.spare(progress.base, feed)
        change = progress.take_total(claim, feed.posts_total)
        self._barren = 0 if fresh else self._barren
        if came and not fresh and not self._may_repeat(claim, came):
            if is_later and progress.switch():
                return False
            self._stop(_REPEATS)
            return True
        if is_later and fresh:
            progress.spare = ""  # this address does
        if not feed.is_cut:
            if came and self._numbered.is_paged and progress.size:
                came = claim.count  # a page that holds fewer than others still is that page
            progress.learn_size(claim, came)
        progress.cover(claim, came, change)
        return True

    def _mended(self, claim: Claim, error: ReaderError) -> ParsedFeed | None:
        """Go on where an error only says that it must be asked otherwise, or that this was all."""
        is_later = claim.places.first > 1
        status = error.status if isinstance(error, FetchError) else None
        if claim.is_closing and (_is_no(error) or _is_too_much(error)):
            self._is_closed = True  # it was only a second look
            return NOTHING
        if status in self._numbered.past_end:
            if is_later:
                return self._taken(claim, NOTHING)
            if self._numbered.is_paged and self._progress.ask_for_fewer(claim):
                return None
        if _is_too_much(error) and self._progress.lost < _MOST_LOST:
            if self._progress.make_narrow(claim):
                return None
            self._progress.lost += 1
            self._note = "a post was left out: it is too large, or broken"
            return NOTHING
        if not (is_later and _is_no(error) and self._progress.switch()):
            self._failure = self._failure or error
        return None

    def _fresh(self, posts: tuple[ParsedPost, ...]) -> int:
        """Count the posts that this walk had not met before."""
        before = len(self._seen)
        self._seen.update(hash(post.guid or post.url or post.title) for post in posts)
        return len(self._seen) - before

    def _may_repeat(self, claim: Claim, came: int) -> bool:
        """Whether an answer of known posts may be right: places moved, or were asked for again."""
        self._barren += 1
        is_asked_again = came <= self._progress.known_places(claim)
        return self._barren < _MOST_BARREN and (self._progress.is_changed or is_asked_again)

    def _stop(self, note: str) -> None:
        self._progress.left = ()
        self._is_closed = True
        self._note = note

    def _page(self, feed: ParsedFeed) -> ArchivePage:
        is_last = self._is_over and self._failure is None
        return ArchivePage(
            feed=feed,
            cursor=self._progress.cursor(),
            is_last=is_last,
            posts_total=self._progress.total,
            note=self._missing() if is_last else self._note,
        )

    def _missing(self) -> str:
        progress = self._progress
        missing = progress.total - progress.had if progress.total is not None else 0
        if self._note or missing <= 0:
            return self._note
        return f"{missing:,} of the {progress.total:,} posts that the blog speaks of did not come"


def _is_too_much(error: ReaderError) -> bool:
    """Whether fewer posts at once may do: what is too large, too slow to read, or broken."""
    if isinstance(error, FeedError):
        return error.error_class in {"timeout", "too-large", "malformed"}
    return error.error_class == "too-large"


def _is_no(error: ReaderError) -> bool:
    """Whether the server says that it has no such list, rather than being in trouble."""
    if isinstance(error, FetchError):
        return error.status is not None and 400 <= error.status < 500 and error.status != 429
    return error.error_class == "not-a-feed"

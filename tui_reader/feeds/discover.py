"""From any page of a blog to its posts feed.

No httpx, no feedparser: both are handed in. Never leads to a comments feed by itself.
"""

import re
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from tui_reader.errors import FeedError, FetchError
from tui_reader.feeds import urls
from tui_reader.feeds.candidates import candidates, find_feeds, well_known
from tui_reader.feeds.failures import DowngradeError, NoTlsThereError
from tui_reader.feeds.links import is_html
from tui_reader.models import NotModified, Page, ParsedFeed

__all__ = ["Discovery", "Getter", "discover", "find_feeds", "is_comments_feed", "well_known"]

_COMMENTS_ID = re.compile(r"\.comments$")


class Getter(Protocol):
    """What asks for pages: ``feeds.http.Http``."""

    async def get(self, url: str, *, typed: bool = False) -> Page | NotModified:
        """Asks for a page, unconditionally. Raises FetchError."""


Parse = Callable[[Page], Awaitable[ParsedFeed]]


@dataclass(frozen=True, slots=True)
class Discovery:
    """A posts feed, fetched and parsed."""

    page: Page
    feed: ParsedFeed
    feed_url: str
    """What to ask from now on: where permanent redirects led, with the credentials typed."""


async def discover(http: Getter, address: str, parse: Parse) -> Discovery:
    """Finds the posts feed of a blog from any of its addresses.

    A feed's own address is taken as it is, even that of a comments feed: somebody typed it.

    Args:
        http: Asks for pages.
        address: As a person typed it: bare host, home page, post, feed.
        parse: Reads a page as a feed; raises FeedError where it is none.

    Raises:
        UsageError: What was typed is no address.
        FetchError: The address typed gave no answer, or its server asks for fewer requests.
        FeedError: ``not-a-feed``: nothing there leads to a feed.
    """
    search = _Search(http, parse, typed=urls.normalise_typed(address))
    page = await search.open_typed(has_scheme=not urls.is_bare(address))
    if page is None:
        return await search.first_of(well_known(search.typed))
    feed = await _read_if_feed(page, parse)
    if feed is not None:
        return search.found(page, feed)
    linked = find_feeds(page)
    return await search.first_of(candidates(page, linked, search.typed), named=linked)


class _Search:
    """One search: what was typed, and what went wrong so far."""

    def __init__(self, http: Getter, parse: Parse, *, typed: str) -> None:
        self.typed = typed
        self._http = http
        self._parse = parse
        self._page_error: FetchError | None = None
        self._dead_hosts = set[str]()

    async def open_typed(self, *, has_scheme: bool) -> Page | None:
        """Opens what was typed; None where its server answers but shows no page there.

        Without a scheme https is tried first, and http where nobody speaks TLS. A certificate
        that is wrong is an error: that is not the same as none.
        """
        try:
            return await self._get(self.typed)
        except FetchError as error:
            secure_error = error
        if has_scheme or not _may_be_plain(secure_error):
            return self._without_page(secure_error)
        self.typed = re.sub("^https:", "http:", self.typed)
        try:
            return await self._get(self.typed)
        except FetchError as error:
            return self._without_page(error if error.reached else secure_error)

    async def first_of(self, candidates: Iterable[str], named: Sequence[str] = ()) -> Discovery:
        """Tries one address after the other until one is a posts feed.

        Args:
            candidates: Best first.
            named: Those of them that the page names: why the best of these failed is worth telling.
        """
        reason = ""
        for candidate in candidates:
            try:
                found = await self._try(candidate)
            except (FetchError, FeedError) as error:
                if error.error_class == "rate-limited":
                    raise
                reason = reason or (error.message if candidate in named else "")
                continue
            if found is not None:
                return found
        raise self._page_error or _nothing_found(urls.host_of(self.typed), reason)

    def found(self, page: Page, feed: ParsedFeed) -> Discovery:
        """The end of a search."""
        address = page.moved_to or page.url
        return Discovery(page, feed, urls.keep_credentials(self.typed, address))

    async def _try(self, candidate: str) -> Discovery | None:
        """Fetches and reads one address; None where there is no use in it."""
        host = urls.host_of(candidate)
        if host in self._dead_hosts:
            return None
        try:
            page = await self._get(urls.keep_credentials(self.typed, candidate))
        except FetchError as error:
            if not error.reached or error.error_class in ("timeout", "tls"):
                self._dead_hosts.add(host)
            raise
        if is_html(page.body):
            return None
        feed = await self._parse(page)
        return None if is_comments_feed(feed) else self.found(page, feed)

    def _without_page(self, error: FetchError) -> Page | None:
        """Keeps the error for the end where the server may have a feed without a page."""
        if error.status not in (403, 404):
            raise error
        self._page_error = error
        return None

    async def _get(self, url: str) -> Page:
        host = urls.host_of(url)
        answer = await self._http.get(url, typed=host == urls.host_of(self.typed))
        if isinstance(answer, NotModified):
            raise FetchError("http-status", f"{host} answered 304 to a first question", status=304)
        return answer


def is_comments_feed(feed: ParsedFeed) -> bool:
    """Whether a feed says of itself that it holds comments (Blogger by id, WordPress by title)."""
    return bool(_COMMENTS_ID.search(feed.feed_id)) or feed.title.startswith(
        ("Comments on", "Comments for")
    )


async def _read_if_feed(page: Page, parse: Parse) -> ParsedFeed | None:
    """The feed that a page is; None for a web page, where a feed may be looked for."""
    if is_html(page.body):
        return None
    try:
        return await parse(page)
    except FeedError:
        if "html" in page.content_type:
            return None
        raise


def _nothing_found(host: str, reason: str) -> FeedError:
    return FeedError("not-a-feed", f"no feed found at {host}" + (f": {reason}" if reason else ""))


def _may_be_plain(error: FetchError) -> bool:
    return isinstance(error, NoTlsThereError | DowngradeError) or not error.reached

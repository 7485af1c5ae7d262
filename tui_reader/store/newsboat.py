"""Reads newsboat's ``cache.db``: its feeds, and their items with what was said of them.

Only reads, in short looks, so that newsboat can go on meanwhile. The file is another program's:
nothing of it is believed but what its two tables hold.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeVar

from tui_reader.errors import FeedError
from tui_reader.limits import CONTENT_BYTES, TITLE_LETTERS
from tui_reader.store.connections import open_reader, patiently
from tui_reader.store.errors import is_busy

_T = TypeVar("_T")

_TABLES: Final = """
    SELECT count(*) FROM sqlite_master
    WHERE type = 'table' AND name IN ('rss_feed', 'rss_item')
"""
_FEEDS: Final = """
    SELECT rssurl, title, url,
           (SELECT count(*) FROM rss_item WHERE feedurl = rssurl AND {deleted} = 0)
    FROM rss_feed ORDER BY rowid
"""
_ITEMS: Final = f"""
    SELECT id, substr(guid, 1, {TITLE_LETTERS * 10}), substr(title, 1, {TITLE_LETTERS * 10}),
           substr(author, 1, {TITLE_LETTERS * 10}), substr(url, 1, {TITLE_LETTERS * 10}),
           pubDate, substr(content, 1, {CONTENT_BYTES + 1}), unread, {{flags}},
           {{enclosure_url}}, {{base}}, {{content_mime_type}}
    FROM rss_item WHERE feedurl = ? AND {{deleted}} = 0 AND id > ? ORDER BY id LIMIT ?
"""
_SINCE: Final = {
    "flags": "''",
    "enclosure_url": "''",
    "deleted": "0",
    "base": "''",
    "content_mime_type": "''",
}
"""Columns that came with some version, and what stands for each where it is not there."""


@dataclass(frozen=True, slots=True)
class CachedFeed:
    """A feed that newsboat has asked."""

    address: str
    title: str
    url: str
    items: int


@dataclass(frozen=True, slots=True)
class CachedItem:
    """A post as newsboat keeps it; nothing of it is clean."""

    id: int
    guid: str
    title: str
    author: str
    url: str
    published: int
    """Seconds since 1970 UTC."""
    content: str
    is_unread: bool
    flags: str
    """Letters that the person set."""
    enclosure: str
    base: str
    type: str
    """Of the content; empty: html."""


class Cache:
    """An open cache; a context manager.

    Args:
        path: The file.

    Raises:
        FeedError: ``not-a-feed``, ``malformed``: it is damaged, or ``storage-busy``.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        with self._explained():
            self._connection = open_reader(path, any_thread=True)
        try:
            columns = self._look(_columns)
            self._feeds, self._items = _FEEDS.format(**columns), _ITEMS.format(**columns)
        except BaseException:
            self._connection.close()
            raise

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def feeds(self) -> tuple[CachedFeed, ...]:
        """Give every feed, with how many items it has."""
        return self._look(lambda connection: tuple(map(_feed, connection.execute(self._feeds))))

    def items(self, feed: str, after: int, limit: int) -> tuple[CachedItem, ...]:
        """Give the next items of a feed, in the order in which newsboat got them."""
        return self._look(
            lambda connection: tuple(
                map(_item, connection.execute(self._items, (feed, after, limit)))
            )
        )

    def _look(self, query: Callable[[sqlite3.Connection], _T]) -> _T:
        with self._explained():
            return patiently(lambda: query(self._connection))

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, ValueError) as error:
            if isinstance(error, sqlite3.Error) and is_busy(error):
                busy = f"another program is writing to {self._path.name}; try again"
                raise FeedError("storage-busy", busy) from None
            words = f"{self._path.name} cannot be read as a cache of newsboat's: {error}"
            raise FeedError("malformed", words) from None


def _columns(connection: sqlite3.Connection) -> dict[str, str]:
    """What to ask for in place of each column of ``_SINCE``; FeedError: this is no such cache."""
    (tables,) = connection.execute(_TABLES).fetchone()
    if tables != 2:
        raise FeedError("not-a-feed", "that database is no cache of newsboat's")
    known = {row[1] for row in connection.execute("PRAGMA table_info(rss_item)")}
    return {name: name if name in known else other for name, other in _SINCE.items()}


def _feed(row: tuple[object, ...]) -> CachedFeed:
    address, title, url, items = row
    return CachedFeed(_text(address), _text(title), _text(url), _number(items))


def _item(row: tuple[object, ...]) -> CachedItem:
    number, guid, title, author, url, published, content, unread, flags, enclosure, base, type_ = (
        row
    )
    return CachedItem(
        id=_number(number),
        guid=_text(guid),
        title=_text(title),
        author=_text(author),
        url=_text(url),
        published=_number(published),
        content=_text(content),
        is_unread=bool(_number(unread)),
        flags=_text(flags),
        enclosure=_text(enclosure),
        base=_text(base),
        type=_text(type_),
    )


def _text(value: object) -> str:
    """Give a text, whatever stands in its column (SQLite holds nobody to the type)."""
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return "" if value is None else str(value)


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0

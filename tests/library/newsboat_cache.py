"""Makes a ``cache.db`` as newsboat 2.21 does, without newsboat."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final

_TABLES: Final = """
CREATE TABLE rss_feed (
    rssurl VARCHAR(1024) PRIMARY KEY NOT NULL, url VARCHAR(1024) NOT NULL,
    title VARCHAR(1024) NOT NULL, lastmodified INTEGER(11) NOT NULL DEFAULT 0,
    is_rtl INTEGER(1) NOT NULL DEFAULT 0, etag VARCHAR(128) NOT NULL DEFAULT "");
CREATE TABLE rss_item (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, guid VARCHAR(64) NOT NULL,
    title VARCHAR(1024) NOT NULL, author VARCHAR(1024) NOT NULL, url VARCHAR(1024) NOT NULL,
    feedurl VARCHAR(1024) NOT NULL, pubDate INTEGER NOT NULL, content VARCHAR(65535) NOT NULL,
    unread INTEGER(1) NOT NULL, enclosure_url VARCHAR(1024), enclosure_type VARCHAR(1024),
    enqueued INTEGER(1) NOT NULL DEFAULT 0, flags VARCHAR(52),
    deleted INTEGER(1) NOT NULL DEFAULT 0, base VARCHAR(128) NOT NULL DEFAULT "");
"""
_ITEM: Final = """
    INSERT INTO rss_item (guid, title, author, url, feedurl, pubDate, content, unread, flags,
                          deleted)
    VALUES (:guid, :title, 'An author', :url, :feedurl, :date, :content, :unread, :flags, :deleted)
"""
FEED: Final = "https://news.test/feed"
DATE: Final = 1_741_000_000


def item(number: int, **facts: object) -> dict[str, object]:
    """An item of the feed, unread unless said otherwise."""
    return {
        "guid": f"tag:news.test:{number}",
        "title": f"Item {number}",
        "url": f"https://news.test/{number}",
        "feedurl": FEED,
        "date": DATE + number,
        "content": f"<p>The text of item {number}.</p>",
        "unread": 1,
        "flags": None,
        "deleted": 0,
    } | facts


def write_cache(path: Path, *items: dict[str, object], feeds: tuple[str, ...] = (FEED,)) -> Path:
    """Write a cache with these feeds and items."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executescript(_TABLES)
        connection.executemany(
            "INSERT INTO rss_feed (rssurl, url, title) VALUES (?, 'https://news.test/', 'News')",
            [(feed,) for feed in feeds],
        )
        connection.executemany(_ITEM, items)
    return path

"""Homes of the program, made ready for a test: what is followed, and what a store holds."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from tui_reader.feeds.urls import canonical, host_of
from tui_reader.models import ParsedFeed
from tui_reader.store import blogs
from tui_reader.store.database import Database

LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


def store_of(home: Path) -> Path:
    """The store of a home."""
    return home / "data" / "reader.db"


def follow_all(home: Path, urls: Sequence[str]) -> None:
    """Follow feeds that nobody has asked yet: ``add`` would refuse those that do not answer."""

    def add_all(connection: sqlite3.Connection) -> None:
        for url in urls:
            feed = ParsedFeed(title=url.partition("://")[2], kind="", posts=())
            blogs.add(
                connection,
                feed_url=url,
                canonical_feed_url=canonical(url),
                feed=feed,
                followed=True,
                now=LONG_AGO,
                typed_host=host_of(url),
            )

    database = Database.open(store_of(home))
    try:
        database.write_now(add_all)
    finally:
        database.close_now()


def ask(home: Path, sql: str) -> list[tuple[object, ...]]:
    """What a query gives, by a connection of its own, as another program would ask."""
    with closing(sqlite3.connect(f"file:{store_of(home)}?mode=ro", uri=True)) as connection:
        return connection.execute(sql).fetchall()

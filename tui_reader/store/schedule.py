"""When each blog may be asked again, and with which validators.

It decides nothing: times come from the library. No posts.
"""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from tui_reader.clean import clean_address, clean_line
from tui_reader.models import BlogError, FetchState, ParsedFeed, Validators
from tui_reader.store.blogs import shown_title
from tui_reader.store.durability import replaceable
from tui_reader.store.values import (
    json_list,
    milliseconds,
    moment,
    optional_milliseconds,
    optional_moment,
)

_STATES: Final = """
    SELECT blogs.id, coalesce(nullif(own_title, ''), title), url, feed_url, typed_host,
           etag, last_modified, next_fetch, last_attempt, last_fetch, retry_at, failures, is_gone,
           failing_since, moved_to, moved_count, moved_since, last_new_post, wait_seconds,
           skip_hours, skip_days, is_paused, own_minutes
    FROM blogs JOIN schedules ON schedules.blog_id = blogs.id
    WHERE standing <> 'removed' AND feed_url LIKE 'http%'
"""
_NEWEST_FETCH: Final = """
    SELECT max(last_fetch) FROM schedules JOIN blogs ON blogs.id = blog_id
    WHERE standing <> 'removed'
"""
_SAVE: Final = """
    UPDATE schedules SET
        next_fetch = ?, last_attempt = ?, last_fetch = ?, retry_at = ?, failures = ?,
        failing_since = ?, is_gone = ?, error_class = ?, error_message = ?,
        moved_to = ?, moved_count = ?, moved_since = ?
    WHERE blog_id = ?
"""


@dataclass(frozen=True, slots=True)
class Schedule:
    """What one attempt to fetch a blog leaves behind; the counterpart of ``FetchState``."""

    next_fetch: datetime | None
    last_attempt: datetime | None
    last_fetch: datetime | None
    retry_at: datetime | None = None
    failures: int = 0
    failing_since: datetime | None = None
    is_gone: bool = False
    error: BlogError | None = None
    moved_to: str = ""
    moved_count: int = 0
    moved_since: datetime | None = None
    feed_url: str | None = None
    """The address to ask from now on (a move that is adopted); None: the same."""
    canonical_feed_url: str | None = None
    """Goes with ``feed_url``."""


def fetch_states(
    connection: sqlite3.Connection, blog_ids: Sequence[int] | None = None
) -> tuple[FetchState, ...]:
    """Give what a fetch starts from, for these or for all blogs that have a server.

    Removed blogs, the built-in guide and feeds from files are left out.
    """
    rows = connection.execute(_STATES + "ORDER BY blogs.id")
    wanted = None if blog_ids is None else frozenset(blog_ids)
    return tuple(_state(row) for row in rows if wanted is None or row[0] in wanted)


def is_scheduled(connection: sqlite3.Connection, blog_id: int) -> bool:
    """Whether a blog may be asked at all; a removed one may not."""
    row = connection.execute("SELECT 1 FROM schedules WHERE blog_id = ?", (blog_id,)).fetchone()
    return row is not None


@replaceable
def claim(
    connection: sqlite3.Connection,
    blog_id: int,
    seen: datetime | None,
    now: datetime | None,
) -> bool:
    """Write that a blog is being asked now, if it was last asked when it was seen to be.

    With both times turned round it takes the claim back.

    Returns:
        Whether it may be asked: not if another program has asked it meanwhile, or removed it.
    """
    claimed = connection.execute(
        "UPDATE schedules SET last_attempt = ? WHERE blog_id = ? AND last_attempt IS ?",
        (optional_milliseconds(now), blog_id, optional_milliseconds(seen)),
    )
    return claimed.rowcount == 1


@replaceable
def save_schedule(connection: sqlite3.Connection, blog_id: int, schedule: Schedule) -> bool:
    """Write the outcome of an attempt; validators and posts stay as they are.

    A removed blog has no schedule, and gets none.

    Returns:
        Whether the blog has another address now: one that another blog has is not taken over.
    """
    error = schedule.error
    connection.execute(
        _SAVE,
        (
            optional_milliseconds(schedule.next_fetch),
            optional_milliseconds(schedule.last_attempt),
            optional_milliseconds(schedule.last_fetch),
            optional_milliseconds(schedule.retry_at),
            schedule.failures,
            optional_milliseconds(schedule.failing_since),
            schedule.is_gone,
            error.error_class if error else None,
            clean_line(error.message) if error else "",
            clean_address(schedule.moved_to),
            schedule.moved_count,
            optional_milliseconds(schedule.moved_since),
            blog_id,
        ),
    )
    if schedule.feed_url is None:
        return False
    return _adopt(connection, blog_id, schedule.feed_url, schedule.canonical_feed_url)


def save_validators(connection: sqlite3.Connection, blog_id: int, validators: Validators) -> None:
    """Keep what to ask with next time: only ever in the transaction that keeps the answer."""
    connection.execute(
        "UPDATE schedules SET etag = ?, last_modified = ? WHERE blog_id = ?",
        (validators.etag, validators.last_modified, blog_id),
    )


def save_wishes(connection: sqlite3.Connection, blog_id: int, feed: ParsedFeed) -> None:
    """Keep when the feed wants to be left alone: a 304 will not say it again."""
    connection.execute(
        "UPDATE schedules SET wait_seconds = ?, skip_hours = ?, skip_days = ? WHERE blog_id = ?",
        (feed.wait_seconds, json_list(feed.skip_hours), json_list(feed.skip_days), blog_id),
    )


def note_new_post(connection: sqlite3.Connection, blog_id: int, now: datetime) -> None:
    """Keep when a fetch last brought a post."""
    connection.execute(
        "UPDATE schedules SET last_new_post = ? WHERE blog_id = ?", (milliseconds(now), blog_id)
    )


def newest_fetch(connection: sqlite3.Connection) -> datetime | None:
    """Give when any blog that is not removed last answered well; None: none ever did."""
    (at,) = connection.execute(_NEWEST_FETCH).fetchone()
    return optional_moment(at)


def host_holds(connection: sqlite3.Connection) -> dict[str, datetime]:
    """Give the hosts that asked not to be asked, and until when."""
    rows = connection.execute("SELECT host, until FROM host_holds")
    return {host: moment(until) for host, until in rows}


@replaceable
def hold_host(connection: sqlite3.Connection, host: str, until: datetime) -> None:
    """Leave a host alone until then (429); later holds take the place of earlier ones."""
    connection.execute(
        "INSERT INTO host_holds VALUES (?, ?)"
        " ON CONFLICT (host) DO UPDATE SET until = excluded.until",
        (clean_line(host), milliseconds(until)),
    )


@replaceable
def hold_blog(connection: sqlite3.Connection, blog_id: int, until: datetime) -> None:
    """Leave one blog alone until then (503); the rest of its schedule stays as it is."""
    connection.execute(
        "UPDATE schedules SET retry_at = ? WHERE blog_id = ?", (milliseconds(until), blog_id)
    )


def _adopt(
    connection: sqlite3.Connection, blog_id: int, feed_url: str, canonical: str | None
) -> bool:
    adopted = connection.execute(
        "UPDATE OR IGNORE blogs SET feed_url = ?, canonical_feed_url = ?"
        " WHERE id = ? AND standing <> 'removed'",
        (clean_address(feed_url), clean_address(canonical or feed_url), blog_id),
    )
    return adopted.rowcount == 1


def _state(row: tuple[Any, ...]) -> FetchState:
    (blog_id, title, url, feed_url, typed_host, etag, last_modified, next_fetch,
     last_attempt, last_fetch, retry_at, failures, is_gone, failing_since, moved_to,
     moved_count, moved_since, last_new_post, wait_seconds, skip_hours,
     skip_days, is_paused, own_minutes) = row  # fmt: skip
    return FetchState(
        blog_id=blog_id,
        title=shown_title(title, url, feed_url),
        feed_url=feed_url,
        validators=Validators(etag, last_modified),
        next_fetch=optional_moment(next_fetch),
        last_attempt=optional_moment(last_attempt),
        last_fetch=optional_moment(last_fetch),
        retry_at=optional_moment(retry_at),
        failures=failures,
        is_gone=bool(is_gone),
        failing_since=optional_moment(failing_since),
        moved_to=moved_to,
        moved_count=moved_count,
        moved_since=optional_moment(moved_since),
        last_new_post=optional_moment(last_new_post),
        wait_seconds=wait_seconds,
        skip_hours=tuple(json.loads(skip_hours)),
        skip_days=tuple(json.loads(skip_days)),
        typed_host=typed_host,
        is_paused=bool(is_paused),
        own_minutes=own_minutes,
    )

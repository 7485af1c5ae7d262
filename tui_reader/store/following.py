"""A blog that is followed from the moment it is kept: the step of it, in that transaction."""

import sqlite3
from datetime import datetime

from tui_reader.clean import clean_address
from tui_reader.store import blogs, history, standing
from tui_reader.store.changes import StandingChange


def followed_words(title: str) -> str:
    """Tell that a blog is followed."""
    return f"Followed “{title}”."


def standing_of_feed(connection: sqlite3.Connection, canonical_feed_url: str) -> str:
    """Give how the blog with this feed stands; removed where there is none."""
    row = connection.execute(
        "SELECT standing FROM blogs WHERE canonical_feed_url = ?",
        (clean_address(canonical_feed_url),),
    ).fetchone()
    return str(row[0]) if row else standing.REMOVED


def record(connection: sqlite3.Connection, blog_id: int, before: str, now: datetime) -> None:
    """Write the step of a blog that was added or brought back; none where it was followed."""
    blog = blogs.get_blog(connection, blog_id)
    if blog is None or not blog.is_followed or before == standing.FOLLOWED:
        return
    words = followed_words(blog.title)
    change = StandingChange(blog_id, before, standing.FOLLOWED)
    history.record(connection, now, "follow", lambda _: words, [change])

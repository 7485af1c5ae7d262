"""What came since a person last looked: first seen after that, and not read."""

import json
import sqlite3
from datetime import datetime
from typing import Final

from tui_reader.store.values import milliseconds, moment

LAST_TIME: Final = "last_time"
"""The state's key; milliseconds."""

_LAST: Final = "SELECT value FROM state WHERE key = ?"
_COUNT: Final = """
    SELECT count(*) FROM statuses INDEXED BY list_new
    WHERE sort_at IS NOT NULL AND is_read = 0 AND first_seen > ?
        AND blog_id NOT IN (SELECT id FROM blogs WHERE standing <> 'followed')
"""


def last_time(connection: sqlite3.Connection) -> datetime | None:
    """Give when the last look at this store ended; None: there was none."""
    row = connection.execute(_LAST, (LAST_TIME,)).fetchone()
    return moment(json.loads(row[0])) if row else None


def count_new(connection: sqlite3.Connection) -> int:
    """Give how many posts of followed blogs are new; none where nobody ever looked."""
    last = last_time(connection)
    if last is None:
        return 0
    return int(connection.execute(_COUNT, (milliseconds(last),)).fetchone()[0])


def leave(connection: sqlite3.Connection, now: datetime) -> None:
    """Write that a look ends now."""
    connection.execute(
        "INSERT INTO state VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        (LAST_TIME, json.dumps(milliseconds(now))),
    )

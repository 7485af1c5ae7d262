"""Adds the blogs of a list, some at a time, all of it as one step that can be taken back.

Nobody is asked here: a blog that is added is due, one that is paused only when it is named.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from tui_reader.clean import clean_address
from tui_reader.models import ParsedFeed, Step
from tui_reader.store import blogs, folders, history, names, saved_searches, standing
from tui_reader.store.changes import Change, RowChange, StandingChange
from tui_reader.store.values import from_json_list

IMPORT: Final = "import"
_PART: Final = 1_000
"""Changes that are taken back while others wait for the store."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """One blog of a list."""

    feed_url: str
    canonical_url: str
    own_title: str = ""
    """The name that the list gives it."""
    title: str = ""
    """The feed's own title, where the list knows it."""
    url: str = ""
    folders: tuple[tuple[str, ...], ...] = ()
    typed_host: str = ""
    is_paused: bool = False


@dataclass(frozen=True, slots=True)
class Subscribed:
    """What became of the blogs of a list."""

    blog_ids: tuple[int, ...]
    """Of each blog wanted, in that order."""
    added: tuple[int, ...]
    """Those that were not followed before."""
    paused: tuple[int, ...]
    """Those added that are asked only when they are named."""
    step: Step | None
    """None where nothing changed."""
    searches: int = 0
    """Those that were saved."""


NOTHING: Final = Subscribed((), (), (), None)


def subscribe(
    connection: sqlite3.Connection,
    wanted: Sequence[Wanted],
    now: datetime,
    name: str,
    searches: Sequence[tuple[str, str]] = (),
    former: Subscribed = NOTHING,
) -> Subscribed:
    """Follow each of these blogs; one that is followed gets its folders, and a name if it has none.

    Args:
        connection: To the store, in a transaction.
        wanted: The blogs.
        now: The time.
        name: Where they come from, for the history.
        searches: Words to be saved under a name, where none of that name is.
        former: What became of the blogs of the same list before these.

    Returns:
        What became of all of them.
    """
    ids, added, changes = _follow(connection, wanted, now)
    saved = [change for each in searches for change in _save(connection, *each)]
    changes += saved
    paused = tuple(blog_id for blog_id, is_paused in added.items() if is_paused)
    all_added = tuple(dict.fromkeys((*former.added, *added)))
    words = words_of(len(all_added), name)
    step = _record(connection, now, changes, words, former.step)
    return Subscribed(
        (*former.blog_ids, *ids),
        all_added,
        (*former.paused, *paused),
        replace(step, words=words) if step else None,
        former.searches + len(saved),
    )


def _follow(
    connection: sqlite3.Connection, wanted: Sequence[Wanted], now: datetime
) -> tuple[list[int], dict[int, bool], list[Change]]:
    """Give the blogs in their order, whether each that was added is paused, and the changes."""
    ids: list[int] = []
    added: dict[int, bool] = {}
    changes: list[Change] = []
    for each in wanted:
        blog_id, changed, is_new = _follow_one(connection, each, now)
        if is_new:
            added[blog_id] = each.is_paused
        ids.append(blog_id)
        changes += changed
    return ids, added, changes


def words_of(added: int, name: str) -> str:
    """Tell an import as one sentence."""
    blogs_ = "1 blog" if added == 1 else f"{added:,} blogs"
    return f"Imported {blogs_} from “{name}”." if added else f"Imported “{name}”."


def extend(
    connection: sqlite3.Connection,
    step: Step | None,
    words: str,
    changes: Sequence[Change],
    now: datetime,
) -> Step | None:
    """Write what else an import changed in its step, or in a new one where it has none."""
    if step is None:
        return _record(connection, now, changes, words)
    history.extend(connection, step.id, words, changes)
    return step


def _follow_one(
    connection: sqlite3.Connection, each: Wanted, now: datetime
) -> tuple[int, Sequence[Change], bool]:
    """Give the blog, what that changed, and whether it was not followed before."""
    known = _find(connection, each.canonical_url)
    if known is None:
        return (*_add(connection, each, now), True)
    return (known, *_complete(connection, known, each, now))


def _save(connection: sqlite3.Connection, name: str, words: str) -> list[RowChange]:
    if saved_searches.find_search(connection, name) is not None:
        return []
    return saved_searches.save_search(connection, name, words)


def _find(connection: sqlite3.Connection, canonical_url: str) -> int | None:
    row = connection.execute(
        "SELECT id FROM blogs WHERE canonical_feed_url = ?", (clean_address(canonical_url),)
    ).fetchone()
    return None if row is None else int(row[0])


def _add(
    connection: sqlite3.Connection, each: Wanted, now: datetime
) -> tuple[int, Sequence[Change]]:
    """Add a blog; taking that back takes its folders and its name from sight, too."""
    blog_id = blogs.add(
        connection,
        feed_url=each.feed_url,
        canonical_feed_url=each.canonical_url,
        feed=ParsedFeed("", each.title, (), url=each.url),
        followed=True,
        now=now,
        typed_host=each.typed_host,
    )
    if each.own_title:
        names.set_own_title(connection, blog_id, each.own_title)
    if each.folders:
        folders.set_folders(connection, blog_id, each.folders)
    if each.is_paused:
        names.set_paused(connection, blog_id, True)
    return blog_id, [StandingChange(blog_id, standing.REMOVED, standing.FOLLOWED)]


def _complete(
    connection: sqlite3.Connection, blog_id: int, each: Wanted, now: datetime
) -> tuple[Sequence[Change], bool]:
    """Give a blog that is kept what it lacks; say whether it was not followed."""
    back = standing.set_standing(connection, blog_id, standing.FOLLOWED, now)
    changes: list[Change] = [*back]
    if back and each.is_paused:
        changes += names.set_paused(connection, blog_id, True)
    (own_title, title) = connection.execute(
        "SELECT own_title, title FROM blogs WHERE id = ?", (blog_id,)
    ).fetchone()
    if each.own_title and not own_title and each.own_title != title:
        changes += names.set_own_title(connection, blog_id, each.own_title)
    if each.folders:
        found = connection.execute("SELECT path FROM blog_folders WHERE blog_id = ?", (blog_id,))
        lain = [from_json_list(path) for (path,) in found.fetchall()]
        changes += folders.set_folders(connection, blog_id, [*lain, *each.folders])
    return changes, bool(back)


def _record(
    connection: sqlite3.Connection,
    now: datetime,
    changes: Sequence[Change],
    words: str,
    step: Step | None = None,
) -> Step | None:
    for part in _parts(changes):
        if step is None:
            step = history.record(connection, now, IMPORT, lambda _: words, part)
        else:
            history.extend(connection, step.id, words, part)
    return step


def _parts(changes: Sequence[Change]) -> Iterator[Sequence[Change]]:
    for first in range(0, len(changes), _PART):
        yield changes[first : first + _PART]

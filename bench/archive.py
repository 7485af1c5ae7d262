"""What a whole archive of 100,000 posts costs in the store: ``python -m bench.archive``.

All posts are in one blog, which is the dearest case of every list and count. Read the ratios.
"""

import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from functools import partial
from itertools import count
from pathlib import Path
from typing import Final

from bench.build_store import NOW, new_posts, parsed_post, text_of
from bench.store import Cost, cost, line, memory, opened, report
from tui_reader.models import (
    ArchiveFound,
    ArchivePage,
    Flag,
    ParsedComment,
    ParsedComments,
    ParsedFeed,
    ParsedPost,
    Period,
    PostQuery,
    View,
)
from tui_reader.store import archive, calendar, comments, marks, posts
from tui_reader.store.database import Database

POSTS: Final = 100_000
BLOG: Final = 1
PAGE: Final = 150
PAGES: Final = 20
THREAD: Final = 500
NEW_TRIGGERS: Final = (
    *("month_of_new_status", "month_of_moved_status"),
    *("count_new_label", "count_lost_label"),
)
LISTS: Final = {
    "a month": PostQuery(blog_id=BLOG, period=Period(2016, 3)),
    "a month, unread": PostQuery(View.UNREAD, BLOG, period=Period(2016, 3)),
    "a month, a label": PostQuery(blog_id=BLOG, label="Money", period=Period(2016, 3)),
    "a month, all blogs": PostQuery(period=Period(2016, 3)),
    "a year": PostQuery(blog_id=BLOG, period=Period(2016)),
    "a day of every year": PostQuery(blog_id=BLOG, on_day=(1, 30)),
    "an author of all": PostQuery(blog_id=BLOG, author="A. Writer"),
    "an author of a few": PostQuery(blog_id=BLOG, author="A. Guest"),
    "an author, first 200": PostQuery(blog_id=BLOG, author="A. Writer", limit=200),
    "all of it": PostQuery(blog_id=BLOG),
}


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory(prefix="tui-reader-bench-") as folder:
        path = Path(folder, "whole", "reader.db")
        command = [sys.executable, "-m", "bench.build_store", path, str(POSTS), "1"]
        subprocess.run(command, check=True)
        with opened(path) as store:
            begin(store)
            keep_page(store, [guest_post(number) for number in range(PAGE)])
            print_looks(store)
            print_threads(store)
            print_marks(store)
        print_writing(path)
        print(f"largest memory of this process: {memory():.0f} MB")


def print_looks(store: Database) -> None:
    """Print what the sidebar, the histogram and the lists ask for."""
    report("tree", lambda: store.read_now(calendar.tree, BLOG))
    report("histogram: months of it", lambda: store.read_now(calendar.months, BLOG))
    report("histogram: of all blogs", lambda: store.read_now(calendar.months, None))
    for name, query in LISTS.items():
        size = len(store.read_now(posts.index, query))
        report(f"{name} ({size:,})", partial(store.read_now, posts.index, query))
    month = LISTS["a month"]
    report("a month and 40 rows", lambda: first_look(store, month))
    for blog_id in (BLOG, None):
        step = partial(store.read_now, calendar.random_post, blog_id, milliseconds_of_newest(store))
        report(f"a random post, blog {blog_id}", partial(step, 0.5))


def first_look(store: Database, query: PostQuery) -> None:
    """Do what the first paint of a list needs."""
    store.read_now(posts.rows, store.read_now(posts.index, query).ids[:40])


def milliseconds_of_newest(store: Database) -> int:
    """Give where the newest post stands."""
    return store.read_now(posts.index, PostQuery(limit=1)).instants[0]


def print_threads(store: Database) -> None:
    """Print what a thread of 500 comments costs to keep and to read."""
    post_id = store.read_now(posts.index, PostQuery(limit=1)).ids[0]
    thread = ParsedComments(tuple(map(comment, range(THREAD))), THREAD)
    keep = partial(store.write_now, comments.save_thread, post_id, thread, NOW, is_whole=True)
    line(f"keep {THREAD} comments", f"{cost(keep).wall:8.1f} ms")
    report("the same again", keep)
    report(f"a thread of {THREAD}", lambda: store.read_now(comments.thread, post_id))
    report("the 100 newest comments", lambda: store.read_now(comments.recent, BLOG, 100))
    report("threads to ask for", lambda: store.read_now(comments.threads_wanted, BLOG))


def print_marks(store: Database) -> None:
    """Print what it takes to mark everything as read, and to take it back."""
    ids = store.read_now(posts.index, PostQuery()).ids
    store.write_now(marks.set_flag, ids, Flag.READ, False)
    started = time.perf_counter()
    mark = store.write_now(marks.set_flag, ids, Flag.READ, True, sees=False)
    line(f"mark {len(mark.post_ids):,} read", f"{(time.perf_counter() - started) * 1_000:8.1f} ms")


def print_writing(path: Path) -> None:
    """Print what a page of an archive costs, and how much of it the counts are."""
    bare = path.with_name("bare.db")
    shutil.copy(path, bare)
    drop_new_triggers(bare)
    with opened(path) as store, opened(bare) as uncounted:
        pages = [
            [parsed_post(0, number) for number in range(first, first + PAGE)]
            for first in range(POSTS, POSTS + PAGES * PAGE, PAGE)
        ]
        counted: list[Cost] = []
        without: list[Cost] = []
        for page in pages:
            counted.append(cost(lambda page=page: keep_page(store, page)))
            without.append(cost(lambda page=page: keep_page(uncounted, page)))
        again = [cost(lambda page=page: keep_page(store, page)).wall for page in pages]
    ratio = sum(each.cpu for each in counted) / sum(each.cpu for each in without)
    typical, longest = (step([each.wall for each in counted]) for step in (statistics.median, max))
    line(f"a page of {PAGE} new posts", f"{typical:8.1f} ms, longest {longest:.1f}")
    line("of that without counts", f"x {ratio:.2f} of the cpu")
    line("the same page again", f"{statistics.median(again):8.1f} ms")


def begin(store: Database) -> None:
    """Begin the walk of the blog."""
    found = ArchiveFound("blogger", "1", posts_total=2 * POSTS)
    store.write_now(archive.begin, BLOG, found, NOW, False)


_CURSORS: Final = count()


def keep_page(store: Database, given: Sequence[ParsedPost]) -> None:
    """Keep posts as one page of an archive."""
    batch = tuple(given)
    store.write_now(
        archive.save_page,
        BLOG,
        ArchivePage(ParsedFeed(kind="atom10", title="", posts=batch), str(next(_CURSORS))),
        lambda known: new_posts(known, batch),
        NOW,
        text_of=text_of,
        canonical_urls=[post.url for post in batch],
        identities=[post.guid for post in batch],
        arrives_unread=False,
    )


def guest_post(number: int) -> ParsedPost:
    """Make a post by somebody else, older than all others."""
    return replace(parsed_post(0, 2 * POSTS + number), author="A. Guest")


def comment(number: int) -> ParsedComment:
    """Make a comment; every other one replies to an earlier one."""
    return ParsedComment(
        guid=f"{number:019}",
        html=f"<p>{'words of a reader ' * 12}{number}</p>",
        author=f"Reader {number % 40}",
        author_key=f"blogger.com/profile/{number % 40}",
        published=NOW + timedelta(minutes=number),
        parent=f"{number // 2:019}" if number % 2 else "",
        url=f"https://blog0.example/post#c{number}",
    )


def drop_new_triggers(path: Path) -> None:
    """Take the counts of months and labels out of a store, to see what they cost."""
    with closing(sqlite3.connect(path)) as connection, connection:
        for name in NEW_TRIGGERS:
            connection.execute(f"DROP TRIGGER {name}")


if __name__ == "__main__":
    main()

"""A program of its own that writes to a store, to be killed or to meet others.

``python -m tests.store.child JOB PATH NUMBER``; it prints a line for each thing that is done.
"""

import resource
import signal
import sqlite3
import sys
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

from tests.store.making import (
    NOW,
    add_blog,
    begin,
    make_comment,
    make_page,
    make_post,
    save_page,
    write_answer,
)
from tui_reader.errors import StoreError
from tui_reader.models import Flag, PostQuery, Validators
from tui_reader.store import archive, comments, marks, posts, search_index, state
from tui_reader.store.database import Database

POSTS_AN_ANSWER = 5
ANSWERS_OF_A_WRITER = 25


def answer(connection: sqlite3.Connection, blog_id: int, number: int) -> None:
    """Save the answer of this number: its posts, and validators that say the number."""
    first = number * POSTS_AN_ANSWER
    given = [make_post(first + step, html="word " * 400) for step in range(POSTS_AN_ANSWER)]
    write_answer(connection, blog_id, given, Validators(str(number).encode(), None))


def save_until_killed(database: Database, start: int) -> Iterator[str]:
    """Save answers, mark them and feed the index, for ever."""
    blog_id = add_blog(database)
    for number in count(start):
        database.write_now(answer, blog_id, number)
        yield f"answer {number}"
        ids = database.read_now(posts.index, PostQuery(limit=2)).ids
        database.write_now(marks.set_flag, ids, Flag.STARRED, True)
        yield f"star {' '.join(map(str, ids))}"
        database.write_now(search_index.feed, str, 4)


def walk_until_killed(database: Database, _: int) -> Iterator[str]:
    """Go on with the walks through a blog's posts and comments where they were, for ever."""
    blog_id = add_blog(database)
    begun = database.read_now(archive.state, blog_id)
    if begun is None:
        begin(database, blog_id, cursor="0")
    kept = 0 if begun is None else int(begun.cursor)
    for number in count(int(database.read_now(comments.comment_walk, blog_id).cursor or 0)):
        first = number * POSTS_AN_ANSWER
        numbers = range(first, first + POSTS_AN_ANSWER)
        if number >= kept:
            given = [make_post(each, html="word " * 400, labels=("Asia",)) for each in numbers]
            save_page(database, blog_id, make_page(*given, cursor=str(number + 1)))
        said = [make_comment(each, post=f"tag:{each}") for each in numbers]
        database.write_now(comments.save_comments, blog_id, said, NOW, cursor=str(number + 1))
        yield f"page {number + 1}"


def write_beside_others(database: Database, number: int) -> Iterator[str]:
    """Do what a screen and a command line do, on one store, as fast as it goes."""
    blog_id = add_blog(database, f"blog{number}")
    for step in range(ANSWERS_OF_A_WRITER):
        database.write_now(answer, blog_id, step)
        ids = database.read_now(posts.index, PostQuery(limit=20)).ids
        database.read_now(posts.rows, ids)
        database.write_now(marks.set_flag, ids[number::4], Flag.READ, step % 2 == 0)
        database.write_now(search_index.feed, str, 20)
        database.write_now(state.save, f"writer {number}", step)
        database.data_version()
    yield f"done {ANSWERS_OF_A_WRITER}"


def run_out_of_space(database: Database, size: int) -> Iterator[str]:
    """Save answers where no file may grow past a size, then again where it may."""
    blog_id = add_blog(database)
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # as on a full disk, writing fails instead
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
    number = 0
    try:
        for number in count():
            database.write_now(answer, blog_id, number)
    except StoreError as error:
        yield error.error_class
    yield f"kept {len(database.read_now(posts.index, PostQuery()))} of {number}"
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    database.write_now(answer, blog_id, number)
    yield f"kept {len(database.read_now(posts.index, PostQuery()))} of {number + 1}"


JOBS: dict[str, Callable[[Database, int], Iterator[str]]] = {
    "save": save_until_killed,
    "walk": walk_until_killed,
    "write": write_beside_others,
    "cramped": run_out_of_space,
}


def main(job: str, path: str, number: str) -> None:
    database = Database.open(Path(path))
    for line in JOBS[job](database, int(number)):
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()
    database.close_now()


if __name__ == "__main__":
    main(*sys.argv[1:])

"""More than one program, and programs that are killed."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.store.child import ANSWERS_OF_A_WRITER, POSTS_AN_ANSWER
from tests.store.indexed import check_index
from tui_reader.models import Named, PostQuery, View
from tui_reader.store import archive, blogs, calendar, comments, posts, search_index, state
from tui_reader.store.database import Database
from tui_reader.store.schedule import fetch_states

ROOT = Path(__file__).parents[2]
KILLS = int(os.environ.get("TUI_READER_TEST_KILLS", "20"))
LONGEST_LIFE = 0.25
WRITERS = 4


def start(job: str, path: Path, number: int) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", "tests.store.child", job, str(path), str(number)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_programs_that_write_at_once_never_meet_a_lock(store_path: Path) -> None:
    children = [start("write", store_path, number) for number in range(WRITERS)]
    outputs = [child.communicate(timeout=120) for child in children]
    assert outputs == [(f"done {ANSWERS_OF_A_WRITER}\n", "")] * WRITERS
    database = Database.open(store_path)
    kept = [blog.posts for blog in database.read_now(blogs.list_blogs)]
    assert kept == [ANSWERS_OF_A_WRITER * POSTS_AN_ANSWER] * WRITERS
    assert set(database.read_now(state.load).values()) == {ANSWERS_OF_A_WRITER - 1}
    check_whole(database)
    database.close_now()


@pytest.mark.parametrize("size", [300_000, 500_000, 1_000_000])
def test_out_of_space_it_says_so_and_goes_on_when_there_is_some(
    store_path: Path, size: int
) -> None:
    output, errors = start("cramped", store_path, size).communicate(timeout=60)
    assert errors == ""
    error_class, *kept = output.splitlines()
    assert error_class == "storage-full"
    numbers = [int(line.rpartition(" ")[2]) for line in kept]
    assert kept == [f"kept {number * POSTS_AN_ANSWER} of {number}" for number in numbers]
    assert numbers[1] == numbers[0] + 1
    database = Database.open(store_path)
    assert check_answers(database) == numbers[0]
    check_whole(database)
    database.close_now()


def test_killed_at_any_moment_all_that_was_reported_is_there(store_path: Path) -> None:
    chance = random.Random(7)
    Database.open(store_path).close_now()
    next_answer = 0
    starred: set[int] = set()
    for _ in range(KILLS):
        lines = kill_after(chance.uniform(0, LONGEST_LIFE), store_path, next_answer)
        answers = [int(line.split()[1]) for line in lines if line.startswith("answer")]
        starred.update(
            int(n) for line in lines if line.startswith("star") for n in line.split()[1:]
        )
        database = Database.open(store_path)
        last = check_answers(database)
        assert last >= max(answers, default=next_answer - 1)
        assert starred <= set(database.read_now(posts.index, PostQuery(view=View.STARRED)).ids)
        check_whole(database)
        database.close_now()
        next_answer = last + 1
    assert next_answer > KILLS


def test_a_walk_killed_at_any_moment_goes_on_where_it_was(store_path: Path) -> None:
    chance = random.Random(8)
    for _ in range(KILLS // 2):
        lines = kill_after(chance.uniform(0, LONGEST_LIFE), store_path, 0, "walk")
        database = Database.open(store_path)
        pages = check_walk(database)
        assert pages >= max(int(line.split()[1]) for line in lines)
        check_whole(database)
        database.close_now()
    assert pages >= KILLS // 2


def check_walk(database: Database) -> int:
    """Give how many pages are kept, after seeing that posts, counts and comments are theirs."""
    (walk,) = database.read_now(archive.states)
    pages = int(walk.cursor)
    kept = pages * POSTS_AN_ANSWER
    (blog,) = database.read_now(blogs.list_blogs)
    assert (blog.posts, blog.unread) == (kept, 0)
    tree = database.read_now(calendar.tree, blog.id)
    assert sum(month.kept for month in tree.months) == kept
    assert tree.labels == (Named("Asia", kept),)
    spoken = database.read_now(comments.comment_walk, blog.id)
    assert pages - 1 <= int(spoken.cursor or 0) <= pages
    said = database.read_now(comments.count_kept, blog.id)
    assert said == int(spoken.cursor or 0) * POSTS_AN_ANSWER
    return pages


def kill_after(seconds: float, path: Path, number: int, job: str = "save") -> list[str]:
    """Let a child save answers, kill it so long after its first; give the lines it got out."""
    child = start(job, path, number)
    assert child.stdout is not None
    assert child.stderr is not None
    first = child.stdout.readline()
    with pytest.raises(subprocess.TimeoutExpired):
        child.wait(seconds)
    child.send_signal(signal.SIGKILL)
    lines = [first, *child.stdout]
    errors = child.stderr.read()
    child.wait()
    child.stdout.close()
    child.stderr.close()
    assert errors == ""
    return [line for line in lines if line.endswith("\n")]


def check_answers(database: Database) -> int:
    """Give the number of the last answer, after seeing that all are whole and no more is said."""
    (state_of_blog,) = database.read_now(fetch_states)
    last = int(state_of_blog.validators.etag or b"-1")
    ids = database.read_now(posts.index, PostQuery()).ids
    titles = {row.title for row in database.read_now(posts.rows, ids)}
    assert titles == {f"Post {n}" for n in range((last + 1) * POSTS_AN_ANSWER)}
    return last


def check_whole(database: Database) -> None:
    """See that the file is sound, its counts are true and its index agrees with its posts."""

    def find_faults(connection: sqlite3.Connection) -> list[object]:
        return [
            *(row for row in connection.execute("PRAGMA quick_check") if row != ("ok",)),
            *connection.execute("PRAGMA foreign_key_check"),
            *connection.execute(
                "SELECT id FROM blogs WHERE posts <> (SELECT count(*) FROM posts"
                " WHERE blog_id = blogs.id) OR unread <> (SELECT count(*) FROM statuses"
                " WHERE blog_id = blogs.id AND is_read = 0 AND sort_at IS NOT NULL)"
            ),
        ]

    assert database.read_now(find_faults) == []
    while database.write_now(search_index.feed, str):
        pass
    database.write_now(check_index, "col")

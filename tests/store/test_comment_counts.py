"""What a blog says of its comments, what is missing, and what its feed of them was asked with."""

import random
import sqlite3
from collections import defaultdict
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.store.making import (
    ETAG,
    NOW,
    add_blog,
    make_comment,
    make_post,
    save,
    save_pages,
)
from tui_reader.models import ParsedComment, ParsedComments, Validators
from tui_reader.store import blogs, comment_counts, comment_feeds, comments, posts
from tui_reader.store.comment_counts import Lacking
from tui_reader.store.comments import CommentWalk, SavedComments
from tui_reader.store.database import Database


def keep(database: Database, blog_id: int, *given: ParsedComment) -> SavedComments:
    return database.write_now(
        comment_feeds.save_newest, blog_id, given, ETAG, NOW, canonical_urls=[""] * len(given)
    )


def test_what_is_told_and_what_is_lacking(database: Database) -> None:
    blog_id = add_blog(database)
    save(database, blog_id, make_post(1, comments=2), make_post(2, comments=3), make_post(3))
    save(database, add_blog(database, "other"), make_post(1, comments=50))
    save_pages(database, blog_id, make_post(9, title="About", comments=1))
    keep(database, blog_id, make_comment(1, post="tag:1"), make_comment(2, post="tag:1"))
    keep(database, blog_id, make_comment(3, post="tag:2"))
    assert database.read_now(comment_counts.told, blog_id) == 6
    assert database.read_now(comment_counts.told, 99) == 0
    lacking = database.read_now(comment_counts.lacking, blog_id, 9)
    assert lacking == Lacking(2, ("Post 2", "About"))
    assert database.read_now(comment_counts.lacking, blog_id, 1) == Lacking(2, ("Post 2",))


def test_threads_of_a_blog_that_gave_all_are_whole(database: Database) -> None:
    blog_id = add_blog(database)
    save(database, blog_id, make_post(1), make_post(2, comments=1), make_post(3, comments=2))
    save(database, blog_id, make_post(4))
    keep(database, blog_id, *(make_comment(n, post=f"tag:{n}") for n in (1, 2, 3)))
    assert database.write_now(comment_counts.settle_counts, blog_id, NOW) == 2
    assert [row.comments for row in database.read_now(posts.rows, [1, 2, 3, 4])] == [1, 1, 2, None]
    threads = [database.read_now(comments.thread, n) for n in (1, 2, 3, 4)]
    assert [each is not None and each.is_whole for each in threads] == [True, True, False, False]
    assert [each.fetched for each in threads if each is not None] == [NOW, NOW, None, None]


def test_no_count_reads_the_posts_of_all_blogs(database: Database) -> None:
    blog_id = add_blog(database)

    def plans(connection: sqlite3.Connection) -> list[str]:
        asked: list[str] = []
        connection.set_trace_callback(asked.append)
        comment_counts.told(connection, blog_id)
        comment_counts.lacking(connection, blog_id, 9)
        comments.threads_wanted(connection, blog_id)
        comments.count_kept(connection, blog_id)
        connection.set_trace_callback(None)
        return [
            row[3] for each in asked for row in connection.execute(f"EXPLAIN QUERY PLAN {each}")
        ]

    found = database.read_now(plans)
    assert len(found) > 8
    assert not [step for step in found if step.startswith(("SCAN posts", "SCAN comments"))]


def test_what_the_feed_of_comments_is_asked_with_goes_with_its_blog(database: Database) -> None:
    blog_id = add_blog(database)
    save(database, blog_id, make_post(1))
    assert database.read_now(comment_feeds.validators, blog_id) == Validators()
    assert keep(database, blog_id, make_comment(1, post="tag:1")).new == 1
    assert database.read_now(comment_feeds.validators, blog_id) == ETAG
    assert database.read_now(comments.comment_walk, blog_id) == CommentWalk("", None)
    database.write_now(comments.save_comments, blog_id, [], NOW, cursor="151")
    assert database.read_now(comment_feeds.validators, blog_id) == ETAG
    database.write_now(blogs.remove, blog_id)
    assert keep(database, blog_id, make_comment(2, post="tag:1")) == SavedComments()
    add_blog(database)
    assert database.read_now(comment_feeds.validators, blog_id) == Validators()


@pytest.mark.parametrize("seed", range(6))
def test_counts_agree_with_the_comments_after_anything(database: Database, seed: int) -> None:
    chance = random.Random(seed)
    blog_id = add_blog(database)
    save(database, blog_id, *(make_post(n, comments=n or None) for n in range(6)))
    whole: dict[int, set[str]] = {}
    ever: dict[int, set[str]] = defaultdict(set)
    for minute in range(40):
        post_id = chance.randint(1, 6)
        given = [make_comment(n) for n in chance.sample(range(8), chance.randint(0, 8))]
        now = NOW + timedelta(minutes=minute)
        guids = {comment.guid for comment in given}
        ever[post_id] |= guids
        if chance.random() < 0.5:
            is_whole = chance.random() < 0.5
            thread = ParsedComments(tuple(given), len(given) if is_whole else None)
            database.write_now(comments.save_thread, post_id, thread, now, is_whole=is_whole)
            whole[post_id] = guids if is_whole else whole.get(post_id, set()) | guids
        else:
            named = [replace(comment, post=f"tag:{post_id - 1}") for comment in given]
            database.write_now(comments.save_comments, blog_id, named, now)
            whole[post_id] = whole.get(post_id, set()) | guids
    for post_id, guids in whole.items():
        thread_now = database.read_now(comments.thread, post_id)
        assert thread_now is not None
        here = {each.author for each in thread_now.comments if not each.is_gone}
        assert here == {f"Reader {guid.removeprefix('c')}" for guid in guids}
        assert len(thread_now.comments) == len(ever[post_id])
        assert thread_now.count is None or thread_now.count >= len(guids)
    assert database.read_now(comments.count_kept, blog_id) == sum(map(len, whole.values()))
    rows = database.read_now(posts.rows, range(1, 7))
    assert database.read_now(comment_counts.told, blog_id) == sum(row.comments or 0 for row in rows)

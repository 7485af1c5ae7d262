"""What a person says of posts stays said."""

from datetime import timedelta

import pytest

from tests.store.making import NOW, add_blog, make_post, save
from tui_reader.models import Flag, Mark, PostRow
from tui_reader.store import blogs, marks, posts
from tui_reader.store.database import Database


@pytest.fixture
def three_posts(database: Database) -> int:
    """Posts 1, 2 and 3 (their numbers in the store too) with 5 comments each."""
    blog_id = add_blog(database)
    save(database, blog_id, *(make_post(n, comments=5) for n in (1, 2, 3)))
    return blog_id


def row(database: Database, post_id: int) -> PostRow:
    return database.read_now(posts.rows, [post_id])[0]


def counts(database: Database) -> tuple[int, int, int]:
    (blog,) = database.read_now(blogs.list_blogs)
    return blog.posts, blog.unread, blog.starred


def test_a_mark_names_only_the_posts_that_really_changed(
    database: Database, three_posts: int
) -> None:
    first = database.write_now(marks.set_flag, [1], Flag.READ, True)
    second = database.write_now(marks.set_flag, [3, 1, 2, 77], Flag.READ, True)
    assert first == Mark(Flag.READ, True, (1,))
    assert second == Mark(Flag.READ, True, (2, 3))
    assert counts(database) == (3, 0, 0)


def test_undoing_a_mark_gives_back_exactly_those(database: Database, three_posts: int) -> None:
    database.write_now(marks.set_flag, [1], Flag.READ, True)
    mark = database.write_now(marks.set_flag, [1, 2, 3], Flag.READ, True, sees=False)
    database.write_now(marks.undo, mark)
    assert [row(database, n).is_read for n in (1, 2, 3)] == [True, False, False]
    assert counts(database) == (3, 2, 0)


def test_a_star_leaves_reading_alone(database: Database, three_posts: int) -> None:
    assert database.write_now(marks.set_flag, [2], Flag.STARRED, True).post_ids == (2,)
    assert (row(database, 2).is_starred, row(database, 2).is_read) == (True, False)
    assert counts(database) == (3, 3, 1)
    database.write_now(marks.set_flag, [2], Flag.STARRED, False)
    assert counts(database) == (3, 3, 0)


def test_new_comments_are_those_since_the_post_was_last_read(
    database: Database, three_posts: int
) -> None:
    assert row(database, 1).comments_new == 0
    database.write_now(marks.set_flag, [1], Flag.READ, True)
    save(database, three_posts, *(make_post(n, comments=8) for n in (1, 2)))
    assert [row(database, n).comments_new for n in (1, 2)] == [3, 0]
    database.write_now(marks.set_flag, [1], Flag.READ, True)
    assert row(database, 1).comments_new == 0
    save(database, three_posts, make_post(1, comments=6))
    assert row(database, 1).comments_new == 0
    save(database, three_posts, make_post(1, comments=None))
    assert (row(database, 1).comments, row(database, 1).comments_new) == (None, 0)


def test_reading_again_has_seen_the_edit(database: Database, three_posts: int) -> None:
    database.write_now(marks.set_flag, [1], Flag.READ, True)
    save(database, three_posts, make_post(1, html="<p>Edited</p>"))
    assert row(database, 1).is_changed
    assert database.write_now(marks.set_flag, [1], Flag.READ, True).post_ids == ()
    assert not row(database, 1).is_changed


@pytest.fixture
def five_sorts(database: Database) -> list[int]:
    """Unread; read; read with new comments; read and edited; kept unread, edited, commented."""
    blog_id = add_blog(database)
    ids = [1, 2, 3, 4, 5]
    save(database, blog_id, *(make_post(n, comments=5) for n in ids))
    database.write_now(marks.set_flag, [2, 3, 4, 5], Flag.READ, True)
    save(database, blog_id, make_post(3, comments=8), make_post(4, comments=5, html="New"))
    save(database, blog_id, make_post(5, comments=9, html="New"))
    database.write_now(marks.set_flag, [5], Flag.READ, False)
    return ids


def said(database: Database) -> list[tuple[bool, int, bool]]:
    rows = database.read_now(posts.rows, [1, 2, 3, 4, 5])
    return [(row.is_read, row.comments_new, row.is_changed) for row in rows]


READ = (True, 0, False)


def test_marking_a_list_read_leaves_alone_what_was_read_before(
    database: Database, five_sorts: list[int]
) -> None:
    before = said(database)
    assert before[2:] == [(True, 3, False), (True, 0, True), (False, 4, True)]
    mark = database.write_now(marks.set_flag, five_sorts, Flag.READ, True, sees=False)
    assert mark.post_ids == (1, 5)
    assert said(database) == [READ, READ, *before[2:4], READ]


@pytest.mark.parametrize("sees", [True, False])
def test_undo_brings_back_what_had_been_seen_and_redo_sees_again(
    database: Database, five_sorts: list[int], sees: bool
) -> None:
    before = said(database)
    mark = database.write_now(marks.set_flag, five_sorts, Flag.READ, True, sees=sees)
    after = said(database)
    undone = database.write_now(marks.undo, mark)
    assert (undone.value, undone.post_ids) == (False, mark.post_ids)
    assert [said(database)[n - 1] for n in mark.post_ids] == [before[0], before[4]]
    database.write_now(marks.undo, undone)
    assert said(database) == after


def test_undoing_kept_unread_sees_nothing(database: Database, five_sorts: list[int]) -> None:
    before = said(database)
    mark = database.write_now(marks.set_flag, [3, 4], Flag.READ, False)
    database.write_now(marks.undo, mark)
    assert said(database) == before


def test_a_post_read_after_an_undone_mark_has_no_new_comments(
    database: Database, five_sorts: list[int]
) -> None:
    mark = database.write_now(marks.set_flag, [1], Flag.READ, True)
    database.write_now(marks.undo, mark)
    (blog,) = database.read_now(blogs.list_blogs)
    save(database, blog.id, make_post(1, comments=9))
    assert row(database, 1).comments_new == 0, "it was never read"


@pytest.mark.parametrize(("share", "kept"), [(0.25, 0.25), (-1.0, 0.0), (7.0, 1.0)])
def test_a_position_is_a_share_of_the_text(
    database: Database, three_posts: int, share: float, kept: float
) -> None:
    database.write_now(marks.save_position, 1, share, NOW)
    article = database.read_now(posts.article, 1)
    assert article is not None
    assert article.position == kept


def begin(database: Database, post_id: int, share: float, minute: int) -> None:
    moved = NOW + timedelta(minutes=minute)
    database.write_now(marks.save_position, post_id, share, moved)


def test_of_posts_that_were_begun_the_last_one_is_gone_on_with(
    database: Database, three_posts: int
) -> None:
    assert database.read_now(marks.begun_last) is None
    begin(database, 2, 0.25, 1)
    begin(database, 3, 0.5, 2)
    begin(database, 1, 0.0, 3)
    assert database.read_now(marks.begun_last) == 3
    assert database.read_now(marks.begun_last, 3) == 2
    assert [row(database, number).begun for number in (1, 2, 3)] == [0.0, 0.25, 0.5]


def test_a_post_that_was_read_to_its_end_keeps_its_place_and_is_not_begun(
    database: Database, three_posts: int
) -> None:
    begin(database, 3, 0.5, 1)
    database.write_now(marks.save_position, 3, 0.75, None)
    article = database.read_now(posts.article, 3)
    assert article is not None
    assert (article.position, article.row.begun) == (0.75, 0.0)
    assert database.read_now(marks.begun_last) is None


def test_a_post_that_went_with_its_blog_is_not_gone_on_with(
    database: Database, three_posts: int
) -> None:
    begin(database, 2, 0.25, 1)
    begin(database, 3, 0.5, 2)
    database.write_now(marks.set_flag, [2], Flag.STARRED, True)
    database.write_now(blogs.remove, three_posts)
    while database.write_now(blogs.clear_removed):
        pass
    assert database.read_now(marks.begun_last) == 2

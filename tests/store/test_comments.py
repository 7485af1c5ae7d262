"""What readers said is kept, in its order, and nothing a blog takes away is lost."""

from collections.abc import Sequence
from datetime import timedelta

import pytest

from tests.store.making import NOW, add_blog, make_comment, make_post, save
from tui_reader.models import Comment, ParsedComment, ParsedComments, Removed, Thread
from tui_reader.store import comments
from tui_reader.store.comments import SavedComments
from tui_reader.store.database import Database


@pytest.fixture
def blog_id(database: Database) -> int:
    """A blog with the posts 1 to 3; 1 has no comment count."""
    blog_id = add_blog(database)
    save(database, blog_id, make_post(1), make_post(2, comments=2), make_post(3, comments=3))
    return blog_id


def keep(
    database: Database,
    post_id: int,
    *given: ParsedComment,
    total: int | None = None,
    is_whole: bool = True,
    minutes: int = 0,
) -> SavedComments:
    return database.write_now(
        comments.save_thread,
        post_id,
        ParsedComments(given, total),
        NOW + timedelta(minutes=minutes),
        is_whole=is_whole,
    )


def thread_of(database: Database, post_id: int) -> Thread:
    thread = database.read_now(comments.thread, post_id)
    assert thread is not None
    return thread


def words(given: Sequence[Comment]) -> list[str]:
    return [comment.html for comment in given]


def outline(thread: Thread) -> list[str]:
    """The thread as text: numbers, indented by depth, with how many replies hang below."""
    return [
        f"{'.' * each.depth}{each.html.split()[1].removesuffix('</p>')}/{each.replies}"
        for each in thread.comments
    ]


def test_a_comment_comes_back_as_it_was_given(database: Database, blog_id: int) -> None:
    given = make_comment(
        1,
        author_url="https://reader.example/",
        url="https://what.example/1#c1",
        base="https://what.example/1",
        removed=Removed.NO,
    )
    assert keep(database, 1, given, total=1) == SavedComments(new=1)
    thread = thread_of(database, 1)
    (comment,) = thread.comments
    assert comment == Comment(
        id=1,
        parent_id=None,
        depth=0,
        replies=0,
        author="Reader 1",
        author_url="https://reader.example/",
        is_author=False,
        published=given.published,
        html="<p>Comment 1</p>",
        base="https://what.example/1",
        url="https://what.example/1#c1",
        removed=Removed.NO,
        is_gone=False,
        is_new=False,
    )
    assert (thread.title, thread.count, thread.fetched) == ("Post 1", 1, NOW)
    assert (thread.is_whole, thread.url) == (True, "https://what.example/1")


def test_a_thread_that_was_never_asked_for_is_empty(database: Database, blog_id: int) -> None:
    thread = thread_of(database, 2)
    assert (thread.comments, thread.count) == ((), 2)
    assert (thread.fetched, thread.is_whole) == (None, False)
    assert database.read_now(comments.thread, 99) is None
    assert keep(database, 99, make_comment(1)) == SavedComments()


def test_replies_stand_under_their_parents_oldest_first(database: Database, blog_id: int) -> None:
    keep(
        database,
        1,
        make_comment(6, parent="c4"),
        make_comment(5),
        make_comment(4, parent="c1"),
        make_comment(3, parent="c1"),
        make_comment(2, parent="never kept"),
        make_comment(1),
    )
    assert outline(thread_of(database, 1)) == ["1/3", ".3/0", ".4/1", "..6/0", "2/0", "5/0"]

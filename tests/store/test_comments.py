"""What readers said is kept, in its order, and nothing a blog takes away is lost."""

import sqlite3
from collections.abc import Sequence
from datetime import timedelta

import pytest

from tests.store.making import NOW, add_blog, make_comment, make_feed, make_post, save, save_pages
from tests.store.ruling import make_rule
from tui_reader.limits import AUTHOR_LETTERS, COMMENT_BYTES
from tui_reader.models import Comment, Flag, ParsedComment, ParsedComments, Removed, Thread
from tui_reader.store import blogs, comments, marks, posts
from tui_reader.store.comment_writer import CUT_NOTE, within_limit
from tui_reader.store.comments import CommentWalk, SavedComments
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


def test_comments_of_one_second_stand_by_number(database: Database, blog_id: int) -> None:
    keep(database, 1, *(make_comment(number, published=NOW) for number in (1000, 998, 999)))
    assert outline(thread_of(database, 1)) == ["998/0", "999/0", "1000/0"]


def test_who_wrote_the_post_is_known_by_the_blogs_word_alone(database: Database) -> None:
    blog_id = add_blog(database)
    save(database, blog_id, make_post(1, author="Ana", author_key="user:1"), make_post(2))
    given = [
        make_comment(1, author="Ana"),
        make_comment(2, author="Somebody", author_key="user:1"),
        make_comment(3, author_key="user:2"),
    ]
    for post_id in (1, 2):
        keep(database, post_id, *given)
    badges = [[each.is_author for each in thread_of(database, n).comments] for n in (1, 2)]
    assert badges == [[False, True, False], [False, False, False]]


def test_an_edited_comment_takes_the_place_of_its_former_words(
    database: Database, blog_id: int
) -> None:
    keep(database, 1, make_comment(1))
    number = thread_of(database, 1).comments[0].id
    saved = keep(database, 1, make_comment(1, html="<p>Other words</p>", author="New name"))
    assert saved == SavedComments()
    (comment,) = thread_of(database, 1).comments
    assert (comment.id, comment.html, comment.author) == (number, "<p>Other words</p>", "New name")


def test_what_an_answer_leaves_out_of_a_comment_stays(database: Database, blog_id: int) -> None:
    keep(database, 1, make_comment(1), make_comment(2, parent="c1", url="https://what.example/#2"))
    before = thread_of(database, 1)
    bare = [ParsedComment(f"c{number}", "  ") for number in (1, 2)]
    assert keep(database, 1, *bare) == SavedComments()
    assert thread_of(database, 1) == before


@pytest.mark.parametrize("words", ["", "<p>This comment has been removed by the author.</p>"])
def test_a_removed_comment_keeps_its_words_and_replies(
    database: Database, blog_id: int, words: str
) -> None:
    given = [make_comment(1), make_comment(2, parent="c1")]
    keep(database, 2, *given, total=2)
    removed = make_comment(1, html=words, removed=Removed.BY_AUTHOR)
    assert keep(database, 2, removed, given[1], total=2) == SavedComments(removed=1)
    assert keep(database, 2, removed, given[1], total=2) == SavedComments()
    thread = thread_of(database, 2)
    assert outline(thread) == ["1/1", ".2/0"]
    assert [each.removed for each in thread.comments] == [Removed.BY_AUTHOR, Removed.NO]
    assert (thread.count, thread.is_whole) == (2, True)
    keep(database, 2, *given, total=2)
    assert thread_of(database, 2).comments[0].removed is Removed.NO


def test_a_comment_that_was_removed_before_it_was_seen_counts(
    database: Database, blog_id: int
) -> None:
    removed = make_comment(1, html="", removed=Removed.BY_BLOG)
    assert keep(database, 1, removed) == SavedComments(new=1)
    assert thread_of(database, 1).comments[0].removed is Removed.BY_BLOG


def test_what_a_whole_thread_no_longer_has_is_gone_but_kept(
    database: Database, blog_id: int
) -> None:
    given = [make_comment(number) for number in (1, 2, 3)]
    keep(database, 3, *given, total=3)
    assert keep(database, 3, given[0], total=1, is_whole=False) == SavedComments()
    assert keep(database, 3, given[0], total=1) == SavedComments(gone=2)
    thread = thread_of(database, 3)
    assert [each.is_gone for each in thread.comments] == [False, True, True]
    assert words(thread.comments) == [comment.html for comment in given]
    assert (thread.count, thread.is_whole) == (1, True)
    assert database.read_now(comments.count_kept, blog_id) == 1
    assert keep(database, 3, given[0], total=1) == SavedComments()
    assert keep(database, 3, *given, total=3) == SavedComments()
    assert not [each for each in thread_of(database, 3).comments if each.is_gone]


def test_new_ones_are_those_that_came_after_the_thread_was_read(
    database: Database, blog_id: int
) -> None:
    def new() -> list[bool]:
        return [comment.is_new for comment in thread_of(database, 2).comments]

    keep(database, 2, make_comment(1))
    assert new() == [False]
    database.write_now(comments.see_thread, 2, NOW)
    keep(database, 2, make_comment(1), make_comment(2), minutes=5)
    assert new() == [False, True]
    database.write_now(comments.see_thread, 2, NOW + timedelta(minutes=5))
    assert new() == [False, False]
    database.write_now(comments.see_thread, 99, NOW)


def test_to_read_a_thread_is_to_see_its_count(database: Database, blog_id: int) -> None:
    def grown() -> tuple[int | None, int]:
        (row,) = database.read_now(posts.rows, [2])
        return row.comments, row.comments_new

    database.write_now(comments.see_thread, 2, NOW)
    save(database, blog_id, make_post(2, comments=5))
    assert grown() == (5, 3)
    keep(database, 2, *map(make_comment, range(6)), total=6, minutes=1)
    assert grown() == (6, 4)
    database.write_now(comments.see_thread, 2, NOW + timedelta(minutes=2))
    assert grown() == (6, 0)


def test_a_count_is_what_the_blog_says_of_a_whole_thread(database: Database, blog_id: int) -> None:
    def counts() -> list[int | None]:
        blog = database.read_now(blogs.get_blog, blog_id)
        assert blog is not None
        return [*(row.comments for row in database.read_now(posts.rows, [1, 2])), blog.comments]

    assert counts() == [None, 2, 5]
    keep(database, 1, make_comment(1))
    assert counts() == [None, 2, 5]  # nobody said how many there are
    keep(database, 1, make_comment(1), total=1)
    keep(database, 2, make_comment(1), total=7, is_whole=False)
    assert counts() == [1, 2, 6]
    keep(database, 2, *map(make_comment, range(4)), is_whole=False)
    assert counts() == [1, 4, 8]  # no fewer than are here


def test_threads_that_are_asked_for(database: Database, blog_id: int) -> None:
    def wanted() -> list[int]:
        return [each.post_id for each in database.read_now(comments.threads_wanted, blog_id)]

    save_pages(database, blog_id, make_post(8, title="About", comments=1), make_post(9))
    assert wanted() == [3, 2, 4]
    keep(database, 3, make_comment(1), is_whole=False, total=3)
    keep(database, 4, make_comment(1), total=1)
    assert wanted() == [2]  # 3 was not whole, but would be the same again
    assert not thread_of(database, 3).is_whole
    keep(database, 2, make_comment(1), total=None)
    assert wanted() == []
    assert thread_of(database, 2).is_whole  # it is all the blog gave, whatever it counts
    save(database, blog_id, make_post(2, comments=3), make_post(3, comments=4), make_post(1))
    assert wanted() == [3, 2]
    assert not thread_of(database, 2).is_whole


def test_a_thread_that_has_shrunk_is_asked_for(database: Database, blog_id: int) -> None:
    keep(database, 2, make_comment(1), make_comment(2), total=2)
    save(database, blog_id, make_post(2, comments=1))
    assert 2 in [each.post_id for each in database.read_now(comments.threads_wanted, blog_id)]
    assert thread_of(database, 2).is_whole
    assert keep(database, 2, make_comment(1), total=1) == SavedComments(gone=1)
    assert 2 not in [each.post_id for each in database.read_now(comments.threads_wanted, blog_id)]


def test_a_thread_whose_count_nobody_knows_is_asked_for_if_there_is_one(
    database: Database, blog_id: int
) -> None:
    database.write_now(comments.save_comments, blog_id, [make_comment(1, post="tag:1")], NOW)
    assert 1 in [each.post_id for each in database.read_now(comments.threads_wanted, blog_id)]
    keep(database, 1, make_comment(1))
    assert 1 not in [each.post_id for each in database.read_now(comments.threads_wanted, blog_id)]
    assert thread_of(database, 1).is_whole


def test_what_it_takes_to_ask_for_a_thread(database: Database) -> None:
    blog_id = add_blog(database)
    feed = "https://what.example/1/comments"
    save(database, blog_id, make_post(1, comments=2, comments_feed=feed), make_post(2))
    (source, other) = database.read_now(comments.sources, [1, 99, 2])
    assert (source.post_id, source.blog_id, source.title) == (1, blog_id, "Post 1")
    assert (source.guid, source.url) == ("tag:1", "https://what.example/1")
    assert (source.comments_feed, source.count, source.kept) == (feed, 2, 0)
    assert (source.fetched, source.asked) == (None, None)
    assert (other.post_id, other.count) == (2, None)
    keep(database, 1, make_comment(1), make_comment(2), make_comment(3), total=3)
    keep(database, 1, make_comment(1), make_comment(2), total=2)
    (source,) = database.read_now(comments.sources, [1])
    assert (source.count, source.kept, source.asked, source.fetched) == (2, 2, 2, NOW)


def test_a_blogs_comments_find_their_posts(database: Database, blog_id: int) -> None:
    given = [
        make_comment(1, post="tag:1"),
        make_comment(2, post_url="https://what.example/2?utm=x"),
        make_comment(3, post="tag:3"),
        make_comment(4, post="tag:77", post_url="https://what.example/77"),
        make_comment(5),
    ]
    urls = ["", "https://what.example/2", "", "https://what.example/77", ""]
    saved = database.write_now(
        comments.save_comments, blog_id, given, NOW, canonical_urls=urls, cursor="150"
    )
    assert saved == SavedComments(new=3, unknown=tuple(given[3:]))
    assert [words(thread_of(database, n).comments) for n in (1, 2, 3)] == [
        ["<p>Comment 1</p>"],
        ["<p>Comment 2</p>"],
        ["<p>Comment 3</p>"],
    ]
    assert database.read_now(comments.count_kept, blog_id) == 3
    other = add_blog(database, "other")
    saved = database.write_now(comments.save_comments, other, given, NOW, canonical_urls=urls)
    assert saved.unknown == tuple(given)


def test_the_blogs_word_of_a_whole_thread_stands_until_one_more_comes(
    database: Database, blog_id: int
) -> None:
    def count() -> int | None:
        return thread_of(database, 2).count

    given = [make_comment(number, post="tag:2") for number in (1, 2, 3)]
    keep(database, 2, *given, total=2)  # it counts one of them not
    assert count() == 2
    database.write_now(comments.save_comments, blog_id, given, NOW)
    assert count() == 2
    database.write_now(comments.save_comments, blog_id, [make_comment(4, post="tag:2")], NOW)
    assert count() == 4


def test_posts_are_named_whose_counts_may_be_old(database: Database, blog_id: int) -> None:
    later = NOW + timedelta(minutes=1)
    given = [
        make_comment(1, post="tag:1"),
        make_comment(2, post="tag:2", published=later),
        make_comment(3, post="tag:2"),
        make_comment(4, post="tag:3", published=None),
    ]
    saved = database.write_now(comments.save_comments, blog_id, given, later)
    assert saved == SavedComments(new=4, posts=(2,))
    assert database.write_now(comments.save_comments, blog_id, given, later) == SavedComments()


def test_the_walk_through_a_blogs_comments_goes_on_where_it_was(
    database: Database, blog_id: int
) -> None:
    def walk(cursor: str | None, *, is_last: bool = False, minutes: int = 0) -> CommentWalk:
        now = NOW + timedelta(minutes=minutes)
        database.write_now(comments.save_comments, blog_id, [], now, cursor=cursor, is_last=is_last)
        return database.read_now(comments.comment_walk, blog_id)

    assert database.read_now(comments.comment_walk, blog_id) == CommentWalk("", None)
    assert walk(None) == CommentWalk("", None)
    assert walk("151") == CommentWalk("151", None)
    assert walk("", is_last=True, minutes=3) == CommentWalk("", NOW + timedelta(minutes=3))
    assert walk("151", minutes=9) == CommentWalk("151", NOW + timedelta(minutes=3))
    database.write_now(blogs.remove, blog_id)
    assert walk("301") == CommentWalk("", None)


def test_the_newest_comments_of_one_blog_and_of_all_followed_ones(
    database: Database, blog_id: int
) -> None:
    visited = add_blog(database, "other", followed=False, title="Other")
    save(database, visited, make_post(7), feed=make_feed("Other"))
    keep(database, 4, make_comment(9))
    keep(database, 1, make_comment(1), make_comment(5))
    removed = make_comment(6, removed=Removed.BY_AUTHOR)
    keep(database, 2, make_comment(3, parent="c1"), removed)

    def recent(blog: int | None, limit: int = 9) -> list[str]:
        found = database.read_now(comments.recent, blog, limit)
        return [f"{each.blog_title}/{each.post_title}: {each.comment.author}" for each in found]

    mine = [
        "What Now?/Post 1: Reader 5",
        "What Now?/Post 2: Reader 3",
        "What Now?/Post 1: Reader 1",
    ]
    assert recent(blog_id) == recent(None) == mine
    assert recent(blog_id, 2) == mine[:2]
    assert recent(visited) == ["Other/Post 7: Reader 9"]
    found = database.read_now(comments.recent, blog_id, 1)[0]
    assert (found.post_id, found.comment.depth, found.comment.parent_id) == (1, 0, None)


def test_comments_on_a_hidden_post_are_in_its_thread_only(database: Database, blog_id: int) -> None:
    keep(database, 1, make_comment(1), make_comment(5))
    keep(database, 2, make_comment(3))
    make_rule(database, 'title:"Post 1"')
    for blog in (blog_id, None):
        found = database.read_now(comments.recent, blog, 9)
        assert [each.comment.author for each in found] == ["Reader 3"]
    thread = database.read_now(comments.thread, 1)
    assert thread is not None
    assert len(thread.comments) == 2


@pytest.mark.parametrize("blog", [None, 1])
def test_the_newest_comments_are_never_sorted(
    database: Database, blog_id: int, blog: int | None
) -> None:
    def steps(connection: sqlite3.Connection) -> list[str]:
        asked: list[str] = []
        connection.set_trace_callback(asked.append)
        comments.recent(connection, blog, 9)
        connection.set_trace_callback(None)
        return [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {asked[-1]}")]

    assert not [step for step in database.read_now(steps) if "TEMP B-TREE" in step]


def test_comments_go_with_their_posts_and_stay_with_starred_ones(
    database: Database, blog_id: int
) -> None:
    for post_id in (1, 2):
        keep(database, post_id, make_comment(1), make_comment(2))
    database.write_now(marks.set_flag, [2], Flag.STARRED, True)
    database.write_now(blogs.remove, blog_id)
    assert database.read_now(comments.recent, None, 9) == ()
    while database.write_now(blogs.clear_removed):
        pass
    assert database.read_now(comments.thread, 1) is None
    assert len(thread_of(database, 2).comments) == 2
    assert database.read_now(comments.count_kept, blog_id) == 2
    late = database.write_now(comments.save_comments, blog_id, [make_comment(7, post="tag:2")], NOW)
    assert late == SavedComments()


def test_hostile_comments_are_kept_harmless(database: Database, blog_id: int) -> None:
    given = ParsedComment(
        guid="\ud800\0",
        html="\0<p>words \udfff</p>",
        author="A\x1b[31m\n" + "x" * 400,
        author_url="https://reader.example/\x1b" + "x" * 3_000,
        published=NOW + timedelta(days=4_000),
        parent="\ud800\0",
    )
    nameless = ParsedComment(guid="", html="<p>One</p>"), ParsedComment(guid="", html="<p>Two</p>")
    assert keep(database, 1, given, *nameless, *nameless) == SavedComments(new=3)
    thread = thread_of(database, 1)
    hostile = thread.comments[-1]
    assert hostile.html == "\ufffd<p>words \ufffd</p>"
    assert hostile.author.startswith("A[31m x")
    assert len(hostile.author) == AUTHOR_LETTERS
    assert (hostile.author_url, hostile.parent_id) == ("", None)
    assert {each.html for each in thread.comments[:2]} == {"<p>One</p>", "<p>Two</p>"}
    assert keep(database, 1, given, *nameless) == SavedComments()


@pytest.mark.parametrize("over", [-1, 0, 1, 5_000])
def test_a_comment_longer_than_its_bound_is_cut_with_a_word(
    database: Database, blog_id: int, over: int
) -> None:
    html = "é" * 100 + "<b>" + "x" * (COMMENT_BYTES + over - 203)
    keep(database, 1, make_comment(1, html=html))
    kept = thread_of(database, 1).comments[0].html
    assert len(kept.encode()) <= COMMENT_BYTES
    assert (kept == html) is (over <= 0)
    assert over <= 0 or kept.endswith(CUT_NOTE)


def test_a_comment_is_not_cut_within_a_tag() -> None:
    html = "x" * (COMMENT_BYTES - len(CUT_NOTE.encode()) - 5) + '<a href="https://what.example/">y'
    assert within_limit(html + "z" * 100).endswith("xxx" + CUT_NOTE)

"""Blogs come and go; what a person starred or read stays."""

import pytest

from tests.store.making import DUE, ETAG, NOW, add_blog, make_comment, make_feed, make_post, save
from tui_reader.models import Flag, ParsedComments, PostQuery, Validators, View
from tui_reader.models.kept import masked
from tui_reader.store import answers, blogs, comments, marks, posts, schedule, search_index
from tui_reader.store.database import Database


def clear(database: Database) -> int:
    total = 0
    while gone := database.write_now(blogs.clear_removed, 2):
        total += gone
    return total


def test_blogs_stand_by_title_and_the_guide_last(database: Database) -> None:
    add_blog(database, "guide", feed_url="guide:reader", title="A guide")
    add_blog(database, "b", title="beta")
    add_blog(database, "a", title="Alpha", followed=False)
    listed = database.read_now(blogs.list_blogs)
    assert [blog.title for blog in listed] == ["Alpha", "beta", "A guide"]
    assert [blog.is_followed for blog in listed] == [False, True, True]
    assert listed[2].is_guide


@pytest.mark.parametrize(
    ("title", "url", "shown"),
    [
        ("Feed's own", "https://a.example/", "Feed's own"),
        ("", "https://a.example:8080/x", "a.example:8080"),
        ("\x1b\n", "", "what.example"),
    ],
)
def test_a_blog_always_has_a_title(database: Database, title: str, url: str, shown: str) -> None:
    blog_id = add_blog(database, title=title)
    save(database, blog_id, feed=make_feed(title, url=url))
    assert database.read_now(blogs.list_blogs)[0].title == shown
    assert database.read_now(schedule.fetch_states)[0].title == shown


def test_a_blog_shows_its_counts_and_facts(database: Database) -> None:
    blog_id = add_blog(database)
    feed = make_feed(subtitle="About", posts_total=6043)
    save(database, blog_id, *(make_post(n, comments=n) for n in range(4)), feed=feed)
    database.write_now(marks.set_flag, [1, 2], Flag.READ, True)
    database.write_now(marks.set_flag, [2], Flag.STARRED, True)
    save(database, blog_id, make_post(3, comments=None), feed=feed)
    blog = database.read_now(blogs.get_blog, blog_id)
    assert blog is not None
    assert (blog.posts, blog.posts_total, blog.unread, blog.starred) == (4, 6043, 2, 1)
    assert (blog.comments, blog.subtitle, blog.url) == (3, "About", "https://what.example/")
    assert (blog.last_fetch, blog.next_fetch, blog.error) == (NOW, DUE.next_fetch, None)
    assert database.read_now(blogs.get_blog, 99) is None


def test_a_blog_is_added_once(database: Database) -> None:
    visited = add_blog(database, followed=False)
    assert add_blog(database, followed=True) == visited
    assert add_blog(database, followed=False) == visited
    (blog,) = database.read_now(blogs.list_blogs)
    assert blog.is_followed
    assert database.read_now(blogs.find_by_feed, "https://what.example/feed") == visited
    assert database.read_now(blogs.find_by_feed, "https://no.example/feed") is None


def test_a_removed_blog_is_hidden_at_once_and_its_stars_stay(database: Database) -> None:
    blog_id = add_blog(database)
    save(database, blog_id, *(make_post(n, labels=("Asia",), comments=1) for n in range(1, 6)))
    database.write_now(marks.set_flag, [2], Flag.STARRED, True)
    database.write_now(marks.set_flag, [1], Flag.READ, True)
    database.write_now(blogs.remove, blog_id)
    assert database.read_now(blogs.list_blogs) == ()
    assert database.read_now(blogs.find_by_feed, "https://what.example/feed") is None
    assert len(database.read_now(posts.index, PostQuery())) == 0
    assert clear(database) == 4
    starred = database.read_now(posts.index, PostQuery(view=View.STARRED)).ids
    (row,) = database.read_now(posts.rows, starred)
    assert (row.id, row.title, row.blog_title) == (2, "Post 2", "What Now?")
    hidden = database.read_now(blogs.get_blog, blog_id)
    assert hidden is not None
    assert (hidden.posts, hidden.unread, hidden.starred, hidden.comments) == (1, 1, 1, 1)
    assert database.read_now(blogs.count_stars) == 1


def test_a_blog_that_comes_back_finds_its_marks_and_is_asked_for_all(database: Database) -> None:
    blog_id = add_blog(database)
    given = [make_post(n) for n in (1, 2, 3)]
    save(database, blog_id, *given)
    database.write_now(marks.set_flag, [1], Flag.READ, True)
    database.write_now(marks.save_position, 1, 0.5, NOW)
    database.write_now(blogs.remove, blog_id)
    clear(database)
    assert add_blog(database) == blog_id
    (state,) = database.read_now(schedule.fetch_states)
    assert (state.validators, state.next_fetch) == (Validators(), None)
    assert save(database, blog_id, *given, make_post(4)).new == 1
    rows = database.read_now(posts.rows, [1, 2, 3, 4])
    assert [(row.title, row.is_read) for row in rows] == [
        ("Post 1", True),
        ("Post 2", False),
        ("Post 3", False),
        ("Post 4", False),
    ]
    article = database.read_now(posts.article, 1)
    assert article is not None
    assert article.position == 0.5
    (blog,) = database.read_now(blogs.list_blogs)
    assert (blog.posts, blog.unread) == (4, 3)


def test_a_blog_that_comes_back_while_it_is_cleared_keeps_the_rest(database: Database) -> None:
    blog_id = add_blog(database)
    save(database, blog_id, *map(make_post, range(5)))
    database.write_now(blogs.remove, blog_id)
    assert database.write_now(blogs.clear_removed, 2) == 2
    add_blog(database)
    assert database.write_now(blogs.clear_removed, 2) == 0
    assert len(database.read_now(posts.index, PostQuery())) == 3


def test_posts_with_many_comments_go_fewer_at_a_time(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(blogs, "BATCH_COMMENTS", 3)
    blog_id = add_blog(database)
    save(database, blog_id, *map(make_post, range(6)))
    for post_id, count in ((1, 2), (2, 1), (3, 5), (4, 0), (5, 0), (6, 2)):
        thread = ParsedComments(tuple(map(make_comment, range(count))))
        database.write_now(comments.save_thread, post_id, thread, NOW, is_whole=True)
    database.write_now(blogs.remove, blog_id)
    assert [database.write_now(blogs.clear_removed) for _ in range(4)] == [2, 1, 3, 0]
    assert database.read_now(comments.count_kept, blog_id) == 0


def test_an_answer_that_arrives_after_removal_is_dropped(database: Database) -> None:
    blog_id = add_blog(database)
    save(database, blog_id, make_post(1))
    database.write_now(blogs.remove, blog_id)
    database.write_now(answers.save_unchanged, blog_id, ETAG, DUE)
    database.write_now(schedule.save_schedule, blog_id, DUE)
    assert save(database, blog_id, make_post(1), make_post(2)).new == 0
    assert clear(database) == 1
    add_blog(database)
    (state,) = database.read_now(schedule.fetch_states)
    assert (state.validators, state.last_fetch) == (Validators(), None)


def test_the_search_index_forgets_what_goes(database: Database) -> None:
    blog_id = add_blog(database)
    save(database, blog_id, *map(make_post, range(5)))
    assert database.write_now(search_index.feed, str) == 5
    database.write_now(blogs.remove, blog_id)
    clear(database)
    assert database.read_now(search_index.pending) == 5
    assert database.write_now(search_index.feed, str) == 5


@pytest.mark.parametrize(
    ("url", "feed_url", "host"),
    [
        ("https://what.example/", "https://feeds.example/1", "what.example"),
        ("", "https://me:secret@feeds.example:8080/1", "feeds.example:8080"),
        ("", "https://me:a@b@feeds.example?x=1", "feeds.example"),
        ("https://me:secret@what.example", "https://feeds.example/1", "what.example"),
        ("no address", "https://feeds.example/me@home", "feeds.example"),
        ("", "guide:reader", ""),
        ("", "file:///home/me@home/feed.xml", ""),
    ],
)
def test_a_blog_lives_at_a_host_and_no_password_is_shown(
    database: Database, url: str, feed_url: str, host: str
) -> None:
    blog_id = add_blog(database, title="", feed_url=feed_url, url=url)
    blog = database.read_now(blogs.get_blog, blog_id)
    assert blog is not None
    assert blog.host == host
    assert blog.title == (host or feed_url)
    assert "secret" not in masked(blog.feed_url)


# ------------------------------------------------------------------------- one blog, two addresses


def feed_of(database: Database, blog_id: int) -> tuple[str, str]:
    (state,) = database.read_now(schedule.fetch_states, [blog_id])
    return state.feed_url, state.typed_host


def test_a_blog_is_found_by_where_its_documents_come_from(database: Database) -> None:
    origin = "blogger:77"
    removed = add_blog(database, "removed", origin=origin)
    visited = add_blog(database, "visited", origin=origin, followed=False)
    followed = add_blog(database, "followed", origin=origin)
    add_blog(database, "nameless")
    add_blog(database, "other", origin="blogger:7")
    database.write_now(blogs.remove, removed)
    assert database.read_now(blogs.find_by_origin, origin) == [followed, visited, removed]
    assert database.read_now(blogs.find_by_origin, "") == []
    assert database.read_now(blogs.find_by_origin, "site:https://no.example") == []


def test_an_origin_that_is_known_stays(database: Database) -> None:
    blog_id = add_blog(database)
    database.write_now(blogs.set_origin, blog_id, "blogger:1")
    database.write_now(blogs.set_origin, blog_id, "blogger:2")
    add_blog(database)
    assert database.read_now(blogs.find_by_origin, "blogger:1") == [blog_id]
    add_blog(database, origin="blogger:3")
    assert database.read_now(blogs.find_by_origin, "blogger:3") == [blog_id]


def test_a_blog_from_a_backup_gets_a_server(database: Database) -> None:
    blog_id = add_blog(database, feed_url="backup:blogger:77")
    save(database, blog_id, make_post(1))
    assert database.read_now(schedule.fetch_states) == ()
    address = "https://what.example/feed"
    assert database.write_now(blogs.adopt_feed, blog_id, address, address, "what.example")
    assert feed_of(database, blog_id) == (address, "what.example")
    (state,) = database.read_now(schedule.fetch_states)
    assert (state.validators, state.last_fetch) == (Validators(), None)
    assert database.read_now(blogs.find_by_feed, address) == blog_id
    assert save(database, blog_id, make_post(1), make_post(2)).new == 1


def test_an_address_that_another_blog_has_is_not_taken(database: Database) -> None:
    backup, other = add_blog(database, feed_url="backup:1"), add_blog(database)
    address = "https://what.example/feed"
    assert not database.write_now(blogs.adopt_feed, backup, address, address, "")
    assert database.read_now(blogs.find_by_feed, address) == other
    assert feed_of(database, other) == (address, "")
    blog = database.read_now(blogs.get_blog, backup)
    assert blog is not None
    assert blog.feed_url == "backup:1"


def test_a_removed_blog_gives_its_address_up_and_keeps_its_stars(database: Database) -> None:
    removed = add_blog(database)
    save(database, removed, make_post(1))
    database.write_now(marks.set_flag, [1], Flag.STARRED, True)
    database.write_now(blogs.remove, removed)
    backup = add_blog(database, feed_url="backup:1")
    address = "https://what.example/feed"
    assert database.write_now(blogs.adopt_feed, backup, address, address, "")
    assert add_blog(database) == backup
    assert database.read_now(posts.index, PostQuery(view=View.STARRED)).ids.tolist() == [1]


def test_a_removed_blog_gets_no_server(database: Database) -> None:
    removed, backup = add_blog(database), add_blog(database, feed_url="backup:1")
    for blog_id in (removed, backup):
        database.write_now(blogs.remove, blog_id)
    address = "https://what.example/feed"
    for blog_id in (removed, backup, 99):
        assert not database.write_now(blogs.adopt_feed, blog_id, address, address, "")
    assert database.read_now(schedule.fetch_states) == ()
    assert add_blog(database) == removed


def test_a_first_answer_says_which_blog_it_is_of(database: Database) -> None:
    address = "https://what.example/feed"
    newcomer = answers.Newcomer(address, address, is_followed=True, origin="blogger:77")
    blog_id, _ = database.write_now(
        answers.save_first,
        newcomer,
        make_feed(),
        ETAG,
        DUE,
        lambda _: (),
        NOW,
        text_of=str,
        canonical_urls=(),
        identities=(),
    )
    assert database.read_now(blogs.find_by_origin, "blogger:77") == [blog_id]

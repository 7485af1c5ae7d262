"""A page of an archive, its posts and where the walk goes on are one; old posts are no news."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tests.store.making import (
    DUE,
    ETAG,
    NOW,
    add_blog,
    begin,
    identity_of,
    make_feed,
    make_page,
    make_post,
    plan,
    save,
    save_page,
    text_of,
)
from tui_reader.models import (
    ArchiveState,
    Change,
    Flag,
    MonthTotal,
    ParsedPost,
    PostQuery,
    Validators,
)
from tui_reader.store import answers, archive, blogs, calendar, marks, posts, schedule
from tui_reader.store.answers import Saved
from tui_reader.store.database import Database


def read_by_number(database: Database) -> dict[int, bool]:
    """Which posts are read, by the number in their title."""
    ids = database.read_now(posts.index, PostQuery()).ids
    rows = database.read_now(posts.rows, ids)
    return {int(row.title.removeprefix("Post ")): row.is_read for row in rows}


def state_of(database: Database, blog_id: int) -> ArchiveState:
    state = database.read_now(archive.state, blog_id)
    assert state is not None
    return state


def test_a_walk_begins_goes_on_and_ends(database: Database) -> None:
    blog_id = add_blog(database)
    assert database.read_now(archive.state, blog_id) is None
    since = datetime(2004, 3, 1, tzinfo=UTC)
    begin(database, blog_id, wanted=True, posts_total=6043, since=since, note="Only titles.")
    state = state_of(database, blog_id)
    assert (state.strategy, state.cursor, state.note) == ("blogger", "first", "Only titles.")
    assert (state.posts_total, state.since, state.started) == (6043, since, NOW)
    assert (state.is_done, state.is_wanted) == (False, True)
    later = NOW + timedelta(seconds=5)
    page = make_page(make_post(2), make_post(1), cursor="150", posts_total=6044)
    assert save_page(database, blog_id, page, now=later) == Saved(new=2)
    state = state_of(database, blog_id)
    assert (state.cursor, state.posts_total, state.updated) == ("150", 6044, later)
    assert (state.is_done, state.is_wanted, state.started) == (False, True, NOW)
    save_page(database, blog_id, make_page(cursor="end", is_last=True))
    state = state_of(database, blog_id)
    assert (state.cursor, state.is_done, state.is_wanted) == ("end", True, False)
    assert database.read_now(archive.states) == (state,)


def test_a_walk_can_be_ended_with_a_word_about_what_is_missing(database: Database) -> None:
    blog_id = add_blog(database)
    begin(database, blog_id, wanted=True)
    database.write_now(archive.finish, blog_id, "The oldest 10 are\ngone.", NOW)
    state = state_of(database, blog_id)
    assert (state.is_done, state.is_wanted, state.note) == (True, False, "The oldest 10 are gone.")


def test_a_person_wants_a_walk_or_stops_it(database: Database) -> None:
    blog_id = add_blog(database)
    begin(database, blog_id)
    for wanted in (True, False):
        database.write_now(archive.set_wanted, blog_id, wanted)
        assert state_of(database, blog_id).is_wanted is wanted


def test_old_posts_arrive_read_and_newer_ones_are_news(database: Database) -> None:
    blog_id = add_blog(database)
    save(database, blog_id, make_post(5), make_post(6))
    begin(database, blog_id)
    save_page(database, blog_id, make_page(make_post(7), make_post(6), make_post(4)))
    assert read_by_number(database) == {7: False, 6: False, 5: False, 4: True}
    blog = database.read_now(blogs.get_blog, blog_id)
    assert blog is not None
    assert (blog.posts, blog.unread) == (4, 3)


def test_a_post_of_the_very_same_moment_is_old(database: Database) -> None:
    blog_id = add_blog(database)
    save(database, blog_id, make_post(5))
    begin(database, blog_id)
    save_page(database, blog_id, make_page(make_post(4, published=make_post(5).published)))
    assert read_by_number(database)[4] is True


def test_where_nothing_was_kept_all_is_old(database: Database) -> None:
    blog_id = add_blog(database)
    begin(database, blog_id)
    save_page(database, blog_id, make_page(make_post(7), make_post(6)))
    assert read_by_number(database) == {7: True, 6: True}


def test_old_posts_arrive_unread_where_a_person_wants_it(database: Database) -> None:
    blog_id = add_blog(database)
    begin(database, blog_id)
    save_page(database, blog_id, make_page(make_post(1)), arrives_unread=True)
    assert read_by_number(database) == {1: False}


def test_a_post_that_comes_back_is_as_read_as_it_was(database: Database) -> None:
    blog_id = add_blog(database)
    save(database, blog_id, *map(make_post, (1, 2, 3)))
    database.write_now(marks.set_flag, [1], Flag.READ, True)
    database.write_now(blogs.remove, blog_id)
    while database.write_now(blogs.clear_removed):
        pass
    add_blog(database)
    begin(database, blog_id)
    saved = save_page(database, blog_id, make_page(*map(make_post, range(5))))
    assert saved == Saved(new=2, back=3)
    assert read_by_number(database) == {4: True, 3: False, 2: False, 1: True, 0: True}


def test_a_post_that_arrives_read_has_no_comments_seen(database: Database) -> None:
    blog_id = add_blog(database)
    begin(database, blog_id)
    save_page(database, blog_id, make_page(make_post(1, comments=3)))
    save(database, blog_id, make_post(1, comments=5))
    (row,) = database.read_now(posts.rows, [1])
    assert (row.comments, row.comments_new) == (5, 0)


def test_a_page_touches_neither_schedule_nor_the_blogs_own_facts(database: Database) -> None:
    blog_id = add_blog(database)
    feed = make_feed(subtitle="About", generator="Blogger", posts_total=10)
    save(database, blog_id, make_post(9), feed=feed)
    begin(database, blog_id)
    before = database.read_now(schedule.fetch_states), database.read_now(blogs.get_blog, blog_id)
    page = make_page(make_post(1))
    save_page(database, blog_id, replace(page, feed=replace(page.feed, title="Another")))
    assert database.read_now(schedule.fetch_states) == before[0]
    assert before[0][0].validators == ETAG
    blog, former = database.read_now(blogs.get_blog, blog_id), before[1]
    assert blog is not None
    assert former is not None
    assert blog == former._replace(posts=2)


def test_the_blogs_own_number_is_kept_and_no_feed_without_one_takes_it(database: Database) -> None:
    blog_id = add_blog(database)
    begin(database, blog_id, posts_total=700)
    totals = []
    for step in (
        lambda: None,
        lambda: save_page(database, blog_id, make_page(posts_total=701)),
        lambda: save_page(database, blog_id, make_page(make_post(1))),
        lambda: save(database, blog_id, feed=make_feed()),
        lambda: save(database, blog_id, feed=make_feed(posts_total=702)),
    ):
        step()
        blog = database.read_now(blogs.get_blog, blog_id)
        assert blog is not None
        totals.append(blog.posts_total)
    assert totals == [700, 701, 701, 701, 702]


def test_documents_that_never_change_are_known_by_address(database: Database) -> None:
    blog_id = add_blog(database)
    begin(database, blog_id)
    for number in (1, 2, 2):
        document = f"https://what.example/archive/{number}"
        save_page(database, blog_id, make_page(make_post(number), document=document))
    (source,) = database.read_now(archive.sources)
    assert source.documents == {f"https://what.example/archive/{number}" for number in (1, 2)}


def test_what_a_strategy_starts_from(database: Database) -> None:
    feed = make_feed(kind="rss20", generator="WordPress 6", feed_id="tag:1", posts_total=12)
    followed = add_blog(database, typed_host="what.example")
    save(database, followed, make_post(1), feed=feed)
    visited = add_blog(database, "visited", followed=False, title="")
    add_blog(database, feed_url="guide:reader")
    add_blog(database, feed_url="file:///feed.xml")
    database.write_now(blogs.remove, add_blog(database, "gone"))
    sources = database.read_now(archive.sources)
    assert [source.blog_id for source in sources] == [followed, visited]
    source = sources[0]
    assert (source.title, source.feed_url) == ("What Now?", "https://what.example/feed")
    assert (source.url, source.kind) == ("https://what.example/", "rss20")
    assert (source.generator, source.feed_id) == ("WordPress 6", "tag:1")
    assert (source.posts, source.posts_total) == (1, 12)
    assert source.typed_host == "what.example"
    assert [s.blog_id for s in database.read_now(archive.sources, [visited, 99])] == [visited]


def test_a_page_that_arrives_after_removal_is_dropped(database: Database) -> None:
    blog_id = add_blog(database)
    begin(database, blog_id, months=(MonthTotal(2019, 5, 3),))
    database.write_now(blogs.remove, blog_id)
    assert save_page(database, blog_id, make_page(make_post(1))) == Saved()
    begin(database, blog_id)
    assert database.read_now(archive.states) == ()
    add_blog(database)
    assert save_page(database, blog_id, make_page(make_post(1))) == Saved()
    assert database.read_now(archive.state, blog_id) is None
    assert database.read_now(calendar.months, blog_id) == ()


def test_a_page_is_stored_whole_or_not_at_all(database: Database) -> None:
    blog_id = add_blog(database)
    begin(database, blog_id)

    def fails(post: ParsedPost) -> str:
        if post.title == "Post 2":
            raise RuntimeError
        return text_of(post)

    page = make_page(make_post(1), make_post(2))
    with pytest.raises(RuntimeError):
        database.write_now(
            archive.save_page,
            blog_id,
            page,
            lambda _: tuple(map(change_of, page.feed.posts)),
            NOW,
            text_of=fails,
            canonical_urls=[],
            identities=[],
            arrives_unread=False,
        )
    assert state_of(database, blog_id).cursor == "first"
    assert read_by_number(database) == {}


def change_of(post: ParsedPost) -> Change:
    return Change(post, identity_of(post), post.url, b"1", 1)


def test_who_wrote_a_post_becomes_known_though_nothing_else_changed(database: Database) -> None:
    blog_id = add_blog(database)
    save(database, blog_id, make_post(1), make_post(2, author_key="user:2"))

    def keys() -> list[str]:
        return database.read_now(
            lambda c: [key for (key,) in c.execute("SELECT author_key FROM posts ORDER BY id")]
        )

    assert keys() == ["", "user:2"]
    given = make_post(1, author_key="user:1"), make_post(2, author_key="user:3")
    database.write_now(
        answers.save_answer,
        blog_id,
        make_feed(posts=given),
        Validators(),
        DUE,
        lambda _: (),
        NOW,
        text_of=text_of,
    )
    assert keys() == ["user:1", "user:2"]


def test_what_a_page_of_an_archive_leaves_out_stays(database: Database) -> None:
    blog_id = add_blog(database)
    whole = make_post(
        1,
        author="Ana",
        author_key="user:1",
        labels=("Asia",),
        comments=3,
        comments_url="https://what.example/1#c",
        comments_feed="https://what.example/1/feed",
        enclosures=("https://what.example/a.mp3",),
    )
    save(database, blog_id, whole)
    before = database.read_now(posts.article, 1)
    begin(database, blog_id)
    title_only = replace(make_post(1), published=None)
    assert save_page(database, blog_id, make_page(title_only)) == Saved()
    assert database.read_now(posts.article, 1) == before
    assert len(database.read_now(posts.index, PostQuery(label="asia"))) == 1
    assert save_page(database, blog_id, make_page(replace(whole, comments=0))) == Saved(counted=1)
    fuller = replace(whole, labels=("Zoo",), author="Ana B.")
    save_page(database, blog_id, make_page(fuller))
    article = database.read_now(posts.article, 1)
    assert article is not None
    assert (article.author, article.row.labels, article.row.comments) == ("Ana B.", ("Zoo",), 3)


def test_posts_of_no_walk_arrive_read_and_need_no_archive(database: Database) -> None:
    blog_id = add_blog(database)
    given = [make_post(2), make_post(1)]

    def write(blog: int, *, arrives_unread: bool) -> Saved:
        return database.write_now(
            archive.save_posts,
            blog,
            given,
            lambda known: plan(given, known),
            NOW,
            text_of=text_of,
            canonical_urls=[post.url for post in given],
            identities=[identity_of(post) for post in given],
            arrives_unread=arrives_unread,
        )

    assert write(blog_id, arrives_unread=False) == Saved(new=2)
    assert read_by_number(database) == {2: True, 1: True}
    assert write(add_blog(database, "other"), arrives_unread=True) == Saved(new=2)
    assert write(99, arrives_unread=True) == Saved()


def test_documents_of_a_walk_that_was_broken_off_are_forgotten(database: Database) -> None:
    blog_id = add_blog(database)

    def documents() -> int:
        return len(database.read_now(archive.sources)[0].documents)

    begin(database, blog_id)
    save_page(database, blog_id, make_page(document="https://what.example/a"))
    assert documents() == 1
    begin(database, blog_id)
    assert documents() == 0
    save_page(database, blog_id, make_page(document="https://what.example/a", is_last=True))
    begin(database, blog_id, was_done=True)
    assert documents() == 1
    assert state_of(database, blog_id).was_done

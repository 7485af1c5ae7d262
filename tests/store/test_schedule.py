"""When a blog may be asked survives restarts, to the millisecond."""

from datetime import timedelta
from pathlib import Path

from tests.store.making import DUE, ETAG, NOW, add_blog, make_feed, make_post, save
from tui_reader.models import BlogError, Validators
from tui_reader.store import blogs, schedule
from tui_reader.store.database import Database
from tui_reader.store.schedule import Schedule

FAILED = Schedule(
    next_fetch=NOW + timedelta(hours=2),
    last_attempt=NOW + timedelta(milliseconds=123),
    last_fetch=NOW - timedelta(days=1),
    retry_at=NOW + timedelta(days=7),
    failures=3,
    failing_since=NOW - timedelta(hours=9),
    is_gone=True,
    error=BlogError("tls", "the certificate\nis old"),
    moved_to="https://new.example/feed",
    moved_count=2,
    moved_since=NOW - timedelta(days=2),
)


def test_what_an_attempt_left_behind_is_there_after_a_restart(store_path: Path) -> None:
    database = Database.open(store_path)
    blog_id = add_blog(database)
    save(database, blog_id, make_post(1))
    database.write_now(schedule.save_schedule, blog_id, FAILED)
    database.close_now()
    database = Database.open(store_path)
    (state,) = database.read_now(schedule.fetch_states)
    for name in Schedule.__dataclass_fields__:
        if hasattr(state, name) and name != "feed_url":
            assert getattr(state, name) == getattr(FAILED, name), name
    assert state.validators == ETAG
    assert state.feed_url == "https://what.example/feed"
    blog = database.read_now(blogs.get_blog, blog_id)
    assert blog is not None
    assert blog.error == BlogError("tls", "the certificate is old")
    database.write_now(schedule.save_schedule, blog_id, DUE)
    (blog,) = database.read_now(blogs.list_blogs)
    assert blog.error is None
    database.close_now()


def test_only_blogs_with_a_server_are_fetched(database: Database) -> None:
    followed = add_blog(database)
    visited = add_blog(database, "visited", followed=False)
    removed = add_blog(database, "removed")
    add_blog(database, feed_url="guide:reader")
    add_blog(database, feed_url="file:///home/reader/feed.xml")
    database.write_now(blogs.remove, removed)
    states = database.read_now(schedule.fetch_states)
    assert [state.blog_id for state in states] == [followed, visited]
    states = database.read_now(schedule.fetch_states, [visited, removed, 99])
    assert [state.blog_id for state in states] == [visited]
    assert states[0].validators == Validators()


def test_what_a_feed_asks_for_is_kept_until_it_says_otherwise(database: Database) -> None:
    blog_id = add_blog(database)
    wishes = make_feed(wait_seconds=7200, skip_hours=(0, 23), skip_days=(6,))
    save(database, blog_id, feed=wishes)
    (state,) = database.read_now(schedule.fetch_states)
    assert (state.wait_seconds, state.skip_hours, state.skip_days) == (7200, (0, 23), (6,))
    save(database, blog_id)
    (state,) = database.read_now(schedule.fetch_states)
    assert (state.wait_seconds, state.skip_hours, state.skip_days) == (None, (), ())


def test_a_new_address_is_adopted_unless_another_blog_has_it(database: Database) -> None:
    moving, other = add_blog(database), add_blog(database, "other")
    taken = Schedule(NOW, NOW, NOW, feed_url="https://other.example/feed")
    database.write_now(schedule.save_schedule, moving, taken)
    assert [state.feed_url for state in database.read_now(schedule.fetch_states)] == [
        "https://what.example/feed",
        "https://other.example/feed",
    ]
    free = Schedule(
        NOW,
        NOW,
        NOW,
        feed_url="https://www.new.example/feed?x=1",
        canonical_feed_url="https://new.example/feed?x=1",
    )
    database.write_now(schedule.save_schedule, moving, free)
    (state, _) = database.read_now(schedule.fetch_states)
    assert state.feed_url == "https://www.new.example/feed?x=1"
    assert database.read_now(blogs.find_by_feed, "https://new.example/feed?x=1") == moving
    assert database.read_now(blogs.find_by_feed, "https://other.example/feed") == other


def test_the_host_that_was_typed_stays_whatever_address_is_adopted(database: Database) -> None:
    add_blog(database, typed_host="what.example")
    add_blog(database, "other")
    moved = Schedule(NOW, NOW, NOW, feed_url="https://new.example/feed")
    database.write_now(schedule.save_schedule, 1, moved)
    states = database.read_now(schedule.fetch_states)
    assert [(state.feed_url, state.typed_host) for state in states] == [
        ("https://new.example/feed", "what.example"),
        ("https://other.example/feed", ""),
    ]


def test_a_host_is_held_until_the_latest_word(database: Database) -> None:
    assert database.read_now(schedule.host_holds) == {}
    for host, hours in (("a.example", 1), ("b.example", 2), ("a.example", 3)):
        database.write_now(schedule.hold_host, host, NOW + timedelta(hours=hours))
    assert database.read_now(schedule.host_holds) == {
        "a.example": NOW + timedelta(hours=3),
        "b.example": NOW + timedelta(hours=2),
    }

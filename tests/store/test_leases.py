"""One program at a time walks a blog."""

from datetime import timedelta

from tests.store.making import DUE, ETAG, NOW, add_blog
from tui_reader.store import answers, leases, schedule
from tui_reader.store.database import Database
from tui_reader.store.leases import Lease

LATER = NOW + timedelta(seconds=30)


def test_a_blog_is_held_by_one(database: Database) -> None:
    blog_id = add_blog(database)
    assert database.read_now(leases.holder_of, blog_id) is None
    assert database.write_now(leases.take, blog_id, "first", NOW, seen=None)
    assert not database.write_now(leases.take, blog_id, "second", NOW, seen=None)
    assert database.read_now(leases.holder_of, blog_id) == Lease("first", NOW)
    database.write_now(leases.release, blog_id, "second")
    assert database.read_now(leases.holder_of, blog_id) == Lease("first", NOW)
    database.write_now(leases.release, blog_id, "first")
    assert database.read_now(leases.holder_of, blog_id) is None


def test_one_that_has_ended_is_followed_by_another(database: Database) -> None:
    blog_id = add_blog(database)
    database.write_now(leases.take, blog_id, "first", NOW, seen=None)
    seen = database.read_now(leases.holder_of, blog_id)
    assert database.write_now(leases.refresh, blog_id, "first", LATER)
    assert not database.write_now(leases.take, blog_id, "second", LATER, seen=seen)
    seen = database.read_now(leases.holder_of, blog_id)
    assert database.write_now(leases.take, blog_id, "second", LATER, seen=seen)
    assert not database.write_now(leases.refresh, blog_id, "first", LATER)
    assert database.read_now(leases.holder_of, blog_id) == Lease("second", LATER)


def test_a_blog_is_left_alone_and_keeps_the_rest_of_its_schedule(database: Database) -> None:
    blog_id = add_blog(database)
    database.write_now(answers.save_unchanged, blog_id, ETAG, DUE)
    database.write_now(schedule.hold_blog, blog_id, LATER)
    (state,) = database.read_now(schedule.fetch_states)
    assert state.retry_at == LATER
    assert (state.validators, state.next_fetch) == (ETAG, DUE.next_fetch)

"""What went with a removed blog comes back with it, while its posts are still here."""

from datetime import datetime, timedelta

from tests.store.making import NOW, add_blog, begin, make_post, save
from tui_reader.models import Step
from tui_reader.store import blogs, history, standing
from tui_reader.store.database import Database

LATER = NOW + timedelta(days=8)


def remove(database: Database, blog_id: int, now: datetime) -> Step:
    step = database.write_now(
        history.perform,
        now,
        "remove",
        lambda _: "Removed.",
        lambda c: standing.set_standing(c, blog_id, standing.REMOVED, now),
    )
    assert step is not None
    return step


def test_what_a_former_removal_took_does_not_come_back_to_a_blog_without_posts(
    database: Database,
) -> None:
    blog_id = add_blog(database)
    save(database, blog_id, make_post(1))
    begin(database, blog_id)
    first = remove(database, blog_id, NOW)
    database.write_now(blogs.clear_removed, before=LATER)
    add_blog(database)
    second = remove(database, blog_id, LATER)
    for step in (first, second):
        database.write_now(history.turn, step.id, LATER, back=True)
        assert database.read_now(standing.standing_of, blog_id) == standing.FOLLOWED
        kept = database.read_now(
            lambda c: c.execute(
                "SELECT etag, (SELECT count(*) FROM archives) FROM schedules"
            ).fetchall()
        )
        assert kept == [(None, 0)]

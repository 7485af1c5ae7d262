"""What a person makes of blogs and posts: what it changes, and what it leaves alone."""

import sqlite3

import pytest

from tests.fakeblog import FakeBlog, FakeClock, FakeNet, FakePost, numbered
from tests.library.conftest import Opener
from tests.library.test_refresh import events_of, follow
from tui_reader.errors import QueryError, UsageError
from tui_reader.library.library import Library
from tui_reader.library.step_words import undone_words
from tui_reader.limits import NOTE_LETTERS, STEPS_KEPT
from tui_reader.models import BlogOwn, Fetched, Flag, PostQuery, Skipped, View
from tui_reader.store import history
from tui_reader.store.changes import RowChange
from tui_reader.store.database import Database


async def listed(library: Library, view: View = View.ALL) -> list[int]:
    return list((await library.post_index(PostQuery(view=view))).ids)


# ------------------------------------------------------------------------------------ rules


async def test_a_rule_hides_what_is_here_and_what_arrives_and_shows_it_again(
    library: Library, net: FakeNet, clock: FakeClock
) -> None:
    blog = FakeBlog(posts=numbered(6))
    await follow(library, net, blog)
    await library.mark([1], Flag.STARRED, True)
    await library.keeping.add_rule("label:EVEN")
    (rule,) = await library.keeping.rules()
    assert (rule.filter, rule.posts) == ("label:EVEN", 2), "what is starred is never hidden"
    months = [month.kept for month in await library.archives.months(1)]
    assert months == [4]
    blog.posts = numbered(10)
    clock.forward(hours=2)
    (fetched,) = [event for event in await events_of(library) if isinstance(event, Fetched)]
    assert fetched.new == 2, "what is hidden is no news"
    rows = await library.rows(await listed(library))
    assert sum("Even" in row.labels for row in rows) == 1
    (shown,) = await library.blogs()
    assert (shown.unread, len(await listed(library, View.UNREAD))) == (6, 6)
    await library.keeping.remove_rule(rule.id)
    assert len(await listed(library, View.UNREAD)) == 10
    assert sum(month.kept for month in await library.archives.months(1)) == 10


async def test_a_rule_reads_words_that_the_index_does_not_know_yet(
    library: Library, net: FakeNet, clock: FakeClock
) -> None:
    blog = FakeBlog(posts=[FakePost(1, "Ein Ärgernis", "<p>Herons and storks.</p>")])
    await follow(library, net, blog)
    await library.keeping.add_rule('argernis OR "white storks" OR 日本')
    assert await listed(library) == []
    texts = ("Whíte, storks came", "A white stork", "Storks, white ones", "今日は日本で")
    blog.posts = [FakePost(5 + n, f"{n}", f"<p>{text}</p>") for n, text in enumerate(texts)]
    clock.forward(hours=2)
    await events_of(library)
    assert [row.title for row in await library.rows(await listed(library))] == ["1", "2"]


async def test_an_empty_rule_hides_nothing(library: Library) -> None:
    with pytest.raises(UsageError, match="a rule needs words"):
        await library.keeping.add_rule("  ")
    with pytest.raises(QueryError):
        await library.keeping.add_rule("before:nonsense")


# ------------------------------------------------------------------------------------ blogs


async def test_a_paused_blog_is_asked_only_by_name(
    library: Library, net: FakeNet, clock: FakeClock
) -> None:
    blog = FakeBlog()
    [blog_id] = await follow(library, net, blog)
    await library.keeping.pause(blog_id, True)
    clock.forward(days=2)
    asked = net.asked(blog)
    skipped = await events_of(library, force=True)
    assert [each.reason for each in skipped if isinstance(each, Skipped)] == ["paused"]
    assert net.asked(blog) == asked
    await events_of(library, blog_ids=[blog_id])
    assert net.asked(blog) == asked + 1


async def test_a_blog_is_asked_no_more_often_than_a_person_wants(
    library: Library, net: FakeNet, clock: FakeClock
) -> None:
    blog = FakeBlog()
    [blog_id] = await follow(library, net, blog)
    await library.keeping.set_own(blog_id, BlogOwn(minutes=600))
    asked = net.asked(blog)
    for _ in range(24):
        clock.forward(hours=1)
        await events_of(library)
    assert net.asked(blog) == asked + 2


async def test_a_removed_blog_comes_back_whole_for_a_week_and_to_be_asked_for_all_after(
    library: Library, net: FakeNet, clock: FakeClock, open_library: Opener
) -> None:
    blog = FakeBlog(posts=numbered(6))
    [blog_id] = await follow(library, net, blog)
    await library.keeping.tag([1], "heron", True)
    await library.keeping.set_note(2, "Mine")
    await library.remove_blog(blog_id)
    assert await library.remove_blog(blog_id) is None, "it is removed already"
    clock.forward(days=6)
    other = open_library()
    assert await other.tidy() == 0
    assert await other.undo()
    assert len(await listed(other)) == 6
    await library.remove_blog(blog_id)
    clock.forward(days=8)
    while await library.tidy():
        pass
    assert [row.id for row in await library.rows(range(1, 7))] == [1, 2], "tagged, and with a note"
    assert await other.undo()
    await events_of(library)
    assert len(await listed(other)) == 6, "nobody was told that there is nothing new"
    await other.close()


# ------------------------------------------------------------------------------------ undo


async def test_only_what_nobody_changed_since_is_taken_back(
    library: Library, net: FakeNet, open_library: Opener
) -> None:
    await follow(library, net, FakeBlog())
    await library.mark([1, 2, 3], Flag.STARRED, True)
    await library.keeping.set_note(1, "First")
    other = open_library()
    await other.mark([2], Flag.STARRED, False)
    await other.keeping.set_note(1, "Theirs")
    steps = await library.steps(10)
    note, mark = steps[2], steps[3]
    undone = await library.history.undo_step(mark.id)
    assert undone
    assert undone.note == "1 of 3 were changed since and stay as they are."
    assert [row.is_starred for row in await library.rows([1, 2, 3])] == [False] * 3
    undone = await library.history.undo_step(note.id)
    assert undone
    assert undone.note == "It was changed since and stays as it is."
    found = await library.keeping.note(1)
    assert found
    assert found.text == "Theirs"
    assert await other.history.undo_step(note.id) is None, "another program has done so"
    await other.close()


async def test_of_two_programs_that_take_back_one_step_the_second_says_that_it_was_done(
    library: Library, net: FakeNet, open_library: Opener
) -> None:
    await follow(library, net, FakeBlog())
    await library.keeping.set_note(1, "First")
    other = open_library()
    (step,) = await library.steps(1)
    undone = [await each.history._turn(step, back=True) for each in (other, library)]
    assert [undone_words(each) for each in undone if each] == [
        f"Taken back: {step.words}",
        f"Already taken back, by another program: {step.words}",
    ]
    await other.close()


async def test_what_was_undone_can_be_done_again_by_number_after_something_new(
    library: Library, net: FakeNet
) -> None:
    await follow(library, net, FakeBlog())
    await library.keeping.set_note(1, "First")
    undone = await library.undo()
    await library.mark([1], Flag.STARRED, True)
    assert await library.redo() is None
    assert undone
    assert await library.history.redo_step(undone.id)
    found = await library.keeping.note(1)
    assert found
    assert found.text == "First"


async def test_opening_a_post_is_no_step(library: Library, net: FakeNet) -> None:
    await follow(library, net, FakeBlog())
    steps = await library.steps(10)
    await library.mark([1], Flag.READ, True, is_step=False)
    await library.keeping.tag([1], "heron", False)
    assert await library.steps(10) == steps


async def test_the_history_is_bounded(
    open_library: Opener, net: FakeNet, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = open_library()
    await follow(library, net, FakeBlog())
    database: Database = library._database
    one = [RowChange("notes", {"post_id": 1}, None, {"text": "x" * 100, "changed": 1})]

    def write(connection: sqlite3.Connection, many: int) -> None:
        for _ in range(many):
            history.record(connection, library.now(), "note", lambda _: "Wrote.", one)

    database.write_now(write, STEPS_KEPT + 5)
    assert len(await library.steps(2 * STEPS_KEPT)) == STEPS_KEPT
    monkeypatch.setattr(history, "STEPS_LETTERS", 100 * 1_000)
    monkeypatch.setattr(history, "STEPS_KEPT", 100_000)
    database.write_now(write, 1)
    assert 400 < len(await library.steps(2 * STEPS_KEPT)) < 600
    await library.close()


async def test_many_marks_are_one_step(
    library: Library, net: FakeNet, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui_reader.library.steps.BATCH_MARKS", 7)
    await follow(library, net, FakeBlog(posts=numbered(30)))
    steps = len(await library.steps(100))
    mark = await library.mark(range(1, 31), Flag.READ, True)
    assert len(mark.post_ids) == 30
    (step, *others) = await library.steps(100)
    assert (step.words, len(others)) == ("Marked 30 posts read.", steps)
    undone = await library.undo()
    assert undone
    assert undone.note == ""
    assert len(await listed(library, View.UNREAD)) == 30
    assert await library.redo()
    assert await listed(library, View.UNREAD) == []


# ------------------------------------------------------------------------------------ the rest


async def test_rows_tell_tags_and_notes(library: Library, net: FakeNet) -> None:
    await follow(library, net, FakeBlog())
    keeping = library.keeping
    await keeping.tag([1, 2], "Zebra", True)
    await keeping.tag([1], "#äpfel\x1b[2J", True)
    await keeping.set_note(2, "  A note\x07  \n")
    rows = await library.rows([1, 2, 3])
    assert [(row.tags, row.has_note) for row in rows] == [
        (("Zebra", "äpfel[2J"), False),
        (("Zebra",), True),
        ((), False),
    ]
    note = await keeping.note(2)
    assert note
    assert note.text == "A note"
    with pytest.raises(UsageError, match="2 letters more than the 100,000"):
        await keeping.set_note(2, "x" * (NOTE_LETTERS + 2))
    assert (await keeping.note(2) or note).text == "A note"
    await keeping.set_note(2, "x" * NOTE_LETTERS + "\n")
    assert len((await keeping.note(2) or note).text) == NOTE_LETTERS
    assert [(tag.name, tag.posts, tag.unread) for tag in await keeping.tags()] == [
        ("Zebra", 2, 2),
        ("äpfel[2J", 1, 1),
    ]


async def test_a_blog_carries_its_own_name_folders_and_settings(
    library: Library, net: FakeNet
) -> None:
    [blog_id] = await follow(library, net, FakeBlog())
    keeping = library.keeping
    await keeping.rename(blog_id, " My\tblog ")
    await keeping.set_folders(blog_id, [("News", "Birds"), ("A",), ("", " ")])
    await keeping.set_own(blog_id, BlogOwn("oldest", "end", "never", 90))
    await keeping.pause(blog_id, True)
    (blog,) = await library.blogs()
    assert (blog.title, blog.own_title, blog.is_paused) == ("My blog", "My blog", True)
    assert blog.folders == (("A",), ("News", "Birds"))
    assert blog.own == BlogOwn("oldest", "end", "never", 90)
    assert (await library.rows([1]))[0].blog_title == "My blog"
    await keeping.rename_folder(("News",), ("A", "B"))
    assert (await library.blogs())[0].folders == (("A",), ("A", "B", "Birds"))
    with pytest.raises(UsageError, match="there is no blog 99"):
        await keeping.rename(99, "x")


async def test_searches_are_kept_by_name(library: Library) -> None:
    keeping = library.keeping
    await keeping.save_search("Herons", "tag:heron")
    await keeping.save_search("Unread", "is:unread", "oldest")
    await keeping.save_search("HERONS", "heron*")
    found = await keeping.searches()
    assert [(each.name, each.filter, each.sort) for each in found] == [
        ("HERONS", "heron*", ""),
        ("Unread", "is:unread", "oldest"),
    ]
    with pytest.raises(UsageError, match="another search is called “unread”"):
        await keeping.rename_search(found[0].id, "unread")
    for wrong in (keeping.save_search("  ", "x"), keeping.remove_search(9)):
        with pytest.raises(UsageError):
            await wrong
    with pytest.raises(QueryError):
        await keeping.save_search("Wrong", "before:nonsense")


async def test_new_is_what_came_since_one_last_left(
    library: Library, net: FakeNet, clock: FakeClock
) -> None:
    blog = FakeBlog(posts=numbered(3))
    await follow(library, net, blog)
    assert (library.keeping.last_time(), await library.keeping.count_new()) == (None, 0)
    await library.keeping.leave()
    left = clock.time
    blog.posts = numbered(7)
    clock.forward(hours=2)
    await events_of(library)
    assert library.keeping.last_time() == left
    assert await library.keeping.count_new() == 4
    newest = (await listed(library))[0]
    await library.mark([newest], Flag.READ, True)
    assert await library.keeping.count_new() == 3
    library.keeping.leave_now()
    assert await library.keeping.count_new() == 0

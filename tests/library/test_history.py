"""Everything that is done can be taken back, after a restart too, and done again: exactly."""

import asyncio
import random
import shutil
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from pathlib import Path

import pytest

from tests.fakeblog import START, FakeBlog, FakeClock, FakeNet, numbered
from tests.library.conftest import Opener
from tui_reader.config import load
from tui_reader.errors import StoreError, UsageError
from tui_reader.library import steps
from tui_reader.library.library import Library
from tui_reader.models import BlogOwn, Flag, PostQuery
from tui_reader.store import history
from tui_reader.store.changes import Change
from tui_reader.store.database import Database
from tui_reader.store.tags import set_tag

SEEN = {
    "blogs": (
        "SELECT id, standing, own_title, is_paused, own_sort, own_mark_read, own_pictures,"
        " own_minutes, wants_page_texts, posts, unread, starred FROM blogs"
    ),
    "statuses": "SELECT id, is_read, is_starred, is_changed, comments_seen, sort_at FROM statuses",
    "posts": "SELECT id, title FROM posts",
    "tags": "SELECT name, post_id FROM post_tags JOIN tags ON tags.id = tag_id",
    "notes": "SELECT * FROM notes",
    "folders": "SELECT * FROM blog_folders",
    "searches": "SELECT * FROM saved_searches",
    "rules": "SELECT filter FROM hide_rules",
    "hidden": (
        "SELECT post_id, was_unread, filter"
        " FROM hidden_posts JOIN hide_rules ON hide_rules.id = rule_id"
    ),
    "schedules": "SELECT * FROM schedules",
    "archives": "SELECT * FROM archives",
    "documents": "SELECT * FROM archive_documents",
    "walks": "SELECT * FROM comment_walks",
    "months": "SELECT * FROM months WHERE kept > 0 OR total > 0",
    "labels": "SELECT blog_id, name, posts FROM blog_labels",
}
"""Everything that a person can change."""

Kept = dict[str, list[tuple[object, ...]]]
Action = Callable[[Library], Awaitable[object]]


@pytest.fixture
def kept(tmp_path: Path) -> Callable[[], Kept]:
    """What the store has, as another program sees it."""

    def look() -> Kept:
        database = Database.open(tmp_path / "data" / "reader.db", read_only=True)
        found = {
            name: sorted(database.read_now(lambda c, sql=sql: c.execute(sql).fetchall()), key=str)
            for name, sql in SEEN.items()
        }
        database.close_now()
        return found

    return look


async def fill(home: Path) -> None:
    """Follow two blogs, one with its archive walked through; use each thing once; visit a third."""
    net, clock = FakeNet(), FakeClock()
    config = load(home, {})
    database = Database.open(config.paths.store_file)
    settings = {"transport": net, "now": clock, "host_gap": 0.0, "look": lambda: True}
    library = Library(database, config, **settings)  # type: ignore[arg-type]  # told by name
    for host in ("a.test", "b.test", "c.test"):
        net.add(FakeBlog(host, title=host, posts=numbered(6)))
        await library.add_blog(f"https://{host}/", follow=host != "c.test")
    async for _ in library.archives.run([1]):
        pass
    keeping = library.keeping
    await library.mark([1, 2, 3], Flag.READ, True)
    await library.mark([3, 4], Flag.STARRED, True)
    await keeping.tag([4, 5], "Heron", True)
    await keeping.set_note(5, "A *note*")
    await keeping.rename(2, "My b")
    await keeping.set_folders(1, [("News", "Birds"), ("Daily",)])
    await keeping.save_search("Herons", "tag:heron")
    await keeping.add_rule("label:odd")
    await library.close()


@pytest.fixture(scope="module")
def filled_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store in use, made once: each test has a copy."""
    home = tmp_path_factory.mktemp("filled")
    asyncio.run(fill(home))
    return home


ACTIONS: dict[str, Action] = {
    "read": lambda b: b.mark([3, 4, 5, 6], Flag.READ, True),
    "unread": lambda b: b.mark([1, 2, 6], Flag.READ, False),
    "star": lambda b: b.mark(range(1, 12), Flag.STARRED, True),
    "no star": lambda b: b.mark([3, 4], Flag.STARRED, False),
    "tag": lambda b: b.keeping.tag([1, 4, 6], "heron", True),
    "new tag": lambda b: b.keeping.tag([1, 4, 6], "#Äpfel", True),
    "no tag": lambda b: b.keeping.tag([4, 5], "HERON", False),
    "spell tag": lambda b: b.keeping.rename_tag("heron", "HERON"),
    "rename tag": lambda b: b.keeping.rename_tag("heron", "Egret"),
    "note": lambda b: b.keeping.set_note(1, "Mine"),
    "change note": lambda b: b.keeping.set_note(5, "Another"),
    "no note": lambda b: b.keeping.set_note(5, "  "),
    "name": lambda b: b.keeping.rename(1, "My a"),
    "no name": lambda b: b.keeping.rename(2, ""),
    "folders": lambda b: b.keeping.set_folders(1, [("Daily",), ("Other",)]),
    "no folders": lambda b: b.keeping.set_folders(1, []),
    "rename folder": lambda b: b.keeping.rename_folder(("News",), ("Daily",)),
    "no folder": lambda b: b.keeping.rename_folder(("News", "Birds"), ()),
    "own": lambda b: b.keeping.set_own(1, BlogOwn("oldest", "end", "never", 90)),
    "pause": lambda b: b.keeping.pause(2, True),
    "whole posts": lambda b: b.page_texts.want(1, True),
    "search": lambda b: b.keeping.save_search("Unread", "is:unread", "oldest"),
    "change search": lambda b: b.keeping.save_search("herons", "heron"),
    "rename search": lambda b: b.keeping.rename_search(1, "Egrets"),
    "no search": lambda b: b.keeping.remove_search(1),
    "rule": lambda b: b.keeping.add_rule("title:number"),
    "no rule": lambda b: b.keeping.remove_rule(1),
    "remove": lambda b: b.remove_blog(1),
    "remove the other": lambda b: b.remove_blog(2),
    "follow": lambda b: b.follow(3),
}


@pytest.fixture
async def filled(filled_home: Path, tmp_path: Path, open_library: Opener) -> AsyncIterator[Library]:
    shutil.copytree(filled_home, tmp_path, dirs_exist_ok=True)
    library = open_library()
    yield library
    await library.close()


@pytest.mark.parametrize("name", ACTIONS)
async def test_what_was_done_is_taken_back_and_done_again_after_a_restart(
    filled: Library, open_library: Opener, kept: Callable[[], Kept], name: str
) -> None:
    before = kept()
    steps = await filled.steps(100)
    await ACTIONS[name](filled)
    after = kept()
    assert after != before
    (step, *others) = await filled.steps(100)
    assert (len(others), step.is_undone) == (len(steps), False)
    again = open_library()
    undone = await again.undo()
    assert undone is not None
    assert (undone.id, undone.words, undone.note) == (step.id, step.words, "")
    assert kept() == before
    redone = await again.redo()
    assert (redone and redone.note) == ""
    assert kept() == after
    await again.close()


@pytest.mark.parametrize("seed", range(2))
async def test_a_long_way_back_and_forth(
    filled: Library, kept: Callable[[], Kept], seed: int
) -> None:
    chance = random.Random(seed)
    states = [kept()]
    first = (await filled.steps(1))[0].id
    for _ in range(25):
        try:
            await ACTIONS[chance.choice(list(ACTIONS))](filled)
        except UsageError:
            continue
        if (await filled.steps(1))[0].id - first == len(states):
            states.append(kept())
    undone = await filled.undo_to(first + 1)
    assert [step.id - first for step in undone] == list(range(len(states) - 1, 0, -1))
    assert kept() == states[0]
    for state in states[1:]:
        assert await filled.redo()
        assert kept() == state
    assert await filled.redo() is None
    some = chance.randrange(1, len(states))
    await filled.undo_to(first + some)
    assert kept() == states[some - 1]


@pytest.mark.parametrize(
    "changes",
    ['[{"future": 1}]', '[{"table": "future", "key": {"id": 1}, "before": null, "after": {}}]'],
)
async def test_what_a_newer_version_did_is_left_to_it(filled: Library, changes: str) -> None:
    step = await filled.history.do("tag", lambda _: "Tagged.", lambda c: set_tag(c, [1], "x", True))
    assert step is not None
    await filled._desk.database.write(
        lambda c: c.execute("UPDATE history_changes SET changes = ?", (changes,))
    )
    with pytest.raises(StoreError, match="storage-newer: a newer tui-reader did this"):
        await filled.undo()
    assert [(each.id, each.is_undone) for each in await filled.steps(1)] == [(step.id, False)]


async def test_a_step_taken_back_while_it_goes_on_stands_again_with_the_rest(
    filled: Library, open_library: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(steps, "BATCH_MARKS", 2)
    other = open_library()
    ids = list((await filled.post_index(PostQuery())).ids)[:4]

    def tag(connection: sqlite3.Connection, some: Sequence[int]) -> Sequence[Change]:
        if some[0] == ids[2]:
            last = history.last_step(connection)
            assert last is not None
            history.turn(connection, last.id, START, back=True)
        return set_tag(connection, some, "both", True)

    await filled.history.do_in_batches("tag", lambda _: "Tagged.", tag, ids)
    tagged = [post_id for post_id in ids if "both" in (await filled.rows([post_id]))[0].tags]
    assert tagged == ids[2:]
    assert (await other.steps(1))[0].is_undone is False
    await other.undo()
    assert not any("both" in row.tags for row in await filled.rows(ids))
    await other.close()

"""What rules hide and a person keeps, marks unread, or loses with a blog."""

from collections.abc import Awaitable
from datetime import timedelta

import pytest

from tests.store.making import NOW, add_blog, make_post, save
from tests.store.ruling import do, make_rule, remove_rule, turn
from tui_reader.library import rules
from tui_reader.library.desk import Desk
from tui_reader.library.step_words import of_hidden
from tui_reader.models import Flag, PostQuery, Step, View
from tui_reader.query import parse
from tui_reader.store import (
    blogs,
    hiding,
    history,
    marks,
    notes,
    post_lists,
    search,
    search_index,
    tags,
    unhiding,
)
from tui_reader.store.database import Database

WEEK = timedelta(days=8)


@pytest.fixture
def blog_id(database: Database) -> int:
    """A blog with the posts 1 to 3, all hidden by the one rule."""
    blog_id = add_blog(database)
    save(database, blog_id, *(make_post(number, title="Heron") for number in (1, 2, 3)))
    make_rule(database, "heron")
    return blog_id


def unread(database: Database, blog_id: int) -> tuple[int, int]:
    """How many are unread, by the blog's count and by its list."""
    blog = database.read_now(blogs.get_blog, blog_id)
    query = PostQuery(View.UNREAD, blog_id)
    return blog.unread if blog else -1, database.read_now(post_lists.count, query)[0]


def test_what_a_person_keeps_of_the_hidden_is_found(database: Database, blog_id: int) -> None:
    database.write_now(marks.set_flag, [1], Flag.STARRED, True)
    database.write_now(tags.set_tag, [2], "later", True)
    database.write_now(notes.set_note, 3, "mine", NOW)
    for words in ("is:starred", "tag:later", "has:note"):
        chosen = parse(words)
        listed = database.read_now(post_lists.count, PostQuery(filter=chosen))
        assert listed == (1, 0)
        assert database.read_now(search.search, chosen).total == 1
    starred = database.read_now(post_lists.count, PostQuery(View.STARRED, blog_id))
    assert starred[0] == database.read_now(blogs.count_stars) == 1
    assert database.read_now(post_lists.count, PostQuery(blog_id=blog_id)) == (0, 0)


def test_what_was_marked_unread_meanwhile_is_hidden_as_unread(
    database: Database, blog_id: int
) -> None:
    database.write_now(marks.set_flag, [1], Flag.READ, True)
    removed = remove_rule(database, 1)
    assert removed is not None
    database.write_now(marks.set_flag, [1, 2], Flag.READ, True)
    database.write_now(marks.set_flag, [2], Flag.READ, False)
    turn(database, removed, back=True)
    assert unread(database, blog_id) == (0, 0)
    turn(database, removed, back=False)
    assert unread(database, blog_id) == (3, 3)


def test_what_a_rule_has_read_comes_back_unread_with_its_blog(
    database: Database, blog_id: int
) -> None:
    database.write_now(blogs.remove, blog_id, NOW)
    database.write_now(blogs.clear_removed, before=NOW + WEEK)
    remove_rule(database, 1)
    add_blog(database)
    save(database, blog_id, make_post(1, title="Heron"))
    assert unread(database, blog_id) == (1, 1)


def test_a_label_that_comes_later_hides(database: Database) -> None:
    blog_id = add_blog(database)
    save(database, blog_id, make_post(1), make_post(2))
    make_rule(database, "label:ads")
    save(database, blog_id, make_post(1, labels=("Ads",)), make_post(2, author="Ann"))
    assert unread(database, blog_id) == (1, 1)


@pytest.mark.parametrize(
    ("words", "title", "is_hidden"),
    [
        ("हिन", "हिन्दी समाचार", False),
        ("हिन्दी", "हिन्दी समाचार", True),
        ("heron &", "A heron", True),
        ("日本", "今日本を", True),
        ("straße", "STRASSE", True),
        ("ภาษา", "เรียนภาษาไทย", True),
        ("ｶﾀ", "カタカナ", True),
        ("bold", "𝐁𝐨𝐥𝐝", True),
        ("heron 😀", "A heron", True),
        ("label:x OR tag:y", "heron", False),
    ],
)
def test_a_rule_speaks_alike_of_what_arrives_and_of_what_is_here(
    database: Database, words: str, title: str, is_hidden: bool
) -> None:
    blog_id = add_blog(database)
    make_rule(database, words)
    save(database, blog_id, make_post(1, title=title))
    arrived = unread(database, blog_id)[0] == 0
    remove_rule(database, 1)
    database.write_now(search_index.feed, str)
    make_rule(database, words)
    here = unread(database, blog_id)[0] == 0
    assert (arrived, here) == (is_hidden, is_hidden)


# ------------------------------------------------------------------------------ some at a time


@pytest.fixture
def herons(database: Database, monkeypatch: pytest.MonkeyPatch) -> int:
    """A blog with seven posts of which two at a time are hidden; the first two are read."""
    for module in (rules, unhiding):
        monkeypatch.setattr(module, "BATCH_HIDDEN", 2)
    blog_id = add_blog(database)
    save(database, blog_id, *(make_post(number, title="Heron") for number in range(1, 8)))
    database.write_now(marks.set_flag, [1, 2], Flag.READ, True)
    return blog_id


def listed(database: Database) -> int:
    return database.read_now(post_lists.count, PostQuery())[0]


@pytest.mark.parametrize("breaths", range(-1, 3))
def test_a_rule_that_is_killed_anywhere_is_finished_or_taken_back(
    database: Database, herons: int, breaths: int
) -> None:
    numbers = iter(range(8, 20))

    def arrive() -> None:
        save(database, herons, make_post(next(numbers), title="Heron"))

    def make(desk: Desk) -> Awaitable[Step | None]:
        return rules.make_rule(desk, "heron")

    if breaths < 0:
        database.write_now(hiding.begin_rule, "heron", NOW, of_hidden)
    else:
        assert do(database, make, NOW, breaths=breaths, between=arrive) is None
    arrive()
    in_all = max(breaths, 0) + 8
    assert listed(database) == 7 - 2 * (breaths + 1), "what arrived meanwhile is hidden"
    (step,) = database.read_now(history.list_steps, 9)
    if breaths % 2:
        do(database, rules.finish_rules, NOW)
        (step,) = database.read_now(history.list_steps, 9)
        assert step.words == f"Hid {in_all} posts by a rule: heron"
        assert (listed(database), unread(database, herons)) == (0, (0, 0))
    for _ in range(2):
        turn(database, step, back=True)
        assert (listed(database), unread(database, herons)[0]) == (in_all, in_all - 2)
        assert database.read_now(hiding.list_rules) == ()
        do(database, rules.finish_rules, NOW)
        assert listed(database) == in_all, "what was taken back is not finished"
        assert turn(database, step, NOW + WEEK, back=False)
        assert (listed(database), unread(database, herons)) == (0, (0, 0))


def test_a_removal_goes_on_where_it_was_stopped_and_is_one_step(
    database: Database, herons: int
) -> None:
    make_rule(database, "heron")
    arrives = make_post(8, title="Heron")
    step = do(
        database,
        lambda desk: rules.remove_rule(desk, 1),
        NOW,
        between=lambda: save(database, herons, arrives),
    )
    assert step is not None
    assert step.words == "Took a rule away, 8 posts came back: heron"
    assert unread(database, herons) == (6, 6)
    assert turn(database, step, back=True, breaths=1) is None
    assert turn(database, step, back=True)
    assert listed(database) == 0
    assert turn(database, step, back=False, breaths=1) is None
    assert turn(database, step, back=False)
    assert (listed(database), unread(database, herons)) == (8, (6, 6))
    assert len(database.read_now(history.list_steps, 9)) == 2


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
@pytest.mark.parametrize("by_step", [True, False])
def test_what_two_rules_hide_comes_back_when_both_are_gone(
    database: Database, herons: int, order: tuple[int, int], by_step: bool
) -> None:
    made = [make_rule(database, words) for words in ("heron", "is:read OR words:2")]
    database.write_now(marks.set_flag, [3], Flag.STARRED, True)
    steps: list[Step | None] = []
    for number in order:
        taken = made[number]
        assert taken is not None
        assert listed(database) == (1 if steps and order == (0, 1) else 0)
        steps.append(
            turn(database, taken, back=True) if by_step else remove_rule(database, number + 1)
        )
    assert (listed(database), unread(database, herons)[0]) == (7, 5)
    for step in reversed(steps):
        assert step is not None
        turn(database, step, back=not by_step)
    assert listed(database) == 0

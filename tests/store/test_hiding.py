"""What rules hide and a person keeps, marks unread, or loses with a blog."""

from datetime import timedelta

import pytest

from tests.store.making import NOW, add_blog, make_post, save
from tui_reader.models import Flag, PostQuery, View
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
)
from tui_reader.store.database import Database

WEEK = timedelta(days=8)


@pytest.fixture
def blog_id(database: Database) -> int:
    """A blog with the posts 1 to 3, all hidden by the one rule."""
    blog_id = add_blog(database)
    save(database, blog_id, *(make_post(number, title="Heron") for number in (1, 2, 3)))
    database.write_now(hiding.add_rule, "heron", NOW)
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
    removed = database.write_now(
        history.perform, NOW, "rule", lambda _: "", lambda c: hiding.remove_rule(c, 1, NOW)
    )
    assert removed is not None
    database.write_now(marks.set_flag, [1, 2], Flag.READ, True)
    database.write_now(marks.set_flag, [2], Flag.READ, False)
    database.write_now(history.turn, removed.id, NOW, back=True)
    assert unread(database, blog_id) == (0, 0)
    database.write_now(history.turn, removed.id, NOW, back=False)
    assert unread(database, blog_id) == (3, 3)


def test_what_a_rule_has_read_comes_back_unread_with_its_blog(
    database: Database, blog_id: int
) -> None:
    database.write_now(blogs.remove, blog_id, NOW)
    database.write_now(blogs.clear_removed, before=NOW + WEEK)
    database.write_now(hiding.remove_rule, 1, NOW)
    add_blog(database)
    save(database, blog_id, make_post(1, title="Heron"))
    assert unread(database, blog_id) == (1, 1)


def test_a_label_that_comes_later_hides(database: Database) -> None:
    blog_id = add_blog(database)
    save(database, blog_id, make_post(1), make_post(2))
    database.write_now(hiding.add_rule, "label:ads", NOW)
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
        ("label:x OR tag:y", "heron", False),
    ],
)
def test_a_rule_speaks_alike_of_what_arrives_and_of_what_is_here(
    database: Database, words: str, title: str, is_hidden: bool
) -> None:
    blog_id = add_blog(database)
    database.write_now(hiding.add_rule, words, NOW)
    save(database, blog_id, make_post(1, title=title))
    arrived = unread(database, blog_id)[0] == 0
    database.write_now(hiding.remove_rule, 1, NOW)
    database.write_now(search_index.feed, str)
    database.write_now(hiding.add_rule, words, NOW)
    here = unread(database, blog_id)[0] == 0
    assert (arrived, here) == (is_hidden, is_hidden)
